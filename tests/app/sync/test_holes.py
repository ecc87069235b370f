"""A hole in a chain that the desk can no longer fill: the node says so, region and desk see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.node.read_region import read_overview
from tests.app.sync.breaking_line import BreakingLine, without_threads
from tests.app.sync.near_laptop import Back, NearLaptop, Template, make_template
from tests.app.sync.near_region import NearRegion, copied

LOST = 2


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """Made once."""
    with pytest.MonkeyPatch.context() as patch:
        without_threads(patch)
        yield make_template(tmp_path_factory.mktemp("holes"))


@pytest.fixture
def region(template: Template, tmp_path: Path) -> Iterator[NearRegion]:
    """The node."""
    serving = copied(template.node, tmp_path / "node")
    yield serving
    serving.stop()


@pytest.fixture
def laptop(template: Template, region: NearRegion, tmp_path: Path) -> Iterator[NearLaptop]:
    """A desk whose disk is imaged, that sends more, whose node loses a piece of that, then dies."""
    line = BreakingLine(lambda: region.app, {})
    found = NearLaptop.copied(template.desks[0], tmp_path / "laptop", line)
    found.save(tmp_path / "image")
    found.work(6)
    found.sync()
    found.save(tmp_path / "whole")
    with region.database.transaction() as session:
        raw = session.connection()
        raw.exec_driver_sql(
            "DELETE FROM records WHERE kid = ? AND seq IN (SELECT max(seq) - 2 FROM records"
            " WHERE kid = ? UNION SELECT max(seq) - 3 FROM records WHERE kid = ?)",
            (found.kid,) * 3,
        )
    found.go_back(tmp_path / "image", Back.IMAGE)
    found.go_back(tmp_path / "image", Back.RESTORE)
    yield found
    found.close()


def test_what_neither_has_is_said_to_the_region_and_at_the_desk(
    laptop: NearLaptop, region: NearRegion
) -> None:
    """R56 R60 R62: work goes on, what there is comes back, and nobody calls the log whole."""
    assert laptop.sync().lacking == LOST
    laptop.work(2)
    assert laptop.sync().lacking == LOST
    assert laptop.waiting() == 0
    proof = laptop.syncing.status().proof
    assert proof is not None
    assert proof.lacking == LOST
    assert missing(region) == {"Elin Sjöberg": 0, "Maria Sandberg": LOST}


def test_a_desk_that_was_only_imaged_hides_no_hole_from_the_region(
    laptop: NearLaptop, region: NearRegion, tmp_path: Path
) -> None:
    """R56 R60: its file is older than the hole, and it does not know that it was set back."""
    laptop.go_back(tmp_path / "image", Back.IMAGE)
    laptop.sync()
    assert missing(region)["Maria Sandberg"] == LOST


def test_a_copy_that_has_them_fills_the_hole(
    laptop: NearLaptop, region: NearRegion, tmp_path: Path
) -> None:
    """R56 R59: what the words at the region and at the desk say may be done."""
    laptop.sync()
    laptop.go_back(tmp_path / "whole", Back.RESTORE)
    assert laptop.sync().lacking == 0
    assert set(missing(region).values()) == {0}
    proof = laptop.syncing.status().proof
    assert proof is not None
    assert proof.lacking == 0


def missing(region: NearRegion) -> dict[str, int]:
    """What the coordinator sees of each assessor's laptop."""
    with region.database.reading() as session:
        laptops = read_overview(session, region.now()).laptops
    return {one.assessor: one.missing for one in laptops}
