"""Candidate mode as candidate and assessor work it: keys, clicks, what one reads."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.protocol import ItemKind, Question
from app.domain.scoring import Answer
from tests.pages import wait_for
from ui.background import Background
from ui.screens.candidate import CandidateScreen
from ui.screens.candidate.answering import LETTERS_OF_OPTIONS
from ui.screens.candidate.ordering import OrderRow
from ui.widgets.error_bar import ErrorBar

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class CandidatePage:
    """Drives the screen; every act waits for what it starts."""

    def __init__(self, qtbot: QtBot, screen: CandidateScreen, background: Background) -> None:
        self.qtbot, self.screen, self._background = qtbot, screen, background

    def open(self, sitting_id: UUID) -> "CandidatePage":
        """Show the sitting where it stands."""
        self.screen.open_with(sitting_id)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until nothing is under way."""
        wait_for(self._background, self.qtbot)

    # what one reads

    @property
    def page(self) -> str:
        """The name of the page on view: test_page, hand_in_page, assessor_page, svg_zoom."""
        names = ("question_page", "hand_in_page", "assessor_page", "svg_zoom")
        return next((name for name in names if self.part(QWidget, name).isVisible()), "")

    @property
    def question(self) -> Question:
        """The question on view, found by its words."""
        stem, questions = self.words("stem"), self.screen._taking.sheet.questions
        return next(one for one in questions if stem in (one.stem.sv, one.stem.en))

    @property
    def number(self) -> int:
        """The number of the question on view, from 1."""
        chips = self.screen.test.overview.chips
        return next(chip.mark.number for chip in chips if chip.mark.current)

    @property
    def error(self) -> str:
        """What the error bar above the question says, or nothing."""
        bar = self.screen.test.findChild(ErrorBar)
        return bar.what.text() if bar is not None and bar.isVisibleTo(self.screen) else ""

    def words(self, name: str) -> str:
        """The words of a label."""
        return self.part(QLabel, name).text()

    def chip(self, number: int) -> str:
        """How a screen reader tells a question in the overview."""
        return self.part(QAbstractButton, f"question_{number}").accessibleName()

    def part(self, kind: type[W], name: str) -> W:
        """A part of the screen by name; the one on view where there are several."""
        found = self.screen.findChildren(kind, name)
        assert found, f"no {kind.__name__} {name}"
        return next((one for one in found if one.isVisible()), found[-1])

    # what the candidate does

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(self._focus(), key, modifiers)
        self.settle()

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        for sign in text:
            self.qtbot.keyClicks(self._focus(), sign)
        self.settle()

    def click(self, name: str, inside: str = "") -> None:
        """Press a part by mouse."""
        place = self.part(QWidget, inside) if inside else self.screen
        found = [one for one in place.findChildren(QWidget, name) if one.isVisible()]
        assert found, f"no {name} on view"
        self.qtbot.mouseClick(found[0], LEFT, pos=QPoint(8, 8))
        self.settle()

    def go_to(self, number: int) -> None:
        """To a question by its chip."""
        self.click(f"question_{number}")

    def next(self) -> None:
        """On, by the foot's button."""
        self.click("next")

    def answer(self, answer: Answer) -> None:
        """Answer the question on view by mouse."""
        question = self.question
        match question.kind:
            case ItemKind.SINGLE | ItemKind.MULTIPLE:
                for option in answer:
                    self.click(f"option_{option}")
            case ItemKind.NUMERIC:
                self._type_on_pad(answer[0])
            case ItemKind.ORDER:
                self._order(answer, lambda option: self.click("up", f"order_{option}"))
            case ItemKind.MATCH:
                for left, letter in _pairs(question, answer):
                    self.click(f"letter_{letter}", f"match_{left}")

    def answer_by_keys(self, answer: Answer) -> None:
        """Answer the question on view by keyboard."""
        question = self.question
        match question.kind:
            case ItemKind.SINGLE | ItemKind.MULTIPLE:
                ids = [option.id for option in question.options]
                for option in answer:
                    self.write(LETTERS_OF_OPTIONS[ids.index(option)].lower())
            case ItemKind.NUMERIC:
                self.write(answer[0])
                self.key(Qt.Key.Key_Tab)
            case ItemKind.ORDER:
                self._order(answer, self._move_up)
            case ItemKind.MATCH:
                for left, letter in _pairs(question, answer):
                    self._tab_into(f"match_{left}")
                    self.write(letter)

    def answer_all(self, right_answer: Callable[[str], Answer]) -> None:
        """Answer every question from the first to the last, by keyboard."""
        count = len(self.screen.test.overview.chips)
        self.go_to(1)
        for number in range(1, count + 1):
            self.answer_by_keys(right_answer(self.question.id))
            if number < count:
                self.next()

    def hand_in(self, secret: str) -> None:
        """Hand in, say yes, and have the assessor let one out."""
        self.click("next" if self.screen._taking.sheet.is_last else "hand_in")
        self.click("hand_in_yes")
        self.enter_secret(secret)

    # what the assessor does

    def enter_secret(self, secret: str) -> None:
        """Type the PIN."""
        assert self.page == "assessor_page"
        self.write(secret)

    def tell(self, what: str) -> None:
        """Say what has happened, where that is asked after the secret."""
        self.write(what)
        self.key(Qt.Key.Key_Return)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.screen

    def _type_on_pad(self, number: str) -> None:
        names = {",": "key_comma", ".": "key_comma", "-": "key_minus", "\u2212": "key_minus"}
        for sign in number:
            self.click(names.get(sign, f"key_{sign}"), "answer_number")
        self.screen.test.question.pane.flush()
        self.settle()

    def _order(self, answer: Answer, up: Callable[[str], object]) -> None:
        for place, option in enumerate(answer):
            while self.order().index(option) > place:
                up(option)
        if self.part(QAbstractButton, "order_confirm").isEnabled():
            self.click("order_confirm")

    def order(self) -> list[str]:
        """The options of an order question as they stand, from above."""
        rows = [row for row in self.screen.findChildren(OrderRow) if row.isVisible()]
        return [row.option_id for row in sorted(rows, key=lambda row: row.y())]

    def _move_up(self, option: str) -> None:
        self.part(OrderRow, f"order_{option}").setFocus()
        self.key(Qt.Key.Key_Up, ALT)

    def _tab_into(self, name: str) -> None:
        row = self.part(QWidget, name)
        for _ in range(80):
            if row.isAncestorOf(self._focus()):
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name}")


def _pairs(question: Question, answer: Answer) -> list[tuple[str, str]]:
    targets = [target.id for target in question.targets]
    split = [pair.split("=", 1) for pair in answer]
    return [(left, LETTERS_OF_OPTIONS[targets.index(right)]) for left, right in split]
