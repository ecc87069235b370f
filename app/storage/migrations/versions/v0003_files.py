"""What goes with a certificate: its file, its changes, its keys; and which files records name."""

from pathlib import Path

from alembic import op

from app.seal.codes import BadSeal
from app.seal.cose import Purpose, open1
from app.seal.records import RecordHeader

revision = "0003"
down_revision = "0002"

_SITTINGS = "SELECT raw FROM records WHERE type = 'sitting.closed'"
_NAME = "INSERT INTO named_blobs (sha256, size) VALUES (?, ?) ON CONFLICT DO NOTHING"


def upgrade() -> None:
    """Run the statements beside this file, then note the photos that signed sittings name."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(None, map(str.strip, statements)):
        op.get_bind().exec_driver_sql(statement)
    for (raw,) in op.get_bind().exec_driver_sql(_SITTINGS).all():
        for blob in _blobs(raw):
            op.get_bind().exec_driver_sql(_NAME, blob)


def _blobs(raw: bytes) -> list[tuple[str, int]]:
    """None of a record that is damaged: that is for `log verify` to say."""
    try:
        header = RecordHeader.from_bytes(open1(raw, Purpose.RECORD).payload)
    except BadSeal:
        return []
    return [(blob.sha256.hex(), blob.size) for blob in header.blobs]
