"""The auditor's sample and case file: drawn again alike, proved again, no number, written down."""

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from app.domain.case import Step
from app.domain.text import Text
from app.seal.records import open_record, record_hash
from app.storage.cases import UnknownCase
from app.storage.people_tables import PersonEventRow
from app.storage.tables import CaseEventRow, CaseRow, ExportRow, PersonRow, RecordRow
from app.workspace import Workspace
from tests.desk_work import CaseWalk


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_sample_and_a_case_file_for_the_auditor(walk: CaseWalk, tmp_path: Path) -> None:
    """X9, I12, I14: the same seed draws the same; every record of the file proves again."""
    desk = walk.to(Step.CERTIFICATE).desk
    desk.certificates.issue(walk.case_id)
    found = desk.audits.sample(5, "revision 2026")
    assert found == desk.audits.sample(5, "revision 2026")
    (one,) = [case for case in found.cases if case.case_id == walk.case_id]
    assert (one.code, found.among >= len(found.cases) > 0) == ("CNC-1", True)
    number = "19890101-2386"
    with desk.desk.database.transaction() as session:
        session.add(told(walk.case_id, desk, f"ringde om {number}"))
    file = tmp_path / "akt.json"
    manifest = desk.audits.write_case(walk.case_id, file)
    assert desk.exports.check(file).is_same
    assert (manifest.kind, manifest.filters) == ("case_file", {"case": str(walk.case_id)})
    text = file.read_text()
    assert number not in text
    rows = json.loads(text)
    assert {"case", "person", "protocol", "event", "decision", "certificate", "record"} <= {
        row["part"] for row in rows
    }
    prove_again(desk, walk.case_id, rows)
    with desk.desk.database.reading() as session:
        kinds = session.scalars(select(ExportRow.kind).order_by(ExportRow.id)).all()
    assert kinds == ["sample", "sample", "case_file.json"]
    listed(desk, tmp_path)
    hidden(desk, walk, tmp_path)


def listed(desk: Workspace, folder: Path) -> None:
    """I14: each seed is remembered once, and its list as a file says seed and number."""
    (draw,) = desk.audits.draws()
    found = desk.audits.sample(draw.count, draw.seed)
    assert (draw.seed, draw.count, draw.sum) == ("revision 2026", 5, found.sum)
    file = folder / "stickprov.json"
    manifest = desk.audits.write_sample(draw.count, draw.seed, file, "json")
    assert desk.exports.check(file).is_same
    assert manifest.filters == {"seed": "revision 2026", "count": "5", "among": str(found.among)}
    assert [row["serial"] for row in json.loads(file.read_text())] == [
        one.serial for one in found.cases
    ]


def told(case_id: UUID, desk: Workspace, words: str) -> CaseEventRow:
    """A line of the history in somebody's own words."""
    now, who = desk.desk.clock.now(), desk.assessor.name
    return CaseEventRow(case_id=case_id, at=now, kind="note", actor=who, detail=words)


def prove_again(desk: Workspace, case_id: UUID, rows: list[dict[str, str]]) -> None:
    """With nothing but what stands in the file."""
    records = [row for row in rows if row["part"] == "record"]
    for row in records:
        raw = bytes.fromhex(row["signed"])
        header = open_record(raw, bytes.fromhex(row["key"]))
        assert (record_hash(raw).hex(), header.seq) == (row["hash"], row["seq"])
        assert row["holds"] is True
    with desk.desk.database.reading() as session:
        kept = session.scalars(select(RecordRow.hash).where(RecordRow.case_id == case_id))
        assert {row["hash"] for row in records} == {one.hex() for one in kept}


def hidden(desk: Workspace, walk: CaseWalk, folder: Path) -> None:
    """R55: of a protected person the serial alone; in the file neither name nor words."""
    with desk.desk.database.transaction() as session:
        person = session.get_one(PersonRow, session.get_one(CaseRow, walk.case_id).person_id)
        name = person.name
        session.execute(update(PersonRow).where(PersonRow.id == person.id).values(protected=True))
        session.execute(  # a signature that does not hold is told, not hidden
            update(RecordRow)
            .where(RecordRow.case_id == walk.case_id, RecordRow.seq == first(desk, walk.case_id))
            .values(raw=b"\x00")
        )
    (one,) = [
        case for case in desk.audits.sample(99, "revision 2026").cases if case.case_id is None
    ]
    assert (one.name, one.code, one.decided, one.outcome) == (None, "", None, "")
    assert one.role == Text("", "")
    assert one.serial != str(walk.case_id)
    file = folder / "skyddad.json"
    desk.audits.write_case(walk.case_id, file)
    with desk.desk.database.reading() as session:
        reads = select(PersonEventRow.detail).where(PersonEventRow.kind == "read")
        assert session.scalars(reads).all() == [str(walk.case_id)]
    assert name not in file.read_text()
    rows = json.loads(file.read_text())
    assert {row["detail"] for row in rows if row["part"] == "event"} == {None}
    assert [row["holds"] for row in rows if row["part"] == "record"].count(False) == 1


def first(desk: Workspace, case_id: UUID) -> int:
    """The first number of the case's records."""
    with desk.desk.database.reading() as session:
        found = select(RecordRow.seq).where(RecordRow.case_id == case_id).order_by(RecordRow.seq)
        seq = session.scalars(found).first()
    assert seq is not None
    return seq


def test_a_strange_order_draws_nothing_and_an_unknown_case_is_refused(
    desk: Workspace, tmp_path: Path
) -> None:
    assert desk.audits.sample(-3, "x" * 10_000).cases == ()
    with pytest.raises(UnknownCase):
        desk.audits.write_case(uuid4(), tmp_path / "akt.json")
    assert not list(tmp_path.glob("*akt*"))
