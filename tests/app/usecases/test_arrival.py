"""Arrival: who declared what, and what is known of earlier results."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.domain.case import CaseState, Step
from app.storage import cases as rows
from app.storage import desk_facts
from app.usecases.arrival import ArrivalIncomplete, ArrivalPoint
from app.usecases.syncing import Proof
from app.workspace import Workspace
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import NOON, FixedClock


def heard(desk: Workspace, ago: timedelta) -> None:
    """Let the node have been heard so long ago."""
    proof = msgspec.json.encode(Proof(NOON - ago, 3)).decode()
    with desk.desk.database.transaction() as session:
        desk_facts.put(session, "last_proof", proof)


@pytest.mark.parametrize(
    ("ago", "is_known"),
    [(timedelta(hours=1), True), (timedelta(hours=24), True), (timedelta(hours=24.1), False)],
)
def test_earlier_results_count_as_fetched_for_a_day(
    walk: CaseWalk, ago: timedelta, is_known: bool
) -> None:
    """R14: by the last whole run; older is as good as not at all."""
    heard(walk.desk, ago)
    walk.to(Step.SELF_ASSESSMENT)
    expected = NOON - ago if is_known else None
    assert walk.desk.arrivals.form(walk.case_id).prior == expected


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_without_a_node_earlier_results_are_marked_as_not_checked(walk: CaseWalk) -> None:
    """R14: said as it is, and nothing is held up by it."""
    assert walk.desk.arrivals.form(walk.case_id).prior is None
    walk.to(Step.SELF_ASSESSMENT)
    with walk.desk.desk.database.reading() as session:
        assert rows.case(session, walk.case_id).prior_checked is None
    assert "prior_unchecked" in [line.kind for line in walk.desk.cases.view(walk.case_id).history]


def test_what_was_known_at_arrival_stays_what_was_known(walk: CaseWalk, clock: FixedClock) -> None:
    """R14: a correction two days later does not unsay it."""
    heard(walk.desk, timedelta(hours=1))
    walk.to(Step.THEORY)
    clock.advance(timedelta(days=2))
    corrected = replace(walk.arrival(), machine="Svarv 9")
    walk.desk.arrivals.note(walk.case_id, corrected)
    assert walk.desk.arrivals.form(walk.case_id).prior == NOON - timedelta(hours=1)


def test_nobody_is_received_without_the_declaration(walk: CaseWalk) -> None:
    """R4: one tick, asked for like the rest."""
    with pytest.raises(ArrivalIncomplete) as refused:
        walk.desk.arrivals.note(walk.case_id, replace(walk.arrival(), impartial=False))
    assert refused.value.missing == (ArrivalPoint.IMPARTIAL,)
    assert walk.desk.cases.view(walk.case_id).state is CaseState.BOOKED


def test_a_machine_and_a_gauge_nobody_can_see_are_not_named(walk: CaseWalk) -> None:
    """R12: signs that only turn the reading direction are no name."""
    unseen = replace(walk.arrival(), machine="\u202e", gauge=" \u2066")
    with pytest.raises(ArrivalIncomplete) as refused:
        walk.desk.arrivals.note(walk.case_id, unseen)
    assert refused.value.missing == (ArrivalPoint.MACHINE, ArrivalPoint.GAUGE)


@pytest.mark.begins_at(Step.THEORY)
def test_a_declaration_is_one_s_own(walk: CaseWalk, desk_home: Path, clock: FixedClock) -> None:
    """R4: a colleague who corrects the arrival declares for themselves."""
    walk.to(Step.THEORY)
    assert walk.desk.arrivals.form(walk.case_id).saved.impartial
    walk.desk.close()
    elin = practice_desk(desk_home, clock, "Elin Sjöberg")
    try:
        assert not elin.arrivals.form(walk.case_id).saved.impartial
    finally:
        elin.close()
