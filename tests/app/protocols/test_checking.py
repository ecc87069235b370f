"""The figures of a package, and the protocols that are delivered."""

from pathlib import Path

import pytest

from app.domain.certificate import CertificateKind
from app.domain.decision import decide
from app.domain.draw import draw
from app.domain.evidence import CaseEvidence
from app.domain.protocol import ItemKind, Protocol
from app.domain.scoring import score_item
from app.protocols.checking import summarise
from app.protocols.package import load_package
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


@pytest.mark.parametrize("folder", DELIVERED, ids=lambda folder: folder.name)
def test_the_key_of_every_delivered_item_is_worth_all_its_points(folder: Path) -> None:
    for item in load_package(folder).protocol.items:
        typed = (str(item.key.value).replace(".", ","),)
        key = typed if item.question.kind is ItemKind.NUMERIC else item.key.choice
        assert score_item(item, key) == 1000, item.id
        assert score_item(item, ()) == 0, item.id


@pytest.mark.parametrize("folder", DELIVERED, ids=lambda folder: folder.name)
def test_a_delivered_protocol_takes_a_person_to_a_full_certificate(folder: Path) -> None:
    """R31, R32, R35: the first test and each retest that the pool promises."""
    summary, protocol = summarise(folder), load_package(folder).protocol
    met: set[str] = set()
    for seed in range((summary.retests or 0) + 1):
        drawn = draw(protocol, met, seed)
        assert not met.intersection(drawn)
        met.update(drawn)
        result = decide(protocol, all_right(protocol, drawn))
        assert (result.outcome, result.missing) == (CertificateKind.FULL, ())


def all_right(protocol: Protocol, drawn: tuple[str, ...]) -> CaseEvidence:
    keys = {
        item.id: item.key.choice if item.key.value is None else (str(item.key.value),)
        for item in protocol.items
    }
    rated = [criterion for criterion in protocol.criteria if criterion.is_rated]
    return CaseEvidence(
        drawn=drawn,
        answers={name: keys[name] for name in drawn},
        ratings={each.id: len(protocol.scale) for each in rated},
        measured={each.id: each.measured.lower for each in rated if each.measured},
        theory_closed=True,
        practical_closed=True,
    )
