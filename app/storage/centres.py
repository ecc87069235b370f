"""What a test centre may validate, where and when, as the authority has stated it (R2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.seal import cose
from app.seal.centre_claims import CentreClaims
from app.seal.codes import BadSeal, Code
from app.seal.trust import Trust
from app.storage.tables import CentreAccreditationRow

ACTIVE = "active"
EVERY_SITE = ""


@dataclass(frozen=True, slots=True)
class CentreStatement:
    """The signed statement about a centre, and what it says."""

    raw: bytes
    claims: CentreClaims

    @classmethod
    def read(cls, raw: bytes) -> "CentreStatement":
        """The statement behind the bytes, unproved. Raises BadSeal."""
        payload = cose.open1(raw, cose.Purpose.CENTRE).payload
        return cls(raw, CentreClaims.from_bytes(payload))


def prove(raw: bytes, believed: Trust) -> CentreStatement:
    """The statement, once a listed authority stands behind it.

    Raises BadSeal: E_UNKNOWN_KEY for another signer or an authority outside its days, else what
    cannot be read.
    """
    signed, statement = cose.open1(raw, cose.Purpose.CENTRE), CentreStatement.read(raw)
    if believed.authority_behind(signed, statement.claims.first_day) is None:
        raise BadSeal(Code.E_UNKNOWN_KEY)
    return statement


def take(session: Session, raw: bytes) -> None:
    """Let this proved statement be the centre's, unless one at least as new is held."""
    claims = CentreStatement.read(raw).claims
    held = _held(session, claims.centre)
    if held is not None and held.serial >= claims.serial:
        return
    of_centre = CentreAccreditationRow.centre == claims.centre
    session.execute(delete(CentreAccreditationRow).where(of_centre))
    session.add_all(
        CentreAccreditationRow(
            centre=claims.centre,
            site=site,
            profile=profile,
            first_day=claims.first_day,
            last_day=claims.last_day,
            state=ACTIVE,
            statement=raw,
        )
        for site in claims.sites or (EVERY_SITE,)
        for profile in claims.profiles
    )
    session.flush()


def of_centre(session: Session, centre: str) -> Sequence[CentreAccreditationRow]:
    """Everything held of the centre, by site and profile."""
    row = CentreAccreditationRow
    found = select(row).where(row.centre == centre, row.state == ACTIVE)
    return session.scalars(found.order_by(row.site, row.profile)).all()


def _held(session: Session, centre: str) -> CentreClaims | None:
    row = CentreAccreditationRow
    raw = session.scalar(
        select(row.statement).where(row.centre == centre, row.statement.is_not(None)).limit(1)
    )
    return None if raw is None else CentreStatement.read(raw).claims
