"""Registers, review, override and a contested decision drawn: no text is cut off anywhere."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from app.domain.disputes import DisputeKind, DisputeOutcome
from app.settings import Settings, Theme
from app.usecases.disputes import NewEntry
from app.usecases.settling import Settlement
from tests.colleagues import ELIN, confirmed
from tests.day import Day, day_at
from tests.desk_work import CaseWalk
from tests.factories import FixedClock
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw
from ui.application import build_window
from ui.language import Language
from ui.screens.case.review import ReviewScreen
from ui.screens.disputes import DisputesScreen

REASON = "Mätprotokollet visar att verktyget var rätt satt från början, och det såg båda."


@dataclass(frozen=True, slots=True)
class View:
    """How the desk is looked at."""

    name: str
    size: QSize = DESK
    scale: int = 100
    language: Language = "sv"
    theme: Theme = "light"


VIEWS = (
    View("light"),
    View("small-english-dark", SMALL, language="en", theme="dark"),
    View("double", scale=200),
)


@pytest.fixture(params=VIEWS, ids=[view.name for view in VIEWS])
def view(request: pytest.FixtureRequest) -> View:
    """One way to look."""
    found: View = request.param
    return found


@pytest.fixture
def day(
    qapp: QApplication, desk_home: Path, clock: FixedClock, view: View, qtbot: QtBot
) -> Iterator[Day]:
    """A practice desk looked at so."""
    assert qapp is not None
    settings = Settings(theme=view.theme, scale=view.scale, language=view.language)
    shell = build_window(settings, lambda _settings: None)
    shell.window.resize(view.size)
    with day_at(desk_home, shell, clock, qtbot) as made:
        yield made
    shutil.rmtree(desk_home, ignore_errors=True)


def cut(day: Day, view: View, name: str) -> list[str]:
    """Draw window and open box; the texts that do not fit."""
    day.settle()
    draw(day.shell.window, f"registers-{view.name}-{name}")
    boxes = [box for box in day.shell.window.findChildren(QDialog) if box.isVisible()]
    for box in boxes:
        draw(box, f"registers-{view.name}-{name}-box")
    return [
        f"{name}: {text}" for part in (day.shell.window, *boxes) for text in clipped_texts(part)
    ]


def opened(day: Day, view: View, name: str, act: Callable[[], object]) -> list[str]:
    """Open a box, draw it, leave it."""
    act()
    found = cut(day, view, name)
    for box in [box for box in day.shell.window.findChildren(QDialog) if box.isVisible()]:
        box.reject()
    day.settle()
    return found


@pytest.mark.begins_at(Step.PRACTICAL)
def test_registers_and_a_contested_decision(day: Day, view: View) -> None:
    """R46, R48: every register empty and full, its boxes, the frozen case."""
    walk = day.walk()
    walk.weak_areas = (walk.protocol.areas[4].id,)
    case = day.case_page(walk.to(Step.DECISION).case_id)
    found = opened(day, view, "override", lambda: case.click("override"))
    elin = confirmed(day.desk, ELIN)
    day.desk.overrides.make(walk.case_id, walk.weak_areas[0], 3, REASON, elin)
    found += cut(day, view, "overridden")
    day.desk.overrides.take_back(walk.case_id, walk.weak_areas[0])
    walk.to(Step.CERTIFICATE)
    day.desk.certificates.issue(walk.case_id)
    case.open(walk.case_id)
    found += cut(day, view, "certificate")
    day.shell.window.go("disputes")
    day.settle()
    screen = day.shell.window.screen_of("disputes")
    assert isinstance(screen, DisputesScreen)
    for kind in DisputeKind:
        screen._on_register(kind)
        found += cut(day, view, f"{kind}-empty")
        found += opened(day, view, f"{kind}-file", lambda: screen.file(None))
        about = walk.case_id if kind is DisputeKind.RECONSIDERATION else None
        if not kind.contests or about:
            day.desk.disputes.file(NewEntry(kind, REASON, "Granviks Plåt AB", about))
            found += cut(day, view, f"{kind}-open")
            found += opened(day, view, f"{kind}-settle", screen._on_settle)
    case.open(walk.case_id)
    found += cut(day, view, "frozen")
    entry = day.desk.disputes.register(DisputeKind.RECONSIDERATION)[0].id
    settled = Settlement(DisputeOutcome.CHANGED, REASON, {walk.weak_areas[0]: 3})
    day.desk.settlements.settle_by(entry, settled, confirmed(day.desk, ELIN))
    day.shell.window.go("disputes", entry)
    found += cut(day, view, "settled")
    case.open(walk.case_id)
    case.screen._on_step(Step.DECISION)
    found += cut(day, view, "changed")
    assert not found


def test_the_reviewers_page(day: Day, view: View) -> None:
    """R7: judging, comparing, sending back, and the note at the decision."""
    person = day.desk.people.search("Linnea").lines[0].id
    walk = CaseWalk(day.desk, day.desk.cases.open(person, "SVE-1")).to(Step.DECISION)
    case = day.case_page(walk.case_id)
    found = cut(day, view, "to-review")
    day.shell.window.go("review", walk.case_id)
    day.settle()
    screen = day.shell.window.screen_of("review")
    assert isinstance(screen, ReviewScreen)
    found += cut(day, view, "judging")
    for at in range(screen.table.model().rowCount()):
        screen._on_judged(at > 0)
    screen.go_on()
    found += cut(day, view, "compared")
    found += opened(day, view, "send-back", screen._on_send_back)
    day.desk.reviews.send_back(walk.case_id, {}, REASON, confirmed(day.desk, ELIN))
    day.clock.advance(timedelta(minutes=1))
    case.open(walk.case_id)
    found += cut(day, view, "sent-back")
    assert not found
