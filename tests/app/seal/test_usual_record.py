"""What the quick reader takes, the careful one reads the same; whatever it leaves is read there."""

import random
from collections.abc import Callable
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.seal import cose, record_header
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.record_header import MAX_PAYLOAD, RecordHeader
from app.seal.usual_record import usual_header, usual_statement
from tests.app.seal import world as w

NUMBERS = (0, 1, 23, 24, 255, 256, 65_535, 65_536, MAX_PAYLOAD, MAX_PAYLOAD + 1, 2**32, 2**53, -1)
LAST = 80_000 * 86_400_000
MOMENTS = (0, 2**32 - 1, 2**32, LAST, LAST + 1, None, True, "1")
HASHES = (None, bytes(32), (b"drefs\x80dtime\xa4ckidH" * 2)[:32], bytes(31), "x" * 32)
UUID7 = bytes.fromhex("019d0b4e7c1a7d2e8a550123456789ab")
TEXTS = ("Intyga 0.1.0", "ckidH12345678cseq\0", "Å" * 40, "e\u0301", "x" * 81, "", " a", "a\u202eb")
ODD: dict[tuple[str, ...], tuple[Any, ...]] = {
    ("v",): (2, True),
    ("id",): (UUID7, bytes(16), UUID7[:8] + bytes(8), UUID7[:6] + b"\x4d" + UUID7[7:]),
    ("app",): TEXTS,
    ("kid",): (bytes(8), bytes(7)),
    ("seq",): NUMBERS,
    ("prev",): HASHES,
    ("refs",): ([bytes(32)], None),
    ("time", "wall"): MOMENTS,
    ("time", "anchor"): MOMENTS,
    ("time", "offset"): (0, 60, -60, 1080, -1080, 1081, -1081, False),
    ("time", "quality"): ("local", "anchored", "suspect", "sure", ""),
    ("type",): ("incident", "erase.done", "new.kind", "No", "a.b.c", "x" * 42, "a.b\n"),
    ("blobs",): ([{"sha256": bytes(32), "size": 1, "media": "image/jpeg"}],),
    ("epoch",): (bytes(15),),
    ("schema",): (2, 0),
    ("payload", "size"): NUMBERS,
    ("payload", "commit"): HASHES,
    ("subject",): (None, "0" * 36, "Ö" * 18, "0" * 35, "x" * 36, "0" * 65),
    ("protocol",): HASHES,
}
"""Fields of a header and what may stand there instead of what usually does."""

Change = tuple[tuple[str, ...], Any]
changes = st.lists(
    st.sampled_from([(path, value) for path, values in ODD.items() for value in values]), max_size=3
)


def header(*changed: Change) -> bytes:
    """A usual header but for the changes, in canonical order."""
    content: dict[str, Any] = {
        **{"v": 1, "id": UUID7, "app": "Intyga 0.1.0", "kid": w.SEAL.kid, "seq": 300},
        **{"prev": bytes(32), "refs": [], "time": {}, "type": "sitting.closed", "blobs": []},
        **{"epoch": bytes(16), "schema": 1, "payload": {"size": 4000, "commit": bytes(32)}},
        **{"subject": "019d0b4e-0000-7000-8000-000000000001", "protocol": None},
    }
    wall = 1_773_988_800_000
    content["time"] = {"wall": wall, "anchor": None, "offset": 60, "quality": "local"}
    for path, value in changed:
        place = content
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value
    return cbor2.dumps(content)


def outcome(read: Callable[[bytes], object], raw: bytes) -> object:
    try:
        return read(raw)
    except BadSeal as error:
        return error.code


def assert_read_alike(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> object:
    """The same by either way, and times in the same zone."""
    quick = outcome(RecordHeader.from_bytes, raw)
    with monkeypatch.context() as patch:
        patch.setattr(record_header, "usual_header", lambda raw: None)
        careful = outcome(RecordHeader.from_bytes, raw)
    assert repr(quick) == repr(careful)
    assert type(quick) is type(careful)
    return quick


def test_the_usual_header_is_taken_in_one_go() -> None:
    """So that what follows tries the quick reader at all."""
    for changed in (
        (),
        ((("time", "anchor"), 2**32), (("subject",), None)),
        ((("seq",), 0), (("prev",), None), (("protocol",), bytes(32))),
    ):
        raw = header(*changed)
        assert usual_header(raw) is not None
        assert isinstance(RecordHeader.from_bytes(raw), RecordHeader)


@given(changed=changes)
def test_any_header_reads_alike(changed: list[Change]) -> None:
    """I1: odd values, alone and together."""
    with pytest.MonkeyPatch.context() as patch:
        assert_read_alike(patch, header(*changed))


@given(changed=changes, chance=st.randoms(use_true_random=False))
def test_any_damaged_header_reads_alike(changed: list[Change], chance: random.Random) -> None:
    """I1: long forms of numbers, other orders, bytes too many or too few."""
    raw = bytearray(header(*changed))
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(raw))
        how = chance.randrange(4)
        if how == 0:
            raw[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            del raw[at]
        elif how == 2:
            raw.insert(at, chance.choice(b"\0\x18\x19\x1a\x1b\xf6\xff"))
        else:
            raw[at:at] = raw[at - 5 : at]
    with pytest.MonkeyPatch.context() as patch:
        assert_read_alike(patch, bytes(raw))


def test_every_number_in_a_longer_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two bytes for 23, four for 65 535 and so on are not canonical."""
    for name, value in ((b"cseq", 300), (b"dsize", 4000)):
        short = name + cbor2.dumps(value)
        for long in (b"\x1a" + value.to_bytes(4, "big"), b"\x1b" + value.to_bytes(8, "big")):
            raw = header().replace(short, name + long)
            assert raw != header()
            assert assert_read_alike(monkeypatch, raw) is Code.E_NONCANONICAL
    for bent in (b"cseq\x18\x17", b"cseq\x19\0\xff"):
        raw = header((("seq",), 1)).replace(b"cseq\x01", bent)
        assert assert_read_alike(monkeypatch, raw) is Code.E_NONCANONICAL


@given(size=st.sampled_from((0, 1, 23, 24, 255, 256, 300, 65_535, 65_536)), data=st.data())
def test_any_statement_is_taken_apart_alike(size: int, data: st.DataObject) -> None:
    """I1: whole, and with a byte of its frame bent, cut or doubled."""
    raw = bytearray(cose.sign1(w.SEAL, b"X@" * (size // 2) + bytes(size % 2), Purpose.RECORD))
    places = [*range(min(len(raw), 24)), *range(len(raw) - 70, len(raw))]
    at, how = data.draw(st.sampled_from(places)), data.draw(st.integers(0, 3))
    if how == 1:
        raw[at] ^= 1 << data.draw(st.integers(0, 7))
    elif how == 2:
        del raw[at]
    elif how == 3:
        raw.insert(at, data.draw(st.sampled_from(b"\0X@Y\xff")))
    quick = outcome(lambda raw: cose.open1(raw, Purpose.RECORD), bytes(raw))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cose, "usual_statement", lambda raw: None)
        assert quick == outcome(lambda raw: cose.open1(raw, Purpose.RECORD), bytes(raw))
    if how == 0:
        assert (usual_statement(bytes(raw)) is not None) == (24 <= size <= 65_535)
