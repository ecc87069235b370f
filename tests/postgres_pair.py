"""A real PostgreSQL and its synchronous standby, to kill the first and promote the second."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.postgres import run_program, short_folder

_SPEED = "-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=60"


class ReplicatedPair:
    """Two clusters; a commit is told only when the standby has written it too."""

    def __init__(self, binaries: Path, folder: Path, user: str | None) -> None:
        self._binaries, self._folder, self._user = binaries, folder, user

    @property
    def url(self) -> str:
        """Whichever of the two may be written to."""
        hosts = "&".join(f"host={quote(str(self._folder / name), safe='/')}" for name in ("a", "b"))
        return f"postgresql+psycopg://intyga@/postgres?{hosts}&target_session_attrs=read-write"

    def start(self) -> None:
        """Make the first, copy it, let the copy follow, ask for its word at every commit."""
        for name in ("a", "b"):
            self._make_folder(name)
        cluster = self._folder / "a" / "cluster"
        self._run("initdb", "-D", cluster, "-U", "intyga", "--no-sync", "-A", "trust")
        self._start("a")
        copied = self._folder / "b" / "cluster"
        source = ["-h", self._folder / "a", "-U", "intyga", "--no-sync", "-c", "fast"]
        self._run("pg_basebackup", "-D", copied, "-R", "-X", "stream", *source)
        self._start("b")
        for setting in ("synchronous_standby_names = '*'", "synchronous_commit = on"):
            self._sql("a", f"ALTER SYSTEM SET {setting}")
        self._sql("a", "SELECT pg_reload_conf()")
        while self._sql("a", "SELECT sync_state FROM pg_stat_replication") != "sync":
            pass

    def lose_primary(self) -> None:
        """The first machine dies at once; the second takes over."""
        self._stop("a")
        self._run("pg_ctl", "-D", self._folder / "b" / "cluster", "-w", "promote")

    def stop(self) -> None:
        """End whatever runs."""
        for name in ("a", "b"):
            if (self._folder / name / "cluster" / "postmaster.pid").exists():
                self._stop(name)

    def _make_folder(self, name: str) -> None:
        (self._folder / name).mkdir()
        if self._user:
            shutil.chown(self._folder / name, self._user)

    def _start(self, name: str) -> None:
        place = self._folder / name
        options = f"{_SPEED} -c listen_addresses='' -k {place}"
        told = ["-l", place / "log", "-w", "start"]
        self._run("pg_ctl", "-D", place / "cluster", "-o", options, *told)

    def _stop(self, name: str) -> None:
        self._run("pg_ctl", "-D", self._folder / name / "cluster", "-m", "immediate", "stop")

    def _sql(self, name: str, statement: str) -> str:
        psql = [self._binaries / "psql", "-h", self._folder / name, "-U", "intyga", "postgres"]
        asked = [*psql, "-Atc", statement]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()

    def _run(self, program: str, *arguments: str | Path) -> None:
        run_program(self._user, self._binaries / program, *arguments)


@contextmanager
def replicated_pair(binaries: Path) -> Iterator[ReplicatedPair]:
    """Started, and gone at the end."""
    user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg-", dir=short_folder()) as name:
        if user:
            shutil.chown(name, user)
        pair = ReplicatedPair(binaries, Path(name), user)
        try:
            pair.start()
            yield pair
        finally:
            pair.stop()
