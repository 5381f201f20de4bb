"""Turnout without a screen: subcommands that print tables or JSON. Qt is imported only where something is drawn."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from gui.starting import Text, UsageError
from gui.subcommands import COMMANDS, Command, say
from model.errors import EXIT_DONE, EXIT_FAILED, EXIT_INPUT, EXIT_INTERRUPTED, EXIT_UNREACHABLE, EXIT_USAGE, ModelError
from model.reasons import reason_of
from model.version import __version__

EXIT_BY_KIND = {"solve": EXIT_FAILED, "extra": EXIT_FAILED, "goal": EXIT_UNREACHABLE}  # any other: bad input


def wanted(arguments: Sequence[str]) -> bool:
    """Say whether the arguments are for the command line; else they are files to open, or none."""
    if not arguments:
        return False
    first = arguments[0]
    return first.startswith("-") or first in COMMANDS or not _may_be_file(first)


def run(arguments: Sequence[str]) -> int:
    """Run a subcommand and return its exit code; results go to standard output, everything else to standard error."""
    language = spoken(arguments)
    _use_utf8()
    try:
        code = _dispatch(list(arguments), language)
        sys.stdout.flush()
    except UsageError as fault:
        say(_pick(fault.texts, language))
        return EXIT_USAGE
    except ModelError as fault:
        say(fault.text(language))
        return EXIT_BY_KIND.get(fault.kind, EXIT_INPUT)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader, e.g. `head`, has seen enough
        _let_go_of_output()
        return EXIT_DONE
    except OSError as fault:  # files are read and written by the model, which names them: this is the output
        _let_go_of_output()
        reason, korean = reason_of(fault)
        say(
            _pick(
                (
                    f"the output was not written ({reason}). Check that the disk has room, or write elsewhere.",
                    f"출력을 쓰지 못했습니다({korean}). 디스크 공간을 확인하거나 다른 곳에 저장해 주십시오.",
                ),
                language,
            )
        )
        return EXIT_FAILED
    return code


def _let_go_of_output() -> None:
    """Send what is still in the buffer nowhere: Python must not try to flush it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(arguments: list[str], language: str) -> int:
    while len(arguments) > 1 and arguments[0] == "--lang":
        arguments = arguments[2:]
    if arguments and arguments[0].startswith("--lang="):
        arguments = arguments[1:]
    name = arguments[0] if arguments else "--help"
    if name in {"-h", "--help"}:
        print(_overview(language))
        return EXIT_DONE
    if name == "--version":
        print(f"turnout {__version__}")
        return EXIT_DONE
    command = COMMANDS.get(name)
    if command is None:
        known = ", ".join(COMMANDS)
        raise UsageError(
            f"there is no command or file {name!r}. Commands: {known}. See turnout --help.",
            f"명령이나 파일 {name!r}이(가) 없습니다. 명령: {known}. turnout --help를 참고해 주십시오.",
        )
    parser = _parser(command, language)
    try:
        options = parser.parse_intermixed_args(arguments[1:])
    except SystemExit as stop:  # argparse has printed help or what is wrong
        return EXIT_DONE if stop.code in {0, None} else EXIT_USAGE
    options.lang = language
    return command.action(options)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as everything else is said: in the language asked for, with a remedy."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(*_usage(message, self.prog))


_USAGE: tuple[tuple[str, str, str], ...] = (  # what argparse says, and the same in words of our own
    (r"unrecognized arguments: (.*)", "there is no option or further argument {0}.", "{0} 옵션이나 인수가 없습니다."),
    (
        r"argument (.*?): invalid int value: '(.*)'",
        "{0}: {1} is no whole number.",
        "{0}: {1}은(는) 정수가 아닙니다.",
    ),
    (
        r"argument (.*?): invalid float value: '(.*)'",
        "{0}: {1} is no number.",
        "{0}: {1}은(는) 숫자가 아닙니다.",
    ),
    (
        r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)",
        "{0}: there is no {1}; use {2}.",
        "{0}: {1} 값이 없습니다. {2} 중 하나를 쓰십시오.",
    ),
    (r"argument (.*?): expected (?:one|at least one) argument", "{0} needs a value.", "{0}에 값이 필요합니다."),
    (r"the following arguments are required: (.*)", "{0} is missing.", "{0}이(가) 빠졌습니다."),
    (
        r"argument (.*?): not allowed with argument (.*)",
        "{0} does not go with {1}.",
        "{0}은(는) {1}와(과) 함께 쓸 수 없습니다.",
    ),
)


def _usage(message: str, prog: str) -> Text:
    """Return what argparse says of the arguments in both languages, and where help is."""
    for pattern, english, korean in _USAGE:
        if found := re.fullmatch(pattern, message):
            said = [word.replace("'", "") for word in found.groups()]
            return (
                f"{english.format(*said)} See {prog} --help.",
                f"{korean.format(*said)} {prog} --help를 참고해 주십시오.",
            )
    return f"{message}. See {prog} --help.", f"인수를 읽을 수 없습니다({message}). {prog} --help를 참고해 주십시오."


class _KoreanHelp(argparse.RawDescriptionHelpFormatter):
    """Help with a Korean heading, as long as the English one: parse_intermixed_args cuts off seven characters."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "사용 방법: " if prefix is None else prefix)


def _parser(command: Command, language: str) -> argparse.ArgumentParser:
    title = _pick(("examples", "예"), language)
    parser = _Parser(
        prog=f"turnout {command.name}",
        description=_pick(command.help, language),
        epilog=f"{title}:\n" + "\n".join(f"  {example}" for example in command.examples),
        formatter_class=_KoreanHelp if language == "ko" else argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    arguments = parser.add_argument_group(_pick(("arguments", "인수"), language))
    options = parser.add_argument_group(_pick(("options", "옵션"), language))
    words = _pick(("show this help and leave", "이 도움말을 출력합니다"), language)
    options.add_argument("-h", "--help", action="help", help=words)
    for name, texts, settings in command.arguments:
        (options if name.startswith("-") else arguments).add_argument(name, help=_pick(texts, language), **settings)
    words = _pick(("language of names and messages", "이름과 메시지의 언어"), language)
    options.add_argument("--lang", choices=("ko", "en"), help=words)
    return parser


def _overview(language: str) -> str:
    lines = [
        _pick(
            ("Turnout: which teams join a call, and what would change their minds.", "Turnout: 공모 참여 예측 도구"),
            language,
        ),
        "",
        "  turnout [FILE ...]".ljust(24) + _pick(("open the window", "창을 엽니다"), language),
    ]
    lines += [f"  turnout {entry.name}".ljust(24) + _pick(entry.help, language) for entry in COMMANDS.values()]
    lines += ["  turnout --version".ljust(24) + _pick(("print the version", "버전을 출력합니다"), language), ""]
    lines.append(_pick(("examples:", "예:"), language))
    lines += [f"  {example}" for entry in COMMANDS.values() for example in entry.examples]
    codes = (
        "exit codes: 0 done, 1 failed, 2 bad usage, 3 bad input, 4 not reachable, 130 interrupted",
        "종료 코드: 0 완료, 1 실패, 2 사용법 오류, 3 입력 오류, 4 도달 불가, 130 중단",
    )
    return "\n".join([*lines, "", _pick(codes, language)])


def _may_be_file(text: str) -> bool:
    """Say whether an argument names a file; a mistyped subcommand does not, and opens no window."""
    return Path(text).suffix == ".turnout" or os.sep in text or Path(text).exists()


def spoken(arguments: Sequence[str]) -> str:
    """Return the language asked for, else that of the environment."""
    for place, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang":
            value = arguments[place + 1] if place + 1 < len(arguments) else ""
        if value in {"ko", "en"}:
            return value
    variables = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "ko" if next((value for value in variables if value), "").lower().startswith("ko") else "en"


def _use_utf8() -> None:
    """Write Korean names to a pipe or file in UTF-8 wherever we run; a terminal keeps its own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def _pick(texts: Text, language: str) -> str:
    return texts[1] if language == "ko" else texts[0]
