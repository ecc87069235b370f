"""What a node has taken in, as one value: for tests that compare before and after."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.disputes import DisputeKind
from app.node.laptops import Laptop, read_laptops
from app.node.projection import ENDED, ORDER
from app.node.shared_places import unsettled
from app.node.status_orders import counting
from app.node.tables import (
    KnownCase,
    KnownEntry,
    KnownPerson,
    RegisteredCertificate,
    StoredRecord,
)

_ROWS = 50
_LATELY = timedelta(days=7)
KINDS = ("full", "partial", "statement")


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate; `name` "" for a protected person, None for one erased.

    `role` in both languages.
    """

    number: str
    name: str | None
    role_sv: str
    role_en: str
    kind: str
    issued: date
    state: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case under way; `name` "" for a protected person and one not told of yet."""

    name: str
    profile: str
    centre: str
    state: str
    touched: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """All the page shows: `cases` is the sum of `states`, `certificates` that of `kinds`.

    `registers`: kind, open entries, all entries; kept apart (R48). `lately`: how many laptops have
    sent in the last seven days. `shared`: numbers of certificates that are to be replaced because
    another has their place in the list.
    """

    cases: int
    certificates: int
    people: int
    records: int
    held: int
    lately: int
    states: tuple[tuple[str, int], ...]
    registers: tuple[tuple[str, int, int], ...]
    kinds: tuple[tuple[str, int], ...]
    latest: tuple[CertificateLine, ...]
    running: tuple[CaseLine, ...]
    laptops: tuple[Laptop, ...]
    shared: tuple[str, ...]

    @property
    def open_cases(self) -> int:
        """Those that have neither ended nor come to a certificate."""
        return sum(count for state, count in self.states if state in ORDER[:-1])


def read_overview(session: Session, now: datetime) -> Overview:
    """What has arrived until now."""
    states = _counts(session, KnownCase.state, (*ORDER, *ENDED))
    kinds = _counts(session, RegisteredCertificate.kind, KINDS)
    laptops, is_held = read_laptops(session), StoredRecord.result.not_in(("stored", "gone"))
    return Overview(
        cases=sum(count for _, count in states),
        certificates=sum(count for _, count in kinds),
        people=_size(session, select(KnownPerson.id)),
        records=_size(session, select(StoredRecord.hash)),
        held=_size(session, select(StoredRecord.hash).where(is_held)),
        lately=sum(one.last is not None and now - one.last < _LATELY for one in laptops),
        states=states,
        registers=_registers(session),
        kinds=kinds,
        latest=_latest(session),
        running=_running(session),
        laptops=laptops,
        shared=tuple(row.number for row in unsettled(session)),
    )


def _counts(
    session: Session, column: InstrumentedAttribute[str], order: tuple[str, ...]
) -> tuple[tuple[str, int], ...]:
    found = {
        value: n for value, n in session.execute(select(column, func.count()).group_by(column))
    }
    return tuple((value, found.get(value, 0)) for value in order)


def _registers(session: Session) -> tuple[tuple[str, int, int], ...]:
    counted = select(KnownEntry.kind, func.count(), func.count(KnownEntry.outcome))
    found = {
        k: (n, settled) for k, n, settled in session.execute(counted.group_by(KnownEntry.kind))
    }
    return tuple(
        (kind.value, found[kind][0] - found[kind][1], found[kind][0])
        for kind in DisputeKind
        if kind in found
    )


def _size(session: Session, query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _latest(session: Session) -> tuple[CertificateLine, ...]:
    newest = (
        select(RegisteredCertificate, KnownPerson.protected)
        .join(KnownPerson, KnownPerson.id == RegisteredCertificate.person, isouter=True)
        .order_by(RegisteredCertificate.issued.desc(), RegisteredCertificate.number)
        .limit(_ROWS)
    )
    found = session.execute(newest).all()
    states = counting(session, [row for row, _ in found])
    return tuple(
        CertificateLine(
            row.number,
            "" if is_protected else row.name or None,
            row.role,
            row.role_en,
            row.kind,
            row.issued,
            states[row.id],
        )
        for row, is_protected in found
    )


def _running(session: Session) -> tuple[CaseLine, ...]:
    found = session.execute(
        select(KnownCase, KnownPerson)
        .join(KnownPerson, KnownPerson.id == KnownCase.person, isouter=True)
        .where(KnownCase.state.in_(ORDER[:-1]))
        .order_by(KnownCase.touched.desc(), KnownCase.id)
        .limit(_ROWS)
    )
    return tuple(
        CaseLine(
            "" if person is None or person.protected else person.name,
            case.profile,
            case.centre,
            case.state,
            case.touched,
        )
        for case, person in found
    )
