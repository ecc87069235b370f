"""pg_dump and pg_restore: found on PATH or where Debian puts them, and told where the server is."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL

from app.node.region_acts import ActRefused

_DEBIAN = Path("/usr/lib/postgresql")
_MISSING = "{} is not here: install PostgreSQL's client programs. Nothing has changed."
_FAILED = "{} did not do it: {}. Nothing has changed."


def dump(url: URL, place: Path, snapshot: str) -> None:
    """Write the database as that snapshot shows it. Raises ActRefused."""
    options = [f"--file={place}", f"--snapshot={snapshot}", "--no-owner", "--no-privileges"]
    _run("pg_dump", url, "--format=custom", *options)


def load(url: URL, place: Path) -> None:
    """Fill an empty database, whole or not at all. Raises ActRefused."""
    options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    _run("pg_restore", url, f"--dbname={url.database}", *options, str(place))


def can_read(url: URL, place: Path) -> None:
    """That pg_restore can open the dump. Raises ActRefused."""
    _run("pg_restore", url, "--list", str(place))


def _run(program: str, url: URL, *options: str) -> None:
    """The password goes by the environment: an argument could be read by everybody."""
    done = subprocess.run(
        [_find(program), *options],
        env={**os.environ, **_environment(url)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        told = done.stderr.strip().splitlines() or [str(done.returncode)]
        raise ActRefused(_FAILED.format(program, told[0]))


def _find(program: str) -> str:
    versions = sorted(
        _DEBIAN.glob(f"*/bin/{program}"), key=lambda found: _number(found.parent.parent.name)
    )
    found = shutil.which(program) or (str(versions[-1]) if versions else None)
    if found is None:
        raise ActRefused(_MISSING.format(program))
    return found


def _number(name: str) -> float:
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


def _environment(url: URL) -> dict[str, str]:
    host = url.host or url.query.get("host")
    port = url.port or url.query.get("port")
    told = {
        "PGHOST": ",".join(host) if isinstance(host, tuple) else host,
        "PGPORT": ",".join(port) if isinstance(port, tuple) else port,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }
    return {name: str(value) for name, value in told.items() if value}
