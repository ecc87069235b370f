"""Keys and COSE_Sign1: published test vectors, purposes kept apart, headers kept few."""

import pytest

from app.seal import cbor, cose
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.keys import ED25519, ESP256, SigningKey, algorithm_of, key_id, verify_signature
from tests.app.seal import world as w

# RFC 8032 §7.1, TEST 3
SECRET = bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
PUBLIC = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
SIGNATURE = bytes.fromhex(
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)
# RFC 6979 A.2.5, P-256 with SHA-256, message "sample"
P256_SECRET = bytes.fromhex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721")
P256_PUBLIC = bytes.fromhex("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")
P256_SIGNATURE = bytes.fromhex(
    "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
    "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
)


def test_ed25519_signs_as_the_standard_says() -> None:
    """RFC 8032 §7.1."""
    key = SigningKey.from_bytes(SECRET)
    assert key.public == PUBLIC
    assert key.raw == SECRET
    assert key.sign(b"\xaf\x82") == SIGNATURE
    assert verify_signature(PUBLIC, ED25519, SIGNATURE, b"\xaf\x82")


def test_p256_is_verified_as_the_standard_says() -> None:
    """RFC 6979 A.2.5; the key is the compressed point."""
    assert verify_signature(P256_PUBLIC, ESP256, P256_SIGNATURE, b"sample")
    assert not verify_signature(P256_PUBLIC, ESP256, P256_SIGNATURE, b"samplE")


def test_p256_signs_as_the_standard_says() -> None:
    """RFC 6979 A.2.5: the same message gives the same signature, without a random number."""
    key = SigningKey.from_bytes(P256_SECRET, ESP256)
    assert (key.public, key.algorithm, key.raw) == (P256_PUBLIC, ESP256, P256_SECRET)
    assert key.sign(b"sample") == P256_SIGNATURE


@pytest.mark.parametrize("algorithm", [ED25519, ESP256])
def test_a_new_key_is_the_same_again_from_its_secret(algorithm: int) -> None:
    """What a vault keeps is 32 bytes, whichever the algorithm."""
    key = SigningKey.generate(algorithm)
    again = SigningKey.from_bytes(key.raw, algorithm_of(key.public))
    assert (len(key.raw), again.public, again.kid) == (32, key.public, key.kid)
    signed = cose.open1(cose.sign1(key, b"x", Purpose.RECORD), Purpose.RECORD)
    cose.check1(signed, key.public, algorithm)
    assert signed.algorithm == algorithm


@pytest.mark.parametrize("raw", [bytes(32), b"\xff" * 32, b"", bytes(31), b"\x01" * 33])
def test_no_p256_key_has_this_secret(raw: bytes) -> None:
    """Zero, at or over the order of the curve, another length."""
    with pytest.raises(ValueError, match=r".*"):
        SigningKey.from_bytes(raw, ESP256)


@pytest.mark.parametrize("algorithm", [0, -7, -8, None])
def test_no_key_is_made_of_an_algorithm_no_verifier_knows(algorithm: int | None) -> None:
    with pytest.raises(ValueError, match=r".*"):
        SigningKey.from_bytes(bytes(32), algorithm)
    with pytest.raises(ValueError, match=r".*"):
        SigningKey.generate(algorithm or 0)


@pytest.mark.parametrize("algorithm", [ESP256, ED25519, -7, -8, 0])
def test_a_key_of_the_wrong_kind_proves_nothing(algorithm: int) -> None:
    """A key is tried with its own algorithm only, and rubbish is no key."""
    assert not verify_signature(b"\x02" + bytes(32), algorithm, bytes(64), b"")
    assert not verify_signature(bytes(31), algorithm, SIGNATURE, b"")
    assert not verify_signature(PUBLIC, algorithm, SIGNATURE[:63], b"\xaf\x82")


def test_a_key_is_known_by_eight_bytes_of_its_hash() -> None:
    """kid = SHA-256(public key)[0..8]."""
    key = SigningKey.generate()
    assert key.kid == key_id(key.public)
    assert len(key.kid) == 8
    assert algorithm_of(key.public) == ED25519
    assert algorithm_of(w.P256_SEAL.public) == ESP256
    assert algorithm_of(b"short") is None


@pytest.mark.parametrize("other", [p for p in Purpose if p is not Purpose.RECORD])
def test_a_signature_counts_for_its_purpose_only(other: Purpose) -> None:
    """What was signed as a record is no certificate, accreditation, list or receipt."""
    raw = cose.sign1(w.SEAL, b"payload", Purpose.RECORD)
    cose.check1(cose.open1(raw, Purpose.RECORD), w.SEAL.public)
    with pytest.raises(BadSeal) as refused:
        cose.check1(cose.open1(raw, other), w.SEAL.public)
    assert refused.value.code is Code.E_SIGNATURE


def test_a_statement_is_the_four_parts_the_standard_names() -> None:
    """RFC 9052 §4.2: protected, unprotected, payload, signature; Sig_structure of §4.4."""
    raw = cose.sign1(w.SEAL, b"payload", "KB1-record")
    protected, unprotected, payload, signature = cbor.decode(raw)  # type: ignore[misc]
    assert cbor.decode(protected) == {1: -19, 4: w.SEAL.kid}
    assert (unprotected, payload) == ({}, b"payload")
    message = cbor.encode(["Signature1", protected, b"KB1-record", b"payload"])
    assert verify_signature(w.SEAL.public, ED25519, signature, message)
