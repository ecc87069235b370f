"""Looking at a protected person's certificate is written down (R55)."""

from app.storage import certificates as rows
from app.storage import people
from app.storage.tables import PersonRow
from app.usecases.desk import Desk


def note_read(desk: Desk, certificate_id: bytes) -> None:
    """Write a line of the person's history if they are protected. Raises UnknownCertificate."""
    with desk.database.reading() as session:
        row = rows.certificate(session, certificate_id)
        person_id, number = row.person_id, row.number
        if not session.get_one(PersonRow, person_id).protected:
            return
    with desk.database.transaction() as session:
        now, actor = desk.clock.now(), desk.assessor.name
        people.add_event(session, person_id, now, "read", actor, number)
