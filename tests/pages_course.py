"""The course of a case as a person at the keyboard takes it: the menu "Mer" and its boxes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton

from app.domain.desks import PRACTICE_PIN
from tests.pages import BoxPage, type_text
from tests.pages_case import CasePage
from ui.widgets.labels import TextLabel
from ui.widgets.pin_pad import PinPad

ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def menu(page: CasePage) -> QDialog:
    """The case's menu, opened by Alt+M."""
    page.key(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    return page.dialog("case_menu")


def offered(page: CasePage) -> list[str]:
    """The entries of the menu, closed again by Escape."""
    opened = menu(page)
    names = [button.objectName() for button in opened.findChildren(QPushButton)]
    page.qtbot.keyClick(opened, Qt.Key.Key_Escape)
    page.settle()
    return names


def choose(page: CasePage, name: str) -> None:
    """Choose an entry by keyboard: the arrows to it, then Enter."""
    opened = menu(page)
    names = [button.objectName() for button in opened.findChildren(QPushButton)]
    for _ in range(names.index(name)):
        page.qtbot.keyClick(page.focus, Qt.Key.Key_Down)
    assert page.focus.objectName() == name
    page.qtbot.keyClick(page.focus, ENTER)
    page.settle()


def give_reason(page: CasePage, reason: str) -> None:
    """Write the reason where the keyboard is, and do it by Ctrl+Enter."""
    box = page.dialog("course_box")
    field = box.findChild(QPlainTextEdit, "course_reason")
    assert field is not None
    type_text(field, reason)
    page.qtbot.keyClick(field, ENTER, CTRL)
    page.settle()


def heading(page: CasePage) -> str:
    """What the page of a case that stands still says."""
    return page.find(TextLabel, "course_heading").text()


def why(page: CasePage) -> str:
    """The reason on that page."""
    return page.find(TextLabel, "course_why").text()


def sign(page: CasePage) -> None:
    """Sign the decision on view by its key and the PIN."""
    page.on()
    pad = page.dialog("pin_box").findChild(PinPad)
    assert pad is not None
    page.qtbot.keyClicks(pad, PRACTICE_PIN)
    page.settle()


class CreditsPage(BoxPage):
    """Credit transfer."""

    name = "credits_box"


class MovePage(BoxPage):
    """Who the case is really about."""

    name = "move_box"


class RetestPage(BoxPage):
    """What may be taken again."""

    name = "retest_box"
