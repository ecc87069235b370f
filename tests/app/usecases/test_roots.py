"""Two pinned roots: either signs, the pair changes only by a compared fingerprint, never back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.change import Change, Touched
from app.node.keys import keep, load_or_create
from app.seal.authority import sign_trust_list
from app.seal.codes import ListRolledBack
from app.seal.keys import SigningKey
from app.seal.trust import TrustList
from app.storage import desk_facts, trust
from app.sync.client import NodeUnreachable
from app.sync.enrolment import NodeNotProved, fingerprint
from app.usecases.colleagues import NoNodeHere
from app.usecases.roots import ForeignRoots, RootsNotCompared, RootsUnchanged
from app.workspace import Workspace
from tests.app.sync.region import sync
from tests.desk_work import practice_desk
from tests.factories import FixedClock
from tests.real_desk import RealDesk
from tests.real_region import RealRegion


@pytest.fixture
def region(tmp_path: Path) -> Iterator[RealRegion]:
    """A region with a current and a next root."""
    made = RealRegion(tmp_path / "region")
    yield made
    made.node.stop()


@pytest.fixture
def desk(region: RealRegion, tmp_path: Path) -> Iterator[Workspace]:
    """A laptop enrolled there."""
    opened = RealDesk(tmp_path / "desks", region.node).unlock()
    yield opened
    opened.close()


def pinned(desk: Workspace) -> set[bytes]:
    """The roots the desk believes."""
    with desk.desk.database.reading() as session:
        return set(trust.roots(session))


def serial(desk: Workspace) -> int:
    """Of the trust list held."""
    held = desk.desk.trust().trust_list
    assert held is not None
    return held.serial


def printed(*roots: SigningKey) -> str:
    """The fingerprint on the region's own paper."""
    return fingerprint(tuple(root.public for root in roots))


def test_both_roots_are_pinned_at_enrolment_and_either_signs_the_next_list(
    desk: Workspace, region: RealRegion
) -> None:
    """R43: nothing is asked of anybody while the second root takes over."""
    assert pinned(desk) == {region.root.public, region.next_root.public}
    region.rotate((region.root, region.next_root), region.next_root)
    assert sync(desk).lists_refused == ""
    assert serial(desk) == 2
    assert desk.desk.trust().status is not None
    view = desk.roots.view()
    assert view is not None
    assert (view.roots, view.fingerprint) == (2, printed(region.root, region.next_root))


def test_a_new_pair_is_taken_once_its_fingerprint_is_written_from_the_regions_paper(
    desk: Workspace, region: RealRegion
) -> None:
    """The first root is retired, a third one pinned: old lists by the first are nobody's now."""
    sync(desk)
    third, told = SigningKey.generate(), list[Change]()
    old = region.trust_list(region.root, serial=9)
    region.rotate((region.next_root, third), region.next_root)
    assert sync(desk).lists_refused == ""  # the next root signed it: still believed
    desk.announce_to(told.append)
    view = desk.roots.take(printed(third, region.next_root).lower().replace(" ", "-"))
    assert pinned(desk) == {region.next_root.public, third.public}
    assert (view.roots, serial(desk)) == (2, 2)
    assert Touched.TRUST in told[-1].touched
    assert desk.desk.trust().status is not None
    region.rotate((region.next_root, third), third)
    assert sync(desk).lists_refused == ""
    assert serial(desk) == 3
    keep(region.folder, replace(load_or_create(region.folder, "", ""), trust_list=old))
    region.node.stop()
    region.node.start()
    assert sync_code(desk) != ""
    assert serial(desk) == 3


def test_a_list_by_a_root_the_desk_has_not_taken_is_left_alone_until_it_has(
    desk: Workspace, region: RealRegion
) -> None:
    """The desk was away too long: it says so, keeps its list, and everything else is sent."""
    third = SigningKey.generate()
    region.rotate((region.next_root, third), third)
    result = sync(desk)
    assert (result.lists_refused, result.lacking, serial(desk)) == ("E_UNKNOWN_KEY", 0, 1)
    desk.roots.take(printed(region.next_root, third))
    assert serial(desk) == 2
    assert sync(desk).lists_refused == ""


def test_what_was_not_compared_is_not_taken(desk: Workspace, region: RealRegion) -> None:
    """Nothing written, something else, the old pair's, a group short, a letter wrong."""
    third = SigningKey.generate()
    region.rotate((region.next_root, third), region.next_root)
    right = printed(region.next_root, third)
    old = printed(region.root, region.next_root)
    wrong = ("0" if right[0] != "0" else "1") + right[1:]
    for written in ("", "ja", old, right[:-5], right + " 0000", wrong):
        with pytest.raises(RootsNotCompared):
            desk.roots.take(written)
    assert pinned(desk) == {region.root.public, region.next_root.public}


def test_an_attackers_own_root_is_refused_whatever_is_written(
    desk: Workspace, region: RealRegion, tmp_path: Path
) -> None:
    """A forged region at the same address; with the region's real paper, and with the forger's."""
    forged = RealRegion(tmp_path / "forged")
    _point(desk, forged.node.address)
    with pytest.raises(RootsNotCompared):
        desk.roots.take(printed(region.root, region.next_root))
    with pytest.raises(ForeignRoots):
        desk.roots.take(printed(forged.root, forged.next_root))
    half = tuple(root.public for root in (region.root, forged.root))
    keys = replace(load_or_create(forged.folder, "", ""), roots=half)
    keep(forged.folder, keys)
    forged.node.stop()
    forged.node.start()
    with pytest.raises(RootsNotCompared):
        desk.roots.take(printed(region.root, region.next_root))
    assert pinned(desk) == {region.root.public, region.next_root.public}
    assert sync_code(desk) != ""
    forged.node.stop()


def test_three_roots_are_not_pinned(desk: Workspace, region: RealRegion) -> None:
    more = (region.root, region.next_root, SigningKey.generate())
    region.rotate(more, region.root)
    with pytest.raises(ForeignRoots):
        desk.roots.take(printed(*more))


def test_an_older_list_is_refused_whichever_root_signed_it(
    desk: Workspace, region: RealRegion
) -> None:
    """Replayed with the new pair: the serial counts on across roots."""
    for _ in range(3):
        region.rotate((region.root, region.next_root), region.root)
    sync(desk)
    assert serial(desk) == 4
    third = SigningKey.generate()
    region.rotate((region.next_root, third), region.next_root)
    old = region.trust_list(region.next_root, serial=3)
    keep(region.folder, replace(load_or_create(region.folder, "", ""), trust_list=old))
    region.node.stop()
    region.node.start()
    with pytest.raises(ListRolledBack) as refused:
        desk.roots.take(printed(region.next_root, third))
    assert (refused.value.held, refused.value.offered) == (4, 3)
    assert pinned(desk) == {region.root.public, region.next_root.public}


def test_a_new_pair_whose_list_is_by_another_is_refused(
    desk: Workspace, region: RealRegion
) -> None:
    """The list the node shows has to be by one of the roots it shows."""
    third = SigningKey.generate()
    region.rotate((region.next_root, third), region.next_root)
    held = TrustList.proved(region.trust_list(region.root), (region.root.public,))
    stranger = sign_trust_list(
        SigningKey.generate(), replace(held, issued=datetime.now(UTC) + timedelta(days=1))
    )
    keep(region.folder, replace(load_or_create(region.folder, "", ""), trust_list=stranger))
    region.node.stop()
    try:
        region.node.start()
    except Exception:
        return
    with pytest.raises(NodeNotProved):
        desk.roots.take(printed(region.next_root, third))


def test_the_same_pair_is_nothing_to_take_and_the_practice_desk_has_none(
    desk: Workspace, region: RealRegion, tmp_path: Path
) -> None:
    with pytest.raises(RootsUnchanged):
        desk.roots.take(printed(region.root, region.next_root))
    region.node.stop()
    with pytest.raises(NodeUnreachable):
        desk.roots.take("x")
    region.node.start()
    practice = practice_desk(tmp_path / "practice", FixedClock())
    assert practice.roots.view() is None
    with pytest.raises(NoNodeHere):
        practice.roots.take("x")
    practice.close()


def test_a_list_by_either_root_has_one_fingerprint_whatever_their_order(
    region: RealRegion,
) -> None:
    assert printed(region.root, region.next_root) == printed(region.next_root, region.root)


def sync_code(desk: Workspace) -> str:
    """Why the lists were left alone; a forger does not even get a session."""
    from app.sync.client import NodeRefused

    try:
        return sync(desk).lists_refused
    except NodeRefused as refused:
        return refused.code


def _point(desk: Workspace, address: str) -> None:
    with desk.desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.NODE_URL, address)
