"""A region's word on a version at a practice desk, as a run of a real one leaves it."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from app.protocols.package_file import PackageFile, parse_file
from app.protocols.sealed import open_package
from app.seal.protocol_word import ProtocolWord, Word
from app.storage import told_protocols
from app.workspace import Workspace


def tell(
    desk: Workspace, package: Path, word: Word = Word.PUBLISHED, from_day: date | None = None
) -> None:
    """What the feed said of the package, its file fetched, and what is possible done."""
    raw, now = package.read_bytes(), desk.desk.clock.now()
    file = parse_file(raw, package.name)
    assert isinstance(file, PackageFile)
    claims = open_package(file, None, now.date()).claims
    said = ProtocolWord(
        content=claims.content,
        code=claims.code,
        version=claims.version,
        word=word,
        object=sha256(raw).digest(),
        size=len(raw),
        from_day=from_day or now.date(),
    )
    with desk.desk.database.transaction() as session:
        told_protocols.keep_word(session, said, now)
        session.flush()
        if told_protocols.wanted(session):
            told_protocols.keep_piece(session, said.object.hex(), 0, raw)
            session.flush()
            assert told_protocols.finish(session, said.object.hex())
    desk.region_protocols.apply()
