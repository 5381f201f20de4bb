"""What would give a firm away under the name shield: its names, everything listed beside them, and telling numbers."""

from __future__ import annotations

import re

from model.case import Case

# Public numbers that single out a firm: its size, its contracts, what became of it in earlier calls.
TELLING_COLUMNS = frozenset({"market_value_bn", "leases_gpus", "earlier_failures", "months_lost"})
_LONG_ALIAS = 5  # from this length on, an alias inside a longer word (such as an address) is taken for the firm


def giveaways(case: Case) -> re.Pattern[str]:
    """Return a pattern that finds any firm of the case in a text: its id, names, their first word, and aliases."""
    names: set[str] = set()
    for firm in case.firms:
        names |= {firm.id, firm.name_en, firm.name_ko, firm.short_name_en, firm.short_name_ko, *firm.aliases}
        names.add(firm.name_en.split()[0])  # the group that a firm belongs to often stands for it
    longest_first = sorted((name for name in names if name), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_spotted, longest_first)) or r"(?!)", re.IGNORECASE)


def _spotted(name: str) -> str:
    """Return the pattern of one name; a short one of Latin letters counts as a word of its own only."""
    escaped = re.escape(name)
    if name.isascii() and len(name) < _LONG_ALIAS:
        return rf"(?<![A-Za-z0-9]){escaped}(?![A-Za-z0-9])"
    return escaped
