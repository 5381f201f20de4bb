"""How the slide on show is presented: its scenarios, chart, headline, live levers, note, and whether it is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from gui.present.shown import Shown
from gui.present.slides import card_rows, live_levers
from gui.theme import dress
from model.slides import COMPARE, LIVE_LEVERS, WHO_JOINS, Slide

ELIDED_PX = 240
LABELS = ("scenario", "chart", "headline", "levers")


class SlideFields(QObject):
    """The fields; ``panel`` holds all but the note, which has a place of its own."""

    edited = Signal(object, str)  # Slide, and the field that is being typed into

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: Shown | None = None
        self.panel = QWidget(parent)
        self.labels = {name: QLabel(self.panel) for name in LABELS}
        self.scenarios, self.levers = QPushButton(self.panel), QPushButton(self.panel)
        self.scenario_menu, self.menu = QMenu(self.panel), QMenu(self.panel)
        self.chart, self.headline = QComboBox(self.panel), QLineEdit(self.panel)
        self.hidden, self.note = QCheckBox(self.panel), QPlainTextEdit(parent)
        self._dress()
        self._place()
        self._wire()
        self.retranslate()

    @property
    def written(self) -> bool:
        """Say whether somebody is writing into a field."""
        return self.headline.hasFocus() or self.note.hasFocus()

    def display(self, shown: Shown) -> None:
        """Show how a slide is presented; what somebody is writing into is left alone."""
        before, self.shown = self.shown, shown
        slide, turned = shown.slide, before is None or before.row != shown.row
        with QSignalBlocker(self.hidden):
            self.hidden.setChecked(slide.hidden)
        if turned or not self.headline.hasFocus():
            self.headline.setText(slide.headline)
        self.headline.setPlaceholderText(shown.picture.words.headline)
        text = shown.picture.words.note
        if (turned or not self.note.hasFocus()) and text != self.note.toPlainText():
            with QSignalBlocker(self.note):
                self.note.setPlainText(text)
        self.note.setReadOnly(shown.telling.manner.shield)  # what stands there is not what was written
        self._fill_charts(shown)
        self._name(self.scenarios, [self._title(shown, row) for row in card_rows(shown.document, slide)])
        self._name(self.levers, [live.name for live in shown.picture.levers])
        self.levers.setEnabled(not slide.compares)

    def leave(self) -> None:
        """Give up what is being written into the headline."""
        if self.shown is not None:
            self.headline.setText(self.shown.slide.headline)

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        texts = (self.tr("Scenario"), self.tr("Chart"), self.tr("Headline"), self.tr("Live levers"))
        parts = (self.scenarios, self.chart, self.headline, self.levers)
        for label, part, text in zip(self.labels.values(), parts, texts, strict=True):
            label.setText(text)
            part.setAccessibleName(text)
        self.hidden.setText(self.tr("Leave this slide out"))
        self.note.setPlaceholderText(self.tr("Notes for whoever speaks"))
        self.note.setAccessibleName(self.tr("Notes"))

    # Building -----------------------------------------------------------------------------------------------------

    def _dress(self) -> None:
        for label in self.labels.values():
            dress(label, "section")
        for name in ("scenarios", "levers", "chart", "headline", "hidden", "note"):
            getattr(self, name).setObjectName(f"presenter.{name}")
        for part in (self.scenarios, self.levers, self.chart, self.hidden):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Space and the arrows turn the slides
        for field in (self.headline, self.note):
            field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        dress(self.note, "body")
        self.scenarios.setMenu(self.scenario_menu)
        self.levers.setMenu(self.menu)

    def _place(self) -> None:
        grid = QGridLayout(self.panel)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        parts = (self.scenarios, self.chart, self.headline, self.levers)
        for column, (label, part) in enumerate(zip(self.labels.values(), parts, strict=True)):
            grid.addWidget(label, 0, column)
            grid.addWidget(part, 1, column)
        grid.addWidget(self.hidden, 1, len(parts))
        grid.setColumnStretch(2, 1)

    def _wire(self) -> None:
        self.headline.editingFinished.connect(self._write_headline)
        self.note.textChanged.connect(self._write_note)
        self.hidden.toggled.connect(lambda on: self._edit(lambda slide: replace(slide, hidden=on)))
        self.chart.activated.connect(lambda row: self._choose_chart(str(self.chart.itemData(row))))
        self.scenario_menu.aboutToShow.connect(self._fill_scenarios)
        self.menu.aboutToShow.connect(self._fill_levers)

    # What is shown ------------------------------------------------------------------------------------------------

    def _title(self, shown: Shown, row: int) -> str:
        return shown.telling.card_title(shown.document.scenarios[row])

    def _name(self, button: QPushButton, names: list[str]) -> None:
        text = ", ".join(names) or self.tr("None")
        button.setText(button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, ELIDED_PX))
        button.setToolTip(text)

    def _fill_charts(self, shown: Shown) -> None:
        views = dict(shown.telling.views)
        if [self.chart.itemText(row) for row in range(self.chart.count())] != list(views.values()):
            self.chart.clear()
            for view, title in views.items():
                self.chart.addItem(title, view)
        self.chart.setCurrentIndex(self.chart.findData(shown.slide.view))

    def _fill_scenarios(self) -> None:
        """Offer the scenarios: one of them, or several for a comparison."""
        self.scenario_menu.clear()
        if self.shown is None:
            return
        chosen = card_rows(self.shown.document, self.shown.slide)
        for row, name in enumerate(self.shown.document.names):
            action = self.scenario_menu.addAction(self._title(self.shown, row))
            action.setCheckable(True)
            action.setChecked(row in chosen)
            action.triggered.connect(lambda on, name=name: self._choose_scenario(name, on))

    def _fill_levers(self) -> None:
        self.menu.clear()
        if self.shown is None:
            return
        chosen = live_levers(self.shown.document, self.shown.row)
        automatic = self.menu.addAction(self.tr("As suggested"))
        automatic.setCheckable(True)
        automatic.setChecked(self.shown.slide.levers is None)
        automatic.triggered.connect(lambda _=False: self._edit(lambda slide: replace(slide, levers=None)))
        self.menu.addSeparator()
        for lever in self.shown.telling.case.levers:
            action = self.menu.addAction(lever.name(self.shown.telling.manner.language))
            action.setCheckable(True)
            action.setChecked(lever.id in chosen)
            action.setEnabled(lever.kind != "choice" and (lever.id in chosen or len(chosen) < LIVE_LEVERS))
            action.triggered.connect(lambda on, lever_id=lever.id: self._choose_lever(lever_id, on))

    # What is edited -----------------------------------------------------------------------------------------------

    def _choose_chart(self, view: str) -> None:
        if self.shown is None:
            return
        names, slide = self.shown.document.names, self.shown.slide
        if view == COMPARE:
            scenarios: tuple[str, ...] = slide.scenarios if slide.compares else ()
        else:
            scenarios = slide.scenarios[:1] or names[:1]
        levers = slide.levers if view in {slide.view, WHO_JOINS} else None
        self._edit(lambda slide: replace(slide, view=view, scenarios=scenarios, levers=levers))

    def _choose_scenario(self, name: str, on: bool) -> None:
        if self.shown is None:
            return
        document, slide = self.shown.document, self.shown.slide
        if not slide.compares:
            self._edit(lambda slide: replace(slide, scenarios=(name,)))
            return
        chosen = {document.names[row] for row in card_rows(document, slide)}
        chosen = chosen | {name} if on else chosen - {name}
        listed = tuple(one for one in document.names if one in chosen)
        self._edit(lambda slide: replace(slide, scenarios=() if len(listed) == len(document.names) else listed))

    def _choose_lever(self, lever_id: str, on: bool) -> None:
        if self.shown is not None:
            kept = tuple(known for known in live_levers(self.shown.document, self.shown.row) if known != lever_id)
            chosen = (*kept, lever_id) if on else kept
            self._edit(lambda slide: replace(slide, levers=chosen))

    def _write_headline(self) -> None:
        if self.shown is not None and self.headline.text() != self.shown.slide.headline:
            text = self.headline.text()
            self._edit(lambda slide: replace(slide, headline=text))
        self.panel.window().setFocus()

    def _write_note(self) -> None:
        text = self.note.toPlainText()
        self._edit(lambda slide: replace(slide, note=text), "note")

    def _edit(self, change: Callable[[Slide], Slide], typed: str = "") -> None:
        if self.shown is not None:
            self.edited.emit(change(self.shown.slide), typed)
