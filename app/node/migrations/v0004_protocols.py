"""Protocol versions and their packages, places in the list, the erased, conflicts, bookings."""

from alembic import op
from sqlalchemy import Column, Date, DateTime, Integer, LargeBinary, MetaData, Table, Text

from app.node.tables import NodeRow

revision = "0004"
down_revision = "0003"

tables = MetaData(naming_convention=NodeRow.metadata.naming_convention)
Table(
    "protocols",
    tables,
    Column("hash", LargeBinary, primary_key=True),
    Column("code", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("object", LargeBinary),
    Column("from_day", Date),
    Column("written", DateTime(timezone=True), nullable=False),
)
Table(
    "objects",
    tables,
    Column("sha256", LargeBinary, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
Table(
    "listed_places",
    tables,
    Column("certificate", LargeBinary, primary_key=True),
    Column("kid", LargeBinary, nullable=False),
    Column("status_index", Integer, nullable=False),
    Column("final", Text, nullable=False),
)
Table(
    "erased",
    tables,
    Column("subject", Text, primary_key=True),
    Column("raw", LargeBinary, nullable=False),
    Column("decided", DateTime(timezone=True), nullable=False),
    Column("shown", LargeBinary, nullable=False),
    Column("blobs", LargeBinary, nullable=False),
)
Table(
    "conflict_words",
    tables,
    Column("id", LargeBinary, primary_key=True),
    Column("review", LargeBinary, nullable=False),
    Column("told", DateTime(timezone=True), nullable=False),
    Column("keep", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("settled", DateTime(timezone=True)),
    Column("record", LargeBinary),
    Column("resolution", LargeBinary),
)
Table(
    "bookings",
    tables,
    Column("id", Text, primary_key=True),
    Column("centre", Text, nullable=False, index=True),
    Column("day", Date, nullable=False, index=True),
    Column("profile", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("birth_date", Date),
    Column("company", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("word", LargeBinary, nullable=False),
    Column("written", DateTime(timezone=True), nullable=False),
    Column("person", Text, index=True),
    Column("taken", DateTime(timezone=True)),
)


def upgrade() -> None:
    """Those that are not there yet."""
    tables.create_all(op.get_bind())
