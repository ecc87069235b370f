"""What else is known of an export: where it was written, and what narrowed it (I14)."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class ExportFileRow(Row):
    """The file of an export as it was named here; `filters`: JSON of key to value."""

    __tablename__ = "export_files"
    __table_args__ = STRICT
    export_id: Mapped[int] = mapped_column(ForeignKey("exports.id"), primary_key=True)
    file: Mapped[str]
    filters: Mapped[bytes]
