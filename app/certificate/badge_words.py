"""Ids, dates and words of a badge: written from facts, and held against them when read."""

import re
from datetime import date
from typing import Final

from app.certificate.badge_shape import Alignment, StatusMessage
from app.certificate.wording import CREDITED, NOT_ASSESSED
from app.domain.certificate import CertificateKind
from app.domain.protocol import Codes
from app.domain.text import Text
from app.seal.claims import CREDITED as CREDITED_LEVEL

PRACTICE_TYPE: Final = "ext:PracticePrint"
TYPES: Final = {
    CertificateKind.FULL: "Certificate",
    CertificateKind.PARTIAL: "ext:PartialCertificate",
    CertificateKind.STATEMENT: "ext:ValidationStatement",
}
STATUS_MESSAGES: Final = tuple(
    StatusMessage(status=f"0x{value}", message=message)
    for value, message in enumerate(("valid", "suspended", "revoked", "replaced"))
)
_UNLEVELLED: Final = {0: NOT_ASSESSED, CREDITED_LEVEL: CREDITED}
_JOBTECH: Final = "http://data.jobtechdev.se/taxonomy/concept/"
_ESCO: Final = "http://data.europa.eu/esco/"
ACCREDITATION_ID: Final = re.compile(r"urn:intyga:accreditation:([0-9a-f]{16}):([0-9]{1,9})")
_HOST: Final = re.compile(r"https://([a-z0-9.-]+)/v#")


def both(text: Text) -> str:
    """`CNC-operatör / CNC operator`; the Swedish alone where the English adds nothing."""
    return text.sv if text.en in ("", text.sv) else f"{text.sv} / {text.en}"


def credential_id(certificate_id: bytes) -> str:
    """The badge's own id."""
    return f"urn:intyga:certificate:{certificate_id.hex()}"


def achievement_id(code: str, version: str, achievement_type: str) -> str:
    """One version of a profile, for one kind of certificate."""
    return f"urn:intyga:profile:{code}:{version}:{achievement_type.removeprefix('ext:')}"


def owner_id(code: str) -> str:
    """Whoever owns the model behind a profile."""
    return f"urn:intyga:profile:{code}:owner"


def area_id(achievement: str, number: int) -> str:
    """An area by its number in the protocol, from 1: the place of its level in KB1."""
    return f"{achievement}:area:{number}"


def level_id(area: str, level: int) -> str:
    """One step of the scale in one area."""
    return f"{area}:level:{level}"


def accreditation_id(kid: bytes, serial: int) -> str:
    """One accreditation of one seal."""
    return f"urn:intyga:accreditation:{kid.hex()}:{serial}"


def value_of(level: int) -> str:
    """The level of KB1 as a result's value: `3`, or words where there is no level."""
    return both(_UNLEVELLED[level]) if level in _UNLEVELLED else str(level)


def host_of(qr_text: str) -> str:
    """The host that the code leads to; ValueError where it leads nowhere."""
    match = _HOST.match(qr_text)
    if match is None:
        raise ValueError(qr_text)
    return match[1]


def list_address(host: str, kid: bytes) -> str:
    """Where the node publishes the status list of a seal."""
    return f"https://{host}/v1/status/{kid.hex()}"


def day_begins(day: date) -> str:
    """When a day first begins anywhere on earth, as an XML dateTime: a desk's day is not UTC's."""
    return f"{day.isoformat()}T00:00:00+14:00"


def day_ends(day: date) -> str:
    """The last second of a day anywhere on earth, as an XML dateTime."""
    return f"{day.isoformat()}T23:59:59-12:00"


def day_of(moment: str) -> date:
    """The day of what `day_begins` or `day_ends` wrote; ValueError for anything else."""
    day = date.fromisoformat(moment[:10])
    if moment not in (day_begins(day), day_ends(day)):
        raise ValueError(moment)
    return day


def alignments(codes: Codes, role: Text) -> tuple[Alignment, ...]:
    """The public classifications the profile is sure to match, each by its own address."""
    known = (
        ("SSYK 2012", codes.ssyk, _JOBTECH, codes.jobtech_ssyk),
        ("ISCO-08", codes.isco, f"{_ESCO}isco/C", codes.isco),
        ("JobTech Taxonomy", codes.jobtech_occupation, _JOBTECH, codes.jobtech_occupation),
        ("ESCO", codes.esco_occupation, f"{_ESCO}occupation/", codes.esco_occupation),
        ("SUN 2020", codes.sun_field, _JOBTECH, codes.sun_field),
    )
    return tuple(
        Alignment(
            target_name=both(role),
            target_url=f"{address}{concept}",
            target_framework=framework,
            target_code=code,
        )
        for framework, code, address, concept in known
        if code and concept
    )
