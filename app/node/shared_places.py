"""Certificates that have one place in the list with another: where they are, kept for good."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.node.read_once import read_once
from app.node.tables import ListedPlace, RegisteredCertificate
from app.seal.payloads import ListedStatus

ENDED = (ListedStatus.REVOKED, ListedStatus.REPLACED)
Place = tuple[bytes, int]
"""A seal and an index of its list."""


def keep_shared(session: Session, shared: Mapping[bytes, Place]) -> None:
    """Keep the places of these certificates, in the caller's transaction."""
    for certificate, (kid, index) in shared.items():
        if session.get(ListedPlace, certificate) is None:
            row = ListedPlace(certificate=certificate, kid=kid, status_index=index, final="")
            session.add(row)
    session.flush()


def shared_places(session: Session) -> list[Place]:
    """Every place that more than one certificate has."""
    return read_once(session, "shared places", lambda: _shared_places(session))


def _shared_places(session: Session) -> list[Place]:
    place = ListedPlace.kid, ListedPlace.status_index
    many = select(*place).group_by(*place).having(func.count() > 1).order_by(*place)
    return [(kid, index) for kid, index in session.execute(many)]


def sharing(session: Session) -> frozenset[bytes]:
    """Every certificate whose place another has too."""
    places = set(shared_places(session))
    if not places:
        return frozenset()
    kids = ListedPlace.kid.in_({kid for kid, _ in places})
    found = select(ListedPlace.certificate, ListedPlace.kid, ListedPlace.status_index).where(kids)
    return frozenset(one for one, kid, index in session.execute(found) if (kid, index) in places)


def is_shared(session: Session, row: RegisteredCertificate) -> bool:
    """Whether another certificate has the place of this one."""
    same = ListedPlace.kid == row.kid, ListedPlace.status_index == row.status_index
    found = select(ListedPlace.certificate).where(*same, ListedPlace.certificate != row.id)
    return session.scalar(found.limit(1)) is not None


def unsettled(session: Session) -> list[RegisteredCertificate]:
    """The certificates that share a place and have not been replaced or taken back yet."""
    rows = [row for place in shared_places(session) for row in at_place(session, *place)]
    return [row for row in rows if row.state not in ENDED]


def at_place(session: Session, kid: bytes, index: int) -> list[RegisteredCertificate]:
    """The certificates of one place of the list, as far as they are registered."""
    row = RegisteredCertificate
    found = select(row).where(row.kid == kid, row.status_index == index).order_by(row.id)
    return list(session.scalars(found))
