"""A coordinator's workbook of 100 000 rows, beside the other writers there are, in one run."""

import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.bench.measured import Measured

ROWS, _ROUNDS = 100_000, 3
_SHEET = Path(__file__).with_name("exports_sheet.py")
_PEERS = ("pyexcelerate", "XlsxWriter", "openpyxl")
_GOAL, _MEMORY, _TIMES = 4.0, 50.0, 1.0
_FORMS = ("csv", "json", "parquet")


class _Told(msgspec.Struct):
    seconds: float
    mib: float
    size: int


def measured() -> Sequence[Measured]:
    """Ours in every form, then the peers' workbooks; each writing is a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        ours = [_written(sys.executable, "ours.xlsx", folder) for _ in range(_ROUNDS)]
        name = f"{ROWS} rows of 10 typed columns as XLSX"
        found = [
            Measured(name, "s", [one.seconds for one in ours], _GOAL, "median"),
            Measured("… peak memory over an empty one", "MiB", _over(ours, folder), _MEMORY),
        ]
        for form in _FORMS:
            told = [_written(sys.executable, f"ours.{form}", folder) for _ in range(_ROUNDS)]
            found.append(
                Measured(f"… as {form.upper()}", "s", [t.seconds for t in told], _GOAL, "median")
            )
        return [*found, *_beside_peers(folder, min(one.seconds for one in ours))]


def _over(told: Sequence[_Told], folder: Path) -> list[float]:
    empty = _written(sys.executable, "ours.xlsx", folder, rows=1).mib
    return [one.mib - empty for one in told]


def _beside_peers(folder: Path, ours: float) -> list[Measured]:
    """How many times as long each takes; one that is not to be had is left out."""
    python, found = _installed(folder / "venv"), []
    if python is None:
        print("  the other writers do not install here: nothing to compare with")
        return []
    for peer in _PEERS:
        told = [_written(str(python), f"{peer}.xlsx", folder) for _ in range(_ROUNDS)]
        best = min(one.seconds for one in told)
        found.append(Measured(f"{peer}", "s", [one.seconds for one in told], float("inf")))
        found.append(Measured(f"… ours in parts of {peer}'s", "", [ours / best], _TIMES, "median"))
    return found


def _installed(folder: Path) -> Path | None:
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "-q", *_PEERS], capture_output=True, timeout=300
    )
    return python if done.returncode == 0 else None


def _written(python: str, name: str, folder: Path, rows: int = ROWS) -> _Told:
    """Time, peak memory and size of one file, as its own process tells them."""
    done = subprocess.run(
        [python, "-P", str(_SHEET), str(folder / name), str(rows)],
        check=True,
        capture_output=True,
        cwd=_SHEET.parents[2],
        env={"PYTHONPATH": str(_SHEET.parents[2]), "PATH": "/usr/bin:/bin"},
    )
    return msgspec.json.decode(done.stdout, type=_Told)
