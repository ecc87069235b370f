"""Matrix and plan of a company of twenty and their boxes, in every look; nothing clipped."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.case import Step
from tests.company_order import company_of_twenty
from tests.day import Day
from tests.pages_companies import CompanyRoom
from tests.ui.drawing import clipped_texts, draw, in_every_look, settle
from ui.models.matrix_model import FIRST_AREA

pytestmark = pytest.mark.begins_at(Step.PRACTICAL, company_of_twenty)


@in_every_look
def test_the_matrix_and_the_plan(
    day: Day, size: QSize, scale: int, language: str, theme: str
) -> None:
    """X2: at the desk's size, small in English and dark, and with letters twice as large."""
    company = next(one.id for one in day.desk.companies.list() if one.orders)
    window, name = day.shell.window, f"{scale}-{language}-{theme}"
    window.resize(size)
    room = CompanyRoom(day.shell, day.qtbot)
    for tab in ("matrix", "plan"):
        room.show(company, tab)
        settle(window)
        draw(window, f"company-{tab}-{name}")
        shown: QWidget = room.matrix if tab == "matrix" else room.plan
        assert clipped_texts(shown) == [], tab
    room.show(company, "matrix")
    tab = room.matrix
    for opened in (
        lambda: tab.table.opened.emit(1, FIRST_AREA + 2),
        tab.ask_levels,
        lambda: tab.fold.clicked.emit(),
    ):
        opened()
        room.settle()
        _look_at_box(window, name)
    room.show(company, "plan")
    room.plan.new.click()
    _look_at_box(window, name)


def _look_at_box(window: QWidget, name: str) -> None:
    box = next(one for one in window.findChildren(QDialog) if one.isVisible())
    settle(box)
    draw(box, f"company-{box.objectName()}-{name}")
    assert clipped_texts(box) == [], box.objectName()
    box.reject()
    settle(window)
