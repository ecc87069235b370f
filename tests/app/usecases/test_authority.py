"""Who may begin and sign: role, accreditation, centre, secrecy, and the clock."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.authority import Nearness
from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.seal.vault import WrongSecret
from app.storage import centres
from app.storage.tables import AssessorRow, CentreAccreditationRow
from app.usecases.arrival import Arrival, ArrivalIncomplete, ArrivalPoint
from app.usecases.attention import AttentionKind
from app.usecases.authority import (
    CentreExpired,
    CentreNotAccredited,
    CentreNotBegun,
    NoCentreStatement,
)
from app.usecases.practice_trust import CENTRE
from app.usecases.secrecy import SecrecyNotSigned
from app.usecases.signing import AccreditationExpired, OnlySupervises
from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case, practice_desk, seen
from tests.factories import NOON, FixedClock

TODAY = NOON.date()
Scope = tuple[str, str, date, date]
SignIn = Callable[[str], Workspace]


@pytest.fixture
def sign_in(desk: Workspace, desk_home: Path, clock: FixedClock) -> Iterator[SignIn]:
    """Lock the desk and let somebody else unlock it."""
    opened = [desk]

    def sign_in(name: str) -> Workspace:
        opened[-1].close()
        opened.append(practice_desk(desk_home, clock, name))
        return opened[-1]

    yield sign_in
    opened[-1].close()


def state(desk: Workspace, *scopes: Scope) -> None:
    """Let the desk hold just these of its centre: site, profile, first and last day."""
    with desk.desk.database.transaction() as session:
        for row in centres.of_centre(session, CENTRE):
            session.delete(row)
        session.flush()
        for site, profile, first, last in scopes:
            session.add(
                CentreAccreditationRow(
                    centre=CENTRE,
                    site=site,
                    profile=profile,
                    first_day=first,
                    last_day=last,
                    state=centres.ACTIVE,
                    statement=None,
                )
            )


YEAR = timedelta(days=365)
GOOD = (TODAY - YEAR, TODAY + YEAR)


@pytest.mark.begins_at(Step.THEORY)
@pytest.mark.parametrize(
    ("scopes", "refusal"),
    [
        ((), NoCentreStatement),
        ((("", "SVE-1", *GOOD),), CentreNotAccredited),
        ((("", "CNC-1", TODAY - YEAR, TODAY - timedelta(days=1)),), CentreExpired),
        ((("", "CNC-1", TODAY + timedelta(days=1), TODAY + YEAR),), CentreNotBegun),
    ],
)
def test_a_centre_that_is_not_accredited_opens_begins_and_signs_nothing(
    walk: CaseWalk, scopes: tuple[Scope, ...], refusal: type[Exception]
) -> None:
    """R2: at every door; what was done before stays."""
    walk.to(Step.THEORY)
    desk = walk.desk
    person = next(line.id for line in desk.people.search("").lines if line.standing is None)
    state(desk, *scopes)
    with pytest.raises(refusal):
        desk.cases.open(person, "CNC-1")
    with pytest.raises(refusal):
        desk.theory.start(walk.case_id)
    assert isinstance(desk.arrivals.form(walk.case_id).hindrance, refusal)
    state(desk, ("", "CNC-1", *GOOD))
    walk.to(Step.DECISION)
    state(desk, *scopes)
    assert isinstance(desk.decisions.proposal(walk.case_id).hindrance, refusal)
    with pytest.raises(refusal):
        desk.decisions.sign(walk.case_id, PRACTICE_PIN)


def test_several_sites_are_chosen_between_and_the_choice_counts(walk: CaseWalk) -> None:
    """R2: the profile must be accredited where one is; the site is asked for and remembered."""
    desk = walk.desk
    state(desk, ("Värnamo", "CNC-1", *GOOD), ("Ljungby", "SVE-1", *GOOD))
    assert desk.arrivals.form(walk.case_id).sites == ("Ljungby", "Värnamo")
    with pytest.raises(ArrivalIncomplete) as refused:
        desk.arrivals.note(walk.case_id, walk.arrival())
    assert refused.value.missing == (ArrivalPoint.SITE,)
    desk.arrivals.note(walk.case_id, at(walk, "Ljungby"))
    with pytest.raises(CentreNotAccredited):
        desk.self_assessment.start(walk.case_id)
    desk.arrivals.note(walk.case_id, at(walk, "Värnamo"))
    walk.to(Step.THEORY)
    other = desk.today.view().booked[1].case_id
    assert desk.arrivals.form(other).saved.site == "Värnamo"


def test_an_invented_site_is_none(walk: CaseWalk) -> None:
    """R2: a site that is not accredited cannot be written in."""
    state(walk.desk, ("Värnamo", "CNC-1", *GOOD), ("Ljungby", "CNC-1", *GOOD))
    with pytest.raises(ArrivalIncomplete):
        walk.desk.arrivals.note(walk.case_id, at(walk, "Stockholm"))


def at(walk: CaseWalk, site: str) -> Arrival:
    """A complete arrival at a site."""
    return replace(walk.arrival(), site=site)


@pytest.mark.parametrize(
    ("left", "near"),
    [(91, None), (90, Nearness.QUARTER), (30, Nearness.MONTH), (7, Nearness.WEEK)],
)
def test_the_centre_s_last_day_is_warned_of_like_the_assessor_s(
    walk: CaseWalk, left: int, near: Nearness | None
) -> None:
    """R3: on the first screen and when a case begins."""
    state(walk.desk, ("", "CNC-1", TODAY - YEAR, TODAY + timedelta(days=left)))
    found = {line.kind: line.near for line in walk.desk.today.view().attention}
    assert found.get(AttentionKind.CENTRE_EXPIRING) is near
    expiring = walk.desk.arrivals.form(walk.case_id).expiring
    assert [one.near for one in expiring if one.centre] == ([] if near is None else [near])


def test_without_a_statement_the_first_screen_says_so(desk: Workspace) -> None:
    """R2: in words, not as a surprise at the door."""
    state(desk)
    kinds = [line.kind for line in desk.today.view().attention]
    assert AttentionKind.CENTRE_UNKNOWN in kinds


@pytest.mark.begins_at(Step.THEORY)
def test_an_invigilator_watches_a_test_and_judges_nothing(desk: Workspace, sign_in: SignIn) -> None:
    """R6: may begin, pause and hand in the theory; neither rates, decides nor receives anybody."""
    case_id = booked_case(desk)
    walk = CaseWalk(desk, case_id).to(Step.THEORY)
    sara = sign_in("Sara Ek")
    walk = CaseWalk(sara, case_id)
    walk.sit_theory()
    for act in refused_to_an_invigilator(sara, walk):
        with pytest.raises(OnlySupervises):
            act()


def refused_to_an_invigilator(sara: Workspace, walk: CaseWalk) -> list[Callable[[], object]]:
    """What only an assessor does."""
    other = sara.today.view().booked[1].case_id
    person = next(line.id for line in sara.people.search("").lines if line.standing is None)
    return [
        lambda: sara.practical.start(walk.case_id),
        lambda: sara.decisions.sign(walk.case_id, PRACTICE_PIN),
        lambda: sara.arrivals.note(other, walk.arrival()),
        lambda: sara.cases.open(person, "CNC-1"),
        lambda: sara.course.abort(walk.case_id, "Validanden gick hem."),
        lambda: sara.course.end_with_statement(walk.case_id, "Validanden gick hem."),
        lambda: sara.moving.move(walk.case_id, person, "Fel person valdes."),
    ]


@pytest.mark.begins_at(Step.PRACTICAL)
def test_an_invigilator_does_not_rate_in_a_practical_somebody_else_began(
    desk: Workspace, sign_in: SignIn
) -> None:
    """R6: to have the screen open is not to have the right."""
    walk = CaseWalk(desk, booked_case(desk)).to(Step.PRACTICAL)
    sitting = desk.practical.start(walk.case_id)
    sheet = desk.practical.sheet(sitting).areas[0].criteria[0]
    sara = sign_in("Sara Ek")
    with pytest.raises(OnlySupervises):
        sara.practical.observe(sitting, sheet.criterion.id, seen(sheet, 3))
    with pytest.raises(OnlySupervises):
        sara.practical.hand_in(sitting)


@pytest.mark.begins_at(Step.THEORY)
def test_the_questions_stay_shut_until_the_agreement_is_signed(walk: CaseWalk) -> None:
    """R5: asked for at the test's door, signed with the PIN, once."""
    desk = walk.to(Step.THEORY).desk
    with desk.desk.database.transaction() as session:
        session.get_one(AssessorRow, desk.assessor.id).secrecy_signed = None
    assert AttentionKind.SECRECY in [line.kind for line in desk.today.view().attention]
    with pytest.raises(SecrecyNotSigned):
        desk.theory.start(walk.case_id)
    with pytest.raises(WrongSecret):
        desk.secrecy.sign("000000")
    assert desk.secrecy.view().signed is None
    desk.secrecy.sign(PRACTICE_PIN)
    assert desk.secrecy.view().signed == TODAY
    assert desk.theory.start(walk.case_id)


def test_a_sitting_goes_on_over_the_last_midnight_and_a_colleague_signs(
    desk: Workspace, clock: FixedClock, sign_in: SignIn
) -> None:
    """R1: what was begun is finished by who began it; the signature is somebody accredited's."""
    case_id = booked_case(desk)
    clock.advance(timedelta(days=27, hours=11, minutes=50))
    walk = CaseWalk(desk, case_id).to(Step.PRACTICAL)
    sitting = desk.practical.start(walk.case_id)
    clock.advance(timedelta(minutes=20))
    walk.rate_areas(sitting, None)
    desk.practical.hand_in(sitting)
    with pytest.raises(AccreditationExpired) as refused:
        desk.decisions.sign(walk.case_id, PRACTICE_PIN)
    assert refused.value.expired_on == date(2026, 5, 31)
    elin = sign_in("Elin Sjöberg")
    CaseWalk(elin, walk.case_id).to(Step.CERTIFICATE)
    assert elin.certificates.issue(walk.case_id)


def test_a_practice_desk_from_before_is_given_its_centre_when_it_is_opened(
    desk: Workspace, sign_in: SignIn
) -> None:
    """R2: also on the day it was last used; practice works at once after an upgrade."""
    state(desk)
    again = sign_in("Maria Sandberg")
    assert CaseWalk(again, booked_case(again)).to(Step.SELF_ASSESSMENT)
