"""Tables of what the region publishes to its desks: protocol versions, and files on their way."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class ToldProtocolRow(Row):
    """What the region last said of a protocol version, and what became of it here.

    `hash` of the version, `object` of its file (both hex); `word`: published, withdrawn or
    recalled; `state`: see `app.storage.told_protocols.ToldState`; `reason`: why it was refused,
    the name of an error; `seen`: 1 once somebody has read of it.
    """

    __tablename__ = "told_protocols"
    __table_args__ = STRICT
    hash: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[str]
    word: Mapped[str]
    object: Mapped[str]
    size: Mapped[int]
    from_day: Mapped[date]
    told: Mapped[datetime]
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    seen: Mapped[int] = mapped_column(default=0, server_default="0")


class ObjectPieceRow(Row):
    """A piece of a file that is being fetched; it goes once the whole one is taken in."""

    __tablename__ = "object_pieces"
    __table_args__ = STRICT
    object: Mapped[str] = mapped_column(primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes]
