"""What a credit can rest on: a certificate of this desk's own, or another centre's code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import AreaOutcome, CertificateFacts
from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import CertificateState
from app.domain.credits import (
    AreaClaim,
    CreditKind,
    CreditSource,
    SourceArea,
    SourceState,
    top_level,
)
from app.domain.errors import UserError
from app.domain.protocol import Area
from app.domain.scanned_text import scanned_text
from app.domain.text import Text
from app.seal.claims import CREDITED, CertificateClaims
from app.seal.verifying import Answer, verify
from app.storage import cases as case_rows
from app.storage import certificates as rows
from app.storage.fold import words
from app.storage.protocols import newest_of_major
from app.storage.tables import CaseRow, CertificateRow, PersonNameRow, PersonRow
from app.usecases.certificate_standing import Shown, shown_states
from app.usecases.completing import completing_certificate
from app.usecases.desk import Desk

_STATES = {
    CertificateState.ISSUED: SourceState.IN_FORCE,
    CertificateState.EXPIRED: SourceState.EXPIRED,
}


class NotInForce(UserError):
    """The certificate that is offered does not count here; `reason` is the verifier's answer."""

    def __init__(self, reason: Answer) -> None:
        super().__init__()
        self.reason = reason


class OtherHolder(UserError):
    """The certificate is somebody else's: its name or birth date is not this person's."""

    def __init__(self, name: str, birth_date: date) -> None:
        super().__init__()
        self.name = name
        self.birth_date = birth_date


class HolderUnsure(UserError):
    """The certificate or the person has no birth date, so nobody can tell whose it is."""


class UnknownProfile(UserError):
    """No protocol of the certificate's profile is installed here, so its areas have no names."""

    def __init__(self, profile: str) -> None:
        super().__init__()
        self.profile = profile


@dataclass(frozen=True, slots=True)
class Offer:
    """A certificate that areas of a case may be credited from, and what it gives for each.

    `document`: the code as read, "" for one of this desk's own.
    """

    kind: CreditKind
    number: str
    issued: date
    profile: str
    role: Text
    centre: str
    claims: tuple[AreaClaim, ...]
    document: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A source with what is told of it; judged against a case it becomes an Offer."""

    kind: CreditKind
    source: CreditSource
    profile: str
    role: Text
    centre: str
    document: str = ""


def own_sources(desk: Desk, session: Session, case: CaseRow) -> tuple[Found, ...]:
    """The person's certificates at this desk, newest first; not the case's own."""
    found, shown = rows.of_person(session, case.person_id), shown_states(desk, session)
    return tuple(_own(desk, session, row, shown) for row in found if row.case_id != case.id)


def external_source(desk: Desk, session: Session, case: CaseRow, text: str) -> Found:
    """Another centre's certificate by its code. On a practice desk a practice print counts too.

    Raises NotInForce, OtherHolder, HolderUnsure, UnknownProfile.
    """
    verdict = verify(scanned_text(text), desk.trust(), desk.clock.now().date())
    rehearsed = desk.is_practice and verdict.answer is Answer.PRACTICE
    held = verdict.certificate
    if held is None or not (verdict.answer is Answer.VALID or rehearsed):
        raise NotInForce(verdict.answer)
    _refuse_other(session, case_rows.person_of(session, case), held)
    hash_ = newest_of_major(session, held.profile)
    protocol = None if hash_ is None else desk.protocol(hash_)
    if protocol is None or len(protocol.areas) != len(held.levels):
        raise UnknownProfile(held.profile)
    accreditation = verdict.accreditation
    centre = held.centre or (accreditation.centre if accreditation else "")
    source = CreditSource(
        format_certificate_number(held.certificate_id),
        held.issued,
        SourceState.IN_FORCE,
        top_level(protocol),
        tuple(map(_coded, protocol.areas, held.levels)),
    )
    return Found(CreditKind.EXTERNAL, source, held.profile, protocol.name, centre, text.strip())


def best_text(desk: Desk, texts: Sequence[str]) -> str:
    """Of the codes on a page, the one that is worth most."""
    answers, today, trust = tuple(Answer), desk.clock.now().date(), desk.trust()
    return min(texts, key=lambda text: answers.index(verify(text, trust, today).answer))


def _own(desk: Desk, session: Session, row: CertificateRow, shown: Shown) -> Found:
    facts = msgspec.json.decode(row.snapshot, type=CertificateFacts)
    protocol = desk.protocol(case_rows.case(session, row.case_id).protocol_hash)
    state = _state(desk, session, row, shown)
    areas = tuple(
        SourceArea(
            area.shared_id,
            line.level or None,
            line.required_level,
            line.outcome is AreaOutcome.SHOWN,
            line.outcome is AreaOutcome.CREDITED,
        )
        for area, line in zip(protocol.areas, facts.areas, strict=True)
    )
    source = CreditSource(row.number, row.issued, state, top_level(protocol), areas)
    return Found(CreditKind.OWN, source, facts.profile, facts.role, facts.centre)


def _state(desk: Desk, session: Session, row: CertificateRow, shown: Shown) -> SourceState:
    """A partial one that a retest completed says what it said while the full one stands."""
    completing = completing_certificate(session, row)
    state = _STATES.get(shown(completing or row).state, SourceState.WITHDRAWN)
    is_over = row.valid_to is not None and row.valid_to < desk.clock.now().date()
    is_expired = completing is not None and is_over and state is SourceState.IN_FORCE
    return SourceState.EXPIRED if is_expired else state


def _coded(area: Area, level: int) -> SourceArea:
    is_credited = level == CREDITED
    return SourceArea(
        area.shared_id,
        None if is_credited else level,
        area.required_level,
        shown=not is_credited and level > 0,
        credited=is_credited,
    )


def _refuse_other(session: Session, person: PersonRow, held: CertificateClaims) -> None:
    if held.birth_date is None or person.birth_date is None:
        raise HolderUnsure
    names = session.scalars(
        select(PersonNameRow.name).where(PersonNameRow.person_id == person.id)
    ).all()
    is_named = any(words(name) == words(held.name) for name in (*names, person.name))
    if not is_named or held.birth_date != person.birth_date:
        raise OtherHolder(held.name, held.birth_date)
