"""What a batch tells while it runs and when it ends: how far, what was done, refused and left."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.errors import UserError


class BatchStep(StrEnum):
    """What a batch is at."""

    ISSUING = "issuing"
    FILES = "files"
    PRINTING = "printing"
    SAVING = "saving"


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """`done` of `total` in this step."""

    step: BatchStep
    done: int
    total: int


Tell = Callable[[BatchProgress], object]
"""Hears how far the batch is, on the thread that does the work."""

Cancelled = Callable[[], bool]
"""Asked before each certificate: whether to stop there. What is begun is made whole."""


@dataclass(frozen=True, slots=True)
class RefusedCase:
    """A case whose certificate was not issued, and why. `name` "" for a protected person."""

    case_id: UUID
    name: str
    error: UserError


@dataclass(frozen=True, slots=True)
class IssueReport:
    """What became of each case of a batch, in its order.

    `issued`: certificates issued now; `known`: those that were there already; `left`: cases not
    tried. `stopped`: what stopped the batch, None when it ran to its end or was cancelled.
    `unmade`: of `issued`, those whose file is still to be made; it is at their first use.
    """

    issued: tuple[bytes, ...] = ()
    known: tuple[bytes, ...] = ()
    refused: tuple[RefusedCase, ...] = ()
    left: tuple[UUID, ...] = ()
    unmade: tuple[bytes, ...] = ()
    stopped: UserError | None = None


@dataclass(frozen=True, slots=True)
class RefusedCopy:
    """A certificate whose own file cannot be read or made, and why."""

    id: bytes
    error: UserError


@dataclass(frozen=True, slots=True)
class CopyReport:
    """Copies handed out, in order: `done`; `kept`: files there before; `left`: not handed out.

    `stopped`: what stopped it before the first of `left`, None when it was cancelled or all is
    done; `refused`: what lay with one certificate and stopped nothing. `pages_only`: of the saved,
    those without signature and badge: another issued them and has not made their file.
    """

    done: tuple[bytes, ...] = ()
    kept: tuple[bytes, ...] = ()
    refused: tuple[RefusedCopy, ...] = ()
    left: tuple[bytes, ...] = ()
    stopped: UserError | None = None
    pages_only: tuple[bytes, ...] = ()
