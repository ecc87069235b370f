"""What becomes of a certificate once it is issued: its states, and which act leads where (R42)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import UserError

EXPIRING_DAYS = 90
"""So long before its last day a certificate is shown as one that runs out."""


class CertificateState(StrEnum):
    """What a certificate is. Expired is told by the day alone.

    `NOT_BELIEVED` is only shown: its seal was withdrawn or stolen, so no verifier takes it.
    """

    ISSUED = "issued"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REPLACED = "replaced"
    REVOKED = "revoked"
    VOIDED = "voided"
    NOT_BELIEVED = "not_believed"

    @property
    def is_final(self) -> bool:
        """Whether nothing leads out of it."""
        return self in (_S.REPLACED, _S.REVOKED, _S.VOIDED)


class StatusAct(StrEnum):
    """What somebody may do with an issued certificate."""

    LIFT = "lift"
    SUSPEND = "suspend"
    REPLACE = "replace"
    VOID = "void"
    REVOKE = "revoke"


class StatusReason(StrEnum):
    """The reason class that travels with a status (R43); never a person's story."""

    MISPRINT = "misprint"
    NAME_CHANGED = "name_changed"
    CORRECTION = "correction"
    FOUND_WRONG = "found_wrong"
    WRONG_PERSON = "wrong_person"
    APPEAL = "appeal"
    UNDER_REVIEW = "under_review"
    SHARED_PLACE = "shared_place"
    CONFLICT = "conflict"
    COMPLETED = "completed"
    """What was missing has been shown: a full certificate is in its place."""
    LIFTED = "lifted"


class StatusActClosed(UserError):
    """The act does not follow from the certificate's state: twice, or after a final one."""

    def __init__(self, state: CertificateState, act: StatusAct) -> None:
        super().__init__()
        self.state = state
        self.act = act


class ReasonNotPossible(UserError):
    """The reason class does not belong to the act."""

    def __init__(self, reason: StatusReason) -> None:
        super().__init__()
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ShownState:
    """The state as everybody may be told it on a day.

    `by_region`: the region decided it, this desk did not; `listed`: the day of the status list
    that says so too, None where only this desk's own file does.
    """

    state: CertificateState
    by_region: bool = False
    listed: date | None = None


_S, _A, _R = CertificateState, StatusAct, StatusReason

# A changed decision replaces a stopped one too; by this act a stop would be walked around.
_AFTER: Mapping[StatusAct, tuple[frozenset[CertificateState], CertificateState]] = {
    _A.SUSPEND: (frozenset({_S.ISSUED}), _S.SUSPENDED),
    _A.LIFT: (frozenset({_S.SUSPENDED}), _S.ISSUED),
    _A.REPLACE: (frozenset({_S.ISSUED}), _S.REPLACED),
    _A.VOID: (frozenset({_S.ISSUED, _S.SUSPENDED}), _S.VOIDED),
    _A.REVOKE: (frozenset({_S.ISSUED, _S.SUSPENDED, _S.EXPIRED}), _S.REVOKED),
}

REASONS: Mapping[StatusAct, tuple[StatusReason, ...]] = {
    _A.SUSPEND: (_R.UNDER_REVIEW, _R.APPEAL),
    _A.LIFT: (_R.LIFTED,),
    _A.REPLACE: (_R.NAME_CHANGED, _R.CORRECTION),
    _A.VOID: (_R.MISPRINT,),
    _A.REVOKE: (_R.FOUND_WRONG, _R.WRONG_PERSON, _R.APPEAL),
}
"""The reasons to choose among for each act, the likeliest first."""

_STRENGTH = (_S.ISSUED, _S.EXPIRED, _S.SUSPENDED, _S.REPLACED, _S.VOIDED, _S.REVOKED)


def after_act(state: CertificateState, act: StatusAct) -> CertificateState:
    """The state after the act. Raises StatusActClosed."""
    before, following = _AFTER[act]
    if state not in before:
        raise StatusActClosed(state, act)
    return following


def acts_after(state: CertificateState) -> tuple[StatusAct, ...]:
    """The acts that lead out of a state."""
    return tuple(act for act in StatusAct if state in _AFTER[act][0])


def check_reason(act: StatusAct, reason: StatusReason) -> None:
    """Let a reason through that belongs to the act; else raises ReasonNotPossible."""
    if reason not in REASONS[act]:
        raise ReasonNotPossible(reason)


def stronger(own: CertificateState, other: CertificateState) -> CertificateState:
    """Which of two sources' states counts: the one that takes more away."""
    return max(own, other, key=_STRENGTH.index)


def on_day(state: CertificateState, valid_to: date | None, today: date) -> CertificateState:
    """The state on a day: one in force is expired from the day after its last."""
    is_over = valid_to is not None and valid_to < today
    return _S.EXPIRED if state is _S.ISSUED and is_over else state
