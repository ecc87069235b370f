"""What is kept of each export beside that it was made: what it held, for whom, its manifest."""

from sqlalchemy.orm import Mapped, mapped_column

from app.node.tables import NodeRow


class ExportDetail(NodeRow):
    """Of an `ExportLine` by its id: who, as which file, narrowed by what (JSON), its manifest.

    `extra`: the schema of a JSON export, else nothing.
    """

    __tablename__ = "export_details"
    export: Mapped[int] = mapped_column(primary_key=True)
    by: Mapped[str]
    file: Mapped[str]
    filters: Mapped[bytes]
    manifest: Mapped[bytes]
    extra: Mapped[bytes]
