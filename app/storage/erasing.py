"""A person taken out of the desk's file: rows of nobody stay, whatever tells of somebody goes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.case import CaseState, SittingState
from app.domain.certificate import CertificateFacts
from app.domain.erasure import Erasure, name_of
from app.seal.erase_payloads import IMPERSONAL
from app.seal.records import header_of
from app.storage import (
    bookings,
    company_words,
    conflicts,
    group_orders,
    measure_words,
    participation,
)
from app.storage.cases import ENDED
from app.storage.person_search import forget_person
from app.storage.tables import (
    AdjustmentRow,
    BlobRow,
    CaseEventRow,
    CaseRow,
    CertificateChangeRow,
    CertificateFileRow,
    CertificateRow,
    CreditRow,
    DecisionRow,
    MetItemRow,
    NamedBlobRow,
    ObservationRow,
    OverrideRow,
    PersonEventRow,
    PersonNameRow,
    PersonRow,
    PhotoRow,
    PlanRow,
    RecordRow,
    RegisterRow,
    ResponseRow,
    ReviewRow,
    SettlementRow,
    SittingRow,
    TieRow,
    ToldGenderRow,
)

_Column = InstrumentedAttribute[Any]
_Blanked = tuple[_Column, Mapping[str, object]]

_OF_CASES: tuple[_Blanked, ...] = (
    (CreditRow.case_id, {"source": "", "document": None}),
    (ReviewRow.case_id, {"note": ""}),
    (DecisionRow.case_id, {"reason": "", "overrides": b"[]"}),
    (RegisterRow.case_id, {"words": "", "reason": ""}),
    (CaseRow.id, {"identity_seen": None, "pause_reason": ""}),
)
"""What is written of a person in their cases; what was reached and when stays."""

_OF_SITTINGS: tuple[_Blanked, ...] = (
    (ObservationRow.sitting_id, {"note": ""}),
    (SettlementRow.sitting_id, {"note": ""}),
    (
        SittingRow.id,
        {
            "stop_note": "",
            "stop_measure": "",
            "pause_reason": "",
            "helpers": "",
            "current": "",
            "reading": b"{}",
        },
    ),
)
_NUMBERS = (
    *("certified", "decided", "replaced", "suspended", "lifted", "revoked", "voided"),
    *("printed", "saved", "closed"),
)
"""What happened whose detail is a number or an outcome: nobody's words."""

_RUNS = (SittingState.CREATED, SittingState.STARTED, SittingState.PAUSED)
_DECIDED = (
    CaseState.DECIDED,
    CaseState.DEBRIEFED,
    CaseState.CERTIFIED,
    CaseState.UNDER_RECONSIDERATION,
)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """How many records lost their content, how many photos went, whether the person was here."""

    records: int
    photos: int
    was_here: bool


def withhold(session: Session, person: PersonRow, erasure: Erasure) -> None:
    """Take away at once what no signed fact rests on and nothing has to be printed from.

    The name gives way to words that say why, the identity number goes for good. Who is protected
    stays so: a certificate may still have to be printed.
    """
    company_words.forget(session, measure_words.names_of(session, person.id))
    measure_words.forget(session, person.id)  # both know them by name, so first
    forget_person(session, person.line)
    person.name, person.sort_name = name_of(erasure), ""
    person.identity_kind, person.identity_sealed, person.identity_hash = "none", None, None
    person.birth_date = None
    person.employment, person.employer_id = "other", None
    for table in (PersonNameRow, TieRow, ToldGenderRow):
        session.execute(delete(table).where(table.person_id == person.id))
    told = update(PersonEventRow).where(PersonEventRow.person_id == person.id)
    session.execute(told.values(detail=""))
    cases = _cases(session, person.id)
    _delete(session, AdjustmentRow.case_id, cases)
    bookings.forget(session, cases)
    group_orders.forget(session, person.id)
    participation.forget(session, person.id)
    session.execute(update(PlanRow).where(PlanRow.case_id.in_(cases)).values(notes=b"{}"))
    session.flush()


def erase(session: Session, person_id: UUID, erasure: Erasure, now: datetime) -> Taken:
    """All of it, in the caller's transaction: rows, photos, files, content of records.

    What stays: headers of records, numbers and states of certificates, ratings and results of
    nobody. Twice is once; what came back meanwhile goes again.
    """
    person = session.get(PersonRow, person_id)
    cases = _cases(session, person_id)
    sittings = session.scalars(select(SittingRow.id).where(SittingRow.case_id.in_(cases))).all()
    own = _records(session, person_id, cases)
    records = [*own, *measure_words.records_about(session, person_id)]
    photos = _photos(session, sittings, records)
    if person is not None:
        withhold(session, person, erasure)
        person.protected = False
        session.execute(delete(MetItemRow).where(MetItemRow.person_id == person_id))
        _close(session, cases, sittings, now)
        _blank(session, cases, sittings)
        _certificates(session, person_id, name_of(erasure))
    for row in records:
        row.payload = row.salt = None
    conflicts.forget(session, person_id)
    session.flush()
    return Taken(len(records), photos, person is not None or bool(records))


def _cases(session: Session, person_id: UUID) -> Sequence[UUID]:
    return session.scalars(select(CaseRow.id).where(CaseRow.person_id == person_id)).all()


def _records(session: Session, person_id: UUID, cases: Sequence[UUID]) -> Sequence[RecordRow]:
    """Those with content about the person; a case moved to somebody else is that one's whole."""
    others = select(CaseRow.id).where(CaseRow.person_id != person_id)
    wanted = select(RecordRow).where(
        (RecordRow.subject == str(person_id)) | RecordRow.case_id.in_(cases),
        RecordRow.payload.is_not(None),
        RecordRow.type.not_in(IMPERSONAL),
        RecordRow.case_id.is_(None) | RecordRow.case_id.not_in(others),
    )
    return session.scalars(wanted).all()


def _close(
    session: Session, cases: Sequence[UUID], sittings: Sequence[UUID], now: datetime
) -> None:
    """An open case of the person ends, and so does a sitting under way."""
    running = update(SittingRow).where(SittingRow.id.in_(sittings), SittingRow.state.in_(_RUNS))
    session.execute(running.values(state=SittingState.ABORTED, stopped=now))
    is_open = CaseRow.id.in_(cases) & CaseRow.state.not_in(ENDED)
    for case in session.scalars(select(CaseRow).where(is_open)).all():
        is_decided = case.state in _DECIDED
        case.state = CaseState.CLOSED if is_decided else CaseState.CANCELLED
        case.touched, case.booked = now, None
        session.add(CaseEventRow(case_id=case.id, at=now, kind="ended_erased", actor="", detail=""))
    session.flush()


def _blank(session: Session, cases: Sequence[UUID], sittings: Sequence[UUID]) -> None:
    for column in (PlanRow.case_id, OverrideRow.case_id):
        _delete(session, column, cases)
    for column in (PhotoRow.sitting_id, ResponseRow.sitting_id):
        _delete(session, column, sittings)
    told = update(CaseEventRow).where(
        CaseEventRow.case_id.in_(cases), CaseEventRow.kind.not_in(_NUMBERS)
    )
    session.execute(told.values(detail=""))
    for columns, ids in ((_OF_CASES, cases), (_OF_SITTINGS, sittings)):
        for column, values in columns:
            session.execute(update(column.class_).where(column.in_(ids)).values(values))


def _certificates(session: Session, person_id: UUID, instead: str) -> None:
    """Number and state stay; no page can be drawn of it any more, and none is kept."""
    rows = session.scalars(select(CertificateRow).where(CertificateRow.person_id == person_id))
    ids = []
    for row in rows.all():
        facts = msgspec.json.decode(row.snapshot, type=CertificateFacts)
        bare = replace(facts, name=instead, birth_date=None, qr_text="")
        row.snapshot = msgspec.json.encode(bare, order="sorted")
        ids.append(row.id)
    _delete(session, CertificateFileRow.certificate_id, ids)
    noted = update(CertificateChangeRow).where(CertificateChangeRow.certificate_id.in_(ids))
    session.execute(noted.values(note=""))


def _photos(session: Session, sittings: Sequence[UUID], records: Iterable[RecordRow]) -> int:
    """Photos that nobody else's sitting shows; how many went."""
    shown = select(PhotoRow.sha256).where(PhotoRow.sitting_id.in_(sittings))
    named = {blob.sha256.hex() for row in records for blob in header_of(row.raw).blobs}
    going = named | set(session.scalars(shown))
    elsewhere = select(PhotoRow.sha256).where(PhotoRow.sitting_id.not_in(sittings))
    going -= set(session.scalars(elsewhere))
    _delete(session, PhotoRow.sitting_id, sittings)
    here = session.scalars(select(BlobRow.sha256).where(BlobRow.sha256.in_(going))).all()
    _delete(session, BlobRow.sha256, list(going))
    _delete(session, NamedBlobRow.sha256, list(going))
    return len(here)


def _delete(session: Session, column: _Column, ids: Sequence[Any]) -> None:
    table: Any = column.class_
    for start in range(0, len(ids), _AT_ONCE):
        session.execute(delete(table).where(column.in_(ids[start : start + _AT_ONCE])))
