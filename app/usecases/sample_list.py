"""An auditor's sample as a table: protected people by serial alone (R55)."""

from collections.abc import Iterator
from typing import Final

from app.domain.certificate import CertificateKind
from app.domain.reason_words import KIND_WORDS
from app.domain.text import Language, Text
from app.reports.tables import Column, ColumnKind, Row, Table
from app.usecases.sampled import Sample

_TITLE: Final = Text("Stickprov", "Sample")
_HEADS: Final = (
    ("place", Text("Plats", "Place"), ColumnKind.INTEGER, 8),
    ("serial", Text("Bevisnummer eller ärende", "Certificate number or case"), ColumnKind.TEXT, 38),
    ("case", Text("Ärende", "Case"), ColumnKind.TEXT, 38),
    ("name", Text("Namn", "Name"), ColumnKind.TEXT, 28),
    ("role", Text("Yrkesroll", "Role"), ColumnKind.TEXT, 24),
    ("profile", Text("Profil", "Profile"), ColumnKind.TEXT, 12),
    ("decided", Text("Beslutat", "Decided"), ColumnKind.DATE, 12),
    ("outcome", Text("Resultat", "Result"), ColumnKind.TEXT, 24),
)


def sample_table(sample: Sample, language: Language) -> Table:
    """The cases in the order they were drawn."""
    columns = tuple(
        Column(key, head.in_language(language), kind, width) for key, head, kind, width in _HEADS
    )
    return Table(_TITLE.in_language(language), columns, _rows(sample, language))


def _rows(sample: Sample, language: Language) -> Iterator[Row]:
    for place, one in enumerate(sample.cases, 1):
        if one.case_id is None:
            yield (place, one.serial, *(None,) * 6)
            continue
        outcome = KIND_WORDS[CertificateKind(one.outcome)].in_language(language)
        yield (
            *(place, one.serial, str(one.case_id), one.name),
            *(one.role.in_language(language), one.code, one.decided, outcome),
        )
