"""A certificate whose place in the list a copied laptop gave to another: it is made anew."""

from datetime import datetime, timedelta

import pytest

from app.domain.case import Step
from app.domain.certificate_status import (
    CertificateState,
    ReasonNotPossible,
    StatusAct,
    StatusReason,
)
from app.domain.desks import PRACTICE_PIN
from app.seal.payloads import CertificateStatus, ListedStatus, decode_payload
from app.seal.records import RecordType
from app.storage.tables import CertificateRow, FeedEntryRow, RecordRow
from app.sync.wire import REGION_STATUS, RegionStatus, encode
from app.usecases.attention import AttentionKind
from app.usecases.status_acts import Correction, NothingToCorrect
from app.workspace import Workspace
from tests.desk_work import CaseWalk

pytestmark = pytest.mark.begins_at(Step.CERTIFICATE)

SHARED = StatusReason.SHARED_PLACE


@pytest.fixture
def handed(walk: CaseWalk) -> bytes:
    """A certificate that was handed over."""
    walk.to(Step.CERTIFICATE)
    issued = walk.desk.certificates.issue(walk.case_id)
    walk.desk.cases.close(walk.case_id)
    return issued


def hear(desk: Workspace, certificate: bytes, reason: str, at: datetime, cursor: int = 1) -> None:
    """The region's word on it comes with the feed."""
    content = encode(RegionStatus(certificate, "suspended", reason, at))
    with desk.desk.database.transaction() as session:
        entry = FeedEntryRow(cursor=cursor, type=REGION_STATUS, content=content, applied=at)
        session.add(entry)


def attention(desk: Workspace) -> list[str]:
    """The numbers that today says are to be replaced."""
    found = desk.today.view().attention
    return [one.number for one in found if one.kind is AttentionKind.SHARED_PLACE]


def name_on(desk: Workspace, certificate: bytes) -> str:
    """What is printed."""
    return desk.certificates.facts(certificate).name


def test_it_is_stopped_and_today_asks_for_a_new_one(desk: Workspace, handed: bytes) -> None:
    """R43 R57: at the desk that issued it, whatever the shared bits of the list say."""
    before = desk.status_acts.standing(handed)
    assert (before.must_replace, attention(desk)) == (False, [])
    hear(desk, handed, "shared_place", desk.desk.clock.now())
    stopped = desk.status_acts.standing(handed)
    assert (stopped.shown.state, stopped.shown.by_region) == (CertificateState.SUSPENDED, True)
    assert (stopped.must_replace, stopped.reason) == (True, SHARED)
    assert attention(desk) == [stopped.number]
    assert stopped.reasons(StatusAct.REPLACE) == (SHARED,)
    open_acts = [way.act for way in stopped.ways if way.hindrance is None]
    assert StatusAct.REPLACE in open_acts
    assert StatusAct.LIFT not in open_acts


def test_the_new_one_has_the_same_name_and_days_and_a_place_of_its_own(
    desk: Workspace, walk: CaseWalk, handed: bytes
) -> None:
    """I4 I7 R42: one signed word ends the old one, and nothing asks any more."""
    hear(desk, handed, "shared_place", desk.desk.clock.now())
    correction = Correction(SHARED, name_on(desk, handed))
    new = desk.status_acts.replace(handed, correction, PRACTICE_PIN)
    with desk.desk.database.reading() as session:
        old_row, new_row = (session.get_one(CertificateRow, one) for one in (handed, new))
        assert (old_row.state, new_row.state) == ("replaced", "issued")
        assert old_row.status_index != new_row.status_index
        assert old_row.valid_to == new_row.valid_to
        found = session.query(RecordRow).filter_by(type=RecordType.CERTIFICATE_STATUS).one()
        said = decode_payload(found.type, found.payload or b"")
    assert said == CertificateStatus(handed, ListedStatus.REPLACED, SHARED, new)
    assert name_on(desk, new) == name_on(desk, handed)
    assert attention(desk) == []
    shown = desk.status_acts.standing(handed).shown
    assert (shown.state, shown.by_region) == (CertificateState.REPLACED, False)


def test_only_where_the_region_said_so_and_only_while_that_is_its_newest_word(
    desk: Workspace, handed: bytes
) -> None:
    """R42: no way around a stop; the same word twice is one line of the history."""
    same = Correction(SHARED, name_on(desk, handed))
    with pytest.raises(ReasonNotPossible):
        desk.status_acts.replace(handed, same, PRACTICE_PIN)
    usual = Correction(StatusReason.CORRECTION, name_on(desk, handed))
    with pytest.raises(NothingToCorrect):
        desk.status_acts.replace(handed, usual, PRACTICE_PIN)
    now = desk.desk.clock.now()
    for cursor in (1, 2):
        hear(desk, handed, "shared_place", now, cursor)
    told = [one for one in desk.status_acts.history(handed) if one.kind == "region"]
    assert len(told) == 1
    hear(desk, handed, "under_review", now + timedelta(seconds=1), 3)
    with pytest.raises(ReasonNotPossible):
        desk.status_acts.replace(handed, same, PRACTICE_PIN)
    assert attention(desk) == []


def test_an_own_stop_is_lifted_first(desk: Workspace, handed: bytes) -> None:
    """R42: nobody is caught between the two, and no stop is walked around."""
    desk.status_acts.suspend(handed, StatusReason.UNDER_REVIEW, "", PRACTICE_PIN)
    hear(desk, handed, "shared_place", desk.desk.clock.now())
    open_acts = [way.act for way in desk.status_acts.ways(handed) if way.hindrance is None]
    assert StatusAct.REPLACE not in open_acts
    desk.status_acts.lift(handed, "", PRACTICE_PIN)
    new = desk.status_acts.replace(handed, Correction(SHARED, name_on(desk, handed)), PRACTICE_PIN)
    assert desk.status_acts.standing(new).shown.state is CertificateState.ISSUED
