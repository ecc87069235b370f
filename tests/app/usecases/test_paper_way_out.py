"""The paper way out: print a form, key it in afterwards, and every rule holds as on screen."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.case import Part, SittingState, Step, WrongState
from app.domain.desks import PRACTICE_PIN
from app.domain.draw import PoolExhausted
from app.domain.paper_answers import written_answer
from app.domain.protocol import ItemKind
from app.domain.text import Language
from app.seal.payloads import SittingClosed, decode_payload
from app.storage import sittings as sitting_rows
from app.storage.tables import AssessorRow, RecordRow
from app.usecases.paper_entry import NotAnAnswer, PaperDayWrong, PaperSlip
from app.usecases.people import NewPerson
from app.usecases.practical import CriteriaMissing, Seen
from app.usecases.rating import NotYourSitting
from app.usecases.secrecy import SecrecyNotSigned
from app.usecases.signing import AccreditationExpired, NotAccredited
from app.usecases.sittings import NotInSitting, SittingNotRunning
from app.workspace import Workspace
from tests.app.certificate.reading_back import text_of
from tests.desk_work import CaseWalk
from tests.factories import NOON, FixedClock

TODAY = NOON.date()


def drawing(_svg: bytes) -> bytes:
    """A white picture."""
    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (30, 20), "white").save(made, "PNG")
    return made.getvalue()


def slip(desk: Workspace, day: date = TODAY, **more: object) -> PaperSlip:
    """A form filled in by whoever is signed in."""
    return PaperSlip(day, desk.assessor.id, **more)  # type: ignore[arg-type]


def named(desk: Workspace, name: str) -> UUID:
    """An assessor of the desk."""
    with desk.desk.database.reading() as session:
        return next(r.id for r in session.query(AssessorRow) if r.name == name)


def key_theory_in(walk: CaseWalk) -> UUID:
    """The printed test with everything right, handed in."""
    entry = walk.desk.paper_entry
    sitting = entry.begin(walk.case_id, Part.THEORY, slip(walk.desk, minutes=50))
    questions = {item.id: item.question for item in walk.protocol.items}
    for line in entry.lines(sitting):
        right = walk.right_answer(line.item_id)
        entry.key(sitting, line.item_id, written_answer(questions[line.item_id], right))
    entry.hand_in(sitting)
    return sitting


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_a_whole_day_on_paper_ends_in_a_signed_decision(walk: CaseWalk) -> None:
    """R25 R31: self-assessment, theory and practical from paper, marked as such everywhere."""
    desk = walk.to(Step.SELF_ASSESSMENT).desk
    entry = desk.paper_entry
    own = entry.begin(walk.case_id, Part.SELF_ASSESSMENT, slip(desk))
    areas = desk.self_assessment.sheet(own).areas
    levels = {statement.id: 3 for area in areas for statement in area.statements}
    desk.self_assessment.answer_all(own, levels)
    desk.self_assessment.hand_in(own)
    key_theory_in(walk)
    entry.begin(walk.case_id, Part.PRACTICAL, slip(desk, minutes=90, piece="P 7", batch="B 3"))
    walk.to(Step.DECISION)
    keyed = entry.keyed(walk.case_id)
    assert [(part.part, part.day, part.assessor) for part in keyed] == [
        (Part.SELF_ASSESSMENT, TODAY, "Maria Sandberg"),
        (Part.THEORY, TODAY, "Maria Sandberg"),
        (Part.PRACTICAL, TODAY, "Maria Sandberg"),
    ]
    assert desk.cases.view(walk.case_id).seconds_in_case == 140 * 60
    walk.to(Step.FEEDBACK)
    assert desk.decisions.proposal(walk.case_id).total_permille == 1000


@pytest.mark.begins_at(Step.THEORY)
def test_the_record_says_that_it_came_from_paper(walk: CaseWalk) -> None:
    """I1: the paper's day is signed with the answers, and the history tells it."""
    walk.to(Step.THEORY)
    key_theory_in(walk)
    with walk.desk.desk.database.reading() as session:
        records = [r for r in session.query(RecordRow).all() if r.type == "sitting.closed"]
    said = [decode_payload(r.type, r.payload or b"") for r in records]
    closed = [one for one in said if isinstance(one, SittingClosed)]
    assert [(one.part, one.paper_date) for one in closed] == [
        (Part.SELF_ASSESSMENT, None),
        (Part.THEORY, TODAY),
    ]
    assert closed[-1].active_seconds == 50 * 60
    events = [(e.kind, e.detail) for e in walk.desk.cases.view(walk.case_id).history]
    assert ("theory_keyed", TODAY.isoformat()) in events


@pytest.mark.begins_at(Step.PRACTICAL)
def test_keying_in_asks_for_all_that_the_screen_asks_for(walk: CaseWalk) -> None:
    """R25 R27: a missing note refuses, and a value outside its limits is never met."""
    walk.to(Step.PRACTICAL)
    desk, practical = walk.desk, walk.desk.practical
    sitting = desk.paper_entry.begin(walk.case_id, Part.PRACTICAL, slip(desk))
    sheets = [c for area in practical.sheet(sitting).areas for c in area.criteria]
    with pytest.raises(CriteriaMissing) as refused:
        practical.hand_in(sitting)
    assert len(refused.value.numbers) == len(sheets)
    practical.observe(sitting, sheets[0].criterion.id, Seen(rating=1))
    measured = next(c for c in sheets if c.criterion.measured is not None)
    outside = practical.observe(
        sitting, measured.criterion.id, Seen(3, "Mätt på papper", measured="1,0")
    )
    assert outside.within is False
    with pytest.raises(CriteriaMissing) as refused:
        practical.hand_in(sitting)
    assert {sheets[0].number, measured.number} <= set(refused.value.numbers)


@pytest.mark.begins_at(Step.THEORY)
def test_no_clock_runs_and_a_restart_is_no_incident(
    walk: CaseWalk, clock: FixedClock, open_desk: Callable[[], Workspace]
) -> None:
    """R18 R20: days between the paper and the keys cost nobody any time."""
    walk.to(Step.THEORY)
    sitting = walk.desk.paper_entry.begin(walk.case_id, Part.THEORY, slip(walk.desk))
    line = walk.desk.paper_entry.lines(sitting)[0]
    question = next(i.question for i in walk.protocol.items if i.id == line.item_id)
    right = written_answer(question, walk.right_answer(line.item_id))
    clock.advance(timedelta(days=2))
    walk.desk.close()
    again = open_desk()
    paper = again.theory.paper(sitting)
    assert paper.incident is None
    assert paper.seconds_left == paper.minutes * 60
    assert again.paper_entry.key(sitting, line.item_id, right).written == right


@pytest.mark.begins_at(Step.THEORY)
def test_the_day_lies_between_the_opening_and_today(walk: CaseWalk, clock: FixedClock) -> None:
    """Never tomorrow; before the case only when it is said."""
    walk.to(Step.THEORY)
    entry, desk = walk.desk.paper_entry, walk.desk
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(PaperDayWrong):
            entry.begin(walk.case_id, Part.THEORY, slip(desk, day))
    late = slip(desk, TODAY + timedelta(days=1), before_opening=True)
    with pytest.raises(PaperDayWrong):
        entry.begin(walk.case_id, Part.THEORY, late)
    assert entry.view(walk.case_id, Part.THEORY).begun is None
    earlier = slip(desk, TODAY - timedelta(days=9), before_opening=True)
    sitting = entry.begin(walk.case_id, Part.THEORY, earlier)
    assert entry.begin(walk.case_id, Part.THEORY, slip(desk)) == sitting
    assert entry.view(walk.case_id, Part.THEORY).day == TODAY


@pytest.mark.begins_at(Step.PRACTICAL)
def test_whoever_assessed_was_accredited_on_the_papers_day(walk: CaseWalk) -> None:
    """R1: Olof's accreditation had ended; Elin's holds, and the record names her."""
    walk.to(Step.PRACTICAL)
    desk, entry = walk.desk, walk.desk.paper_entry
    assert {who.name for who in entry.view(walk.case_id, Part.PRACTICAL).assessors} >= {
        "Maria Sandberg",
        "Elin Sjöberg",
        "Olof Hedberg",
    }
    gone = PaperSlip(TODAY, named(desk, "Olof Hedberg"))
    with pytest.raises(AccreditationExpired):
        entry.begin(walk.case_id, Part.PRACTICAL, gone)
    for stranger in (named(desk, "Per Nyström"), UUID(int=9)):
        with pytest.raises((NotYourSitting, NotAccredited)):
            entry.begin(walk.case_id, Part.PRACTICAL, PaperSlip(TODAY, stranger))
    elin = named(desk, "Elin Sjöberg")
    entry.begin(walk.case_id, Part.PRACTICAL, PaperSlip(TODAY, elin))
    walk.to(Step.DECISION)
    assert entry.keyed(walk.case_id)[-1].assessor == "Elin Sjöberg"
    with desk.desk.database.reading() as session:
        newest = [r for r in session.query(RecordRow).all() if r.type == "sitting.closed"][-1]
    said = decode_payload(newest.type, newest.payload or b"")
    assert isinstance(said, SittingClosed)
    assert said.assessor == str(elin)


@pytest.mark.begins_at(Step.THEORY)
def test_what_runs_on_the_laptop_does_not_come_from_paper(walk: CaseWalk) -> None:
    """A part is either here or on paper; and only the case's next part."""
    walk.to(Step.THEORY)
    entry = walk.desk.paper_entry
    with pytest.raises(WrongState):
        entry.begin(walk.case_id, Part.PRACTICAL, slip(walk.desk))
    walk.desk.theory.start(walk.case_id)
    with pytest.raises(SittingNotRunning):
        entry.begin(walk.case_id, Part.THEORY, slip(walk.desk))
    with pytest.raises(SittingNotRunning):
        entry.give_up_test(walk.case_id)


@pytest.mark.begins_at(Step.THEORY)
def test_a_printed_test_is_met_and_printed_again_the_same(walk: CaseWalk) -> None:
    """R5 R22 I6: under secrecy; the questions count as met from the moment they are printed."""
    walk.to(Step.THEORY)
    desk, case_id = walk.desk, walk.case_id
    with desk.desk.database.transaction() as session:
        session.get_one(AssessorRow, desk.assessor.id).secrecy_signed = None
    with pytest.raises(SecrecyNotSigned):
        desk.paper_form.pdf(case_id, Part.THEORY, drawing)
    assert desk.paper_entry.view(case_id, Part.THEORY).begun is None
    desk.secrecy.sign(PRACTICE_PIN)
    first = desk.paper_form.pdf(case_id, Part.THEORY, drawing)
    assert desk.paper_form.pdf(case_id, Part.THEORY, drawing) == first
    begun = desk.paper_entry.view(case_id, Part.THEORY).begun
    assert begun is not None
    person = desk.cases.view(case_id).person_id
    with desk.desk.database.reading() as session:
        met = sitting_rows.met_items(session, person, walk.protocol.scheme)
        drawn = {line.item_id for line in sitting_rows.drawn(session, begun)}
    assert drawn <= met
    (form,) = [f for f in desk.paper_form.forms(case_id) if f.part is Part.THEORY]
    assert form.drawn == TODAY


@pytest.mark.begins_at(Step.THEORY)
def test_a_lost_test_gives_another_with_other_questions(walk: CaseWalk) -> None:
    """I6 R24: nothing met comes again; at last the pool is empty and says which area."""
    walk.to(Step.THEORY)
    entry, seen_before = walk.desk.paper_entry, set()
    for _ in range(2):
        sitting = entry.begin(walk.case_id, Part.THEORY, slip(walk.desk))
        items = {line.item_id for line in entry.lines(sitting)}
        assert not items & seen_before
        seen_before |= items
        entry.give_up_test(walk.case_id)
    with walk.desk.desk.database.reading() as session:
        assert sitting_rows.sitting(session, sitting).state == SittingState.ABORTED
    with pytest.raises(PoolExhausted):
        _lose_every_test(walk)


def _lose_every_test(walk: CaseWalk) -> None:
    for _ in range(9):
        walk.desk.paper_entry.begin(walk.case_id, Part.THEORY, slip(walk.desk))
        walk.desk.paper_entry.give_up_test(walk.case_id)


@pytest.mark.begins_at(Step.THEORY)
def test_an_answer_that_is_none_is_not_kept(walk: CaseWalk) -> None:
    """Nothing is guessed, a blank takes back, another test's question is refused."""
    walk.to(Step.THEORY)
    entry = walk.desk.paper_entry
    sitting = entry.begin(walk.case_id, Part.THEORY, slip(walk.desk))
    line = next(one for one in entry.lines(sitting) if one.kind is ItemKind.SINGLE)
    entry.key(sitting, line.item_id, "A")
    with pytest.raises(NotAnAnswer):
        entry.key(sitting, line.item_id, "Z")
    with pytest.raises(NotInSitting):
        entry.key(sitting, "no-such-item", "A")
    kept = {one.item_id: one.written for one in entry.lines(sitting)}
    assert kept[line.item_id] == "A"
    assert entry.key(sitting, line.item_id, " ").written == ""


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_forms_are_printed_and_saved_without_a_number_of_the_person(
    walk: CaseWalk, tmp_path: Path
) -> None:
    """I12: name and code; noted in the history; what is handed in is offered no more."""
    walk.to(Step.SELF_ASSESSMENT)
    forms, case_id = walk.desk.paper_form, walk.case_id
    assert [f.part for f in forms.forms(case_id)] == [
        Part.SELF_ASSESSMENT,
        Part.THEORY,
        Part.PRACTICAL,
    ]
    for part in (Part.SELF_ASSESSMENT, Part.PRACTICAL):
        path = tmp_path / f"{part}.pdf"
        forms.save(case_id, part, drawing, path)
        said = text_of(path.read_bytes())
        assert "Karin Lindqvist" in said
        assert forms.code(case_id) in said
        assert "2382" not in said
        assert "PROV" in said
    kinds = [event.kind for event in walk.desk.cases.view(case_id).history]
    assert kinds[-2:] == ["self_assessment_printed", "practical_printed"]
    walk.to(Step.PRACTICAL)
    assert [f.part for f in forms.forms(case_id)] == [Part.PRACTICAL]


@pytest.mark.parametrize(
    ("language", "title"), [("sv", "Blankett: praktiskt prov"), ("en", "Form: practical test")]
)
def test_the_practical_is_on_paper_in_the_language_of_whoever_is_assessed(
    desk: Workspace, language: Language, title: str
) -> None:
    """The task is read from it, so it is in the same language as the plan."""
    ann = NewPerson("Ann", birth_date=date(1987, 1, 2), language=language)
    person = desk.people.register(ann)
    case_id = desk.cases.open(person, "CNC-1")
    said = text_of(desk.paper_form.pdf(case_id, Part.PRACTICAL, drawing))
    assert title in said


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_a_self_assessment_open_on_the_screen_goes_on_from_the_paper(walk: CaseWalk) -> None:
    """It has no time limit: what was chosen on the screen stays, the clock stops."""
    walk.to(Step.SELF_ASSESSMENT)
    own = walk.desk.self_assessment
    sitting = own.start(walk.case_id)
    first = own.sheet(sitting).areas[0].statements[0]
    own.answer(sitting, first.id, 2)
    keyed = slip(walk.desk, minutes=12)
    assert walk.desk.paper_entry.begin(walk.case_id, Part.SELF_ASSESSMENT, keyed) == sitting
    sheet = own.sheet(sitting)
    assert (sheet.answered, sheet.paper_date, sheet.incident) == (1, TODAY, None)
    for area in sheet.areas:
        for statement in area.statements:
            own.answer(sitting, statement.id, 3)
    own.hand_in(sitting)
    assert walk.desk.cases.view(walk.case_id).seconds_in_case == 12 * 60


@pytest.mark.begins_at(Step.DECISION)
@pytest.mark.parametrize("part", [Part.THEORY, Part.PRACTICAL])
def test_no_paper_takes_the_place_of_a_part_that_is_handed_in(
    walk: CaseWalk, clock: FixedClock, part: Part
) -> None:
    """I1: neither its day, its time nor who assessed is changed afterwards."""
    walk.to(Step.DECISION)
    sitting = walk.desk.cases.view(walk.case_id).sitting_of(Step(part))
    clock.advance(timedelta(days=1))
    with pytest.raises(SittingNotRunning):
        walk.desk.paper_entry.begin(walk.case_id, part, slip(walk.desk, minutes=5))
    assert walk.desk.paper_entry.keyed(walk.case_id) == ()
    with walk.desk.desk.database.reading() as session:
        assert sitting_rows.sitting(session, sitting or UUID(int=0)).paper_date is None
