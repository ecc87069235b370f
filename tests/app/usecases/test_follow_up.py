"""A plan's measures followed up: asked about when due, marked as done, reopened."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from app.domain.case import CaseState, Step
from app.domain.free_text import TextTooLong
from app.domain.plan import PlannedMeasure
from app.domain.protocol import Critical
from app.seal.payloads import PlanAgreed, decode_payload
from app.storage import cases as case_rows
from app.storage.log import newest_time
from app.storage.tables import PersonRow, RecordRow
from app.usecases.feedback import PlanIncomplete
from app.usecases.follow_up import (
    MeasureDayWrong,
    NoSuchMeasure,
    due_follow_ups,
    measure_done,
    read_plan,
)
from app.usecases.signing import OnlySupervises
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import NOON, FixedClock

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

TODAY = NOON.date()
AREA = "matteknik"


def talk(walk: CaseWalk, **days: date) -> None:
    """A talk held about one gap, with the days given."""
    walk.weak_areas = (AREA,)
    walk.to(Step.FEEDBACK)
    plan = walk.desk.feedback.view(walk.case_id).plan
    agreed = tuple(replace(m, responsible="Per Nyström", **days) for m in plan)  # type: ignore[arg-type]
    walk.desk.feedback.complete(walk.case_id, agreed, "")


def due(walk: CaseWalk, day: date) -> list[str]:
    """The areas to ask about on a day."""
    with walk.desk.desk.database.reading() as session:
        return [line.area for line in due_follow_ups(session, walk.desk.desk, day)]


def is_done(walk: CaseWalk) -> bool:
    """Whether the area's measure counts as done."""
    with walk.desk.desk.database.reading() as session:
        return measure_done(session, walk.case_id, AREA)


def test_a_measure_is_asked_about_on_its_day_until_it_is_done(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R36: the follow-up's day, or the day it was to be done where no other is agreed."""
    talk(walk, due=date(2026, 6, 1), follow_up=date(2026, 6, 8))
    assert due(walk, date(2026, 6, 7)) == []
    assert due(walk, date(2026, 6, 8)) == [AREA]
    clock.advance(timedelta(days=30).total_seconds())
    walk.desk.follow_ups.mark_done(walk.case_id, AREA, date(2026, 6, 3), "Intyg från kursen")
    assert due(walk, date(2026, 12, 31)) == []
    assert is_done(walk)
    walk.desk.follow_ups.reopen(walk.case_id, AREA)
    assert due(walk, date(2026, 6, 8)) == [AREA]
    assert not is_done(walk)


def test_without_a_follow_up_the_last_day_is_asked_about(walk: CaseWalk) -> None:
    """A plan without any day is never due, and never lost either."""
    talk(walk, due=date(2026, 6, 1))
    assert due(walk, date(2026, 6, 1)) == [AREA]
    person = walk.desk.cases.view(walk.case_id).person_id
    (line,) = walk.desk.follow_ups.of_person(person)
    assert (line.area, line.day, line.name) == (AREA, date(2026, 6, 1), "Karin Lindqvist")
    assert walk.desk.follow_ups.of_case(walk.case_id) == (line,)


def test_a_draft_is_no_plan(walk: CaseWalk) -> None:
    """Only what was agreed in a talk that was held is followed up."""
    walk.weak_areas = (AREA,)
    walk.to(Step.FEEDBACK)
    draft = (PlannedMeasure(AREA, "Kurs", "Per", TODAY, TODAY),)
    walk.desk.feedback.save(walk.case_id, draft, "")
    assert due(walk, TODAY) == []
    assert not is_done(walk)
    with pytest.raises(NoSuchMeasure):
        walk.desk.follow_ups.mark_done(walk.case_id, AREA, TODAY)


def test_a_day_that_cannot_be_is_refused(walk: CaseWalk) -> None:
    """Neither tomorrow nor before the talk; an area without a measure; a note without end."""
    talk(walk)
    follow_ups = walk.desk.follow_ups
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(MeasureDayWrong):
            follow_ups.mark_done(walk.case_id, AREA, day)
    with pytest.raises(NoSuchMeasure):
        follow_ups.mark_done(walk.case_id, "sakerhet", TODAY)
    with pytest.raises(TextTooLong):
        follow_ups.mark_done(walk.case_id, AREA, TODAY, "x" * 2001)
    assert not is_done(walk)


def test_every_change_is_signed_as_the_plan_then_stands(walk: CaseWalk) -> None:
    """I1: the newest record says what is done; the older ones still say what was agreed."""
    talk(walk, due=date(2026, 6, 1))
    walk.desk.follow_ups.mark_done(walk.case_id, AREA, TODAY, "Sett \u202eav mig")
    with walk.desk.desk.database.reading() as session:
        assert newest_time(session) is not None
        records = [r for r in session.query(RecordRow).all() if r.type == "plan.agreed"]
    said = [decode_payload(r.type, r.payload or b"") for r in records]
    plans = [plan for plan in said if isinstance(plan, PlanAgreed)]
    assert [plan.measures[0].done for plan in plans] == [None, TODAY]
    assert plans[1].measures[0].done_note == "Sett av mig"
    kinds = [event.kind for event in walk.desk.cases.view(walk.case_id).history]
    assert kinds[-1] == "measure_done"


def test_a_protected_person_has_no_name_in_the_list(walk: CaseWalk) -> None:
    """R55: the list of the day shows the role alone."""
    talk(walk, due=TODAY)
    with walk.desk.desk.database.transaction() as session:
        person = walk.desk.cases.view(walk.case_id).person_id
        session.get_one(PersonRow, person).protected = True
    with walk.desk.desk.database.reading() as session:
        (line,) = due_follow_ups(session, walk.desk.desk, TODAY)
    assert line.name == ""


def test_a_plan_of_an_older_version_still_reads() -> None:
    """What the older version did not know has its default."""
    old = msgspec.json.encode([{"area": "a", "text": "Kurs", "responsible": "Per", "due": None}])
    assert read_plan(old) == (PlannedMeasure("a", "Kurs", "Per", None),)


def test_the_measure_of_a_safety_stop_stands_in_the_plan_as_it_was_said(walk: CaseWalk) -> None:
    """R26: named at the stop, listed in the plan, not to be written over."""
    walk.to(Step.PRACTICAL)
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    stop = next(c for c in walk.protocol.criteria if c.critical is Critical.STOP)
    practical.safety_stop(sitting, stop.id, "Öppnade luckan.", "Kurs i maskinsäkerhet, 1 dag")
    walk.to(Step.FEEDBACK)
    view = walk.desk.feedback.view(walk.case_id)
    gap = next(gap for gap in view.gaps if gap.area == stop.area)
    assert gap.listed == "Kurs i maskinsäkerhet, 1 dag"
    plan = tuple(replace(m, responsible="Per") for m in view.plan)
    changed = tuple(replace(m, text="Något annat") if m.area == stop.area else m for m in plan)
    walk.desk.feedback.complete(walk.case_id, changed, "")
    (line,) = [x for x in walk.desk.follow_ups.of_case(walk.case_id) if x.area == stop.area]
    assert line.measure.text == gap.listed


def test_a_gap_without_a_measure_still_holds_the_talk(walk: CaseWalk) -> None:
    """R36: the safety stop's own words are no excuse for nobody responsible."""
    walk.weak_areas = (AREA,)
    walk.to(Step.FEEDBACK)
    with pytest.raises(PlanIncomplete):
        walk.desk.feedback.complete(walk.case_id, (), "")


def test_what_is_done_stays_done_when_the_talk_is_held_again(walk: CaseWalk) -> None:
    """R47: a changed decision brings the talk back; the course that was taken is still taken."""
    talk(walk, due=TODAY)
    walk.desk.follow_ups.mark_done(walk.case_id, AREA, TODAY, "Intyg")
    with walk.desk.desk.database.transaction() as session:
        row = case_rows.plan(session, walk.case_id)
        assert row is not None
        row.talked = None
        case_rows.case(session, walk.case_id).state = CaseState.DECIDED
    assert not is_done(walk)
    (measure,) = walk.desk.feedback.view(walk.case_id).plan
    again = replace(measure, done=None, done_note="", responsible="Maria")
    walk.desk.feedback.save(walk.case_id, (again,), "")
    walk.desk.feedback.complete(walk.case_id, (again,), "")
    assert is_done(walk)


def test_who_only_supervises_neither_talks_nor_marks(
    walk: CaseWalk, desk_home: Path, clock: FixedClock
) -> None:
    """R6: an invigilator watches tests; the talk and its follow-up are the assessor's."""
    talk(walk, due=TODAY)
    walk.desk.close()
    sara = practice_desk(desk_home, clock, "Sara Ek")
    with pytest.raises(OnlySupervises):
        sara.follow_ups.mark_done(walk.case_id, AREA, TODAY)
    with pytest.raises(OnlySupervises):
        sara.feedback.complete(walk.case_id, (), "")
    sara.close()
