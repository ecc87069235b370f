"""An auditor's sample at the node as a table: a row for each record, so that anybody proves it."""

from collections.abc import Iterator
from typing import Final

from app.domain.text import Language, Text
from app.node.sample import HeldSample
from app.reports.tables import Column, ColumnKind, Row, Table

_TITLE: Final = Text("Stickprov", "Sample")
_HEADS: Final = (
    ("place", Text("Plats", "Place"), ColumnKind.INTEGER, 8),
    ("serial", Text("Bevisnummer eller ärende", "Certificate number or case"), ColumnKind.TEXT, 38),
    ("case", Text("Ärende", "Case"), ColumnKind.TEXT, 38),
    ("role", Text("Yrkesroll", "Role"), ColumnKind.TEXT, 24),
    ("centre", Text("Testcenter", "Test centre"), ColumnKind.TEXT, 24),
    ("decided", Text("Beslutat", "Decided"), ColumnKind.DATE, 12),
    ("seq", Text("Nummer i loggen", "Number in the log"), ColumnKind.INTEGER, 12),
    ("type", Text("Slag", "Kind"), ColumnKind.TEXT, 24),
    ("signer", Text("Undertecknat av", "Signed by"), ColumnKind.TEXT, 24),
    ("holds", Text("Underskriften håller", "Signature holds"), ColumnKind.BOOLEAN, 12),
    ("result", Text("Läge", "State"), ColumnKind.TEXT, 16),
    ("received", Text("Mottaget", "Received"), ColumnKind.TIME, 20),
    ("hash", Text("Hash", "Hash"), ColumnKind.TEXT, 66),
    ("seal", Text("Sigill (hex)", "Seal (hex)"), ColumnKind.TEXT, 34),
    ("signed", Text("Undertecknade byte (hex)", "Signed bytes (hex)"), ColumnKind.TEXT, 40),
    ("receipt", Text("Kvitto (hex)", "Receipt (hex)"), ColumnKind.TEXT, 40),
)


def sample_table(sample: HeldSample, language: Language) -> Table:
    """The records of the cases in the order these were drawn; nobody is named."""
    columns = tuple(
        Column(key, head.in_language(language), kind, width) for key, head, kind, width in _HEADS
    )
    return Table(_TITLE.in_language(language), columns, _rows(sample, language))


def _rows(sample: HeldSample, language: Language) -> Iterator[Row]:
    for place, case in enumerate(sample.cases, 1):
        told: Row = (None, None, None, None)
        if not case.is_protected:
            told = (case.id, case.role.in_language(language), case.centre, case.decided)
        for one in case.records:
            yield (
                *(place, case.serial, *told, one.seq, one.type, one.signer or None, one.holds),
                *(one.result, one.received, one.hash.hex(), one.kid.hex()),
                *(one.raw.hex(), one.receipt.hex()),
            )
