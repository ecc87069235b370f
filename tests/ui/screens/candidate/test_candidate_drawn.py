"""Candidate mode drawn: every page and kind, themes, sizes, languages, without a clipped text."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.domain.protocol import ItemKind, Question
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_candidate import CandidatePage
from tests.ui.drawing import DEEP, DESK, SMALL, clipped_texts, draw, dress, small_targets
from tests.ui.screens.candidate.conftest import Begun
from ui.language import set_language
from ui.screens.candidate.overview import Chip
from ui.theme import ThemeChoice
from ui.widgets.svg_picture import SvgPicture

Show = Callable[[Workspace, UUID], CandidatePage]
Look = tuple[str, ThemeChoice, int, str, bool, QSize]
_ALL: list[Look] = [
    ("light", "light", 100, "medium", False, DESK),
    ("dark", "dark", 100, "medium", False, DESK),
    ("contrast", "light", 100, "medium", True, DESK),
    ("large", "light", 100, "large", False, DESK),
    ("small", "light", 100, "medium", False, SMALL),
    ("dark_large_small", "dark", 100, "large", False, SMALL),
    ("little", "light", 100, "small", False, DESK),
    ("double", "light", 200, "medium", False, DESK),
    ("double_large_contrast", "light", 200, "large", True, DESK),
]
IN_ENGLISH = ("light", "small", "dark_large_small", "double")
CORNERS = {
    *(("light", "sv"), ("little", "sv"), ("dark_large_small", "sv"), ("dark_large_small", "en")),
    *(("double", "en"), ("double_large_contrast", "sv")),
}
"""Theme and contrast move nothing: each is drawn with the letters, sizes and words that do."""

EVERY = [(look, "sv") for look in _ALL] + [(look, "en") for look in _ALL if look[0] in IN_ENGLISH]
DRAWN = [one for one in EVERY if DEEP or (one[0][0], one[1]) in CORNERS]


@pytest.mark.parametrize(("wanted", "language"), DRAWN, ids=[f"{d[0][0]}-{d[1]}" for d in DRAWN])
def test_nothing_is_clipped(
    desk: Workspace,
    begun: Begun,
    show: Show,
    wanted: Look,
    language: str,
) -> None:
    """Every kind, the hand-in question and the assessor's page at every size."""
    name, size = wanted[0], wanted[-1]
    set_language("en" if language == "en" else "sv")
    page = _dressed(lambda: show(desk, begun.sitting_id), wanted)
    walk = CaseWalk(desk, begun.case_id)
    clipped: list[str] = []

    def look_at(what: str) -> None:
        draw(page.screen, f"candidate/{name}_{language}_{what}", size)
        clipped.extend(f"{what}: {text}" for text in clipped_texts(page.screen))
        small = [one for one in small_targets(page.screen) if not one.startswith("Chip ")]
        clipped.extend(f"{what}: small {one}" for one in small)
        clipped.extend(f"{what}: chip {chip.text()}" for chip in _cut(page))

    for what, number, question in _to_see(desk, begun):
        page.screen._taking.go_to(number - 1)
        page.settle()
        page.screen.test.question.pane.answered.emit(walk.right_answer(question.id))
        page.screen.test.question.pane.show_answer(walk.right_answer(question.id))
        page.settle()
        look_at(what)
    page.screen._taking.mark()
    page.screen._on_hand_in_asked()
    page.settle()
    look_at("hand_in")
    page.screen.hand_in.declined.emit()
    page.screen._on_leave()
    page.settle()
    look_at("leave")
    assert not clipped, "\n".join(clipped)


def test_a_stem_keeps_its_lines(page: CandidatePage, desk: Workspace, begun: Begun) -> None:
    """Program code stands as written."""
    questions = desk.theory.paper(begun.sitting_id).questions
    number, question = next((at + 1, q) for at, q in enumerate(questions) if "\n" in q.stem.sv)
    page.go_to(number)
    stem = page.screen.test.question.stem
    assert stem.text() == question.stem.sv
    lines = question.stem.sv.count("\n") + 1
    assert stem.height() >= lines * stem.fontMetrics().height()


def test_a_drawing_stands_on_light_in_the_dark_too(
    page: CandidatePage, desk: Workspace, begun: Begun
) -> None:
    """Dark lines on a dark card could not be read."""
    dress("dark")
    questions = desk.theory.paper(begun.sitting_id).questions
    page.go_to(next(at + 1 for at, one in enumerate(questions) if one.picture))
    picture = page.part(SvgPicture, "picture")
    shown = picture.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, 6).lightness() > 240
    assert picture.is_drawn


def test_what_has_the_keyboard_is_named(page: CandidatePage) -> None:
    """Every stop of the Tab key says what it is."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    nameless: list[str] = []
    for _ in range(30):
        page.key(Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        assert isinstance(here, QWidget)
        text = getattr(here, "text", lambda: "")()
        if not (here.accessibleName() or text):
            nameless.append(f"{type(here).__name__} {here.objectName()}")
    assert not nameless


def _dressed(show: Callable[[], CandidatePage], wanted: Look) -> CandidatePage:
    _, theme, scale, letters, contrast, size = wanted
    dress(theme, scale)
    page = show()
    page.screen.resize(size)
    page.settle()
    page.click(letters, "text_size")
    if contrast:
        page.click("contrast")
    return page


def _to_see(desk: Workspace, begun: Begun) -> list[tuple[str, int, Question]]:
    """One of each kind, one with a picture, the longest stem, the longest option."""
    questions = list(enumerate(desk.theory.paper(begun.sitting_id).questions, 1))
    found = {}
    for kind in ItemKind:
        found[kind.value] = next(one for one in questions if one[1].kind is kind)
    found["picture"] = next(one for one in questions if one[1].picture)
    found["stem"] = max(questions, key=lambda one: len(one[1].stem.sv))
    longest = max(
        questions, key=lambda one: max((len(o.text.sv) for o in one[1].options), default=0)
    )
    found["option"] = longest
    return [(what, *one) for what, one in found.items()]


def _cut(page: CandidatePage) -> list[Chip]:
    overview = page.screen.test.overview
    return [
        chip
        for chip in overview.chips
        if chip.isVisible() and not overview.rect().contains(chip.geometry())
    ]
