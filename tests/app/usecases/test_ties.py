"""Conflict of interest: noted, kept with its reason, and in the way of judging."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.domain.free_text import LONGEST_NOTE, TextTooLong
from app.domain.ties import TieKind
from app.storage.people import UnknownPerson
from app.storage.tables import AssessorRow, TieRow
from app.usecases.ties import (
    AlreadySomebodyElse,
    ConflictOfInterest,
    NewTie,
    TieNotDated,
    TieNotExplained,
    UnknownTie,
)
from app.workspace import Workspace
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import NOON, FixedClock

TODAY = NOON.date()


def person_of(walk: CaseWalk) -> UUID:
    """Who the case is about."""
    return walk.desk.cases.view(walk.case_id).person_id


@pytest.mark.parametrize(
    "tie",
    [
        NewTie(TieKind.SELF),
        NewTie(TieKind.RELATIVE, note="Kusin"),
        NewTie(TieKind.LINE_MANAGER),
        NewTie(TieKind.TRAINED, TODAY - timedelta(days=30)),
    ],
)
def test_a_tied_assessor_receives_begins_signs_and_issues_nothing(
    walk: CaseWalk, tie: NewTie
) -> None:
    """R4: at every door, with the kind of tie; taken away again the way is free."""
    desk, person = walk.desk, person_of(walk)
    tie_id = desk.ties.add(person, tie)
    for step in (Step.ARRIVAL, Step.SELF_ASSESSMENT, Step.PRACTICAL, Step.DECISION):
        acts = {
            Step.ARRIVAL: lambda: desk.arrivals.note(walk.case_id, walk.arrival()),
            Step.SELF_ASSESSMENT: lambda: desk.self_assessment.start(walk.case_id),
            Step.PRACTICAL: lambda: desk.practical.start(walk.case_id),
            Step.DECISION: lambda: desk.decisions.sign(walk.case_id, PRACTICE_PIN),
        }
        desk.ties.remove(tie_id, "Inför nästa steg")
        walk.to(step)
        tie_id = desk.ties.add(person, tie)
        with pytest.raises(ConflictOfInterest) as refused:
            acts[step]()
        assert refused.value.reason is tie.kind
    hindrance = desk.decisions.proposal(walk.case_id).hindrance
    assert isinstance(hindrance, ConflictOfInterest)


def test_a_link_by_organisation_is_recorded_and_hinders_nothing(walk: CaseWalk) -> None:
    """R4: at organisation level it is only recorded."""
    walk.desk.ties.add(person_of(walk), NewTie(TieKind.ORGANISATION, note="Samma koncern"))
    walk.to(Step.THEORY)
    assert [line.note for line in walk.desk.ties.of(person_of(walk))] == ["Samma koncern"]


def test_training_long_ago_hinders_nothing(walk: CaseWalk, clock: FixedClock) -> None:
    """R4: the months are the scheme's; on the last of them still, the day after no more."""
    ended = date(2024, 5, 4)
    walk.desk.ties.add(person_of(walk), NewTie(TieKind.TRAINED, ended))
    form = walk.desk.arrivals.form(walk.case_id)
    assert isinstance(form.hindrance, ConflictOfInterest)
    assert (form.hindrance.until, form.months) == (date(2026, 5, 4), 24)
    clock.advance(timedelta(days=1))
    assert walk.desk.arrivals.form(walk.case_id).hindrance is None


@pytest.mark.begins_at(Step.DECISION)
def test_a_colleague_without_ties_takes_over(
    walk: CaseWalk, desk_home: Path, clock: FixedClock
) -> None:
    """R4: the tie is one assessor's, not the desk's."""
    walk.to(Step.DECISION)
    walk.desk.ties.add(person_of(walk), NewTie(TieKind.RELATIVE))
    walk.desk.close()
    elin = practice_desk(desk_home, clock, "Elin Sjöberg")
    try:
        elin.decisions.sign(walk.case_id, PRACTICE_PIN)
    finally:
        elin.close()


def test_a_tie_can_be_noted_for_a_colleague(walk: CaseWalk) -> None:
    """R4: who knows of it notes it; it hinders only whom it concerns."""
    elin = next(one for one in walk.desk.ties.assessors() if one.name == "Elin Sjöberg")
    walk.desk.ties.add(person_of(walk), NewTie(TieKind.RELATIVE, assessor_id=elin.id))
    assert walk.desk.ties.of(person_of(walk))[0].assessor == "Elin Sjöberg"
    assert walk.to(Step.THEORY)


def test_who_is_the_candidate_is_known_as_that_person(desk: Workspace, walk: CaseWalk) -> None:
    """R4: the link holds whoever looks; the same assessor is nobody else besides."""
    desk.ties.add(person_of(walk), NewTie(TieKind.SELF))
    with desk.desk.database.reading() as session:
        assert session.get_one(AssessorRow, desk.assessor.id).person_id == person_of(walk)
    other = desk.cases.view(desk.today.view().booked[1].case_id).person_id
    with pytest.raises(AlreadySomebodyElse):
        desk.ties.add(other, NewTie(TieKind.SELF))
    assert desk.ties.of(other) == ()


def test_a_tie_taken_away_keeps_row_and_reason(desk: Workspace, walk: CaseWalk) -> None:
    """R4: reason kept, with who removed it, in the person's history."""
    person = person_of(walk)
    tie = desk.ties.add(person, NewTie(TieKind.RELATIVE))
    for reason in ("", "  ", "\u202e"):
        with pytest.raises(TieNotExplained):
            desk.ties.remove(tie, reason)
    desk.ties.remove(tie, "Fel person,\nsamma namn")
    assert desk.ties.of(person) == ()
    with desk.desk.database.reading() as session:
        assert session.get_one(TieRow, tie).removed is not None
    told = [line for line in desk.people.card(person).history if line.kind == "tie_removed"]
    assert told[0].detail == "Maria Sandberg: Fel person, samma namn"
    with pytest.raises(UnknownTie):
        desk.ties.remove(tie, "En gång till")


def test_what_cannot_be_true_is_not_noted(desk: Workspace, walk: CaseWalk) -> None:
    """R4: no day, a day to come, nobody, a novel."""
    person = person_of(walk)
    for tie in (
        NewTie(TieKind.TRAINED),
        NewTie(TieKind.TRAINED, TODAY + timedelta(days=1)),
        NewTie(TieKind.RELATIVE, TODAY),
    ):
        with pytest.raises(TieNotDated):
            desk.ties.add(person, tie)
    with pytest.raises(TextTooLong):
        desk.ties.add(person, NewTie(TieKind.RELATIVE, note="x" * (LONGEST_NOTE + 1)))
    with pytest.raises(UnknownPerson):
        desk.ties.add(UUID(int=7), NewTie(TieKind.RELATIVE))
    assert desk.ties.of(person) == ()


def test_noting_twice_is_noting_once(desk: Workspace, walk: CaseWalk) -> None:
    """R4: a second press leaves one tie."""
    person = person_of(walk)
    assert desk.ties.add(person, NewTie(TieKind.RELATIVE)) == desk.ties.add(
        person, NewTie(TieKind.RELATIVE)
    )
    assert len(desk.ties.of(person)) == 1
