"""The way through the test: questions, marks, languages, sizes, contrast, pictures."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.domain.desks import PRACTICE_PIN
from app.workspace import Workspace
from tests.pages_candidate import ALT, CTRL, CandidatePage
from tests.ui.screens.candidate.conftest import Begun
from ui.language import set_language
from ui.theme import look

Show = Callable[[Workspace, UUID], CandidatePage]
WRONG = "000000"


def test_one_goes_on_back_and_anywhere(page: CandidatePage, desk: Workspace, begun: Begun) -> None:
    """R19: by buttons, keys and chips; the file knows where one is."""
    page.next()
    page.key(Qt.Key.Key_Return, CTRL)
    assert page.number == 3
    page.key(Qt.Key.Key_Left, ALT)
    page.click("back")
    assert page.number == 1
    page.go_to(17)
    paper = desk.theory.paper(begun.sitting_id)
    assert paper.current == paper.questions[16].id
    assert "Fråga 17 av 40" in page.words("summary")
    assert "område 4 av 8" in page.words("candidate_context")


def test_enter_goes_on(page: CandidatePage) -> None:
    """Enter without a button under it is the next question."""
    page.write("a")
    page.key(Qt.Key.Key_Return)
    assert page.number == 2


def test_the_chips_are_walked_by_arrows(page: CandidatePage) -> None:
    """One stop of the Tab key, then arrows, then Enter."""
    page.part(QAbstractButton, "question_1").setFocus()
    page.key(Qt.Key.Key_Right)
    page.key(Qt.Key.Key_Right)
    page.key(Qt.Key.Key_Return)
    assert page.number == 3


def test_a_mark_is_durable_and_spoken(page: CandidatePage, desk: Workspace, begun: Begun) -> None:
    """R19: mark, see it, take it away."""
    first = page.question.id
    page.click("mark")
    assert desk.theory.paper(begun.sitting_id).marked == {first}
    assert "markerad" in page.chip(1)
    page.key(Qt.Key.Key_M, CTRL)
    assert desk.theory.paper(begun.sitting_id).marked == frozenset()


def test_the_language_belongs_to_the_question(page: CandidatePage) -> None:
    """Only the question's text changes; each question keeps its own."""
    swedish, english = page.question.stem.sv, page.question.stem.en
    page.next()
    page.go_to(1)
    page.click("en", "item_language")
    assert page.words("stem") == english
    assert page.part(QAbstractButton, "next").text() == "Nästa fråga"
    page.go_to(2)
    assert page.words("stem") == page.question.stem.sv
    page.go_to(1)
    assert page.words("stem") == english
    page.click("sv", "item_language")
    assert page.words("stem") == swedish


def test_a_question_not_met_yet_opens_in_the_language_chosen_last(page: CandidatePage) -> None:
    """Whoever reads English switches once."""
    page.click("en", "item_language")
    page.next()
    assert page.words("stem") == page.question.stem.en


def test_the_desk_may_change_language_in_the_middle(page: CandidatePage) -> None:
    """The frame speaks English, the answers stay."""
    page.write("a")
    set_language("en")
    page.settle()
    assert page.part(QAbstractButton, "next").text() == "Next question"
    assert page.words("summary").startswith("Question 1 of 40")


def test_text_grows_by_keys_and_stays(page: CandidatePage) -> None:
    """18, 24, 32 pixels, for every question that follows."""
    stem = page.part(QLabel, "stem")
    assert stem.font().pixelSize() == 24
    page.key(Qt.Key.Key_Plus, CTRL)
    assert stem.font().pixelSize() == 32
    page.next()
    assert stem.font().pixelSize() == 32
    page.click("small", "text_size")
    assert stem.font().pixelSize() == 18


def test_contrast_ends_with_the_test(page: CandidatePage, left: list[UUID]) -> None:
    """Nothing of the candidate's choice is left on the desk."""
    page.click("contrast")
    assert look().contrast
    page.key(Qt.Key.Key_Escape)
    page.enter_secret(PRACTICE_PIN)
    assert left
    assert not look().contrast


def test_a_picture_opens_over_everything(
    page: CandidatePage, desk: Workspace, begun: Begun
) -> None:
    """Its words are in sight, + and − change its size, Escape goes back."""
    questions = desk.theory.paper(begun.sitting_id).questions
    number, question = next((at + 1, one) for at, one in enumerate(questions) if one.picture)
    page.go_to(number)
    assert question.picture_text is not None
    assert page.part(QWidget, "picture").accessibleName() == question.picture_text.sv
    page.click("enlarge")
    assert page.page == "svg_zoom"
    page.key(Qt.Key.Key_Plus)
    assert page.screen.zoom.factor > 1
    page.key(Qt.Key.Key_Minus)
    assert page.screen.zoom.factor == 1
    page.key(Qt.Key.Key_Escape)
    assert page.page == "question_page"
    assert page.number == number
