"""Companies, their orders, who is in them and conversations held: the newest word counts."""

from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.node.fresh import Fresh
from app.node.result_tables import HeldConversation, KnownCompany, KnownOrder, OrderedPerson
from app.node.tables import NodeRow
from app.node.told import Told
from app.seal.company_payloads import CompanyRegistered, OrderJoined, OrderMade
from app.seal.conversation_payloads import ConversationHeld

RowT = TypeVar("RowT", KnownCompany, KnownOrder, OrderedPerson, HeldConversation)
OfCompany = CompanyRegistered | OrderMade | OrderJoined | ConversationHeld


class CompanyRows:
    """The rows a chunk of records speaks of, read at once and written at once."""

    def __init__(self, session: Session, told: Told) -> None:
        self._session, self._fresh = session, Fresh()
        companies = {one.company for one in told.of(CompanyRegistered)}
        orders = {one.order for one in told.of(OrderMade)}
        joined = {one.order for one in told.of(OrderJoined)}
        people = {one.person for one in told.of(OrderJoined)}
        self._companies = self._read(KnownCompany, companies, KnownCompany.id.in_(companies))
        self._orders = self._read(KnownOrder, orders, KnownOrder.id.in_(orders))
        held = {one.conversation for one in told.of(ConversationHeld)}
        self._held = self._read(HeldConversation, held, HeldConversation.id.in_(held))
        in_them = OrderedPerson.order.in_(joined) & OrderedPerson.person.in_(people)
        self._people = self._read(OrderedPerson, joined, in_them)

    def take(self, payload: OfCompany, at: datetime) -> None:
        """Change the row the payload restates; what was said later stays."""
        match payload:
            case CompanyRegistered():
                row = self._row(KnownCompany, self._companies, at, id=payload.company)
                if row is not None:
                    row.name, row.number = payload.name, payload.legal_entity or ""
            case OrderMade():
                self._order(payload, at)
            case ConversationHeld():
                self._conversation(payload, at)
            case OrderJoined():
                keys = {"order": payload.order, "person": payload.person}
                joined = self._row(OrderedPerson, self._people, at, **keys)
                if joined is not None:
                    joined.company, joined.profile = payload.company, payload.profile
                    joined.has_left = payload.has_left

    def store(self) -> None:
        """Write the new rows; changed ones are written with the session."""
        self._fresh.store(self._session, KnownCompany, KnownOrder, OrderedPerson, HeldConversation)

    def _order(self, payload: OrderMade, at: datetime) -> None:
        row = self._row(KnownOrder, self._orders, at, id=payload.order)
        if row is None:
            return
        row.company, row.profile, row.name = payload.company, payload.profile, payload.name
        row.first_day, row.last_day = payload.first_day, payload.last_day
        row.is_closed = payload.is_closed

    def _conversation(self, payload: ConversationHeld, at: datetime) -> None:
        row = self._row(HeldConversation, self._held, at, id=payload.conversation)
        if row is None:
            return
        row.company, row.guide, row.number = payload.company, payload.guide, payload.number
        row.day, row.themes = payload.day, msgspec.json.encode(payload.themes).decode()
        row.people_now, row.people_in_three = payload.people_now, payload.people_in_three
        row.people_lacking = payload.people_lacking
        row.critical_roles, row.roles_at_risk = payload.critical_roles, payload.roles_at_risk

    def _row(
        self, table: type[RowT], known: dict[tuple[str, ...], RowT], at: datetime, **keys: str
    ) -> RowT | None:
        """The row to change, None where something newer is known."""
        row = known.get(tuple(keys.values()))
        if row is None:
            row = known[tuple(keys.values())] = self._fresh.add(table, **keys, told=at)
        elif row.told > at:
            return None
        row.told = at
        return row

    def _read(
        self, table: type[RowT], ids: set[str], wanted: ColumnElement[bool]
    ) -> dict[tuple[str, ...], RowT]:
        if not ids:
            return {}
        return {_key(row): row for row in self._session.scalars(select(table).where(wanted))}


def _key(row: NodeRow) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in row.__table__.primary_key)
