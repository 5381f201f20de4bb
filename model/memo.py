"""What a case has worked out already, kept with the case and safe to use from several threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Value = TypeVar("Value")

KEPT = 8  # values kept of each kind: most levers do not touch strengths, so few are needed at a time
KEPT_OF_KIND = {"along": 24, "bands": 48, "map": 24, "maps": 24}
# (every rule that one lever can set; two looks at as many scenarios; the strengths, and the grids, of a few maps)


class Memo:
    """Values by kind and key; of each kind the newest few are kept."""

    def __init__(self) -> None:
        self._kinds: dict[str, OrderedDict[Hashable, Any]] = {}
        self._lock = threading.Lock()

    def get(self, kind: str, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value kept under a key, or make it; two threads may make it twice, which does no harm."""
        with self._lock:
            kept = self._kinds.setdefault(kind, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                found: Value = kept[key]
                return found
        value = make()
        with self._lock:
            kept[key] = value
            while len(kept) > KEPT_OF_KIND.get(kind, KEPT):
                kept.popitem(last=False)
        return value
