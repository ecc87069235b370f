"""Protocols that come with the product: installed when they change, never in the way."""

import shutil
from pathlib import Path

import pytest

from app import paths
from app.storage import protocols
from app.usecases.installing import install_shipped
from app.workspace import Workspace
from tests.app.protocols.shipped import with_version
from tests.factories import NOON


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped packages, to change."""
    return shutil.copytree(paths.protocol_folder(), tmp_path / "protocols")


def test_a_newer_version_is_offered_and_the_old_one_stays(desk: Workspace, shipped: Path) -> None:
    """I2: cases under way keep the version they started on."""
    before = next(role for role in desk.cases.roles() if role.code == "CNC-1")
    with_version(shipped, "1.9.0")
    install_shipped(desk.desk.database, shipped, NOON)
    after = next(role for role in desk.cases.roles() if role.code == "CNC-1")
    assert after.version == "1.9.0"
    assert after.hash != before.hash
    assert desk.desk.protocol(before.hash).version == before.version


def test_the_same_files_are_looked_at_once(desk: Workspace, shipped: Path) -> None:
    """Nothing is parsed where nothing changed: not even what would be refused."""
    before = desk.cases.roles()
    install_shipped(desk.desk.database, shipped, NOON)
    install_shipped(desk.desk.database, shipped, NOON)
    assert desk.cases.roles() == before


def test_a_package_with_faults_does_not_keep_the_desk_from_opening(
    desk: Workspace, shipped: Path
) -> None:
    """It is left out; the version installed before serves on."""
    (shipped / "CNC-1" / "texts.yaml").write_text("label: [", encoding="utf-8")
    before = desk.cases.roles()
    install_shipped(desk.desk.database, shipped, NOON)
    assert desk.cases.roles() == before
    with desk.desk.database.reading() as session:
        assert set(protocols.published(session)) == {role.hash for role in before}
