"""*Record a decision*: what a firm has said, when, and where that was read; perhaps pinned as well."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.frame import Frame
from model.errors import ModelError
from model.recorded import Recorded, record_of

WIDTH_PX, DATE_MARGIN_PX = 470, 7


class RecordDialog(QDialog):
    """Asks for a decision. Signals: ``recorded(Recorded, pin)``, ``forgotten(call, firm)``."""

    recorded = Signal(object, bool)
    forgotten = Signal(str, str)

    def __init__(self, frame: Frame, firm_id: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("record")
        self._frame = frame
        self.firm, self.joined, self.declined = QComboBox(self), QRadioButton(self), QRadioButton(self)
        self.date, self.source, self.pin = QDateEdit(self), QLineEdit(self), QCheckBox(self)
        self.keep, self.forget, self.cancel = QPushButton(self), QPushButton(self), QPushButton(self)
        self.note, self.heads = QLabel(self), [QLabel(self) for _ in range(4)]
        for row in frame.order:
            self.firm.addItem(frame.names[row], frame.outcome.firm_ids[row])
        self.firm.setCurrentIndex(max(0, self.firm.findData(firm_id or frame.selected)))
        self._place()
        self.retranslate()
        self.firm.currentIndexChanged.connect(lambda _: self._show_firm())
        self.keep.clicked.connect(self._record)
        self.forget.clicked.connect(self._forget)
        self.cancel.clicked.connect(self.reject)
        self._show_firm()

    def _place(self) -> None:
        parts: dict[str, QWidget] = {
            "firm": self.firm, "joined": self.joined, "declined": self.declined, "date": self.date,
            "source": self.source, "pin": self.pin, "keep": self.keep, "forget": self.forget, "note": self.note,
        }  # fmt: skip
        for name, part in parts.items():
            part.setObjectName(f"record.{name}")
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.lineEdit().setTextMargins(DATE_MARGIN_PX, 0, 0, 0)
        self.note.setWordWrap(True)
        answer = QWidget(self)
        said = QHBoxLayout(answer)
        said.setContentsMargins(0, 0, 0, 0)
        said.addWidget(self.joined)
        said.addWidget(self.declined)
        said.addStretch(1)
        form = QFormLayout()
        form.setVerticalSpacing(9)
        lines: tuple[QWidget, ...] = (self.firm, answer, self.date, self.source)
        for label, line in zip(self.heads, lines, strict=True):
            form.addRow(label, line)
        form.addRow("", self.pin)
        foot = QHBoxLayout()
        foot.addWidget(self.forget)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        theme.dress(self.keep, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.note)
        column.addLayout(foot)
        self.setFixedWidth(WIDTH_PX)

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        self.setWindowTitle(self.tr("Record a decision"))
        heads = (self.tr("Firm"), self.tr("Said that it"), self.tr("On"), self.tr("Source"))
        for label, text in zip(self.heads, heads, strict=True):
            label.setText(text)
        self.joined.setText(self.tr("joins"))
        self.declined.setText(self.tr("declines"))
        self.source.setPlaceholderText(self.tr("Where it was read, or who said it"))
        self.source.setAccessibleName(heads[3])
        self.pin.setText(self.tr("Pin it in the open scenario"))
        self.keep.setText(self.tr("Record"))
        self.forget.setText(self.tr("Remove the record"))
        self.cancel.setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def tell(self, fault: ModelError) -> None:
        """Say what is wrong; everything entered stays."""
        theme.dress(self.note, "error")
        self.note.setText(fault.text(self._frame.language))

    def _show_firm(self) -> None:
        """Show what is recorded of the firm, or start anew."""
        known = record_of(self._frame.document.recorded, self._frame.scenario.call, str(self.firm.currentData()))
        self.forget.setVisible(known is not None)
        decided = self._frame.decisions[self._frame.outcome.index(str(self.firm.currentData()))]
        joined = known.joined if known is not None else bool(decided)
        (self.joined if joined else self.declined).setChecked(True)
        day = QDate.fromString(known.announced_on, Qt.DateFormat.ISODate) if known else QDate.currentDate()
        self.date.setDate(day)
        hidden = self._frame.shield or known is None
        self.source.setText("" if known is None or hidden else known.source)
        theme.dress(self.note, "muted")
        text = self.tr("It shows beside the forecast, with a ring. It is your own record: the fit does not use it.")
        self.note.setText(text)

    def _record(self) -> None:
        record = Recorded(
            call=self._frame.scenario.call,
            firm=str(self.firm.currentData()),
            joined=self.joined.isChecked(),
            announced_on=self.date.date().toString(Qt.DateFormat.ISODate),
            source=self.source.text(),
        )
        try:
            record.checked(self._frame.case)
        except ModelError as fault:
            self.tell(fault)
            self.source.setFocus()
            return
        self.recorded.emit(record, self.pin.isChecked())
        self.accept()

    def _forget(self) -> None:
        self.forgotten.emit(self._frame.scenario.call, str(self.firm.currentData()))
        self.accept()
