"""Photos that records name and this desk cannot send: gone, or not what was signed any more."""

from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage import desk_facts
from app.storage.tables import BlobRow, CaseRow, NamedBlobRow, PersonRow, PhotoRow, SittingRow

_FACT = "damaged_photos"


@dataclass(frozen=True, slots=True)
class Troubled:
    """One photo that waits; `case_id` and `name` where a sitting here took it.

    `is_missing`: it is not here at all; else it is damaged.
    """

    sha256: str
    is_missing: bool
    case_id: UUID | None = None
    name: str = ""


def note(session: Session, sha256: str) -> None:
    """Remember that the photo is not what was signed."""
    known = noted(session)
    if sha256 not in known:
        _keep(session, {*known, sha256})


def mended(session: Session, sha256: str) -> None:
    """Forget it: the photo is whole again, or the node has it."""
    known = noted(session)
    if sha256 in known:
        _keep(session, known - {sha256})


def troubled(session: Session) -> tuple[Troubled, ...]:
    """Every photo the node lacks that cannot be sent from here, by whose case it is of."""
    waits = select(NamedBlobRow.sha256).where(NamedBlobRow.there.is_(None))
    kept = select(BlobRow.sha256)
    missing = set(session.scalars(waits.where(NamedBlobRow.sha256.not_in(kept))))
    damaged = set(session.scalars(waits.where(NamedBlobRow.sha256.in_(noted(session)))))
    found = [_of(session, one, is_missing=one in missing) for one in missing | damaged]
    return tuple(sorted(found, key=lambda one: (one.name, one.sha256)))


def _of(session: Session, sha256: str, *, is_missing: bool) -> Troubled:
    wanted = (
        select(CaseRow.id, PersonRow.name, PersonRow.protected)
        .join(SittingRow, SittingRow.case_id == CaseRow.id)
        .join(PhotoRow, PhotoRow.sitting_id == SittingRow.id)
        .join(PersonRow, PersonRow.id == CaseRow.person_id)
        .where(PhotoRow.sha256 == sha256)
        .limit(1)
    )
    row = session.execute(wanted).first()
    if row is None:
        return Troubled(sha256, is_missing)
    return Troubled(sha256, is_missing, row[0], "" if row[2] else row[1])


def noted(session: Session) -> set[str]:
    """Those found damaged and not mended since."""
    raw = desk_facts.get(session, _FACT)
    return set(msgspec.json.decode(raw, type=list[str])) if raw else set()


def _keep(session: Session, damaged: set[str]) -> None:
    desk_facts.put(session, _FACT, msgspec.json.encode(sorted(damaged)).decode())
