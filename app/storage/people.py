"""People: registered, renamed, looked up; their companies; who read a protected person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.erasure import erasure_in
from app.domain.errors import UserError
from app.storage.fold import words
from app.storage.person_search import (
    Findable,
    Rank,
    forget_person,
    index_newcomer,
    index_person,
    sort_name,
)
from app.storage.tables import (
    CaseRow,
    CertificateRow,
    OrganisationRow,
    PersonEventRow,
    PersonNameRow,
    PersonRow,
    PersonTokenRow,
    ToldGenderRow,
)


class UnknownPerson(UserError):
    """No such person in this desk's file."""

    def __init__(self, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id


class PersonErased(UserError):
    """The person is erased or has asked to be, since `day`: nothing new is written of them."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person to register. `identity_sealed` and `identity_hash` from IdentityCipher, or None."""

    id: UUID
    name: str
    birth_date: date | None
    identity_kind: str
    identity_sealed: bytes | None
    identity_hash: bytes | None
    protected: bool
    language: str
    employment: str
    employer: OrganisationRow | None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """What a list needs of a person."""

    id: UUID
    name: str
    birth_date: date | None
    employer: str
    protected: bool


def person(session: Session, person_id: UUID) -> PersonRow:
    """The person; raises UnknownPerson."""
    row = session.get(PersonRow, person_id)
    if row is None:
        raise UnknownPerson(person_id)
    return row


def present(session: Session, person_id: UUID) -> PersonRow:
    """The person, if something may be written of them; raises UnknownPerson, PersonErased."""
    row = person(session, person_id)
    erasure = erasure_in(row.name)
    if erasure is not None:
        raise PersonErased(erasure.day)
    return row


def register(session: Session, facts: PersonFacts, now: datetime) -> PersonRow:
    """Store a new person and let searches find them, unless they are protected."""
    row = PersonRow(
        id=facts.id,
        line=count(session) + 1,
        name=facts.name,
        sort_name=sort_name(facts.name),
        birth_date=facts.birth_date,
        identity_kind=facts.identity_kind,
        identity_sealed=facts.identity_sealed,
        identity_hash=facts.identity_hash,
        protected=facts.protected,
        language=facts.language,
        employment=facts.employment,
        employer_id=None if facts.employer is None else facts.employer.id,
        registered=now,
    )
    session.add(row)
    session.flush()
    session.add(PersonNameRow(person_id=row.id, since=now, name=row.name))
    if not row.protected:
        employer = "" if facts.employer is None else facts.employer.name
        index_newcomer(session, Findable(row.line, row.name, employer, row.birth_date))
    return row


def rename(session: Session, row: PersonRow, name: str, now: datetime) -> None:
    """Give the person another name from now on; the earlier one stays in the history."""
    row.name, row.sort_name = name, sort_name(name)
    session.add(PersonNameRow(person_id=row.id, since=now, name=name))
    session.flush()
    _index(session, row)


def protect(session: Session, row: PersonRow, *, is_protected: bool) -> None:
    """Let the person be protected from now on, or no longer; searches follow."""
    row.protected = is_protected
    session.flush()
    _index(session, row)


def untold_genders(session: Session, limit: int) -> Sequence[PersonRow]:
    """People with a case and a Swedish number whose gender the region has not heard; no protected.

    The first registered first, at most `limit`.
    """
    told = select(ToldGenderRow.person_id)
    validated = select(CaseRow.person_id).where(CaseRow.person_id.not_in(told))
    wanted = (
        select(PersonRow)
        .where(PersonRow.id.in_(validated), ~PersonRow.protected)
        .where(PersonRow.identity_kind.in_(("personnummer", "samordningsnummer")))
        .order_by(PersonRow.line)
        .limit(limit)
    )
    return session.scalars(wanted).all()


def with_number(session: Session, identity_hash: bytes) -> int | None:
    """The line of the person with this identity number, found by its keyed hash (R50)."""
    return session.scalar(select(PersonRow.line).where(PersonRow.identity_hash == identity_hash))


def with_certificate(session: Session, low: bytes, high: bytes) -> tuple[int, ...]:
    """The lines of those whose certificates have ids from `low` to `high`, both included."""
    found = (
        select(PersonRow.line)
        .join(CertificateRow, CertificateRow.person_id == PersonRow.id)
        .where(CertificateRow.id.between(low, high))
        .distinct()
        .limit(50)
    )
    return tuple(session.scalars(found))


def namesakes(session: Session, name: str, birth_date: date) -> tuple[int, ...]:
    """The lines of people of the same folded name and birth date (R50), not of protected ones."""
    tokens = words(name)
    if not tokens:
        return ()
    found = (
        select(PersonRow.line)
        .join(PersonTokenRow, PersonTokenRow.line == PersonRow.line)
        .where(
            PersonTokenRow.rank == Rank.NAME,
            PersonTokenRow.token == tokens[0],
            PersonTokenRow.sort_name == sort_name(name),
            PersonRow.birth_date == birth_date,
        )
    )
    return tuple(session.scalars(found))


def recent_lines(session: Session, limit: int) -> tuple[int, ...]:
    """The people last registered or worked with, the latest first; no protected people."""
    registered = select(PersonRow.registered, PersonRow.line).where(~PersonRow.protected)
    touched = (
        select(CaseRow.touched, PersonRow.line)
        .join(PersonRow, PersonRow.id == CaseRow.person_id)
        .where(~PersonRow.protected)
    )
    newest = [
        *session.execute(registered.order_by(PersonRow.line.desc()).limit(limit)),
        *session.execute(touched.order_by(CaseRow.touched.desc()).limit(limit * 4)),
    ]
    newest.sort(key=lambda found: found[0], reverse=True)
    return tuple(dict.fromkeys(line for _, line in newest))[:limit]


def count(session: Session) -> int:
    """How many people are registered: lines count them up, and nobody's row is ever removed."""
    return session.scalar(select(func.max(PersonRow.line))) or 0


def company(session: Session, name: str, new_id: UUID, now: datetime) -> OrganisationRow:
    """The company of this name, compared without case and accents; made if there is none."""
    search_name = " ".join(words(name))
    row = session.scalar(
        select(OrganisationRow).where(
            OrganisationRow.search_name == search_name, OrganisationRow.kind == "company"
        )
    )
    if row is None:
        row = OrganisationRow(
            id=new_id, kind="company", name=name, search_name=search_name, number=None, created=now
        )
        session.add(row)
        session.flush()
    return row


def companies(session: Session, prefix: str, limit: int) -> tuple[str, ...]:
    """Names of companies that begin with `prefix`, in order."""
    low = " ".join(words(prefix))
    found = (
        select(OrganisationRow.name)
        .where(
            OrganisationRow.kind == "company",
            OrganisationRow.search_name >= low,
            OrganisationRow.search_name < low + "\U0010ffff",
        )
        .order_by(OrganisationRow.search_name)
        .limit(limit)
    )
    return tuple(session.scalars(found))


def employer_name(session: Session, row: PersonRow) -> str:
    """The name of the person's company; "" for none."""
    if row.employer_id is None:
        return ""
    return session.get_one(OrganisationRow, row.employer_id).name


def index_employees(session: Session, company_id: UUID) -> None:
    """Let those who work there be found by its name as it is now."""
    for row in session.scalars(select(PersonRow).where(PersonRow.employer_id == company_id)).all():
        _index(session, row)


def add_event(
    session: Session, person_id: UUID, at: datetime, kind: str, actor: str, detail: str = ""
) -> None:
    """Write a line of what happened to the person's data."""
    session.add(PersonEventRow(person_id=person_id, at=at, kind=kind, actor=actor, detail=detail))


def events(session: Session, person_id: UUID) -> tuple[PersonEventRow, ...]:
    """What happened to the person's data, oldest first."""
    found = select(PersonEventRow).where(PersonEventRow.person_id == person_id)
    return tuple(session.scalars(found.order_by(PersonEventRow.id)))


def listed(session: Session, lines: Sequence[int]) -> list[ListedPerson]:
    """The people at these lines, in this order."""
    found = session.execute(
        select(
            PersonRow.line,
            PersonRow.id,
            PersonRow.name,
            PersonRow.birth_date,
            OrganisationRow.name,
            PersonRow.protected,
        )
        .outerjoin(OrganisationRow, OrganisationRow.id == PersonRow.employer_id)
        .where(PersonRow.line.in_(lines))
    )
    at = {row[0]: ListedPerson(row[1], row[2], row[3], row[4] or "", row[5]) for row in found.all()}
    return [at[line] for line in lines]


def _index(session: Session, row: PersonRow) -> None:
    if row.protected:
        forget_person(session, row.line)
        return
    employer = employer_name(session, row)
    index_person(session, Findable(row.line, row.name, employer, row.birth_date))
