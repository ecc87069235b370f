"""What is packed starts what is there."""

import configparser
import importlib.util
import json
import re
from pathlib import Path

import pytest

from app.node.__main__ import _parser
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
        ("node/intyga-node.service", "Service", "ExecStart"),
        ("node/intyga-node-backup.service", "Service", "ExecStart"),
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
    service = read("node/intyga-node.service")["Service"]
    assert service["ProtectSystem"] == "strict"
    assert service["Environment"].startswith(f"INTYGA_HOME=/var/lib/{service['StateDirectory']} ")


def test_the_node_has_time_to_answer_what_is_under_way() -> None:
    stop = int(read("node/intyga-node.service")["Service"]["TimeoutStopSec"])
    served = (ROOT / "app" / "node" / "__main__.py").read_text(encoding="utf-8")
    waits = re.search(r"timeout_graceful_shutdown=(\d+)", served)
    assert waits is not None
    assert stop > int(waits.group(1))


def test_the_backup_reads_what_the_node_writes_and_a_timer_starts_it() -> None:
    node, backup = (read(f"node/intyga-node{name}.service")["Service"] for name in ("", "-backup"))
    for key in ("Environment", "StateDirectory", "UMask", "User", "EnvironmentFile"):
        assert backup[key] == node[key]
    place = backup["ReadWritePaths"]
    arguments = backup["ExecStart"].split("$INTYGA_NODE_ARGUMENTS ")[1].split()
    chosen = _parser().parse_args(arguments)
    assert (chosen.act, str(chosen.place)) == ("backup", place)
    assert read("node/intyga-node-backup.timer")["Timer"]["Persistent"] == "yes"


def test_the_container_starts_the_node_and_takes_in_what_it_needs() -> None:
    lines = (ROOT / "packaging" / "node" / "Containerfile").read_text(encoding="utf-8").splitlines()
    entry = next(line for line in lines if line.startswith("ENTRYPOINT "))
    command = next(line for line in lines if line.startswith("CMD "))
    assert json.loads(entry.removeprefix("ENTRYPOINT "))[1:] == ["-m", "app.node"]
    assert _parser().parse_args(json.loads(command.removeprefix("CMD "))).host == "0.0.0.0"
    copied = [line.split()[1] for line in lines if line.startswith("COPY ")]
    assert all((ROOT / name).exists() for name in copied)
