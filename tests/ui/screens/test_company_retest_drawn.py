"""The way from a gap to a retest as it looks: plan, person, choice of areas, files; unclipped."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.case import Step
from app.domain.company_measure import MeasureKind
from app.domain.rota import Slot
from app.usecases.company_plan import MeasureDraft, PlanView
from tests.company_order import WAIT, small_company
from tests.day import Day
from tests.factories import FixedClock
from tests.pages import choose_in_dialog
from tests.pages_companies import CompanyRoom
from tests.ui.drawing import DEEP, DESK, SMALL, clipped_texts, draw, settle
from ui.models.matrix_model import FIRST_AREA
from ui.screens.case.retest_box import RetestBox

LOOKS = [(DESK, 100, "sv", "light"), (SMALL, 100, "en", "dark"), (DESK, 200, "sv", "light")]
pytestmark = pytest.mark.begins_at(Step.PRACTICAL, small_company)


@pytest.fixture(autouse=True)
def waited(desk_home: Path, clock: FixedClock) -> None:
    """The waiting time is over when the window opens."""
    clock.advance(WAIT)


@pytest.mark.parametrize(("size", "scale", "language", "theme"), LOOKS if DEEP else LOOKS[:1])
def test_a_measure_done_leads_to_a_retest_of_its_area(
    day: Day, tmp_path: Path, size: QSize, scale: int, language: str, theme: str
) -> None:
    """One primary action each: the retest of the area beside the plan, and in the person's box."""
    company = next(one.id for one in day.desk.companies.list() if one.orders)
    view = day.desk.company_plans.view(company, "CNC-1")
    person, window = planned_and_done(day, view), day.shell.window
    name = f"{scale}-{language}-{theme}"
    window.resize(size)
    room = CompanyRoom(day.shell, day.qtbot)
    room.show(company, "plan")
    room.stand("plan_table")
    look_at(window, f"retest-plan-{name}")
    room.show(company, "matrix")
    room.matrix.table.opened.emit(1, FIRST_AREA + 2)
    room.settle()
    look_at_box(window, name)
    retests, today = day.desk.retests, day.clock.now().date()
    (offer,) = retests.of_person(person)
    RetestBox(window, retests, day.shell.background, offer, today).open()
    look_at_box(window, name)
    for folder in (tmp_path, tmp_path / "utdraget"):
        choose_in_dialog(room, room.matrix.files.report.click, folder / "rapport.pdf")
        look_at_box(window, name)
    (order,) = day.desk.group_orders.of_company(company)
    for _twice in range(2):
        day.desk.rota.add(order.id, person, Slot(today, 480, 90, "Svarv 4", "Maria Sandberg"))
    room.show(company, "orders")
    tab = window.screen_of("companies").one.tab
    tab.views.choose("rota")
    tab.views.chosen.emit("rota")
    room.settle()
    look_at(window, f"retest-rota-{name}")
    opened = retests.open(offer.case_id, areas=(view.of.matrix.areas[2].id,))
    day.case_page(opened)
    day.settle()
    look_at(window, f"retest-case-{name}")


def planned_and_done(day: Day, view: PlanView) -> UUID:
    """A measure for the one person's first gap, done today."""
    person = view.of.matrix.rows[0].person.person_id
    draft = MeasureDraft(
        *(view.of.matrix.areas[2].id, MeasureKind.COURSE, "Kurs i mätteknik", "2 dagar"),
        *("Eva Ek", None, None, (person,)),
    )
    measure = day.desk.company_plans.plan(view.of.company_id, "CNC-1", draft)
    day.desk.company_plans.mark_done(measure, day.clock.now().date())
    return person


def look_at_box(window: QWidget, name: str) -> None:
    """The box on view, then away with it."""
    box = next(one for one in window.findChildren(QDialog) if one.isVisible())
    look_at(box, f"retest-{box.objectName()}-{name}")
    box.reject()
    settle(window)


def look_at(widget: QWidget, name: str) -> None:
    """Drawn, and nothing cut off."""
    settle(widget)
    draw(widget, name)
    assert clipped_texts(widget) == [], name
