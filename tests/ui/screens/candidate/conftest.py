"""A practice desk with a theory test begun that has every kind of question; copied each time."""

import itertools
import resource
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from app.domain.draw import draw
from app.domain.protocol import ItemKind, Question
from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock
from tests.once import once, run_folder
from tests.pages_candidate import CandidatePage
from tests.stored_homes import StoredHomes
from ui.application import application
from ui.background import Background
from ui.screens.candidate import CandidateScreen
from ui.theme import set_contrast


@dataclass(frozen=True, slots=True)
class Begun:
    """A home folder with a paused theory test in it; copy it, never open it."""

    home: Path
    case_id: UUID
    sitting_id: UUID


@pytest.fixture(scope="session")
def begun(homes: StoredHomes, tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """A draw with every kind, a picture, a stem of several lines; first a single choice."""
    folder = run_folder(tmp_path_factory) / "drawn"
    once(folder, lambda place: _begin(shutil.copytree(homes.at(Step.THEORY), place)))
    case_id, sitting_id = map(UUID, (folder / "begun").read_text().split())
    return Begun(folder, case_id, sitting_id)


def _begin(home: Path) -> None:
    """Begin the test by an id whose random half draws that, and pause it."""
    desk = practice_desk(home, FixedClock())
    case_id, new_id = booked_case(desk), desk.desk.new_id
    protocol = CaseWalk(desk, case_id).protocol
    questions = {item.id: item.question for item in protocol.items}
    seed = next(
        seed
        for seed in itertools.count()
        if _has_everything([questions[item] for item in draw(protocol, (), seed)])
    )
    desk.desk.new_id = lambda: UUID(int=new_id().int >> 53 << 53 | seed)
    sitting_id = desk.theory.start(case_id)
    assert _has_everything(desk.theory.paper(sitting_id).questions)
    desk.theory.pause(sitting_id)
    desk.close()
    (home / "begun").write_text(f"{case_id} {sitting_id}")


def _has_everything(questions: Sequence[Question]) -> bool:
    kinds = {question.kind for question in questions}
    lines = any("\n" in question.stem.sv for question in questions)
    drawn = any(question.picture for question in questions)
    begins = questions[0].kind is ItemKind.SINGLE
    return begins and kinds == set(ItemKind) and lines and drawn


@pytest.fixture
def home(begun: Begun, tmp_path: Path) -> Path:
    """A home folder of this test's own."""
    own = tmp_path / "desk"
    shutil.copytree(begun.home, own)
    return own


@pytest.fixture
def desk(home: Path, clock: FixedClock, begun: Begun) -> Iterator[Workspace]:
    """The desk unlocked, the test running."""
    opened = practice_desk(home, clock)
    opened.theory.resume(begun.sitting_id)
    yield opened
    opened.close()


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """The lanes, closed at the end."""
    made = Background()
    yield made
    made.close()


@pytest.fixture
def show(
    qtbot: QtBot, background: Background
) -> Iterator[Callable[[Workspace, UUID], CandidatePage]]:
    """Shows a sitting of a desk in a window of its own."""
    shown: list[CandidateScreen] = []

    def show_sitting(desk: Workspace, sitting_id: UUID) -> CandidatePage:
        screen = CandidateScreen(desk.theory, background, desk.check_secret)
        shown.append(screen)
        screen.resize(1366, 768)
        screen.show()
        screen.activateWindow()
        return CandidatePage(qtbot, screen, background).open(sitting_id)

    yield show_sitting
    for screen in shown:
        screen._run.clock.stop()
        screen.hide()
        screen.deleteLater()
    set_contrast(application(), on=False)


@pytest.fixture
def page(
    desk: Workspace, begun: Begun, show: Callable[[Workspace, UUID], CandidatePage]
) -> CandidatePage:
    """The test on view, at its first question."""
    return show(desk, begun.sitting_id)


@pytest.fixture
def walk(desk: Workspace, begun: Begun) -> CaseWalk:
    """Knows the right answers, as nobody at the screen does."""
    return CaseWalk(desk, begun.case_id)


@pytest.fixture
def left(page: CandidatePage) -> list[UUID]:
    """The cases the screen was left for."""
    cases: list[UUID] = []
    page.screen.left.connect(cases.append)
    return cases


@pytest.fixture
def small_files() -> Iterator[Callable[[], None]]:
    """Makes every file as good as full, for this process; room again at the end."""
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, allowed[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, allowed)


def room_again() -> None:
    """The disk has room."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
