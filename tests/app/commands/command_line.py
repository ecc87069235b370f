"""`python3 -m app` as a person would run it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.node_process import ROOT


def run_app(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The finished command, its output as text."""
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
