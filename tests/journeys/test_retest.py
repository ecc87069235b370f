"""A second attempt: offered on the person's card, waits its time, takes only what is left."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.domain.case import CaseState, Step
from app.domain.certificate import CertificateKind
from app.storage import cases as case_rows
from tests.day import Day
from tests.desk_work import CaseWalk
from tests.pages import NewCaseBox, PeoplePage
from tests.pages_course import RetestPage, choose, sign
from ui.widgets.note_line import NoteLine

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

WAIT = timedelta(days=14)


def weak(day: Day) -> CaseWalk:
    """A closed case with two areas left."""
    walk = day.walk()
    walk.weak_areas = tuple(area.id for area in walk.protocol.areas[2:4])
    day.desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
    day.desk.cases.close(walk.case_id)
    return walk


def later(day: Day) -> None:
    """The waiting time has passed, and the desk is unlocked anew."""
    day.lock()
    day.clock.advance(WAIT)
    day.unlock()


def test_a_retest_before_its_day_says_from_when(day: Day) -> None:
    """R35: on the closed case, on the person's card and in the box of a new case."""
    walk = weak(day)
    case = day.case_page(walk.case_id)
    choose(case, "case_retest")
    box = RetestPage(day.shell, day.qtbot)
    box.click("now")
    assert "18 maj 2026" in box.find(NoteLine, "retest_hindrance").words.text()
    assert not box.find(QAbstractButton, "retest_open").isEnabled()
    box.key(Qt.Key.Key_Escape)
    person = day.desk.cases.view(walk.case_id).person_id
    day.shell.window.go("people", person)
    people = PeoplePage(day.shell, day.qtbot)
    people.settle()
    assert people.says("Omtest av 2 områden · CNC-operatör – möjligt från mån 18 maj")
    people.click("person_act")
    new = NewCaseBox(day.shell, day.qtbot)
    assert new.says("18 maj 2026")
    assert not new.find(QAbstractButton, "new_case_open").isEnabled()


def test_a_retest_before_its_day_is_booked_for_one(day: Day) -> None:
    """R35: the first day it may be taken is written already; an earlier one is refused."""
    walk = weak(day)
    case = day.case_page(walk.case_id)
    choose(case, "case_retest")
    box = RetestPage(day.shell, day.qtbot)
    assert not box.sees("retest_hindrance")
    box.write("when_day", "2026-05-17")
    box.click("retest_open")
    assert box.is_open
    assert box.says("Skriv en dag från och med 18 maj 2026.")
    box.write("when_day", "2026-05-19")
    box.write("when_time", "25")
    box.key(Qt.Key.Key_Return)
    assert box.is_open
    assert box.says("Skriv ett klockslag, som 08:30.")
    box.write("when_time", "1030")
    box.key(Qt.Key.Key_Return)
    day.settle()
    person = day.desk.cases.view(walk.case_id).person_id
    opened = day.desk.people.card(person).open_case
    assert opened is not None
    assert day.desk.cases.view(opened.case_id).state is CaseState.BOOKED
    with day.desk.desk.database.reading() as session:
        row = case_rows.case(session, opened.case_id)
        assert row.booked is not None
        assert row.booked.astimezone().strftime("%Y-%m-%d %H:%M") == "2026-05-19 10:30"
        assert row.retest_of == walk.case_id


def test_one_of_two_areas_is_chosen_in_the_box(day: Day) -> None:
    """R35: the area that is not ticked is left for another retest; none ticked opens nothing."""
    walk = weak(day)
    last = walk.protocol.areas[3]
    later(day)
    choose(day.case_page(walk.case_id), "case_retest")
    box = RetestPage(day.shell, day.qtbot)
    ticks = [box.find(QAbstractButton, f"retest_area_{number}") for number in (0, 1)]
    for tick in ticks:
        tick.setFocus()
        box.key(Qt.Key.Key_Space)
    assert not box.find(QAbstractButton, "retest_open").isEnabled()
    ticks[1].setFocus()
    box.key(Qt.Key.Key_Space)
    box.click("retest_open")
    person = day.desk.cases.view(walk.case_id).person_id
    opened = day.desk.people.card(person).open_case
    assert opened is not None
    assert day.desk.cases.view(opened.case_id).retaken == (last.name,)


def test_a_retest_takes_only_what_is_left_and_ends_in_a_full_certificate(day: Day) -> None:
    """R32, R35, I6: from the person's card to the paper; no question twice."""
    walk = weak(day)
    met = questions(walk)
    later(day)
    person = day.desk.cases.view(walk.case_id).person_id
    day.shell.window.go("people", person)
    people = PeoplePage(day.shell, day.qtbot)
    people.settle()
    people.click("person_act")
    NewCaseBox(day.shell, day.qtbot).click("new_case_open")
    day.settle()
    card = day.desk.people.card(person)
    assert card.open_case is not None
    again = CaseWalk(day.desk, card.open_case.case_id).to(Step.DECISION)
    assert len(day.desk.cases.view(again.case_id).credited) == 6
    walk.desk = day.desk
    assert not met & questions(again)
    case = day.case_page(again.case_id)
    sign(case)
    assert day.desk.cases.view(again.case_id).state is CaseState.DECIDED
    again.to(Step.CERTIFICATE)
    facts = day.desk.certificates.facts(day.desk.certificates.issue(again.case_id))
    assert facts.kind is CertificateKind.FULL
    assert {line.level for line in facts.areas} == {3}


def questions(walk: CaseWalk) -> set[str]:
    """What was asked in the case."""
    sitting = walk.desk.cases.view(walk.case_id).sitting_of(Step.THEORY)
    assert sitting is not None
    return {question.id for question in walk.desk.theory.paper(sitting).questions}
