"""The node's pages with a region of a thousand people over eighteen months, on both databases."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, insert, select, text

from app.commands.demo.region import make
from app.node.database import NodeDatabase
from app.node.tables import NodeRow
from tests.app.node.page_visits import Browser, PageNode, Role
from tests.bench.measured import Measured
from tests.postgres import find_binaries, running_server

PEOPLE, MONTHS, LOADS = 1000, 18, 40
PATHS = (
    *("/", "/cases", "/certificates", "/companies", "/review", "/seals"),
    *("/statistics", "/exports", "/participation", "/log"),
)
_GOAL_MS, _WITHOUT, _AT_ONCE = 200.0, float("inf"), 500


def measured() -> Sequence[Measured]:
    """Each page asked for by an administrator, warm: by the clock, and by this process's CPU.

    The region is made as `demo-region` does, which takes minutes; INTYGA_REGION names the folder
    of one that is there already. It is copied first.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "node"
        shutil.copytree(_region(Path(made) / "region") / "node", folder)
        found = list(_on("SQLite", folder, ""))
        with _postgres(folder) as url:
            return found + (list(_on("PostgreSQL", folder, url)) if url else [])


def _region(place: Path) -> Path:
    known = os.environ.get("INTYGA_REGION")
    if known:
        return Path(known)
    make(place, PEOPLE, MONTHS, datetime.now().astimezone(), "", lambda _done, _of: None)
    return place


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """The same rows in a PostgreSQL of our own; "" where none is installed."""
    binaries = find_binaries()
    if binaries is None:
        yield ""
        return
    with running_server(binaries) as url:
        NodeDatabase(url).close()  # makes the tables
        here, there = create_engine(f"sqlite:///{folder / 'node.db'}"), create_engine(url)
        with here.connect() as source, there.begin() as target:
            for table in NodeRow.metadata.sorted_tables:
                target.execute(table.delete())
                rows = [dict(row) for row in source.execute(select(table)).mappings()]
                for at in range(0, len(rows), _AT_ONCE):
                    target.execute(insert(table), rows[at : at + _AT_ONCE])
        with there.begin() as target:  # as a server does by itself within a minute
            target.execute(text("ANALYZE"))
        here.dispose()
        there.dispose()
        yield url


def _on(engine: str, folder: Path, url: str) -> Iterator[Measured]:
    node = PageNode(folder, url)
    node.now = datetime.now(UTC)
    with node.served() as served:
        reader = served.visitor(Role.ADMINISTRATOR)
        for path in PATHS:
            assert reader.see(path).status_code == 200, path
            wall, spent = zip(*(_load(reader, path) for _ in range(LOADS)), strict=True)
            yield Measured(f"{path} on {engine}", "ms", wall, _GOAL_MS)
            yield Measured("… CPU of node and reader", "ms", spent, _WITHOUT)
    node.database.close()


def _load(reader: Browser, path: str) -> tuple[float, float]:
    begun, spent = time.perf_counter(), time.process_time()
    reader.see(path)
    return 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - spent)
