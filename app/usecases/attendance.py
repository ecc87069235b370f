"""Attendance papers of a month, for those attested by both: one, or all in a folder."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.attendance import AttendanceFacts
from app.domain.change import Touched
from app.domain.employment import Employment
from app.domain.errors import UserError
from app.domain.file_name import file_name
from app.domain.participation import Attested, Month
from app.storage import certificate_files, people
from app.storage import participation as rows
from app.storage.tables import AssessorRow, AttestedHoursRow
from app.usecases.desk import Desk


class NotByBoth(UserError):
    """The month is not attested by both the assessor and the participant."""


class Attendance:
    """Drawn from what is attested, as often as wanted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def name(self, part_id: UUID, month: Month) -> str:
        """What the file is called: never a number. Raises UnknownParticipation."""
        with self._desk.database.reading() as session:
            person = people.person(session, rows.part(session, part_id).person_id)
        return file_name(f"Närvarointyg {month}", person.name, ".pdf")

    def pdf(self, part_id: UUID, month: Month) -> bytes:
        """The paper, signed where this seal can. Raises NotByBoth, MissingGlyph, RefusedLetter."""
        from app.certificate.attendance import finished_attendance
        from app.certificate.finished import FileKeys

        desk, seal = self._desk, self._desk.signer.key
        with desk.database.reading() as session:
            facts = self._facts(session, part_id, month)
            leaf, issuer = certificate_files.paper_of(session, seal.kid) or (b"", b"")
        keys = FileKeys(seal.public, seal.raw, leaf=leaf, issuer=issuer)
        return finished_attendance(facts, keys, desk.clock.now())

    def save(self, part_id: UUID, month: Month, path: Path) -> None:
        """Write the PDF to `path` whole or not at all. Raises NotWritten and what `pdf` raises."""
        from app.reports.whole_file import write_file

        write_file(path, self.pdf(part_id, month))
        self._note(part_id, month)

    def save_all(self, parts: Sequence[UUID], month: Month, folder: Path) -> int:
        """Write the papers of these people into the folder; how many were written.

        One whose month is not attested by both is left out. Of two of one name the second gets a
        number. Raises NotWritten, and what `pdf` raises.
        """
        names: dict[str, int] = {}
        written = 0
        for part_id in parts:
            name = self.name(part_id, month)
            names[name] = names.get(name, 0) + 1
            if names[name] > 1:
                name = f"{name.removesuffix('.pdf')} {names[name]}.pdf"
            try:
                self.save(part_id, month, folder / name)
            except NotByBoth:
                continue
            written += 1
        return written

    def _note(self, part_id: UUID, month: Month) -> None:
        """Write in the person's history that the paper left the desk."""
        with self._desk.database.transaction() as session:
            person = rows.part(session, part_id).person_id
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            people.add_event(session, person, now, "attendance_saved", actor, str(month))
        self._desk.announce(Touched.PEOPLE)

    def _facts(self, session: Session, part_id: UUID, month: Month) -> AttendanceFacts:
        row = rows.part(session, part_id)
        person = people.present(session, row.person_id)
        held = session.get(AttestedHoursRow, (row.id, month.first))
        if held is None or held.confirmed is None:
            raise NotByBoth
        assessor = session.get_one(AssessorRow, held.assessor_id)
        return AttendanceFacts(
            language="sv" if person.language == "sv" else "en",
            practice=self._desk.is_practice,
            name=person.name,
            birth_date=person.birth_date,
            project=rows.project(session, row.project_id),
            period=rows.period_of(row),
            status=Employment(row.status),
            month=month,
            spent=rows.spent_in(held),
            centre=self._desk.centre,
            assessor=assessor.name,
            assessor_number=assessor.number,
            attested=held.attested.date(),
            confirmed=held.confirmed,
            way=Attested(held.way or Attested.PAPER),
        )
