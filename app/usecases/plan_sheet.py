"""The candidate's plan on paper, in the candidate's language: seen, saved or printed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.certificate import AreaOutcome, CertificateFacts, CertificateKind
from app.domain.change import Touched
from app.domain.plan import NewTest, PlanFacts, PlannedMeasure, Remaining
from app.domain.protocol import Protocol
from app.domain.reason_words import paper_words
from app.domain.result import AreaResult, Result
from app.domain.text import Language
from app.storage import cases as rows
from app.storage.tables import AssessorRow, CaseRow, DecisionRow, PersonRow
from app.usecases.desk import Desk
from app.usecases.feedback import proposal_words
from app.usecases.follow_up import read_plan

_NEEDS_MOST = 4


class PlanSheet:
    """Drawn from what is stored, as often as wanted; a draft of the talk can be seen too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def facts(self, case_id: UUID) -> PlanFacts:
        """All the sheet says. Raises NotDecided."""
        with self._desk.database.reading() as session:
            case = rows.case(session, case_id)
            decision = rows.decision(session, case_id)
            if decision is None:
                raise rows.NotDecided(case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            return self._facts(session, case, decision, protocol)

    def name(self, case_id: UUID) -> str:
        """What the file is called: never the person's number."""
        return f"Plan {self.facts(case_id).name}.pdf".replace("/", "-")

    def pdf(self, case_id: UUID) -> bytes:
        """The sheet. Raises NotDecided, MissingGlyph, RefusedLetter."""
        from app.certificate.plan_sheet import draw_plan

        return draw_plan(self.facts(case_id))

    def save(self, case_id: UUID, path: Path) -> None:
        """Write the PDF to `path` whole or not at all. Raises NotWritten and what `pdf` raises."""
        from app.reports.whole_file import write_file

        write_file(path, self.pdf(case_id))
        self._note(case_id, "plan_saved")

    def print(self, case_id: UUID, printer: str | None = None) -> None:
        """Send the PDF to a printer. Raises NoPrinterProgram, PrintFailed and what `pdf` raises."""
        from app.certificate.printing import print_pdf

        print_pdf(self.pdf(case_id), "Plan", printer)
        self._note(case_id, "plan_printed")

    def printers(self) -> tuple[str, ...]:
        """The printers of this computer, the default one first. Raises NoPrinterProgram."""
        from app.certificate.printing import printers

        return printers()

    def _note(self, case_id: UUID, kind: str) -> None:
        """Write in the history that the plan left the desk."""
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            rows.add_event(session, case, now, kind, actor)
        self._desk.announce(Touched.CASES)

    def _facts(
        self, session: Session, case: CaseRow, decision: DecisionRow, protocol: Protocol
    ) -> PlanFacts:
        person, plan = rows.person_of(session, case), rows.plan(session, case.id)
        result = msgspec.json.decode(decision.result, type=Result)
        spoken, signer = _language(person), session.get_one(AssessorRow, decision.signer_id)
        measures = () if plan is None else read_plan(plan.measures)
        return PlanFacts(
            language=spoken,
            practice=self._desk.is_practice,
            name=person.name,
            role=protocol.name.in_language(spoken),
            centre=case.centre,
            assessor=signer.name,
            assessor_number=signer.number,
            decided=decision.signed.date(),
            talked=plan.talked.date() if plan is not None and plan.talked else None,
            shown=_shown(protocol, result, spoken),
            remaining=_remaining(protocol, result, measures, spoken),
            areas=len(result.areas),
            new_test=_new_test(session, case, decision, protocol),
            appeal_by=decision.appeal_by,
            comment="" if plan is None else plan.comment,
            label=protocol.wording.label.in_language(spoken),
        )


def _language(person: PersonRow) -> Language:
    """The candidate's own; English for whoever speaks neither of the two."""
    return "sv" if person.language == "sv" else "en"


def _shown(protocol: Protocol, result: Result, spoken: Language) -> tuple[str, ...]:
    return tuple(
        protocol.area(area.area).name.in_language(spoken) for area in result.areas if area.is_passed
    )


def _remaining(
    protocol: Protocol, result: Result, plan: tuple[PlannedMeasure, ...], spoken: Language
) -> tuple[Remaining, ...]:
    return tuple(
        Remaining(
            protocol.area(area.area).name.in_language(spoken),
            paper_words(protocol, area).in_language(spoken),
            _needs(protocol, area, spoken),
            tuple(
                _in_language(protocol, measure, spoken)
                for measure in plan
                if measure.area == area.area
            ),
            area.outcome is AreaOutcome.SAFETY,
        )
        for area in result.areas
        if area.area in result.missing
    )


def _needs(protocol: Protocol, area: AreaResult, spoken: Language) -> tuple[str, ...]:
    """What was seen and is not in place yet, the reasons' own order, a handful at most."""
    named = dict.fromkeys(c for reason in area.reasons if not reason.met for c in reason.criteria)
    texts: Mapping[str, str] = {c.id: c.text.in_language(spoken) for c in protocol.criteria}
    return tuple(texts[criterion] for criterion in named)[:_NEEDS_MOST]


def _in_language(protocol: Protocol, measure: PlannedMeasure, spoken: Language) -> PlannedMeasure:
    """The measure with a proposal of the protocol in the candidate's language; own words stay."""
    for proposal in protocol.area(measure.area).measures:
        words = proposal_words(proposal)
        if measure.text in (words.sv, words.en):
            return replace(measure, text=words.in_language(spoken))
    return measure


def _new_test(
    session: Session, case: CaseRow, decision: DecisionRow, protocol: Protocol
) -> NewTest:
    first = decision.signed.date() + timedelta(days=protocol.rules.waiting_days)
    left = max(0, protocol.rules.max_attempts - case.attempt)
    issued = rows.certificate_of(session, case.id)
    banked = None
    if issued is not None and issued.kind == CertificateKind.PARTIAL:
        banked = msgspec.json.decode(issued.snapshot, type=CertificateFacts).banked_to
    return NewTest(first, left, banked)
