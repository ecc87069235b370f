"""People who come with a list: registered, put in an order and taken back many at a time."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.erasure import Erasure, name_of
from app.storage import measure_words
from app.storage.people import PersonFacts, count
from app.storage.person_search import Findable, sort_name, token_rows, words_row
from app.storage.tables import (
    CaseRow,
    GroupOrderRow,
    MeasureRow,
    OrderPersonRow,
    ParticipationRow,
    PersonEventRow,
    PersonNameRow,
    PersonRow,
    PersonTokenRow,
    PersonWordsRow,
    RotaRow,
    TieRow,
    ToldGenderRow,
)

_AT_ONCE = 500


def register_all(
    session: Session, newcomers: Sequence[PersonFacts], now: datetime, actor: str
) -> None:
    """Store new people and let searches find them, unless they are protected."""
    if not newcomers:
        return
    first = count(session) + 1
    numbered = list(enumerate(newcomers, first))
    session.execute(insert(PersonRow), [_row(line, one, now) for line, one in numbered])
    named = [{"person_id": one.id, "since": now, "name": one.name} for one in newcomers]
    session.execute(insert(PersonNameRow), named)
    shown = [_findable(line, one) for line, one in numbered if not one.protected]
    if shown:
        tokens = [row for one in shown for row in token_rows(one)]
        session.execute(insert(PersonTokenRow), tokens)
        session.execute(insert(PersonWordsRow), [words_row(one) for one in shown])
    _note(session, [one.id for one in newcomers], now, "registered", actor)


def count_of(session: Session, import_id: UUID) -> int:
    """How many of those who came with a list are still in the order."""
    came = select(func.count()).where(OrderPersonRow.import_id == import_id)
    return session.scalar(came) or 0


def with_case(session: Session, order: GroupOrderRow, import_id: UUID) -> bool:
    """Whether a case of the order has begun for anybody who came with this list."""
    came = select(OrderPersonRow.person_id).where(OrderPersonRow.import_id == import_id)
    begun = select(CaseRow.id).where(
        CaseRow.person_id.in_(came), CaseRow.code == order.code, CaseRow.opened >= order.made
    )
    return session.scalar(begun.limit(1)) is not None


def only_here(session: Session, order_id: UUID, import_id: UUID) -> frozenset[UUID]:
    """Whom a list registered who has no case, no other order, and takes part in no project."""
    made = OrderPersonRow.import_id == import_id, OrderPersonRow.made_here
    other = select(OrderPersonRow.person_id).where(OrderPersonRow.order_id != order_id)
    taking_part = select(ParticipationRow.person_id).where(~ParticipationRow.is_void)
    came = set(session.scalars(select(OrderPersonRow.person_id).where(*made)))
    for elsewhere in (select(CaseRow.person_id), other, taking_part):
        came.difference_update(session.scalars(elsewhere.distinct()))
    return frozenset(came)


def leave_all(session: Session, order_id: UUID, people: Sequence[UUID]) -> None:
    """Take people out of an order and of its rota."""
    for ids in _some(people):
        for table in (RotaRow, OrderPersonRow):
            gone = delete(table).where(table.order_id == order_id, table.person_id.in_(ids))
            session.execute(gone)


def withhold_all(
    session: Session, people: Sequence[UUID], erasure: Erasure, now: datetime, actor: str
) -> None:
    """As `erasing.withhold`, for people without a case who take part in nothing."""
    if session.scalar(select(func.count()).select_from(MeasureRow)):
        for person_id in people:  # knows them by name, so first
            measure_words.forget(session, person_id)
    gone = {
        "name": name_of(erasure),
        "sort_name": "",
        "identity_kind": "none",
        "identity_sealed": None,
        "identity_hash": None,
        "birth_date": None,
        "employment": "other",
        "employer_id": None,
    }
    for ids in _some(people):
        here = PersonRow.id.in_(ids)
        lines = session.scalars(select(PersonRow.line).where(here)).all()
        for line in (PersonTokenRow.line, PersonWordsRow.line):
            session.execute(delete(line.class_).where(line.in_(lines)))
        session.execute(update(PersonRow).where(here).values(gone))
        for person in (PersonNameRow.person_id, TieRow.person_id, ToldGenderRow.person_id):
            session.execute(delete(person.class_).where(person.in_(ids)))
        told = update(PersonEventRow).where(PersonEventRow.person_id.in_(ids))
        session.execute(told.values(detail=""))
        void = update(ParticipationRow).where(ParticipationRow.person_id.in_(ids))
        session.execute(void.values(sealed=None, sealed_of=None, company_id=None))
        _note(session, ids, now, "erase_requested", actor)


def _row(line: int, one: PersonFacts, now: datetime) -> dict[str, object]:
    return {
        "id": one.id,
        "line": line,
        "name": one.name,
        "sort_name": sort_name(one.name),
        "birth_date": one.birth_date,
        "identity_kind": one.identity_kind,
        "identity_sealed": one.identity_sealed,
        "identity_hash": one.identity_hash,
        "protected": one.protected,
        "language": one.language,
        "employment": one.employment,
        "employer_id": None if one.employer is None else one.employer.id,
        "registered": now,
    }


def _findable(line: int, one: PersonFacts) -> Findable:
    employer = "" if one.employer is None else one.employer.name
    return Findable(line, one.name, employer, one.birth_date)


def _some(people: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """As many at a time as one statement may name."""
    return (people[at : at + _AT_ONCE] for at in range(0, len(people), _AT_ONCE))


def _note(session: Session, people: Sequence[UUID], now: datetime, kind: str, actor: str) -> None:
    rows = [
        {"person_id": one, "at": now, "kind": kind, "actor": actor, "detail": ""} for one in people
    ]
    session.execute(insert(PersonEventRow), rows)
