"""The figures of a package, and the protocols that are delivered."""

from pathlib import Path

import pytest

from app.protocols.checking import summarise
from tests.app.protocols.sample_package import sample_files, write_package
from tests.sources import ROOT

DELIVERED = sorted(path.parent for path in (ROOT / "data" / "protocols").glob("*/protocol.yaml"))


def test_a_summary_counts_what_authors_ask_for(tmp_path: Path) -> None:
    """R24, R35."""
    summary = summarise(write_package(tmp_path / "package", sample_files()))
    measuring, order = summary.pools
    assert (measuring.criteria, measuring.items, measuring.families) == (1, 7, 5)
    assert (measuring.drawn, measuring.tests) == (3, 2)
    assert (order.drawn, order.tests) == (0, 0)
    assert (summary.retests, summary.pictures) == (1, 1)


def test_without_theory_no_retest_is_counted(tmp_path: Path) -> None:
    files = sample_files()
    del files["items/matning.yaml"], files["pictures/skala.svg"]
    files["protocol.yaml"]["areas"][0]["items"] = 0
    assert summarise(write_package(tmp_path / "package", files)).retests is None


@pytest.mark.parametrize("folder", DELIVERED, ids=lambda folder: folder.name)
def test_every_delivered_protocol_is_sound_and_allows_a_retest(folder: Path) -> None:
    """R24, R35."""
    summary = summarise(folder)
    assert summary.retests is None or summary.retests >= 1
