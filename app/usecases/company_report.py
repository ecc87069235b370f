"""A company's report and files: on paper, as a workbook, as a list for its own system (X2, X3)."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.domain.certificate import CertificateKind
from app.domain.certificate_status import EXPIRING_DAYS
from app.domain.company_report import NextStep, ReportFacts, RunningOut
from app.domain.file_name import file_name
from app.domain.matrix_summary import summarise
from app.domain.text import Language, Text
from app.reports.tables import Manifest
from app.usecases import company_report_words as words
from app.usecases.company_plan import CompanyPlans, MeasureLine, PlanView
from app.usecases.company_tables import gap_table, matrix_table, plan_table, skills_table
from app.usecases.desk import Desk
from app.usecases.export_writing import ExportOrder, write_export
from app.usecases.matrix import CompanyMatrix
from app.usecases.paper_writing import Steps, write_paper


class CompanyFile(StrEnum):
    """What a company is handed."""

    REPORT = "report"
    WORKBOOK = "workbook"
    SKILLS = "skills"


_SUFFIX = {CompanyFile.REPORT: "pdf", CompanyFile.WORKBOOK: "xlsx", CompanyFile.SKILLS: "csv"}


class CompanyReports:
    """Draws and writes; every file out of the desk has a manifest and is written down (I14)."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._plans = desk, CompanyPlans(desk)

    def name(self, of: CompanyMatrix, kind: CompanyFile, language: Language) -> str:
        """What the file is called: the company's name, never a person's."""
        title = words.FILE_NAMES[kind].in_language(language)
        day = self._desk.clock.now().date().isoformat()
        return file_name(f"{title} {of.protocol.code} {day}", of.company, f".{_SUFFIX[kind]}")

    def facts(self, company_id: UUID, code: str, language: Language) -> ReportFacts:
        """All the report prints. Raises UnknownCompany."""
        view = self._plans.view(company_id, code)
        return report_facts(self._desk, view, language)

    def pdf(self, company_id: UUID, code: str, language: Language) -> bytes:
        """The report. Raises UnknownCompany."""
        from app.certificate.company_report import draw_report

        return draw_report(self.facts(company_id, code, language))

    def write(
        self,
        company_id: UUID,
        code: str,
        kind: CompanyFile,
        path: Path,
        language: Language,
        steps: Steps | None = None,
    ) -> Manifest:
        """Write the file with its manifest. Raises NotWritten, ExportCancelled, UnknownCompany."""
        steps = steps or Steps()
        filters = {"company": str(company_id), "profile": code}
        view = self._plans.view(company_id, code)
        if kind is CompanyFile.SKILLS:
            (table,) = steps.through((skills_table(view, language),))
            order = ExportOrder("company.skills", "csv", language, filters=filters)
            return write_export(self._desk, order, table, path)
        is_book = kind is CompanyFile.WORKBOOK
        fill = (_workbook if is_book else self._paper)(view, language, steps)
        return write_paper(self._desk, (f"company.{kind}", _SUFFIX[kind]), path, filters, fill)

    def _paper(self, view: PlanView, language: Language, steps: Steps) -> Callable[[Path], int]:
        def fill(part: Path) -> int:
            from app.certificate.company_report import draw_report

            facts = report_facts(self._desk, view, language)
            part.write_bytes(draw_report(facts, steps.at))
            return len(view.of.matrix.rows)

        return fill


def _workbook(view: PlanView, language: Language, steps: Steps) -> Callable[[Path], int]:
    tables = steps.through(
        (matrix_table(view, language), gap_table(view, language), plan_table(view, language))
    )

    def fill(part: Path) -> int:
        from app.reports.workbook_file import fill_workbook

        return fill_workbook(tables, part)

    return fill


def report_facts(desk: Desk, view: PlanView, language: Language) -> ReportFacts:
    """The report of a plan as it stands."""
    of, today = view.of, desk.clock.now().date()
    label = of.protocol.wording.label.in_language(language).rstrip(".")
    version = words.VERSION.in_language(language).format(
        code=of.protocol.code, version=of.protocol.version, owner=of.protocol.owner
    )
    return ReportFacts(
        language=language,
        practice=desk.is_practice,
        company=of.company,
        role=of.protocol.name.in_language(language),
        order=of.order,
        centre=desk.centre,
        made=today,
        by=desk.assessor.name,
        basis=words.BASIS.in_language(language),
        label=f"{label}. {version}",
        scale=tuple((s.code, s.name.in_language(language)) for s in of.protocol.scale),
        matrix=of.matrix,
        summary=summarise(of.matrix.areas, of.matrix.rows),
        steps=next_steps(view, language),
        running_out=running_out(view, today),
    )


def next_steps(view: PlanView, language: Language) -> tuple[NextStep, ...]:
    """What is planned, by day, then what is proposed where nothing is."""
    planned = [
        NextStep(
            _area(line),
            ", ".join(filter(None, (line.measure.text, line.measure.length))),
            len(line.takers),
            line.measure.responsible,
            line.measure.due,
            line.is_done,
            words.area_words(line.area_name, line.former, language),
        )
        for line in view.lines
        if line.takers
    ]
    planned.sort(key=lambda step: (step.done, step.until or date.max))
    proposed = [
        NextStep(
            one.area_name,
            ", ".join(
                filter(None, (one.text.in_language(language), one.length.in_language(language)))
            ),
            len(one.people),
        )
        for one in view.proposals
    ]
    return (*planned, *proposed)


def _area(line: MeasureLine) -> Text:
    """Today's name, by which the gaps know it; where there is none the one it had."""
    now = None if line.former is None else line.former.successor
    return now or line.area_name


def running_out(view: PlanView, today: date) -> tuple[RunningOut, ...]:
    """Certificates whose last day is within ninety days or has passed, the first first."""
    found = [
        RunningOut(row.person.name, CertificateKind(row.person.certified), row.person.valid_to)
        for row in view.of.matrix.rows
        if row.person.certified
        and row.person.valid_to is not None
        and (row.person.valid_to - today).days <= EXPIRING_DAYS
    ]
    return tuple(sorted(found, key=lambda one: one.last_day))
