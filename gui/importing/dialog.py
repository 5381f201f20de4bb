"""*New case from a table*: four steps from a sheet of firms to a case; nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gui import theme
from gui.frame import Language
from gui.importing.check import CheckPage
from gui.importing.columns import ColumnsPage
from gui.importing.facts import FactsPage
from gui.importing.source import SourcePage
from gui.theme import Theme
from model.case import Case, read_sheet
from model.errors import CaseError, ModelError
from model.firmsheet import header_row, headings
from model.owncase import own_case
from model.sheets import Grid

SIZE_PX = (940, 640)
SOURCE, COLUMNS, CHECK, FACTS = range(4)

AskFiles = Callable[[], Sequence[Path]]
AskTemplate = Callable[[], None]


class ImportDialog(QDialog):
    """Leads through the steps. Signal: ``made(Case)``, when a case is ready to be opened."""

    made = Signal(object)

    def __init__(
        self, patterns: Sequence[Case], language: Language, ask: tuple[AskFiles, AskTemplate], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import")
        self.setWindowTitle(self.tr("New case from a table"))
        self._language, (self._ask_files, ask_template) = language, ask
        self.source, self.columns = SourcePage(), ColumnsPage(language)
        self.check, self.facts = CheckPage(language), FactsPage(patterns, language)
        self.pages, self.lead, self.fault = QStackedWidget(self), QLabel(self), QLabel(self)
        self.back, self.onward, self.cancel = QPushButton(self), QPushButton(self), QPushButton(self)
        self._shown: Grid = ()
        self._place()
        self.source.file_asked.connect(self._choose_file)
        self.source.template_asked.connect(ask_template)
        self.source.refused.connect(self.tell)
        self.check.refused.connect(self.tell)
        for page in (self.source, self.columns, self.check, self.facts):
            page.changed.connect(self._follow)
        self.back.clicked.connect(lambda: self.go(self.pages.currentIndex() - 1))
        self.onward.clicked.connect(self._onward)
        self.cancel.clicked.connect(self.reject)
        self.resize(*SIZE_PX)
        self.go(SOURCE)

    def _place(self) -> None:
        for page in (self.source, self.columns, self.check, self.facts):
            self.pages.addWidget(page)
        theme.dress(self.lead, "title")
        theme.dress(self.fault, "error")
        self.fault.setObjectName("import.fault")
        self.fault.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.fault, 1)
        for button, name in ((self.cancel, "cancel"), (self.back, "back"), (self.onward, "onward")):
            button.setObjectName(f"import.{name}")
            button.setAutoDefault(False)
            foot.addWidget(button)
        theme.dress(self.onward, "primary")
        self.cancel.setText(self.tr("Cancel"))
        self.back.setText(self.tr("Back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(self.lead)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def set_theme(self, shown: Theme) -> None:
        """Take other colours."""
        self.check.set_theme(shown)

    def go(self, page: int) -> None:
        """Show a step with what the steps before have."""
        if page == COLUMNS:
            self.columns.show_grid(self.source.grid)
        elif page == CHECK and self.pages.currentIndex() == COLUMNS:
            same = self._shown is self.source.grid  # what was mended there stays
            self._shown = self.source.grid
            self.check.show_grid(self.check.grid if same else self.source.grid, self.columns.mapped)
        elif page == FACTS:
            names = ("name_ko", "name_en") if self._language == "ko" else ("name_en", "name_ko")
            firms = [next(filter(None, (cells.get(name) for name in names)), "") for cells in self.check.found.firms]
            self.facts.show_firms(firms)
        self.pages.setCurrentIndex(page)
        titles = (
            self.tr("Step 1 of 4 · Where the firms come from"),
            self.tr("Step 2 of 4 · Which column is which"),
            self.tr("Step 3 of 4 · Check every cell"),
            self.tr("Step 4 of 4 · The call"),
        )
        self.lead.setText(titles[page])
        self.onward.setText(self.tr("Make the case") if page == FACTS else self.tr("Next"))
        self._follow()
        (self.source.paste, self.onward, self.check.view, self.facts.title)[page].setFocus()  # never Cancel

    def tell(self, fault: ModelError) -> None:
        """Say what went wrong; everything entered stays."""
        self.fault.setText(fault.text(self._language))

    def _follow(self) -> None:
        """Let the buttons say what can be done now."""
        page = self.pages.currentIndex()
        ready = (
            bool(self.source.grid),
            bool(self.columns.choices) and not self.columns.twice(),
            self.check.found.usable and bool(self.check.found.firms),
            bool(self.facts.title.text().strip()),
        )
        self.fault.setText("")
        self.back.setEnabled(page > SOURCE)
        self.onward.setEnabled(ready[page])

    def _onward(self) -> None:
        page = self.pages.currentIndex()
        if page < FACTS:
            self.go(page + 1)
            return
        try:
            case = own_case(self.facts.chosen, self.check.found.firms, self.facts.facts(), self.source.name)
        except ModelError as fault:
            self.tell(fault)
            return
        self.made.emit(case)

    def _choose_file(self) -> None:
        paths = tuple(self._ask_files())
        if paths:
            self.read(paths)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files one below the other; they must have the same headings."""
        try:
            grids = [read_sheet(path) for path in paths]
            for path, grid in zip(paths[1:], grids[1:], strict=True):
                if headings(grid) != headings(grids[0]):
                    raise CaseError(
                        f"{path.name} has other headings than {paths[0].name}. Choose files with the same headings.",
                        f"{path.name}의 머리글이 {paths[0].name}과(와) 다릅니다. 머리글이 같은 파일을 선택해 주십시오.",
                    )
        except ModelError as fault:
            self.tell(fault)
            return
        self.source.take(
            grids[0] + tuple(row for grid in grids[1:] for row in grid[header_row(grid) + 1 :]), paths[0].name
        )
