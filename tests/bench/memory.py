"""Memory of the desk at work: its process after every screen has been opened."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.desk import opened
from tests.bench.measured import Measured
from tests.desk_work import CaseWalk, Step

ROUNDS = 3
GOAL = 140


def measured() -> Sequence[Measured]:
    """Resident memory in MB (2^20 bytes), and what of it is not shared library or file."""
    with tempfile.TemporaryDirectory() as home:
        case_id = _prepare(Path(home))
        rounds = [_run(home, case_id) for _ in range(ROUNDS)]
    resident, own = zip(*rounds, strict=True)
    return (
        Measured("memory of the desk at work, MB", "MB", resident, GOAL, "median"),
        Measured("… of it its own, libraries left out, MB", "MB", own, GOAL, "median"),
    )


def _prepare(home: Path) -> str:
    """One certificate issued, one theory test begun, so that each screen has something to show."""
    desk = opened(home)
    first, second = (line.case_id for line in desk.today.view().booked[:2])
    desk.certificates.issue(CaseWalk(desk, first).to(Step.CERTIFICATE).case_id)
    CaseWalk(desk, second).to(Step.PRACTICAL)
    desk.practical.start(second)
    desk.close()
    return str(second)


def _run(home: str, case_id: str) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.every_screen", home, case_id],
        env={**os.environ, "INTYGA_HOME": home},
        capture_output=True,
        text=True,
        check=True,
    )
    resident, own = done.stdout.split()
    return float(resident), float(own)
