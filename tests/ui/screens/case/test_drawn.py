"""Every step of the case drawn in both languages, small and large: no text is cut off."""

from collections.abc import Callable

from PySide6.QtCore import QSize

from app.domain.case import Step
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage
from tests.ui.drawing import clipped_texts, in_every_look, settle
from ui.application import Shell


@in_every_look
def test_no_step_cuts_its_texts_off(
    shell: Shell,
    walk: CaseWalk,
    make_page: Callable[[], CasePage],
    size: QSize,
    scale: int,
    language: str,
    theme: str,
) -> None:
    """1366×768, 1093×614 and 200 %; before, during and after."""
    shell.window.resize(size)
    walk.weak_areas = ("matteknik",)
    page, cut = make_page(), []
    for step in (each for each in Step if each is not Step.ORAL):
        page.open(walk.to(step).case_id)
        settle(shell.window)
        cut += [f"{step}: {text}" for text in clipped_texts(shell.window)]
    for line in walk.desk.cases.view(walk.case_id).steps:
        page.screen._on_step(line.step)
        page.settle()
        settle(shell.window)
        cut += [f"{line.step} looked at: {text}" for text in clipped_texts(shell.window)]
    assert not cut
