"""Companies, their orders and people's parts in projects, made again from the records."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.company_measure import WORDS_GONE, CompanyMeasure, MeasureFor
from app.domain.participation import Month
from app.seal.company_payloads import CompanyRegistered, CompanyRequired, OrderJoined, OrderMade
from app.seal.participation_payloads import HoursAttested, ParticipationStated
from app.storage import group_orders, matrix_rows, measures
from app.storage.fold import words
from app.storage.log_proof import Told
from app.storage.people import index_employees
from app.storage.tables import (
    AssessorRow,
    AttestedHoursRow,
    CompanyRow,
    GroupOrderRow,
    MeasureRow,
    OrderPersonRow,
    OrganisationRow,
    ParticipationRow,
    PersonRow,
    ProjectRow,
    SealRow,
)
from app.usecases.company_differences import (
    is_attested,
    is_company,
    is_joined,
    is_part,
    spent_bytes,
)
from app.usecases.company_said import SaidMeasure, SaidOfCompanies
from app.usecases.conversation_mending import ConversationMending


@dataclass(frozen=True, slots=True)
class CompanyMending:
    """Adds what is missing and sets what a record says otherwise, in the caller's transaction.

    What no record says is a fact of this desk alone. It stays as it is in every row that is there,
    and comes with a backup: contact, e-mail and note of a company, a sole trader's number, numbers
    of employees, the rota, which file somebody came with, notes, roles and steps of conversations.
    With a row that is lost it does not come back; a required level, and who noted a basis, do.
    """

    session: Session
    said: SaidOfCompanies
    nameless: frozenset[str]
    names: frozenset[str]

    def mend(self) -> None:
        """Everything, what others lean on first."""
        for id_, (_told, company) in self.said.companies.items():
            self._company(self.said.since[id_], company)
        for _told, required in self.said.levels.values():
            self._levels(required)
        for id_, (_told, order) in self.said.orders.items():
            self._order(self.said.since[id_], order)
        for key, (_told, joined) in self.said.joined.items():
            self._joined(joined, self.said.basis.get(key))
        for id_ in self.said.measures:
            self._measure(id_, self.said.measure(id_, self.nameless, self.names))
        ConversationMending(self.session).mend_all(self.said.held.values())
        self._all_parts()
        self.session.flush()

    def _all_parts(self) -> None:
        for told, part in self.said.parts.values():
            self._part(told.header.time.wall, part)
        for told, hours in self.said.hours.values():
            self._hours(told, hours)

    def _company(self, at: datetime, said: CompanyRegistered) -> None:
        id_ = UUID(said.company)
        row = self.session.get(OrganisationRow, id_)
        if row is None:
            row = OrganisationRow(id=id_, name="", search_name="", kind="company", created=at)
            self.session.add(row)
        if not is_company(row, said):
            row.kind, row.number = "company", said.legal_entity
            row.name, row.search_name = said.name, " ".join(words(said.name))
            self.session.flush()
            index_employees(self.session, id_)
        if self.session.get(CompanyRow, id_) is None:
            self.session.add(CompanyRow(id=id_, contact="", email="", note="", registered=at))
            self.session.flush()

    def _levels(self, said: CompanyRequired) -> None:
        company = UUID(said.company)
        if not self._are_there((OrganisationRow, company)):
            return
        held = matrix_rows.own_levels(self.session, company, said.profile)
        for area in held.keys() | said.levels.keys():
            level = said.levels.get(area)
            if held.get(area) != level:
                matrix_rows.keep_level(self.session, company, said.profile, area, level)

    def _order(self, at: datetime, said: OrderMade) -> None:
        company = UUID(said.company)
        if not self._are_there((OrganisationRow, company)):
            return
        row = self.session.get(GroupOrderRow, UUID(said.order))
        if row is None:
            row = GroupOrderRow(id=UUID(said.order), made=at)
            self.session.add(row)
        row.company_id, row.code = company, said.profile
        row.name, row.first_day, row.last_day = said.name, said.first_day, said.last_day
        row.state = "closed" if said.is_closed else "open"
        self.session.flush()

    def _joined(self, said: OrderJoined, basis: Told | None) -> None:
        order, person = UUID(said.order), UUID(said.person)
        row = self.session.get(OrderPersonRow, (order, person))
        if said.has_left or said.person in self.nameless:
            if row is not None:
                group_orders.leave(self.session, row)
            return
        if row is None:
            if not self._are_there((GroupOrderRow, order), (PersonRow, person)):
                return
            row = OrderPersonRow(order_id=order, person_id=person, employee_number="")
            row.place, row.made_here = group_orders.next_place(self.session, order), False
            row.department = row.basis = row.basis_by = ""
            self.session.add(row)
        elif is_joined(row, said):
            return
        row.department, row.basis = said.department or "", said.basis or ""
        row.basis_day, row.basis_by = said.basis_day, self._who_signed(basis)
        self.session.flush()

    def _who_signed(self, told: Told | None) -> str:
        """Who noted the basis, or took it back."""
        seal = None if told is None else self.session.get(SealRow, told.header.kid)
        return "" if seal is None else self.session.get_one(AssessorRow, seal.assessor_id).name

    def _measure(self, measure: str, said: SaidMeasure) -> None:
        facts, id_ = said.stated, UUID(measure)
        if not self._are_there((OrganisationRow, UUID(facts.company))):
            return
        if said.is_nobodys:
            measures.remove(self.session, id_)
            return
        row = self.session.get(MeasureRow, id_)
        kept = (WORDS_GONE, "", "") if row is None else (row.text, row.responsible, row.length)
        text, responsible, length = kept if said.words is None else said.words
        people = [one for one in said.people if self._are_there((PersonRow, one))]
        kept_as = CompanyMeasure(
            id_,
            UUID(facts.company),
            facts.profile,
            facts.area,
            facts.kind,
            text,
            length,
            responsible,
            facts.due,
            facts.follow_up,
            tuple(MeasureFor(one, said.people[one]) for one in people),
        )
        at = self.said.measures[measure][0].header.time.wall
        since = at if row is None or row.dropped is None else row.dropped
        made = self.said.since[measure]
        measures.keep(self.session, kept_as, made, since if facts.dropped else None)

    def _part(self, at: datetime, said: ParticipationStated) -> None:
        project, person = UUID(said.project), UUID(said.person)
        row = self.session.get(ParticipationRow, UUID(said.participation))
        is_named = said.person not in self.nameless
        if row is not None and is_part(row, said, is_named=is_named):
            return
        if row is None:
            if not self._are_there((ProjectRow, project), (PersonRow, person)):
                return
            row = ParticipationRow(id=UUID(said.participation))
        row.project_id, row.person_id = project, person
        row.status, row.first, row.last = said.status, said.first, said.last
        row.is_void, row.stated = said.is_void, at
        if is_named:
            row.company_id = self._company_of(said)
            if row.sealed != said.identity:
                row.sealed, row.sealed_of = said.identity, None
        self.session.add(row)
        self.session.flush()

    def _company_of(self, said: ParticipationStated) -> UUID | None:
        if said.company is None or not self._are_there((OrganisationRow, UUID(said.company))):
            return None
        return UUID(said.company)

    def _hours(self, told: Told, said: HoursAttested) -> None:
        key = UUID(said.participation), Month.read(said.month).first
        row = self.session.get(AttestedHoursRow, key)
        if row is not None and is_attested(row, told, said):
            return
        seal = self.session.get(SealRow, told.header.kid)
        if seal is None or not self._are_there((ParticipationRow, key[0])):
            return
        if row is None:
            row = AttestedHoursRow(participation_id=key[0], month=key[1])
            self.session.add(row)
        row.spent = spent_bytes(said)
        row.confirmed, row.way = said.confirmed, said.way
        row.assessor_id, row.attested = seal.assessor_id, told.header.time.wall
        row.record = told.hash

    def _are_there(self, *wanted: tuple[type, UUID]) -> bool:
        return all(self.session.get(table, id_) is not None for table, id_ in wanted)
