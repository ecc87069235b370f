"""The library: versions, pools and items, the items only after the secrecy agreement."""

from pathlib import Path

import pytest

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.domain.draw import pool_depth
from app.protocols.content import PackageContent
from app.storage.errors import UnknownProtocol
from app.usecases.library import Source, VersionState
from app.usecases.protocol_import import Offer
from app.usecases.secrecy import SecrecyNotSigned
from app.workspace import Workspace
from tests.app.usecases.protocol_packages import more_time, version_of, write_package
from tests.desk_work import CaseWalk


@pytest.fixture
def signed(desk: Workspace) -> Workspace:
    """The desk after the agreement."""
    if desk.secrecy.view().signed is None:
        desk.secrecy.sign(PRACTICE_PIN)
    return desk


def test_shipped_versions_are_told_as_samples_with_their_open_cases(desk: Workspace) -> None:
    lines = [each.current for each in desk.library.profiles()]
    assert {line.code for line in lines if line} >= {"CNC-1"}
    for line in lines:
        assert line is not None
        assert (line.state, line.source) == (VersionState.PUBLISHED, Source.SHIPPED)
        assert "xempel" in line.label.sv
    cases = sum(line.open_cases for line in lines if line)
    assert cases == len(desk.today.view().booked) or cases > 0


def test_the_pool_is_as_deep_as_the_draw_says(desk: Workspace) -> None:
    """R24: how many tests in a row one person can take, area by area."""
    detail = desk.library.detail(version_of(desk))
    protocol = desk.desk.protocol(version_of(desk))
    assert [each.tests for each in detail.health] == [
        pool_depth(protocol, area.id) for area in protocol.areas
    ]
    assert detail.tests == min(each.tests for each in detail.health if each.drawn)


def test_no_item_is_shown_before_the_secrecy_agreement(desk: Workspace, tmp_path: Path) -> None:
    """R5: neither in the list, nor alone, nor in what changes."""
    version = version_of(desk)
    with desk.desk.database.transaction() as session:
        from app.storage.tables import AssessorRow

        session.get_one(AssessorRow, desk.assessor.id).secrecy_signed = None
    with pytest.raises(SecrecyNotSigned):
        desk.library.items(version)
    with pytest.raises(SecrecyNotSigned):
        desk.library.item(version, "sak-001")
    offer = desk.protocol_import.examine(write_package(desk, tmp_path, "1.9.0", _reworded))
    assert isinstance(offer, Offer)
    assert offer.comparison is not None
    (change,) = offer.comparison.changes
    assert change.name.sv == ""
    assert all(each.before is None and each.after is None for each in change.fields)


def test_items_are_found_by_area_and_words(signed: Workspace) -> None:
    version = version_of(signed)
    everything = signed.library.items(version)
    protocol = signed.desk.protocol(version)
    assert len(everything) == len(protocol.items)
    area = protocol.areas[0].id
    assert {line.area for line in signed.library.items(version, area)} == {area}
    one = protocol.items[0]
    assert one.id in [line.id for line in signed.library.items(version, sought=one.id.upper())]
    assert not signed.library.items(version, sought="zzz finns inte")
    assert signed.library.items(version, sought="[%_*") == ()


def test_one_item_is_whole(signed: Workspace) -> None:
    """Key, why and picture, for eyes that have signed."""
    version = version_of(signed)
    protocol = signed.desk.protocol(version)
    shown = next(item for item in protocol.items if item.question.picture)
    found = signed.library.item(version, shown.id)
    assert (found.key, found.why) == (shown.key, shown.why)
    assert found.picture is not None
    assert found.picture.lstrip().startswith(b"<")
    with pytest.raises(KeyError):
        signed.library.item(version, "finns-inte")


def test_what_a_version_changed_is_told_against_the_one_before(
    desk: Workspace, tmp_path: Path
) -> None:
    old = version_of(desk)
    assert desk.library.changes(old) is None
    offer = desk.protocol_import.examine(write_package(desk, tmp_path, "1.9.0", more_time))
    assert isinstance(offer, Offer)
    desk.protocol_import.take_in(offer)
    changes = desk.library.changes(offer.hash)
    assert changes is not None
    assert changes.comparison == offer.comparison
    assert desk.library.changes(old) is None


@pytest.mark.begins_at(Step.PRACTICAL)
def test_an_item_tells_how_it_did_with_its_n(signed: Workspace, walk: CaseWalk) -> None:
    """Only what was really asked has figures."""
    walk.to(Step.PRACTICAL)
    asked = [line for line in signed.library.items(version_of(signed)) if line.figures.asked]
    drawn = sum(area.items for area in signed.desk.protocol(version_of(signed)).areas)
    assert len(asked) == drawn
    assert {line.figures.difficulty for line in asked} == {1000}
    assert signed.library.item(version_of(signed), asked[0].id).figures == asked[0].figures


def test_an_unknown_version_is_named(desk: Workspace) -> None:
    with pytest.raises(UnknownProtocol):
        desk.library.detail("0" * 64)


def _reworded(content: PackageContent) -> PackageContent:
    from msgspec.structs import replace

    from app.usecases.practice_owner import _explained

    return replace(content, items=(_explained(content.items[0]), *content.items[1:]))
