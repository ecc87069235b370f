"""Legal gender as the desks have told it, in a table of its own: it goes with the person."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.node.tables import KnownPerson, NodeRow
from app.seal.payload_form import Payload
from app.seal.person_payloads import PersonGender
from app.seal.records import RecordHeader

UNKNOWN = "unknown"


class KnownGender(NodeRow):
    """A person's legal gender as last stated by a desk that has their number."""

    __tablename__ = "person_genders"
    person: Mapped[str] = mapped_column(primary_key=True)
    gender: Mapped[str]
    stated: Mapped[datetime]


def take(session: Session, header: RecordHeader, payload: Payload) -> None:
    """Let the row say what the record states, unless a newer one came first.

    Records of anything else change nothing.
    """
    if not isinstance(payload, PersonGender):
        return
    row = session.get(KnownGender, payload.person)
    if row is None:
        row = KnownGender(person=payload.person)
    elif header.time.wall <= row.stated:
        return
    row.gender, row.stated = payload.gender.value, header.time.wall
    session.add(row)
    session.flush()


def forget(session: Session, subject: str) -> None:
    """Nothing is known of an erased person."""
    session.execute(delete(KnownGender).where(KnownGender.person == subject))


def read_genders(session: Session, people: Iterable[str]) -> dict[str, str]:
    """By person their gender; `unknown` where nothing is told, and of protected people (R55)."""
    wanted = (
        select(KnownGender.person, KnownGender.gender)
        .join(KnownPerson, KnownPerson.id == KnownGender.person)
        .where(KnownPerson.protected.is_(False))
    )
    known: dict[str, str] = {person: gender for person, gender in session.execute(wanted)}
    return {person: known.get(person, UNKNOWN) for person in people}
