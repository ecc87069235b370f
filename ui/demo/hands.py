"""Hands on the window: find by name, press keys, wait for what must come, take pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ui.background import Background
from ui.main_window import MainWindow
from ui.theme import colour

_PATIENCE_MS = 300_000  # a laden machine is slow; it costs nothing where all goes well
_QUIET_MS = 50  # for what a layout or an answer sets off
_QUICKLY = 85  # zlib's first level; the picture is the same
WidgetT = TypeVar("WidgetT", bound=QWidget)


class NothingCame(AssertionError):
    """What the window should show did not come; the message names it."""


class ErrorShown(AssertionError):
    """The window tells of an error on a way that has none; the message is its words."""


class Hands:
    """One person at the window. Everything goes through real key and mouse events."""

    def __init__(self, window: MainWindow, background: Background, pictures: Path) -> None:
        self.window, self._background, self._pictures = window, background, pictures
        self._taken = 0
        pictures.mkdir(parents=True, exist_ok=True)

    def until(self, what: str, is_so: Callable[[], bool]) -> None:
        """Wait until `is_so`; raises NothingCame after minutes with a picture of what stands."""
        timer = QElapsedTimer()
        timer.start()
        while not is_so():
            if timer.elapsed() > _PATIENCE_MS:
                self._grab("nothing-came")
                raise NothingCame(what)
            _let_run(20)

    def until_done(self, what: str, is_so: Callable[[], bool]) -> None:
        """As `until`, for what is dear to ask: only once nothing is under way."""
        self.until(what, lambda: self._background.idle and is_so())

    def find(self, name: str, kind: type[WidgetT] = QWidget) -> WidgetT:  # type: ignore[assignment]
        """The visible widget of this object name, once it is there."""
        seen: list[WidgetT] = []

        def is_there() -> bool:
            found = self.sees(name, kind)
            seen.extend([found] if found is not None else [])
            return bool(seen)

        self.until(f"{kind.__name__} {name}", is_there)
        return seen[0]

    def sees(self, name: str, kind: type[WidgetT] = QWidget) -> WidgetT | None:  # type: ignore[assignment]
        """The visible widget of this object name, None when there is none now."""
        others = (top for top in QApplication.topLevelWidgets() if top.isVisible())
        for top in (self.window, *(top for top in others if top is not self.window)):
            for found in [*top.findChildren(kind, name), top]:
                if isinstance(found, kind) and found.objectName() == name and found.isVisible():
                    return found
        return None

    def click(self, name: str) -> None:
        """Press the widget of this name once it can be pressed."""
        button: QWidget = self.find(name)
        if not button.isEnabled():
            self.until(f"{name} to press", lambda: self.find(name).isEnabled())
            button = self.find(name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, text: str, name: str | None = None) -> None:
        """Type into the widget of this name, else into what has the focus."""
        target = self._focus() if name is None else self.find(name)
        target.activateWindow()
        target.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                # QTest.keyClicks aborts on letters outside ASCII
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(target, event)

    def reads(self, name: str, words: str) -> None:
        """Wait until the label of this name shows the words."""
        self.until(words, lambda: words in self.find(name, QLabel).text())

    def part(self, name: str, part: str) -> QAbstractButton:
        """A button by its name inside the widget of another name."""
        whole: QWidget = self.find(name)
        for found in whole.findChildren(QAbstractButton):
            if found.objectName() == part:
                return found
        raise NothingCame(f"{part} in {name}")

    def press_on(self, button: QAbstractButton) -> None:
        """Press a button that is there."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focus(), key, modifier)

    def rest(self) -> None:
        """Let the window answer what was pressed."""
        _let_run(15)

    def close(self, name: str) -> None:
        """Leave the box of this name, as Escape does."""
        box: QWidget = self.find(name)
        QTest.keyClick(box, Qt.Key.Key_Escape)
        self.until(f"{name} to close", lambda: self.sees(name) is None)

    def picture(self, name: str, over: str = "") -> Path:
        """A numbered picture of the window as it stands, once it is quiet.

        `over` names a box that lies over it. Raises ErrorShown when an error is on view: the main
        job never meets one.
        """
        _let_run(_QUIET_MS)
        self.until("quiet", lambda: self._background.database.idle)
        _let_run(_QUIET_MS)
        path = self._grab(name, over)
        if error := self.sees("error_bar"):
            raise ErrorShown(f"{name}: {error.accessibleName()}")
        return path

    def _grab(self, name: str, over: str = "") -> Path:
        self._taken += 1
        path = self._pictures / f"{self._taken:02d}-{name}.png"
        seen = self.window.grab()
        if over:
            box: QWidget = self.find(over)
            place = box.rect().translated(self.window.rect().center() - box.rect().center())
            painter = QPainter(seen)
            painter.drawPixmap(place.topLeft(), box.grab())
            painter.setPen(colour("line"))
            painter.drawRect(place)
            painter.end()
        seen.save(str(path), "PNG", _QUICKLY)
        return path

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def _let_run(milliseconds: int) -> None:
    """Let the window work; QTest.qWait would keep the workers from running meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
