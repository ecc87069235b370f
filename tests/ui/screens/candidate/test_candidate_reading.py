"""How the candidate reads: language, size and contrast kept, read aloud where it is granted."""

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.domain.adjustments import Adjustment, AdjustmentKind
from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.domain.protocol import Item, ItemKey
from app.workspace import Workspace
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import FixedClock
from tests.pages_candidate import CTRL, CandidatePage
from tests.ui.drawing import SMALL, clipped_texts, draw
from tests.ui.screens.candidate.conftest import Begun
from ui.screens.candidate.listening import spoken_question
from ui.theme import look

Show = Callable[[Workspace, UUID], CandidatePage]
posix = pytest.mark.skipif(sys.platform == "win32", reason="the fake speech program is a script")


@pytest.fixture
def granted(desk: Workspace) -> UUID:
    """A second candidate's test with reading aloud granted."""
    case_id = desk.today.view().booked[1].case_id
    CaseWalk(desk, case_id).to(Step.THEORY)
    desk.adjustments.propose(case_id, Adjustment(AdjustmentKind.READ_ALOUD))
    desk.adjustments.approve(case_id, AdjustmentKind.READ_ALOUD)
    return desk.theory.start(case_id)


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a fake `spd-say` writes its arguments and what it was to read; it never ends."""
    told = tmp_path / "told"
    program = tmp_path / "programs" / "spd-say"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {told}\n'
        '[ "$1" = --cancel ] && exit 0\n'
        f"cat >> {told}\nexec /bin/sleep 60\n",
        "utf-8",
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setattr(sys, "platform", "linux")
    return told


def test_language_size_and_contrast_are_there_after_a_restart(
    page: CandidatePage, show: Show, home: Path, desk: Workspace, begun: Begun, clock: FixedClock
) -> None:
    """R18: question by question; another question keeps its own language."""
    page.go_to(3)
    page.click("en", "item_language")
    english = page.words("stem")
    page.go_to(2)
    page.click("sv", "item_language")
    page.click("large", "text_size")
    page.key(Qt.Key.Key_K, CTRL)
    page.go_to(3)
    page.key(Qt.Key.Key_Escape)
    page.enter_secret(PRACTICE_PIN)
    assert not look().contrast
    desk.close()
    with closing(practice_desk(home, clock)) as reopened:
        again = show(reopened, begun.sitting_id)
        again.enter_secret(PRACTICE_PIN)
        assert again.number == 3
        assert again.words("stem") == english
        assert again.screen.test.head.sizes.key == "large"
        assert look().contrast
        again.go_to(2)
        assert again.words("stem") == again.question.stem.sv
        again.screen._run.clock.stop()


def test_nobody_is_read_to_without_it_being_granted(page: CandidatePage) -> None:
    """R11: no button, and its key does nothing."""
    page.key(Qt.Key.Key_U, CTRL)
    assert not page.part(QWidget, "listen_bar").isVisible()
    assert not page.screen.test.listen.speech.is_reading


@posix
def test_a_question_is_read_with_its_answers_in_its_language(
    desk: Workspace, granted: UUID, show: Show, spoken: Path
) -> None:
    """R11: the text by standard input, where no other program can list it; stop and speed."""
    page = show(desk, granted)
    page.click("en", "item_language")
    page.click("listen")
    said = spoken_question(page.screen._taking._asked())
    page.qtbot.waitUntil(
        lambda: spoken.exists() and " ".join(said.split()) in spoken.read_text(), timeout=120_000
    )
    assert spoken.read_text().splitlines()[0] == "--pipe-mode --wait --language en --rate 0"
    assert page.part(QAbstractButton, "listen").text() == "Sluta läsa"
    page.click("slow", "listen_speed")
    page.qtbot.waitUntil(lambda: "--language en --rate -30" in spoken.read_text(), timeout=120_000)
    page.key(Qt.Key.Key_U, CTRL)
    assert page.part(QAbstractButton, "listen").text() == "Läs upp"
    page.qtbot.waitUntil(lambda: spoken.read_text().count("--cancel") == 2, timeout=120_000)


@posix
def test_another_question_ends_the_reading(
    desk: Workspace, granted: UUID, show: Show, spoken: Path
) -> None:
    """And so does the assessor's turn."""
    page = show(desk, granted)
    speech = page.screen.test.listen.speech
    for away in (page.next, lambda: page.key(Qt.Key.Key_Escape)):
        page.click("listen")
        assert speech.is_reading
        away()
        assert not speech.is_reading


@posix
def test_a_computer_that_cannot_speak_says_so(
    desk: Workspace, granted: UUID, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plainly, with what to do; and nothing is cut off in a small window."""
    monkeypatch.setenv("PATH", str(tmp_path))
    page = show(desk, granted)
    assert page.part(QWidget, "listen_note").isVisible()
    assert not page.part(QWidget, "listen").isVisible()
    words = [one.text() for one in page.screen.test.listen.findChildren(QLabel) if one.isVisible()]
    assert "Ingen talsyntes på den här datorn. Be uppläsaren läsa." in words
    draw(page.screen, "candidate/no_speech", SMALL)
    assert not clipped_texts(page.screen)


@posix
def test_a_program_that_fails_is_told_as_none(
    desk: Workspace, granted: UUID, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No dead button."""
    program = tmp_path / "spd-say"
    program.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    page = show(desk, granted)
    draw(page.screen, "candidate/listen", SMALL)
    assert not clipped_texts(page.screen)
    page.click("listen")
    page.qtbot.waitUntil(lambda: page.part(QWidget, "listen_note").isVisible(), timeout=120_000)


def test_no_key_is_within_reach_of_the_screen(page: CandidatePage) -> None:
    """R22: every object reachable from the paper and the sheet, walked."""
    seen: set[int] = set()
    todo: list[object] = [page.screen._taking.sheet, page.screen._taking.sheet.paper]
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        assert not isinstance(one, Item | ItemKey)
        if isinstance(one, dict):
            todo += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple | set | frozenset):
            todo += one
        elif type(one).__module__.startswith(("app.", "ui.")):
            slots = [name for kind in type(one).__mro__ for name in getattr(kind, "__slots__", ())]
            names = [*slots, *getattr(one, "__dict__", {})]
            todo += [getattr(one, name) for name in names if hasattr(one, name)]
    assert len(seen) > 500
