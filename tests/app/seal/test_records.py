"""The signed log: a chain that shows every cut and change, payloads that can be erased."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from app.seal import cbor, cose
from app.seal.codes import BadSeal, Code, TooLarge
from app.seal.cose import Purpose
from app.seal.receipts import ReceiptResult, open_receipt, sign_receipt
from app.seal.record_header import MAX_PAYLOAD
from app.seal.records import (
    BlobRef,
    PayloadCommit,
    RecordHeader,
    RecordTime,
    RecordType,
    SignedRecord,
    TimeQuality,
    check_payload,
    new_salt,
    open_record,
    record_hash,
    record_kid,
    sign_record,
)
from tests.app.seal import world as w

WALL = datetime(2026, 3, 20, 14, 5, 33, 120_000, tzinfo=timezone(timedelta(hours=1)))
SALT = bytes(range(32))
HEADER = RecordHeader(
    epoch=bytes(16),
    seq=0,
    prev=None,
    id=UUID("019d0b4e-7c1a-7d2e-8a55-0123456789ab"),
    type=RecordType.SITTING_CLOSED,
    schema=1,
    time=RecordTime(WALL, TimeQuality.ANCHORED, datetime(2026, 3, 19, 8, tzinfo=UTC)),
    app="Intyga 0.1.0",
    subject="019d0b4e-0000-7000-8000-000000000001",
    protocol=bytes(32),
    blobs=(BlobRef(bytes(32), 81_233, "image/jpeg"),),
    refs=(b"\x01" * 32,),
)


def _record(payload: bytes = b"{}", **changes: Any) -> SignedRecord:
    return sign_record(w.SEAL, replace(HEADER, **changes), payload, SALT)


def _refusal(raw: bytes, public: bytes = w.SEAL.public) -> Code:
    with pytest.raises(BadSeal) as refused:
        open_record(raw, public)
    return refused.value.code


def test_a_record_reads_back_as_it_was_signed() -> None:
    """I1: time with its offset, blobs, references and all; kid and commitment filled in."""
    record = _record(b'{"a":1}')
    opened = open_record(record.raw, w.SEAL.public)
    assert opened == record.header
    assert opened.time.wall.utcoffset() == timedelta(hours=1)
    assert isinstance(opened.type, RecordType)
    assert (opened.kid, record_kid(record.raw)) == (w.SEAL.kid, w.SEAL.kid)
    assert opened.payload.size == 7
    assert record.hash == record_hash(record.raw)


def test_the_header_is_the_map_the_design_names() -> None:
    """sync.md, "Record": these fields, by these names."""
    parts: Any = cbor.decode(_record().raw)
    assert set(cbor.decode(parts[2])) == {  # type: ignore[call-overload]
        *("v", "kid", "epoch", "seq", "prev", "id", "type", "schema", "subject", "protocol"),
        *("payload", "blobs", "refs", "time", "app"),
    }


def test_a_chain_shows_a_link_cut_out() -> None:
    """Each link names the hash before it: what is missing is seen."""
    chain = [_record()]
    for seq in range(1, 5):
        chain.append(_record(b"%d" % seq, seq=seq, prev=chain[-1].hash))
    opened = [open_record(link.raw, w.SEAL.public) for link in chain]
    links = zip(opened[1:], chain, strict=False)
    assert all(later.prev == earlier.hash for later, earlier in links)
    assert opened[3].prev != chain[1].hash


def test_the_first_link_has_none_before_it_and_the_others_one() -> None:
    """seq 0 without prev, every later one with."""
    for seq, prev in ((0, bytes(32)), (1, None)):
        with pytest.raises(BadSeal):
            _record(seq=seq, prev=prev)


def test_no_flipped_bit_of_a_record_passes() -> None:
    """A signature per record notices every change of the disk (platform.md)."""
    raw = _record().raw
    for place in range(len(raw) * 8):
        bent = bytearray(raw)
        bent[place // 8] ^= 1 << place % 8
        _refusal(bytes(bent))


def test_a_record_cut_anywhere_is_refused() -> None:
    """Half a record is none."""
    raw = _record().raw
    for length in range(len(raw)):
        _refusal(raw[:length])


def test_random_bytes_are_refused_and_never_raise_anything_else() -> None:
    """A node takes whatever a network sends."""
    dice = random.Random(7)
    for _ in range(500):
        _refusal(dice.randbytes(dice.randint(0, 120)))


def test_a_record_of_megabytes_is_refused_unread() -> None:
    """A header is small; the size is looked at first."""
    assert _refusal(bytes(64 * 1024 + 1)) is Code.E_TOO_LARGE
    full = _record(
        seq=1,
        prev=bytes(32),
        blobs=(BlobRef(bytes(32), 2**33, "x" * 80),) * 256,
        refs=(bytes(32),) * 256,
    )
    assert len(full.raw) < 64 * 1024


def test_another_seal_cannot_have_signed_it() -> None:
    """The kid looked up and the key used have to be one."""
    assert _refusal(_record().raw, w.OTHER_SEAL.public) is Code.E_SIGNATURE


def test_a_header_that_names_another_seal_is_refused() -> None:
    """A seal cannot write into a colleague's log."""
    foreign = replace(_record().header, kid=w.OTHER_SEAL.kid)
    raw = cose.sign1(w.SEAL, foreign.to_bytes(), Purpose.RECORD)
    assert _refusal(raw) is Code.E_SIGNATURE


def test_a_certificate_is_no_record() -> None:
    """Purposes are kept apart."""
    raw = cose.sign1(w.SEAL, _record().header.to_bytes(), Purpose.CERTIFICATE)
    assert _refusal(raw) is Code.E_SIGNATURE


def test_a_later_form_is_told_from_a_damaged_one() -> None:
    """E_VERSION: this program is too old, not the record wrong."""
    later: Any = cbor.decode(_record().header.to_bytes())
    raw = cose.sign1(w.SEAL, cbor.encode({**later, "v": 2}), Purpose.RECORD)
    assert _refusal(raw) is Code.E_VERSION


@pytest.mark.parametrize(
    "bent", [{"quality": "guessed"}, {"offset": 1081}, {"wall": -1}, {"anchor": "yesterday"}]
)
def test_a_time_that_is_none_is_refused(bent: dict[str, Any]) -> None:
    """The offset is minutes, the quality one of three, moments whole milliseconds."""
    header: Any = cbor.decode(_record().header.to_bytes())
    payload = cbor.encode({**header, "time": {**header["time"], **bent}})
    assert _refusal(cose.sign1(w.SEAL, payload, Purpose.RECORD)) is Code.E_SHAPE


def test_a_type_of_tomorrow_is_read_as_text() -> None:
    """A node holds what it does not know (`stored_held`) instead of refusing it."""
    record = _record(type="machine.approved")
    assert open_record(record.raw, w.SEAL.public).type == "machine.approved"


@pytest.mark.parametrize(
    "changes",
    [
        {"epoch": bytes(15)},
        {"seq": -1, "prev": bytes(32)},
        {"type": "Sitting Closed"},
        {"schema": 0},
        {"id": UUID("c0b0a1b2-0000-4000-8000-000000000000")},
        {"protocol": b"short"},
        {"subject": ""},
        {"subject": "x" * 65},
        {"app": ""},
        {"refs": (b"short",)},
        {"blobs": (BlobRef(b"short", 1, "image/jpeg"),)},
    ],
)
def test_a_header_no_node_would_take_is_never_signed(changes: dict[str, Any]) -> None:
    """A fault is found on the laptop, not days later at the node."""
    with pytest.raises(BadSeal) as refused:
        _record(**changes)
    assert refused.value.code is Code.E_SHAPE


def test_a_time_without_zone_is_a_mistake_of_ours() -> None:
    """Times are aware."""
    with pytest.raises(ValueError, match="2026"):
        _record(time=RecordTime(WALL.replace(tzinfo=None)))


def test_a_payload_is_proved_by_its_commitment() -> None:
    """Commit = SHA-256(salt ‖ payload): another payload, salt or split is refused."""
    header = _record(b"abc").header
    check_payload(header, SALT, b"abc")
    for salt, payload in ((SALT, b"abd"), (SALT[::-1], b"abc"), (SALT[:-1], b"\x1fabc")):
        with pytest.raises(BadSeal):
            check_payload(header, salt, payload)


def test_an_erased_payload_leaves_the_chain_whole() -> None:
    """R53: payload and salt go, the header still opens, and equal payloads cannot be matched."""
    first = sign_record(w.SEAL, HEADER, b"Anna", new_salt())
    second = sign_record(w.SEAL, HEADER, b"Anna", new_salt())
    assert open_record(first.raw, w.SEAL.public) == first.header
    assert first.header.payload.commit != second.header.payload.commit


def test_a_payload_over_the_limit_is_never_signed() -> None:
    """256 KiB, the limit itself included."""
    assert _record(bytes(MAX_PAYLOAD)).header.payload.size == MAX_PAYLOAD
    with pytest.raises(TooLarge) as refused:
        _record(bytes(MAX_PAYLOAD + 1))
    assert (refused.value.size, refused.value.limit) == (MAX_PAYLOAD + 1, MAX_PAYLOAD)
    header = replace(HEADER, payload=PayloadCommit(bytes(32), 1))
    with pytest.raises(BadSeal):
        check_payload(header, SALT, bytes(MAX_PAYLOAD + 1))


@pytest.mark.parametrize("result", ReceiptResult)
def test_a_receipt_is_the_nodes_word(result: ReceiptResult) -> None:
    """A bare 200 is a captive portal: only a signed receipt says that a record arrived."""
    digest = _record().hash
    raw = sign_receipt(w.NODE, digest, WALL, result)
    receipt = open_receipt(raw, w.NODE.public)
    assert (receipt.record_hash, receipt.result, receipt.kid) == (digest, result, w.NODE.kid)
    assert receipt.received_at == WALL.astimezone(UTC).replace(microsecond=0)
    with pytest.raises(BadSeal):
        open_receipt(raw, w.SEAL.public)


def test_a_receipt_of_another_shape_is_refused() -> None:
    """Signed nonsense is nonsense."""
    for payload in ({1: bytes(32), 2: 0, 3: "lost"}, {1: bytes(31), 2: 0, 3: "stored"}, {1: 1}):
        raw = cose.sign1(w.NODE, cbor.encode(payload), Purpose.RECEIPT)
        with pytest.raises(BadSeal):
            open_receipt(raw, w.NODE.public)
