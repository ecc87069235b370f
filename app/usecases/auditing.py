"""The auditor's work at a desk: a sample that anybody can draw again, and a case's whole file."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import Language
from app.storage import cases as rows
from app.storage import export_rows
from app.storage.tables import CaseRow, CertificateRow, DecisionRow, PersonRow
from app.usecases.desk import Desk
from app.usecases.export_writing import ExportOrder, Format, write_export

if TYPE_CHECKING:
    from app.reports.tables import Manifest

_LONGEST_SEED = 100


@dataclass(frozen=True, slots=True)
class SampledCase:
    """A case of the sample. Of a protected person the serial and nothing else (R55).

    `serial`: the newest certificate's number, else the case's id.
    """

    serial: str
    case_id: UUID | None
    name: str | None
    code: str
    decided: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn of how many; the same seed over the same cases draws the same."""

    seed: str
    among: int
    cases: tuple[SampledCase, ...]


class Audits:
    """Draws and files, each written down (I14)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def sample(self, count: int, seed: str) -> Sample:
        """Draw among the decided cases: those whose SHA-256 of seed and id is smallest."""
        seed = seed[:_LONGEST_SEED]
        with self._desk.database.transaction() as session:
            decided = session.scalars(select(DecisionRow.case_id).distinct()).all()
            drawn = sorted(decided, key=lambda case_id: _place(seed, case_id))[: max(0, count)]
            found = tuple(self._sampled(session.get_one(CaseRow, one), session) for one in drawn)
            digest = hashlib.sha256("\n".join(map(str, drawn)).encode()).hexdigest()
            told = {"seed": seed, "among": str(len(decided))}
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            line = export_rows.Exported(now, actor, "sample", len(found), digest, "", told)
            export_rows.write_down(session, line)
        return Sample(seed, len(decided), found)

    def write_case(
        self, case_id: UUID, path: Path, form: Format = "json", language: Language = "sv"
    ) -> "Manifest":
        """Write the whole file of a case with a signed manifest; never an identity number (I12).

        Raises UnknownCase, NotWritten.
        """
        from app.usecases.case_file import case_file

        filters = {"case": str(case_id)}
        with self._desk.database.reading() as session:
            table = case_file(self._desk, session, rows.case(session, case_id), language)
            order = ExportOrder("case_file", form, language, filters=filters)
            return write_export(self._desk, order, table, path)

    def _sampled(self, case: CaseRow, session: Session) -> SampledCase:
        newest = select(CertificateRow.number).where(CertificateRow.case_id == case.id)
        by_day = newest.order_by(CertificateRow.issued.desc(), CertificateRow.status_index.desc())
        serial = session.scalar(by_day.limit(1)) or str(case.id)
        person = session.get_one(PersonRow, case.person_id)
        if person.protected:
            return SampledCase(serial, None, None, "", None, "")
        decision = rows.decision(session, case.id)
        assert decision is not None
        day = decision.signed.date()
        return SampledCase(serial, case.id, person.name, case.code, day, decision.outcome)


def _place(seed: str, case_id: UUID) -> bytes:
    return hashlib.sha256(f"{seed}\n{case_id}".encode()).digest()
