"""Words of a company's measures at the node: they go with whom they may be about, for good."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.domain.company_measure import MeasureKind
from app.node.blobs import FOLDER, Blobs
from app.node.enrolment import Invited
from app.node.erasures import Erasures
from app.node.tables import StoredRecord
from app.seal.measure_payloads import (
    MeasurePlanned,
    MeasureStated,
    MeasureTaker,
    MeasureWorded,
)
from app.seal.payload_form import Payload
from app.seal.receipts import ReceiptResult
from app.seal.records import RecordType
from app.sync.wire import SentRecord
from tests.app.node.small_node import SmallNode
from tests.signed_log import SignedLog

NAME = "Alva Erasdotter"
ELSEWHERE = Invited("Per Nyström", 10511, "Testcenter Borås", ("CNC-1",))


def worded(log: SignedLog, text: str, responsible: str, *people: UUID) -> SentRecord:
    """A measure's words."""
    about = tuple(map(str, people))
    told = MeasureWorded(str(uuid4()), about, text, responsible)
    return log.link(RecordType.MEASURE_WORDED, "", told)


def planned(log: SignedLog, text: str, *people: UUID, stated: bool = False) -> SentRecord:
    """A measure as it was told before, or its facts alone."""
    takers = tuple(MeasureTaker(str(one)) for one in people)
    ids = str(uuid4()), str(uuid4()), "CNC-1", "matteknik", MeasureKind.COURSE
    told: Payload = MeasurePlanned(*ids, text, "Eva Ek", takers)
    if stated:
        told = MeasureStated(*ids, takers)
    kind = RecordType.MEASURE_STATED if stated else RecordType.MEASURE_PLANNED
    return log.link(kind, "", told)


@pytest.fixture
def node(tmp_path: Path) -> SmallNode:
    """A node that has heard of nobody."""
    return SmallNode(tmp_path)


def erase(node: SmallNode, folder: Path, person: UUID) -> None:
    """The administrator decides."""
    blobs = Blobs(node.database, folder / FOLDER, lambda: node.now)
    Erasures(node.database, node.keys, blobs, lambda: node.now).order(str(person))


def left(node: SmallNode) -> set[bytes]:
    """The content that is still there."""
    with node.database.reading() as session:
        found = session.scalars(select(StoredRecord.payload))
        return {payload for payload in found if payload is not None}


def test_words_go_with_whom_they_may_be_about_and_never_come_back(
    node: SmallNode, tmp_path: Path
) -> None:
    """R53: old records and new; what names nobody erased, and a namesake elsewhere, stays."""
    log, away = node.laptop(), node.laptop(ELSEWHERE)
    person, registered = log.person(NAME)
    other, second = log.person("Bo Kvarström")
    going = [
        worded(log, "Truckkurs för två", "Eva Ek", person, other),
        worded(log, "Kurs för Bo", "alva  ERASDOTTER", other),
        worded(log, "Alva Erasdotters gamla kurs", "Eva Ek", other),
        planned(log, "Gammal form", person),
    ]
    staying = [
        worded(log, "Bara om Bo", "Eva Ek", other),
        worded(log, "Alva Erasdotterson håller kursen", "Eva Ek", other),
        worded(away, "En annan med samma namn", NAME, uuid4()),
        planned(log, "Gammal form om Bo", other),
        planned(log, "", person, other, stated=True),
    ]
    assert {one.result for one in node.take(registered, second, *going, *staying)} == {"stored"}
    erase(node, tmp_path, person)
    kept = {record.payload for record in (second, *staying)}
    assert left(node) == kept
    late = [
        worded(log, "Skrivet innan ordern kom", "Eva Ek", other, person),
        planned(log, "Gammal form, sen", person),
        *going,
    ]
    assert {one.result for one in node.take(*late)} == {ReceiptResult.GONE}
    after = worded(log, "Skrivet efteråt", "Eva Ek", other)
    assert [one.result for one in node.take(after)] == ["stored"]
    node.rebuild()
    assert left(node) == kept | {after.payload}
    node.database.close()  # what its log holds is in the file from now on
    file = (tmp_path / "node.db").read_bytes()
    assert b"Bara om Bo" in file
    for gone in (b"Truckkurs", b"Gammal form, sen", b"ERASDOTTER"):
        assert gone not in file
