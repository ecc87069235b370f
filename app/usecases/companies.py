"""Companies as customers: found while typing, registered, completed (R49, R50)."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_NOTE, clean_line, clean_text
from app.domain.organisation_number import (
    OrganisationNumber,
    format_organisation_number,
    parse_organisation_number,
)
from app.domain.person_name import clean_person_name
from app.seal.company_payloads import CompanyRegistered
from app.seal.records import RecordType
from app.storage import companies as rows
from app.storage import log
from app.storage.companies import ListedCompany
from app.storage.fold import words
from app.storage.people import index_employees
from app.storage.tables import CompanyRow, OrganisationRow
from app.usecases.desk import Desk

__all__ = ["Companies", "CompanyCard", "ListedCompany", "NewCompany"]

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\".]+(\.[^@\s,;<>\".]+)+")


class DuplicateCompany(UserError):
    """There is a company of this name or number already (R50)."""

    def __init__(self, company: ListedCompany) -> None:
        super().__init__()
        self.company = company


class BadEmail(UserError):
    """What is typed is no e-mail address."""


@dataclass(frozen=True, slots=True)
class NewCompany:
    """A company to register or complete; `number` as typed, "" for none known yet."""

    name: str
    number: str = ""
    contact: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """All that is known of a company. A sole trader's `number` is personal data: never export it.

    `is_complete`: it was registered, and is not only somebody's employer.
    """

    id: UUID
    name: str
    number: str
    is_sole_trader: bool
    contact: str
    email: str
    note: str
    is_complete: bool


class Companies:
    """The desk's companies."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, text: str = "", limit: int = 200) -> tuple[ListedCompany, ...]:
        """Companies with all words of `text` in their name or number, by name; "" gives all."""
        with self._desk.database.reading() as session:
            return rows.listed(session, text, limit)

    def card(self, company_id: UUID) -> CompanyCard:
        """One of them. Raises UnknownCompany."""
        with self._desk.database.reading() as session:
            row = rows.organisation(session, company_id)
            return self._card(row, rows.card(session, company_id))

    def register(self, new: NewCompany) -> UUID:
        """Register a company and say so in the log; its id.

        Raises BadPersonName, BadOrganisationNumber, BadEmail, TextTooLong, DuplicateCompany.
        """
        cleaned, number = self._cleaned(new)
        now = self._desk.clock.now()
        with self._desk.database.transaction() as session:
            self._refuse_duplicates(session, cleaned, number, None)
            row = OrganisationRow(
                id=self._desk.new_id(),
                kind="company",
                name=cleaned.name,
                search_name=" ".join(words(cleaned.name)),
                number=None,
                created=now,
            )
            session.add(row)
            session.flush()
            self._write(session, row, cleaned, number)
        self._desk.announce(Touched.COMPANIES, Touched.LOG)
        return row.id

    def complete(self, company_id: UUID, new: NewCompany) -> None:
        """Put these facts in place of what is known of a company.

        Raises UnknownCompany and what `register` raises.
        """
        cleaned, number = self._cleaned(new)
        with self._desk.database.transaction() as session:
            row = rows.organisation(session, company_id)
            self._refuse_duplicates(session, cleaned, number, company_id)
            is_renamed = row.name != cleaned.name
            row.name, row.search_name = cleaned.name, " ".join(words(cleaned.name))
            session.flush()
            self._write(session, row, cleaned, number)
            if is_renamed:
                index_employees(session, company_id)
        self._desk.announce(Touched.COMPANIES, Touched.PEOPLE, Touched.LOG)

    def _card(self, row: OrganisationRow, card: CompanyRow | None) -> CompanyCard:
        sealed = None if card is None else card.number_sealed
        number = row.number or ""
        if sealed is not None:
            number = self._desk.identities.open(sealed, row.id)
        shown = OrganisationNumber(number, is_sole_trader=sealed is not None)
        return CompanyCard(
            id=row.id,
            name=row.name,
            number=format_organisation_number(shown) if number else "",
            is_sole_trader=shown.is_sole_trader,
            contact="" if card is None else card.contact,
            email="" if card is None else card.email,
            note="" if card is None else card.note,
            is_complete=card is not None,
        )

    def _cleaned(self, new: NewCompany) -> tuple[NewCompany, OrganisationNumber | None]:
        today = self._desk.clock.now().date()
        number = parse_organisation_number(new.number, today) if new.number.strip() else None
        email = clean_line(new.email)
        if email and not _EMAIL.fullmatch(email):
            raise BadEmail
        cleaned = NewCompany(
            name=clean_person_name(new.name),
            contact=clean_line(new.contact),
            email=email,
            note=clean_text(new.note, LONGEST_NOTE).strip(),
        )
        return cleaned, number

    def _hash(self, number: OrganisationNumber) -> bytes | None:
        return self._desk.identities.hash(number.digits) if number.is_sole_trader else None

    def _refuse_duplicates(
        self,
        session: Session,
        new: NewCompany,
        number: OrganisationNumber | None,
        own: UUID | None,
    ) -> None:
        known = [rows.same_name(session, new.name)]
        if number is not None:
            known.append(rows.with_number(session, number.digits, self._hash(number)))
        for row in known:
            if row is not None and row.id != own:
                raise DuplicateCompany(rows.listed_one(session, row.id))

    def _write(
        self,
        session: Session,
        row: OrganisationRow,
        new: NewCompany,
        number: OrganisationNumber | None,
    ) -> None:
        is_sole = number is not None and number.is_sole_trader
        row.number = None if number is None or is_sole else number.digits
        card = rows.card(session, row.id) or CompanyRow(
            id=row.id, registered=self._desk.clock.now()
        )
        card.contact, card.email, card.note = new.contact, new.email, new.note
        card.number_sealed = card.number_hash = None
        if number is not None and is_sole:
            card.number_sealed = self._desk.identities.seal(number.digits, row.id)
            card.number_hash = self._hash(number)
        session.add(card)
        session.flush()
        told = CompanyRegistered(str(row.id), row.name, row.number, is_sole_trader=is_sole)
        log.append(session, self._desk.signer, RecordType.COMPANY_REGISTERED, "", told)
