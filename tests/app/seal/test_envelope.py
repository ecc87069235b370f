"""A stream closed to one key: whole and by its owner, or refused."""

from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.seal.codes import BadSeal
from app.seal.envelope import (
    ClosingStream,
    EnvelopeCut,
    EnvelopeDamaged,
    EnvelopeForAnother,
    NotAnEnvelope,
    OpenedStream,
    envelope_key,
    key_to_close,
    key_to_open,
)
from app.seal.keys import ESP256, SigningKey

LINE = b"intyga-test 1\n"
KEY = envelope_key(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
HEAD = len(LINE) + 8 + 32
FRAME = 4 + 16
pieces_of_any_kind = st.lists(st.binary(max_size=300), min_size=1, max_size=5)


def closed(pieces: list[bytes], to: bytes = PUBLIC, line: bytes = LINE) -> bytes:
    """The pieces as a file."""
    out = BytesIO()
    stream = ClosingStream(out, to, line)
    for at, piece in enumerate(pieces, 1):
        stream.add(piece, last=at == len(pieces))
    assert stream.size == len(out.getvalue())
    return out.getvalue()


def opened(raw: bytes, key: X25519PrivateKey = KEY, line: bytes = LINE) -> list[bytes]:
    """The pieces of a file."""
    return list(OpenedStream(BytesIO(raw), [key], line).pieces())


@given(pieces_of_any_kind)
def test_what_was_closed_opens_again_twice(pieces: list[bytes]) -> None:
    stream = OpenedStream(BytesIO(closed(pieces)), [X25519PrivateKey.generate(), KEY], LINE)
    stream.check()
    assert list(stream.pieces()) == pieces


@given(pieces_of_any_kind, st.data())
def test_cut_anywhere_it_is_refused(pieces: list[bytes], data: st.DataObject) -> None:
    """R61: a stick pulled out."""
    raw = closed(pieces)
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    with pytest.raises(NotAnEnvelope if len(cut) < len(LINE) else EnvelopeCut):
        opened(cut)


@given(pieces_of_any_kind, st.data())
def test_one_bit_changed_anywhere_it_is_refused(pieces: list[bytes], data: st.DataObject) -> None:
    raw = bytearray(closed(pieces))
    bit = data.draw(st.integers(0, 8 * len(raw) - 1))
    raw[bit // 8] ^= 1 << bit % 8
    refusals = (NotAnEnvelope, EnvelopeForAnother, EnvelopeDamaged, EnvelopeCut)
    with pytest.raises(refusals):
        opened(bytes(raw))


def test_pieces_cannot_be_left_out_moved_doubled_or_followed() -> None:
    raw = closed([b"one", b"two", b"end"])
    frames = [raw[HEAD + at * (FRAME + 3) :][: FRAME + 3] for at in range(3)]
    for order in ((0, 2), (1, 0, 2), (0, 0, 1, 2), (2,), (0, 1, 2, 2)):
        with pytest.raises(EnvelopeDamaged):
            opened(raw[:HEAD] + b"".join(frames[at] for at in order))
    with pytest.raises(EnvelopeCut):
        opened(raw[:HEAD] + frames[0] + frames[1])


def test_only_the_owner_opens_it_and_only_as_what_it_is() -> None:
    raw = closed([b"words"])
    with pytest.raises(EnvelopeForAnother):
        opened(raw, X25519PrivateKey.generate())
    with pytest.raises(NotAnEnvelope):
        opened(raw, line=b"intyga-else 1\n")
    with pytest.raises(EnvelopeDamaged):
        opened(raw.replace(LINE, b"intyga-else 1\n"), line=b"intyga-else 1\n")


def test_a_length_nobody_writes_reserves_no_memory() -> None:
    raw = closed([b"words"])
    for length in (0x7FFF_FFFF, 2**24 + 81, 15, 0):
        with pytest.raises(EnvelopeDamaged):
            opened(raw[:HEAD] + length.to_bytes(4, "big") + raw[HEAD + 4 :])


@pytest.mark.parametrize("point", [bytes(32), (1).to_bytes(32, "little"), b"\xff" * 32])
def test_a_point_of_low_order_or_none_is_refused(point: bytes) -> None:
    raw = closed([b"words"])
    with pytest.raises(UserError):
        opened(raw[: HEAD - 32] + point + raw[HEAD:])


def test_a_signing_key_opens_what_its_public_half_closed() -> None:
    """libsodium's own vector for both conversions (test/default/ed25519_convert.c)."""
    seed = "421151a459faeade3d247115f94aedae42318124095afabe4d1451a559faedee"
    key = SigningKey.from_bytes(bytes.fromhex(seed))
    curve = "f1814f0e8ff1043d8a44d25babff3cedcae6c22c3edaa48f857ae70de2baae50"
    assert key_to_close(key.public).hex() == curve
    assert key_to_open(key).public_key().public_bytes_raw().hex() == curve


@given(st.binary(min_size=32, max_size=32))
def test_both_halves_of_any_key_agree(seed: bytes) -> None:
    key = SigningKey.from_bytes(seed)
    assert key_to_open(key).public_key().public_bytes_raw() == key_to_close(key.public)


def test_what_is_no_such_key_closes_nothing() -> None:
    for public in (
        SigningKey.generate(ESP256).public,
        b"",
        (1).to_bytes(32, "little"),
        b"\xff" * 32,
    ):
        with pytest.raises(BadSeal):
            key_to_close(public)
