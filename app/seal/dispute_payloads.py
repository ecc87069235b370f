"""Records of what was contested, complained of or went wrong, and how it was settled (R46–R48)."""

from datetime import date

from app.domain.disputes import DisputeKind, DisputeOutcome
from app.seal.payload_form import Id, Payload


class AppealFiled(Payload, frozen=True):
    """An entry of a register as filed; `number` as the register shows it, e.g. OP-2026-3."""

    entry: Id
    kind: DisputeKind
    number: str
    words: str
    case: str | None = None
    deadline: date | None = None


class AppealSettled(Payload, frozen=True):
    """Who settled the entry, how and why, in writing (R47)."""

    entry: Id
    kind: DisputeKind
    outcome: DisputeOutcome
    handler: str
    reason: str
    case: str | None = None
