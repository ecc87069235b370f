"""Keys that files are signed with, the region's orders on certificates, files of records."""

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text

from app.node.tables import NodeRow

revision = "0003"
down_revision = "0002"

tables = MetaData(naming_convention=NodeRow.metadata.naming_convention)
Table(
    "paper_keys",
    tables,
    Column("kid", LargeBinary, primary_key=True),
    Column("statement", LargeBinary, nullable=False),
    Column("certificate", LargeBinary),
    Column("issuer", LargeBinary),
)
Table(
    "status_orders",
    tables,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("certificate", LargeBinary, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
Table(
    "held_blobs",
    tables,
    Column("sha256", LargeBinary, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("received", DateTime(timezone=True), nullable=False),
)


def upgrade() -> None:
    """Those that are not there yet."""
    tables.create_all(op.get_bind())
