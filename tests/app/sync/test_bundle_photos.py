"""Photos by file: whole and once, over several files where one has no room for all."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import update

from app.node.enrolment import Refused
from app.reports.whole_file import NotWritten
from app.storage import photo_trouble
from app.storage.tables import BlobRow
from app.sync.run import Cancelled, Progress
from app.usecases.bundles import Bundles
from app.workspace import Workspace
from tests.app.sync.bundle_files import answer, counter, read, there, write
from tests.app.sync.photo_files import at_node, name_photos
from tests.app.sync.region import assert_agree, reach, sync
from tests.app.sync.test_photos import held
from tests.node_process import NodeProcess

MIB = 2**20


def test_photos_go_there_in_the_file_and_receipts_for_them_come_back(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """R61, R62: the record is shown at the node, and nothing waits."""
    name_photos(offline, 3000)
    names = name_photos(offline, 900, 40_000, 3 * MIB, seed=2)
    written = write(offline, tmp_path / "ut.intyga")
    assert (written.photos, written.photos_left) == (4, 0)
    assert written.size == (tmp_path / "ut.intyga").stat().st_size
    assert b"intyga-bundle 2" in (tmp_path / "ut.intyga").read_bytes()[:20]
    status = offline.syncing.status()
    assert status.in_file is not None
    assert (status.photos_waiting, status.in_file.photos) == (4, 4)
    back = answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga")
    came = read(offline, back)
    assert (came.photos, came.photos_waiting, came.waiting) == (4, 0, 0)
    assert at_node(far_node) >= set(names)
    assert held(far_node) == {}
    assert_agree(offline, far_node)
    for _ in range(2):
        again = answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "igen.intyga")
        assert read(offline, again).photos == 4
    assert len(at_node(far_node)) == 4


def test_without_photos_a_file_is_as_an_older_node_takes_it(
    offline: Workspace, tmp_path: Path
) -> None:
    write(offline, tmp_path / "ut.intyga")
    assert (tmp_path / "ut.intyga").read_bytes().startswith(b"intyga-bundle 1\n")


def test_what_has_no_room_goes_with_the_next_files_smallest_first(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """A small stick three times; no answer is needed between them, and none is carried twice."""
    names = name_photos(offline, *(500_000 + n for n in range(6)))
    small = Bundles(offline.desk, offline.syncing, lambda _place: 3 * MIB)
    told = []
    for number in range(3):
        place = tmp_path / f"{number}.intyga"
        written = small.write(place, lambda _: None, lambda: False)
        told.append((written.photos, written.photos_left))
        assert place.stat().st_size < 3 * MIB
    carried = sum(photos for photos, _ in told)
    assert told[0][0] > 0
    assert carried >= len(names)
    for number in (2, 0, 1):
        back = answer(
            far_node.folder, tmp_path / f"{number}.intyga", tmp_path / f"svar{number}.intyga"
        )
        read(offline, back)
    assert at_node(far_node) == set(names)
    assert offline.syncing.status().photos_waiting == 0


def test_stopped_or_with_a_full_stick_there_is_no_half_file(
    offline: Workspace, tmp_path: Path
) -> None:
    """Nothing is claimed to lie in a file that is not there."""
    name_photos(offline, *(100_000 + n for n in range(8)))
    seen: list[Progress] = []
    with pytest.raises(Cancelled):
        offline.bundles.write(tmp_path / "ut.intyga", seen.append, lambda: _photos(seen) == 3)
    with short_files(300_000), pytest.raises(NotWritten):
        offline.bundles.write(tmp_path / "ut.intyga", seen.append, lambda: False)
    assert list(tmp_path.glob("*.intyga*")) == []
    assert offline.syncing.status().in_file is None


def test_a_damaged_photo_is_left_out_and_named_and_a_lost_one_too(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """R62: the others go; what waits is told apart from what cannot be sent."""
    whole, bent, lost = name_photos(offline, 700, 800, 900)
    with offline.desk.database.transaction() as session:
        session.execute(update(BlobRow).where(BlobRow.sha256 == bent).values(content=b"x" * 800))
        session.delete(session.get_one(BlobRow, lost))
    read(offline, there(offline, far_node, tmp_path))
    assert at_node(far_node) == {whole}
    status = offline.syncing.status()
    assert {(one.sha256, one.is_missing) for one in status.troubled} == {
        (bent, False),
        (lost, True),
    }
    assert status.photos_waiting == 0
    with offline.desk.database.transaction() as session:
        photo_trouble.mended(session, bent)


def test_a_full_disk_at_the_node_keeps_what_came_and_goes_on(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """The same file again brings the rest; no part is left whole."""
    small, large = name_photos(offline, 900, 9 * MIB)
    write(offline, tmp_path / "ut.intyga")
    limit = max(path.stat().st_size for path in far_node.folder.rglob("*") if path.is_file())
    with counter(far_node.folder) as bundles, (tmp_path / "ut.intyga").open("rb") as file:
        out = (tmp_path / "svar.intyga").open("wb")
        with out, short_files(limit + 4 * MIB), pytest.raises(Refused) as refused:
            bundles.answer(file, out)
    assert refused.value.code == "disk_full"
    assert at_node(far_node) == {small}
    read(offline, answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga"))
    assert at_node(far_node) == {small, large}


def test_the_wire_takes_up_where_a_file_ended_and_the_other_way_round(
    offline: Workspace, node: NodeProcess, tmp_path: Path
) -> None:
    """R56: both deliver, none is there twice."""
    first = name_photos(offline, 1000, 2000)
    write(offline, tmp_path / "ut.intyga")
    reach(offline, node.address)
    sync(offline)
    read(offline, answer(node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga"))
    second = name_photos(offline, 3000, seed=2)
    read(offline, there(offline, node, tmp_path))
    sync(offline)
    assert at_node(node) == {*first, *second}
    assert_agree(offline, node)


def _photos(seen: list[Progress]) -> int:
    return seen[-1].photos if seen and seen[-1].all_photos else 0


@contextmanager
def short_files(limit: int) -> Iterator[None]:
    """No file grows beyond this, as where a disk is full."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
