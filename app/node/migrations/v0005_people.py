"""Funded projects and months, people's accounts and what they did, exports, contacts."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from app.node.tables import NodeRow

revision = "0005"
down_revision = "0004"

tables = MetaData(naming_convention=NodeRow.metadata.naming_convention)
Table(
    "projects",
    tables,
    Column("id", Text, primary_key=True),
    Column("serial", Integer, nullable=False),
    Column("word", LargeBinary, nullable=False),
    Column("written", DateTime(timezone=True), nullable=False),
)
Table(
    "sent_months",
    tables,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("project", Text, nullable=False, index=True),
    Column("month", Date, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("left_out", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
)
Table(
    "sent_parts",
    tables,
    Column("sent", BigInteger, primary_key=True),
    Column("participation", Text, primary_key=True),
    Column("minutes", Integer, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date),
    Column("mark", Text, nullable=False),
    Column("is_confirmed", Boolean, nullable=False),
    Column("is_protected", Boolean, nullable=False),
)
Table(
    "told_months",
    tables,
    Column("project", Text, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("state", Text, nullable=False),
    Column("sent", DateTime(timezone=True), nullable=False),
    Column("word", LargeBinary, nullable=False),
)
Table(
    "accounts",
    tables,
    Column("id", Text, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("password", Text),
    Column("secret", LargeBinary),
    Column("used_steps", Text, nullable=False),
)
Table(
    "recovery_codes",
    tables,
    Column("code_hash", LargeBinary, primary_key=True),
    Column("account", Text, nullable=False, index=True),
)
Table(
    "one_time_links",
    tables,
    Column("link_hash", LargeBinary, primary_key=True),
    Column("account", Text, nullable=False, index=True),
    Column("expires", DateTime(timezone=True), nullable=False),
)
Table(
    "person_sessions",
    tables,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("account", Text, nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("seen", DateTime(timezone=True), nullable=False, index=True),
    Column("browser", Text, nullable=False),
    Column("secret", LargeBinary),
)
Table(
    "knocks",
    tables,
    Column("who", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", DateTime(timezone=True), nullable=False, index=True),
)
Table(
    "audit",
    tables,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("account", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("act", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False),
    Column("mark", LargeBinary, nullable=False),
)
Table(
    "export_details",
    tables,
    Column("export", Integer, primary_key=True),
    Column("by", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("filters", LargeBinary, nullable=False),
    Column("manifest", LargeBinary, nullable=False),
    Column("extra", LargeBinary, nullable=False),
)
Table(
    "seal_contacts",
    tables,
    Column("kid", LargeBinary, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
)


def upgrade() -> None:
    """Those that are not there yet; what pages ask of the records is read from an index alone."""
    tables.create_all(op.get_bind())
    sent = ("kid", "received", "result")
    op.create_index("ix_records_sent", "records", sent, if_not_exists=True)
