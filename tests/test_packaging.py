"""What is packed starts what is there."""

import configparser
import importlib.util
from pathlib import Path

import pytest

from tests.sources import ROOT

INSTALLED = Path("/opt/intyga")


def read(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    lines = (ROOT / "packaging" / name).read_text(encoding="utf-8").splitlines()
    merged = [line for line in lines if not line.startswith("#")]
    parser.read_string("\n".join(merged))
    return parser


@pytest.mark.parametrize(
    ("name", "section", "key"),
    [
        ("intyga.desktop", "Desktop Entry", "Exec"),
        ("intyga-node.service", "Service", "ExecStart"),
    ],
)
def test_each_entry_starts_a_module_that_exists(name: str, section: str, key: str) -> None:
    program, option, module = read(name)[section][key].split()[:3]
    assert (program, option) == (f"{INSTALLED}/.venv/bin/python", "-m")
    assert importlib.util.find_spec(f"{module}.__main__")


def test_the_desktop_entry_has_its_picture_and_both_languages() -> None:
    entry = read("intyga.desktop")["Desktop Entry"]
    icon = Path(entry["Icon"]).relative_to(INSTALLED)
    assert (ROOT / icon).is_file()
    for key in ("GenericName", "Comment", "Keywords"):
        assert entry[key] != entry[f"{key}[sv]"]


def test_the_node_may_write_nothing_but_its_own_folder() -> None:
    service = read("intyga-node.service")["Service"]
    assert service["ProtectSystem"] == "strict"
    assert service["Environment"].startswith(f"INTYGA_HOME=/var/lib/{service['StateDirectory']} ")
