"""Roles somebody is invited with, the authority's orders on seals, what is stated of centres."""

from alembic import op
from sqlalchemy import Column, Date, Integer, LargeBinary, MetaData, Table, Text

from app.node.tables import NodeRow

revision = "0002"
down_revision = "0001"

tables = MetaData(naming_convention=NodeRow.metadata.naming_convention)
Table(
    "invited_roles",
    tables,
    Column("code_hash", LargeBinary, primary_key=True),
    Column("roles", Text, nullable=False),
)
Table(
    "seal_orders",
    tables,
    Column("kid", LargeBinary, primary_key=True),
    Column("serial", Integer, nullable=False),
    Column("raw", LargeBinary, nullable=False),
)
Table(
    "centres",
    tables,
    Column("centre", Text, primary_key=True),
    Column("profiles", Text, nullable=False),
    Column("sites", Text, nullable=False),
    Column("statement", LargeBinary, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("last_day", Date, nullable=False),
)


def upgrade() -> None:
    """Those that are not there yet."""
    tables.create_all(op.get_bind())
