"""Files at the node: only what a record names, only from a seal in session, whole or not at all."""

import http.client
import random
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.node.__main__ import now
from app.node.blobs import MAX_BLOB, Blobs, Stand
from app.node.enrolment import Refused
from app.node.tables import AwaitedBlob, KnownCase, StoredRecord
from app.seal.payloads import CaseOpened
from app.seal.receipts import ReceiptResult
from app.seal.records import BlobRef, RecordType
from app.sync.client import NodeClient, NodeRefused, NotTheNode
from app.sync.wire import MAX_PIECE, OFFSET_MEDIA, Head, HelloRequest, Piece, RecordAnswer
from tests.app.node.small_node import SmallNode
from tests.conftest import EXAMPLES
from tests.node_process import NodeProcess
from tests.signed_log import SignedLog

FILE = random.Random(3).randbytes(1000)
OTHER = bytes(1000)


def digest(content: bytes) -> bytes:
    """The hash it is named by."""
    return sha256(content).digest()


@dataclass
class World:
    """A node, a seal, and the files taken."""

    folder: Path
    node: SmallNode = field(init=False)
    log: SignedLog = field(init=False)
    blobs: Blobs = field(init=False)

    def __post_init__(self) -> None:
        self.node = SmallNode(self.folder / "node")
        self.log = self.node.laptop()
        self.restart()

    def restart(self) -> None:
        """What the node knows without its memory."""
        self.blobs = Blobs(self.node.database, self.folder / "blobs", lambda: self.node.now)

    def name(self, *files: bytes, size: int | None = None) -> RecordAnswer:
        """A case whose record names these files."""
        case = CaseOpened(str(uuid4()), str(uuid4()), "CNC-1/1", "Testcenter Värnamo")
        named = [BlobRef(digest(f), len(f) if size is None else size, "image/jpeg") for f in files]
        (answer,) = self.node.take(self.log.link(RecordType.CASE_OPENED, "", case, named))
        return answer

    def send(self, content: bytes, name: bytes | None = None, kid: bytes | None = None) -> Stand:
        """All of it at once."""
        where = Stand(0, len(content))
        return self.blobs.take(kid or self.log.key.kid, name or digest(content), where, content)

    def shown(self) -> int:
        """How many cases the node shows."""
        with self.node.database.reading() as session:
            return len(session.scalars(select(KnownCase)).all())

    def whole(self) -> dict[str, bytes]:
        """The files that are there."""
        found = (self.folder / "blobs").glob("??/??/*")
        return {path.name: path.read_bytes() for path in found}

    def lacks(self) -> tuple[bytes, ...]:
        """What the node tells the seal that it lacks."""
        head = Head(self.log.key.kid, self.log.epoch, 1, self.log.hashes[0])
        return self.node.publication.hello(HelloRequest((head,), 0)).lacks_blobs


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """With nothing in it."""
    made = World(tmp_path)
    yield made
    made.node.database.close()


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    """The stable word."""
    return refused.value.code


def test_a_record_is_held_until_its_last_file_has_come_and_its_receipt_stays(world: World) -> None:
    """The same record again gets the receipt it had (R56); a rebuild changes nothing."""
    answer = world.name(FILE, OTHER)
    assert (answer.result, answer.reason) == (ReceiptResult.STORED_HELD, "awaiting_blobs")
    assert set(world.lacks()) == {digest(FILE), digest(OTHER)}
    world.send(FILE)
    assert world.shown() == 0
    assert world.lacks() == (digest(OTHER),)
    world.node.rebuild()
    assert world.shown() == 0
    assert world.send(OTHER) == Stand(1000, 1000)
    assert (world.shown(), world.lacks()) == (1, ())
    world.node.rebuild()
    assert world.shown() == 1
    with world.node.database.reading() as session:
        row = session.scalars(select(StoredRecord)).one()
        assert (row.result, row.reason, row.receipt) == ("stored", "", answer.receipt)


def test_a_record_that_names_what_is_there_is_shown_at_once(world: World) -> None:
    world.name(FILE)
    world.send(FILE)
    assert world.name(FILE).result is ReceiptResult.STORED
    assert world.shown() == 2


def test_an_empty_file_is_waited_for_by_nobody(world: World) -> None:
    assert world.name(b"").result is ReceiptResult.STORED


def test_a_wrong_file_is_dropped_and_the_right_one_still_comes(world: World) -> None:
    world.name(FILE)
    with pytest.raises(Refused) as refused:
        world.send(OTHER, digest(FILE))
    assert code(refused) == "wrong_hash"
    assert world.whole() == {}
    assert world.blobs.stand(world.log.key.kid, digest(FILE)) == Stand(0)
    world.send(FILE)
    assert list(world.whole().values()) == [FILE]


def test_one_seal_cannot_spoil_what_another_sends(world: World) -> None:
    """Each has its own part; whose is whole first is the file."""
    world.name(FILE)
    thief = b"8 bytes!"
    world.blobs.take(thief, digest(FILE), Stand(0, 1000), bytes(700))
    assert world.blobs.stand(world.log.key.kid, digest(FILE)) == Stand(0)
    world.send(FILE)
    with pytest.raises(Refused) as refused:
        world.blobs.take(thief, digest(FILE), Stand(700, 1000), bytes(300))
    assert code(refused) == "wrong_offset"
    assert world.blobs.stand(thief, digest(FILE)) == Stand(1000, 1000)
    assert list(world.whole().values()) == [FILE]


@pytest.mark.parametrize(
    ("where", "piece", "said"),
    [
        (Stand(1, 1000), FILE[:10], "wrong_offset"),
        (Stand(0, 999), FILE[:10], "wrong_length"),
        (Stand(0, 1000), FILE + b"!", "wrong_length"),
        (Stand(0, 0), FILE[:10], "wrong_length"),
        (Stand(0, MAX_BLOB + 1), FILE[:10], "too_large"),
    ],
)
def test_a_piece_that_does_not_fit_is_refused(
    world: World, where: Stand, piece: bytes, said: str
) -> None:
    """And leaves no trace."""
    world.name(FILE)
    with pytest.raises(Refused) as refused:
        world.blobs.take(world.log.key.kid, digest(FILE), where, piece)
    assert code(refused) == said
    assert world.blobs.stand(world.log.key.kid, digest(FILE)) == Stand(0)


def test_a_file_that_no_record_names_is_not_taken(world: World) -> None:
    """Nobody fills the region's disk with what they like."""
    for ask in (
        lambda: world.send(FILE),
        lambda: world.blobs.stand(world.log.key.kid, digest(FILE)),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert (code(refused), refused.value.status) == ("unknown_blob", 404)
    assert not (world.folder / "blobs").exists()


def test_a_record_that_lies_about_the_size_does_not_keep_the_file_out(world: World) -> None:
    world.name(FILE, size=MAX_BLOB + 1)
    world.name(FILE, size=400)
    world.name(FILE)
    world.blobs.take(world.log.key.kid, digest(FILE), Stand(0, 1000), FILE[:500])
    world.blobs.take(world.log.key.kid, digest(FILE), Stand(500, 1000), FILE[500:])
    assert (world.shown(), world.lacks()) == (3, ())


def test_a_part_left_for_a_week_is_cleaned_away(world: World) -> None:
    """One that is going on is left alone."""
    world.name(FILE, OTHER)
    world.node.now = world.node.now.now(world.node.now.tzinfo)
    world.blobs.take(world.log.key.kid, digest(FILE), Stand(0, 1000), FILE[:10])
    world.node.pass_time(timedelta(days=6))
    world.restart()
    assert world.blobs.stand(world.log.key.kid, digest(FILE)) == Stand(10)
    world.node.pass_time(timedelta(days=2))
    world.restart()
    assert world.blobs.stand(world.log.key.kid, digest(FILE)) == Stand(0)


def test_a_file_whose_row_was_lost_is_taken_for_what_it_is(world: World) -> None:
    """The node stopped between the two: the next asking shows the record, nothing is sent."""
    world.name(FILE)
    name = digest(FILE).hex()
    path = world.folder / "blobs" / name[:2] / name[2:4] / name
    path.parent.mkdir(parents=True)
    path.write_bytes(FILE)
    assert world.blobs.stand(world.log.key.kid, digest(FILE)) == Stand(1000, 1000)
    assert (world.shown(), world.lacks()) == (1, ())


def test_a_folder_is_believed_only_by_its_bytes(world: World) -> None:
    """After a restore: what is damaged is asked for again, what is strange is left alone."""
    world.name(FILE, OTHER)
    world.send(FILE)
    world.send(OTHER)
    name = digest(OTHER).hex()
    (world.folder / "blobs" / name[:2] / name[2:4] / name).write_bytes(b"not it")
    (world.folder / "blobs" / name[:2] / name[2:4] / "readme.txt").write_bytes(b"")
    assert world.blobs.take_stock() == 1
    assert world.lacks() == (digest(OTHER),)
    world.send(OTHER)
    assert (world.shown(), world.lacks()) == (1, ())


def test_twenty_at_once_make_one_file(world: World) -> None:
    world.name(FILE)
    failed: list[BaseException] = []

    def send(kid: bytes) -> None:
        try:
            with suppress(Refused):
                world.send(FILE, kid=kid)
            assert world.blobs.stand(kid, digest(FILE)) == Stand(1000, 1000)
        except BaseException as error:
            failed.append(error)

    kids = [bytes([n // 2]) * 8 for n in range(20)]
    threads = [threading.Thread(target=send, args=(kid,)) for kid in kids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert list(world.whole().values()) == [FILE]
    assert world.shown() == 1


Step = tuple[int, int, int, bool]
_STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 1100), st.integers(0, 600), st.booleans()),
    max_size=12,
)


@settings(max_examples=EXAMPLES // 2, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_STEPS)
def test_whatever_comes_in_whatever_order_a_file_is_whole_or_not_there(steps: list[Step]) -> None:
    """Any seal, offset, length and content, and restarts: then the right one still arrives."""
    with TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.name(FILE)
        for who, offset, length, is_right in steps:
            kid = bytes([who]) * 8
            piece = (FILE if is_right else OTHER)[offset : offset + length]
            if who == 2:
                world.restart()
            with suppress(Refused):
                sent = world.blobs.stand(kid, digest(FILE)).offset if is_right else offset
                piece = FILE[sent : sent + length] if is_right else piece
                world.blobs.take(kid, digest(FILE), Stand(sent, 1000), piece)
            assert list(world.whole().values()) in ([], [FILE])
            assert world.shown() == len(world.whole())
        kid = world.log.key.kid
        if (at := world.blobs.stand(kid, digest(FILE))).length is None:
            world.blobs.take(kid, digest(FILE), Stand(at.offset, 1000), FILE[at.offset :])
        with world.node.database.reading() as session:
            assert session.scalars(select(AwaitedBlob)).all() == []
        assert list(world.whole().values()) == [FILE]
        world.node.database.close()


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeProcess]:
    """A node with nobody in it."""
    with NodeProcess(tmp_path_factory.mktemp("region") / "node") as running:
        yield running


class TestOverTheWire:
    """The real process: what strangers and broken desks are told."""

    def ask(
        self, process: NodeProcess, method: str, headers: dict[str, str], body: bytes = b""
    ) -> int:
        """The status of a call without a client's good manners."""
        line = http.client.HTTPConnection("127.0.0.1", process.port, timeout=120)
        with suppress(BrokenPipeError, ConnectionResetError):
            line.request(method, f"/v1/blobs/{digest(FILE).hex()}", body, headers)
        status = line.getresponse().status
        line.close()
        return status

    def test_without_a_session_nobody_asks_sends_or_reads(self, process: NodeProcess) -> None:
        for method, said in (("HEAD", 401), ("PATCH", 401), ("GET", 405), ("DELETE", 405)):
            assert self.ask(process, method, {}) == said
        name = digest(FILE).hex()
        for path in (
            f"/blobs/{name}",
            f"/blobs/{name[:2]}/{name[2:4]}/{name}",
            "/v1/blobs/../keys",
        ):
            line = http.client.HTTPConnection("127.0.0.1", process.port, timeout=120)
            line.request("GET", path)
            assert line.getresponse().status == 404
            line.close()

    def test_a_call_that_is_no_piece_is_refused(self, process: NodeProcess) -> None:
        with NodeClient(process.address) as client:
            key = SignedLog().key
            client.enrol(process.invite(), key)
            token = client.open_session(key, now()).token
            with pytest.raises(NodeRefused) as refused:
                client.blob_offset(digest(FILE).hex())
            assert refused.value.code == "unknown_blob"
            with pytest.raises(NodeRefused) as refused:
                client.send_piece(digest(FILE).hex(), Piece(0, 1000, FILE))
            assert refused.value.code == "unknown_blob"
            with pytest.raises(NodeRefused):
                client.blob_offset("../../keys.json")
        good = {
            "Authorization": f"Bearer {token}",
            "Content-Type": OFFSET_MEDIA,
            "Upload-Offset": "0",
            "Upload-Length": "1000",
        }
        assert self.ask(process, "PATCH", good | {"Content-Type": "image/jpeg"}, FILE) == 415
        assert self.ask(process, "PATCH", good | {"Upload-Offset": "-1"}, FILE) == 400
        assert self.ask(process, "PATCH", good | {"Upload-Length": "9" * 40}, FILE) == 400
        assert self.ask(process, "PATCH", good, bytes(MAX_PIECE + 1)) == 413
        assert self.ask(process, "PATCH", good, FILE) == 404

    def test_an_answer_without_an_offset_is_not_the_nodes(self, process: NodeProcess) -> None:
        """Such as a log-in page, which answers everything with 200."""
        with NodeClient(process.address) as client, pytest.raises(NotTheNode):
            client._offset(200, {}, b"<html>")
