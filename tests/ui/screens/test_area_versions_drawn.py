"""Areas a newer version renamed or left out, as the company's screens say it; unclipped."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.case import Step
from app.usecases.company_plan import MeasureDraft
from tests.company_order import WAIT, small_company
from tests.day import Day
from tests.desk_work import CaseWalk
from tests.factories import FixedClock
from tests.newer_protocol import newer_version
from tests.pages_companies import CompanyRoom
from tests.ui.drawing import DEEP, DESK, SMALL, clipped_texts, draw, settle
from tests.ui.tabbing import skipped_by_tab
from ui.models.matrix_model import FIRST_AREA
from ui.screens.case.retest_box import RetestBox
from ui.screens.company_plan import CompanyPlanTab

LOOKS = [(SMALL, 100, "en", "dark"), (DESK, 100, "sv", "light"), (DESK, 200, "sv", "light")]


def renewed(walk: CaseWalk) -> None:
    """A company whose two gaps are planned and asked for; then a version with one renamed."""
    small_company(walk)
    plans = walk.desk.company_plans
    company = next(one.id for one in walk.desk.companies.list() if one.orders)
    today = walk.desk.desk.clock.now().date()
    for one in plans.view(company, "CNC-1").proposals:
        draft = MeasureDraft(
            one.area, one.kind, one.text.sv, one.length.sv, "Eva Ek", None, None, one.people
        )
        plans.mark_done(plans.plan(company, "CNC-1", draft), today)
    walk.desk.matrices.require_all(company, "CNC-1", {"matteknik": 4, "material": 4})
    newer_version(walk.desk, walk.protocol, {"matteknik": ("matning", "Mätning")}, ("material",))


pytestmark = pytest.mark.begins_at(Step.PRACTICAL, renewed)


@pytest.fixture(autouse=True)
def waited(desk_home: Path, clock: FixedClock) -> None:
    """The waiting time is over when the window opens."""
    clock.advance(WAIT)


@pytest.mark.parametrize(("size", "scale", "language", "theme"), LOOKS if DEEP else LOOKS[:1])
def test_an_area_is_named_as_it_was_and_as_it_is(
    day: Day, size: QSize, scale: int, language: str, theme: str
) -> None:
    """R35: said where it is read; what is gone leads to the retest of what remains."""
    company = next(one.id for one in day.desk.companies.list() if one.orders)
    view = day.desk.company_plans.view(company, "CNC-1")
    window, name = day.shell.window, f"{scale}-{language}-{theme}"
    window.resize(size)
    room = CompanyRoom(day.shell, day.qtbot)
    room.show(company, "plan")
    tab = window.screen_of("companies").one.tab
    assert isinstance(tab, CompanyPlanTab)
    assert skipped_by_tab(window) == []
    asked = list[tuple[object, str]]()
    tab.side.retest_asked.disconnect()
    tab.side.retest_asked.connect(lambda case, area: asked.append((case, area)))
    for line in view.lines:
        tab.table.choose_row(tab.model.row_of(line.measure.id))
        room.settle()
        assert "2.0.0" in tab.side.former.words.text()
        look_at(window, f"former-plan-{line.measure.area}-{name}")
        tab.side.act.click()
    assert [area for _case, area in asked] == ["matning", ""]
    tab.side.change.click()
    look_at_box(room, name)
    room.show(company, "matrix")
    assert skipped_by_tab(window) == []
    room.matrix.table.opened.emit(1, FIRST_AREA + 2)
    room.settle()
    look_at_box(room, name)
    room.matrix.ask_levels("matning")
    assert len(window.findChildren(QWidget, "levels_former")) == 2
    look_at_box(room, name)
    (offer,) = day.desk.retests.of_person(view.of.matrix.rows[0].person.person_id)
    today = day.clock.now().date()
    RetestBox(window, day.desk.retests, day.shell.background, offer, today).open()
    look_at_box(room, name)


def look_at_box(room: CompanyRoom, name: str) -> None:
    """The box on view says what became of the area; then away with it."""
    boxes = room.shell.window.findChildren(QDialog)
    box = next(one for one in boxes if one.isVisible())
    look_at(box, f"former-{box.objectName()}-{name}")
    box.reject()
    settle(box)


def look_at(widget: QWidget, name: str) -> None:
    """Drawn, and nothing cut off."""
    settle(widget)
    draw(widget, name)
    assert clipped_texts(widget) == [], name
