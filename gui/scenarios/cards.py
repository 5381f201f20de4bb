"""One scenario as a card: name, what it changes, a thumbnail of who joins, and how many that makes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from gui.icons import icon
from gui.levers.labels import ElidedLabel, ValueEdit
from gui.scenarios.thumbnail import Thumbnail
from gui.theme import LIGHT, Theme, dress, repolish


@dataclass(frozen=True, slots=True)
class CardFace:
    """What a card says. ``bars`` are join probabilities in the order of display, None while they are computed."""

    row: int
    name: str
    subtitle: str
    joiners: str
    bars: tuple[float, ...] | None
    selected: bool
    baseline: bool
    edited: bool
    shielded: bool = False  # the name is shown in other words than its own


class NameEdit(ValueEdit):
    """A name that is typed; as long as nothing was typed, the keys to undo are left to the window."""

    def event(self, event: QEvent) -> bool:
        """Let go of the keys to undo where there is nothing to undo here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoing = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            if undoing:
                event.ignore()
                return False
        return super().event(event)


class ScenarioCard(QFrame):
    """A card. Signals carry no row: the panel knows it.

    ``opened()``, ``renamed(str)``, ``duplicated()``, ``deleted()``, ``baseline_chosen()``, ``stepped(-1 | 1)`` for the
    neighbour, ``shifted(-1 | 1)`` for its place, ``dragged(y)`` and ``dropped(y)`` in the card's own coordinates.
    """

    opened = Signal()
    renamed = Signal(str)
    duplicated = Signal()
    deleted = Signal()
    baseline_chosen = Signal()
    stepped = Signal(int)
    shifted = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face: CardFace | None = None
        self.theme: Theme = LIGHT
        self._pressed: QPoint | None = None
        self._moving = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        dress(self, "card")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.name = ElidedLabel(self)
        dress(self.name, "strong")
        self.editor = NameEdit(self)
        self.editor.setMaxLength(120)
        self.editor.hide()
        self.editor.editingFinished.connect(self._take_name)
        self.editor.reverted.connect(self._stop_renaming)
        self.badge = QLabel(self)
        dress(self.badge, "baseline")
        self.more = QToolButton(self)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.setProperty("role", "flat")
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.subtitle = ElidedLabel(self)
        dress(self.subtitle, "muted")
        self.edited = QLabel(self)
        dress(self.edited, "edited")
        self.thumbnail = Thumbnail(self)
        self.joiners = QLabel(self)
        dress(self.joiners, "muted")
        for label in (self.name, self.subtitle):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = [QHBoxLayout() for _ in range(3)]
        for row in rows:
            row.setSpacing(5)
        for widget, stretch in ((self.name, 1), (self.editor, 1), (self.badge, 0), (self.more, 0)):
            rows[0].addWidget(widget, stretch)
        rows[1].addWidget(self.subtitle, 1)
        rows[1].addWidget(self.edited)
        rows[1].setContentsMargins(0, 0, 4, 0)
        rows[2].addWidget(self.thumbnail, 1)
        rows[2].addWidget(self.joiners, 0, Qt.AlignmentFlag.AlignBottom)
        rows[2].setContentsMargins(0, 3, 4, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 5, 7)
        column.setSpacing(0)
        for row in rows:
            column.addLayout(row)
        self.more.setFixedSize(24, 18)

    # What is shown

    def show_face(self, face: CardFace) -> None:
        """Show a card's face; cheap where nothing changed."""
        if face == self.face:
            return
        self.face = face
        self.setObjectName(f"scenario.{face.row}")
        self.more.setObjectName(f"scenario.{face.row}.more")
        self.editor.setObjectName(f"scenario.{face.row}.name")
        self.name.setText(face.name)
        self.subtitle.setText(face.subtitle)
        self.joiners.setText(face.joiners)
        self.badge.setVisible(face.baseline)
        self.edited.setVisible(face.edited)
        self.thumbnail.bars, self.thumbnail.selected = face.bars, face.selected
        self.thumbnail.update()
        self.setAccessibleName(face.name)
        self.setAccessibleDescription(" ".join((face.subtitle, face.joiners)))
        self.setToolTip(f"{face.name}\n{face.subtitle}")
        if self.property("selected") != face.selected:
            self.setProperty("selected", face.selected)
            repolish(self)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.thumbnail.theme = theme
        self.more.setIcon(icon("more", theme.muted, 16))
        self.update()

    def retranslate(self) -> None:
        """Write the card's own texts again."""
        self.badge.setText(self.tr("Baseline"))
        self.badge.setToolTip(self.tr("Every change is measured from this scenario"))
        self.edited.setText(self.tr("edited"))
        self.edited.setToolTip(self.tr("The levers differ from what was kept here"))
        self.more.setAccessibleName(self.tr("More for this scenario"))
        self.more.setToolTip(self.tr("More"))
        self.editor.setAccessibleName(self.tr("Name of the scenario"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "joiners"):
            self.retranslate()

    # What the user does

    def start_renaming(self) -> None:
        """Put the name into an editor; one that the name shield changed stays out of it, or it would be kept."""
        shielded = self.face is not None and self.face.shielded
        self.editor.setText("" if shielded else self.name.full_text)
        self.editor.setPlaceholderText(self.tr("New name") if shielded else "")
        self.name.hide()
        self.editor.show()
        self.editor.selectAll()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_typed(self) -> None:
        """Take the name that is being typed."""
        self._take_name()

    def _take_name(self) -> None:
        if self.editor.isHidden():
            return
        name = self.editor.text().strip()
        changed = name not in {"", self.name.full_text}
        self._stop_renaming()
        if changed:
            self.renamed.emit(name)

    def _stop_renaming(self) -> None:
        had_focus = self.editor.hasFocus()
        self.editor.hide()
        self.name.show()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the card to another place."""
        place = event.position().toPoint()
        if self._pressed is None:
            return
        if self._moving or (place - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._moving = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the card, or leave it where it was dragged to."""
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if self._moving:
            self._moving = False
            self.dropped.emit(event.position().toPoint())
        elif self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self.start_renaming()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, rename, delete, and go or shift up and down."""
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        shifting = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if step is not None:
            (self.shifted if shifting else self.stepped).emit(step)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        elif key == Qt.Key.Key_F2:
            self.start_renaming()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.deleted.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self._ring(event.reason() != Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._ring(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the card."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return the card's menu, made anew; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = (
            ("rename", self.tr("Rename"), self.start_renaming),
            ("duplicate", self.tr("Duplicate"), self.duplicated.emit),
            ("baseline", self.tr("Make baseline"), self.baseline_chosen.emit),
            ("up", self.tr("Move up"), lambda: self.shifted.emit(-1)),
            ("down", self.tr("Move down"), lambda: self.shifted.emit(1)),
            ("delete", self.tr("Delete"), self.deleted.emit),
        )
        for name, text, slot in rows:
            if name in {"up", "delete"}:
                menu.addSeparator()
            action = QAction(text, menu)
            action.setObjectName(f"scenario.{name}")
            action.triggered.connect(lambda _checked=False, run=slot: run())
            action.setEnabled(not (name == "baseline" and self.face is not None and self.face.baseline))
            menu.addAction(action)
        return menu

    def _ring(self, on: bool) -> None:
        if self.property("focused") != on:
            self.setProperty("focused", on)
            repolish(self)
