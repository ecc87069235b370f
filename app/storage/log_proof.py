"""Every record, receipt and photo proved again, one after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.log_check import Difference, Finding
from app.seal.codes import BadSeal
from app.seal.payload_form import Payload
from app.seal.payloads import decode_payload
from app.seal.receipts import open_receipt
from app.seal.records import RecordHeader, check_payload, open_record, record_hash
from app.storage import desk_facts
from app.storage.tables import BlobRow, ReceiptRow, RecordRow, SealRow

_BATCH = 200
_UNKNOWN = b""
_EXACT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A record that holds, with what it says; None where its content is erased or unknown."""

    hash: bytes
    header: RecordHeader
    payload: Payload | None


@dataclass(slots=True)
class LogProof:
    """Walks the log in the order it was written and collects what does not hold."""

    session: Session
    differences: list[Difference] = field(default_factory=list)
    records: int = 0
    receipts: int = 0
    photos: int = 0
    _blobs: dict[str, bytes] = field(default_factory=dict)
    _links: list[tuple[bytes, bytes, int, bytes, bytes | None]] = field(default_factory=list)

    def told(self) -> Iterator[Told]:
        """Every record that holds, oldest first; the others are among the differences."""
        seals = {row.kid: row.public for row in self.session.scalars(select(SealRow))}
        hashes = self._in_order()
        for start in range(0, len(hashes), _BATCH):
            batch = hashes[start : start + _BATCH]
            wanted = select(RecordRow).where(RecordRow.hash.in_(batch))
            rows = {row.hash: row for row in self.session.scalars(wanted)}
            for hash_ in batch:
                self.records += 1
                one = self._prove(rows[hash_], seals)
                if one is not None:
                    yield one
        self._walk()

    def _in_order(self) -> list[bytes]:
        """By time, and within a chain by its links whatever the clock or the file's order says.

        A clock may be set back by a little (I11), and rows can be put back in another order.
        """
        link = (RecordRow.kid, RecordRow.epoch, RecordRow.seq)
        columns = (RecordRow.hash, RecordRow.written, text("rowid"))
        latest: dict[tuple[bytes, bytes], tuple[datetime, int]] = {}
        found = []
        for kid, epoch, seq, hash_, written, place in self.session.execute(
            select(*link, *columns).order_by(*link)
        ):
            chain, now = (kid, epoch), (written, place)
            before = latest.get(chain, now)
            at = latest[chain] = max(now[0], before[0]), max(now[1], before[1])
            found.append((at, seq, hash_))
        return [hash_ for _at, _seq, hash_ in sorted(found)]

    def read_blobs(self) -> Iterator[str]:
        """Every photo, by its hash; one that is not what its hash says is among the differences."""
        for name in self.session.scalars(select(BlobRow.sha256)).all():
            content = self.session.scalar(select(BlobRow.content).where(BlobRow.sha256 == name))
            if not content and name not in self._blobs:
                continue  # let go with what named it: the node has it
            self.photos += 1
            if sha256(content or b"").hexdigest() != name:
                self._find(Finding.PHOTO, self._blobs.get(name), name[:16])
            self._blobs.pop(name, None)
            yield name
        for name, record in self._blobs.items():
            self._find(Finding.PHOTO, record, name[:16])

    def read_receipts(self) -> Iterator[bytes]:
        """Every receipt, by the record it is for."""
        public = desk_facts.get(self.session, desk_facts.NODE_PUBLIC)
        for row in self.session.scalars(select(ReceiptRow).where(ReceiptRow.raw.is_not(None))):
            self.receipts += 1
            if public is not None and not _is_receipt(row, bytes.fromhex(public)):
                self._find(Finding.RECEIPT, row.record_hash)
            yield row.record_hash

    def _prove(self, row: RecordRow, seals: Mapping[bytes, bytes]) -> Told | None:
        header = self._open(row, seals)
        if header is None:
            self._links.append((row.kid, row.epoch, row.seq, row.hash, _UNKNOWN))
            return None
        self._links.append((header.kid, header.epoch, header.seq, row.hash, header.prev))
        if not _same(row, header):
            self._find(Finding.COLUMNS, row.hash, row.type)
        if row.payload is not None:  # what was erased or let go took its photos with it
            self._blobs.update((blob.sha256.hex(), row.hash) for blob in header.blobs)
        return self._read(row, header)

    def _open(self, row: RecordRow, seals: Mapping[bytes, bytes]) -> RecordHeader | None:
        public = seals.get(row.kid)
        if public is None:
            self._find(Finding.SEAL, row.hash, row.type)
            return None
        try:
            header = open_record(row.raw, public)
        except BadSeal:
            header = None
        if header is None or record_hash(row.raw) != row.hash:
            self._find(Finding.RECORD, row.hash, row.type)
            return None
        return header

    def _read(self, row: RecordRow, header: RecordHeader) -> Told | None:
        if row.payload is None or row.salt is None:
            return Told(row.hash, header, None)
        try:
            check_payload(header, row.salt, row.payload)
            return Told(row.hash, header, decode_payload(header.type, row.payload))
        except KeyError:
            return Told(row.hash, header, None)
        except BadSeal:
            self._find(Finding.CONTENT, row.hash, row.type)
            return None

    def _walk(self) -> None:
        """Each chain from first link to last: no number left out, each on the one before."""
        before: tuple[bytes, bytes] | None = None
        expected: tuple[int, bytes | None] = (0, None)
        for kid, epoch, seq, hash_, prev in sorted(self._links, key=lambda link: link[:3]):
            if before != (kid, epoch):
                before, expected = (kid, epoch), (0, None)
            if seq != expected[0] or prev not in (expected[1], _UNKNOWN):
                self._find(Finding.GAP, hash_, f"{expected[0]} → {seq}")
            expected = (seq + 1, hash_)

    def _find(self, finding: Finding, record: bytes | None, about: str = "") -> None:
        self.differences.append(Difference(finding, record, about))


def _same(row: RecordRow, header: RecordHeader) -> bool:
    said = (header.kid, header.epoch, header.seq, header.type, header.subject or "")
    return said == (row.kid, row.epoch, row.seq, row.type, row.subject) and (
        abs(header.time.wall - row.written) < _EXACT
    )


def _is_receipt(row: ReceiptRow, public: bytes) -> bool:
    try:
        return open_receipt(row.raw or b"", public).record_hash == row.record_hash
    except BadSeal:
        return False
