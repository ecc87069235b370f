"""Alembic's scripts run on a connection that is open already: the desk's and the node's."""

import threading
from pathlib import Path

from sqlalchemy import Connection

_ALEMBIC = Path(__file__).parent / "migrations"
_ONE = threading.Lock()
"""Alembic holds what it works on for the whole process."""


def run_scripts(
    connection: Connection, folder: Path, table: str = "alembic_version", found: str = ""
) -> None:
    """Every script in `folder`, a place of any name, that `table` does not say was run.

    `found`: where the database is, said by other means; then that table is not kept. In the
    caller's transaction. Raises Alembic's CommandError where the scripts do not lead from there.
    """
    from alembic import command  # a quarter of a second, for the few who upgrade
    from alembic.config import Config

    config = Config()
    config.set_main_option("path_separator", "newline")
    for name, place in (("script_location", _ALEMBIC), ("version_locations", folder)):
        config.set_main_option(name, str(place).replace("%", "%%"))
    config.attributes.update(connection=connection, table=table)
    with _ONE:
        if found:
            command.stamp(config, found)
        command.upgrade(config, "head")
    if found:
        connection.exec_driver_sql(f"DROP TABLE {table}")
