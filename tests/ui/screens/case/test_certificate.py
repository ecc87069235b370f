"""The certificate's step: the page and what to do with it, side by side."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage
from tests.ui.drawing import SMALL
from ui.application import Shell


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_page_and_acts_are_both_in_sight_in_the_smallest_window(
    walk: CaseWalk, shell: Shell, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    """Nobody scrolls past the page to find how it is printed."""
    walk.to(Step.CERTIFICATE)
    walk.desk.certificates.issue(walk.case_id)
    shell.window.resize(SMALL)
    page = CasePage(shell, qtbot, settle).open(walk.case_id)
    for name in ("page_picture", "print", "save_pdf", "change_certificate"):
        shown = page.find(QWidget, name).visibleRegion().boundingRect()
        assert shown.height() >= min(400, page.find(QWidget, name).height()), name
