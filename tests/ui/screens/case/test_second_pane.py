"""Waiting for the other assessor and settling differences: drawn, nothing clipped, by keyboard."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from app.domain.case import Step
from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock
from tests.pages_case import CasePage
from tests.two_hands import colleague, rate_alone
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw
from ui.application import Shell
from ui.screens.case.second_pane import SecondPane

ELIN = "Elin Sjöberg"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UUID]:
    """A desk where both have handed in and differ on two criteria; to copy."""
    home, clock = tmp_path_factory.mktemp("both"), FixedClock()
    maria = practice_desk(home, clock)
    case_id = CaseWalk(maria, booked_case(maria)).to(Step.PRACTICAL).case_id
    maria.two_assessors.choose(case_id, colleague(maria, ELIN))
    rate_alone(maria, case_id)
    maria.close()
    elin = practice_desk(home, clock, ELIN)
    rate_alone(elin, case_id, 2)
    elin.close()
    return home, case_id


@pytest.fixture
def practice_home(both: tuple[Path, UUID]) -> Path:
    """That desk, copied by `desk_home`."""
    return both[0]


@pytest.fixture
def case_id(both: tuple[Path, UUID]) -> UUID:
    """The case of the two."""
    return both[1]


def test_a_difference_is_settled_by_keys_and_a_missing_note_is_said_where_it_is(
    page: CasePage, case_id: UUID, desk: Workspace
) -> None:
    """R29: a rating and a compulsory note."""
    page.open(case_id)
    pane = page.find(SecondPane, "second_pane")
    page.rate(1)
    page.on()
    assert "resonerade" in _said(pane)
    assert len(desk.agreeing.of(case_id).open) == 2
    page.find(QPlainTextEdit, "settle_note").setFocus()
    page.write("Fingrarna var i riskzonen.")
    page.on()
    assert len(desk.agreeing.of(case_id).open) == 1
    assert not pane.side.close_all.isVisible()
    page.click("settle_back")
    assert page.find(QPlainTextEdit, "settle_note").toPlainText() == "Fingrarna var i riskzonen."


@pytest.mark.parametrize(
    ("size", "scale", "language", "theme"),
    [(DESK, 100, "sv", "light"), (SMALL, 100, "en", "dark"), (SMALL, 200, "sv", "light")],
)
def test_nothing_is_clipped(
    make_page: Callable[[], CasePage],
    shell: Shell,
    case_id: UUID,
    size: QSize,
    scale: int,
    language: str,
    theme: str,
) -> None:
    shell.window.resize(size)
    page = make_page().open(case_id)
    draw(shell.window, f"differences_{language}_{scale}", size)
    assert not clipped_texts(page.screen)


def _said(part: QWidget) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel))
