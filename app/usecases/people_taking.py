"""Rows of a list as people of an order, and out again: many at a time, each signed for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.erasure import EraseGround, Erasure, ErasureStage
from app.domain.errors import UserError
from app.domain.free_text import clean_line
from app.domain.group_order import BasisKind
from app.domain.identity_number import IdentityNumber, parse_identity_number
from app.domain.people_list import JudgedRow, RowOutcome
from app.domain.person_name import clean_person_name
from app.seal.erase_payloads import EraseRequested
from app.seal.payloads import PersonRegistered
from app.seal.records import RecordType
from app.storage import companies, group_orders, log, newcomers
from app.storage.log import Saying
from app.storage.people import PersonFacts
from app.storage.tables import GroupOrderRow, OrderPersonRow, OrganisationRow
from app.usecases.desk import Desk
from app.usecases.group_orders import joined_payload
from app.usecases.people_judging import family_name_last, whole_number

_EVERY = 200

Tell = Callable[[int, int], object]
Stop = Callable[[], bool]
RowT = TypeVar("RowT")


class ReadingStopped(UserError):
    """Whoever reads a list, takes it in or takes it back has stopped it; nothing is changed."""


@dataclass(frozen=True, slots=True)
class Basis:
    """On what, and since when, the company may see the results of all who come; None: not yet."""

    kind: BasisKind | None
    day: date | None


def in_shares(rows: Sequence[RowT], tell: Tell, stop: Stop) -> Iterator[Sequence[RowT]]:
    """Some rows at a time, told of before each. Raises ReadingStopped between two."""
    for at in range(0, len(rows), _EVERY):
        if stop():
            raise ReadingStopped
        tell(at, len(rows))
        yield rows[at : at + _EVERY]


def take_rows(
    desk: Desk,
    session: Session,
    order: GroupOrderRow,
    import_id: UUID,
    rows: Sequence[JudgedRow],
    basis: Basis,
) -> None:
    """Register who is new and let all of them join, in the caller's transaction.

    Who has taken back the basis for results at the company gets none by a list (R54).
    """
    now, company = desk.clock.now(), companies.organisation(session, order.company_id)
    facts = {
        one.row.line: _facts(desk, company, one, now.date())
        for one in rows
        if one.outcome is RowOutcome.NEW
    }
    newcomers.register_all(session, tuple(facts.values()), now, desk.assessor.name)
    place = group_orders.next_place(session, order.id)
    back = group_orders.took_back(session, company.id)
    bases = [Basis(None, None) if one.person_id in back else basis for one in rows]
    joined = [
        _joined(desk, order, import_id, one, facts.get(one.row.line), bases[at], place + at)
        for at, one in enumerate(rows)
    ]
    session.bulk_save_objects(joined)
    said: list[Saying] = []
    for one, row in zip(rows, joined, strict=True):
        if one.row.line in facts:
            said.append(_registered(facts[one.row.line], company))
        said.append(_told(order, row))
    log.append_all(session, desk.signer, said)


def take_back(
    desk: Desk, session: Session, order: GroupOrderRow, import_id: UUID, tell: Tell, stop: Stop
) -> int:
    """Let everybody who came with a list leave the order; how many, in the caller's transaction.

    Who was registered with it, and is nowhere else, is erased here, and the region asked to erase
    them too (R53). Raises ReadingStopped.
    """
    now, actor = desk.clock.now(), desk.assessor.name
    came = group_orders.of_import(session, import_id)
    only_here = newcomers.only_here(session, order.id, import_id)
    for share in in_shares(came, tell, stop):
        gone = [row.person_id for row in share if row.person_id in only_here]
        said: list[Saying] = []
        for row in share:
            said.append(_told(order, row, has_left=True))
            if row.person_id in only_here:
                said.append(_erasing(row.person_id))
        log.append_all(session, desk.signer, said)
        newcomers.leave_all(session, order.id, [row.person_id for row in share])
        asked = Erasure(ErasureStage.REQUESTED, now.date())
        newcomers.withhold_all(session, gone, asked, now, actor)
    return len(came)


def _facts(desk: Desk, company: OrganisationRow, one: JudgedRow, today: date) -> PersonFacts:
    number, person_id, cipher = _number(one, today), desk.new_id(), desk.identities
    return PersonFacts(
        id=person_id,
        name=clean_person_name(family_name_last(one.row.name)),
        birth_date=one.birth_date,
        identity_kind=number.kind if number else "none",
        identity_sealed=cipher.seal(number.digits, person_id) if number else None,
        identity_hash=cipher.hash(number.digits) if number else None,
        protected=one.row.is_protected,
        language="sv",
        employment="employed",
        employer=company,
    )


def _number(one: JudgedRow, today: date) -> IdentityNumber | None:
    typed = one.row.number.strip()
    return parse_identity_number(whole_number(typed), today) if typed else None


def _joined(
    desk: Desk,
    order: GroupOrderRow,
    import_id: UUID,
    one: JudgedRow,
    facts: PersonFacts | None,
    basis: Basis,
    place: int,
) -> OrderPersonRow:
    kind = basis.kind
    return OrderPersonRow(
        order_id=order.id,
        person_id=one.person_id if facts is None else facts.id,
        place=place,
        employee_number=clean_line(one.row.employee_number),
        department=clean_line(one.row.department),
        basis=kind or "",
        basis_day=(basis.day or desk.clock.now().date()) if kind else None,
        basis_by=desk.assessor.name if kind else "",
        import_id=import_id,
        made_here=facts is not None,
    )


def _registered(facts: PersonFacts, company: OrganisationRow) -> Saying:
    told = PersonRegistered(
        person=str(facts.id),
        name=facts.name,
        birth_date=facts.birth_date,
        employer=company.name,
        is_protected=facts.protected,
    )
    return Saying(RecordType.PERSON_REGISTERED, told.person, told)


def _told(order: GroupOrderRow, row: OrderPersonRow, *, has_left: bool = False) -> Saying:
    told = joined_payload(order, row, has_left=has_left)
    return Saying(RecordType.ORDER_JOINED, told.person, told)


def _erasing(person_id: UUID) -> Saying:
    asked = EraseRequested(str(person_id), EraseGround.MISTAKE)
    return Saying(RecordType.ERASE_REQUESTED, asked.person, asked)
