"""What goes with a certificate: its file, its changes, the key that signs files."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Run the statements beside this file."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(None, map(str.strip, statements)):
        op.get_bind().exec_driver_sql(statement)
