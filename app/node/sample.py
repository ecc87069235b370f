"""An auditor's sample at the node: which cases, and what is held of each; never an answer (X9)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.sampling import LONGEST_SEED, MOST_DRAWN, drawn, sum_of
from app.domain.text import Text
from app.node.area_names import Names, read_names
from app.node.tables import (
    EnrolledSeal,
    KnownCase,
    KnownPerson,
    RegisteredCertificate,
    StoredRecord,
)
from app.seal.codes import BadSeal
from app.seal.payloads import decode_payload
from app.seal.records import open_record, record_hash


@dataclass(frozen=True, slots=True)
class Terms:
    """What a sample is drawn by, as it stands in the address; without a seed nothing is drawn."""

    count: int = 5
    seed: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it can be drawn by."""
        return 1 <= self.count <= MOST_DRAWN and 0 < len(self.seed) <= LONGEST_SEED


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """One record of a case. `holds`: its signature and hash, proved again now.

    `signer`: the assessor behind the seal; `receipt`: what the node signed for it.
    """

    seq: int
    type: str
    hash: bytes
    kid: bytes
    signer: str
    holds: bool
    result: str
    received: datetime
    receipt: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A case of the sample; of a protected person serial and records alone (R55)."""

    id: str
    serial: str
    is_protected: bool
    name: str | None
    role: Text
    centre: str
    decided: date | None
    records: tuple[HeldRecord, ...]

    @property
    def broken(self) -> int:
        """How many of its records do not hold."""
        return sum(not one.holds for one in self.records)


@dataclass(frozen=True, slots=True)
class HeldSample:
    """What was drawn of how many decided cases; `sum` as at the desk."""

    terms: Terms
    among: int
    sum: str
    cases: tuple[HeldCase, ...]


def draw_sample(session: Session, terms: Terms) -> HeldSample:
    """The cases with a decision that the seed draws, in its order."""
    decided = session.scalars(select(KnownCase.id).where(KnownCase.decision > 0)).all()
    chosen = drawn(terms.seed, decided, terms.count)
    seals = {seal.kid: seal for seal in session.scalars(select(EnrolledSeal))}
    names = read_names(session)
    cases = tuple(_case(session, one, seals, names) for one in chosen)
    return HeldSample(terms, len(decided), sum_of(chosen), cases)


def _case(
    session: Session, case_id: str, seals: Mapping[bytes, EnrolledSeal], names: Names
) -> HeldCase:
    case = session.get_one(KnownCase, case_id)
    person = session.get(KnownPerson, case.person)
    is_protected = person is not None and person.protected
    records = tuple(_records(session, case, seals))
    serial = _serial(session, case_id) or case_id
    if is_protected:
        return HeldCase(case_id, serial, True, None, Text("", ""), "", None, records)
    return HeldCase(
        id=case_id,
        serial=serial,
        is_protected=False,
        name=None if person is None else person.name or None,
        role=names.role(case.profile),
        centre=case.centre,
        decided=case.decided_on,
        records=records,
    )


def _serial(session: Session, case_id: str) -> str | None:
    row = RegisteredCertificate
    newest = select(row.number).where(row.case == case_id)
    return session.scalar(newest.order_by(row.issued.desc(), row.status_index.desc()).limit(1))


def _records(
    session: Session, case: KnownCase, seals: Mapping[bytes, EnrolledSeal]
) -> Iterator[HeldRecord]:
    of_case = RegisteredCertificate.case == case.id
    papers = StoredRecord.hash.in_(select(RegisteredCertificate.record).where(of_case))
    found = select(StoredRecord).where((StoredRecord.subject == case.person) | papers)
    by_link = found.order_by(StoredRecord.received, StoredRecord.kid, StoredRecord.seq)
    for row in _of_case(session.scalars(by_link).all(), case.id):
        seal = seals.get(row.kid)
        yield HeldRecord(
            *(row.seq, row.type, row.hash, row.kid, "" if seal is None else seal.assessor),
            *(_holds(row, seal), row.result, row.received, row.receipt, row.raw),
        )


def _of_case(rows: Sequence[StoredRecord], case_id: str) -> Iterator[StoredRecord]:
    """Those whose content names the case; what has none left is the person's and counts too."""
    for row in rows:
        if row.payload is None:
            yield row
            continue
        try:
            payload = decode_payload(row.type, row.payload)
        except (BadSeal, KeyError):
            continue
        if str(getattr(payload, "case", "")) == case_id:
            yield row


def _holds(row: StoredRecord, seal: EnrolledSeal | None) -> bool:
    if seal is None:
        return False
    try:
        open_record(row.raw, seal.public)
    except BadSeal:
        return False
    return record_hash(row.raw) == row.hash
