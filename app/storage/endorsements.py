"""The authority's endorsements of this desk's seals, embedded in the badges they sign."""

from sqlalchemy.orm import Session

from app.storage.tables import EndorsementRow


def of_seal(session: Session, kid: bytes) -> bytes | None:
    """The newest endorsement of the seal, None where the authority has sent none."""
    row = session.get(EndorsementRow, kid)
    return None if row is None else row.credential


def keep(session: Session, kid: bytes, credential: bytes) -> None:
    """Keep the seal's newest endorsement; the caller has proved it."""
    session.merge(EndorsementRow(kid=kid, credential=credential))
