"""The key for files: found again from the seal alone, stated by it, and fixed for all time."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from app.seal import cbor, cose
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.keys import SigningKey
from app.seal.paper_key import paper_key, proved_paper_key, sign_paper_key
from tests.app.seal.world import OTHER_SEAL, P256_SEAL, SEAL

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
VECTORS = (
    (SEAL, "02a1043f43351cefec96f782be1b9bc448d76d6dc513f4c0da615e031e063a6fbe"),
    (P256_SEAL, "024e257afb129a8f7224e7a2048a93f7b1d33f50a1e0156082dbf5d2794bf5f883"),
)


def derived(seal: SigningKey) -> int:
    """RFC 5869 and FIPS 186-5 A.2.1 written out: extract, expand to 40 bytes, reduce."""
    extracted = hmac.digest(bytes(32), seal.raw, "sha256")
    info, block, stream = b"intyga/paper-key/P-256/1/" + seal.public, b"", b""
    for number in (1, 2):
        block = hmac.digest(extracted, block + info + bytes([number]), "sha256")
        stream += block
    return int.from_bytes(stream[:40], "big") % (ORDER - 1) + 1


@pytest.mark.parametrize(("seal", "public"), VECTORS, ids=["ed25519", "p256"])
def test_the_key_of_a_seal_is_the_one_that_is_written_down(seal: SigningKey, public: str) -> None:
    """A change of the derivation would orphan every X.509 certificate given so far."""
    assert paper_key(seal).public.hex() == public


@pytest.mark.parametrize("seal", [SEAL, OTHER_SEAL, P256_SEAL], ids=["one", "other", "p256"])
def test_the_derivation_is_what_the_standards_say(seal: SigningKey) -> None:
    key = paper_key(seal)
    assert key.private.private_numbers().private_value == derived(seal)
    assert paper_key(seal).public == key.public


def test_every_seal_has_a_key_of_its_own() -> None:
    keys = {paper_key(seal).public for seal in (SEAL, OTHER_SEAL, P256_SEAL)}
    assert len(keys) == 3


def test_the_secret_of_a_p256_seal_is_not_used_twice() -> None:
    """The same secret as Ed25519 and as P-256 seal gives two keys: the public half is bound in."""
    twin = SigningKey.from_bytes(P256_SEAL.raw)
    assert paper_key(twin).public != paper_key(P256_SEAL).public
    assert paper_key(P256_SEAL).public != P256_SEAL.public


def test_what_it_signs_is_proved_by_its_public_half() -> None:
    key = paper_key(SEAL)
    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), key.public)
    public.verify(key.sign(b"a file"), b"a file", ECDSA(SHA256()))


@pytest.mark.parametrize("seal", [SEAL, P256_SEAL], ids=["ed25519", "p256"])
def test_a_seal_states_its_key(seal: SigningKey) -> None:
    assert proved_paper_key(sign_paper_key(seal), seal.public) == paper_key(seal).public


def test_nobody_states_a_key_for_another_seal() -> None:
    """A node between desk and authority could otherwise have its own key certified."""
    with pytest.raises(BadSeal) as refused:
        proved_paper_key(sign_paper_key(OTHER_SEAL), SEAL.public)
    assert refused.value.code is Code.E_SIGNATURE


@pytest.mark.parametrize(
    ("payload", "purpose"),
    [
        (cbor.encode({1: hashlib.sha256(b"").digest()}), Purpose.PAPER),
        (cbor.encode({1: b"\x02" + b"\xff" * 32}), Purpose.PAPER),
        (cbor.encode({1: paper_key(SEAL).public, 2: 1}), Purpose.PAPER),
        (cbor.encode({1: paper_key(SEAL).public}), Purpose.ORDER),
        (cbor.encode([1]), Purpose.PAPER),
        (b"", Purpose.PAPER),
    ],
    ids=["no point", "not compressed", "more", "other purpose", "no map", "empty"],
)
def test_a_statement_of_another_shape_is_refused(payload: bytes, purpose: Purpose) -> None:
    with pytest.raises(BadSeal):
        proved_paper_key(cose.sign1(SEAL, payload, purpose), SEAL.public)
