"""The desk as a person at mouse and keyboard works it: one page object for each screen."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.application import Shell
from ui.background import Background
from ui.screen import Screen
from ui.screens.first_start import FirstStart
from ui.screens.unlock import Unlock
from ui.widgets.error_bar import ErrorBar
from ui.widgets.facts import FigureCard
from ui.widgets.pill import Pill

W = TypeVar("W", bound=QWidget)


def settle(shell: Shell, qtbot: QtBot) -> None:
    """Wait until nothing is under way in the window."""
    wait_for(shell.background, qtbot)


def wait_for(background: Background, qtbot: QtBot) -> None:
    """Wait until nothing is under way, and what came last has set nothing new going."""
    calm = 0
    while calm < 3:
        qtbot.waitUntil(lambda: background.idle, timeout=120_000)
        QApplication.processEvents()
        calm = calm + 1 if background.idle else 0


class Page:
    """What every page can do: find what is on view, click, type, read, wait."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        self.shell, self.qtbot = shell, qtbot

    @property
    def root(self) -> QWidget:
        """The widget that is this page."""
        return self.shell.window

    def settle(self) -> None:
        """Wait until nothing is under way and everything is shown."""
        settle(self.shell, self.qtbot)

    def find(self, kind: type[W], name: str) -> W:
        """The visible widget of this name."""
        found = [one for one in self.root.findChildren(kind, name) if one.isVisible()]
        assert found, f"no {kind.__name__} {name} on view"
        return found[0]

    def sees(self, name: str) -> bool:
        """Whether a widget of this name is on view."""
        return any(one.isVisible() for one in self.root.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        """Press a button, a tile or a choice."""
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), f"{name} cannot be pressed"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def write(self, name: str, text: str) -> None:
        """Write into a field, key by key, in place of what stood there."""
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        if text:
            type_text(field, text)
        else:
            self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        self.settle()

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the keyboard is."""
        here = self.root.window().focusWidget() or QApplication.focusWidget() or self.root
        self.qtbot.keyClick(here, key, modifiers)
        self.settle()

    def says(self, words: str) -> bool:
        """Whether the words stand somewhere on view."""
        pills = [pill.text for pill in self.root.findChildren(Pill) if pill.isVisible()]
        return any(words in text for text in (*pills, *(la.text() for la in self._labels())))

    def error(self) -> str:
        """The error on view in one, empty when there is none."""
        bars = [bar for bar in self.root.findChildren(ErrorBar) if bar.isVisible()]
        return bars[0].accessibleName() if bars else ""

    def press_error_offer(self) -> None:
        """Take the offer in the error bar."""
        bar = next(bar for bar in self.root.findChildren(ErrorBar) if bar.isVisible())
        button = next(b for b in bar.findChildren(QAbstractButton) if b.text() and b.isVisible())
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def _labels(self) -> list[QLabel]:
        return [label for label in self.root.findChildren(QLabel) if label.isVisible()]


class BoxPage(Page):
    """A box over the window, by its name."""

    name = ""

    @property
    def root(self) -> QWidget:
        """The box."""
        found = [box for box in self.shell.window.findChildren(QDialog, self.name)]
        shown = [box for box in found if box.isVisible()]
        assert shown, f"no box {self.name}"
        return shown[-1]

    @property
    def is_open(self) -> bool:
        """Whether the box is on view."""
        boxes = self.shell.window.findChildren(QDialog, self.name)
        return any(box.isVisible() for box in boxes)


class FirstStartPage(Page):
    """Choose a desk; join a region."""

    @property
    def root(self) -> QWidget:
        """The page on view."""
        return next(p for p in self.shell.window.findChildren(FirstStart) if p.isVisible())


class UnlockPage(Page):
    """Who works, and the PIN."""

    @property
    def page(self) -> Unlock:
        """The page on view."""
        return next(page for page in self.shell.window.findChildren(Unlock) if page.isVisible())

    @property
    def root(self) -> QWidget:
        """The page on view."""
        return self.page

    @property
    def is_shown(self) -> bool:
        """Whether somebody is asked who works."""
        return any(page.isVisible() for page in self.shell.window.findChildren(Unlock))

    def press(self, pin: str) -> None:
        """The PIN on the keypad, by mouse."""
        for figure in pin:
            self.qtbot.mouseClick(
                self.find(QAbstractButton, f"key_{figure}"), Qt.MouseButton.LeftButton
            )
        self.settle()

    def type(self, pin: str) -> None:
        """The PIN by keyboard."""
        type_text(self.page.secret.pad, pin)
        self.settle()

    @property
    def note(self) -> str:
        """What stands under the keypad."""
        return self.page.secret.note.text()


class DeskPage(Page):
    """A screen of the open desk, by its key."""

    key_of_screen = ""

    @property
    def screen(self) -> Screen:
        """The screen."""
        return self.shell.window.screen_of(self.key_of_screen)

    @property
    def root(self) -> QWidget:
        """The screen."""
        return self.screen

    def visit(self) -> None:
        """Go there by the rail."""
        item = self.shell.window.findChild(QAbstractButton, f"rail_{self.key_of_screen}")
        assert item is not None
        self.qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
        self.settle()

    def cells(self, name: str) -> list[list[str]]:
        """The texts of a table, row by row."""
        table = self.root.findChild(QTableView, name)
        assert table is not None
        model = table.model()
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def row(self, name: str) -> int:
        """The row one is at."""
        table = self.root.findChild(QTableView, name)
        assert table is not None
        return table.currentIndex().row()


class TodayPage(DeskPage):
    """The day."""

    key_of_screen = "today"


class PeoplePage(DeskPage):
    """People: search, card, register."""

    key_of_screen = "people"

    def search(self, text: str) -> list[str]:
        """Write in the search field; the names found."""
        field = self.root.findChild(QLineEdit, "search_text")
        assert field is not None
        field.setFocus()
        field.selectAll()
        if text:
            type_text(field, text)
        else:
            self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        self.settle()
        return [row[0] for row in self.cells("people_table")]


class RegisterBox(BoxPage):
    """Register a person."""

    name = "register_person"


class NewCaseBox(BoxPage):
    """A new case."""

    name = "new_case"


class PrintPage(BoxPage):
    """Print a certificate."""

    name = "print_box"


class ExportPage(BoxPage):
    """Files for the coordinator."""

    name = "export_box"


class CertificatesPage(DeskPage):
    """The certificates."""

    key_of_screen = "certificates"


class VerifyPage(DeskPage):
    """Checking a certificate."""

    key_of_screen = "verify"

    def scan(self, text: str) -> None:
        """What a hand scanner does: many keys, then Enter, wherever the keyboard is."""
        field = self.screen.findChild(QLineEdit, "search_text")
        assert field is not None
        field.insert(text)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def drop(self, path: Path) -> None:
        """Drop a file on the area for it."""
        area = self.screen.drop  # type: ignore[attr-defined]
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        held = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(area, QDragEnterEvent(QPoint(5, 5), actions, mime, button, held))
        QApplication.sendEvent(area, QDropEvent(QPointF(5, 5), actions, mime, button, held))
        self.settle()

    @property
    def answer(self) -> str:
        """The band's words."""
        band = self.find(QWidget, "answer_band")
        return band.accessibleName()


class SyncPage(DeskPage):
    """What is only here."""

    key_of_screen = "sync"

    def figure(self, key: str) -> str:
        """A figure card in words."""
        card: FigureCard = self.screen.figures[key]  # type: ignore[attr-defined]
        return card.accessibleName()


class SettingsPage(DeskPage):
    """Settings."""

    key_of_screen = "settings"


def type_text(widget: QWidget, text: str) -> None:
    """Key by key, letters beyond ASCII too, which QTest cannot press."""
    none = Qt.KeyboardModifier.NoModifier
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, none, letter))


def choose_in_dialog(page: Page, act: Callable[[], object], path: Path) -> None:
    """Do what opens a file dialog, and choose `path` in it."""
    act()
    dialog = page.shell.window.findChild(QFileDialog, "choose_file")
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.close()
    page.settle()
