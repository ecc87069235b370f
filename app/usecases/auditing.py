"""The auditor's work at a desk: a sample that anybody can draw again, and a case's whole file."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.sampling import LONGEST_SEED, MOST_DRAWN, drawn, sum_of
from app.domain.text import Language, Text
from app.storage import cases as rows
from app.storage import export_rows, people
from app.storage.tables import CaseRow, CertificateRow, DecisionRow, PersonRow
from app.usecases.desk import Desk
from app.usecases.export_writing import ExportOrder, Format, Manifest, write_export
from app.usecases.sampled import Draw, Sample, SampledCase

__all__ = ["Audits", "Draw", "Format", "Manifest", "Sample", "SampledCase"]

_MOST_REMEMBERED = 500
_NAMED = "sample"
_UNTOLD = Text("", "")


class Audits:
    """Draws and files, each written down (I14)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def sample(self, count: int, seed: str) -> Sample:
        """Draw among the decided cases, as `app.domain.sampling` says."""
        with self._desk.database.transaction() as session:
            found = self._draw(session, count, seed)
            told = {"seed": found.seed, "among": str(found.among), "count": str(found.count)}
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            line = export_rows.Exported(now, actor, _NAMED, len(found.cases), found.sum, "", told)
            export_rows.write_down(session, line)
        return found

    def draws(self) -> tuple[Draw, ...]:
        """The samples drawn here, newest first; each seed and number once, as first drawn."""
        with self._desk.database.reading() as session:
            lines = export_rows.made(session, _MOST_REMEMBERED)
        first = {
            (line.filters.get("seed", ""), line.filters.get("count", str(line.rows))): line
            for line in lines
            if line.kind == _NAMED
        }
        found = [
            Draw(
                seed,
                int(count),
                int(line.filters.get("among", 0)),
                line.at,
                line.actor,
                line.sha256,
            )
            for (seed, count), line in first.items()
        ]
        return tuple(sorted(found, key=lambda draw: draw.at, reverse=True))

    def write_sample(
        self, count: int, seed: str, path: Path, form: Format = "xlsx", language: Language = "sv"
    ) -> Manifest:
        """Write the list of a sample with a signed manifest that states seed and number.

        Raises NotWritten.
        """
        from app.usecases.sample_list import sample_table

        with self._desk.database.reading() as session:
            found = self._draw(session, count, seed)
        filters = {"seed": found.seed, "among": str(found.among), "count": str(found.count)}
        order = ExportOrder(_NAMED, form, language, filters=filters)
        return write_export(self._desk, order, sample_table(found, language), path)

    def write_case(
        self, case_id: UUID, path: Path, form: Format = "json", language: Language = "sv"
    ) -> Manifest:
        """Write the whole file of a case with a signed manifest; never an identity number (I12).

        That a protected person's was written is in their history (R55).
        Raises UnknownCase, NotWritten.
        """
        from app.usecases.case_file import case_file

        filters = {"case": str(case_id)}
        order = ExportOrder("case_file", form, language, filters=filters)
        self._note_read(case_id)
        with self._desk.database.reading() as session:
            table = case_file(self._desk, session, rows.case(session, case_id), language)
            return write_export(self._desk, order, table, path)

    def _note_read(self, case_id: UUID) -> None:
        with self._desk.database.reading() as session:
            person = session.get_one(PersonRow, rows.case(session, case_id).person_id)
            if not person.protected:
                return
            person_id = person.id
        with self._desk.database.transaction() as session:
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            people.add_event(session, person_id, now, "read", actor, str(case_id))

    def _draw(self, session: Session, count: int, seed: str) -> Sample:
        seed, count = seed.strip()[:LONGEST_SEED], min(max(0, count), MOST_DRAWN)
        decided = session.scalars(select(DecisionRow.case_id).distinct()).all()
        chosen = drawn(seed, decided, count)
        found = tuple(self._sampled(session.get_one(CaseRow, one), session) for one in chosen)
        return Sample(seed, len(decided), found, count, sum_of(chosen))

    def _sampled(self, case: CaseRow, session: Session) -> SampledCase:
        newest = select(CertificateRow.number).where(CertificateRow.case_id == case.id)
        by_day = newest.order_by(CertificateRow.issued.desc(), CertificateRow.status_index.desc())
        serial = session.scalar(by_day.limit(1)) or str(case.id)
        person = session.get_one(PersonRow, case.person_id)
        if person.protected:
            return SampledCase(serial, None, None, _UNTOLD, "", None, "")
        decision = rows.decision(session, case.id)
        assert decision is not None
        role = self._desk.protocol(case.protocol_hash).name
        day = decision.signed.date()
        return SampledCase(serial, case.id, person.name, role, case.code, day, decision.outcome)
