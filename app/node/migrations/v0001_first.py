"""The database as the first node left it: where an upgrade begins."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing: a new database is made whole."""
