"""Engines on SQLite files that share what a first one learned: dialect and compiled statements."""

from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Dialect, Engine, create_engine
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

_STATEMENTS: LRUCache[Any, Any] = LRUCache(1000)


def sqlite_engine(path: Path, driver: ModuleType, *, reading: bool = False) -> Engine:
    """An engine on the file at `path`; a desk unlocked again finds its statements compiled.

    `driver`: speaks DB-API as sqlite3 does. Transactions are begun by who listens to `begin`.
    `reading`: the file is opened so that nothing can be written to it.
    """
    dialect = _dialect(driver)
    place = f"{path.absolute().as_uri()}?mode=ro" if reading else str(path)
    pool = QueuePool(
        lambda: driver.connect(place, uri=reading, isolation_level=None, check_same_thread=False),
        pool_size=5,
        max_overflow=10,
        use_lifo=True,
        dialect=dialect,
    )
    url = URL.create("sqlite+pysqlite", database=str(path))
    kept = {"compiled_cache": _STATEMENTS}
    return Engine(pool, dialect, url, execution_options=kept, hide_parameters=True)


def sqlite_url(path: Path) -> str:
    """The address of the file, in a place of any name."""
    return URL.create("sqlite", database=str(path)).render_as_string()


@cache
def _dialect(driver: ModuleType) -> Dialect:
    """One for every file: statements are compiled for a dialect, and it asks the driver once."""
    engine = create_engine("sqlite+pysqlite://", module=driver)
    engine.connect().close()
    engine.dispose()
    return engine.dialect
