"""A desk that meets its node by stick alone: protocol versions come with the answer (R13, R61)."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.node.database import NodeDatabase
from app.node.keys import load_or_create
from app.node.ledger import Ledger
from app.node.protocols import Protocols
from app.node.tables import FeedRow
from app.seal.envelope import EnvelopeDamaged
from app.seal.protocol_word import ProtocolWord, Word
from app.storage import desk_facts, told_protocols
from app.sync.bundle import ANSWER_LINE, OBJECT_ANSWER_LINE
from app.sync.bundle_objects import pack_piece, take_piece, wanted
from app.usecases.library import VersionState
from app.usecases.region_protocols import ToldState
from app.workspace import Workspace
from tests.app.node import region_packages
from tests.app.sync.bundle_files import read, there
from tests.app.sync.test_objects import pieces, state, told
from tests.app.usecases.protocol_packages import more_time
from tests.node_process import NodeProcess

TODAY = date.today()
NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


def region_says(folder: Path, act: Callable[[Protocols], object]) -> int:
    """The region's command line, where no wire leads; where its feed then ends."""
    keys = load_or_create(folder, "", "")
    url = f"sqlite:///{folder / 'node.db'}"
    with closing(NodeDatabase(url, Ledger(folder, keys.node))) as database:
        act(Protocols(database, keys, lambda: datetime.now(UTC)))
        with database.reading() as session:
            return session.scalar(select(func.max(FeedRow.cursor))) or 0


def package(folder: Path) -> Path:
    """Version 1.9.0, as its owner signed it."""
    return region_packages.write(load_or_create(folder, "", ""), folder, "1.9.0", TODAY, more_time)


def test_a_version_comes_by_stick_is_in_use_and_goes_when_it_is_withdrawn(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """I2: checked and taken in as over the wire; the same answer again brings nothing."""
    plain = there(offline, far_node, tmp_path)
    assert plain.read_bytes().startswith(ANSWER_LINE)
    assert read(offline, plain).protocols == 0
    path = package(far_node.folder)
    region_says(far_node.folder, lambda region: region.publish(path))
    carrying = there(offline, far_node, tmp_path)
    assert carrying.read_bytes().startswith(OBJECT_ANSWER_LINE)
    assert read(offline, carrying).protocols == 1
    assert state(offline, "1.9.0") is VersionState.PUBLISHED
    assert (told(offline), pieces(offline)) == ([(ToldState.DONE, "")], 0)
    assert read(offline, carrying).protocols == 0
    region_says(far_node.folder, lambda region: region.withdraw("CNC-1", "1.9.0"))
    gone = there(offline, far_node, tmp_path)
    assert gone.read_bytes().startswith(ANSWER_LINE)
    assert read(offline, gone).protocols == 0
    assert state(offline, "1.9.0") is VersionState.SUPERSEDED


def test_what_the_wire_told_of_and_did_not_bring_comes_by_stick(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """The feed was read over a wire that was cut before the file: the desk asks for it by hash."""
    path = package(far_node.folder)
    head = region_says(far_node.folder, lambda region: region.publish(path))
    word = word_on(path.read_bytes(), region_packages.hash_of("1.9.0", more_time))
    with offline.desk.database.transaction() as session:
        told_protocols.keep_word(session, word, NOW)
        told_protocols.keep_piece(session, word.object.hex(), 0, path.read_bytes()[:1000])
        desk_facts.put(session, desk_facts.cursor(offline.desk.signer.key.kid), str(head))
        assert wanted(session) == (word.object,)
    came = read(offline, there(offline, far_node, tmp_path))
    assert came.protocols == 1
    assert state(offline, "1.9.0") is VersionState.PUBLISHED


def test_a_piece_that_nobody_asked_for_or_in_the_wrong_place_is_passed_over(
    offline: Workspace,
) -> None:
    """Twice, out of order, too long; and a file that is not the one told of leaves nothing."""
    content = b"a version" * 100
    word, database = word_on(content, bytes(32)), offline.desk.database
    assert not take_piece(database, pack_piece(word.object, 0, content))
    with database.transaction() as session:
        told_protocols.keep_word(session, word, NOW)
    for wrong in (
        pack_piece(bytes(32), 0, content),
        pack_piece(word.object, 1, content[1:]),
        pack_piece(word.object, 0, content + b"x"),
    ):
        assert not take_piece(database, wrong)
    assert pieces(offline) == 0
    assert not take_piece(database, pack_piece(word.object, 0, content[::-1]))
    assert (told(offline), pieces(offline)) == ([(ToldState.TOLD, "")], 0)
    first, rest = pack_piece(word.object, 0, content[:7]), pack_piece(word.object, 7, content[7:])
    assert [take_piece(database, one) for one in (first, first, rest, rest)] == [0, 0, 1, 0]
    for short in (b"", bytes(39), pack_piece(word.object, 0, b"")):
        with pytest.raises(EnvelopeDamaged):
            take_piece(database, short)


def word_on(file: bytes, content: bytes) -> ProtocolWord:
    """That a version lies in this file."""
    name = sha256(file).digest()
    return ProtocolWord(content, "CNC-1", "1.9.0", Word.PUBLISHED, name, len(file), TODAY)
