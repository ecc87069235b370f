"""Endorsements of seals: a trial region makes them itself, a real one takes them from answers."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node.keys import NodeKeys
from app.node.tables import EnrolledSeal, FeedRow
from app.seal import cose
from app.seal.claims import AccreditationClaims
from app.seal.cose import Purpose
from app.seal.trust import Trust

_TYPE = "endorsement"


def take(session: Session, trust: Trust, raw: bytes, now: datetime) -> bool:
    """Tell the desk of an endorsement of the accreditation its seal has; whether it was new.

    One of an earlier accreditation is passed by. Raises BadBadge where no listed authority says it.
    """
    from app.certificate.endorsement_proof import endorsed, prove_endorsement

    kid, serial = endorsed(raw)
    seal = session.get(EnrolledSeal, kid)
    if seal is None or seal.accreditation is None or serial != seal.accreditation_serial:
        return False
    if _newest(session, kid) == raw:
        return False
    claims = _claims(seal.accreditation)
    prove_endorsement(raw, claims, trust.authority_keys(claims.first_day))
    _tell(session, seal.kid, raw, now)
    return True


def tell_newest(session: Session, keys: NodeKeys, seal: EnrolledSeal, now: datetime) -> None:
    """Tell the desk, anew where it was told before, of the endorsement its seal has, if any."""
    raw = _made(keys, seal) or _newest(session, seal.kid)
    if raw is not None:
        _tell(session, seal.kid, raw, now)


def _made(keys: NodeKeys, seal: EnrolledSeal) -> bytes | None:
    """What a trial region's own authority says; None where the authority is elsewhere."""
    from app.certificate.endorsement import make_endorsement

    if keys.authority is None or seal.accreditation is None:
        return None
    return make_endorsement(_claims(seal.accreditation), keys.authority, keys.name)


def _newest(session: Session, kid: bytes) -> bytes | None:
    return session.scalar(
        select(FeedRow.content)
        .where(FeedRow.kid == kid, FeedRow.type == _TYPE)
        .order_by(FeedRow.cursor.desc())
        .limit(1)
    )


def _tell(session: Session, kid: bytes, raw: bytes, now: datetime) -> None:
    session.add(FeedRow(kid=kid, type=_TYPE, content=raw, written=now))


def _claims(accreditation: bytes) -> AccreditationClaims:
    return AccreditationClaims.from_bytes(cose.open1(accreditation, Purpose.ACCREDITATION).payload)
