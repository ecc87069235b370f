"""Exports for coordinators: what stands in them, what never does, and that each is written down."""

import csv
import hashlib
import json
from pathlib import Path
from typing import get_args

import openpyxl
import pytest
from sqlalchemy import select

from app.domain.case import Step
from app.reports.whole_file import NotWritten
from app.storage.tables import ExportRow
from app.usecases.exports import ExportOrder, Format
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.desk_work import CaseWalk

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
