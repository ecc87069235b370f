"""Codes and files bent at random, as large as they come: an answer in words, never a crash."""

import os
import random
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from app.certificate.checking import CodeCheck, check_code, check_codes
from app.certificate.page import draw_certificate
from app.certificate.reading import FileTooLarge, NoCodeFound, NotReadable, read_bytes
from app.domain.foreign_code import ForeignCode
from app.seal import carrier, cbor
from app.seal.verifying import Answer
from tests.app.certificate import samples
from tests.app.certificate.genuine import sealed
from tests.ui.verify_states import DAY, trust

FULL = sealed(samples.full())
PDF = draw_certificate(FULL)
MANY = int(os.environ.get("INTYGA_EXAMPLES", "400"))
_REFUSED = (FileTooLarge, NoCodeFound, NotReadable)


def _judged(text: str) -> CodeCheck:
    return check_code(text, trust(), DAY)


def _bent_texts(seed: int, count: int) -> Iterator[str]:
    """Letters changed, lost, doubled, swapped; parts of it; bytes of the carrier flipped."""
    chance = random.Random(seed)
    address, _, digits = FULL.qr_text.partition("#")
    packed = carrier.carrier_bytes(FULL.qr_text)
    for _ in range(count):
        kind, at = chance.randrange(6), chance.randrange(len(FULL.qr_text))
        if kind == 0:
            yield FULL.qr_text[:at] + chr(chance.randrange(1, 0x3000)) + FULL.qr_text[at + 1 :]
        elif kind == 1:
            yield FULL.qr_text[:at] + FULL.qr_text[at + chance.randrange(1, 9) :]
        elif kind == 2:
            yield FULL.qr_text[:at]
        elif kind == 3:
            yield f"{address}#{digits[::-1] if at % 2 else digits * 2}"
        else:
            raw = bytearray(packed)
            for _ in range(1 + at % 3):
                raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
            yield f"{address}#{int.from_bytes(bytes([1]) + bytes(raw), 'big')}"


def test_no_bent_code_is_believed_and_none_breaks_anything() -> None:
    """100 000 with INTYGA_EXAMPLES=100000: what is not the code itself is never VALID."""
    digits = FULL.qr_text.partition("#")[2]
    for text in _bent_texts(4, MANY):
        found = _judged(text).verdict.answer  # the address is not signed, the digits are
        assert found is not Answer.VALID or text.endswith(digits), text


def test_any_tree_of_cbor_in_the_code_is_answered() -> None:
    """What is well formed and nonsense."""
    chance = random.Random(5)
    leaves = (0, -1, 2**63, b"", b"\x00" * 64, "", "a" * 90, None, True, [], {})
    for _ in range(MANY // 2):
        tree: object = chance.choice(leaves)
        for _ in range(chance.randrange(4)):
            tree = [tree, chance.choice(leaves)] if chance.random() < 0.5 else {1: tree}
        raw = bytes([1]) + cbor.encode([1, cbor.encode(tree), cbor.encode([b"", {}, b"", b""])])
        found = _judged(f"https://bevis.example/v#{int.from_bytes(raw, 'big')}")
        assert found.verdict.answer is Answer.NOT_GENUINE


def test_a_bent_file_is_read_or_refused_in_words() -> None:
    """Bytes of the PDF changed at random, in its text, its page, its tags."""
    chance = random.Random(6)
    for _ in range(max(20, MANY // 40)):
        raw = bytearray(PDF)
        for _ in range(chance.randrange(1, 30)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            checks = check_codes(read_bytes(bytes(raw)), trust(), DAY, lambda _profile: None)
        except _REFUSED:
            continue
        assert checks


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(part: float) -> None:
    """An interrupted download."""
    with pytest.raises(NotReadable):
        read_bytes(PDF[: int(len(PDF) * part)])


def test_ten_megabytes_of_text_are_answered_at_once() -> None:
    """Digits, letters, an endless address: too long to be a certificate."""
    for text in ("7" * 10_000_000, "https://x/v#" + "1" * 10_000_000, "å" * 10_000_000):
        found = _judged(text)
        assert found.foreign is ForeignCode.TOO_LONG
        assert found.verdict.answer is Answer.NOT_GENUINE


def test_two_hundred_pages_are_read_and_only_so_many_compared() -> None:
    """A batch of a whole year in one file."""
    batch = pikepdf.new()
    with pikepdf.open(BytesIO(PDF)) as one:
        batch.pages.extend(one.pages)
    for _ in range(199):
        batch.add_blank_page(page_size=(595, 842))
    made = BytesIO()
    batch.save(made)
    (check,) = check_codes(read_bytes(made.getvalue()), trust(), DAY, lambda _profile: None)
    assert check.layers is not None
    assert check.layers.differ


def _stream_bomb(megabytes: int) -> bytes:
    """A page whose content unpacks to so many MB of drawing."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    line = b"0 0 m 9 9 l S\n"
    content = line * (megabytes * 1_000_000 // len(line))
    pdf.pages[0].Contents = pdf.make_stream(content)
    made = BytesIO()
    pdf.save(made, compress_streams=True)
    return made.getvalue()


def test_a_page_that_unpacks_to_megabytes_is_answered() -> None:
    """A small file with a large page in it."""
    with pytest.raises(NoCodeFound):
        read_bytes(_stream_bomb(1))


def test_a_page_of_a_hundred_thousand_letters_is_compared_within_bounds() -> None:
    """Text beyond what any certificate has is not gone through."""
    with pikepdf.open(BytesIO(PDF)) as pdf:
        many = b"BT /F1 5 Tf " + b"1 0 0 1 9 9 Tm (a) Tj 1 0 0 1 99 9 Tm (b) Tj " * 50_000 + b"ET"
        pdf.pages[0].contents_add(pdf.make_stream(many), prepend=True)
        made = BytesIO()
        pdf.save(made)
    (check,) = check_codes(read_bytes(made.getvalue()), trust(), DAY, lambda _profile: None)
    assert check.layers is not None


@pytest.mark.parametrize("side", [8_001, 12_000])
def test_a_picture_over_64_megapixels_is_refused_unopened(side: int) -> None:
    """8 001 × 8 001 in a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    with pytest.raises(FileTooLarge):
        read_bytes(b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b""))


def test_a_locked_file_says_so() -> None:
    """It has to be sent without a password."""
    made = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(NotReadable) as locked:
        read_bytes(made.getvalue())
    assert locked.value.reason == "encrypted"
