"""Exports for coordinators: what stands in them, what never does, and that each is written down."""

import csv
import hashlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import get_args
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import select

from app.domain.case import Step
from app.reports.whole_file import NotWritten
from app.storage.tables import ExportRow
from app.usecases.exports import (
    KINDS,
    ExportAnswer,
    ExportCancelled,
    ExportFilters,
    ExportOrder,
    Format,
    Watching,
)
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.desk_work import MARIA, CaseWalk

FORMATS = get_args(Format)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_export_states_its_rows_and_hash_and_is_written_down(
    desk: Workspace, tmp_path: Path, format_: Format
) -> None:
    """I14: in the answer, beside the file and in the desk's own record."""
    file = tmp_path / f"cases.{format_}"
    manifest = desk.exports.write(ExportOrder("cases", format_), file)
    assert manifest.rows == 11
    assert manifest.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    with desk.desk.database.reading() as session:
        kept = session.scalars(select(ExportRow)).one()
    assert (kept.kind, kept.rows, kept.sha256) == (f"cases.{format_}", 11, manifest.sha256)
    assert (kept.actor, kept.at) == ("Maria Sandberg", desk.desk.clock.now())


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_cases_and_certificates_carry_what_a_coordinator_needs(
    walk: CaseWalk, tmp_path: Path
) -> None:
    """One row a case: who, where, which protocol, how far, the result, the certificate."""
    desk = walk.to(Step.CERTIFICATE).desk
    issued = desk.certificates.facts(desk.certificates.issue(walk.case_id))
    cases = _json(desk, "cases", tmp_path)
    row = next(row for row in cases if row["case"] == str(walk.case_id))
    assert row["name"] == issued.name
    assert (row["profile"], row["version"]) == ("CNC-1", issued.protocol_version)
    assert (row["state"], row["outcome"]) == ("Bevis utfärdat", "Kompetensbevis")
    assert row["practice"] is True
    certificates = _json(desk, "certificates", tmp_path)
    assert [line["certificate"] for line in certificates] == [row["certificate"]]
    assert certificates[0]["issued"] == "2026-05-04"
    assert certificates[0]["prints"] == 0


def test_no_export_carries_an_identity_number(desk: Workspace, tmp_path: Path) -> None:
    """I12: neither whole nor its last four."""
    desk.exports.write(ExportOrder("cases", "csv"), tmp_path / "cases.csv")
    text = (tmp_path / "cases.csv").read_text(encoding="utf-8-sig")
    assert "Karin Lindqvist" in text
    assert "2382" not in text.replace("-", "")


def test_a_protected_person_is_a_row_without_a_name(desk: Workspace, tmp_path: Path) -> None:
    """The numbers add up, and nobody is found by them."""
    person = desk.people.register(
        NewPerson("Vera Ahlgren", "199903012384", employer="Granviks Plåt AB", protected=True)
    )
    case = desk.cases.open(person, "CNC-1")
    row = next(row for row in _json(desk, "cases", tmp_path) if row["case"] == str(case))
    assert (row["name"], row["birth_date"], row["company"]) == (None, None, None)


def test_heads_and_words_come_in_both_languages(desk: Workspace, tmp_path: Path) -> None:
    """Titles a person reads; keys in JSON stay."""
    for language, head, state in (("sv", "Namn", "Bokat"), ("en", "Name", "Booked")):
        file = tmp_path / f"{language}.xlsx"
        desk.exports.write(ExportOrder("cases", "xlsx", language), file)
        sheet = openpyxl.load_workbook(file).active
        assert sheet is not None
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0][1] == head
        assert {row[7] for row in rows[1:]} == {state}


def test_a_name_that_looks_like_a_formula_stays_a_name(desk: Workspace, tmp_path: Path) -> None:
    """Opened in a spreadsheet it computes nothing."""
    person = desk.people.register(NewPerson("=cmd Nils Östlund"))
    desk.cases.open(person, "CNC-1")
    desk.exports.write(ExportOrder("cases", "csv"), tmp_path / "cases.csv")
    with (tmp_path / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row["Namn"] for row in csv.DictReader(file, delimiter=";")]
    assert "'=cmd Nils Östlund" in names


def test_a_file_that_cannot_be_written_leaves_no_trace(desk: Workspace, tmp_path: Path) -> None:
    """Nothing at the place, nothing written down."""
    with pytest.raises(NotWritten):
        desk.exports.write(ExportOrder("cases", "csv"), tmp_path / "no" / "such" / "folder.csv")
    with desk.desk.database.reading() as session:
        assert session.scalars(select(ExportRow)).all() == []


def _json(desk: Workspace, what: str, folder: Path) -> list[dict[str, object]]:
    file = folder / f"{what}.json"
    desk.exports.write(ExportOrder(what, "json"), file)
    rows: list[dict[str, object]] = json.loads(file.read_text(encoding="utf-8"))
    return rows


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_every_table_is_written_and_says_only_what_narrowed_it(
    walk: CaseWalk, tmp_path: Path
) -> None:
    """X7, X8, X2: statistics without a name, the centre's own figures, no group under five."""
    desk = walk.to(Step.CERTIFICATE).desk
    narrowed = ExportFilters(first=date(2020, 1, 1), profile="CNC-1", company=UUID(int=1))
    tables = {}
    for kind in KINDS:
        file = tmp_path / f"{kind}.json"
        manifest = desk.exports.write(ExportOrder(kind, "json"), file, narrowed)
        assert set(manifest.filters) == set(KINDS[kind].narrows) - {"last"}
        tables[kind] = json.loads(file.read_bytes())
    told = json.dumps([tables[kind] for kind in ("items", "areas", "agreement", "registers")])
    assert "Karin" not in told
    assert {row["difficulty"] for row in tables["items"]} == {None}
    assert {row["share"] for row in tables["areas"]} == {None}
    assert tables["people"] == []
    assert [row["filed"] for row in tables["registers"]] == [0, 0, 0, 0]
    maria = next(row for row in tables["workload"] if row["assessor"] == MARIA)
    assert (maria["cases"], maria["sittings"] >= 2, maria["decisions"]) == (1, True, 1)
    assert isinstance(tables["accreditations"][0]["left"], int)
    assert tables["equipment"][0]["machine"]


def test_the_period_and_the_company_narrow_what_is_written(desk: Workspace, tmp_path: Path) -> None:
    """Both days count; what was narrowed stands in the manifest and in the desk's own record."""
    today = desk.desk.clock.now().date()
    company, name = desk.exports.companies()[0]

    def rows(filters: ExportFilters) -> int:
        file = tmp_path / "people.csv"
        return desk.exports.write(ExportOrder("people", "csv"), file, filters).rows

    everybody = rows(ExportFilters())
    assert rows(ExportFilters(first=today, last=today)) == everybody
    assert rows(ExportFilters(last=today - timedelta(days=1))) == 0
    theirs = rows(ExportFilters(company=UUID(company)))
    assert 0 < theirs < everybody
    made = desk.exports.made()
    assert [line.rows for line in made] == [theirs, 0, everybody, everybody]
    assert made[0].filters == {"company": company}
    assert (made[0].kind, made[0].is_there, made[0].file) == (
        *("people.csv", True),
        tmp_path / "people.csv",
    )
    assert name


def test_a_cancelled_export_is_written_nowhere(desk: Workspace, tmp_path: Path) -> None:
    """I14: neither a file nor a line; what was there stays."""
    told: list[int] = []
    watching = Watching(told.append, lambda: bool(told))
    file = tmp_path / "cases.parquet"
    file.write_text("förra")
    with pytest.raises(ExportCancelled):
        desk.exports.write(ExportOrder("cases", "parquet"), file, watching=watching)
    assert (file.read_text(), desk.exports.made(), told) == ("förra", (), [0])


def test_the_desk_s_seal_signs_and_a_mail_draft_carries_both_files(
    desk: Workspace, tmp_path: Path
) -> None:
    """Checked with the desk's own trust; the draft is logged, a file that is gone is named."""
    file = tmp_path / "a.xlsx"
    desk.exports.write(ExportOrder("cases"), file)
    check = desk.exports.check(file)
    assert (check.answer, check.signer) == (
        ExportAnswer.WHOLE,
        f"{MARIA}, {desk.centre}",
    )
    assert (check.manifest.practice, check.manifest.by) == (True, MARIA)
    desk.exports.mail((file,), tmp_path / "a.eml", "Rad\r\nBcc: a@b.example", "Hej")
    draft = (tmp_path / "a.eml").read_bytes()
    assert b"Subject: Rad Bcc: a@b.example\r\n" in draft
    assert draft.count(b"filename=") == 2
    assert [line.kind for line in desk.exports.made()] == ["mail.eml", "cases.xlsx"]
