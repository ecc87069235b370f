"""The key a seal signs files with (PAdES wants P-256): derived from the seal, never kept."""

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.seal import cbor, cose
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of
from app.seal.shape import Fields, bad_shape

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_INFO = b"intyga/paper-key/P-256/1/"
_OCTETS = 40  # 64 bits more than the order, so that no scalar is likelier than another


class PaperKey:
    """A P-256 key pair for files. `public` is the compressed point, 33 bytes."""

    __slots__ = ("private", "public")

    def __init__(self, private: EllipticCurvePrivateKey) -> None:
        self.private = private
        self.public = private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)

    def sign(self, message: bytes) -> bytes:
        """ECDSA with SHA-256 over `message`, in DER (RFC 3279 §2.2.3)."""
        return self.private.sign(message, ECDSA(SHA256()))


def paper_key(seal: SigningKey) -> PaperKey:
    """The one paper key of a seal, the same every time; the seal cannot be found from it.

    HKDF-SHA256 (RFC 5869) of the seal's secret, bound to the seal's public half, then reduced
    as FIPS 186-5 A.2.1 reduces random bits: d = (c mod (n - 1)) + 1.
    """
    kdf = HKDF(SHA256(), _OCTETS, salt=None, info=_INFO + seal.public)
    drawn = int.from_bytes(kdf.derive(seal.raw), "big")
    return PaperKey(derive_private_key(drawn % (_ORDER - 1) + 1, SECP256R1()))


def sign_paper_key(seal: SigningKey) -> bytes:
    """The seal's own word on which key it signs files with, for the node and the authority."""
    payload = cbor.encode({1: paper_key(seal).public})
    return cose.sign1(seal, payload, Purpose.PAPER)


def proved_paper_key(statement: bytes, seal_public: bytes) -> bytes:
    """The public paper key in a statement by this seal. Raises BadSeal.

    So nobody between desk and authority can have another key certified in the seal's name.
    """
    signed = cose.open1(statement, Purpose.PAPER)
    cose.check1(signed, seal_public, algorithm_of(seal_public) or 0)
    public = Fields(cbor.decode(signed.payload), {1}).octets(1, 33)
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
    except ValueError as error:
        raise bad_shape() from error
    return public
