"""Choosing a second assessor, waiting for one, the file for another laptop: drawn at every size."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage
from tests.two_hands import rate_alone
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw
from ui.application import Shell
from ui.screens.case.second_file import open_ask_box
from ui.screens.second_open import OpenAskBox

LOOKS = [(DESK, 100, "sv", "light"), (SMALL, 100, "en", "dark"), (SMALL, 200, "sv", "light")]


@pytest.mark.begins_at(Step.PRACTICAL)
@pytest.mark.parametrize(("size", "scale", "language", "theme"), LOOKS)
def test_nothing_is_clipped(
    make_page: Callable[[], CasePage],
    shell: Shell,
    settle: Callable[[], None],
    walk: CaseWalk,
    desk: Workspace,
    size: QSize,
    scale: int,
    language: str,
    theme: str,
) -> None:
    """The box that chooses, the page that begins, the page that waits, both file boxes."""
    walk.to(Step.PRACTICAL)
    shell.window.resize(size)
    look = f"{language}_{scale}"
    page = make_page().open(walk.case_id)
    page.click("second_choose")
    _look(page.dialog("second_choice_box"), f"second_choice_{look}", scale)
    page.dialog("second_choice_box").reject()
    desk.asking.choose_elsewhere(walk.case_id, "Elin Sjöberg")
    page.open(walk.case_id)
    draw(shell.window, f"second_begin_{look}", size)
    assert not clipped_texts(page.screen)
    rate_alone(desk, walk.case_id)
    page.open(walk.case_id)
    settle()
    draw(shell.window, f"second_waits_{look}", size)
    assert not clipped_texts(page.screen)
    _look_at_files(page, desk, look, scale)


def _look_at_files(page: CasePage, desk: Workspace, look: str, scale: int) -> None:
    """The box with the code, and the one that opens a colleague's file."""
    assert page.screen.pane is not None
    asked = open_ask_box(page.screen.pane)
    page.settle()
    _look(asked, f"second_ask_{look}", scale)
    asked.reject()
    opening = OpenAskBox(page.shell.window, desk.co_assessing, page.shell.background)
    opening.open()
    _look(opening, f"second_open_{look}", scale)
    opening.reject()


@pytest.mark.begins_at(Step.PRACTICAL)
def test_one_goes_on_alone_when_the_colleague_cannot_come(
    page: CasePage, walk: CaseWalk, desk: Workspace, qtbot: QtBot
) -> None:
    """R29: nobody is stuck waiting."""
    walk.to(Step.PRACTICAL)
    desk.asking.choose_elsewhere(walk.case_id, "Elin")
    rate_alone(desk, walk.case_id)
    page.open(walk.case_id)
    page.find(QPushButton, "second_swap").click()
    box = page.dialog("second_choice_box")
    none = box.findChild(QWidget, "second_none")
    assert none is not None
    none.setFocus()
    qtbot.keyClicks(none, " ")
    pick = box.findChild(QPushButton, "second_pick")
    assert pick is not None
    pick.click()
    page.settle()
    assert page.step is Step.DECISION


def test_a_file_that_is_none_of_ours_is_refused_in_the_box(
    shell: Shell, desk: Workspace, settle: Callable[[], None], tmp_path: Path
) -> None:
    """R61."""
    (tmp_path / "wrong.intyga").write_bytes(b"%PDF")
    box = OpenAskBox(shell.window, desk.co_assessing, shell.background)
    box.open()
    for path in (tmp_path / "wrong.intyga", tmp_path / "gone.intyga"):
        box.show_file(path)
        box.code.setText("K7QM4T2P9X")
        box.act.click()
        settle()
        assert box.errors.isVisible()
        assert box.isVisible()


def _look(box: QDialog, name: str, scale: int) -> None:
    draw(box, name)
    assert box.height() <= 614 or scale > 100
    assert not clipped_texts(box)
