"""Companies, their orders and people's parts in projects, made again from the records."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.company_measure import CompanyMeasure, MeasureFor
from app.domain.participation import Month, Spent
from app.seal.company_payloads import CompanyRegistered, OrderJoined, OrderMade
from app.seal.measure_payloads import MeasurePlanned
from app.seal.participation_payloads import HoursAttested, ParticipationStated
from app.seal.payload_form import Payload
from app.storage import group_orders, measures
from app.storage.fold import words
from app.storage.log_proof import Told
from app.storage.tables import (
    AttestedHoursRow,
    CompanyRow,
    GroupOrderRow,
    OrderPersonRow,
    OrganisationRow,
    ParticipationRow,
    PersonRow,
    ProjectRow,
    SealRow,
)


@dataclass(slots=True)
class SaidOfCompanies:
    """The newest word on each; every record restates its subject whole."""

    companies: dict[str, tuple[Told, CompanyRegistered]] = field(default_factory=dict)
    orders: dict[str, tuple[Told, OrderMade]] = field(default_factory=dict)
    joined: dict[tuple[str, str], tuple[Told, OrderJoined]] = field(default_factory=dict)
    measures: dict[str, tuple[Told, MeasurePlanned]] = field(default_factory=dict)
    parts: dict[str, tuple[Told, ParticipationStated]] = field(default_factory=dict)
    hours: dict[tuple[str, str], tuple[Told, HoursAttested]] = field(default_factory=dict)

    def take(self, told: Told, payload: Payload | None) -> None:
        """Let one more record have its say; others change nothing."""
        match payload:
            case CompanyRegistered():
                self.companies[payload.company] = (told, payload)
            case OrderMade():
                self.orders[payload.order] = (told, payload)
            case OrderJoined():
                self.joined[payload.order, payload.person] = (told, payload)
            case MeasurePlanned():
                self.measures[payload.measure] = (told, payload)
            case ParticipationStated():
                self.parts[payload.participation] = (told, payload)
            case HoursAttested():
                self.hours[payload.participation, payload.month] = (told, payload)
            case _:
                return


@dataclass(frozen=True, slots=True)
class CompanyMending:
    """Adds what is missing and sets what a record says otherwise, in the caller's transaction.

    What no record says does not come back: contacts, notes, numbers of sole traders and of
    employees, the rota, which file somebody came with, conversations as they were answered.
    """

    session: Session
    said: SaidOfCompanies
    nameless: frozenset[str]

    def mend(self) -> None:
        """Everything, what others lean on first."""
        for told, company in self.said.companies.values():
            self._company(told.header.time.wall, company)
        for told, order in self.said.orders.values():
            self._order(told.header.time.wall, order)
        for _told, joined in self.said.joined.values():
            self._joined(joined)
        for told, measure in self.said.measures.values():
            self._measure(told.header.time.wall, measure)
        for told, part in self.said.parts.values():
            self._part(told.header.time.wall, part)
        for told, hours in self.said.hours.values():
            self._hours(told, hours)
        self.session.flush()

    def _company(self, at: datetime, said: CompanyRegistered) -> None:
        id_ = UUID(said.company)
        if self.session.get(OrganisationRow, id_) is None:
            folded = " ".join(words(said.name))
            row = OrganisationRow(id=id_, kind="company", name=said.name, search_name=folded)
            row.number, row.created = said.legal_entity, at
            self.session.add(row)
            self.session.flush()
        if self.session.get(CompanyRow, id_) is None:
            self.session.add(CompanyRow(id=id_, contact="", email="", note="", registered=at))
            self.session.flush()

    def _order(self, at: datetime, said: OrderMade) -> None:
        company = UUID(said.company)
        if self.session.get(OrganisationRow, company) is None:
            return
        row = self.session.get(GroupOrderRow, UUID(said.order))
        if row is None:
            row = GroupOrderRow(id=UUID(said.order), company_id=company, made=at)
            row.code = said.profile
            self.session.add(row)
        row.name, row.first_day, row.last_day = said.name, said.first_day, said.last_day
        row.state = "closed" if said.is_closed else "open"
        self.session.flush()

    def _joined(self, said: OrderJoined) -> None:
        order, person = UUID(said.order), UUID(said.person)
        row = self.session.get(OrderPersonRow, (order, person))
        if said.has_left or said.person in self.nameless:
            if row is not None:
                group_orders.leave(self.session, row)
            return
        if row is None:
            if not self._are_there((GroupOrderRow, order), (PersonRow, person)):
                return
            row = OrderPersonRow(order_id=order, person_id=person, employee_number="", basis_by="")
            row.place, row.made_here = group_orders.next_place(self.session, order), False
            self.session.add(row)
        row.department, row.basis = said.department or "", said.basis or ""
        row.basis_day = said.basis_day
        self.session.flush()

    def _measure(self, at: datetime, said: MeasurePlanned) -> None:
        if not self._are_there((OrganisationRow, UUID(said.company))):
            return
        people = (MeasureFor(UUID(one.person), one.done) for one in said.people)
        measure = CompanyMeasure(
            UUID(said.measure),
            UUID(said.company),
            said.profile,
            said.area,
            said.kind,
            said.text,
            said.length or "",
            said.responsible,
            said.due,
            said.follow_up,
            tuple(one for one in people if self._are_there((PersonRow, one.person_id))),
        )
        measures.keep(self.session, measure, at, at if said.dropped else None)

    def _part(self, at: datetime, said: ParticipationStated) -> None:
        project, person = UUID(said.project), UUID(said.person)
        row = self.session.get(ParticipationRow, UUID(said.participation))
        if row is None:
            if not self._are_there((ProjectRow, project), (PersonRow, person)):
                return
            row = ParticipationRow(id=UUID(said.participation), project_id=project)
            row.person_id = person
            if said.person not in self.nameless:
                row.company_id, row.sealed = self._company_of(said), said.identity
            self.session.add(row)
        row.status, row.first, row.last = said.status, said.first, said.last
        row.is_void, row.stated = said.is_void, at
        self.session.flush()

    def _company_of(self, said: ParticipationStated) -> UUID | None:
        id_ = UUID(said.company) if said.company else None
        return None if self.session.get(OrganisationRow, id_) is None else id_

    def _hours(self, told: Told, said: HoursAttested) -> None:
        key = UUID(said.participation), Month.read(said.month).first
        row, seal = (
            self.session.get(AttestedHoursRow, key),
            self.session.get(SealRow, told.header.kid),
        )
        if row is not None and row.record == told.hash:
            return
        if seal is None or not self._are_there((ParticipationRow, key[0])):
            return
        if row is None:
            row = AttestedHoursRow(participation_id=key[0], month=key[1])
            self.session.add(row)
        row.spent = msgspec.json.encode([Spent(one.activity, one.minutes) for one in said.spent])
        row.confirmed, row.way = said.confirmed, said.way
        row.assessor_id, row.attested = seal.assessor_id, told.header.time.wall
        row.record = told.hash

    def _are_there(self, *wanted: tuple[type, UUID]) -> bool:
        return all(self.session.get(table, id_) is not None for table, id_ in wanted)
