"""Killed or out of room while certificates' files are made: whole files, and all of them later."""

import multiprocessing
import os
import select
import shutil
import signal
import sys
from pathlib import Path

import pytest

from app.certificate.signature import check_signature
from app.domain.case import Step
from app.storage.errors import DiskFailed, DiskFull
from app.usecases.certificate_files import FileStanding
from app.usecases.certificates import issue_in
from app.workspace import Workspace
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import FixedClock
from tests.faults.order_worker import make_files
from tests.many_cases import order_of

pytestmark = [
    pytest.mark.begins_at(Step.CERTIFICATE),
    pytest.mark.skipif(sys.platform != "linux", reason="process handles and quotas of Linux"),
]
ORDER = 7
_LONGEST_SECONDS = 60.0


def issue(desk: Workspace, count: int) -> list[bytes]:
    """An order's certificates, no file made yet."""
    cases = order_of(desk, count)
    with desk.desk.database.transaction() as session:
        return [issue_in(desk.desk, session, case_id).id for case_id in cases]


def test_a_desk_killed_in_the_middle_of_an_order_loses_no_certificate(
    desk: Workspace, desk_home: Path, clock: FixedClock
) -> None:
    """Every file kept is whole, its workers end with it and their keys, the rest is made later."""
    ids = issue(desk, ORDER)
    desk.close()
    here, there = multiprocessing.get_context("spawn").Pipe()
    killed = multiprocessing.get_context("spawn").Process(
        target=make_files, args=(desk_home, ids, there)
    )
    killed.start()
    there.close()
    done, workers = 0, list[int]()
    while done < 2:
        done, workers = here.recv()
    handles = [os.pidfd_open(worker) for worker in workers]
    assert len(handles) == 2
    assert killed.pid is not None
    os.kill(killed.pid, signal.SIGKILL)
    killed.join()
    for handle in handles:
        assert select.select([handle], [], [], _LONGEST_SECONDS)[0], "a worker outlived its desk"
        os.close(handle)

    desk = practice_desk(desk_home, clock)
    standings = [desk.certificate_files.standing(one) for one in ids]
    assert standings.count(FileStanding.SIGNED) >= 2
    assert FileStanding.UNSIGNED not in standings
    assert desk.certificate_files.make_all(ids, lambda _: None, lambda: False) == tuple(ids)
    assert all(check_signature(desk.certificates.pdf(one)).is_whole for one in ids)
    assert desk.desk.database.is_sound()
    desk.close()


def test_a_disk_with_no_room_for_the_file_costs_the_file_alone(walk: CaseWalk) -> None:
    """The certificate counts, its page can be shown and printed, the file follows with room."""
    import resource

    desk = walk.desk
    with desk.desk.database.transaction() as session:
        certificate = issue_in(desk.desk, session, walk.case_id).id
    log = desk.desk.database.path.with_name("desk.db-wal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 20_000, hard))
        with pytest.raises((DiskFull, DiskFailed)):
            desk.certificate_files.make(certificate)
        with pytest.raises((DiskFull, DiskFailed)):
            desk.certificate_files.make_all([certificate], lambda _: None, lambda: False)
        page = desk.certificate_files.pdf(certificate)
        assert not page.is_signed
        assert desk.certificate_files.standing(certificate) is FileStanding.WAITING
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert desk.certificate_files.pdf(certificate).is_signed
    assert desk.certificate_files.standing(certificate) is FileStanding.SIGNED


def test_a_copied_desk_keeps_its_files(walk: CaseWalk, tmp_path: Path, clock: FixedClock) -> None:
    """A backup restored gives out the same bytes."""
    certificate = walk.desk.certificates.issue(walk.case_id)
    before = walk.desk.certificates.pdf(certificate)
    home = walk.desk.desk.database.path.parent.parent
    walk.desk.close()
    restored = practice_desk(shutil.copytree(home, tmp_path / "restored"), clock)
    assert restored.certificates.pdf(certificate) == before
    restored.close()
