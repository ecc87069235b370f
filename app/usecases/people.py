"""People: found while typing, registered with a checked number, shown with their history."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.employment import Employment
from app.domain.erasure import erasure_in
from app.domain.errors import UserError
from app.domain.identity_number import (
    IdentityKind,
    IdentityNumber,
    check_birth_date,
    format_identity_number,
    parse_identity_number,
)
from app.domain.person_name import clean_person_name
from app.domain.text import Language
from app.seal.payloads import PersonCorrected, PersonRegistered
from app.seal.records import RecordType
from app.storage import log
from app.storage import people as rows
from app.usecases.desk import Desk
from app.usecases.person_card import PersonCard, person_card
from app.usecases.person_finding import SearchHits, find_people
from app.usecases.person_lines import PersonLine, person_lines
from app.usecases.protecting import protect_in

_COMPANIES = 12


class DuplicatePerson(UserError):
    """Somebody here has this identity number already (R50)."""

    def __init__(self, person: PersonLine) -> None:
        super().__init__()
        self.person = person


class LikelyDuplicate(UserError):
    """Somebody here has this name and birth date: look, then register all the same (R50)."""

    def __init__(self, people: tuple[PersonLine, ...]) -> None:
        super().__init__()
        self.people = people


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """A typed number that is right; `duplicate`: who has it here already."""

    kind: IdentityKind
    birth_date: date | None
    formatted: str
    duplicate: PersonLine | None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to register. `number` as typed, "" for none; then `birth_date` as told.

    `age_confirmed`: the number's unlikely age was asked about and stands.
    """

    name: str
    number: str = ""
    birth_date: date | None = None
    employer: str = ""
    language: Language = "sv"
    employment: Employment = Employment.EMPLOYED
    protected: bool = False
    age_confirmed: bool = False


class People:
    """The desk's people."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def search(self, text: str, limit: int = 50) -> SearchHits:
        """People by name, company, birth date, whole identity number or certificate number.

        Nothing typed gives the people last touched. Any text is allowed.
        """
        with self._desk.database.reading() as session:
            return find_people(self._desk, session, text, limit)

    def card(self, person_id: UUID) -> PersonCard:
        """All a screen shows of one person; reading a protected one is written down (R55).

        Raises UnknownPerson.
        """
        with self._desk.database.reading() as session:
            is_protected = rows.person(session, person_id).protected
        if is_protected:
            with self._desk.database.transaction() as session:
                self._note(session, person_id, "read")
        with self._desk.database.reading() as session:
            return person_card(self._desk, session, rows.person(session, person_id))

    def check_number(self, text: str, *, age_confirmed: bool = False) -> NumberCheck:
        """What a typed number is. Raises BadIdentityNumber, UnlikelyAge (R49)."""
        number = self._parse(text, age_confirmed)
        with self._desk.database.reading() as session:
            known = self._with_number(session, number)
        formatted = format_identity_number(number.digits)
        return NumberCheck(number.kind, number.birth_date, formatted, known)

    def register(self, new: NewPerson, *, despite_likeness: bool = False) -> UUID:
        """Register a person and say so in the log; the person's id.

        Raises BadPersonName, BadIdentityNumber, UnlikelyAge, DuplicatePerson, and
        LikelyDuplicate unless `despite_likeness`.
        """
        name = clean_person_name(new.name)
        employer = clean_person_name(new.employer) if new.employer.strip() else ""
        number = self._parse(new.number, new.age_confirmed) if new.number.strip() else None
        birth_date = (number.birth_date if number else None) or new.birth_date
        if birth_date is not None:
            today = self._desk.clock.now().date()
            check_birth_date(birth_date, today, age_confirmed=new.age_confirmed)
        with self._desk.database.transaction() as session:
            self._refuse_duplicates(session, number, None if despite_likeness else name, birth_date)
            facts = self._facts(session, new, (name, employer), number, birth_date)
            person = rows.register(session, facts, self._desk.clock.now())
            self._note(session, person.id, "registered")
            log.append(
                session,
                self._desk.signer,
                RecordType.PERSON_REGISTERED,
                str(person.id),
                PersonRegistered(
                    person=str(person.id),
                    name=name,
                    birth_date=birth_date,
                    employer=employer or None,
                    is_protected=new.protected,
                ),
            )
        self._desk.announce(Touched.PEOPLE, Touched.LOG)
        return facts.id

    def rename(self, person_id: UUID, name: str) -> None:
        """Give a person another name from now on; earlier facts keep what they said.

        Raises UnknownPerson, BadPersonName, PersonErased.
        """
        cleaned = clean_person_name(name)
        with self._desk.database.transaction() as session:
            rows.present(session, person_id)
            if not rename_in(self._desk, session, person_id, cleaned):
                return
        self._desk.announce(Touched.PEOPLE, Touched.CASES, Touched.LOG)

    def protect(self, person_id: UUID, *, is_protected: bool) -> None:
        """Mark a person as protected, or as it no longer; told to the region (R55, R63).

        Raises UnknownPerson, PersonErased, ClockBehind.
        """
        with self._desk.database.transaction() as session:
            if not protect_in(self._desk, session, person_id, is_protected=is_protected):
                return
        self._desk.announce(Touched.PEOPLE, Touched.CASES, Touched.COMPANIES, Touched.LOG)

    def companies(self, prefix: str) -> tuple[str, ...]:
        """Names of known companies that begin with `prefix`, for filling in."""
        with self._desk.database.reading() as session:
            return rows.companies(session, prefix, _COMPANIES)

    def _parse(self, text: str, age_confirmed: bool) -> IdentityNumber:
        today = self._desk.clock.now().date()
        return parse_identity_number(text, today, age_confirmed=age_confirmed)

    def _with_number(self, session: Session, number: IdentityNumber) -> PersonLine | None:
        known = rows.with_number(session, self._desk.identities.hash(number.digits))
        return None if known is None else person_lines(self._desk, session, [known])[0]

    def _refuse_duplicates(
        self,
        session: Session,
        number: IdentityNumber | None,
        name: str | None,
        birth_date: date | None,
    ) -> None:
        known = None if number is None else self._with_number(session, number)
        if known is not None:
            raise DuplicatePerson(known)
        alike: tuple[int, ...] = ()
        if name is not None and birth_date is not None:
            alike = rows.namesakes(session, name, birth_date)
        if alike:
            raise LikelyDuplicate(tuple(person_lines(self._desk, session, alike)))

    def _facts(
        self,
        session: Session,
        new: NewPerson,
        names: tuple[str, str],
        number: IdentityNumber | None,
        birth_date: date | None,
    ) -> rows.PersonFacts:
        person_id, (name, employer) = self._desk.new_id(), names
        cipher, now = self._desk.identities, self._desk.clock.now()
        return rows.PersonFacts(
            id=person_id,
            name=name,
            birth_date=birth_date,
            identity_kind=number.kind if number else "none",
            identity_sealed=cipher.seal(number.digits, person_id) if number else None,
            identity_hash=cipher.hash(number.digits) if number else None,
            protected=new.protected,
            language=new.language,
            employment=new.employment,
            employer=rows.company(session, employer, self._desk.new_id(), now)
            if employer
            else None,
        )

    def _note(self, session: Session, person_id: UUID, kind: str, detail: str = "") -> None:
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        rows.add_event(session, person_id, now, kind, actor, detail)


def rename_in(desk: Desk, session: Session, person_id: UUID, name: str) -> bool:
    """Give a person a cleaned name in the caller's transaction.

    False when they have it already, and for a person who is erased or has asked to be.

    Raises UnknownPerson.
    """
    person, now = rows.person(session, person_id), desk.clock.now()
    if person.name == name or erasure_in(person.name) is not None:
        return False
    rows.rename(session, person, name, now)
    rows.add_event(session, person_id, now, "renamed", desk.assessor.name, name)
    log.append(
        session,
        desk.signer,
        RecordType.PERSON_CORRECTED,
        str(person_id),
        PersonCorrected(
            person=str(person_id),
            name=name,
            birth_date=person.birth_date,
            employer=rows.employer_name(session, person) or None,
            is_protected=person.protected,
            reason="name_changed",
        ),
    )
    return True
