"""Certificates and lists gone wrong in every way a chance can think of, the same for every run."""

import random
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import cbor2

from app.domain.certificate import CertificateKind
from app.seal import cbor
from app.seal.authority import sign_delegation
from app.seal.cose import Purpose
from app.seal.keys import ESP256, SigningKey
from app.seal.status import CertificateState, SealStatus, StatusList, pack_bits
from tests.app.seal import world as w

SEALS = (w.SEAL, w.P256_SEAL)


@cache
def genuine() -> tuple[str, ...]:
    """One text of each kind to begin from."""
    p256 = w.accreditation(seal_public=w.P256_SEAL.public, algorithm=ESP256)
    return (
        w.text(),
        w.text(w.certificate(kind=CertificateKind.PARTIAL, levels=(3, 0, 2))),
        w.text(w.certificate(practice=True, birth_date=None)),
        w.text(w.certificate(is_protected=True, valid_to=None)),
        w.text(w.certificate(replaces=bytes(10), centre="Annat testcenter")),
        w.text(w.certificate(status_index=18)),
        w.text(w.certificate(w.P256_SEAL), p256),
    )


def held_lists() -> tuple[bytes, bytes]:
    """A trust list and a status bundle in which both seals and three states stand."""
    bits = pack_bits(
        [(18, CertificateState.REVOKED), (19, CertificateState.SUSPENDED)],
    )
    seals = {w.SEAL.kid: SealStatus(bits=bits), w.P256_SEAL.kid: SealStatus()}
    return w.trust_list(), w.status(seals)


def texts(count: int) -> Iterator[str]:
    """`count` texts near the genuine ones."""
    chance = random.Random(38)
    begun = genuine()
    ways: tuple[Callable[[str, random.Random], str], ...] = (
        *(_flipped, _digit, _cut_or_grown, _typed),
        *(_resigned_certificate, _resigned_accreditation, _resigned_soup, _mixed),
    )
    for number in range(count):
        yield ways[number % len(ways)](chance.choice(begun), chance)


def bundles(count: int) -> Iterator[bytes]:
    """`count` status bundles truly signed over a payload that was bent."""
    chance = random.Random(43)
    _, usual = held_lists()
    for number in range(count):
        if number % 3 == 0:
            yield _bent(usual, chance)
            continue
        listed = {w.SEAL.kid: SealStatus(bits=b"\x0f")}
        content = StatusList.starting(40 + chance.randrange(3), w.LISTED, listed)
        payload = zlib.compress(_bent(zlib.decompress(content.to_bytes()), chance))
        if number % 5 == 0:
            payload = _bent(payload, chance)
        parts = w.signed(w.NODE, payload, Purpose.STATUS, cbor.encode({1: -19, 4: w.NODE.kid}))
        word = sign_delegation(w.ROOT, w.NODE_ENTRY, 3)
        yield cbor2.dumps([1, cbor2.dumps(parts), word])


def _carrier(text: str) -> bytes:
    number = int(text.split("#")[1])
    return number.to_bytes((number.bit_length() + 7) // 8, "big")[1:]


def _flipped(text: str, chance: random.Random) -> str:
    head, digits = text.split("#")
    number = int(digits)
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        number ^= 1 << chance.randrange(number.bit_length() - 8)
    return f"{head}#{number}"


def _digit(text: str, chance: random.Random) -> str:
    at = chance.randrange(text.index("#") + 1, len(text))
    return text[:at] + chance.choice("0123456789") + text[at + 1 :]


def _cut_or_grown(text: str, chance: random.Random) -> str:
    return w.text_of(_bent(_carrier(text), chance))


def _typed(text: str, chance: random.Random) -> str:
    head, digits = text.split("#")
    odd = ("", "0", " ", "\n", "٣", "𝟗", "e", "-", "+", ".0", "#", "\x00", "%20", "ſ")
    bent = (
        f"{head}#{chance.choice(odd)}{digits}",
        f"{head}#{digits}{chance.choice(odd)}",
        f"{head.upper()}#{digits}",
        f"{head.replace('https', chance.choice(('http', 'HTTPS', 'ftp', '')))}#{digits}",
        f"{head.replace('.', chance.choice(('..', '-', '_', ':', 'å', 'x' * 20)))}#{digits}",
        f"{head}{chance.choice(('/', '?', '', '#'))}#{digits}",
        digits[: chance.randrange(len(digits))],
    )
    return chance.choice(bent)


def _resigned_certificate(text: str, chance: random.Random) -> str:
    _, cert, acc = cbor2.loads(_carrier(text))
    payload = _bent(cbor2.loads(cert)[2], chance)
    seal = _seal_of(acc)
    header = cbor.encode({1: seal.algorithm})
    signed = w.signed(seal, payload, Purpose.CERTIFICATE, header)
    return w.text(cbor2.dumps(signed), acc)


def _resigned_accreditation(text: str, chance: random.Random) -> str:
    _, cert, acc = cbor2.loads(_carrier(text))
    payload = _bent(cbor2.loads(acc)[2], chance)
    header = cbor.encode({1: w.AUTHORITY.algorithm, 4: w.AUTHORITY.kid})
    return w.text(cert, cbor2.dumps(w.signed(w.AUTHORITY, payload, Purpose.ACCREDITATION, header)))


def _resigned_soup(text: str, chance: random.Random) -> str:
    _, cert, acc = cbor2.loads(_carrier(text))
    fields = cbor2.loads(cbor2.loads(cert)[2])
    for _ in range(chance.choice((1, 1, 2))):
        fields[chance.randrange(14)] = _anything(chance)
    if chance.random() < 0.3:
        fields.pop(chance.choice(tuple(fields)), None)
    seal = _seal_of(acc)
    payload = cbor2.dumps(fields, canonical=chance.random() < 0.9)
    header = cbor.encode({1: seal.algorithm})
    return w.text(cbor2.dumps(w.signed(seal, payload, Purpose.CERTIFICATE, header)), acc)


def _mixed(text: str, chance: random.Random) -> str:
    _, cert, _ = cbor2.loads(_carrier(text))
    _, _, acc = cbor2.loads(_carrier(chance.choice(genuine())))
    return w.text_of(cbor2.dumps([chance.choice((0, 1, 1, 1, 2, -1, 2**64)), cert, acc]))


def _seal_of(acc: bytes) -> SigningKey:
    public = cbor2.loads(cbor2.loads(acc)[2])[2]
    return next(seal for seal in SEALS if seal.public == public)


def _anything(chance: random.Random) -> object:
    return chance.choice(
        (
            *(0, 1, 2, 3, 15, -1, 23, 24, 255, 256, 20532, 80_000, 80_001, 2**25 - 1, 2**25, 2**53),
            *(2**53 + 1, -40_000, -40_001, 1.5, True, None, b"", bytes(10), bytes(9), bytes(33)),
            *("", "Å", "a" * 80, "a" * 81, "é" * 40, " a", "a\u200b", "a\u202e", "e\u0301", "𝕏"),
            *("CNC-1/1", "CNC-1/0001", "CNC-1/1000", "cnc-1/1", "CNC-2/9", [], [1], {}, {1: 2}),
            *("a\x7f", "a\u00a0", "\u00a0a", "\ufeffa", "a\u3000", "\x1fa", "\x85a", b"\x33\x3f"),
        )
    )


def _bent(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    way = chance.randrange(6)
    if way == 0:
        return raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1 :]
    if way == 1:
        return raw[:at] + raw[at + 1 :]
    if way == 2:
        return raw[:at] + bytes([chance.randrange(256)]) + raw[at:]
    if way == 3:
        return raw[:at] + raw[at : at + chance.randrange(1, 9)] * 2 + raw[at + 1 :]
    if way == 4:
        return raw[: max(1, at)]
    return raw + bytes([chance.randrange(256)])
