"""What would give a firm away under the name shield: its names, everything listed beside them, and telling numbers."""

from __future__ import annotations

import re
import unicodedata

from model.case import Case

# Public numbers that single out a firm: its size, its contracts, what became of it in earlier calls.
TELLING_COLUMNS = frozenset({"market_value_bn", "leases_gpus", "earlier_failures", "months_lost"})
_LONG_ALIAS = 5  # from this length on, an alias inside a longer word (such as an address) is taken for the firm
_BREAK = r"(?:-?[ \t]*[\r\n]+[ \t]*|-[ \t]+)?"  # a line may end within a name, or may have ended there once
_BETWEEN = r"[\s.·\-_]*"  # where a name has a space, others write a hyphen, or nothing
_SIGNS, _SIGN = re.compile(r"[\s.·\-_]"), re.compile(r"[.·\-_]")
_APART = r"[ .·\-_]"  # letters written one by one


def giveaways(case: Case) -> re.Pattern[str]:
    """Return a pattern that finds any firm of the case in a text: its id, names, their first word, and aliases.

    Names are found across line ends and with their letters set apart; a text in other forms of letters (full width,
    composed of parts, with invisible signs in it) is to be made ``plain`` first.
    """
    names: set[str] = set()
    for firm in case.firms:
        names |= {firm.id, firm.name_en, firm.name_ko, firm.short_name_en, firm.short_name_ko, *firm.aliases}
        names.add(firm.name_en.split()[0])  # the group that a firm belongs to often stands for it
    longest_first = sorted((name for name in map(plain, names) if name), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_spotted, longest_first)) or r"(?!)", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a text in the usual forms of its letters, without accents and what nobody sees."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    seen = "".join(letter for letter in parts if unicodedata.category(letter) not in {"Cf", "Mn"})
    return unicodedata.normalize("NFC", seen)


def bare(name: str) -> str:
    """Return a name without the signs between its letters, by which its spellings are the same."""
    return _SIGNS.sub("", plain(name)).casefold()


def _spotted(name: str) -> str:
    """Return the pattern of one name; a short one of Latin letters counts as a word of its own only."""
    letters = name.split()
    found = _BETWEEN.join(_BREAK.join(map(re.escape, word)) for word in letters)
    if name.isascii() and len("".join(letters)) < _LONG_ALIAS:
        found = _word(found)
    if name.isdecimal() or _SIGN.search(name):
        return found
    apart = _APART if name.isascii() else f"{_APART}?"  # in Hangul, one space too many is soon typed
    return f"{found}|{_word(apart.join(map(re.escape, bare(name))), particle=not name.isascii())}"


def _word(pattern: str, particle: bool = False) -> str:
    """Return the pattern of a whole word; behind one of Hangul a particle may follow."""
    before, after = (r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])") if not particle else (r"(?<![A-Za-z0-9가-힣])", "")
    return f"{before}{pattern}{after}"
