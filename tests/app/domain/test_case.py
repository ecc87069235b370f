"""States and steps of a case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import (
    CaseProgress,
    CaseState,
    Part,
    SittingState,
    Step,
    WrongState,
    move_case,
    move_sitting,
    next_step,
    settle_case,
    steps_of,
)

ALL_PARTS = frozenset({Part.SELF_ASSESSMENT, Part.THEORY, Part.PRACTICAL})
THE_DAY = "registered booked identified running paused running assessed reviewed decided debriefed"


def progress(state: CaseState, **sittings: SittingState) -> CaseProgress:
    return CaseProgress(
        state, {Part(part): sitting for part, sitting in sittings.items()}, ALL_PARTS
    )


def test_a_case_goes_through_the_day_in_order() -> None:
    state = CaseState.REGISTERED
    for following in [*THE_DAY.split()[1:], "certified", "closed"]:
        state = move_case(state, CaseState(following))
    assert state.is_over


def test_a_case_closes_only_after_the_feedback_talk() -> None:
    """R36."""
    with pytest.raises(WrongState) as raised:
        move_case(CaseState.DECIDED, CaseState.CERTIFIED)
    assert (raised.value.state, raised.value.wanted) == ("decided", "certified")


def test_a_decision_can_be_reconsidered_and_stands_again() -> None:
    """R46."""
    state = move_case(CaseState.DECIDED, CaseState.UNDER_RECONSIDERATION)
    assert settle_case(state, CaseState.DECIDED) is CaseState.DECIDED


@pytest.mark.parametrize("state", ["decided", "debriefed", "certified", "closed", "running"])
def test_nothing_leads_out_of_a_contested_case_but_its_settlement(state: str) -> None:
    """R46."""
    with pytest.raises(WrongState):
        move_case(CaseState.UNDER_RECONSIDERATION, CaseState(state))


@pytest.mark.parametrize("state", ["closed", "cancelled", "no_show", "aborted", "lapsed"])
def test_nothing_happens_in_a_case_that_is_over(state: str) -> None:
    """I5."""
    over = CaseState(state)
    assert over.is_over
    assert next_step(progress(over)) is None
    for other in set(CaseState) - {CaseState.UNDER_RECONSIDERATION}:
        with pytest.raises(WrongState):
            move_case(over, other)


def test_a_closed_case_can_be_reconsidered_and_is_closed_again() -> None:
    """R46: the time to contest a decision runs on after the certificate is handed over."""
    state = move_case(CaseState.CLOSED, CaseState.UNDER_RECONSIDERATION)
    assert not state.is_over
    assert settle_case(state, CaseState.CLOSED).is_over
    with pytest.raises(WrongState):
        settle_case(state, CaseState.RUNNING)
    with pytest.raises(WrongState):
        settle_case(CaseState.DECIDED, CaseState.CLOSED)


def test_a_sitting_is_handed_in_scored_and_locked() -> None:
    state = SittingState.CREATED
    for following in ("started", "paused", "started", "handed_in", "scored", "locked"):
        state = move_sitting(Part.THEORY, state, SittingState(following))
    assert state.is_handed_in


@pytest.mark.parametrize(
    ("state", "to"), [("started", "safety_stopped"), ("handed_in", "awaiting_lab")]
)
def test_only_a_practical_can_stop_for_safety_or_wait_for_the_laboratory(
    state: str, to: str
) -> None:
    """R26: what stops for safety is a practical."""
    assert move_sitting(Part.PRACTICAL, SittingState(state), SittingState(to)) == to
    with pytest.raises(WrongState):
        move_sitting(Part.THEORY, SittingState(state), SittingState(to))


def test_a_sitting_handed_in_takes_no_more_answers() -> None:
    """R19."""
    with pytest.raises(WrongState):
        move_sitting(Part.THEORY, SittingState.HANDED_IN, SittingState.STARTED)


def test_the_next_step_is_the_first_part_not_handed_in() -> None:
    running, handed_in = CaseState.RUNNING, SittingState.HANDED_IN
    assert next_step(progress(CaseState.BOOKED)) is Step.ARRIVAL
    assert next_step(progress(CaseState.IDENTIFIED)) is Step.SELF_ASSESSMENT
    assert next_step(progress(running, self_assessment=handed_in)) is Step.THEORY
    started = {"self_assessment": handed_in, "theory": SittingState.PAUSED}
    assert next_step(progress(CaseState.PAUSED, **started)) is Step.THEORY
    both = {"self_assessment": handed_in, "theory": SittingState.SCORED}
    assert next_step(progress(running, **both)) is Step.PRACTICAL
    stopped = {**both, "practical": SittingState.SAFETY_STOPPED}
    assert next_step(progress(running, **stopped)) is Step.DECISION


def test_an_aborted_sitting_is_taken_again() -> None:
    sittings = {"self_assessment": SittingState.LOCKED, "theory": SittingState.ABORTED}
    assert next_step(progress(CaseState.RUNNING, **sittings)) is Step.THEORY


def test_a_part_the_protocol_lacks_is_no_step() -> None:
    only_theory = CaseProgress(
        CaseState.RUNNING,
        {Part.SELF_ASSESSMENT: SittingState.LOCKED, Part.THEORY: SittingState.LOCKED},
        frozenset({Part.SELF_ASSESSMENT, Part.THEORY}),
    )
    assert Step.PRACTICAL not in steps_of(only_theory)
    assert next_step(only_theory) is Step.DECISION


def test_after_the_decision_come_feedback_and_certificate() -> None:
    """R36."""
    assert next_step(progress(CaseState.DECIDED)) is Step.FEEDBACK
    assert next_step(progress(CaseState.DEBRIEFED)) is Step.CERTIFICATE


@given(
    st.sampled_from(CaseState),
    st.dictionaries(st.sampled_from(Part), st.sampled_from(SittingState)),
    st.frozensets(st.sampled_from(Part)),
)
def test_an_open_case_always_has_a_next_step_among_its_own(
    state: CaseState, sittings: dict[Part, SittingState], parts: frozenset[Part]
) -> None:
    case = CaseProgress(state, sittings, parts)
    step = next_step(case)
    assert (step is None) == state.is_over
    assert step is None or step in steps_of(case)
