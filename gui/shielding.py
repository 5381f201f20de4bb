"""Names as they are or, under the name shield, letters in every text that anybody wrote."""

from __future__ import annotations

import re

from gui.frame import Frame, Language, shield_letter, shielded_name
from model.case import Case
from model.fitting import shown_name
from model.shield import bare, giveaways, plain

ROUNDS = 4
_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")


class Names:
    """What firms are called in one language; ``clean`` hands back any text without what would tell a firm."""

    def __init__(self, case: Case, language: Language, shield: bool) -> None:
        self.case, self.language, self.shield = case, language, shield
        self._pattern = giveaways(case)
        self._letters: dict[str, str] = {}
        for firm in case.firms:
            known = (firm.id, firm.name_en, firm.name_ko, firm.short_name_en, firm.short_name_ko, *firm.aliases)
            for name in (*known, firm.name_en.split()[0]):
                self._letters.setdefault(bare(name), shielded_name(case, firm.id, language))

    def firm(self, firm_id: str) -> str:
        """Return a firm's name."""
        if self.shield:
            return shielded_name(self.case, firm_id, self.language)
        return self.case.firm(firm_id).name(self.language)

    def short(self, firm_id: str) -> str:
        """Return a firm's short name."""
        return self.firm(firm_id) if self.shield else self.case.firm(firm_id).short_name(self.language)

    def firm_id(self, firm_id: str) -> str:
        """Return what stands in a column of ids."""
        return f"firm-{shield_letter(self.case, firm_id).lower()}" if self.shield else firm_id

    def tells(self, text: str) -> bool:
        """Say whether a text would tell a firm although names are to be hidden."""
        if not self.shield:
            return False
        letters = bare(text)  # the pattern is slow, and finds nothing where no name is in the letters alone
        if not any(name in letters for name in self._letters):
            return False
        return any(self._pattern.search(one) for one in dict.fromkeys((text, plain(text))))

    def clean(self, text: str) -> str:
        """Return a text as it may be shown: under the shield every name in it is exchanged for its letter."""
        text = printable(text)
        for _ in range(ROUNDS):  # a letter may close the gap between two halves of a name
            if not self.tells(text):
                return text
            text = self._pattern.sub(self._letter, text if text.isascii() else self._readable(text))
        return "" if self.tells(text) else text

    def _readable(self, text: str) -> str:
        """Return a text in plain letters where a name shows only in them; else as it was written."""
        usual = plain(text)
        return usual if len(self._pattern.findall(usual)) > len(self._pattern.findall(text)) else text

    def _letter(self, match: re.Match[str]) -> str:
        return self._letters.get(bare(match[0]), "○○" if self.language == "ko" else "a firm")


def sight(frame: Frame) -> Names:
    """Return the names as a frame shows them."""
    return names_of(frame.case, frame.language, frame.shield)


def names_of(case: Case, language: Language, shield: bool) -> Names:
    """Return the names of a case in one language."""
    return case.memo.get("names", (language, shield), lambda: Names(case, language, shield))


def shown_card(frame: Frame, name: str) -> str:
    """Return what a scenario is called on screen; under the name shield without what would tell a firm."""
    return shown_text(frame, shown_name(name, frame.language))


def shown_text(frame: Frame, text: str) -> str:
    """Return what somebody wrote as it may stand on screen."""
    return sight(frame).clean(text) if frame.shield else text


def printable(text: str) -> str:
    """Return a text without control characters, which no office format can hold."""
    return _UNPRINTABLE.sub("", text)
