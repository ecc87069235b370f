"""Answers of every kind, made by the real check of real files in the test world."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from app.certificate.checking import CodeCheck, check_code, check_codes
from app.certificate.page import draw_certificate
from app.certificate.picture import page_png
from app.certificate.reading import read_bytes
from app.domain.certificate import CertificateFacts
from app.domain.protocol import Protocol
from app.paths import protocol_folder
from app.protocols.package import load_package
from app.seal.authority import sign_accreditation, sign_certificate
from app.seal.carrier import qr_text
from app.seal.status import CertificateState, SealStatus, pack_bits
from app.seal.trust import Trust
from app.usecases.checked import Checked, checked_of
from tests.app.certificate import samples
from tests.app.certificate.genuine import STATUS_INDEX, accreditation_of, claims_of, sealed
from tests.app.seal import world

DAY = date(2026, 11, 21)


@cache
def cnc() -> Protocol:
    """The profile of the samples."""
    return load_package(protocol_folder() / "CNC-1").protocol


@cache
def trust(state: CertificateState = CertificateState.VALID) -> Trust:
    """A region in which the samples' assessor is accredited; their certificate in this state."""
    first, last = date(2026, 1, 1), date(2027, 1, 31)
    issued = datetime.combine(DAY - timedelta(days=1), datetime.min.time(), world.LISTED.tzinfo)
    listed = world.trust_list(
        authorities=(world.window(world.AUTHORITY, "Ackrediteringen", first, last),),
        nodes=(world.window(world.NODE, "Regional nod", first, last),),
        issued=issued,
    )
    bits = pack_bits([(STATUS_INDEX, state)])
    bundle = world.status({world.SEAL.kid: SealStatus(bits=bits)}, issued=issued)
    return Trust.load(world.ROOTS, listed, bundle)


def _read(raw: bytes, known: Trust) -> Checked:
    first, *more = check_codes(read_bytes(raw), known, DAY, lambda _profile: cnc())
    rest = tuple(_checked(one) for one in more)
    return replace(_checked(first), more=rest)


def _checked(check: CodeCheck) -> Checked:
    return checked_of(check, cnc())


def _forged(**changes: object) -> bytes:
    genuine = sealed(samples.full())
    return draw_certificate(replace(genuine, **changes))  # type: ignore[arg-type]


def _raised(facts: CertificateFacts) -> bytes:
    areas = tuple(
        replace(area, level=4) if number in (0, 4) else area
        for number, area in enumerate(facts.areas)
    )
    return _forged(areas=areas)


def _protected() -> bytes:
    facts = samples.full()
    claims = replace(claims_of(facts), is_protected=True)
    text = qr_text(
        world.HOST,
        sign_certificate(world.SEAL, claims),
        sign_accreditation(world.AUTHORITY, accreditation_of(facts)),
    )
    return draw_certificate(replace(facts, name="Erik Å", qr_text=text))


def _text(text: str, known: Trust) -> Checked:
    return _checked(check_code(text, known, DAY))


def _flipped(text: str) -> str:
    return text[:-1] + str(9 - int(text[-1]))


def _pasted() -> bytes:
    other = replace(samples.full(), certificate_id=b"0123456789", name="Karin Lindqvist")
    return draw_certificate(replace(other, qr_text=sealed(samples.full()).qr_text))


STATES: dict[str, Callable[[], Checked]] = {
    "valid": lambda: _read(draw_certificate(sealed(samples.full())), trust()),
    "partial": lambda: _read(draw_certificate(sealed(samples.partial())), trust()),
    "code": lambda: _text(sealed(samples.full()).qr_text, trust()),
    "picture": lambda: _read(page_png(draw_certificate(sealed(samples.full())), 0, 150), trust()),
    "forged": lambda: _read(_raised(samples.full()), trust()),
    "pasted": lambda: _read(_pasted(), trust()),
    "revoked": lambda: _read(
        draw_certificate(sealed(samples.full())), trust(CertificateState.REVOKED)
    ),
    "practice": lambda: _read(
        draw_certificate(sealed(replace(samples.full(), practice=True))), Trust(())
    ),
    "unknown": lambda: _read(draw_certificate(sealed(samples.full())), Trust(())),
    "uncertain": lambda: _read(
        draw_certificate(sealed(samples.full())), replace(trust(), status=None)
    ),
    "protected": lambda: _read(_protected(), trust()),
    "health": lambda: _text("HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3", trust()),
    "changed": lambda: _text(_flipped(sealed(samples.full()).qr_text), trust()),
    "many": lambda: _read(draw_certificate(sealed(samples.full(64))), trust()),
}
