"""A retest: only what is left, after its time, from what still counts."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from app.domain.case import CaseState, Step
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.draw import PoolExhausted
from app.seal.payloads import CaseOpened, decode_payload
from app.seal.records import RecordType
from app.storage.sittings import met_items, remember_met
from app.storage.tables import CertificateRow, CreditRow, RecordRow
from app.usecases.opening import OpenCaseExists
from app.usecases.retest_rules import AttemptsUsed, MeasuresMissing, WaitingTime
from app.usecases.retests import NoRetest, RetestFirst, RetestOffer
from tests.company_order import weak_walk
from tests.desk_work import CaseWalk, Opener
from tests.factories import FixedClock

WAIT = timedelta(days=14)


pytestmark = pytest.mark.begins_at(Step.PRACTICAL, weak_walk)


@pytest.fixture
def weak(walk: CaseWalk) -> CaseWalk:
    """That case."""
    walk.weak_areas = tuple(area.id for area in walk.protocol.areas[2:4])
    return walk


def close(walk: CaseWalk) -> CaseWalk:
    """Talked, certified, handed over."""
    walk.desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
    walk.desk.cases.close(walk.case_id)
    return walk


def offer_of(walk: CaseWalk) -> RetestOffer:
    """What may be taken again after the case."""
    offer = walk.desk.retests.of_case(walk.case_id)
    assert offer is not None
    return offer


def sitting(walk: CaseWalk, step: Step) -> UUID:
    """The sitting of a step."""
    found = walk.desk.cases.view(walk.case_id).sitting_of(step)
    assert found is not None
    return found


def retest(walk: CaseWalk) -> CaseWalk:
    """The retest's case."""
    return CaseWalk(walk.desk, walk.desk.retests.open(walk.case_id))


def test_only_the_areas_that_were_not_shown_are_taken_again(
    weak: CaseWalk, clock: FixedClock
) -> None:
    """R35, I6: two areas; no question twice; a full certificate at the end."""
    first = weak.desk.theory.paper(
        weak.desk.cases.view(weak.case_id).sitting_of(Step.THEORY) or UUID(int=0)
    )
    clock.advance(WAIT)
    second = retest(weak)
    second.to(Step.DECISION)
    view = second.desk.cases.view(second.case_id)
    again = second.desk.theory.paper(sitting(second, Step.THEORY))
    assert {question.area for question in again.questions} == set(weak.weak_areas)
    assert not {q.id for q in first.questions} & {q.id for q in again.questions}
    practical = second.desk.practical.sheet(sitting(second, Step.PRACTICAL))
    assert {area.id for area in practical.areas} == set(weak.weak_areas)
    own = second.desk.self_assessment.sheet(sitting(second, Step.SELF_ASSESSMENT))
    assert {area.id for area in own.areas} == set(weak.weak_areas)
    assert view.attempt == 2
    result = second.desk.decisions.proposal(second.case_id).result
    assert result.outcome is CertificateKind.FULL
    assert {area.level for area in result.areas} == {3}
    close(second)
    line = second.desk.certificates.of_case(second.case_id)
    assert line is not None
    assert line.kind is CertificateKind.FULL


def test_the_retest_is_a_record_that_names_its_case(weak: CaseWalk, clock: FixedClock) -> None:
    clock.advance(WAIT)
    second = retest(weak)
    with weak.desk.desk.database.reading() as session:
        row = session.scalar(
            select(RecordRow).where(
                RecordRow.case_id == second.case_id, RecordRow.type == RecordType.CASE_OPENED
            )
        )
        assert row is not None
        opened = decode_payload(row.type, row.payload or b"")
    assert isinstance(opened, CaseOpened)
    assert (opened.retest_of, opened.attempt) == (str(weak.case_id), 2)


def test_a_retest_waits_for_its_day(weak: CaseWalk, clock: FixedClock) -> None:
    """R35: waiting time from the decision, that day included."""
    possible = clock.now().date() + WAIT
    offer = offer_of(weak)
    assert offer.possible_from == possible
    assert isinstance(offer.hindrance, WaitingTime)
    clock.advance(WAIT - timedelta(days=1))
    with pytest.raises(WaitingTime):
        retest(weak)
    booked = weak.desk.retests.open(weak.case_id, clock.now() + timedelta(days=1))
    assert weak.desk.cases.view(booked).state is CaseState.BOOKED


def test_a_retest_booked_for_its_day_does_not_begin_before_it(
    weak: CaseWalk, clock: FixedClock
) -> None:
    """R35: who comes too early is told from when."""
    day = clock.now() + WAIT
    again = CaseWalk(weak.desk, weak.desk.retests.open(weak.case_id, day))
    assert isinstance(weak.desk.arrivals.form(again.case_id).hindrance, WaitingTime)
    with pytest.raises(WaitingTime) as early:
        again.arrive()
    assert early.value.until == day.date()
    clock.advance(WAIT)
    assert again.to(Step.DECISION)


def test_the_scheme_allows_so_many_attempts(
    weak: CaseWalk, open_desk: Opener, clock: FixedClock
) -> None:
    """R35: after the last the offer says from when a whole new validation may be taken."""
    walk = weak
    for attempt in (2, 3):
        clock.advance(WAIT)
        walk.desk.close()
        walk.desk = open_desk()
        walk = retest(walk)
        walk.weak_areas = weak.weak_areas
        assert walk.desk.cases.view(walk.case_id).attempt == attempt
        close(walk)
    clock.advance(WAIT)
    with pytest.raises(AttemptsUsed) as refused:
        retest(walk)
    assert refused.value.limit == 3
    assert offer_of(walk).attempt == 4


def test_one_that_was_given_up_is_an_attempt_and_one_nobody_came_to_is_not(
    weak: CaseWalk, clock: FixedClock
) -> None:
    """R35."""
    clock.advance(WAIT)
    weak.desk.course.cancel(retest(weak).case_id, "")
    assert offer_of(weak).attempt == 2
    weak.desk.course.abort(retest(weak).to(Step.THEORY).case_id, "Vill inte mer")
    assert offer_of(weak).attempt == 3


def test_an_empty_pool_names_its_area_and_starts_nothing(weak: CaseWalk, clock: FixedClock) -> None:
    """R24, I6: said before a case is opened."""
    protocol = weak.protocol
    person = weak.desk.cases.view(weak.case_id).person_id
    with weak.desk.desk.database.transaction() as session:
        met = met_items(session, person, protocol.scheme)
        rest = {item.id for item in protocol.items if item.area == weak.weak_areas[1]}
        remember_met(session, person, protocol.scheme, rest - met)
    clock.advance(WAIT)
    with pytest.raises(PoolExhausted) as refused:
        retest(weak)
    assert refused.value.area == weak.weak_areas[1]
    assert weak.desk.people.card(person).open_case is None


@pytest.mark.begins_at(Step.PRACTICAL)
def test_an_area_failed_for_safety_waits_for_its_measures(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R26, R35: the listed measure is recorded as done first."""
    walk.to(Step.PRACTICAL)
    sitting = walk.desk.practical.start(walk.case_id)
    walk.desk.practical.safety_stop(
        sitting, "sak-1", "Körde med öppen lucka", "Kurs i maskinsäkerhet"
    )
    close(walk)
    clock.advance(WAIT)
    with pytest.raises(MeasuresMissing):
        retest(walk)
    person = walk.desk.cases.view(walk.case_id).person_id
    for line in walk.desk.follow_ups.of_person(person):
        walk.desk.follow_ups.mark_done(
            line.case_id, line.measure.area, clock.now().date(), "Intyg sett"
        )
    second = retest(walk)
    assert second.desk.cases.view(second.case_id).attempt == 2


def test_what_was_shown_lapses_and_is_taken_again(
    weak: CaseWalk, open_desk: Opener, clock: FixedClock
) -> None:
    """R34: after its months, area by area, each from the day it was shown."""
    clock.advance(timedelta(days=200))
    weak.desk.close()
    weak.desk = open_desk()
    second = retest(weak)
    second.weak_areas = weak.weak_areas[:1]
    close(second)
    clock.advance(timedelta(days=600))
    second.desk.close()
    second.desk = open_desk()
    offer = offer_of(second)
    names = {area.id: area.name for area in second.protocol.areas}
    assert offer.kept == (names[weak.weak_areas[1]],)
    assert len(offer.lapsed) == len(names) - 2
    third = retest(second)
    credited = third.desk.cases.view(third.case_id).credited
    assert [line.area_id for line in credited] == [weak.weak_areas[1]]


def test_what_has_lapsed_when_a_booked_retest_begins_is_taken_again(
    weak: CaseWalk, open_desk: Opener, clock: FixedClock
) -> None:
    """R34: what counts is settled the day the person comes, not the day it was booked for."""
    clock.advance(timedelta(days=725))
    weak.desk.close()
    weak.desk = open_desk()
    second = retest(weak)
    assert second.desk.cases.view(second.case_id).credited
    clock.advance(timedelta(days=30))
    second.desk.close()
    second.desk = open_desk()
    second.arrive()
    view = second.desk.cases.view(second.case_id)
    assert view.credited == ()
    assert "credit_taken_back" in [line.kind for line in view.history]


def test_when_nothing_counts_any_more_the_next_case_is_a_first_one(
    weak: CaseWalk, open_desk: Opener, clock: FixedClock
) -> None:
    """R34."""
    clock.advance(timedelta(days=800))
    weak.desk.close()
    desk = open_desk()
    person = desk.cases.view(weak.case_id).person_id
    assert desk.retests.of_person(person) == ()
    assert desk.cases.view(desk.cases.open(person, "CNC-1")).attempt == 1


def test_nothing_of_a_revoked_certificate_is_kept(weak: CaseWalk, clock: FixedClock) -> None:
    """R34: found wrong, all of it is taken again."""
    with weak.desk.desk.database.transaction() as session:
        session.execute(update(CertificateRow).values(state="revoked"))
    clock.advance(WAIT)
    offer = offer_of(weak)
    assert offer.kept == ()
    assert len(offer.areas) == len(weak.protocol.areas)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_credit_goes_on_into_the_retest_as_it_was(walk: CaseWalk, clock: FixedClock) -> None:
    """R33, R34: with its own source and day; not shown anew."""
    close(walk)
    clock.advance(60)
    view = walk.desk.cases.view(walk.case_id)
    second = CaseWalk(walk.desk, walk.desk.cases.open(view.person_id, view.protocol_code))
    first, *others = (area.id for area in walk.protocol.areas)
    offer = walk.desk.credits.candidates(second.case_id).offers[0]
    walk.desk.credits.grant(second.case_id, [first], offer)
    second.weak_areas = (others[0],)
    close(second)
    clock.advance(WAIT)
    third = retest(second)
    with walk.desk.desk.database.reading() as session:
        row = session.get_one(CreditRow, (third.case_id, first))
    assert (row.source, row.kind) == (offer.number, "own")


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_full_certificate_leaves_nothing_to_take_again(walk: CaseWalk, clock: FixedClock) -> None:
    close(walk)
    clock.advance(WAIT)
    assert walk.desk.retests.of_case(walk.case_id) is None
    with pytest.raises(NoRetest):
        retest(walk)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_retest_waits_for_its_case_to_be_closed_and_is_opened_once(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """I5."""
    walk.weak_areas = (walk.protocol.areas[2].id,)
    walk.to(Step.CERTIFICATE)
    clock.advance(WAIT)
    with pytest.raises(OpenCaseExists):
        retest(walk)
    close(walk)
    again = retest(walk)
    with pytest.raises(OpenCaseExists) as running:
        retest(walk)
    assert running.value.case_id == again.case_id


def test_a_whole_new_case_is_not_a_way_round_the_retest(weak: CaseWalk, clock: FixedClock) -> None:
    """R35."""
    view = weak.desk.cases.view(weak.case_id)
    clock.advance(WAIT)
    with pytest.raises(RetestFirst) as refused:
        weak.desk.cases.open(view.person_id, view.protocol_code)
    assert refused.value.case_id == weak.case_id


def test_a_weak_retest_is_partial_with_what_was_banked(weak: CaseWalk, clock: FixedClock) -> None:
    """R32: what is credited is shown too."""
    clock.advance(WAIT)
    second = retest(weak)
    second.weak_areas = weak.weak_areas
    second.to(Step.DECISION)
    result = second.desk.decisions.proposal(second.case_id).result
    assert result.outcome is CertificateKind.PARTIAL
    kept = [area for area in result.areas if area.outcome is AreaOutcome.CREDITED]
    assert len(kept) == len(weak.protocol.areas) - 2
