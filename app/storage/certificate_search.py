"""Certificates found for a list: by number, name or company, narrowed by kind, company, day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from app.storage.fold import words
from app.storage.tables import CertificateRow, OrganisationRow, PersonRow

MOST = 2000
"""So many a list shows; whoever has more narrows it."""

_NEWEST = (CertificateRow.issued.desc(), CertificateRow.status_index.desc())
_NAME = (PersonRow.protected, PersonRow.sort_name)
_ORDERS = {
    "newest": (),
    "name": _NAME,
    "company": (PersonRow.protected, OrganisationRow.search_name, PersonRow.sort_name),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; empty parts narrow nothing. `since`: issued that day or later.

    `order`: newest, name, or company and name.
    """

    text: str = ""
    kind: str = ""
    company: UUID | None = None
    since: date | None = None
    order: str = "newest"


@dataclass(frozen=True, slots=True)
class Found:
    """A certificate with what a list shows of its holder; a protected one has no company here."""

    certificate: CertificateRow
    is_protected: bool
    company: str


def find(session: Session, wanted: Wanted) -> Iterator[Found]:
    """In the order wanted. A protected person's are found by number alone, and come last."""
    for row, is_protected, company in session.execute(_query(wanted)):
        yield Found(row, is_protected, "" if is_protected else company or "")


def companies(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Whose people have certificates here, by name; protected people name none."""
    found = (
        select(OrganisationRow.id, OrganisationRow.name)
        .join(PersonRow, PersonRow.employer_id == OrganisationRow.id)
        .join(CertificateRow, CertificateRow.person_id == PersonRow.id)
        .where(~PersonRow.protected)
        .distinct()
        .order_by(OrganisationRow.search_name)
    )
    return tuple((row[0], row[1]) for row in session.execute(found))


def _query(wanted: Wanted) -> Select[CertificateRow, bool, str]:
    query = (
        select(CertificateRow, PersonRow.protected, OrganisationRow.name)
        .join(PersonRow, PersonRow.id == CertificateRow.person_id)
        .outerjoin(OrganisationRow, OrganisationRow.id == PersonRow.employer_id)
        .order_by(*_ORDERS[wanted.order], *_NEWEST)
    )
    if wanted.kind:
        query = query.where(CertificateRow.kind == wanted.kind)
    if wanted.since is not None:
        query = query.where(CertificateRow.issued >= wanted.since)
    if wanted.company is not None:
        query = query.where(PersonRow.employer_id == wanted.company, ~PersonRow.protected)
    text = " ".join(wanted.text.split())
    if not text:
        return query
    number = CertificateRow.number.like(_part(text), escape="\\")
    sought = words(text)
    if not sought:
        return query.where(number)
    named = and_(*(_in_name(word) for word in sought))
    return query.where(or_(number, and_(~PersonRow.protected, named)))


def _in_name(word: str) -> ColumnElement[bool]:
    part = _part(word)
    return or_(
        PersonRow.sort_name.like(part, escape="\\"),
        OrganisationRow.search_name.like(part, escape="\\"),
    )


def _part(text: str) -> str:
    storable = text.encode(errors="replace").decode()  # half a pair of a broken paste
    escaped = storable.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
