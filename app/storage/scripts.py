"""Alembic's scripts run on a connection that is open already: the desk's and the node's."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

if TYPE_CHECKING:
    from alembic.config import Config

_ALEMBIC = Path(__file__).parent / "migrations"


def scripts(connection: Connection, folder: Path) -> "Config":
    """What Alembic is to be told; `folder` holds the scripts, in a place of any name."""
    from alembic.config import Config  # a quarter of a second, for the few who upgrade

    config = Config()
    config.set_main_option("path_separator", "newline")
    for name, place in (("script_location", _ALEMBIC), ("version_locations", folder)):
        config.set_main_option(name, str(place).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
