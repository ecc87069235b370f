"""The states of a case and of a sitting, which may follow which, and the case's next step."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import UserError


class CaseState(StrEnum):
    """Where a case stands, from registration to closing; the last four are exits."""

    REGISTERED = "registered"
    BOOKED = "booked"
    IDENTIFIED = "identified"
    RUNNING = "running"
    PAUSED = "paused"
    ASSESSED = "assessed"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    UNDER_RECONSIDERATION = "under_reconsideration"
    DEBRIEFED = "debriefed"
    CERTIFIED = "certified"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    ABORTED = "aborted"
    LAPSED = "lapsed"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens in the case; only one that is not may be open (I5)."""
        return self in _OVER


class SittingState(StrEnum):
    """Where one sitting stands."""

    CREATED = "created"
    STARTED = "started"
    PAUSED = "paused"
    HANDED_IN = "handed_in"
    AWAITING_LAB = "awaiting_lab"
    SCORED = "scored"
    SAFETY_STOPPED = "safety_stopped"
    LOCKED = "locked"
    ABORTED = "aborted"

    @property
    def is_handed_in(self) -> bool:
        """Whether the part is over and counts: nothing more can be answered or rated."""
        return self in _HANDED_IN


class Part(StrEnum):
    """What a sitting is about."""

    SELF_ASSESSMENT = "self_assessment"
    THEORY = "theory"
    PRACTICAL = "practical"
    ORAL = "oral"


class Step(StrEnum):
    """A step of the case as the screen shows it, in this order."""

    ARRIVAL = "arrival"
    SELF_ASSESSMENT = "self_assessment"
    THEORY = "theory"
    PRACTICAL = "practical"
    ORAL = "oral"
    DECISION = "decision"
    FEEDBACK = "feedback"
    CERTIFICATE = "certificate"


class WrongState(UserError):
    """The act does not follow from where the case or sitting stands. Both as state values."""

    def __init__(self, state: str, wanted: str) -> None:
        super().__init__()
        self.state = state
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class CaseProgress:
    """What decides the next step: the case's state, the newest sitting of each part, the parts.

    `parts` are those the case needs: SELF_ASSESSMENT, and THEORY and PRACTICAL where the protocol
    has items and rated criteria that are not credited, ORAL once a follow-up has been begun.
    """

    state: CaseState
    sittings: Mapping[Part, SittingState]
    parts: frozenset[Part]


def move_case(state: CaseState, to: CaseState) -> CaseState:
    """`to`, if a case may go there from `state`; else raises WrongState."""
    if to not in _AFTER_CASE[state]:
        raise WrongState(state, to)
    return to


def settle_case(state: CaseState, earlier: CaseState) -> CaseState:
    """Where a contested case goes on: where it was when it was filed, or DECIDED anew.

    Nothing else leads out of it, so that a contested case is frozen (R46). Raises WrongState.
    """
    if state is not CaseState.UNDER_RECONSIDERATION or earlier not in _CONTESTABLE:
        raise WrongState(state, earlier)
    return earlier


def move_sitting(part: Part, state: SittingState, to: SittingState) -> SittingState:
    """`to`, if a sitting of `part` may go there from `state`; else raises WrongState."""
    is_practical_only = to in (SittingState.AWAITING_LAB, SittingState.SAFETY_STOPPED)
    if to not in _AFTER_SITTING[state] or (is_practical_only and part is not Part.PRACTICAL):
        raise WrongState(state, to)
    return to


def steps_of(progress: CaseProgress) -> tuple[Step, ...]:
    """The steps this case goes through, in order; parts it does not need are left out."""
    return tuple(step for step in Step if step not in _PART_OF or _needs(progress, step))


def next_step(progress: CaseProgress) -> Step | None:
    """Where the case goes on; None when it is over.

    An aborted sitting does not count: its part is taken again in a new sitting.
    """
    step = _STEP_IN.get(progress.state)
    if step is not None or progress.state.is_over:
        return step
    for step, part in _PART_OF.items():
        sitting = progress.sittings.get(part)
        if _needs(progress, step) and not (sitting and sitting.is_handed_in):
            return step
    return Step.DECISION


def _needs(progress: CaseProgress, step: Step) -> bool:
    return _PART_OF[step] in progress.parts


_C, _S = CaseState, SittingState

_OVER = {_C.CLOSED, _C.CANCELLED, _C.NO_SHOW, _C.ABORTED, _C.LAPSED}

_HANDED_IN = {_S.HANDED_IN, _S.AWAITING_LAB, _S.SCORED, _S.SAFETY_STOPPED, _S.LOCKED}

_PART_OF = {
    Step.SELF_ASSESSMENT: Part.SELF_ASSESSMENT,
    Step.THEORY: Part.THEORY,
    Step.PRACTICAL: Part.PRACTICAL,
    Step.ORAL: Part.ORAL,
}

_STEP_IN = {
    _C.REGISTERED: Step.ARRIVAL,
    _C.BOOKED: Step.ARRIVAL,
    _C.ASSESSED: Step.DECISION,
    _C.REVIEWED: Step.DECISION,
    _C.UNDER_RECONSIDERATION: Step.DECISION,
    _C.DECIDED: Step.FEEDBACK,
    _C.DEBRIEFED: Step.CERTIFICATE,
    _C.CERTIFIED: Step.CERTIFICATE,
}

_AFTER_CASE: Mapping[CaseState, frozenset[CaseState]] = {
    _C.REGISTERED: frozenset({_C.BOOKED, _C.IDENTIFIED, _C.CANCELLED, _C.LAPSED}),
    _C.BOOKED: frozenset({_C.IDENTIFIED, _C.CANCELLED, _C.NO_SHOW, _C.LAPSED}),
    _C.IDENTIFIED: frozenset({_C.RUNNING, _C.PAUSED, _C.CANCELLED, _C.ABORTED, _C.LAPSED}),
    _C.RUNNING: frozenset({_C.PAUSED, _C.ASSESSED, _C.ABORTED, _C.LAPSED}),
    _C.PAUSED: frozenset({_C.RUNNING, _C.ABORTED, _C.LAPSED}),
    _C.ASSESSED: frozenset({_C.RUNNING, _C.REVIEWED, _C.DECIDED, _C.ABORTED}),
    _C.REVIEWED: frozenset({_C.DECIDED, _C.ASSESSED}),
    _C.DECIDED: frozenset({_C.DEBRIEFED, _C.UNDER_RECONSIDERATION}),
    _C.UNDER_RECONSIDERATION: frozenset(),
    _C.DEBRIEFED: frozenset({_C.CERTIFIED, _C.UNDER_RECONSIDERATION}),
    _C.CERTIFIED: frozenset({_C.CLOSED, _C.DEBRIEFED, _C.UNDER_RECONSIDERATION}),
    _C.CLOSED: frozenset({_C.UNDER_RECONSIDERATION}),
    **dict.fromkeys((_C.CANCELLED, _C.NO_SHOW, _C.ABORTED, _C.LAPSED), frozenset()),
}

MAY_LAPSE = tuple(state for state, following in _AFTER_CASE.items() if _C.LAPSED in following)
"""The states of a case that is over when its last day has passed."""

_CONTESTABLE = {
    state for state, following in _AFTER_CASE.items() if _C.UNDER_RECONSIDERATION in following
}

_AFTER_SITTING: Mapping[SittingState, frozenset[SittingState]] = {
    _S.CREATED: frozenset({_S.STARTED, _S.ABORTED}),
    _S.STARTED: frozenset({_S.PAUSED, _S.HANDED_IN, _S.SAFETY_STOPPED, _S.ABORTED}),
    _S.PAUSED: frozenset({_S.STARTED, _S.ABORTED}),
    _S.HANDED_IN: frozenset({_S.SCORED, _S.AWAITING_LAB, _S.LOCKED}),
    _S.AWAITING_LAB: frozenset({_S.SCORED}),
    _S.SCORED: frozenset({_S.LOCKED}),
    _S.SAFETY_STOPPED: frozenset({_S.LOCKED}),
    _S.LOCKED: frozenset(),
    _S.ABORTED: frozenset(),
}
