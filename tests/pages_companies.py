"""A company's matrix and plan as somebody works them, by keyboard."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTableView

from tests.pages import BoxPage, DeskPage
from ui.screens.company_plan import CompanyPlanTab
from ui.screens.matrix_tab import MatrixTab


class CompanyRoom(DeskPage):
    """The room of companies, at one company."""

    key_of_screen = "companies"

    @property
    def matrix(self) -> MatrixTab:
        """The tab on view."""
        return self.find(MatrixTab, "company_matrix")

    @property
    def plan(self) -> CompanyPlanTab:
        """The tab on view."""
        return self.find(CompanyPlanTab, "company_plan")

    def show(self, company: UUID, tab: str) -> None:
        """Go to a tab of the company."""
        self.shell.window.go("companies", (company, tab))
        self.settle()

    def stand(self, table: str, row: int = -1, column: int = -1) -> None:
        """Give a table the keyboard, at a cell where one is named."""
        view = self.find(QTableView, table)
        view.setFocus()
        if row >= 0:
            view.setCurrentIndex(view.model().index(row, column))
        self.settle()

    def keys(self, *keys: Qt.Key) -> None:
        """Press keys one after the other, where the keyboard is."""
        for key in keys:
            self.key(key)


class MatrixPersonPage(BoxPage):
    """One person of the matrix."""

    name = "matrix_person"


class MeasurePage(BoxPage):
    """One measure of the plan."""

    name = "measure_box"


class LevelsPage(BoxPage):
    """What the company requires."""

    name = "levels_box"


def box_is_open(room: CompanyRoom, name: str) -> bool:
    """Whether a box of this name is on view."""
    window = room.shell.window
    return any(box.isVisible() for box in window.findChildren(QDialog, name))
