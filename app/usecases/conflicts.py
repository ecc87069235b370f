"""Two versions of one thing: shown side by side, settled by somebody who may (R57, R58)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.authority import Role
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.certificate_number import format_certificate_number
from app.domain.change import Touched
from app.domain.conflicts import (
    ConflictKind,
    Keep,
    PersonField,
    check_fields,
    check_keep,
    choices,
)
from app.domain.errors import UserError
from app.domain.text import Text
from app.seal.conflict_payloads import (
    AreaSaid,
    ConflictSettled,
    ConflictVersion,
    FieldKept,
    Resolution,
    Review,
    read_resolution,
    read_review,
)
from app.seal.issued_facts import IssuedText
from app.seal.records import RecordType
from app.storage import conflicts as rows
from app.storage import log
from app.storage.tables import ConflictRow, SealRow
from app.usecases.authority import AccreditationExpired, NotAccredited, OnlySupervises
from app.usecases.desk import Desk
from app.usecases.overrides import written
from app.usecases.seal_standing import own_seal_hindrance
from app.usecases.signing import clock_hindrance
from app.usecases.took_part import TookPart


class AlreadySettled(UserError):
    """The conflict has its end, or an answer from here is on its way to the node."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How a conflict ended: which counts, who decided, when and why."""

    keep: Keep
    fields: Mapping[PersonField, Keep]
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict in the list. `name` "" for a protected person; `waits`: answered, not settled."""

    id: bytes
    kind: ConflictKind
    name: str
    role: Text | None
    assessors: tuple[str, str]
    told: datetime
    waits: bool
    settled: Settled | None


@dataclass(frozen=True, slots=True)
class VersionView:
    """Who stands behind a version; `is_here`: signed with a seal of this laptop.

    `number` and `kind` of a certificate, `content` the kind of record of a forked log.
    """

    assessor: str
    assessor_number: int
    centre: str
    at: datetime
    is_here: bool
    name: str
    birth_date: date | None
    number: str
    kind: CertificateKind | None
    issued: date | None
    valid_to: date | None
    content: RecordType | None


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area as a version has it."""

    level: int
    step: Text
    outcome: AreaOutcome


@dataclass(frozen=True, slots=True)
class AreaPair:
    """One area in both versions, None where a version has no such area."""

    name: Text
    first: AreaView | None
    second: AreaView | None

    @property
    def differs(self) -> bool:
        """Whether the two say different things of it."""
        return self.first != self.second


@dataclass(frozen=True, slots=True)
class FactPair:
    """One fact of a person in both versions."""

    field: PersonField
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Both versions beside each other. `hindrance`: why who is signed in may not settle it."""

    line: ConflictLine
    first: VersionView
    second: VersionView
    areas: tuple[AreaPair, ...]
    facts: tuple[FactPair, ...]
    choices: tuple[Keep, ...]
    hindrance: UserError | None


@dataclass(frozen=True, slots=True)
class ConflictAnswer:
    """What somebody decides; `fields` for the facts of a person, each by itself."""

    keep: Keep
    reason: str
    fields: Mapping[PersonField, Keep] | None = None


class Conflicts:
    """Lists and shows them; an answer is one more signed record, and nothing is edited."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[ConflictLine, ...]:
        """Open ones first."""
        with self._desk.database.reading() as session:
            return tuple(_line(row, read_review(row.review)) for row in rows.conflicts(session))

    def view(self, conflict_id: bytes) -> ConflictView:
        """One with both its versions. Raises UnknownConflict."""
        with self._desk.database.reading() as session:
            row = rows.conflict(session, conflict_id)
            review = read_review(row.review)
            own = frozenset(session.scalars(select(SealRow.kid)))
            return ConflictView(
                line=_line(row, review),
                first=_version(review.first, own),
                second=_version(review.second, own),
                areas=_areas(review),
                facts=tuple(_fact(field, review) for field in review.fields),
                choices=choices(review.kind),
                hindrance=self._hindrance(session, row, review),
            )

    def settle(self, conflict_id: bytes, answer: ConflictAnswer, secret: str) -> None:
        """Sign the answer (R58); the node's word makes it the end, here as everywhere.

        Raises WrongSecret, TooManyTries, UnknownConflict, AlreadySettled, TookPart,
        OnlySupervises, NotAccredited, AccreditationExpired, SealNotBelieved, ClockBehind,
        ReasonTooShort, TextTooLong, KeepNotPossible, FieldsMissing.
        """
        desk, reason = self._desk, written(answer.reason)
        fields = dict(answer.fields or {})
        desk.check_secret(secret)
        with desk.database.transaction() as session:
            row = rows.conflict(session, conflict_id)
            review = read_review(row.review)
            hindrance = self._hindrance(session, row, review)
            if hindrance is not None:
                raise hindrance
            if review.kind is ConflictKind.PERSON:
                check_fields(review.fields, fields.items())
            else:
                check_keep(review.kind, answer.keep)
            kept = tuple(FieldKept(name, keep) for name, keep in fields.items())
            said = ConflictSettled(conflict_id, answer.keep, reason, kept)
            record = log.append(session, desk.signer, RecordType.CONFLICT_SETTLED, "", said)
            rows.keep_answer(session, row, record, desk.clock.now())
        desk.announce(Touched.CERTIFICATES, Touched.PEOPLE, Touched.LOG)

    def _hindrance(self, session: Session, row: ConflictRow, review: Review) -> UserError | None:
        """Why who is signed in may not settle it now (R47, R58), None if they may."""
        who = self._desk.assessor
        if row.resolution is not None or row.answer is not None:
            return AlreadySettled()
        numbers = {review.first.number, review.second.number}
        if review.kind is ConflictKind.CERTIFICATES and who.number in numbers:
            return TookPart(who.name)
        return (
            self._role_hindrance(review)
            or clock_hindrance(self._desk, session)
            or own_seal_hindrance(self._desk, session)
        )

    def _role_hindrance(self, review: Review) -> UserError | None:
        """A coordinator may always; an assessor for what they are accredited for."""
        who, profile = self._desk.assessor, review.profile.partition("/")[0]
        if Role.COORDINATOR in who.roles:
            return None
        if Role.ASSESSOR not in who.roles:
            return OnlySupervises(who.name)
        if profile and profile not in who.profiles:
            return NotAccredited(profile)
        last = who.accredited_to
        if profile and last is not None and last < self._desk.clock.now().date():
            return AccreditationExpired(profile, last)
        return None


def _line(row: ConflictRow, review: Review) -> ConflictLine:
    first, second = review.first, review.second
    return ConflictLine(
        id=row.id,
        kind=review.kind,
        name=first.name or second.name,
        role=None if review.role is None else _text(review.role),
        assessors=(first.assessor, second.assessor),
        told=review.at,
        waits=row.answer is not None and row.resolution is None,
        settled=None if row.resolution is None else _settled(read_resolution(row.resolution)),
    )


def _settled(end: Resolution) -> Settled:
    fields = {one.field: one.keep for one in end.fields}
    return Settled(end.keep, fields, end.by, end.at, end.reason)


def _version(version: ConflictVersion, own: frozenset[bytes]) -> VersionView:
    known = {kind.value: kind for kind in RecordType}
    number = version.certificate
    return VersionView(
        assessor=version.assessor,
        assessor_number=version.number,
        centre=version.centre,
        at=version.at,
        is_here=version.kid in own,
        name=version.name,
        birth_date=version.birth_date,
        number="" if number is None else format_certificate_number(number),
        kind=version.kind,
        issued=version.issued,
        valid_to=version.valid_to,
        content=known.get(version.type),
    )


def _areas(review: Review) -> tuple[AreaPair, ...]:
    """Area by area in the first one's order; what only the second has comes last."""
    first = {area.name: area for area in review.first.areas}
    second = {area.name: area for area in review.second.areas}
    names = dict.fromkeys((*first, *second))
    return tuple(
        AreaPair(_text(name), _area(first.get(name)), _area(second.get(name))) for name in names
    )


def _area(area: AreaSaid | None) -> AreaView | None:
    return None if area is None else AreaView(area.level, _text(area.step), area.outcome)


def _fact(field: PersonField, review: Review) -> FactPair:
    return FactPair(field, _said(field, review.first), _said(field, review.second))


def _said(field: PersonField, version: ConflictVersion) -> str:
    match field:
        case PersonField.NAME:
            return version.name
        case PersonField.BIRTH_DATE:
            return "" if version.birth_date is None else version.birth_date.isoformat()
        case PersonField.EMPLOYER:
            return version.employer
        case PersonField.PROTECTED:
            return "1" if version.is_protected else ""


def _text(text: IssuedText) -> Text:
    return Text(text.sv, text.en)
