"""Facts of certificates as a validation of CNC operators gives them."""

import random
from dataclasses import replace
from datetime import date

from app.domain.certificate import AreaLine, AreaOutcome, CertificateFacts, CertificateKind
from app.domain.protocol import Codes, ScaleStep
from app.domain.text import Text

SCALE = tuple(
    ScaleStep(code, Text(sv, en), Text("", ""))
    for code, sv, en in (
        (1, "Ännu inte", "Not yet"),
        (2, "Med stöd", "With help"),
        (3, "Självständigt", "On their own"),
        (4, "Kan lära ut", "Can teach it"),
    )
)
NAMES = (
    Text("Säkerhet vid maskin", "Machine safety"),
    Text("Ritning och toleranser", "Drawings and tolerances"),
    Text("Mätteknik", "Measuring"),
    Text("Material och skärdata", "Materials and cutting data"),
    Text("Verktyg och uppspänning", "Tools and workholding"),
    Text("Styrsystem och G-kod", "Control system and G-code"),
    Text("Körning och korrektion", "Running and offsets"),
    Text("Kvalitet och dokumentation", "Quality and documentation"),
)
CREDIT = Text("Visat tidigare, enligt bevis från den 11 februari 2025.", "Shown earlier.")
TYPICAL_CARRIER = 366
"""Bytes of a typical signed carrier (certificate.md: version 15, 77 modules)."""


def qr_text(carrier: int = TYPICAL_CARRIER) -> str:
    """A text of the length and shape that a carrier of so many bytes gives."""
    number = 1 << carrier * 8 | random.Random(carrier).getrandbits(carrier * 8)
    return f"https://bevis.example.se/v#{number}"


def shown(index: int) -> AreaLine:
    """An area shown at level 3 or 4."""
    return AreaLine(NAMES[index % 8], 3 + index % 2, 3, AreaOutcome.SHOWN)


def credited(index: int) -> AreaLine:
    """An area credited from an earlier certificate."""
    return AreaLine(NAMES[index % 8], 14, 3, AreaOutcome.CREDITED, credit_note=CREDIT)


def remaining(index: int, outcome: AreaOutcome = AreaOutcome.NOT_YET) -> AreaLine:
    """An area that is not shown, with its next step."""
    gap = Text("Teorin klar. Praktiska provet: nivå 2, krav 3.", "Theory done.")
    step = Text("Öva mikrometer med handledare, ungefär två dagar.", "Practise for two days.")
    return AreaLine(NAMES[index % 8], 2, 3, outcome, gap=gap, next_step=step)


def full(areas: int = 8) -> CertificateFacts:
    """A full certificate with one credited area where it has three or more."""
    lines = tuple(credited(n) if n == 2 else shown(n) for n in range(areas))
    return CertificateFacts(
        certificate_id=bytes.fromhex("3ce93babb4896dad1456"),
        kind=CertificateKind.FULL,
        practice=False,
        name="Amina Lindqvist",
        birth_date=date(1988, 3, 17),
        profile="CNC-1/1",
        protocol_code="CNC-1",
        protocol_version="1.0.0",
        role=Text("CNC-operatör", "CNC operator"),
        level=Text("Nivå 2 – ställare", "Level 2 – setter"),
        owner="Exempelhuvudman",
        scale=SCALE,
        areas=lines,
        centre="Testcenter Lagadalen, Värnamo",
        assessor="Per-Olof Håkansson",
        assessor_number=10472,
        issued=date(2026, 11, 12),
        valid_to=date(2031, 11, 11),
        banked_to=None,
        codes=Codes(ssyk="7223", isco="7223"),
        label=Text(
            "Exempelprotokoll – inte en officiell valideringsmodell",
            "Sample protocol – not an official validation model",
        ),
        disclaimer=Text(
            "Beviset ersätter inte arbetsgivarens genomgång vid den egna maskinen.",
            "It does not replace the employer's introduction to the machine.",
        ),
        qr_text=qr_text(),
    )


def partial() -> CertificateFacts:
    """Five of eight areas shown."""
    lines = tuple(shown(n) if n < 5 else remaining(n) for n in range(8))
    return replace(full(), kind=CertificateKind.PARTIAL, areas=lines, banked_to=date(2028, 11, 12))


def statement() -> CertificateFacts:
    """Six of eight areas tried, none shown yet."""
    lines = tuple(
        remaining(n, AreaOutcome.NOT_YET if n < 6 else AreaOutcome.NOT_ASSESSED) for n in range(8)
    )
    return replace(full(), kind=CertificateKind.STATEMENT, areas=lines, valid_to=None)
