"""kill -9 in the middle of a batch: whole certificates, each case once, the rest still waits."""

import os
import random
import shutil
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select

from app.domain.case import CaseState
from app.domain.desks import PRACTICE_PIN
from app.storage.errors import DiskFailed, DiskFull
from app.storage.tables import CertificateRow
from app.usecases.batch import Batch
from app.usecases.batch_report import BatchProgress, BatchStep
from app.usecases.certificate_files import FileStanding
from app.workspace import Workspace
from tests.app.usecases.test_batch import FilesLater
from tests.desk_work import practice_desk
from tests.factories import FixedClock
from tests.faults.worker import _CONTEXT
from tests.many_cases import ready_cases, stored_order
from tests.stored_homes import StoredHomes

COUNT = 20
KILLS = 4


@dataclass(frozen=True, slots=True)
class Order:
    """Where the order's desk is; whoever issues it does no more than this, and awaits the end."""

    home: Path
    step: BatchStep
    done: int


@pytest.fixture(scope="module")
def ordered(homes: StoredHomes) -> Path:
    """Twenty of one company, ready for their certificates."""
    return stored_order(homes, COUNT)


@pytest.fixture
def home(ordered: Path, tmp_path: Path) -> Path:
    """The test's own copy."""
    return shutil.copytree(ordered, tmp_path / "desks")


def issue_all(order: Order, told: Connection) -> None:
    """Issue the order, telling how far it is."""
    desk = practice_desk(order.home, FixedClock())

    def tell(progress: BatchProgress) -> None:
        told.send((progress.step, progress.done))
        if progress.step is order.step and progress.done >= order.done:
            Event().wait()

    desk.batch.issue(ready_cases(desk), PRACTICE_PIN, tell, lambda: False)


def issued(desk: Workspace) -> list[CertificateRow]:
    """Everything issued so far."""
    with desk.desk.database.reading() as session:
        return list(session.scalars(select(CertificateRow)))


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_batch_survives_every_kill(home: Path, seed: int) -> None:
    """I4 I7: what was told is there, at most one more; each whole; the next run does the rest."""
    at = random.Random(seed).randrange(1, COUNT)
    _killed(home, BatchStep.ISSUING, at)
    desk = practice_desk(home, FixedClock())
    found = issued(desk)
    assert at <= len(found) <= at + 1
    left = ready_cases(desk)
    assert len(found) + len(left) == COUNT
    for row in found:
        assert desk.cases.view(row.case_id).state is CaseState.CERTIFIED
        assert desk.certificates.facts(row.id).qr_text
        assert desk.certificate_files.standing(row.id) is FileStanding.WAITING
    assert desk.desk.database.is_sound()
    later = Batch(desk.desk, FilesLater(desk.certificate_files))
    report = later.issue(left, PRACTICE_PIN, lambda _progress: None, lambda: False)
    assert len(report.issued) == len(left)
    rows = issued(desk)
    assert len({row.case_id for row in rows}) == len(rows) == COUNT
    assert len({row.status_index for row in rows}) == COUNT
    assert desk.certificate_files.pdf(rows[0].id).is_signed
    desk.close()


def test_a_kill_while_the_files_are_made_loses_no_certificate(home: Path) -> None:
    """I4: all twenty are issued; what has no file yet gets it at its first use."""
    _killed(home, BatchStep.FILES, 2)
    desk = practice_desk(home, FixedClock())
    rows = issued(desk)
    assert len(rows) == COUNT
    standing = [desk.certificate_files.standing(row.id) for row in rows]
    assert 2 <= standing.count(FileStanding.SIGNED) < COUNT
    waiting = rows[standing.index(FileStanding.WAITING)]
    made = desk.certificate_files.pdf(waiting.id)
    assert made.is_signed
    assert desk.certificate_files.pdf(waiting.id).pdf == made.pdf
    desk.close()


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on the size of a file")
def test_a_disk_that_refuses_in_the_middle_stops_the_batch_at_a_whole_certificate(
    home: Path,
) -> None:
    """RLIMIT_FSIZE: some are issued, the rest is left as it was; with room again it goes on."""
    import resource

    desk = practice_desk(home, FixedClock())
    cases = ready_cases(desk)
    later = Batch(desk.desk, FilesLater(desk.certificate_files))
    log = home / "practice" / "desk.db-wal"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(progress: BatchProgress) -> None:
        if progress.step is BatchStep.ISSUING and progress.done == 7:
            resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 20_000, hard))

    try:
        report = later.issue(cases, PRACTICE_PIN, fill, lambda: False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(report.stopped, DiskFull | DiskFailed)
    assert 7 <= len(report.issued) < COUNT
    assert report.left == tuple(cases[len(report.issued) :])
    assert {row.id for row in issued(desk)} >= set(report.issued)
    rest = later.issue(cases, PRACTICE_PIN, lambda _progress: None, lambda: False)
    assert len(rest.issued) + len(rest.known) == COUNT
    assert len(issued(desk)) == COUNT
    desk.close()


def _killed(home: Path, step: BatchStep, at: int) -> None:
    """Let somebody issue the order, and kill -9 them on their way from so many to one more."""
    here, there = _CONTEXT.Pipe(duplex=False)
    worker = _CONTEXT.Process(target=issue_all, args=(Order(home, step, at + 1), there))
    worker.start()
    there.close()
    reached = False
    while not reached:
        so_far, done = here.recv()
        reached = so_far is step and done >= at
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    worker.join()
