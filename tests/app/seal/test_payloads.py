"""Payloads: one form each, nothing unforeseen, and facts that survive the way to the node."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from app.domain.case import Part
from app.domain.certificate import AreaLine, AreaOutcome, CertificateFacts, CertificateKind
from app.domain.company_measure import MeasureKind
from app.domain.conflicts import Keep, PersonField
from app.domain.erasure import EraseGround
from app.domain.identity_number import Sex
from app.domain.protocol import Codes, ScaleStep
from app.domain.result import ReasonCode
from app.domain.text import Text
from app.seal import payloads as p
from app.seal.codes import BadSeal
from app.seal.company_payloads import CompanyRegistered, CompanyRequired, OrderJoined, OrderMade
from app.seal.conflict_payloads import ConflictSettled, FieldKept
from app.seal.conversation_payloads import ConversationHeld
from app.seal.erase_payloads import EraseDone, EraseRequested
from app.seal.issued_facts import IssuedFacts
from app.seal.measure_payloads import (
    MeasurePlanned,
    MeasureStated,
    MeasureTaker,
    MeasureWorded,
)
from app.seal.order_payloads import OrderPlaced
from app.seal.person_payloads import PersonGender
from app.seal.records import RecordType
from app.seal.retest_payloads import RetestScoped
from tests.app.seal import world as w

ID = "019d0b4e-7c1a-7d2e-8a55-0123456789ab"
AT = datetime(2026, 3, 20, 13, 5, tzinfo=UTC)
_TEXT = Text("Skärande bearbetning", "Machining")
FACTS = CertificateFacts(
    certificate_id=w.CLAIMS.certificate_id,
    kind=CertificateKind.PARTIAL,
    practice=False,
    name=w.CLAIMS.name,
    birth_date=w.CLAIMS.birth_date,
    profile=w.CLAIMS.profile,
    protocol_code="CNC-1",
    protocol_version="1.2.0",
    role=Text("CNC-operatör", "CNC operator"),
    level=Text("Grön", "Green"),
    owner="Exempelbranschen",
    scale=(ScaleStep(1, _TEXT, _TEXT), ScaleStep(2, _TEXT, _TEXT)),
    areas=(
        AreaLine(_TEXT, 3, 2, AreaOutcome.SHOWN),
        AreaLine(_TEXT, 0, 2, AreaOutcome.NOT_YET, gap=_TEXT, next_step=_TEXT),
        AreaLine(_TEXT, 14, 2, AreaOutcome.CREDITED, credit_note=_TEXT),
    ),
    centre="Testcenter Värnamo",
    assessor="Maria Sandberg",
    assessor_number=2041,
    issued=w.CLAIMS.issued,
    valid_to=None,
    banked_to=date(2028, 3, 2),
    codes=Codes(ssyk="7223"),
    label=_TEXT,
    disclaimer=_TEXT,
    qr_text=w.text(),
    replaces=None,
)
PAYLOADS: dict[RecordType, p.Payload] = {
    RecordType.LOG_OPENED: p.LogOpened("bärbar 07", "Värnamo", "Maria Sandberg", w.SEAL.public),
    RecordType.PERSON_REGISTERED: p.PersonRegistered(ID, "Anna Ek", date(1987, 5, 21)),
    RecordType.PERSON_CORRECTED: p.PersonCorrected(ID, "Anna Ekman", reason="married"),
    RecordType.PERSON_GENDER: PersonGender(ID, Sex.WOMAN),
    RecordType.CASE_OPENED: p.CaseOpened(ID, ID, "CNC-1/1", "Värnamo", AT),
    RecordType.RETEST_SCOPED: RetestScoped(ID, ("matteknik",), ("material",)),
    RecordType.ORDER_PLACED: OrderPlaced(ID, ID, ID, "CNC-1", "Hällsjö Mekaniska AB"),
    RecordType.COMPANY_REGISTERED: CompanyRegistered(ID, "Hällsjö Mekaniska AB", "5560160680"),
    RecordType.COMPANY_REQUIRED: CompanyRequired(ID, "CNC-1", {"matteknik": 3}),
    RecordType.ORDER_MADE: OrderMade(ID, ID, "CNC-1", "Hösten 2026", date(2026, 11, 2)),
    RecordType.ORDER_JOINED: OrderJoined(ID, ID, "CNC-1", ID, "Svarv", "consent", AT.date()),
    RecordType.SITTING_CLOSED: p.SittingClosed(
        case=ID,
        sitting=ID,
        part=Part.PRACTICAL,
        number=1,
        started=AT,
        stopped=AT,
        active_seconds=3600,
        items=(p.ItemAnswer("m-01", ("24,99",)), p.ItemAnswer("m-02")),
        ratings=(p.RatingGiven("k-1", 2, "Bytte skär själv", Decimal("24.99")),),
        incidents=(p.SittingIncident(AT, AT),),
    ),
    RecordType.DECISION_MADE: p.DecisionMade(
        case=ID,
        outcome=CertificateKind.PARTIAL,
        areas=(p.AreaDecided("a", AreaOutcome.SAFETY, 2, 0, reasons=(ReasonCode.SAFETY,)),),
    ),
    RecordType.PLAN_AGREED: p.PlanAgreed(ID, (p.PlanMeasure("a", "Kurs, två dagar"),), "Bra dag"),
    RecordType.MEASURE_PLANNED: MeasurePlanned(
        *(ID, ID, "CNC-1", "matteknik", MeasureKind.COURSE, "Mätteknik", "Eva"),
        people=(MeasureTaker(ID, date(2026, 5, 4)),),
    ),
    RecordType.MEASURE_STATED: MeasureStated(
        *(ID, ID, "CNC-1", "matteknik", MeasureKind.COURSE, (MeasureTaker(ID),)), AT.date()
    ),
    RecordType.MEASURE_WORDED: MeasureWorded(ID, (ID,), "Mätteknik", "Eva", "2 dagar"),
    RecordType.CERTIFICATE_ISSUED: p.CertificateIssued(
        ID, ID, IssuedFacts.of(FACTS), 17, w.certificate(), w.accreditation()
    ),
    RecordType.CERTIFICATE_STATUS: p.CertificateStatus(
        bytes(10), p.ListedStatus.REVOKED, p.StatusReason.FOUND_WRONG
    ),
    RecordType.CONFLICT_SETTLED: ConflictSettled(
        bytes(16),
        Keep.FIRST,
        "Maskinen var densamma.",
        (FieldKept(PersonField.NAME, Keep.SECOND),),
    ),
    RecordType.INCIDENT: p.Incident("power", AT, ID, ID, 240),
    RecordType.ERASE_REQUESTED: EraseRequested(ID, EraseGround.WITHDREW),
    RecordType.ERASE_DONE: EraseDone(ID, "ab" * 32, 7, 2),
    RecordType.CONVERSATION_HELD: ConversationHeld(
        *(ID, ID, "SKF-1", "1.0.0", "ab" * 32, 1, AT.date()), {"mal-plan": 2}, {"mal": 2000}
    ),
}


@pytest.mark.parametrize("kind", PAYLOADS)
def test_a_payload_reads_back_as_it_was_written(kind: RecordType) -> None:
    """One function writes it, one reads it, byte for byte."""
    raw = p.encode_payload(PAYLOADS[kind])
    assert p.decode_payload(kind, raw) == PAYLOADS[kind]
    assert p.encode_payload(p.decode_payload(kind, raw)) == raw


@pytest.mark.parametrize("kind", PAYLOADS)
def test_fields_stand_in_order_and_without_white_space(kind: RecordType) -> None:
    """Canonical: the same facts give the same bytes on every machine."""
    raw = p.encode_payload(PAYLOADS[kind])
    names = list(msgspec.json.decode(raw))
    assert names == sorted(names)
    assert raw == msgspec.json.encode(msgspec.json.decode(raw), order="sorted")


@pytest.mark.parametrize("kind", PAYLOADS)
def test_no_payload_has_room_for_an_identity_number(kind: RecordType) -> None:
    """I12: a node knows people by a pseudonymous id, name and birth date."""
    raw = p.encode_payload(PAYLOADS[kind])
    assert b"number" not in raw.replace(b'"number":1', b"").replace(b"assessor_number", b"")
    widened = {**msgspec.json.decode(raw), "identity_number": "199006022397"}
    with pytest.raises(BadSeal):
        p.decode_payload(kind, msgspec.json.encode(widened))


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"\xff", b'{"case":"1"}', b"{" * 100_000])
def test_what_is_no_payload_is_refused(raw: bytes) -> None:
    """Signed nonsense is held up at the door."""
    with pytest.raises(BadSeal):
        p.decode_payload(RecordType.CASE_OPENED, raw)


def test_facts_print_the_same_after_the_way_through_the_log() -> None:
    """I4: what a node shows, or a desk prints again, is the snapshot that was signed."""
    raw = p.encode_payload(PAYLOADS[RecordType.CERTIFICATE_ISSUED])
    issued = p.decode_payload(RecordType.CERTIFICATE_ISSUED, raw)
    assert isinstance(issued, p.CertificateIssued)
    assert issued.facts.to_facts() == FACTS


def test_the_snapshot_has_every_printed_fact() -> None:
    """I4: a fact added to the paper is added to the record."""
    assert set(IssuedFacts.__struct_fields__) == set(CertificateFacts.__dataclass_fields__)


def test_what_is_not_known_is_told_from_what_is() -> None:
    """A node holds a type or schema of tomorrow (`stored_held`)."""
    assert all(p.is_known(kind, p.SCHEMA) for kind in PAYLOADS)
    assert not p.is_known(RecordType.INCIDENT, p.SCHEMA + 1)
    assert not p.is_known("machine.approved", p.SCHEMA)
