"""A real PostgreSQL server for one test run: fresh folder, unix socket, gone afterwards."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import create_engine, make_url, text

_SOCKET_PATH_LIMIT = 107
_SOCKET_NAME = ".s.PGSQL.5432"
_SPEED = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB"]


def find_binaries() -> Path | None:
    """The folder that holds `initdb` and `pg_ctl`: Debian's newest, else what PATH finds.

    None on Windows, where the server has no unix socket for us.
    """
    if os.name != "posix":
        return None
    debian = Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")
    newest = sorted((p.parent for p in debian), key=lambda folder: int(folder.parent.name))
    if newest:
        return newest[-1]
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


@contextmanager
def running_server(binaries: Path, *, durable: bool = False) -> Iterator[str]:
    """Start a server without TCP and give its SQLAlchemy address; stop and remove it at the end.

    `durable`: with fsync, as it would serve a region; without it, it is only fast.

    PostgreSQL refuses to run as root: root starts it as the user `postgres`.
    """
    user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg-", dir=short_folder()) as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        cluster = folder / "cluster"
        run_program(user, binaries / "initdb", "-D", cluster, "-U", "intyga", "--no-sync")
        options = " ".join([*([] if durable else _SPEED), "-c", "listen_addresses=''", "-k", name])
        start = ["-D", cluster, "-o", options, "-l", folder / "log", "-w", "start"]
        run_program(user, binaries / "pg_ctl", *start)
        try:
            yield f"postgresql+psycopg://intyga@/postgres?host={quote(name, safe='/')}"
        finally:
            run_program(user, binaries / "pg_ctl", "-D", cluster, "-m", "immediate", "stop")


def fresh_database(server: str) -> str:
    """The address of an empty database of its own on the server; it goes with the server."""
    name = f"test_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """A fresh database; it, and whatever was named after it, is gone at the end."""
    url = fresh_database(server)
    yield url
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        alike = text("SELECT datname FROM pg_database WHERE datname LIKE :name")
        for (found,) in connection.execute(alike, {"name": f"{make_url(url).database}%"}).all():
            connection.execute(text(f'DROP DATABASE "{found}" WITH (FORCE)'))
    engine.dispose()


def run_program(user: str | None, *command: str | Path) -> None:
    """Run one of the server's programs; its output rises with the error."""
    done = subprocess.run(
        command, user=user, cwd="/", capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


def short_folder() -> str:
    """A folder for the socket: the path of a unix socket ends at 107 bytes."""
    usual = tempfile.gettempdir()
    longest = len(os.fsencode(usual)) + len(f"/pg-xxxxxxxx/{_SOCKET_NAME}")
    return usual if longest <= _SOCKET_PATH_LIMIT else "/tmp"
