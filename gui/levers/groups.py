"""The headings of the groups of levers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def group_names() -> dict[str, str]:
    """Return the headings of the known groups of levers in the language on screen."""
    return {
        "support": QCoreApplication.translate("LeverPanel", "Support"),
        "competition": QCoreApplication.translate("LeverPanel", "Competition"),
        "disclosure": QCoreApplication.translate("LeverPanel", "Stigma and disclosure"),
        "rights": QCoreApplication.translate("LeverPanel", "Duplicate investment and rights"),
        "aftercare": QCoreApplication.translate("LeverPanel", "Prize and aftercare"),
    }
