"""One chart as a picture, from its own menu: onto the clipboard, or into a file."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject, QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from gui.charts.board import Board
from gui.frame import Frame
from gui.numbers import Numbers
from gui.session import Session
from model.errors import ModelError
from model.version import __version__

SCALE = 3.0  # pixels of a PNG for a pixel on screen
KINDS = ("PNG (*.png)", "SVG (*.svg)")


class Pictures(QObject):
    """Takes pictures of the charts of a window, as its frame stands."""

    def __init__(self, session: Session, board: Board, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._board, self._window = session, board, window
        self.menu = QMenu(window)
        self.menu.setObjectName("picture")
        board.picture_asked.connect(self.offer)

    def offer(self, chart_id: str, place: QPoint) -> None:
        """Show the menu of a chart."""
        self.menu.clear()
        for text, method in ((self.tr("Copy picture"), self.copy), (self.tr("Save picture…"), self.save)):
            self.menu.addAction(text).triggered.connect(lambda _=False, method=method: method(chart_id))
        copied = self.menu.addAction(self.tr("Copy numbers"))
        copied.triggered.connect(lambda _=False: self._board.copy(self._board.chart(chart_id)))
        self.menu.popup(place)

    def copy(self, chart_id: str) -> None:
        """Put a chart onto the clipboard, as pixels and as SVG."""
        from gui.export.pictures import png_of

        svg = self._svg(chart_id)
        if svg:
            data = QMimeData()
            data.setImageData(QImage.fromData(QByteArray(png_of(svg, SCALE))))
            data.setData("image/svg+xml", QByteArray(svg))
            QGuiApplication.clipboard().setMimeData(data)

    def save(self, chart_id: str) -> None:
        """Write a chart into a file; its ending says in which format."""
        frame = self._session.frame
        if frame is None:
            return
        title = self._board.chart(chart_id).title()
        folder = self._session.path.parent if self._session.path is not None else Path.home()
        place = str(folder / f"{title}.png")
        name, kind = QFileDialog.getSaveFileName(self._window, self.tr("Save picture"), place, ";;".join(KINDS))
        if name:
            self.write(chart_id, Path(name), kind)

    def write(self, chart_id: str, path: Path, kind: str = "") -> None:
        """Write a chart into a file; one that cannot be written is reported."""
        from gui.export.pack import write_whole
        from gui.export.pictures import png_of

        if not path.suffix:
            path = path.with_suffix(".svg" if kind == KINDS[1] else ".png")
        svg = self._svg(chart_id)
        try:
            if svg:
                write_whole(path, svg if path.suffix.lower() == ".svg" else png_of(svg, SCALE))
        except ModelError as fault:
            self._session.report(fault)

    def _svg(self, chart_id: str) -> bytes:
        from gui.export.frames import Sight, cleaned
        from gui.export.pictures import ChartPictures
        from gui.shielding import Names

        frame = self._session.frame
        if frame is None:
            return b""
        clean = Names(frame.case, frame.language, frame.shield).clean
        frame = cleaned(frame, Sight(frame.language, frame.shield, clean))
        widget, made = self._board.chart(chart_id).widget, ChartPictures(frame.language)
        try:
            return made.svg(chart_id, frame, (widget.width(), widget.height()), self._about(frame))
        finally:
            made.close()

    def _about(self, frame: Frame) -> str:
        """Return what the picture says of itself: forecast, scenario, file, version, date."""
        from gui.export.words import Words
        from gui.shielding import Names

        names, words = Names(frame.case, frame.language, frame.shield), Words(frame.language)
        day = Numbers(frame.language, frame.case.meta["currency"]).date(datetime.date.today().isoformat())
        told = (frame.scenario.name, self._session.name, f"Turnout {__version__}", day)
        return " · ".join((words("forecast"), *(names.clean(text) for text in told)))
