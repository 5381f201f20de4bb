"""Faults that a user can mend: each says where it is, what is wrong and what to do about it."""

from __future__ import annotations

from typing import ClassVar


class ModelError(Exception):
    """An expected fault whose text names the place, the cause and the remedy.

    ``text_ko`` is the same message in Korean; where none was given it equals the English text.
    """

    kind: ClassVar[str] = "model"

    def __init__(self, text: str, text_ko: str = "") -> None:
        super().__init__(text)
        self.text_en = text
        self.text_ko = text_ko or text

    def text(self, language: str) -> str:
        """Return the message in ``"ko"`` or ``"en"``."""
        return self.text_ko if language == "ko" else self.text_en


class CaseError(ModelError):
    """A table of a case cannot be used."""

    kind = "case"


class LeverError(ModelError):
    """A lever is unknown or its value is not allowed."""

    kind = "lever"


class FirmError(ModelError):
    """A firm is unknown or cannot be used as asked."""

    kind = "firm"


class FileError(ModelError):
    """A .turnout file cannot be read or written."""

    kind = "file"


class VersionError(FileError):
    """A file was written by a newer Turnout."""

    kind = "version"


class SolveError(ModelError):
    """No equilibrium could be found to the stated accuracy."""

    kind = "solve"


class RareError(SolveError):
    """An equilibrium that was chosen exists in too few draws for bands."""

    def __init__(self, kept: int, asked: int) -> None:
        """Remember in how many of the draws it exists."""
        super().__init__(
            f"This equilibrium exists in {kept} of {asked} draws, too few for bands. Choose another one.",
            f"이 균형은 표본 {asked}개 중 {kept}개에만 있어 오차 범위를 구할 수 없습니다. 다른 균형을 선택해 주십시오.",
        )
        self.kept, self.asked = kept, asked


class GoalError(ModelError):
    """A goal cannot be understood or cannot be reached."""

    kind = "goal"


def seed_fault(seed: int) -> ModelError:
    """Return the fault of a seed that no generator of random numbers takes."""
    return ModelError(
        f"The seed cannot be negative ({seed}). Use a whole number from 0.",
        f"시드는 음수일 수 없습니다({seed}). 0 이상의 정수를 쓰십시오.",
    )


class ExtraError(ModelError):
    """An optional package is needed and is not installed."""

    kind = "extra"


ERROR_KINDS: tuple[str, ...] = ("model", "case", "lever", "firm", "file", "version", "solve", "goal", "extra")

EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_INPUT, EXIT_UNREACHABLE, EXIT_INTERRUPTED = 0, 1, 2, 3, 4, 130


class DroppedError(Exception):
    """A question was dropped while it was being answered: no fault, so no ModelError."""
