"""Assessors' seals on this laptop: public key, accreditation, and the next status index."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.seal import cose
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal, Code
from app.seal.trust import Trust
from app.storage.tables import AssessorRow, CertificateRow, SealRow

ACTIVE, WITHDRAWN = "active", "withdrawn"


@dataclass(frozen=True, slots=True)
class Accreditation:
    """The signed statement that a seal may certify, and what it says."""

    raw: bytes
    claims: AccreditationClaims

    @classmethod
    def read(cls, raw: bytes) -> "Accreditation":
        """The statement behind the bytes, unproved: a verifier asks `Trust`. Raises BadSeal."""
        payload = cose.open1(raw, cose.Purpose.ACCREDITATION).payload
        return cls(raw, AccreditationClaims.from_bytes(payload))


@dataclass(frozen=True, slots=True)
class NewAssessor:
    """Somebody who is to work at this desk, with the public half of their new seal."""

    id: UUID
    name: str
    number: int
    roles: tuple[str, ...]
    seal_public: bytes
    kid: bytes
    centre: str


def add_assessor(session: Session, new: NewAssessor) -> None:
    """Store an assessor with a seal that has no accreditation yet.

    Somebody who worked here before keeps their row and gets the new seal.
    """
    known = session.get(AssessorRow, new.id)
    if known is None:
        session.add(AssessorRow(id=new.id, name=new.name, number=new.number, roles=new.roles))
    else:
        known.name, known.number, known.roles = new.name, new.number, new.roles
        withdraw(session, known.id)
    session.flush()
    session.add(
        SealRow(
            kid=new.kid,
            assessor_id=new.id,
            public=new.seal_public,
            profiles=(),
            centre=new.centre,
            next_status_index=0,
            state=ACTIVE,
        )
    )
    session.flush()


def prove_accreditation(raw: bytes, believed: Trust, public: bytes) -> Accreditation:
    """The statement, once a listed authority stands behind it and it is about this seal.

    Raises BadSeal: E_UNKNOWN_KEY for another signer or seal, or an authority outside its days,
    else what cannot be read.
    """
    signed, statement = cose.open1(raw, cose.Purpose.ACCREDITATION), Accreditation.read(raw)
    authority = believed.authority_behind(signed, statement.claims.first_day)
    if authority is None or statement.claims.seal_public != public:
        raise BadSeal(Code.E_UNKNOWN_KEY)
    return statement


def set_accreditation(session: Session, kid: bytes, raw: bytes) -> None:
    """Let the seal carry this statement, which the caller has proved. Raises BadSeal."""
    claims, seal = Accreditation.read(raw).claims, session.get_one(SealRow, kid)
    seal.accreditation, seal.profiles, seal.centre = raw, claims.profiles, claims.centre
    seal.first_day, seal.last_day = claims.first_day, claims.last_day


def of_number(session: Session, number: int) -> AssessorRow | None:
    """The assessor with this number in the region, None when they never worked at this desk."""
    return session.scalar(select(AssessorRow).where(AssessorRow.number == number))


def withdraw(session: Session, assessor_id: UUID) -> None:
    """Let no seal of this assessor be the one in use here: a new one takes its place."""
    for seal in session.scalars(select(SealRow).where(SealRow.assessor_id == assessor_id)):
        seal.state = WITHDRAWN


def all_seals(session: Session) -> Sequence[tuple[AssessorRow, SealRow]]:
    """Every assessor with their active seal."""
    found = select(AssessorRow, SealRow).join(SealRow, SealRow.assessor_id == AssessorRow.id)
    return [(row[0], row[1]) for row in session.execute(found.where(SealRow.state == ACTIVE))]


def all_kids(session: Session) -> Sequence[bytes]:
    """Every seal there has been at this desk: what a withdrawn one certified stays."""
    return session.scalars(select(SealRow.kid)).all()


def seal_of(session: Session, assessor_id: UUID) -> SealRow | None:
    """The active seal of an assessor."""
    return session.scalar(
        select(SealRow).where(SealRow.assessor_id == assessor_id, SealRow.state == ACTIVE)
    )


def take_status_index(session: Session, kid: bytes) -> int:
    """The next free index in the seal's status list; never given twice, gaps are allowed (I7)."""
    seal = session.get_one(SealRow, kid)
    highest = session.scalar(
        select(func.max(CertificateRow.status_index)).where(CertificateRow.kid == kid)
    )
    index = seal.next_status_index if highest is None else max(seal.next_status_index, highest + 1)
    seal.next_status_index = index + 1
    return index
