"""Bringing protocols in: looked at first, taken in once, in use by an act, recalled for good."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app import paths
from app.domain.change import Touched
from app.domain.comparing import ChangeKind, Part
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.protocols.package_file import NotAPackage
from app.protocols.succession import AreasMoved, SameVersionOtherContent
from app.seal.package_errors import OwnerOutOfTime, OwnerUnknown
from app.storage.errors import ProtocolRecalled
from app.usecases.installing import install_shipped
from app.usecases.library import Source, VersionLine, VersionState
from app.usecases.protocol_import import (
    ImportCancelled,
    NotPracticeDesk,
    Offer,
    RecallOffer,
)
from app.usecases.protocol_taking import OlderThanInUse
from app.usecases.secrecy import SecrecyNotSigned
from app.usecases.signing import OnlySupervises
from app.workspace import Workspace
from tests.app.protocols.shipped import with_version
from tests.app.usecases.protocol_packages import (
    areas_turned,
    more_time,
    version_of,
    write_package,
    write_recall,
)
from tests.desk_work import CaseWalk, desks
from tests.factories import NOON, FixedClock


def test_looking_at_a_package_changes_nothing(desk: Workspace, tmp_path: Path) -> None:
    """R13: who signed it, what would change, which cases stay."""
    before = desk.library.profiles()
    steps: list[int] = []
    path = write_package(desk, tmp_path, "1.9.0", more_time)
    offer = desk.protocol_import.examine(path, steps.append)
    assert isinstance(offer, Offer)
    assert steps == [1, 2, 3, 4]
    assert (offer.code, offer.version, offer.in_use) == ("CNC-1", "1.9.0", _in_use(desk).version)
    assert (offer.owner, offer.state) == ("Övningshuvudman", None)
    assert offer.comparison is not None
    assert offer.comparison.count(Part.RULE, ChangeKind.CHANGED) == 1
    assert [(each.version, each.cases) for each in offer.running] == [
        (_in_use(desk).version, _in_use(desk).open_cases)
    ]
    assert desk.library.profiles() == before


def test_a_version_taken_in_waits_until_it_is_put_in_use(desk: Workspace, tmp_path: Path) -> None:
    """R13, I2: new cases get it then; running ones stay."""
    case = desk.today.view().booked[0].case_id
    old = desk.cases.view(case).protocol_version
    offer = _examined(desk, write_package(desk, tmp_path, "1.9.0", more_time))
    assert desk.protocol_import.take_in(offer)
    assert _state(desk, "1.9.0") is VersionState.REVIEW
    assert _in_use(desk).version == old
    desk.protocol_import.publish(offer.hash)
    assert _in_use(desk).version == "1.9.0"
    assert _state(desk, old) is VersionState.SUPERSEDED
    assert desk.cases.view(case).protocol_version == old


def test_the_same_package_twice_changes_nothing(desk: Workspace, tmp_path: Path) -> None:
    path = write_package(desk, tmp_path, "1.9.0", more_time)
    assert desk.protocol_import.take_in(_examined(desk, path))
    before = desk.library.profiles()
    again = _examined(desk, path)
    assert again.state is VersionState.REVIEW
    assert not desk.protocol_import.take_in(again)
    assert desk.library.profiles() == before


def test_an_examination_may_be_given_up(desk: Workspace, tmp_path: Path) -> None:
    path = write_package(desk, tmp_path, "1.9.0")
    with pytest.raises(ImportCancelled):
        desk.protocol_import.examine(path, is_cancelled=lambda: True)


def test_one_number_is_one_content(desk: Workspace, tmp_path: Path) -> None:
    """A published version is never edited."""
    path = write_package(desk, tmp_path, _in_use(desk).version, more_time)
    with pytest.raises(SameVersionOtherContent):
        desk.protocol_import.examine(path)


def test_areas_stay_in_order_within_a_major_version(desk: Workspace, tmp_path: Path) -> None:
    """A certificate's levels stand in the order of its areas (I4)."""
    with pytest.raises(AreasMoved):
        desk.protocol_import.examine(write_package(desk, tmp_path, "1.9.0", areas_turned))
    assert _examined(desk, write_package(desk, tmp_path, "2.0.0", areas_turned)).comparison


def test_an_older_version_is_not_put_in_use_over_a_newer(desk: Workspace, tmp_path: Path) -> None:
    older = _examined(desk, write_package(desk, tmp_path, "1.0.5", more_time))
    assert desk.protocol_import.take_in(older)
    with pytest.raises(OlderThanInUse):
        desk.protocol_import.publish(older.hash)


def test_an_owner_nobody_here_trusts_is_refused(desk: Workspace, tmp_path: Path) -> None:
    """R13: a package of the world of tests on this desk."""
    from tests.app.protocols.signed_package import package

    path = tmp_path / "x.intyga-protocol"
    path.write_bytes(package(tmp_path).to_bytes())
    with pytest.raises(OwnerUnknown):
        desk.protocol_import.examine(path)


def test_the_owner_is_asked_for_again_when_it_is_put_in_use(
    desk: Workspace, clock: FixedClock, tmp_path: Path
) -> None:
    """R13: a statement that has run out meanwhile counts no more."""
    offer = _examined(desk, write_package(desk, tmp_path, "1.9.0", more_time))
    desk.protocol_import.take_in(offer)
    clock.advance(timedelta(days=200))
    with pytest.raises((OwnerOutOfTime, OwnerUnknown)):
        desk.protocol_import.publish(offer.hash)
    assert _state(desk, "1.9.0") is VersionState.REVIEW


def test_a_recall_stops_new_cases_and_lets_running_ones_end(
    desk: Workspace, walk: CaseWalk, tmp_path: Path
) -> None:
    """R13, I2."""
    path = write_package(desk, tmp_path, "1.9.0", more_time)
    offer = _examined(desk, path)
    desk.protocol_import.take_in(offer)
    desk.protocol_import.publish(offer.hash)
    recall = desk.protocol_import.examine(write_recall(desk, tmp_path, path, "Fel facit"))
    assert isinstance(recall, RecallOffer)
    assert (recall.reason, recall.state) == ("Fel facit", VersionState.PUBLISHED)
    desk.protocol_import.recall(recall)
    assert _state(desk, "1.9.0") is VersionState.RECALLED
    person = desk.cases.view(walk.case_id).person_id
    assert "CNC-1" not in [role.code for role in desk.cases.roles()]
    desk.course.cancel(walk.case_id, "Personen fick förhinder.")
    with pytest.raises(ProtocolRecalled) as raised:
        desk.cases.open(person, "CNC-1")
    assert raised.value.reason == "Fel facit"
    with pytest.raises(ProtocolRecalled):
        desk.protocol_import.publish(offer.hash)
    desk.protocol_import.publish(_hash(desk, recall.falls_back_to))
    assert desk.cases.open(person, "CNC-1")


def test_a_version_recalled_before_it_came_never_comes_in(desk: Workspace, tmp_path: Path) -> None:
    path = write_package(desk, tmp_path, "1.9.0", more_time)
    recall = desk.protocol_import.examine(write_recall(desk, tmp_path, path, "Fel facit"))
    assert isinstance(recall, RecallOffer)
    assert recall.state is None
    desk.protocol_import.recall(recall)
    with pytest.raises(ProtocolRecalled):
        desk.protocol_import.examine(path)


def test_an_update_of_the_program_takes_nothing_back(desk: Workspace, tmp_path: Path) -> None:
    """A shipped older version gives way to an imported newer one, and recalled stays recalled."""
    path = write_package(desk, tmp_path, "3.0.0", more_time)
    offer = _examined(desk, path)
    desk.protocol_import.take_in(offer)
    desk.protocol_import.publish(offer.hash)
    _ship(desk, tmp_path / "first", "2.0.0")
    assert _in_use(desk).version == "3.0.0"
    recall = desk.protocol_import.examine(write_recall(desk, tmp_path, path, "Fel facit"))
    assert isinstance(recall, RecallOffer)
    desk.protocol_import.recall(recall)
    _ship(desk, tmp_path / "second", "2.1.0")
    assert _state(desk, "3.0.0") is VersionState.RECALLED
    assert "CNC-1" not in [role.code for role in desk.cases.roles()]


def test_an_invigilator_decides_nothing_about_protocols(
    desk_home: Path, clock: FixedClock, tmp_path: Path
) -> None:
    """R6: they supervise; they may look."""
    found = desks(desk_home, clock)
    cards = found.assessors(DeskKind.PRACTICE)
    who = next(card for card in cards if "assessor" not in card.roles)
    desk = found.unlock(DeskKind.PRACTICE, who.id, PRACTICE_PIN)
    try:
        offer = _examined(desk, write_package(desk, tmp_path, "1.9.0", more_time))
        with pytest.raises(OnlySupervises):
            desk.protocol_import.take_in(offer)
        with pytest.raises(OnlySupervises):
            desk.protocol_import.publish(offer.hash)
    finally:
        desk.close()


def test_what_is_no_package_is_refused(desk: Workspace, tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04", b"\x00" * 100):
        path = tmp_path / "x.intyga-protocol"
        path.write_bytes(content)
        with pytest.raises(NotAPackage):
            desk.protocol_import.examine(path)


def test_a_sample_package_can_be_tried_at_the_practice_desk(
    desk: Workspace, tmp_path: Path
) -> None:
    """R5: it holds the items, so the agreement comes first."""
    path = tmp_path / "prov.intyga-protocol"
    version = version_of(desk)
    if not _has_signed(desk):
        with pytest.raises(SecrecyNotSigned):
            desk.protocol_import.write_sample(version, path)
        desk.secrecy.sign(PRACTICE_PIN)
    desk.protocol_import.write_sample(version, path)
    offer = _examined(desk, path)
    assert offer.comparison is not None
    assert offer.comparison.count(Part.ITEM, ChangeKind.CHANGED) == 1
    desk.protocol_import.take_in(offer)
    desk.protocol_import.publish(offer.hash)
    line = _in_use(desk)
    assert (line.source, line.version) == (Source.IMPORTED, offer.version)
    assert NotPracticeDesk.__doc__


def test_who_changes_what_is_announced(desk: Workspace, tmp_path: Path) -> None:
    heard: set[Touched] = set()
    desk.announce_to(lambda change: heard.update(change.touched))
    offer = _examined(desk, write_package(desk, tmp_path, "1.9.0"))
    assert not heard
    desk.protocol_import.take_in(offer)
    assert heard == {Touched.PROTOCOLS}


def _examined(desk: Workspace, path: Path) -> Offer:
    offer = desk.protocol_import.examine(path)
    assert isinstance(offer, Offer)
    return offer


def _in_use(desk: Workspace) -> VersionLine:
    profile = next(each for each in desk.library.profiles() if each.code == "CNC-1")
    assert profile.current is not None
    return profile.current


def _state(desk: Workspace, version: str) -> VersionState:
    profile = next(each for each in desk.library.profiles() if each.code == "CNC-1")
    return next(each.state for each in profile.versions if each.version == version)


def _hash(desk: Workspace, version: str) -> str:
    profile = next(each for each in desk.library.profiles() if each.code == "CNC-1")
    return next(each.hash for each in profile.versions if each.version == version)


def _has_signed(desk: Workspace) -> bool:
    return desk.secrecy.view().signed is not None


def _ship(desk: Workspace, folder: Path, version: str) -> None:
    shipped = shutil.copytree(paths.protocol_folder(), folder)
    with_version(shipped, version)
    install_shipped(desk.desk.database, shipped, NOON)
