"""The library of protocols as somebody at mouse and keyboard works it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView

from tests.pages import BoxPage, DeskPage, choose_in_dialog


class ProtocolsPage(DeskPage):
    """Versions, one of them, and the place for packages."""

    key_of_screen = "protocols"

    @property
    def versions(self) -> list[tuple[str, str]]:
        """Version and state of each row."""
        return [(row[1], row[2]) for row in self.cells("protocol_table")]

    def key_on_window(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Press a key wherever the keyboard is in the window."""
        self.shell.window.activateWindow()
        self.qtbot.waitUntil(self.shell.window.isActiveWindow, timeout=120_000)
        here = self.shell.window.focusWidget() or self.shell.window
        self.qtbot.keyClick(here, key, modifiers)
        self.settle()

    def choose(self, row: int) -> None:
        """Go to a row of the versions."""
        table = self.find(QTableView, "protocol_table")
        place = table.visualRect(table.model().index(row, 0)).center()
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def first_of(self, name: str) -> int:
        """The row of the first version of a role."""
        rows = self.cells("protocol_table")
        return next(at for at, row in enumerate(rows) if name in row[0])

    def choose_role(self, name: str) -> None:
        """Go to the first version of a role."""
        self.choose(self.first_of(name))

    def tab(self, key: str) -> None:
        """Go to a tab."""
        self.click(key)

    def bring(self, path: Path) -> None:
        """Choose a package by the keyboard's own command."""
        choose_in_dialog(
            self,
            lambda: self.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier),
            path,
        )

    def drop(self, path: Path) -> None:
        """Drop a package where it says so."""
        area = self.find(QAbstractButton, "protocol_choose").parentWidget()
        assert area is not None
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        act, left, none = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter = QDragEnterEvent(QPoint(9, 9), act, mime, left, none)
        QApplication.sendEvent(area, enter)
        drop = QDropEvent(QPointF(9, 9), act, mime, left, none, QEvent.Type.Drop)
        QApplication.sendEvent(area, drop)
        self.settle()


class ImportPage(BoxPage):
    """The dry run."""

    name = "import_box"

    def rows(self, name: str) -> list[list[str]]:
        """The texts of a table in the box."""
        model = self.find(QTableView, name).model()
        columns = range(model.columnCount())
        return [
            [str(model.index(row, column).data() or "") for column in columns]
            for row in range(model.rowCount())
        ]


class RecallPage(BoxPage):
    """A recall before it is heeded."""

    name = "recall_box"


class ItemPage(BoxPage):
    """One item."""

    name = "item_box"


class ConfirmPage(BoxPage):
    """The question before something is put in use."""

    name = "confirm_box"
