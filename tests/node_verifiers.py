"""Verifiers of credentials that are not ours: JavaScript ones from npm, run by node.js."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
import pytest

FOLDER = Path(__file__).parent / "npm"
SCHEMA = Path(__file__).parent / "data/badges/ob_v3p0_achievementcredential_schema.json"
_FILES = ("package.json", "package-lock.json")
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


@dataclass(frozen=True)
class NodeVerifiers:
    """Verifiers installed in `folder`."""

    folder: Path

    def answers(self, credentials: Sequence[Any], now: str) -> Any:
        """What they say of each credential on the day `now`, and of a badge's shape."""
        asked = {"credentials": list(credentials), "now": now, "schema": str(SCHEMA)}
        script = self.folder / "verify.mjs"
        script.write_bytes((FOLDER / script.name).read_bytes())
        done = subprocess.run(
            ["node", script],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)


def installed() -> NodeVerifiers:
    """The verifiers, fetched once for each lock file into the user's cache; skips without node."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node.js is not here: badges are verified by Python alone")
    lock = b"".join((FOLDER / name).read_bytes() for name in _FILES)
    cache = Path(platformdirs.user_cache_dir("intyga-tests", appauthor=False))
    folder = cache / f"npm-{hashlib.sha256(lock).hexdigest()[:16]}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _install(folder)
    return NodeVerifiers(folder)


def _install(folder: Path) -> None:
    """Whole or not at all: another worker may be at the same."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:
        for name in _FILES:
            shutil.copy(FOLDER / name, made)
        done = subprocess.run(["npm", *_INSTALL], cwd=made, capture_output=True, text=True)
        if done.returncode != 0:
            pytest.skip(f"the packages of tests/npm are not to be had: {done.stderr[-300:]}")
        if not folder.exists():
            shutil.copytree(made, f"{made}.whole")
            try:
                Path(f"{made}.whole").rename(folder)
            except OSError:
                shutil.rmtree(f"{made}.whole")
