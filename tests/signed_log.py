"""A seal with a log of its own, outside any desk: for tests of the node alone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from uuid import UUID, uuid4

import msgspec

from app.domain.clock import SystemClock
from app.domain.ids import IdMaker
from app.seal.keys import SigningKey
from app.seal.payloads import CaseOpened, PersonRegistered, encode_payload
from app.seal.records import (
    BlobRef,
    RecordHeader,
    RecordTime,
    RecordType,
    new_salt,
    sign_record,
)
from app.sync.wire import SentRecord


class SignedLog:
    """Makes links as a laptop would."""

    def __init__(self, key: SigningKey | None = None) -> None:
        self.key = key or SigningKey.generate()
        self.epoch = uuid4().bytes
        self.hashes: list[bytes] = []
        self.now = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
        self._seq = count()
        self._new_id = IdMaker(SystemClock())

    def person(self, name: str = "Karin Lindqvist") -> tuple[UUID, SentRecord]:
        """A person.registered link and the person's id."""
        person = uuid4()
        payload = PersonRegistered(person=str(person), name=name)
        return person, self.link(RecordType.PERSON_REGISTERED, str(person), payload)

    def case(self, person: UUID, protocol: bytes | None = None) -> tuple[UUID, SentRecord]:
        """A case.opened link and the case's id; `protocol`: the hash of its version."""
        case = uuid4()
        payload = CaseOpened(
            case=str(case), person=str(person), profile="CNC-1/1", centre="Testcenter Värnamo"
        )
        return case, self.link(RecordType.CASE_OPENED, str(person), payload, (), protocol)

    def link(
        self,
        kind: str,
        subject: str,
        payload: msgspec.Struct,
        blobs: Sequence[BlobRef] = (),
        protocol: bytes | None = None,
    ) -> SentRecord:
        """The next link with any payload, naming any files and a protocol version."""
        content, salt = encode_payload(payload), new_salt()
        header = RecordHeader(
            epoch=self.epoch,
            seq=next(self._seq),
            prev=self.hashes[-1] if self.hashes else None,
            id=self._new_id(),
            type=kind,
            schema=1,
            time=RecordTime(self.now),
            app="intyga/test",
            subject=subject or None,
            protocol=protocol,
            blobs=tuple(blobs),
        )
        signed = sign_record(self.key, header, content, salt)
        self.hashes.append(signed.hash)
        return SentRecord(signed.raw, salt, content)
