"""The registers, the reviewer's page and the boxes of a second person, as somebody uses them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QRadioButton, QWidget

from app.domain.desks import PRACTICE_PIN
from tests.day import Day
from ui.screens.case.override_box import OverrideBox
from ui.screens.case.pin_box import PinBox
from ui.screens.case.review import ReviewScreen
from ui.screens.case.second_box import SecondBox
from ui.screens.case.send_back_box import SendBackBox
from ui.screens.disputes import DisputesScreen
from ui.screens.disputes_file import FileBox
from ui.screens.disputes_settle import SettleBox

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class _Page:
    def __init__(self, day: Day) -> None:
        self.day = day
        self.window, self.qtbot = day.shell.window, day.qtbot

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the keyboard is."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=120_000)
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifiers)
        self.day.settle()

    def box(self, kind: type[QDialog], name: str) -> QDialog:
        """A box that is open over the window."""

        def is_open() -> bool:
            return any(one.isVisible() for one in self.window.findChildren(kind, name))

        self.qtbot.waitUntil(is_open, timeout=120_000)
        return next(one for one in self.window.findChildren(kind, name) if one.isVisible())

    def click(self, part: QWidget) -> None:
        """Click it, as a mouse does."""
        self.qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
        self.day.settle()


class SecondPage(_Page):
    """A colleague confirms with their own code."""

    def confirm(self, name: str, secret: str = PRACTICE_PIN) -> None:
        """Pick the colleague of that name and type the code."""
        box = self.box(SecondBox, "second_box")
        self.day.settle()
        others = self.day.desk.second_persons.others()
        colleague = next(one for one in others if one.name == name)
        tile = box.findChild(QWidget, f"second_{colleague.id}")
        assert tile is not None
        self.click(tile)
        self.qtbot.keyClicks(box, secret)
        self.day.settle()


class PinPage(_Page):
    """Whoever is signed in signs."""

    def sign(self, secret: str = PRACTICE_PIN) -> None:
        """Type the code."""
        box = self.box(PinBox, "pin_box")
        assert isinstance(box, PinBox)
        self.qtbot.keyClicks(box.pad, secret)
        self.day.settle()


class OverridePage(_Page):
    """The level and the reason."""

    def __init__(self, day: Day) -> None:
        super().__init__(day)
        self._box = self.box(OverrideBox, "override_box")

    @property
    def is_open(self) -> bool:
        """Whether it still asks."""
        return self._box.isVisible()

    def write(self, reason: str) -> None:
        """Write the reason anew."""
        _write(self, self._box, "override_reason", reason)

    def go_on(self) -> None:
        """On to the colleague's code."""
        part = self._box.findChild(QWidget, "override_on")
        assert part is not None
        self.click(part)


class ReviewPage(_Page):
    """The reviewer's page."""

    def __init__(self, day: Day) -> None:
        super().__init__(day)
        found = self.window.screen_of("review")
        assert isinstance(found, ReviewScreen)
        self.screen = found
        day.settle()

    @property
    def shows_result(self) -> bool:
        """Whether what would be signed has a column."""
        return not self.screen.table.isColumnHidden(4)

    def judge_all(self, *, suffices: bool) -> None:
        """One's own word on every area, by keyboard."""
        key = Qt.Key.Key_1 if suffices else Qt.Key.Key_2
        for _area in range(self.screen.table.model().rowCount()):
            self.key(key, ALT)

    def send_back(self, note: str, reviewer: str) -> None:
        """With a note, signed by the reviewer."""
        self.click(self.screen.back)
        box = self.box(SendBackBox, "send_back_box")
        _write(self, box, "send_back_note", note)
        part = box.findChild(QWidget, "send_back_on")
        assert part is not None
        self.click(part)
        SecondPage(self.day).confirm(reviewer)


class RegisterPage(_Page):
    """The room of the four registers."""

    def __init__(self, day: Day) -> None:
        super().__init__(day)
        found = self.window.screen_of("disputes")
        assert isinstance(found, DisputesScreen)
        self.screen = found
        day.settle()

    @property
    def numbers(self) -> list[str]:
        """The numbers of the register on view."""
        model = self.screen.table.model()
        return [model.data(model.index(row, 0)) for row in range(model.rowCount())]

    @property
    def state(self) -> str:
        """Where the current entry stands, as the list says it."""
        index = self.screen.table.currentIndex()
        return str(index.siblingAtColumn(3).data())

    def file(self, words: str) -> None:
        """Write what is asked for in the open box, and enter it."""
        box = self.box(FileBox, "file_box")
        _write(self, box, "file_words", words)
        part = box.findChild(QWidget, "file_now")
        assert part is not None
        self.click(part)

    def settle(self, outcome: str, reason: str, levels: Mapping[str, int]) -> None:
        """Choose the outcome, the new levels, and write the reason; "" leaves what is there."""
        self.key(Qt.Key.Key_Return, CTRL)
        box = self.box(SettleBox, "settle_box")
        assert isinstance(box, SettleBox)
        if outcome:
            self.click(box.outcome.findChild(QRadioButton, outcome))
        for area, level in levels.items():
            choice = box.findChild(QWidget, f"settle_{area}")
            assert choice is not None
            self.click(choice.findChild(QRadioButton, str(level)))
        if reason:
            _write(self, box, "settle_reason", reason)
        part = box.findChild(QWidget, "settle_on")
        assert part is not None
        self.click(part)

    def to_case(self) -> None:
        """Open the case of the current entry."""
        self.click(self.screen.entry.case)


def _write(page: _Page, box: QWidget, name: str, text: str) -> None:
    editor = box.findChild(QPlainTextEdit, name)
    assert editor is not None
    editor.setFocus()
    editor.clear()
    editor.insertPlainText(text)  # QTest types no å, ä or ö
    page.day.settle()
