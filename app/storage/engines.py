"""Engines on SQLite files that share what a first one learned: dialect and compiled statements."""

from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Dialect, Engine, create_engine
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

_STATEMENTS: LRUCache[Any, Any] = LRUCache(1000)


def sqlite_engine(path: Path, driver: ModuleType) -> Engine:
    """An engine on the file at `path`; a desk unlocked again finds its statements compiled.

    `driver`: speaks DB-API as sqlite3 does. Transactions are begun by who listens to `begin`.
    """
    dialect = _dialect(driver)
    pool = QueuePool(
        lambda: driver.connect(str(path), isolation_level=None, check_same_thread=False),
        pool_size=5,
        max_overflow=10,
        use_lifo=True,
        dialect=dialect,
    )
    url = URL.create("sqlite+pysqlite", database=str(path))
    kept = {"compiled_cache": _STATEMENTS}
    return Engine(pool, dialect, url, execution_options=kept, hide_parameters=True)


@cache
def _dialect(driver: ModuleType) -> Dialect:
    """One for every file: statements are compiled for a dialect, and it asks the driver once."""
    engine = create_engine("sqlite+pysqlite://", module=driver)
    engine.connect().close()
    engine.dispose()
    return engine.dialect
