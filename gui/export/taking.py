"""One chart as a picture, from its own menu: onto the clipboard, or into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from gui.charts.board import Board
from gui.filenames import safe_stem
from gui.frame import Frame
from gui.session import Session
from model.document import dumps
from model.errors import ModelError
from model.slides import COMPARE

if TYPE_CHECKING:
    from gui.export.origin import Origin

SCALE = 3.0  # pixels of a PNG for a pixel on screen
KINDS = ("PNG (*.png)", "SVG (*.svg)")


class Pictures(QObject):
    """Takes pictures of the charts of a window, as its frame stands."""

    written = Signal(object)  # Path

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
        from gui.export.svgtext import portable

        taken = self._taken(chart_id)
        if taken is not None:
            clipboard = QGuiApplication.clipboard()
            clipboard.setImage(QImage.fromData(QByteArray(png_of(taken[0], SCALE))))
            # beside the image, in Qt's own object: one made here would be gone before the clipboard lets go of it
            clipboard.mimeData().setData("image/svg+xml", QByteArray(portable(taken[0])))

    def save(self, chart_id: str) -> None:
        """Write a chart into a file; its ending says in which format."""
        frame = self._session.frame
        if frame is None:
            return
        title = self._board.chart(chart_id).title()
        path = self._session.path
        folder = self._session.discreet(path.parent) if path is not None else Path.home()
        place = str(folder / f"{safe_stem(title, chart_id)}.png")
        name, kind = QFileDialog.getSaveFileName(self._window, self.tr("Save picture"), place, ";;".join(KINDS))
        if name:
            self.write(chart_id, Path(name), kind)

    def write(self, chart_id: str, path: Path, kind: str = "") -> None:
        """Write a chart into a file; one that cannot be written is reported."""
        from gui.export.pack import write_whole
        from gui.export.pictures import png_of
        from gui.export.svgtext import portable

        if not path.suffix:
            path = path.with_suffix(".svg" if kind == KINDS[1] else ".png")
        taken = self._taken(chart_id)
        try:
            if taken is not None:
                svg, origin = taken
                write_whole(path, portable(svg) if path.suffix.lower() == ".svg" else png_of(svg, SCALE, origin))
                self.written.emit(path)
        except ModelError as fault:
            self._session.report(fault)

    def _taken(self, chart_id: str) -> tuple[bytes, Origin] | None:
        """Return a chart as it stands, signed, with what it says of itself."""
        from gui.export.frames import Sight, cleaned
        from gui.export.pictures import ChartPictures
        from gui.export.signing import signed
        from gui.shielding import Names

        frame = self._session.frame
        if frame is None:
            return None
        clean = Names(frame.case, frame.language, frame.shield).clean
        origin = self._origin(chart_id, frame)
        frame = cleaned(frame, Sight(frame.language, frame.shield, clean))
        widget, made = self._board.chart(chart_id).widget, ChartPictures(frame.language)
        try:
            return signed(made.svg(chart_id, frame, (widget.width(), widget.height())), origin), origin
        finally:
            made.close()

    def _origin(self, chart_id: str, frame: Frame) -> Origin:
        """Return what the picture says of itself, as a page of a briefing would."""
        from gui.export.origin import origin_of_frame

        try:
            outcomes = self._session.results()
        except ModelError:  # what cannot be solved is not saved either
            outcomes = {}
        text = dumps(frame.document, outcomes)
        title = self._board.chart(chart_id).title()
        name = self._session.path.name if self._session.path is not None else self._session.name
        return origin_of_frame(frame, (title, name, text), chart_id == COMPARE)
