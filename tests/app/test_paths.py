"""Where files go: a person's own place, or the one that is named."""

import stat
import sys
from pathlib import Path

import pytest

from app import paths


def test_everything_of_a_desk_lies_in_the_home_that_is_named(own_home: Path) -> None:
    assert paths.data_folder() == own_home
    assert paths.log_folder() == own_home / "log"
    assert paths.settings_file() == own_home / "settings.json"


def test_without_a_named_home_the_system_says_where(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    for variable in ("HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    for folder in (paths.data_folder(), paths.log_folder()):
        assert folder.is_relative_to(tmp_path)
        assert "Intyga" in folder.parts


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_only_its_owner_may_look_into_the_data_folder() -> None:
    """R51: what a desk keeps is not for other accounts of the machine."""
    assert stat.S_IMODE(paths.data_folder().stat().st_mode) == 0o700


def test_a_relative_or_short_home_becomes_a_full_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.HOME_VARIABLE, "stick")
    assert paths.data_folder() == tmp_path / "stick"


def test_the_products_own_folders_are_beside_the_code() -> None:
    assert paths.resource_folder().is_dir()
    assert paths.protocol_folder().parent.is_dir()
