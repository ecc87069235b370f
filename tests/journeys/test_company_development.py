"""From a gap to recognition, by keyboard: matrix, plan, done, retest, certificate, report."""

from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox

from app.domain.case import Step
from app.domain.development import DevelopmentStep
from app.storage.tables import ExportRow
from app.usecases.company_plan import PlanView
from tests.company_order import WAIT, company_of_twenty, small_company
from tests.day import Day
from tests.desk_work import CaseWalk
from tests.pages import choose_in_dialog
from tests.pages_companies import (
    CompanyRoom,
    LevelsPage,
    MatrixPersonPage,
    MeasurePage,
    box_is_open,
)
from tests.pages_company import FilePage
from ui.models.matrix_model import FIRST_AREA
from ui.widgets.note_line import NoteLine


def company_of(day: Day) -> UUID:
    """The company with an order."""
    return next(one.id for one in day.desk.companies.list() if one.orders)


def plan_of(day: Day) -> PlanView:
    """The plan behind the screen."""
    return day.desk.company_plans.view(company_of(day), "CNC-1")


def steps(day: Day) -> list[DevelopmentStep]:
    """How far the one measure's people have come."""
    return [taker.development.reached for taker in plan_of(day).lines[0].takers]


def text_of(pdf: Path) -> str:
    """All that the pages say."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_bounded() for page in pages)


@pytest.mark.begins_at(Step.PRACTICAL, small_company)
def test_gaps_become_a_measure_retests_of_one_area_each_and_a_full_certificate(
    day: Day, tmp_path: Path
) -> None:
    """R32, R35, R42, R54, I14, X2: one person's way through matrix, plan and paper."""
    room = CompanyRoom(day.shell, day.qtbot)
    room.show(company_of(day), "matrix")
    room.stand("matrix_people", 1, FIRST_AREA)
    room.keys(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    person = MatrixPersonPage(day.shell, day.qtbot)
    assert person.says("2 av 3 · 1 nivå under")
    assert person.says("I praktiken nåddes nivå 2 av 3 som krävs.")
    person.key(Qt.Key.Key_Escape)
    assert room.says("Färre än 5 personer: gruppen sammanfattas inte.")

    room.show(company_of(day), "plan")
    room.stand("plan_table")
    room.keys(Qt.Key.Key_Return)
    measure = MeasurePage(day.shell, day.qtbot)
    measure.write("measure_who", "Eva Ek")
    measure.write("measure_due", "2026-06-01")
    measure.key(Qt.Key.Key_Return)
    assert steps(day) == [DevelopmentStep.PLANNED]
    room.find(QAbstractButton, "plan_act").setFocus()
    room.key(Qt.Key.Key_Space)
    assert steps(day) == [DevelopmentStep.DONE]
    retest_and_certify(day, room)

    room.show(company_of(day), "matrix")
    assert not plan_of(day).of.matrix.rows[0].gaps
    assert steps(day) == [DevelopmentStep.CERTIFIED]
    report = tmp_path / "rapport.pdf"
    button = room.find(QAbstractButton, "matrix_report")
    choose_in_dialog(room, button.click, report)
    FilePage(day.shell, day.qtbot).click("file_done")
    said = text_of(report)
    assert "Kompetensrapport" in said
    assert "Hällsjö Mekaniska AB" in said
    assert "Därför sammanfattas inte gruppen" in said
    with day.desk.desk.database.reading() as session:
        assert [row.kind for row in session.query(ExportRow).all()] == ["company.report.pdf"]


def retest_and_certify(day: Day, room: CompanyRoom) -> None:
    """The waiting time over: one area from the plan, the last one from its cell, each by itself."""
    first = plan_of(day).lines[0].takers[0].case_id
    assert first is not None
    day.lock()
    day.clock.advance(WAIT)
    day.unlock()
    room.show(company_of(day), "plan")
    room.find(QAbstractButton, "plan_act").setFocus()
    room.key(Qt.Key.Key_Space)
    second = opened_case(day)
    day.settle()
    assert day.shell.window.findChild(NoteLine, "case_retaken").words.text() == "Omtest: Mätteknik"
    assert steps(day) == [DevelopmentStep.RETEST]
    certify(day, second)
    assert papers(day, first, second) == [("partial", "replaced"), ("partial", "issued")]

    room.show(company_of(day), "matrix")
    room.stand("matrix_people", 1, FIRST_AREA)
    room.keys(*(Qt.Key.Key_Right,) * 3, Qt.Key.Key_Return)
    MatrixPersonPage(day.shell, day.qtbot).click("matrix_retest")
    third = opened_case(day)
    assert third != second
    certify(day, third)
    assert papers(day, second, third) == [("partial", "replaced"), ("full", "issued")]


def opened_case(day: Day) -> UUID:
    """The case that was just gone to."""
    assert day.shell.window.here == "case"
    opened = plan_of(day).of.matrix.rows[0].person.course.case_id
    assert opened is not None
    return opened


def certify(day: Day, case: UUID) -> None:
    """All that the case is about is shown, and it is handed over."""
    day.desk.certificates.issue(CaseWalk(day.desk, case).to(Step.CERTIFICATE).case_id)
    day.desk.cases.close(case)
    day.clock.advance(60)


def papers(day: Day, *cases: UUID) -> list[tuple[str, str]]:
    """Kind and state of each case's certificate."""
    found = [day.desk.certificates.of_case(case) for case in cases]
    return [(one.kind.value, one.state) for one in found if one is not None]


@pytest.mark.begins_at(Step.PRACTICAL, company_of_twenty)
def test_what_the_company_requires_changes_gaps_and_can_be_undone(day: Day) -> None:
    """The required row by keyboard: a box, a toast with undo; rows sorted, narrowed, remembered."""
    room = CompanyRoom(day.shell, day.qtbot)
    room.show(company_of(day), "matrix")
    area = plan_of(day).of.matrix.areas[0]
    before = plan_of(day).of.matrix.areas[0].required
    room.stand("matrix_people", 1, FIRST_AREA)
    room.keys(Qt.Key.Key_S, Qt.Key.Key_S)
    levels = [row.cells[0].level for row in room.matrix.model.people]
    assert levels[:15] == sorted(levels[:15], key=lambda level: -(level or 0))
    room.stand("matrix_people", 1, FIRST_AREA)
    room.keys(Qt.Key.Key_Up, Qt.Key.Key_Return)
    box = LevelsPage(day.shell, day.qtbot)
    combo = box.find(QComboBox, f"level_{area.id}")
    combo.setFocus()
    box.key(Qt.Key.Key_Up)
    box.click("levels_save")
    assert plan_of(day).of.matrix.areas[0].required == before - 1
    day.qtbot.mouseClick(
        day.shell.window.findChild(QAbstractButton, "toast_undo"), Qt.MouseButton.LeftButton
    )
    day.settle()
    assert plan_of(day).of.matrix.areas[0].required == before
    assert not box_is_open(room, "levels_box")
    room.find(QAbstractButton, "matrix_only_gaps").setFocus()
    room.key(Qt.Key.Key_Space)
    assert all(row.gaps for row in room.matrix.model.people)
    assert room.says("Visar ")
    assert day.shell.appearance.settings.matrix.only_gaps
