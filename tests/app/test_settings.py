"""Settings survive a restart, a power cut and a damaged file."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import Settings, read_settings, write_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_a_desk_that_was_never_set_speaks_swedish(file: Path) -> None:
    assert read_settings(file) == Settings(language="sv", theme="auto", scale=100)
    assert not file.exists()


def test_what_was_written_is_read_again(file: Path) -> None:
    chosen = Settings(language="en", theme="dark", scale=150, window=b"\x00\xff", practice=True)
    write_settings(file, chosen)
    assert read_settings(file) == chosen


def test_nothing_but_the_settings_is_left_in_the_folder(file: Path) -> None:
    write_settings(file, Settings())
    write_settings(file, Settings(scale=125))
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", b"\x00" * 64, b'{"scale": 9000}', b'{"theme": "pink"}', b'{"new": 1}', b"\xff"],
)
def test_a_damaged_file_gives_the_defaults_and_is_kept_beside(file: Path, damaged: bytes) -> None:
    file.write_bytes(damaged)
    assert read_settings(file) == Settings()
    assert not file.exists()
    assert file.with_name("settings.json.damaged").read_bytes() == damaged


@given(st.binary(max_size=200))
def test_no_content_at_all_can_stop_the_desk_from_starting(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_bytes(content)
    assert isinstance(read_settings(file), Settings)


def test_a_write_that_fails_leaves_the_old_settings(file: Path) -> None:
    write_settings(file, Settings(language="en"))
    blocked = file.with_name("taken")
    (blocked / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="taken"):
        write_settings(blocked, Settings())
    assert read_settings(file).language == "en"
    assert sorted(p.name for p in file.parent.iterdir()) == ["settings.json", "taken"]


def test_the_file_is_for_people_too(file: Path) -> None:
    write_settings(file, Settings())
    lines = file.read_text(encoding="utf-8").splitlines()
    names = [line.split('"')[1] for line in lines if line.startswith('  "')]
    assert names == [field.name for field in msgspec.structs.fields(Settings)]
