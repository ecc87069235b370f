"""The practical with photos, laboratory, stop and oral follow-up drawn: no text is cut off."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.case import Step
from app.domain.missing import may_await_lab
from app.domain.protocol import Evidence
from app.usecases.lab import LabOrder
from app.usecases.practical import Piece, Seen
from tests.desk_work import CaseWalk, a_photo, seen
from tests.pages_case import CasePage
from tests.ui.drawing import clipped_texts, in_every_look, settle, small_targets
from ui.application import Shell
from ui.screens.case.decision import DecisionPane
from ui.screens.case.practical import PracticalPane

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

UNSEEN = ("sak-4", "kor-7")


class Eye:
    """Looks at the window and at every box over it, and notes what is cut off or too large."""

    def __init__(self, page: CasePage) -> None:
        self.page, self.cut = page, list[str]()

    def look(self, what: str) -> None:
        """At everything on view."""
        self.page.settle()
        window = self.page.shell.window
        for shown in (window, *self._boxes()):
            settle(shown)
            self.cut += [f"{what}: {text}" for text in clipped_texts(shown)]
        pane = self.page.screen.pane
        if isinstance(pane, PracticalPane):
            self.cut += [f"{what}: {one}" for one in small_targets(pane)]

    def close(self) -> None:
        """Put away what is open."""
        for box in self._boxes():
            box.reject()
        self.page.settle()

    def _boxes(self) -> list[QDialog]:
        found = self.page.shell.window.findChildren(QDialog)
        return [box for box in found if box.isVisible()]


@in_every_look
def test_nothing_of_the_practical_is_cut_off(
    shell: Shell,
    walk: CaseWalk,
    make_page: Callable[[], CasePage],
    size: QSize,
    scale: int,
    language: str,
    theme: str,
) -> None:
    """1366×768, 1093×614 and 200 %: at work, stopped, waiting, asked."""
    shell.window.resize(size)
    measured = rated(walk)
    page = make_page().open(walk.case_id)
    eye = Eye(page)
    look_at_work(page, eye, walk, measured)
    look_after(page, eye, walk)
    assert not eye.cut, "\n".join(eye.cut)


def rated(walk: CaseWalk) -> str:
    """Everything rated with photos, two not assessed, one for the laboratory; its id."""
    practical = walk.to(Step.PRACTICAL).desk.practical
    sitting = practical.start(walk.case_id, Piece("P-17", "Charge 4411"))
    sheets = [c for a in practical.sheet(sitting).areas for c in a.criteria]
    for sheet in sheets:
        if sheet.criterion.evidence is Evidence.PHOTO:
            for side in (40, 50, 60, 70):
                walk.desk.photos.add(sitting, sheet.criterion.id, a_photo(side))
        level = 0 if sheet.criterion.id in UNSEEN else 3
        practical.observe(sitting, sheet.criterion.id, seen(sheet, level))
    waits = next(s.criterion for s in sheets if may_await_lab(s.criterion) and s.criterion.measured)
    practical.observe(sitting, waits.id, Seen(awaits_lab=True))
    return waits.id


def look_at_work(page: CasePage, eye: Eye, walk: CaseWalk, measured: str) -> None:
    """The criterion with its photos, the one for the laboratory, both ways to end."""
    pane = page.screen.pane
    assert isinstance(pane, PracticalPane)
    wanting = [c.id for c in walk.protocol.criteria if c.evidence is Evidence.PHOTO]
    for criterion in (measured, *wanting):
        pane._go_to(criterion)
        eye.look(criterion)
    page.find(QWidget, "photo_1").setFocus()
    page.click("photo_1")
    eye.look("photo")
    eye.close()
    pane.stop.ask()
    pane.stop._box._on_stop()  # type: ignore[union-attr]
    eye.look("stop")
    eye.close()
    pane.ending.ask()
    eye.look("order")
    eye.close()
    page.screen._on_step(Step.THEORY)
    eye.look("running")


def look_after(page: CasePage, eye: Eye, walk: CaseWalk) -> None:
    """The decision that waits, the answer, the follow-up."""
    sitting = walk.desk.cases.view(walk.case_id).sitting_of(Step.PRACTICAL)
    assert sitting is not None
    order = LabOrder(Piece("P-17", "Charge 4411"), date(2026, 5, 12))
    walk.desk.practical.hand_in(sitting, order)
    page.open(walk.case_id)
    pane = page.screen.pane
    assert isinstance(pane, DecisionPane)
    eye.look("waits")
    pane.waits.lab._on_key_in()
    eye.look("answer")
    eye.close()
    pane.waits.oral._on_begin()
    eye.look("oral")
