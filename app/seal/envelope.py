"""A stream closed to one X25519 key: read piece by piece, whole and by its owner, or refused."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import UserError
from app.seal.codes import BadSeal, Code
from app.seal.keys import SigningKey, key_id

LARGEST_PIECE = 16 * 2**20 + 64
_TAG, _KEY, _KID, _LENGTH = 16, 32, 8, 4
_LAST = 1 << 31
_PRIME = 2**255 - 19


class NotAnEnvelope(UserError):
    """It does not begin as such a file does."""


class EnvelopeCut(UserError):
    """The end is missing: copying it was interrupted."""


class EnvelopeDamaged(UserError):
    """Bytes in it are not those that were written."""


class EnvelopeForAnother(UserError):
    """It is closed to a key that is not this one."""


class ClosingStream:
    """Writes pieces to `out` that only the owner of the X25519 key `to` can read.

    `line`: what the file is, in letters, first in it and bound to it. Key: HKDF-SHA256 of an
    ephemeral X25519 agreement bound to both public keys, as the DHKEM of RFC 9180 §4.1 and age's
    X25519 recipients. Pieces: AES-256-GCM under that one key with the piece's number and whether
    it is the last as nonce (STREAM, Hoang et al. 2015, eprint 2015/189), so none can be cut off,
    left out, moved or doubled. `sender`: the ephemeral public key; who signs it inside the first
    piece vouches for every piece, for nobody else but the reader could have written them.
    """

    def __init__(self, out: IO[bytes], to: bytes, line: bytes) -> None:
        """Raises BadSeal E_SHAPE for what is no key."""
        own = X25519PrivateKey.generate()
        self.sender = own.public_key().public_bytes_raw()
        self._aead = AESGCM(_stream_key(own, to, (self.sender, to, line)))
        self._out, self._count = out, 0
        self.size = out.write(line + key_id(to) + self.sender)

    def add(self, piece: bytes, *, last: bool = False) -> None:
        """Write one more piece; nothing follows the `last`, which there has to be."""
        closed = self._aead.encrypt(_nonce(self._count, last=last), piece, None)
        self._count += 1
        self.size += self._out.write(
            (len(closed) | (_LAST if last else 0)).to_bytes(_LENGTH, "big")
        )
        self.size += self._out.write(closed)


class OpenedStream:
    """Reads what a ClosingStream has written with the same `line`."""

    def __init__(self, file: IO[bytes], keys: Iterable[X25519PrivateKey], line: bytes) -> None:
        """With whichever of the `keys` it is closed to.

        Raises NotAnEnvelope, EnvelopeCut, EnvelopeForAnother, EnvelopeDamaged.
        """
        file.seek(0)
        if file.read(len(line)) != line:
            raise NotAnEnvelope
        self.line = line
        kid, self.sender = file.read(_KID), file.read(_KEY)
        if len(self.sender) != _KEY:
            raise EnvelopeCut
        key = next((one for one in keys if key_id(_public(one)) == kid), None)
        if key is None:
            raise EnvelopeForAnother
        try:
            secret = _stream_key(key, self.sender, (self.sender, _public(key), line))
        except BadSeal as error:
            raise EnvelopeDamaged from error
        self._aead, self._file, self._start = AESGCM(secret), file, file.tell()

    def pieces(self) -> Iterator[bytes]:
        """The pieces from the first; an end that is missing shows after the last one that is there.

        Raises EnvelopeCut, EnvelopeDamaged.
        """
        self._file.seek(self._start)
        count, is_last = 0, False
        while not is_last:
            head = int.from_bytes(self._exactly(_LENGTH), "big")
            is_last, length = bool(head & _LAST), head & ~_LAST
            if not _TAG <= length <= LARGEST_PIECE:
                raise EnvelopeDamaged
            yield self._opened(self._exactly(length), count, last=is_last)
            count += 1
        if self._file.read(1):
            raise EnvelopeDamaged

    def check(self) -> None:
        """Read it to the end without keeping anything. Raises EnvelopeCut, EnvelopeDamaged."""
        for _ in self.pieces():
            pass

    def _exactly(self, length: int) -> bytes:
        read = self._file.read(length)
        if len(read) != length:
            raise EnvelopeCut
        return read

    def _opened(self, closed: bytes, count: int, *, last: bool) -> bytes:
        try:
            return self._aead.decrypt(_nonce(count, last=last), closed, None)
        except InvalidTag as error:
            raise EnvelopeDamaged from error


def new_envelope_key() -> X25519PrivateKey:
    """A key to have one answer closed to."""
    return X25519PrivateKey.generate()


def envelope_key(raw: bytes) -> X25519PrivateKey:
    """The key with this 32-byte secret."""
    return X25519PrivateKey.from_private_bytes(raw)


def key_to_open(signing: SigningKey) -> X25519PrivateKey:
    """The X25519 key of an Ed25519 key: its scalar (RFC 8032 §5.1.5), as libsodium and age do.

    Whoever knows the signing key's public half can close files to its owner, with nothing more to
    publish, certify or renew. That one key both signs and opens is sound where the agreement goes
    through a KDF and signatures are domain-separated: Thormarker 2021, eprint 2021/509.
    """
    scalar = hashlib.sha512(signing.raw).digest()[:_KEY]
    return X25519PrivateKey.from_private_bytes(scalar)


def key_to_close(signing_public: bytes) -> bytes:
    """The X25519 public key of an Ed25519 public key: u = (1 + y) / (1 - y) (RFC 7748 §4.1).

    Raises BadSeal E_SHAPE for what is no such key.
    """
    y = int.from_bytes(signing_public, "little") & (2**255 - 1)
    if len(signing_public) != _KEY or y >= _PRIME or y == 1:
        raise BadSeal(Code.E_SHAPE)
    return ((1 + y) * pow(1 - y, -1, _PRIME) % _PRIME).to_bytes(_KEY, "little")


def new_envelope_id() -> bytes:
    """What a file and its answer are known by: 16 random bytes."""
    return os.urandom(16)


def _public(key: X25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def _stream_key(own: X25519PrivateKey, other: bytes, bound: tuple[bytes, bytes, bytes]) -> bytes:
    sender, to, line = bound
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    except ValueError as error:  # another length, or a point of low order (RFC 7748 §6.1)
        raise BadSeal(Code.E_SHAPE) from error
    return HKDF(SHA256(), 32, salt=sender + to, info=line).derive(shared)


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])
