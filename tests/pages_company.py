"""The room of companies as somebody works it by keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tests.pages import BoxPage, DeskPage, choose_in_dialog
from ui.screens.companies import CompaniesScreen
from ui.screens.company_orders import OrdersTab

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class CompaniesPage(DeskPage):
    """All companies, or one of them."""

    key_of_screen = "companies"

    @property
    def orders(self) -> OrdersTab:
        """The tab of orders, on view."""
        screen = self.screen
        assert isinstance(screen, CompaniesScreen)
        tab = screen.one.tab
        assert isinstance(tab, OrdersTab)
        return tab

    def back(self) -> None:
        """Have the window active again after a box, as every desktop does by itself."""
        self.shell.window.activateWindow()
        self.qtbot.waitUntil(self.shell.window.isActiveWindow, timeout=120_000)
        self.settle()

    def register(self, name: str, number: str) -> None:
        """Ctrl+N, the two facts, Enter."""
        self.key(Qt.Key.Key_N, CONTROL)
        box = CompanyBoxPage(self.shell, self.qtbot)
        box.write("company_name", name)
        box.write("company_number", number)
        box.key(Qt.Key.Key_Return)
        self.back()

    def make_order(self, name: str) -> None:
        """Ctrl+Shift+N, a name, Enter."""
        self.key(Qt.Key.Key_N, CONTROL | SHIFT)
        box = OrderBoxPage(self.shell, self.qtbot)
        box.write("order_name", name)
        box.key(Qt.Key.Key_Return)
        self.back()

    def begin_import(self, path: Path) -> "ImportBoxPage":
        """Ctrl+O and the file; the box with every row."""
        choose_in_dialog(self, lambda: self.key(Qt.Key.Key_O, CONTROL), path)
        return ImportBoxPage(self.shell, self.qtbot)

    def to_table(self, name: str) -> QTableView:
        """Have the keyboard in a table."""
        table = self.find(QTableView, name)
        table.setFocus()
        return table


class CompanyBoxPage(BoxPage):
    """Register a company."""

    name = "company_box"


class OrderBoxPage(BoxPage):
    """Make an order."""

    name = "order_box"


class ImportBoxPage(BoxPage):
    """A list before it is taken in."""

    name = "import_box"

    def rows(self) -> list[list[str]]:
        """Every row on view, as it is read."""
        table = self.find(QTableView, "import_table")
        model = table.model()
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


class RotaBoxPage(BoxPage):
    """What a rota is made of."""

    name = "rota_box"


class FilePage(BoxPage):
    """A file that was written, or why not."""

    name = "file_box"


class SlotPage(BoxPage):
    """One place of a rota."""

    name = "slot_box"
