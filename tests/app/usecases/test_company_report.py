"""A company's files: what they say follows from the numbers, nothing of who may not be shown."""

import csv
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from app.domain.case import Step
from app.domain.company_report import figures
from app.domain.group_order import BasisKind
from app.reports.export_check import check_export
from app.reports.tables import ExportCancelled, NotWritten
from app.storage.tables import ExportRow, PersonRow
from app.usecases.batch_report import BatchProgress
from app.usecases.company_report import CompanyFile
from app.usecases.group_orders import Joining
from app.usecases.paper_writing import Steps
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.app.certificate.order_of_file import complaints
from tests.company_order import company_of_twenty
from tests.factories import official_numbers

pytestmark = pytest.mark.begins_at(Step.PRACTICAL, company_of_twenty)
CODE = "CNC-1"
HOSTILE = (
    "=2+5",
    "\u202egnp.exe\u2066",
    "🙂 Åsa 🚀",
    "Ö" * 150,
    "@SUM(A1)",
    "\u0645\u0631\u064a\u0645",
)


def company(desk: Workspace) -> UUID:
    """The company with an order."""
    return next(one.id for one in desk.companies.list() if one.orders)


def pages(pdf: bytes) -> list[str]:
    """What each page says."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def rename(desk: Workspace, names: tuple[str, ...]) -> None:
    """Give the first people of the order these names, as an old file may have them."""
    rows = desk.company_plans.view(company(desk), CODE).of.matrix.rows
    with desk.desk.database.transaction() as session:
        for row, name in zip(rows, names, strict=False):
            session.get_one(PersonRow, row.person.person_id).name = name


def test_in_brief_says_what_the_numbers_are(desk: Workspace) -> None:
    """X2: counted words, the biggest gaps, everybody by name, the basis, page n of m."""
    facts = desk.company_reports.facts(company(desk), CODE, "sv")
    found = figures(facts)
    assert found is not None
    gaps = [row.gaps for row in facts.matrix.rows]
    assert found.assessed == 15
    assert found.left == sum(gaps)
    first, last = pages(desk.company_reports.pdf(company(desk), CODE, "sv"))
    assert "av 15 medarbetare når kravet i alla områden" in first.replace("\r\n", " ")
    assert f"{found.left} av {found.cells}" in first
    assert "Sida 1 av 2" in first
    assert "inga enskilda svar" in last.replace("\r\n", " ")
    assert all(row.person.name in first for row in facts.matrix.rows)
    english = " ".join(pages(desk.company_reports.pdf(company(desk), CODE, "en")))
    assert "Skills report" in english
    assert "Biggest gap first" in english


def test_the_report_is_read_aloud_and_lasts(desk: Workspace) -> None:
    """Tagged, in its language, with rows and heads of rows; the same facts give the same bytes."""
    pdf = desk.company_reports.pdf(company(desk), CODE, "sv")
    assert pdf == desk.company_reports.pdf(company(desk), CODE, "sv")
    assert complaints(pdf) == []


def test_a_name_that_turns_or_counts_harms_no_file(desk: Workspace, tmp_path: Path) -> None:
    """Bidi marks, emoji, letters without a glyph, formulas and 150 letters in every file."""
    rename(desk, HOSTILE)
    said = " ".join(pages(desk.company_reports.pdf(company(desk), CODE, "sv")))
    assert "\u202e" not in said
    assert "? Åsa ?" in said
    book = tmp_path / "matris.xlsx"
    desk.company_reports.write(company(desk), CODE, CompanyFile.WORKBOOK, book, "sv")
    opened = CalamineWorkbook.from_path(str(book))
    assert opened.sheet_names == ["Matris", "Gap", "Plan"]
    rows = opened.get_sheet_by_name("Matris").to_python()
    assert rows[1][0] == "Krävd nivå"
    assert {type(cell) for cell in rows[1][6:]} == {float}
    assert "=2+5" in [row[0] for row in rows]
    skills = tmp_path / "lista.csv"
    desk.company_reports.write(company(desk), CODE, CompanyFile.SKILLS, skills, "sv")
    with skills.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    assert lines[0][:4] == ["Anställningsnummer", "Namn", "Profil", "Område"]
    assert len(lines) == 1 + 15 * 8
    assert not any(cell.startswith(("=", "@")) for line in lines for cell in line)


def test_every_file_states_its_rows_and_is_written_down(desk: Workspace, tmp_path: Path) -> None:
    """I14: rows and hash in a signed manifest beside it, a line in the log of exports."""
    for kind in CompanyFile:
        path = tmp_path / f"fil.{kind}"
        told = list[BatchProgress]()
        steps = Steps(told.append)
        made = desk.company_reports.write(company(desk), CODE, kind, path, "sv", steps)
        check = check_export(path, desk.desk.trust())
        assert (check.is_same, check.manifest.rows) == (True, made.rows)
        assert told
        assert max(progress.done for progress in told) <= told[0].total
        stopped, gone = Steps(cancelled=lambda: True), tmp_path / f"igen.{kind}"
        with pytest.raises(ExportCancelled):
            desk.company_reports.write(company(desk), CODE, kind, gone, "sv", stopped)
        assert not list(tmp_path.glob("*igen*"))
        assert check.signer.startswith(desk.assessor.name)
    with desk.desk.database.reading() as session:
        kinds = [row.kind for row in session.query(ExportRow).all()]
    assert kinds == ["company.report.pdf", "company.workbook.xlsx", "company.skills.csv"]
    nowhere = tmp_path / "ingenstans" / "fil.pdf"
    with pytest.raises(NotWritten):
        desk.company_reports.write(company(desk), CODE, CompanyFile.REPORT, nowhere, "sv")


def test_nothing_is_told_of_the_protected_or_without_a_basis(desk: Workspace) -> None:
    """R54, R55: no name of who is protected; no level, no certificate without a basis."""
    order = desk.group_orders.of_company(company(desk))[0].id
    secret = NewPerson("Hemlig Person", official_numbers()[1700].personnummer, protected=True)
    person = desk.people.register(secret, despite_likeness=True)
    desk.group_orders.add(order, person, Joining("7", "Svarv", BasisKind.AGREEMENT))
    rows = desk.company_plans.view(company(desk), CODE).of.matrix.rows
    today = desk.desk.clock.now().date()
    desk.group_orders.note_basis(order, [row.person.person_id for row in rows[:11]], None, today)
    facts = desk.company_reports.facts(company(desk), CODE, "sv")
    assert figures(facts) is None
    said = " ".join(pages(desk.company_reports.pdf(company(desk), CODE, "sv")))
    assert "Hemlig" not in said
    assert said.count("underlag saknas") == 11
    assert "Störst gap först" not in said
    assert "sammanfattas inte gruppen" in said.replace("\r\n", " ")
