"""A case's whole file for an auditor: no identity number, no protected name (I12, R55)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import Language, Text
from app.reports.tables import Cell, Column, ColumnKind, Table
from app.seal.codes import BadSeal
from app.seal.records import open_record, record_hash
from app.storage import cases as rows
from app.storage.tables import (
    AssessorRow,
    CaseRow,
    CertificateRow,
    PersonRow,
    ProtocolRow,
    ReceiptRow,
    RecordRow,
    SealRow,
)

if TYPE_CHECKING:
    from app.usecases.desk import Desk

_NUMBER_OF_A_PERSON: Final = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+]?\d{4}(?!\d)")
_HIDDEN: Final = "······–····"
_TITLE: Final = Text("Ärendets akt", "Case file")
_HEADS: Final = (
    ("part", Text("Del", "Part"), ColumnKind.TEXT),
    ("at", Text("När", "When"), ColumnKind.TIME),
    ("kind", Text("Slag", "Kind"), ColumnKind.TEXT),
    ("by", Text("Av", "By"), ColumnKind.TEXT),
    ("detail", Text("Uppgift", "Detail"), ColumnKind.TEXT),
    ("seq", Text("Nummer i loggen", "Number in the log"), ColumnKind.INTEGER),
    ("hash", Text("Hash", "Hash"), ColumnKind.TEXT),
    ("previous", Text("Posten före", "The one before"), ColumnKind.TEXT),
    ("holds", Text("Underskriften håller", "Signature holds"), ColumnKind.BOOLEAN),
    ("signed", Text("Undertecknade byte (hex)", "Signed bytes (hex)"), ColumnKind.TEXT),
    ("key", Text("Nyckel (hex)", "Key (hex)"), ColumnKind.TEXT),
)
_Line = tuple[Cell, ...]
_NONE: Final = (None,) * 6


def case_file(desk: "Desk", session: Session, case: CaseRow, language: Language) -> Table:
    """Every part of the file, one a row, in the order it came about.

    Never an identity number (I12); of a protected person no name, no words of the history (R55).
    """
    columns = tuple(Column(key, head.in_language(language), kind) for key, head, kind in _HEADS)
    return Table(_TITLE.in_language(language), columns, _lines(desk, session, case))


def _lines(desk: "Desk", session: Session, case: CaseRow) -> Iterator[_Line]:
    is_open = not session.get_one(PersonRow, case.person_id).protected
    yield from _head(desk, session, case, is_open=is_open)
    for event in rows.events(session, case.id):
        detail = _safe(event.detail) if is_open else None
        yield ("event", event.at, event.kind, event.actor, detail, *_NONE)
    yield from _decisions(session, case)
    yield from _certificates(session, case)
    yield from _records(session, case)


def _head(desk: "Desk", session: Session, case: CaseRow, *, is_open: bool) -> Iterator[_Line]:
    assessor = session.get_one(AssessorRow, case.assessor_id)
    name = session.get_one(PersonRow, case.person_id).name if is_open else None
    yield ("case", case.opened, case.state, assessor.name, str(case.id), *_NONE)
    yield ("person", None, "protected" if not is_open else "person", None, name, *_NONE)
    protocol = session.get_one(ProtocolRow, case.protocol_hash)
    words = f"{protocol.code} {protocol.version}"
    hashed = (None, protocol.hash, None, None, None, None)
    yield ("protocol", protocol.installed, protocol.source, case.centre, words, *hashed)
    yield ("desk", desk.clock.now(), desk.kind, desk.assessor.name, desk.centre, *_NONE)


def _decisions(session: Session, case: CaseRow) -> Iterator[_Line]:
    for row in rows.decisions(session, case.id):
        signer = session.get_one(AssessorRow, row.signer_id).name
        yield ("decision", row.signed, row.outcome, signer, f"#{row.number}", *_NONE)


def _certificates(session: Session, case: CaseRow) -> Iterator[_Line]:
    found = select(CertificateRow).where(CertificateRow.case_id == case.id)
    for row in session.scalars(found.order_by(CertificateRow.issued, CertificateRow.status_index)):
        days = f"{row.number} {row.kind} {row.issued} {row.valid_to or ''}".strip()
        yield ("certificate", None, row.state, None, days, *_NONE[:5], row.kid.hex())


def _records(session: Session, case: CaseRow) -> Iterator[_Line]:
    """Each record with its signed bytes, so that anybody proves it again, and its receipt."""
    seals = {row.kid: row for row in session.scalars(select(SealRow))}
    found = select(RecordRow).where(RecordRow.case_id == case.id)
    for row in session.scalars(found.order_by(RecordRow.written, RecordRow.seq)):
        seal = seals.get(row.kid)
        holds, previous = _proved(row, None if seal is None else seal.public)
        by = None if seal is None else session.get_one(AssessorRow, seal.assessor_id).name
        key = None if seal is None else seal.public.hex()
        link = (row.seq, row.hash.hex(), previous, holds, row.raw.hex(), key)
        yield ("record", row.written, row.type, by, row.epoch.hex(), *link)
        receipt = session.get(ReceiptRow, row.hash)
        if receipt is not None:
            signed = None if receipt.raw is None else receipt.raw.hex()
            told = (None, row.hash.hex(), None, None, signed, None)
            yield ("receipt", receipt.received, receipt.result, None, None, *told)


def _proved(row: RecordRow, public: bytes | None) -> tuple[bool, str | None]:
    """Whether the record's signature and hash hold, and the hash of the one before."""
    if public is None:
        return False, None
    try:
        header = open_record(row.raw, public)
    except BadSeal:
        return False, None
    previous = None if header.prev is None else header.prev.hex()
    return record_hash(row.raw) == row.hash, previous


def _safe(words: str) -> str:
    """The words without what reads as an identity number."""
    return _NUMBER_OF_A_PERSON.sub(_HIDDEN, words)
