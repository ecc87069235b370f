"""Where rows of companies, orders, plans and parts in projects are not as the records say."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.company_measure import WORDS_GONE
from app.domain.log_check import Difference, Finding
from app.domain.participation import Month, Spent
from app.seal.company_payloads import CompanyRegistered, OrderJoined, OrderMade
from app.seal.conversation_payloads import ConversationHeld
from app.seal.participation_payloads import HoursAttested, ParticipationStated
from app.seal.record_header import RecordType
from app.storage import conversations
from app.storage.log_proof import Told
from app.storage.tables import (
    AttestedHoursRow,
    CompanyLevelRow,
    CompanyRow,
    ConversationRow,
    GroupOrderRow,
    MeasurePersonRow,
    MeasureRow,
    OrderPersonRow,
    OrganisationRow,
    ParticipationRow,
)
from app.usecases.company_said import SaidMeasure, SaidOfCompanies

RowT = TypeVar("RowT")
SaidT = TypeVar("SaidT")
KeyT = TypeVar("KeyT", str, tuple[str, str])
Silent = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CompanyCheck:
    """Holds the rows against what is said. `names`: what erased people were called.

    `silent`: by type and person, records without content; what rests on them is not compared.
    What no record says is compared with nothing: contacts and notes, numbers of sole traders and
    of employees, rota, imports, and what was said in a conversation beside its steps.
    """

    session: Session
    said: SaidOfCompanies
    nameless: frozenset[str]
    names: frozenset[str]
    silent: Silent

    def differences(self) -> Iterator[Difference]:
        """Every row that is not as the records say, and every one without a record."""
        yield from self._companies()
        yield from self._levels()
        yield from self._orders()
        yield from self._joined()
        yield from self._measures()
        yield from self._conversations()
        yield from self._parts()
        yield from self._hours()

    def _companies(self) -> Iterator[Difference]:
        cards = {str(row.id): row for row in self.session.scalars(select(CompanyRow))}
        rows = {str(row.id): row for row in self.session.scalars(select(OrganisationRow))}
        for id_, (told, payload) in self.said.companies.items():
            row = rows.get(id_)
            if cards.pop(id_, None) is None or row is None or not is_company(row, payload):
                yield Difference(Finding.COMPANY, told.hash, payload.name)
        yield from _unsigned(cards)

    def _levels(self) -> Iterator[Difference]:
        held: dict[tuple[str, str], dict[str, int]] = {}
        for row in self.session.scalars(select(CompanyLevelRow)):
            held.setdefault((str(row.company_id), row.code), {})[row.area_id] = row.level
        for key, (told, payload) in self.said.levels.items():
            if held.pop(key, {}) != payload.levels:
                yield Difference(Finding.LEVELS, told.hash, self._at(*key))
        yield from _unsigned(" ".join(key) for key in held)

    def _orders(self) -> Iterator[Difference]:
        rows = {str(row.id): row for row in self.session.scalars(select(GroupOrderRow))}
        for id_, (told, payload) in self.said.orders.items():
            if not _is(rows.pop(id_, None), payload, is_order):
                about = self._at(payload.company, payload.name)
                yield Difference(Finding.ORDER, told.hash, about)
        yield from _unsigned(rows)

    def _joined(self) -> Iterator[Difference]:
        found = self.session.scalars(select(OrderPersonRow))
        rows = {(str(row.order_id), str(row.person_id)): row for row in found}
        for key, (told, payload) in self.said.joined.items():
            row = rows.pop(key, None)
            is_out = payload.has_left or payload.person in self.nameless
            if (row is not None) if is_out else not _is(row, payload, is_joined):
                about = self._at(payload.company, payload.profile, payload.person)
                yield Difference(Finding.ORDER, told.hash, about)
        yield from self._left(RecordType.ORDER_JOINED, rows, lambda row: str(row.person_id))

    def _measures(self) -> Iterator[Difference]:
        rows = {str(row.id): row for row in self.session.scalars(select(MeasureRow))}
        people: dict[UUID, dict[UUID, object]] = {}
        for taker in self.session.scalars(select(MeasurePersonRow)):
            people.setdefault(taker.measure_id, {})[taker.person_id] = taker.done
        for id_, (told, stated) in self.said.measures.items():
            row = rows.pop(id_, None)
            said = self.said.measure(id_, self.nameless, self.names)
            held = {} if row is None else people.get(row.id, {})
            if not (self._is_unsure(told) or self._is_measure(row, held, said)):
                about = self._at(stated.company, stated.profile, stated.area)
                yield Difference(Finding.MEASURE, told.hash, about)
        yield from self._left(RecordType.MEASURE_PLANNED, rows, lambda _row: "")

    def _is_unsure(self, told: Told) -> bool:
        """Whether a later record of the same kind has lost its content: facts and words in one."""
        type_ = RecordType.MEASURE_PLANNED
        return told.header.type == type_ and self.silent[type_, ""] > 0

    def _is_measure(
        self, row: MeasureRow | None, people: Mapping[UUID, object], said: SaidMeasure
    ) -> bool:
        if row is None:
            return said.is_nobodys
        return (
            not said.is_nobodys
            and is_stated(row, said)
            and people == said.people
            and self._is_worded(row, said)
        )

    def _is_worded(self, row: MeasureRow, said: SaidMeasure) -> bool:
        """Words whose newest record has lost its content are compared with no earlier ones."""
        held = row.text, row.responsible, row.length
        may_be_gone = self.silent[RecordType.MEASURE_WORDED, ""] > 0
        return (
            said.words is None
            or held == said.words
            or (may_be_gone and held == (WORDS_GONE, "", ""))
        )

    def _conversations(self) -> Iterator[Difference]:
        found = self.session.scalars(select(ConversationRow).where(ConversationRow.state == "held"))
        rows = {str(row.id): row for row in found}
        answers = conversations.answers(self.session, (row.id for row in rows.values()))
        counted = Counter((one.company, one.number) for _told, one in self.said.held.values())
        for id_, (told, payload) in self.said.held.items():
            row = rows.pop(id_, None)
            given = {} if row is None else answers[row.id]
            levels = {q: one.level for q, one in given.items() if one.level is not None}
            skipped = {q for q, one in given.items() if one.level is None and one.is_given}
            is_twice = counted[payload.company, payload.number] > 1
            if (
                row is None
                or not is_held(row, payload, is_twice=is_twice)
                or (levels, skipped) != (payload.levels, set(payload.skipped))
                or row.record != told.hash
            ):
                about = self._at(payload.company, payload.day.isoformat())
                yield Difference(Finding.CONVERSATION, told.hash, about)
        yield from _unsigned(rows)

    def _parts(self) -> Iterator[Difference]:
        rows = {str(row.id): row for row in self.session.scalars(select(ParticipationRow))}
        for id_, (told, payload) in self.said.parts.items():
            row, is_named = rows.pop(id_, None), payload.person not in self.nameless
            if row is None or not is_part(row, payload, is_named=is_named):
                yield Difference(Finding.PARTICIPATION, told.hash, payload.person)
        yield from self._left(RecordType.PARTICIPATION_STATED, rows, lambda row: str(row.person_id))

    def _hours(self) -> Iterator[Difference]:
        part = AttestedHoursRow.participation_id == ParticipationRow.id
        found = self.session.execute(
            select(AttestedHoursRow, ParticipationRow.person_id).join(ParticipationRow, part)
        )
        rows = {
            (str(row.participation_id), str(Month.of(row.month))): (row, str(person))
            for row, person in found
        }
        for key, (told, payload) in self.said.hours.items():
            row = rows.pop(key, None)
            if row is None or not is_attested(row[0], told, payload):
                about = f"{payload.person} {payload.month}"
                yield Difference(Finding.HOURS, told.hash, about)
        yield from self._left(RecordType.HOURS_ATTESTED, rows, lambda one: one[1])

    def _at(self, company: str, *what: str) -> str:
        """What at which company; people by pseudonym alone."""
        known = self.said.companies.get(company)
        return " ".join((company if known is None else known[1].name, *what))

    def _left(
        self,
        type_: RecordType,
        rows: Mapping[KeyT, RowT],
        whose: Callable[[RowT], str],
    ) -> Iterator[Difference]:
        """Rows no record tells of, but for as many as records without content may stand behind.

        An erased person's hours are one row a month, whatever number of times they were attested.
        """
        yield from _unsigned(
            key if isinstance(key, str) else " ".join(key)
            for key, row in rows.items()
            if not self.silent[type_, whose(row)]
        )


def is_company(row: OrganisationRow, said: CompanyRegistered) -> bool:
    """Whether a company's row says what its record says."""
    return (row.kind, row.name, row.number) == ("company", said.name, said.legal_entity)


def is_order(row: GroupOrderRow, said: OrderMade) -> bool:
    """Whether an order's row says what its record says."""
    held = (str(row.company_id), row.code, row.name, row.first_day, row.last_day, row.state)
    state = "closed" if said.is_closed else "open"
    return held == (said.company, said.profile, said.name, said.first_day, said.last_day, state)


def is_joined(row: OrderPersonRow, said: OrderJoined) -> bool:
    """Whether somebody stands in an order as their record says."""
    held = (row.department, row.basis, row.basis_day)
    return held == (said.department or "", said.basis or "", said.basis_day)


def is_stated(row: MeasureRow, said: SaidMeasure) -> bool:
    """Whether a measure's row says what its record says, words and people apart."""
    facts = said.stated
    held = (str(row.company_id), row.code, row.area_id, row.kind, row.due, row.follow_up)
    told = (facts.company, facts.profile, facts.area, facts.kind, facts.due, facts.follow_up)
    return (*held, row.dropped is not None) == (*told, facts.dropped)


def is_held(row: ConversationRow, said: ConversationHeld, *, is_twice: bool) -> bool:
    """Whether a conversation's row says what its record says, answers apart.

    `is_twice`: two that were held are counted as the same, so one of them has another number here.
    """
    held = (str(row.company_id), row.guide_hash, row.day)
    is_numbered = is_twice or row.number == said.number
    return is_numbered and held == (said.company, said.guide_hash, said.day)


def is_part(row: ParticipationRow, said: ParticipationStated, *, is_named: bool) -> bool:
    """Whether a part's row says what its record says; of whom is no more told once erased."""
    held = (str(row.project_id), str(row.person_id), row.status, row.first, row.last, row.is_void)
    told = (said.project, said.person, said.status, said.first, said.last, said.is_void)
    company = None if row.company_id is None else str(row.company_id)
    is_same = (company, row.sealed) == (said.company, said.identity)
    return held == told and (is_same or not is_named)


def is_attested(row: AttestedHoursRow, told: Told, said: HoursAttested) -> bool:
    """Whether a month's row says what its record says."""
    return (row.spent, row.confirmed, row.way, row.record) == (
        spent_bytes(said),
        said.confirmed,
        said.way,
        told.hash,
    )


def spent_bytes(said: HoursAttested) -> bytes:
    """The minutes as a row keeps them."""
    return msgspec.json.encode([Spent(one.activity, one.minutes) for one in said.spent])


def _is(row: RowT | None, said: SaidT, same: Callable[[RowT, SaidT], bool]) -> bool:
    return row is not None and same(row, said)


def _unsigned(rows: Iterable[str]) -> Iterator[Difference]:
    return (Difference(Finding.UNSIGNED, None, about) for about in rows)
