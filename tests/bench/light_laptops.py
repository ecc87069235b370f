"""Laptops without a desk: chains signed beforehand and sent over real HTTP, for little CPU."""

import http.client
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from app.domain.case import Part
from app.node.database import NodeDatabase
from app.node.enrolment import Enrolment, Invited
from app.node.keys import load_or_create
from app.seal.payloads import ItemAnswer, RatingGiven, SittingClosed
from app.seal.records import RecordType
from app.sync.packed import PACKED, SentChunk, pack, unpack
from app.sync.wire import (
    CHUNK_GOAL,
    EnrolRequest,
    Head,
    HelloAnswer,
    HelloRequest,
    RecordsAnswer,
    SentRecord,
    SessionAnswer,
    SessionRequest,
    decode,
    encode,
    enrol_proof,
    session_proof,
)
from tests.signed_log import SignedLog

CENTRE = "Testcenter Värnamo"
_SYLLABLES = ("spin", "del", "vrid", "mo", "ment", "rit", "ning", "to", "ler", "ans", "mät", "ope")
WORDS = tuple(
    "".join(random.Random(number).choices(_SYLLABLES, k=number % 4 + 1)) for number in range(4000)
)
"""Notes that are made of many words, so that they are not smaller than people's own."""


def sitting(chance: random.Random) -> SittingClosed:
    """A practical part as it is signed: about 4 KB of JSON."""
    now = datetime.now(UTC)
    return SittingClosed(
        case=str(uuid4()),
        sitting=str(uuid4()),
        part=Part.PRACTICAL,
        number=1,
        started=now,
        stopped=now,
        active_seconds=chance.randrange(9000),
        items=tuple(
            ItemAnswer(f"CNC-1/q{chance.randrange(900)}", (chance.choice("abcd"),))
            for _ in range(15)
        ),
        ratings=tuple(
            RatingGiven(
                f"k{chance.randrange(90)}",
                chance.randrange(1, 5),
                " ".join(chance.choices(WORDS, k=16)),
            )
            for _ in range(18)
        ),
    )


class LightLaptop:
    """A seal with its chain; enrolled at every node it is to send to."""

    def __init__(self, number: int, records: int) -> None:
        chance = random.Random(number)
        self.log, self.sent = SignedLog(), list[SentRecord]()
        self.records = tuple(
            self.log.link(RecordType.SITTING_CLOSED, str(uuid4()), sitting(chance))
            for _ in range(records)
        )
        self.bodies = tuple(pack(SentChunk(chunk)) for chunk in chunks(self.records))

    @property
    def head(self) -> Head:
        """Where its chain ends."""
        hashes = self.log.hashes
        return Head(self.log.key.kid, self.log.epoch, len(hashes), hashes[-1])


@dataclass(slots=True)
class Wire:
    """One connection to a node, logged in."""

    line: http.client.HTTPConnection
    token: str = ""

    def log_in(self, laptop: LightLaptop) -> None:
        """Open a session."""
        key, nonce, now = laptop.log.key, bytes(16), datetime.now(UTC)
        proof = key.sign(session_proof(key.kid, nonce, now))
        asked = encode(SessionRequest(key.kid, nonce, now, proof))
        self.token = decode(self.ask("/v1/session", asked)[1], SessionAnswer).token

    def ask(self, path: str, body: bytes, media: str = "application/json") -> tuple[int, bytes]:
        """Status and content of one call."""
        headers = {"Content-Type": media, "Authorization": f"Bearer {self.token}"}
        self.line.request("POST", path, body, headers)
        answer = self.line.getresponse()
        return answer.status, answer.read()

    def send(self, body: bytes) -> RecordsAnswer:
        """One chunk's answer."""
        status, content = self.ask("/v1/records", body, PACKED)
        assert status == 200, (status, content[:200])
        return unpack(content, RecordsAnswer)

    def hello(self, laptop: LightLaptop) -> HelloAnswer:
        """What the node says of the laptop's chain."""
        _, content = self.ask("/v1/hello", encode(HelloRequest((laptop.head,), 0)))
        return decode(content, HelloAnswer)


def chunks(records: Sequence[SentRecord]) -> list[tuple[SentRecord, ...]]:
    """About 256 KB each."""
    if not records:
        return []
    many = max(1, CHUNK_GOAL // (len(records[0].payload or b"") + len(records[0].raw)))
    return [tuple(records[at : at + many]) for at in range(0, len(records), many)]


def connect(port: int, source: str = "127.0.0.1") -> Wire:
    """A connection to a node on this machine, from one of its addresses."""
    line = http.client.HTTPConnection("127.0.0.1", port, 60, source_address=(source, 0))
    return Wire(line)


def enrol_all(folder: Path, url: str, laptops: Sequence[LightLaptop]) -> None:
    """Take the seals in at a node that does not serve yet; a region where there is none."""
    keys = load_or_create(folder, "Nod Jönköping", "intyga.example")
    database = NodeDatabase(url)
    enrolment = Enrolment(database, keys, lambda: datetime.now(UTC))
    for number, laptop in enumerate(laptops):
        code = enrolment.invite(Invited(f"Bedömare {number}", number, CENTRE, ("CNC-1",)))
        key = laptop.log.key
        enrolment.enrol(EnrolRequest(code, key.public, key.sign(enrol_proof(code, key.public))))
    database.close()


def sign_all(laptops: int, records: int) -> list[LightLaptop]:
    """So many laptops, each with so many records signed."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda number: LightLaptop(number, records), range(laptops)))
