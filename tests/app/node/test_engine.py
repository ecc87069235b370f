"""PostgreSQL under a node: several processes on one database, and a second machine behind it."""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import create_engine, text

from app.domain.clock import SystemClock
from app.node.tables import FeedRow
from app.seal.records import record_hash
from app.sync.client import NodeClient, NodeRefused, NodeUnreachable
from app.sync.wire import Head, HelloAnswer, HelloRequest, RecordAnswer, SentRecord
from tests import postgres
from tests.app.node.small_node import SmallNode
from tests.conftest import missing
from tests.node_process import NodeProcess
from tests.postgres_pair import replicated_pair
from tests.signed_log import SignedLog

pytestmark = pytest.mark.long
DESKS, RECORDS, CHUNK = 4, 100, 25


class Desk:
    """A laptop's log, sent in small chunks to any of the nodes, again until each is answered."""

    def __init__(self, addresses: list[str], node: NodeProcess, seed: int) -> None:
        self.log, self._addresses = SignedLog(), addresses
        self._chance = random.Random(seed)
        self.records = [self.log.person(f"Person {n}")[1] for n in range(RECORDS)]
        self.receipted: Counter[bytes] = Counter()
        self._code = node.invite()
        with NodeClient(addresses[0]) as client:
            client.enrol(self._code, self.log.key)

    def send_all(self) -> None:
        """Every record at least once, some twice and out of order."""
        waiting = list(self.records)
        while waiting:
            chunk = self._chance.sample(waiting, min(CHUNK, len(waiting)))
            again = self._chance.sample(self.records, 3)
            with suppress(NodeUnreachable):
                self._keep(self._send([*chunk, *again]))
                waiting = [one for one in waiting if self.receipted[record_hash(one.raw)] == 0]

    def hello(self) -> HelloAnswer:
        """What a node says of the whole log."""
        head = Head(self.log.key.kid, self.log.epoch, RECORDS, self.log.hashes[-1])
        with self._client() as client:
            return client.hello(HelloRequest((head,), 0))

    def _send(self, records: list[SentRecord]) -> tuple[RecordAnswer, ...]:
        with self._client() as client:
            return client.send_records(records).results

    def _keep(self, answers: tuple[RecordAnswer, ...]) -> None:
        for answer in answers:
            if answer.receipt is not None:
                self.receipted[answer.hash] += 1

    @contextmanager
    def _client(self) -> Iterator[NodeClient]:
        with NodeClient(self._chance.choice(self._addresses)) as client:
            try:
                client.open_session(self.log.key, SystemClock().now())
                yield client
            except NodeRefused as refusal:
                raise NodeUnreachable(refusal.code) from refusal


def test_two_processes_on_one_database_lose_nothing_and_double_nothing(
    postgres_url: str, tmp_path: Path
) -> None:
    """R56: four laptops at once, every chunk to either process, records twice and in any order."""
    first, second = (NodeProcess(tmp_path / "node", postgres_url) for _ in range(2))
    with first, second:
        desks = [Desk([first.address, second.address], first, seed) for seed in range(DESKS)]
        with ThreadPoolExecutor(DESKS) as pool:
            for sent in [pool.submit(desk.send_all) for desk in desks]:
                sent.result()
        assert [desk.hello().lacks for desk in desks] == [()] * DESKS
    assert stored(postgres_url) == Counter(hash_ for desk in desks for hash_ in desk.log.hashes)
    for desk in desks:
        assert set(desk.receipted) == set(desk.log.hashes)


def test_a_reader_of_the_feed_misses_no_number_that_others_commit_late(
    postgres_url: str, tmp_path: Path
) -> None:
    """Writers that take turns, one in three rolled back: who follows the feed sees every entry."""
    node, ended = SmallNode(tmp_path, postgres_url), Event()
    kid = node.laptop().key.kid

    def write(writer: int) -> int:
        for n in range(40):
            with suppress(ZeroDivisionError), node.database.transaction() as session:
                node.database.take_turn(session)
                row = FeedRow(kid=None, type="n", content=b"%d-%d" % (writer, n), written=node.now)
                session.add(row)
                session.flush()
                assert n % 3 or 1 // (n % 3)
        return 40 - len(range(0, 40, 3))

    def follow() -> list[bytes]:
        seen, cursor, last = [], 0, False
        while not last:
            last = ended.is_set()
            told = node.publication.feed(kid, cursor)
            seen += [entry.content for entry in told.entries if entry.type == "n"]
            cursor = max(cursor, told.head)
        return seen

    with ThreadPoolExecutor(6) as pool:
        reading: list[Future[list[bytes]]] = [pool.submit(follow) for _ in range(2)]
        written = sum(pool.map(write, range(4)))
        ended.set()
    for seen in (reader.result() for reader in reading):
        assert len(seen) == len(set(seen)) == written
    node.database.close()


def test_the_second_machine_has_every_receipted_record_when_the_first_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R59: killed under load, the standby promoted; no receipt is lost, the nodes go on alone."""
    binaries = postgres.find_binaries()
    if binaries is None:
        missing("PostgreSQL", "python3 dev.py test installs it, or: apt-get install postgresql")
        return
    with replicated_pair(binaries) as pair:
        node = NodeProcess(tmp_path / "node", pair.url)
        with node:
            desks = [Desk([node.address], node, seed) for seed in range(DESKS)]
            assert desks[0].hello().durable_by == "replica"
            with monkeypatch.context() as patch, ThreadPoolExecutor(DESKS) as pool:
                patch.setattr(
                    "app.sync.client._STALL_SECONDS", 5.0
                )  # its database dies: it is late
                sent = [pool.submit(desk.send_all) for desk in desks]
                while sum(len(desk.receipted) for desk in desks) < RECORDS:
                    if all(one.done() for one in sent):
                        break
                    Event().wait(0.01)
                pair.lose_primary()
                receipted = {hash_ for desk in desks for hash_ in list(desk.receipted)}
                assert receipted <= set(stored(pair.url))
                for one in sent:
                    one.result()
            assert [desk.hello().lacks for desk in desks] == [()] * DESKS
            assert desks[0].hello().durable_by == ""
        assert stored(pair.url) == Counter(hash_ for desk in desks for hash_ in desk.log.hashes)


def stored(postgres_url: str) -> Counter[bytes]:
    """What stands in the database, read past the node."""
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        found = Counter(row[0] for row in connection.execute(text("SELECT hash FROM records")))
    engine.dispose()
    return found
