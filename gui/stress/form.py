"""The question of a stress test: the goal, the scenarios, and how many worlds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from gui.dialogs import scrolled
from gui.frame import Frame
from gui.goals.form import GoalForm
from gui.goals.shelf import GoalShelf
from gui.shielding import shown_card
from gui.theme import dress
from model.questions.stress import WORLDS
from model.questions.worlds import FEWEST, MOST
from model.scenario import Scenario

WORKING = -1  # the row that stands for what the levers say
STEP, FIELD_PX = 100, 108


class StressForm(QWidget):
    """Saved goals, the goal, the scenarios to tick, the number of worlds. Signals: ``changed()``."""

    changed = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.shelf, self.goal = GoalShelf(), GoalForm(frame, None)
        self.boxes: dict[int, QCheckBox] = {}
        self._page, self._column = QWidget(), QVBoxLayout()
        self._page.setLayout(self._column)
        self._column.setContentsMargins(0, 10, 6, 0)
        self._column.setSpacing(3)
        self.goal.addTab(scrolled(self._page), "")
        self.worlds, self._worlds_name = QSpinBox(), QLabel()
        self.worlds.setObjectName("stress.worlds")
        self.worlds.setRange(FEWEST, MOST)
        self.worlds.setSingleStep(STEP)
        self.worlds.setValue(WORLDS)
        self.worlds.setGroupSeparatorShown(True)
        self.worlds.setFixedWidth(FIELD_PX)
        self.worlds.setAlignment(Qt.AlignmentFlag.AlignRight)
        dress(self._worlds_name, "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.shelf)
        column.addWidget(self.goal, 1)
        row = QHBoxLayout()
        row.addWidget(self._worlds_name, 1)
        row.addWidget(self.worlds)
        column.addLayout(row)
        self.goal.changed.connect(self.changed)
        self.shelf.chosen.connect(self.goal.set_goal)
        self.show_frame(frame)

    @property
    def asks(self) -> bool:
        """Say whether a goal is asked for and a scenario is ticked."""
        return self.goal.asks and bool(self.scenarios())

    def scenarios(self) -> tuple[Scenario, ...]:
        """Return the scenarios that are ticked, the working copy last."""
        return tuple(one for row, one in self._offered().items() if row in self.boxes and self.boxes[row].isChecked())

    def show_frame(self, frame: Frame) -> None:
        """Offer the scenarios of the call; ticks stay with their names."""
        self._frame = frame
        self.goal.show_frame(frame)
        self.shelf.show_goals(frame)
        self._offer()
        self.goal.setTabText(1, self.tr("Scenarios ({})").format(len(self.scenarios())))
        self._worlds_name.setText(self.tr("Plausible worlds"))
        self.worlds.setAccessibleName(self._worlds_name.text())
        self.worlds.setToolTip(self.tr("More worlds take longer and narrow the intervals"))

    def _offered(self) -> dict[int, Scenario]:
        document = self._frame.document
        cards = {row: card for row, card in enumerate(document.scenarios) if card.call == document.working.call}
        if document.edited:
            name = self.tr("{} — edited").format(shown_card(self._frame, document.working.name))
            cards[WORKING] = document.working.renamed(name)
        return cards

    def _offer(self) -> None:
        ticked = {box.property("scenario"): box.isChecked() for box in self.boxes.values()}
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        for row, scenario in self._offered().items():
            box = QCheckBox(shown_card(self._frame, scenario.name))
            box.setObjectName("stress.scenario.working" if row == WORKING else f"stress.scenario.{row}")
            key = "" if row == WORKING else scenario.name
            box.setProperty("scenario", key)
            box.setChecked(bool(ticked.get(key, True)))
            dress(box, "body")
            box.toggled.connect(self._count)
            self._column.addWidget(box)
            self.boxes[row] = box
        self._column.addStretch(1)

    def _count(self) -> None:
        self.goal.setTabText(1, self.tr("Scenarios ({})").format(len(self.scenarios())))
        self.changed.emit()
