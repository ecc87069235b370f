"""An order of ten: what is ready, issued with one PIN, whole whatever gets in the way."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.case import CaseState
from app.domain.change import Change, Touched
from app.domain.desks import PRACTICE_PIN
from app.domain.disputes import DisputeKind
from app.domain.ties import TieKind
from app.seal.vault import WrongSecret
from app.storage.errors import ClockBehind, DiskFull
from app.storage.tables import CaseRow, CertificateRow
from app.usecases.attention import AttentionKind
from app.usecases.batch import Batch, DecisionContested, TalkMissing
from app.usecases.batch_copies import HasPdf
from app.usecases.batch_report import BatchProgress, BatchStep, IssueReport
from app.usecases.certificate_files import CertificateFiles, FileStanding
from app.usecases.disputes import NewEntry
from app.usecases.file_workers import FileWorkers
from app.usecases.signing import AccreditationExpired
from app.usecases.ties import ConflictOfInterest, NewTie
from app.workspace import Workspace
from tests.desk_work import Opener
from tests.factories import FixedClock
from tests.many_cases import order_of, ready_cases, stored_order
from tests.stored_homes import StoredHomes

COUNT, FEW = 10, 4


class FilesLater:
    """Makes no file beforehand, as after a cut: each is made at its first use."""

    def __init__(self, files: CertificateFiles) -> None:
        self._files = files

    def pdf(self, certificate_id: bytes) -> HasPdf:
        """The file, made now."""
        return self._files.pdf(certificate_id)

    def make_all(
        self,
        ids: Sequence[bytes],
        progress: Callable[[int], object],
        cancelled: Callable[[], bool],
        workers: FileWorkers | None = None,
    ) -> tuple[bytes, ...]:
        """None of them."""
        return ()

    def workers(self, count: int) -> AbstractContextManager[None]:
        """None: no file is made."""
        return nullcontext()


@pytest.fixture(scope="module")
def practice_home(homes: StoredHomes) -> Path:
    """Ten of one company, ready for their certificates."""
    return stored_order(homes, COUNT)


@pytest.fixture
def batch(desk: Workspace) -> Batch:
    """Without the two processes that make files."""
    return Batch(desk.desk, FilesLater(desk.certificate_files))


def heard(_progress: BatchProgress) -> None:
    """Nobody looks at how far it is."""


def never() -> bool:
    """Nobody cancels."""
    return False


def issue(batch: Batch, cases: Sequence[UUID]) -> IssueReport:
    """The whole batch."""
    return batch.issue(cases, PRACTICE_PIN, heard, never)


def certificates(desk: Workspace) -> list[CertificateRow]:
    """Everything issued, by status index."""
    with desk.desk.database.reading() as session:
        return list(session.scalars(select(CertificateRow).order_by(CertificateRow.status_index)))


def test_an_order_is_issued_with_one_pin_and_their_files_are_made(desk: Workspace) -> None:
    """I4 I7 R38: each certificate of its own case, an index each, the file kept; told once.

    Four: their files are made without two more processes (see test_certificate_files.py).
    """
    cases, changes, steps = ready_cases(desk)[:FEW], list[Change](), list[BatchProgress]()
    desk.announce_to(changes.append)
    report = desk.batch.issue(cases, PRACTICE_PIN, steps.append, never)
    assert [desk.certificates.facts(one).name for one in report.issued] == [
        desk.cases.view(case).name for case in cases
    ]
    assert {desk.cases.view(case).state for case in cases} == {CaseState.CERTIFIED}
    assert [row.status_index for row in certificates(desk)] == list(range(FEW))
    assert {desk.certificate_files.standing(one) for one in report.issued} == {FileStanding.SIGNED}
    assert (report.refused, report.left, report.unmade, report.stopped) == ((), (), (), None)
    assert sum(Touched.PEOPLE in change.touched for change in changes) == 1
    assert steps[0] == BatchProgress(BatchStep.ISSUING, 0, FEW)
    assert BatchProgress(BatchStep.ISSUING, FEW, FEW) in steps
    assert steps[-1] == BatchProgress(BatchStep.FILES, FEW, FEW)


def test_a_wrong_pin_issues_nothing(desk: Workspace, batch: Batch) -> None:
    """Asked once, before the first."""
    with pytest.raises(WrongSecret):
        batch.issue(ready_cases(desk), "000000", heard, never)
    assert certificates(desk) == []


def test_what_is_ready_stands_by_company_and_name_with_what_hinders_it(
    desk: Workspace, batch: Batch
) -> None:
    """R36 R46: the talk is held first; a contested decision waits; others can be issued."""
    first, second, third = order_of(desk, 3, "Aneby Ståhl AB", start=300)
    _set_state(desk, first, CaseState.DECIDED)
    desk.disputes.file(NewEntry(DisputeKind.RECONSIDERATION, "Fel måttsatt.", case_id=second))
    ready = batch.ready()
    hindrances = {case.case_id: case.hindrance for case in ready}
    assert isinstance(hindrances[first], TalkMissing)
    assert isinstance(hindrances[second], DecisionContested)
    assert hindrances[third] is None
    companies = [case.company for case in ready]
    assert companies == sorted(companies)
    assert batch.waiting() == COUNT + 2


def test_a_protected_person_stands_without_name_and_company(desk: Workspace, batch: Batch) -> None:
    """R41: last in the list, and in no report."""
    (case,) = order_of(desk, 1, "Aneby Ståhl AB", start=300, protected=True)
    line = batch.ready()[-1]
    assert (line.case_id, line.name, line.company) == (case, "", "")
    _set_state(desk, case, CaseState.DECIDED)
    assert issue(batch, [case]).refused[0].name == ""


def test_without_authority_everything_waits_and_says_why(
    open_desk: Opener, clock: FixedClock
) -> None:
    """R1 I11: an accreditation that has run out; a clock that is behind."""
    desk = open_desk()
    clock.advance(timedelta(days=60))
    assert {type(case.hindrance) for case in desk.batch.ready()} == {AccreditationExpired}
    clock.advance(timedelta(days=-90))
    assert {type(case.hindrance) for case in desk.batch.ready()} == {ClockBehind}


def test_a_tie_hinders_one_and_the_others_are_issued(desk: Workspace, batch: Batch) -> None:
    """R4: the refused one is named with its reason and stays as it was."""
    cases = ready_cases(desk)
    desk.ties.add(desk.cases.view(cases[3]).person_id, NewTie(TieKind.SELF))
    report = issue(batch, cases)
    assert len(report.issued) == COUNT - 1
    (refused,) = report.refused
    assert refused.case_id == cases[3]
    assert refused.name == desk.cases.view(cases[3]).name
    assert isinstance(refused.error, ConflictOfInterest)
    assert desk.cases.view(cases[3]).state is CaseState.DEBRIEFED


def test_one_contested_in_between_is_refused_and_stops_no_other(
    desk: Workspace, batch: Batch
) -> None:
    """R46: contested after the list was read, while the batch runs."""
    cases = ready_cases(desk)

    def contest(progress: BatchProgress) -> None:
        if progress.done == 5 and progress.step is BatchStep.ISSUING:
            entry = NewEntry(DisputeKind.RECONSIDERATION, "Fel måttsatt.", case_id=cases[9])
            desk.disputes.file(entry)

    report = batch.issue(cases, PRACTICE_PIN, contest, never)
    assert [type(one.error) for one in report.refused] == [DecisionContested]
    assert [one.case_id for one in report.refused] == [cases[9]]
    assert len(report.issued) == COUNT - 1


def test_a_case_that_is_not_there_or_not_decided_is_refused(desk: Workspace, batch: Batch) -> None:
    """R36: wrong ids and early cases cost nobody else anything."""
    early = order_of(desk, 1, start=300)[0]
    _set_state(desk, early, CaseState.DECIDED)
    report = issue(batch, [desk.desk.new_id(), early, *ready_cases(desk)[:2]])
    assert len(report.issued) >= 1
    assert {type(one.error).__name__ for one in report.refused} == {"UnknownCase", "TalkMissing"}


def test_a_cancel_leaves_whole_certificates_and_the_rest_goes_on(
    desk: Workspace, batch: Batch
) -> None:
    """Stopped after seven: seven certificates, three cases as they were; then the rest."""
    cases, seen = ready_cases(desk), list[BatchProgress]()
    report = batch.issue(cases, PRACTICE_PIN, seen.append, lambda: seen[-1].done >= 7)
    assert len(report.issued) == 7
    assert report.left == tuple(cases[7:])
    assert [row.case_id for row in certificates(desk)] == cases[:7]
    again = issue(batch, cases)
    assert again.known == report.issued
    assert len(again.issued) == COUNT - 7


def test_twice_the_same_issues_nothing_new(desk: Workspace, batch: Batch) -> None:
    """I4: the second time says that they are there; a case named twice is issued once."""
    cases = ready_cases(desk)[:4]
    first = issue(batch, [*cases, *cases])
    second = issue(batch, cases)
    assert len(first.issued) == 4
    assert (second.issued, second.known) == ((), first.issued)
    assert len(certificates(desk)) == 4


def test_two_batches_at_once_share_the_cases(desk: Workspace, batch: Batch) -> None:
    """I7: every case gets one certificate, every certificate an index of its own."""
    cases = ready_cases(desk)
    with ThreadPoolExecutor(2) as both:
        one = both.submit(issue, batch, cases)
        other = both.submit(issue, batch, list(reversed(cases)))
        reports = one.result(), other.result()
    assert not any(report.refused or report.left for report in reports)
    issued = [*reports[0].issued, *reports[1].issued]
    assert len(issued) == len(set(issued)) == COUNT
    rows = certificates(desk)
    assert len({row.case_id for row in rows}) == len(rows) == COUNT
    assert len({row.status_index for row in rows}) == COUNT


def test_a_disk_that_is_full_at_the_files_keeps_every_certificate(desk: Workspace) -> None:
    """What was issued is issued; the report says which files are still to be made."""
    cases = ready_cases(desk)[:3]

    class NoRoom(FilesLater):
        def make_all(
            self,
            ids: Sequence[bytes],
            progress: Callable[[int], object],
            cancelled: Callable[[], bool],
            workers: FileWorkers | None = None,
        ) -> tuple[bytes, ...]:
            raise DiskFull(Path("desk.db"))

    report = issue(Batch(desk.desk, NoRoom(desk.certificate_files)), cases)
    assert len(report.issued) == 3
    assert report.unmade == report.issued
    assert isinstance(report.stopped, DiskFull)
    assert desk.certificate_files.pdf(report.issued[0]).pdf.startswith(b"%PDF")


def test_a_name_no_font_has_is_told_before_anything_is_signed(
    desk: Workspace, batch: Batch
) -> None:
    """E_GLYPH: in the list already, not first in the report."""
    case = order_of(desk, 1, "Aneby Ståhl AB", start=300)[0]
    person = desk.cases.view(case).person_id
    desk.people.rename(person, "Karin 林")
    hindrance = next(line.hindrance for line in batch.ready() if line.case_id == case)
    assert type(hindrance).__name__ == "MissingGlyph"


def test_people_without_a_company_are_in_the_list(desk: Workspace, batch: Batch) -> None:
    """Somebody who came on their own has no company to stand under."""
    case = order_of(desk, 1, "", start=300)[0]
    line = next(line for line in batch.ready() if line.case_id == case)
    assert (line.company, line.hindrance) == ("", None)


def _set_state(desk: Workspace, case_id: UUID, state: CaseState) -> None:
    with desk.desk.database.transaction() as session:
        session.get_one(CaseRow, case_id).state = state


def test_today_leads_to_all_that_wait_or_to_the_only_one(desk: Workspace, batch: Batch) -> None:
    """From two on one line for all; a single one leads to its case."""

    def told() -> list[tuple[int, UUID | None]]:
        lines = desk.today.view().attention
        return [(a.count, a.case_id) for a in lines if a.kind is AttentionKind.UNISSUED]

    assert told() == [(COUNT + 1, None)]
    *others, last = [case.case_id for case in batch.ready()]
    issue(batch, others)
    assert told() == [(1, last)]
    issue(batch, [last])
    assert told() == []
