"""The registry of certificates: what counts of each, who has it, what replaced it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.domain.certificate_number import format_certificate_number
from app.domain.text import Text
from app.node.picture import GONE, Selection
from app.node.picture_choice import Choice
from app.node.picture_figures import month_ends
from app.node.status_orders import combined, standing_states
from app.node.tables import KnownPerson, RegisteredCertificate, StatusOrder
from app.seal.payloads import ListedStatus

ROWS = 50
KINDS = ("full", "partial", "statement")
_MONTHS = 11
_LETTERS = 4
_STATES = {state.value: state for state in ListedStatus}
_NO_TEXT = Text("", "")


class Status(StrEnum):
    """The registry's filter; `counting`: neither revoked nor replaced."""

    COUNTING = "counting"
    VALID = "valid"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One certificate; of a protected person (R41, R55) number and status alone. `name` "": erased.

    `status`: what counts now, by seals and region, `expired` once its last day has passed; `own`:
    what its seal says. `ended`: the day it was revoked or replaced.
    """

    id: bytes
    number: str
    is_protected: bool
    name: str
    kind: str
    role: Text
    centre: str
    assessor: str
    issued: date
    valid_to: date | None
    status: str
    own: str
    ended: date | None
    replaced_by: str
    case: str | None


@dataclass(frozen=True, slots=True)
class PaperMonth:
    """A month's certificates (X5): how many were issued, replaced and revoked in it."""

    day: date
    issued: int
    replaced: int
    revoked: int


@dataclass(frozen=True, slots=True)
class PaperList:
    """One page of the registry; `count`: rows of all pages."""

    rows: tuple[PaperRow, ...]
    count: int
    page: int
    pages: int
    months: tuple[PaperMonth, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One certificate, and what the region ordered of it, oldest first."""

    row: PaperRow
    orders: tuple[StatusOrder, ...]


def read_list(session: Session, choice: Choice, now: datetime) -> PaperList:
    """The certificates of a choice, newest first."""
    found = read_rows(session, choice, now)
    pages = max(-(-len(found) // ROWS), 1)
    page = min(max(choice.page, 1), pages)
    shown = found[(page - 1) * ROWS : page * ROWS]
    return PaperList(shown, len(found), page, pages, _months(found, now.astimezone().date()))


def read_rows(session: Session, choice: Choice, now: datetime) -> tuple[PaperRow, ...]:
    """Every certificate of a choice: of its cases, of a kind and status, by number or name."""
    cases = None
    if choice.shared != Choice():
        cases = {case.id for case in Selection(session, choice.shared, now).cases}
    return tuple(
        row
        for row in _read(session, now.astimezone().date())
        if (cases is None or row.case in cases)
        and (not choice.kind or row.kind == choice.kind)
        and _has_status(row, choice.status)
        and _is_sought(row, choice.text)
    )


def read_paper(session: Session, certificate: bytes, now: datetime) -> Paper | None:
    """One certificate; None for an unknown one."""
    wanted = RegisteredCertificate.id == certificate
    row = next(_read(session, now.astimezone().date(), wanted), None)
    if row is None:
        return None
    told = select(StatusOrder).where(StatusOrder.certificate == row.id).order_by(StatusOrder.id)
    return Paper(row, tuple(session.scalars(told)))


def _read(session: Session, today: date, *wanted: ColumnElement[bool]) -> Iterator[PaperRow]:
    row, beside = RegisteredCertificate, standing_states(session)
    told = select(
        *(row.id, row.number, KnownPerson.protected, row.name, row.kind, row.role, row.role_en),
        *(row.centre, row.assessor, row.issued, row.valid_to, row.state, row.changed),
        *(row.replaced_by, row.case),
    )
    of_whom = told.join(KnownPerson, KnownPerson.id == row.person, isouter=True).where(*wanted)
    ordered = _ordered(session)
    for found in session.execute(of_whom.order_by(row.issued.desc(), row.number)):
        own, more = _STATES[found[11]], beside.get(found[0])
        yield _row(tuple(found), combined(own, more) if more else own, ordered.get(found[0]), today)


def _row(
    found: tuple[Any, ...], counts: ListedStatus, ordered: date | None, today: date
) -> PaperRow:
    id_, number, protected, name, kind, role, role_en, centre, assessor, issued = found[:10]
    valid_to, own, changed, replaced_by, case = found[10:]
    is_over = counts is ListedStatus.VALID and valid_to is not None and valid_to < today
    hidden = bool(protected)
    return PaperRow(
        id=id_,
        number=number,
        is_protected=hidden,
        name="" if hidden else name,
        kind=kind,
        role=_NO_TEXT if hidden else Text(role, role_en),
        centre="" if hidden else centre,
        assessor="" if hidden else assessor,
        issued=issued,
        valid_to=valid_to,
        status=Status.EXPIRED if is_over else counts.value,
        own=own,
        ended=(changed if own in GONE else ordered) if counts in GONE else None,
        replaced_by=format_certificate_number(replaced_by) if replaced_by else "",
        case=case,
    )


def _ordered(session: Session) -> dict[bytes, date]:
    """The day of the newest order on each certificate."""
    told = select(StatusOrder.certificate, StatusOrder.at).order_by(StatusOrder.id)
    return {certificate: at.astimezone().date() for certificate, at in session.execute(told)}


def _has_status(row: PaperRow, status: str) -> bool:
    if status == Status.COUNTING:
        return row.status not in GONE
    return not status or row.status == status


def _is_sought(row: PaperRow, text: str) -> bool:
    """By number, however it is typed, or name; nobody protected is found by name."""
    sought = text.casefold().strip()
    if not sought or sought in row.name.casefold():
        return True
    letters = "".join(one for one in sought if one.isalnum())
    return (
        len(letters) >= _LETTERS and letters in "".join(filter(str.isalnum, row.number)).casefold()
    )


def _months(found: tuple[PaperRow, ...], today: date) -> tuple[PaperMonth, ...]:
    """The last twelve months, the newest first."""
    issued = Counter((row.issued.year, row.issued.month) for row in found)
    ended = Counter((row.status, row.ended.year, row.ended.month) for row in found if row.ended)
    return tuple(
        PaperMonth(
            day,
            issued[day.year, day.month],
            ended[Status.REPLACED, day.year, day.month],
            ended[Status.REVOKED, day.year, day.month],
        )
        for day in (today, *month_ends(today, _MONTHS)[::-1])
    )
