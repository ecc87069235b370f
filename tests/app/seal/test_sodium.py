"""Ed25519 by libsodium: OpenSSL's answers to the bit, on every signature that could divide them."""

import sys
from collections.abc import Iterator

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from app.seal import sodium
from app.seal.keys import ED25519, SigningKey, verify_signature

KEY = "c15ecf9ee443444e2f115d97d332f33e19eafd7722bd2c605b608ea6e384b99c"
MIXED = "fc0bae87ef9b62b71978bd121fac4a0088e6fa9df6bc2b1832cd398ef2955d7d"
"""The same key with a point of order eight added."""

R = "165c14efd670388039c8139499cb0e5c9a7694f40c1979cb35815c525e1e9606"
R_ALONE = "8d151aaafd4ff70e634192326491ec8483ee675190f79cee0574ed952276af0b"
ONE, ONE_OVER_P = "01" + 31 * "00", "ee" + 30 * "ff" + "7f"
M = b"message"

SIGNATURES = {
    "sound": (KEY, R + "5fb5a12861dbf50438ef9cce79eae63f99e97e2f288f0ed67ab8cc7aa7e9420b", M),
    "another message": (
        KEY,
        R + "5fb5a12861dbf50438ef9cce79eae63f99e97e2f288f0ed67ab8cc7aa7e9420b",
        b"massage",
    ),
    "number over the order": (
        KEY,
        R + "4c8997857b3e085d0e8c947158e4c55499e97e2f288f0ed67ab8cc7aa7e9421b",
        M,
    ),
    "mixed point": (
        KEY,
        "100a703bf42d144a64aae9d327429898336b11b1b69cb85b62ba475f0dd80e7a"
        "e760d9ae5057f8380384aa033fb91842bb1618360119147c2e2687d61e31c209",
        M,
    ),
    "mixed key": (
        MIXED,
        R + "f22904ab59f5b7cbbfe872f1682df3d6706ec3d4d34486fbf0ebe8c466dfd601",
        M,
    ),
    "mixed key without effect": (
        MIXED,
        R + "09aa98a8174212b86911955a8faeeaba81570a31a4da2f89e66d27615219170d",
        M + b"\x05",
    ),
    "neutral key": (ONE, R + R_ALONE, M),
    "neutral key written long": (ONE_OVER_P, R + R_ALONE, M),
    "key of order eight": (
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        R + R_ALONE,
        b"\x1e",
    ),
    "neutral point": (
        KEY,
        ONE + "6c9f8c3f1b28c6667451c55a5310d0ab3ece1b212bf691216ec908fdebc6dc09",
        M,
    ),
    "neutral point written long": (
        KEY,
        ONE_OVER_P + "6b8e8f87c9be10934bf07c9fbc7db251868d8a6cf4e5b9fdfc8cb63ff4050d09",
        M,
    ),
    "no key": ("07" + 31 * "00", R + R_ALONE, M),
    "nothing": (64 * "0", 128 * "0", b""),
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_its_yes_is_openssl_s_and_its_no_is_not_the_last_word(name: str) -> None:
    """I1: one verifier more makes nothing good that was not, and nothing bad that was."""
    public, signature, message = _read(name)
    assert sodium.proves(public, signature, message) <= _openssl(public, signature, message)
    answer = verify_signature(public, ED25519, signature, message)
    assert answer is _openssl(public, signature, message)


def test_it_is_here_and_finds_a_sound_signature_good() -> None:
    """Else what follows from it proves nothing: the node's packages bring it."""
    assert sodium.proves(*_read("sound"))
    assert not sodium.proves(*_read("another message"))


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=300))
def test_it_signs_to_the_bit_as_openssl_does(secret: bytes, message: bytes) -> None:
    """RFC 8032: there is one signature."""
    signature = SigningKey.from_bytes(secret).sign(message)
    assert signature == Ed25519PrivateKey.from_private_bytes(secret).sign(message)


def test_without_it_everything_is_signed_and_proved_the_same(without: None) -> None:
    """A desk comes without it."""
    assert sodium.signer() is None
    assert not sodium.proves(*_read("sound"))
    assert SigningKey.from_bytes(bytes(32)).sign(M) == _signed()
    for name in SIGNATURES:
        public, signature, message = _read(name)
        answer = verify_signature(public, ED25519, signature, message)
        assert answer is _openssl(public, signature, message)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a computer where it is not installed."""
    monkeypatch.setitem(sys.modules, "nacl.bindings", None)
    sodium.loaded.cache_clear()
    yield
    sodium.loaded.cache_clear()


def _read(name: str) -> tuple[bytes, bytes, bytes]:
    public, signature, message = SIGNATURES[name]
    return bytes.fromhex(public), bytes.fromhex(signature), message


def _openssl(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _signed() -> bytes:
    return Ed25519PrivateKey.from_private_bytes(bytes(32)).sign(M)
