"""Many certificates handed out: in order, whole, counted; a refusal says where it stopped."""

import io
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from sqlalchemy import delete, select

from app.certificate.printing import NoPrinterProgram, PrintFailed
from app.reports.whole_file import NotWritten
from app.storage.certificate_tables import CertificateFileRow
from app.storage.tables import PersonEventRow
from app.usecases.batch import Batch
from app.usecases.batch_report import BatchProgress, CopyReport
from app.workspace import Workspace
from tests.app.certificate.reading_back import text_of
from tests.colleagues import ELIN
from tests.desk_work import MARIA, Enter
from tests.many_cases import order_of, stored_issued
from tests.stored_homes import StoredHomes

COUNT = 9
SEVENTH = 6

LP = """#!/bin/sh
number=0
for job in '{jobs}'/*; do [ -e "$job" ] && number=$((number + 1)); done
[ "$number" -lt {most} ] || {{ echo 'lp: no paper' >&2; exit 1; }}
printf '%s\\n' "$@" > "$(printf '{jobs}/%03d' "$number")"
"""


@pytest.fixture(scope="module")
def practice_home(homes: StoredHomes) -> Path:
    """Nine certificates of one company, issued, their files made."""
    return stored_issued(homes, COUNT)


@pytest.fixture
def batch(desk: Workspace) -> Batch:
    """At work on them."""
    return desk.batch


@pytest.fixture
def ids(desk: Workspace) -> tuple[bytes, ...]:
    """The certificates, in the order issued."""
    return tuple(line.id for line in reversed(desk.certificates.list()))


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What the printer got, a file each job; it never runs out of paper."""
    folder = tmp_path / "jobs"
    folder.mkdir()
    _install_lp(tmp_path, monkeypatch, most=1000)
    return folder


def _install_lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    programs = tmp_path / "bin"
    programs.mkdir(exist_ok=True)
    script = LP.format(jobs=tmp_path / "jobs", most=most)
    (programs / "lp").write_text(script)
    (programs / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))


def heard(_progress: BatchProgress) -> None:
    """Nobody looks at how far it is."""


def never() -> bool:
    """Nobody cancels."""
    return False


def prints(desk: Workspace, ids: tuple[bytes, ...]) -> list[int]:
    """How often each was handed out."""
    counts = {line.id: line.prints for line in desk.certificates.list()}
    return [counts[one] for one in ids]


def said(jobs: Path) -> list[list[str]]:
    """The arguments of each job, in the order they came."""
    return [job.read_text().splitlines() for job in sorted(jobs.iterdir())]


def test_each_goes_to_the_printer_as_a_job_of_its_own_in_order(
    desk: Workspace, batch: Batch, ids: tuple[bytes, ...], jobs: Path
) -> None:
    """Under its number, on A4, in true size, one-sided; every one is counted once."""
    report = batch.print(ids, "Kontoret", heard, never)
    numbers = {line.id: line.number for line in desk.certificates.list()}
    assert report == CopyReport(done=ids)
    assert [job[:4] for job in said(jobs)] == [["-d", "Kontoret", "-t", numbers[i]] for i in ids]
    assert {tuple(job[4:]) for job in said(jobs)} == {
        ("-o", "media=A4", "-o", "print-scaling=none", "-o", "sides=one-sided")
    }
    assert prints(desk, ids) == [1] * COUNT


def test_a_printer_that_refuses_the_seventh_is_told_and_gone_on_with(
    desk: Workspace,
    batch: Batch,
    ids: tuple[bytes, ...],
    jobs: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Six are counted, three are left; with paper again the rest comes, nothing twice."""
    _install_lp(tmp_path, monkeypatch, most=SEVENTH)
    report = batch.print(ids, None, heard, never)
    assert (report.done, report.left) == (ids[:SEVENTH], ids[SEVENTH:])
    assert isinstance(report.stopped, PrintFailed)
    assert "no paper" in report.stopped.detail
    assert prints(desk, ids) == [1] * SEVENTH + [0] * (COUNT - SEVENTH)
    _install_lp(tmp_path, monkeypatch, most=1000)
    assert batch.print(report.left, None, heard, never).done == report.left
    assert len(said(jobs)) == COUNT
    assert prints(desk, ids) == [1] * COUNT


def test_a_cancel_stops_between_two_jobs(
    desk: Workspace, batch: Batch, ids: tuple[bytes, ...], jobs: Path
) -> None:
    """What was sent is counted, what was not is left."""
    seen: list[BatchProgress] = []
    report = batch.print(ids, None, seen.append, lambda: seen[-1].done == 4)
    assert (report.done, report.left, report.stopped) == (ids[:4], ids[4:], None)
    assert len(said(jobs)) == 4
    assert prints(desk, ids) == [1] * 4 + [0] * (COUNT - 4)


def test_without_a_print_program_nothing_is_counted(
    desk: Workspace,
    batch: Batch,
    ids: tuple[bytes, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows, or a computer without a print system."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    report = batch.print(ids, None, heard, never)
    assert isinstance(report.stopped, NoPrinterProgram)
    assert report.left == ids
    assert prints(desk, ids) == [0] * COUNT


def test_all_pages_lie_in_one_file_in_order_with_a_bookmark_each(
    desk: Workspace, batch: Batch, ids: tuple[bytes, ...], tmp_path: Path
) -> None:
    """Names and numbers to find them by; what they share is there once; no signature, no badge."""
    path = tmp_path / "alla.pdf"
    assert batch.save_one_pdf(ids, path, "9 bevis", heard, never) == CopyReport(done=ids)
    facts = [desk.certificates.facts(one) for one in ids]
    lines = {line.id: line for line in desk.certificates.list()}
    with pikepdf.open(path) as whole:
        titles = [item.title for item in whole.open_outline().root]
        assert titles == [f"{lines[one].name} · {lines[one].number}" for one in ids]
        assert len(whole.pages) == COUNT
        assert "/AcroForm" not in whole.Root
        assert "/AF" not in whole.Root
        assert not whole.attachments
        assert str(whole.docinfo["/Title"]) == "9 bevis"
        assert whole.check_pdf_syntax() == []
        for page, fact in zip(whole.pages, facts, strict=True):
            single = pikepdf.new()
            single.pages.append(page)
            out = io.BytesIO()
            single.save(out)
            assert fact.name in text_of(out.getvalue())
    alone = len(desk.certificate_files.pdf(ids[0]).pdf)
    assert path.stat().st_size < COUNT * alone * 2 / 3
    assert prints(desk, ids) == [1] * COUNT


def test_one_file_is_whole_or_not_there(
    desk: Workspace, batch: Batch, ids: tuple[bytes, ...], tmp_path: Path
) -> None:
    """Cancelled at four, or no such folder: nothing is left behind, nothing counted."""
    seen: list[BatchProgress] = []
    path = tmp_path / "alla.pdf"
    before = set(tmp_path.iterdir())
    stopped = batch.save_one_pdf(ids, path, "", seen.append, lambda: seen[-1].done == 4)
    assert (stopped.done, stopped.left) == ((), ids)
    with pytest.raises(NotWritten):
        batch.save_one_pdf(ids, tmp_path / "nowhere" / "alla.pdf", "", heard, never)
    assert set(tmp_path.iterdir()) == before
    assert prints(desk, ids) == [0] * COUNT


def test_each_is_saved_under_number_and_name_byte_for_byte(
    desk: Workspace, batch: Batch, ids: tuple[bytes, ...], tmp_path: Path
) -> None:
    """I4: the very file that is kept; a protected person's is named by number alone (R41).

    R55: that it was read is written down.
    """
    (case,) = order_of(desk, 1, start=300, protected=True)
    hidden = desk.certificates.issue(case)
    person = desk.cases.view(case).person_id
    before = _reads(desk, person)
    folder = tmp_path / "bevis"
    folder.mkdir()
    wanted = (*ids, hidden)
    assert batch.save_many(wanted, folder, heard, never).done == wanted
    names = batch.file_names(wanted)
    assert {path.name for path in folder.iterdir()} == set(names)
    for one, name in zip(wanted, names, strict=True):
        assert (folder / name).read_bytes() == desk.certificate_files.pdf(one).pdf
    facts = desk.certificates.facts(ids[0])
    assert names[0].endswith(f"{facts.name}.pdf")
    assert desk.certificates.facts(hidden).name not in names[-1]
    assert _reads(desk, person) == before + 1


def test_files_that_are_there_are_kept_or_replaced_as_one_says(
    batch: Batch, ids: tuple[bytes, ...], tmp_path: Path
) -> None:
    """Asked about once, beforehand; kept ones are told and not counted."""
    names = batch.file_names(ids)
    (tmp_path / names[2]).write_bytes(b"mine")
    assert batch.there(ids, tmp_path) == (names[2],)
    report = batch.save_many(ids, tmp_path, heard, never)
    assert report.kept == (ids[2],)
    assert len(report.done) == COUNT - 1
    assert (tmp_path / names[2]).read_bytes() == b"mine"
    assert batch.save_many(ids, tmp_path, heard, never, replace=True).done == ids
    assert (tmp_path / names[2]).read_bytes().startswith(b"%PDF")


def test_a_place_that_refuses_the_seventh_keeps_six_whole_files(
    desk: Workspace, batch: Batch, ids: tuple[bytes, ...], tmp_path: Path
) -> None:
    """Six files, no half one; the report says where it stopped."""
    names = batch.file_names(ids)
    (tmp_path / names[SEVENTH]).mkdir()  # cannot be written over
    report = batch.save_many(ids, tmp_path, heard, never, replace=True)
    assert (report.done, report.left) == (ids[:SEVENTH], ids[SEVENTH:])
    assert isinstance(report.stopped, NotWritten)
    assert {path.name for path in tmp_path.glob("*.pdf")} == set(names[: SEVENTH + 1])
    assert not list(tmp_path.glob(".*.part"))
    assert prints(desk, ids) == [1] * SEVENTH + [0] * (COUNT - SEVENTH)


def test_a_damaged_certificate_is_named_and_stops_no_other(
    desk: Workspace, batch: Batch, ids: tuple[bytes, ...], jobs: Path
) -> None:
    """What lies with one alone is told by its number; the others are printed."""
    report = batch.print((*ids[:2], b"\0" * 10, *ids[2:]), None, heard, never)
    assert report.done == ids
    assert [one.id for one in report.refused] == [b"\0" * 10]
    assert len(said(jobs)) == COUNT
    assert desk.certificates.list()[0].prints == 1


def test_a_colleague_is_told_which_files_are_pages_alone(enter: Enter, tmp_path: Path) -> None:
    """The power went before two of them were made: only their issuer can."""
    desk = enter(MARIA)
    ids = tuple(line.id for line in desk.certificates.list())
    with desk.desk.database.transaction() as session:
        gone = CertificateFileRow.certificate_id.in_(ids[:2])
        session.execute(delete(CertificateFileRow).where(gone))
    report = enter(ELIN).batch.save_many(ids[:4], tmp_path, heard, never)
    assert (report.done, report.pages_only) == (ids[:4], ids[:2])
    report = enter(MARIA).batch.save_many(ids[:4], tmp_path, heard, never, replace=True)
    assert report.pages_only == ()


def test_nothing_to_hand_out_is_nothing(batch: Batch, tmp_path: Path) -> None:
    """An empty choice writes and prints nothing."""
    assert batch.print((), None, heard, never) == CopyReport()
    assert batch.save_many((), tmp_path, heard, never) == CopyReport()
    assert batch.save_one_pdf((), tmp_path / "alla.pdf", "", heard, never) == CopyReport()
    assert not (tmp_path / "alla.pdf").exists()


def _reads(desk: Workspace, person_id: UUID) -> int:
    """How often it was written down that the person was read."""
    read = select(PersonEventRow).where(
        PersonEventRow.person_id == person_id, PersonEventRow.kind == "read"
    )
    with desk.desk.database.reading() as session:
        return len(session.scalars(read).all())
