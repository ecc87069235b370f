"""Answering: every kind by mouse and by keyboard, durable, changeable, taken back."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.protocol import Item, ItemKey, ItemKind, Question
from app.domain.scoring import Answer, score_item
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_candidate import ALT, CTRL, LEFT, CandidatePage
from tests.ui.screens.candidate.conftest import Begun
from ui.screens.candidate.ordering import OrderRow

Show = Callable[[Workspace, UUID], CandidatePage]
KINDS = list(ItemKind)


def first_of(desk: Workspace, begun: Begun, kind: ItemKind) -> tuple[int, Question]:
    """Number and question of the first one of a kind."""
    questions = desk.theory.paper(begun.sitting_id).questions
    return next((at + 1, one) for at, one in enumerate(questions) if one.kind is kind)


def stored(desk: Workspace, begun: Begun, item: str) -> Answer:
    """What the file holds."""
    return desk.theory.paper(begun.sitting_id).answers.get(item, ())


def the_item(walk: CaseWalk, item_id: str) -> Item:
    """The item with its key."""
    return next(item for item in walk.protocol.items if item.id == item_id)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_right_answer_is_durable_at_once(
    page: CandidatePage, desk: Workspace, begun: Begun, walk: CaseWalk, kind: ItemKind, way: str
) -> None:
    """R18: every kind, by mouse and by keyboard, scores full from the file."""
    number, question = first_of(desk, begun, kind)
    page.go_to(number)
    give = page.answer if way == "mouse" else page.answer_by_keys
    give(walk.right_answer(question.id))
    item = the_item(walk, question.id)
    assert score_item(item, stored(desk, begun, question.id)) == 1000
    assert page.words("saved_words") == "Svaret är sparat"
    assert "besvarad" in page.chip(number).split(", ")


def test_the_key_never_reaches_the_screen(desk: Workspace, begun: Begun) -> None:
    """R22: nothing in the paper holds a key, an item or its explanation."""

    def parts(value: object) -> list[object]:
        if is_dataclass(value) and not isinstance(value, type):
            inside = [getattr(value, field.name) for field in fields(value)]
        elif isinstance(value, dict):
            inside = [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple | frozenset | set):
            inside = list(value)
        else:
            inside = []
        return [value, *(part for one in inside for part in parts(one))]

    everything = parts(desk.theory.paper(begun.sitting_id))
    assert not [part for part in everything if isinstance(part, ItemKey | Item | Decimal)]


def test_options_stand_as_given(page: CandidatePage, desk: Workspace, begun: Begun) -> None:
    """Letters and sizes are never shuffled."""
    number, question = first_of(desk, begun, ItemKind.SINGLE)
    page.go_to(number)
    tiles = [page.part(QAbstractButton, f"option_{option.id}") for option in question.options]
    assert [tile.y() for tile in tiles] == sorted(tile.y() for tile in tiles)
    assert [tile.accessibleName()[0] for tile in tiles] == list("ABCD")
    order, ordered = first_of(desk, begun, ItemKind.ORDER)
    page.go_to(order)
    assert page.order() == [option.id for option in ordered.options]


def test_another_choice_replaces_the_first(
    page: CandidatePage, desk: Workspace, begun: Begun
) -> None:
    """R19: figures choose too, and the newest answer holds."""
    number, question = first_of(desk, begun, ItemKind.SINGLE)
    page.go_to(number)
    page.write("1")
    page.write("3")
    assert stored(desk, begun, question.id) == (question.options[2].id,)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_can_be_taken_back(
    page: CandidatePage, desk: Workspace, begun: Begun, walk: CaseWalk, kind: ItemKind
) -> None:
    """R19: blank is allowed until handing in."""
    number, question = first_of(desk, begun, kind)
    page.go_to(number)
    page.answer(walk.right_answer(question.id))
    page.click("take_back")
    assert stored(desk, begun, question.id) == ()
    assert page.words("saved_words") == "Svaret är borttaget"
    assert "obesvarad" in page.chip(number)


def test_an_order_counts_only_when_the_candidate_says_so(
    page: CandidatePage, desk: Workspace, begun: Begun
) -> None:
    """Looking at the question is no answer; the word that it stands right is one."""
    number, question = first_of(desk, begun, ItemKind.ORDER)
    page.go_to(number)
    page.next()
    assert stored(desk, begun, question.id) == ()
    page.go_to(number)
    page.click("order_confirm")
    assert stored(desk, begun, question.id) == tuple(option.id for option in question.options)


def test_a_row_can_be_dragged(
    page: CandidatePage, desk: Workspace, begun: Begun, qtbot: QtBot
) -> None:
    """The mouse takes the first row past the second."""
    number, question = first_of(desk, begun, ItemKind.ORDER)
    page.go_to(number)
    first, second = (option.id for option in question.options[:2])
    row = page.part(OrderRow, f"order_{first}")
    below = QPoint(20, page.part(OrderRow, f"order_{second}").geometry().bottom() - row.y())
    qtbot.mousePress(row, LEFT, pos=QPoint(20, 10))
    qtbot.mouseMove(row, below)
    qtbot.mouseRelease(row, LEFT, pos=below)
    page.settle()
    assert page.order()[:2] == [second, first]
    assert stored(desk, begun, question.id)[:2] == (second, first)


def test_a_half_match_is_kept_but_not_answered(
    page: CandidatePage, desk: Workspace, begun: Begun, walk: CaseWalk
) -> None:
    """The overview tells begun from answered, in words."""
    number, question = first_of(desk, begun, ItemKind.MATCH)
    page.go_to(number)
    page.answer(walk.right_answer(question.id)[:1])
    assert len(stored(desk, begun, question.id)) == 1
    assert "påbörjad" in page.chip(number)


@pytest.mark.parametrize("typed", ["24,99", "24.99", "-0,5", "12"])
def test_comma_point_and_minus_make_numbers(
    page: CandidatePage, desk: Workspace, begun: Begun, typed: str
) -> None:
    """A number is kept as it was typed."""
    number, question = first_of(desk, begun, ItemKind.NUMERIC)
    page.go_to(number)
    page.answer_by_keys((typed,))
    assert stored(desk, begun, question.id) == (typed,)


def test_what_is_no_number_is_said_and_not_kept(
    page: CandidatePage, desk: Workspace, begun: Begun
) -> None:
    """Letters do not come in at all; a lone minus waits for its figures."""
    number, question = first_of(desk, begun, ItemKind.NUMERIC)
    page.go_to(number)
    page.write("x-y")
    assert page.part(QLineEdit, "number").text() == "-"
    page.key(Qt.Key.Key_Tab)
    assert stored(desk, begun, question.id) == ()
    notes = [one.text() for one in page.screen.findChildren(QLabel) if one.isVisible()]
    assert "Det här är inte ett tal än." in notes


def test_the_keypad_types_erases_and_turns_the_sign(
    page: CandidatePage, desk: Workspace, begun: Begun
) -> None:
    """Big keys for gloves."""
    number, question = first_of(desk, begun, ItemKind.NUMERIC)
    page.go_to(number)
    for key in ("key_1", "key_comma", "key_5", "key_9", "key_back", "key_minus"):
        page.click(key, "answer_number")
    page.next()
    assert stored(desk, begun, question.id) == ("\u22121,5",)


def test_the_clipboard_stays_outside(page: CandidatePage, desk: Workspace, begun: Begun) -> None:
    """Nothing of the machine comes in or goes out: no copy, no paste, no menu, no drop."""
    from PySide6.QtWidgets import QApplication

    QApplication.clipboard().setText("42")
    number, _ = first_of(desk, begun, ItemKind.NUMERIC)
    page.go_to(number)
    page.key(Qt.Key.Key_V, CTRL)
    field = page.part(QLineEdit, "number")
    assert field.text() == ""
    assert field.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
    assert not field.acceptDrops()
    page.write("7")
    field.selectAll()
    page.key(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "42"


def test_the_whole_test_by_keyboard_scores_full(
    page: CandidatePage, desk: Workspace, begun: Begun, walk: CaseWalk
) -> None:
    """Forty questions, no mouse but to go on, every answer in the file."""
    page.answer_all(walk.right_answer)
    answers = desk.theory.paper(begun.sitting_id).answers
    assert all(score_item(the_item(walk, item), answer) == 1000 for item, answer in answers.items())
    assert len(answers) == 40


def test_rows_go_back_down_by_keys(page: CandidatePage, desk: Workspace, begun: Begun) -> None:
    """Alt with an arrow moves, an arrow alone walks."""
    number, question = first_of(desk, begun, ItemKind.ORDER)
    page.go_to(number)
    page.part(OrderRow, f"order_{question.options[0].id}").setFocus()
    page.key(Qt.Key.Key_Down, ALT)
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Up, ALT)
    ids = [option.id for option in question.options]
    assert page.order()[:3] == [ids[1], ids[2], ids[0]]
