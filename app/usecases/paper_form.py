"""Blank forms of a case: when the laptop cannot come along, the day goes on with pen and paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState
from app.domain.change import Touched
from app.domain.paper_form import FormHead, form_code
from app.domain.protocol import Protocol
from app.domain.text import Language
from app.storage import cases as case_rows
from app.storage import sittings as rows
from app.storage.protocols import pictures
from app.storage.tables import CaseRow
from app.usecases.desk import Desk
from app.usecases.evidence import areas_to_take
from app.usecases.secrecy import require_secrecy
from app.usecases.theory import Theory

Drawing = Callable[[bytes], bytes]
"""Makes a PNG of an SVG; paper has no drawings of its own."""

_ON_PAPER = (Part.SELF_ASSESSMENT, Part.THEORY, Part.PRACTICAL)


@dataclass(frozen=True, slots=True)
class PrintableForm:
    """A part that can be printed. `drawn`: the day the test was drawn for paper, if it was."""

    part: Part
    drawn: date | None


class PaperForm:
    """Forms with boxes and lines, saved or printed; a test is drawn when it is first printed."""

    def __init__(self, desk: Desk, theory: Theory) -> None:
        self._desk, self._theory = desk, theory

    def forms(self, case_id: UUID) -> tuple[PrintableForm, ...]:
        """The parts of the case that are not handed in yet."""
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            taken = areas_to_take(session, case, protocol)
            return tuple(
                PrintableForm(part, self._drawn(session, case, part))
                for part in _ON_PAPER
                if _has(protocol, part, taken) and not self._is_in(session, case, part)
            )

    def code(self, case_id: UUID) -> str:
        """The short code that ties the paper to the case."""
        return form_code(case_id)

    def pdf(self, case_id: UUID, part: Part, drawing: Drawing) -> bytes:
        """The form. A theory test is drawn the first time, and its questions count as met.

        Raises SecrecyNotSigned, PoolExhausted, WrongState for a test; MissingGlyph, RefusedLetter.
        """
        if part is Part.THEORY:
            return self._theory_form(case_id, drawing)
        from app.certificate.form_sheet import draw_practical_form, draw_self_form

        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            head = self._head(session, case, protocol)
            taken = areas_to_take(session, case, protocol)
        if part is Part.SELF_ASSESSMENT:
            return draw_self_form(head, protocol)
        return draw_practical_form(head, protocol, taken)

    def save(self, case_id: UUID, part: Part, drawing: Drawing, path: Path) -> None:
        """Write the form to `path` whole or not at all. Raises NotWritten and what `pdf` raises."""
        from app.reports.whole_file import write_file

        write_file(path, self.pdf(case_id, part, drawing))
        self._note(case_id, part)

    def print(
        self, case_id: UUID, part: Part, drawing: Drawing, printer: str | None = None
    ) -> None:
        """Send the form to a printer. Raises NoPrinterProgram, PrintFailed, what `pdf` raises."""
        from app.certificate.printing import print_pdf

        print_pdf(self.pdf(case_id, part, drawing), form_code(case_id), printer)
        self._note(case_id, part)

    def printers(self) -> tuple[str, ...]:
        """The printers of this computer, the default one first. Raises NoPrinterProgram."""
        from app.certificate.printing import printers

        return printers()

    def _theory_form(self, case_id: UUID, drawing: Drawing) -> bytes:
        from app.certificate.form_theory import TheoryQuestions, draw_theory_form

        require_secrecy(self._desk)
        today = self._desk.clock.now().date()
        sitting_id = self._theory.start_on_paper(case_id, today)
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            row = rows.sitting(session, sitting_id)
            by_id = {item.id: item.question for item in protocol.items}
            drawn = tuple(by_id[line.item_id] for line in rows.drawn(session, sitting_id))
            names = {question.picture for question in drawn if question.picture}
            found = pictures(session, {name: protocol.pictures[name] for name in names})
            head = self._head(session, case, protocol)
            minutes = row.minutes
        drawings = {name: drawing(svg) for name, svg in found.items()}
        areas = {area.id: area.name for area in protocol.areas}
        return draw_theory_form(head, TheoryQuestions(drawn, areas, drawings, minutes))

    def _head(self, session: Session, case: CaseRow, protocol: Protocol) -> FormHead:
        person = case_rows.person_of(session, case)
        own: Language = "sv" if person.language == "sv" else "en"
        return FormHead(
            language=own,
            practice=self._desk.is_practice,
            name=person.name,
            code=form_code(case.id),
            role=protocol.name,
            protocol=f"{protocol.code} {protocol.version}",
            centre=case.centre,
            label=protocol.wording.label,
            machine=case.machine,
            gauge=case.gauge,
        )

    def _drawn(self, session: Session, case: CaseRow, part: Part) -> date | None:
        sitting = rows.latest_sitting(session, case.id, part)
        if part is not Part.THEORY or sitting is None or sitting.state == SittingState.ABORTED:
            return None
        return sitting.paper_date

    def _is_in(self, session: Session, case: CaseRow, part: Part) -> bool:
        sitting = rows.latest_sitting(session, case.id, part)
        return sitting is not None and SittingState(sitting.state).is_handed_in

    def _note(self, case_id: UUID, part: Part) -> None:
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            case_rows.add_event(session, case, now, f"{part}_printed", actor)
        self._desk.announce(Touched.CASES)


def _has(protocol: Protocol, part: Part, areas: frozenset[str]) -> bool:
    """Whether the case has anything of this part left to take."""
    if part is Part.THEORY:
        return any(area.items for area in protocol.areas if area.id in areas)
    if part is Part.PRACTICAL:
        return any(protocol.criteria_of(area) for area in areas)
    return any(area.statements for area in protocol.areas)
