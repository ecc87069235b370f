"""A retest of one area of several: what is left waits for its own, each certificate says more."""

from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from app.domain.case import Step
from app.domain.certificate import AreaOutcome, CertificateFacts, CertificateKind
from app.domain.credits import banked_to
from app.seal.authority import sign_certificate
from app.seal.carrier import qr_text
from app.seal.claims import CertificateClaims
from app.seal.payloads import decode_payload
from app.seal.records import RecordType
from app.seal.retest_payloads import RetestScoped
from app.storage.tables import CertificateRow, LeftAreaRow, RecordRow
from app.usecases.completing import completing_certificate
from app.usecases.credit_standing import CreditNotInForce
from app.usecases.opening import OpenCaseExists
from app.usecases.retest_rules import MeasuresMissing, WaitingTime
from app.usecases.retests import AreaNotLeft, RetestOffer
from tests.company_order import weak_walk
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

WAIT = timedelta(days=14)


def close(walk: CaseWalk) -> CaseWalk:
    """Talked, certified, handed over."""
    walk.desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
    walk.desk.cases.close(walk.case_id)
    return walk


pytestmark = pytest.mark.begins_at(Step.PRACTICAL, weak_walk)


def left_of(walk: CaseWalk) -> tuple[str, str]:
    """The two areas that the first case leaves."""
    third, fourth = (area.id for area in walk.protocol.areas[2:4])
    return third, fourth


def again(walk: CaseWalk, *areas: str) -> CaseWalk:
    """The retest's case of these areas."""
    return CaseWalk(walk.desk, walk.desk.retests.open(walk.case_id, areas=areas))


def offer_of(walk: CaseWalk) -> RetestOffer:
    """What may be taken again after the case."""
    offer = walk.desk.retests.of_case(walk.case_id)
    assert offer is not None
    return offer


def facts_of(walk: CaseWalk) -> CertificateFacts:
    """What the case's certificate says."""
    return msgspec.json.decode(paper(walk).snapshot, type=CertificateFacts)


def paper(walk: CaseWalk) -> CertificateRow:
    """The case's certificate."""
    with walk.desk.desk.database.reading() as session:
        return session.scalars(select(CertificateRow).filter_by(case_id=walk.case_id)).one()


def outcomes(walk: CaseWalk) -> dict[str, AreaOutcome]:
    """Of each area by its id."""
    lines = zip(walk.protocol.areas, facts_of(walk).areas, strict=True)
    return {area.id: line.outcome for area, line in lines}


def test_one_area_gives_a_new_partial_certificate_and_the_last_one_the_full(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R32, R34, R35, R42: each replaces the one before; what was kept lapses from its own day."""
    first, last = left_of(walk)
    months = walk.protocol.rules.banked_months
    shown_on = clock.now().date()
    clock.advance(WAIT)
    second = again(walk, first)
    second.to(Step.DECISION)
    theory = second.desk.cases.view(second.case_id).sitting_of(Step.THEORY)
    assert theory is not None
    assert {question.area for question in second.desk.theory.paper(theory).questions} == {first}
    close(second)
    assert paper(second).kind == CertificateKind.PARTIAL
    told = outcomes(second)
    assert (told.pop(first), told.pop(last)) == (AreaOutcome.SHOWN, AreaOutcome.NOT_ASSESSED)
    assert set(told.values()) == {AreaOutcome.CREDITED}
    assert (paper(walk).state, facts_of(second).replaces) == ("replaced", paper(walk).id)
    assert facts_of(second).banked_to == banked_to(shown_on, months)
    clock.advance(60)
    third = again(second)  # the other one has waited since it was taken
    assert third.desk.cases.view(third.case_id).attempt == 2
    close(third)
    assert paper(third).kind == CertificateKind.FULL
    assert [paper(one).state for one in (walk, second, third)] == ["replaced", "replaced", "issued"]
    with walk.desk.desk.database.reading() as session:
        following = completing_certificate(session, paper(walk))
    assert following is not None
    assert following.id == paper(third).id


def test_what_it_is_about_is_signed_and_written_down(walk: CaseWalk, clock: FixedClock) -> None:
    """A record names what is taken and what is left; the history says it too."""
    first, last = left_of(walk)
    clock.advance(WAIT)
    second = again(walk, first)
    with walk.desk.desk.database.reading() as session:
        row = session.scalars(select(RecordRow).filter_by(type=RecordType.RETEST_SCOPED)).one()
        said = decode_payload(row.type, row.payload or b"")
        left = session.scalars(select(LeftAreaRow.area_id)).all()
    assert said == RetestScoped(str(second.case_id), (first,), (last,))
    assert left == [last]
    view = second.desk.cases.view(second.case_id)
    told = next(line for line in view.history if line.kind == "retest_of_areas")
    assert told.detail == walk.protocol.area(first).name.sv
    assert view.retaken == (walk.protocol.area(first).name,)


def test_all_that_remain_are_no_choice(walk: CaseWalk, clock: FixedClock) -> None:
    """Both by name is the same as none by name: nothing is left, nothing more is signed."""
    clock.advance(WAIT)
    second = again(walk, *left_of(walk))
    with walk.desk.desk.database.reading() as session:
        assert not session.scalars(select(LeftAreaRow)).all()
    assert second.desk.cases.view(second.case_id).attempt == 2


def test_an_area_that_counts_or_is_unknown_is_no_retest(walk: CaseWalk, clock: FixedClock) -> None:
    """R35: refused whole, nothing opened."""
    clock.advance(WAIT)
    for area in (walk.protocol.areas[0].id, "gone-in-version-2"):
        with pytest.raises(AreaNotLeft):
            again(walk, left_of(walk)[0], area)
    person = walk.desk.cases.view(walk.case_id).person_id
    assert walk.desk.people.card(person).open_case is None


def test_each_area_waits_and_is_counted_by_itself(walk: CaseWalk, clock: FixedClock) -> None:
    """R35: what was left aside has waited already; what was tried anew waits again."""
    first, last = left_of(walk)
    clock.advance(WAIT)
    second = again(walk, first)
    second.weak_areas = (first,)
    close(second)
    each = {one.id: one for one in offer_of(second).each}
    assert isinstance(each[first].hindrance, WaitingTime)
    assert (each[first].attempt, each[last].attempt) == (3, 2)
    assert each[last].hindrance is None
    assert isinstance(offer_of(second).hindrance, WaitingTime)
    assert offer_of(second).hindrance_of([each[last]]) is None
    assert paper(walk).state == "issued"  # the new one says no more
    clock.advance(60)
    third = again(second, last)
    assert walk.desk.retests.of_case(second.case_id) is None
    close(third)
    (left,) = offer_of(third).each
    assert (left.id, left.attempt) == (first, 3)
    assert left.possible_from == clock.now().date() + WAIT  # from the day it was last taken


def test_opened_twice_at_once_the_second_is_led_to_the_first(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """I5: one for the same area, one for another, one for all."""
    first, last = left_of(walk)
    clock.advance(WAIT)
    running = again(walk, first).case_id
    for areas in ((first,), (last,), ()):
        with pytest.raises(OpenCaseExists) as refused:
            again(walk, *areas)
        assert refused.value.case_id == running


def test_what_was_kept_of_a_certificate_revoked_meanwhile_is_not_signed(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R33, R34: the area taken stands by itself once what no longer counts is taken back."""
    first, _last = left_of(walk)
    clock.advance(WAIT)
    second = again(walk, first).to(Step.DECISION)
    row = paper(walk)
    with walk.desk.desk.database.transaction() as session:
        session.get_one(CertificateRow, row.id).state = "revoked"
    with pytest.raises(CreditNotInForce):
        second.desk.decisions.sign(second.case_id, second.secret)
    for credit in second.desk.cases.view(second.case_id).credited:
        second.desk.credits.take_back(second.case_id, credit.area_id)
    close(second)
    assert [k for k, v in outcomes(second).items() if v is AreaOutcome.SHOWN] == [first]


def test_a_retest_begun_and_moved_leaves_out_what_it_did_not_take(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R35: what the other had shown or left is not theirs; what was taken stands, no more."""
    first, _last = left_of(walk)
    clock.advance(WAIT)
    second = again(walk, first).to(Step.DECISION)
    other = walk.desk.people.search("Gunilla").lines[0].id
    walk.desk.moving.move(second.case_id, other, "Fel person vald i listan")
    result = walk.desk.decisions.proposal(second.case_id).result
    shown = [area.area for area in result.areas if area.outcome is AreaOutcome.SHOWN]
    assert shown == [first]
    assert walk.desk.cases.view(second.case_id).retaken == ()
    assert offer_of(walk).attempt == 2


def test_areas_passed_at_another_centre_are_credited_in_the_retest(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R33: the one it is about and the one left aside; nothing is left to take, so it is full."""
    first, last = left_of(walk)
    clock.advance(WAIT)
    second = again(walk, first)
    offer = walk.desk.credits.from_code(second.case_id, elsewhere(walk))
    walk.desk.credits.grant(second.case_id, [last, first], offer)
    second.arrive()
    second.to(Step.DECISION)
    result = walk.desk.decisions.proposal(second.case_id).result
    assert result.outcome is CertificateKind.FULL
    assert {area.outcome for area in result.areas} == {AreaOutcome.CREDITED}


def elsewhere(walk: CaseWalk) -> str:
    """The code of another centre's certificate for the same person: everything shown."""
    desk, facts = walk.desk.desk, facts_of(walk)
    claims = CertificateClaims(
        certificate_id=bytes(range(10)),
        name=facts.name,
        birth_date=facts.birth_date,
        profile=facts.profile,
        levels=tuple(area.required_level for area in walk.protocol.areas),
        issued=facts.issued,
        valid_to=None,
        status_index=900,
        kind=CertificateKind.FULL,
        practice=True,
        replaces=None,
        is_protected=False,
    )
    return qr_text(desk.host, sign_certificate(desk.signer.key, claims), desk.accreditation().raw)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_an_area_failed_for_safety_and_left_aside_still_waits_for_its_measures(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R26, R35: a retest of another area is no way round them."""
    walk.to(Step.PRACTICAL)
    sitting = walk.desk.practical.start(walk.case_id)
    walk.desk.practical.safety_stop(sitting, "sak-1", "Öppen lucka", "Kurs i maskinsäkerhet")
    close(walk)
    clock.advance(WAIT)
    unsafe = next(
        one.id for one in offer_of(walk).each if isinstance(one.hindrance, MeasuresMissing)
    )
    other = next(one.id for one in offer_of(walk).each if one.hindrance is None)
    second = close(again(walk, other))
    with pytest.raises(MeasuresMissing):
        again(second, unsafe)
    measure_done(second, clock.now().date())
    assert again(second, unsafe)


def measure_done(walk: CaseWalk, day: date) -> None:
    """Every measure of the person's plans is."""
    person: UUID = walk.desk.cases.view(walk.case_id).person_id
    for line in walk.desk.follow_ups.of_person(person):
        if line.measure.done is None:
            walk.desk.follow_ups.mark_done(line.case_id, line.measure.area, day, "Intyg sett")
