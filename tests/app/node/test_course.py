"""What the node makes of a case's course: moved, ended, contested, decided anew, replaced."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.domain.certificate import CertificateKind
from app.domain.certificate_status import StatusReason
from app.domain.course import CaseEnd, Verdict
from app.domain.disputes import DisputeKind, DisputeOutcome
from app.node.case_lists import read_course
from app.node.tables import KnownCase, KnownEntry, RegisteredCertificate
from app.seal.course_payloads import CaseEnded, CaseMoved, CaseReviewed
from app.seal.dispute_payloads import AppealFiled, AppealSettled
from app.seal.payloads import CertificateStatus, DecisionMade, ListedStatus
from app.seal.records import RecordType
from app.seal.retest_payloads import RetestScoped
from app.sync.wire import SentRecord
from tests.app.node.read_region import Overview, read_overview
from tests.app.node.small_node import SmallNode, issued
from tests.signed_log import SignedLog

RECON = DisputeKind.RECONSIDERATION


@pytest.fixture
def node(tmp_path: Path) -> Iterator[SmallNode]:
    """An empty node."""
    small = SmallNode(tmp_path / "node")
    yield small
    small.database.close()


@pytest.fixture
def log(node: SmallNode) -> SignedLog:
    """One laptop's log."""
    return node.laptop()


def opened(node: SmallNode, log: SignedLog) -> UUID:
    """A case the node knows."""
    person, registered = log.person()
    case, record = log.case(person)
    node.take(registered, record)
    return case


def decided(log: SignedLog, case: UUID, number: int = 1) -> SentRecord:
    """A decision; a changed one is full."""
    kind = CertificateKind.FULL if number > 1 else CertificateKind.PARTIAL
    made = DecisionMade(case=str(case), outcome=kind, areas=(), number=number)
    return log.link(RecordType.DECISION_MADE, "", made)


def known(node: SmallNode, case: UUID) -> KnownCase:
    """The case as the node shows it."""
    with node.database.reading() as session:
        return session.get_one(KnownCase, str(case))


def shown(node: SmallNode) -> Overview:
    """What coordinators see."""
    with node.database.reading() as session:
        return read_overview(session, node.now)


def rebuilt_alike(node: SmallNode) -> bool:
    """Whether the rows made again from the records are the same."""
    before = shown(node)
    node.rebuild()
    return shown(node) == before


def test_a_moved_case_is_the_other_persons(node: SmallNode, log: SignedLog) -> None:
    """R57: and every count stays."""
    case, other = opened(node, log), str(uuid4())
    moved = CaseMoved(str(case), known(node, case).person, other, "fel person vald")
    node.take(log.link(RecordType.CASE_MOVED, "", moved))
    assert known(node, case).person == other
    assert shown(node).cases == 1
    assert rebuilt_alike(node)


@pytest.mark.parametrize(
    "end", [CaseEnd.CANCELLED, CaseEnd.NO_SHOW, CaseEnd.ABORTED, CaseEnd.LAPSED]
)
def test_an_ended_case_is_no_longer_under_way(
    node: SmallNode, log: SignedLog, end: CaseEnd
) -> None:
    """The sum of the states stays the number of cases."""
    case = opened(node, log)
    opened(node, log)
    node.take(log.link(RecordType.CASE_ENDED, "", CaseEnded(str(case), end, "sjuk")))
    overview = shown(node)
    assert dict(overview.states)[end] == 1
    assert (overview.cases, overview.open_cases, len(overview.running)) == (2, 1, 1)
    assert rebuilt_alike(node)


def test_a_pause_ends_nothing(node: SmallNode, log: SignedLog) -> None:
    """A paused case is under way."""
    case = opened(node, log)
    for end in (CaseEnd.PAUSED, CaseEnd.RESUMED):
        node.take(log.link(RecordType.CASE_ENDED, "", CaseEnded(str(case), end)))
    assert known(node, case).state == "opened"


def test_a_review_keeps_the_state(node: SmallNode, log: SignedLog) -> None:
    """R7: it is on record, and the case is where it was."""
    case = opened(node, log)
    review = CaseReviewed(str(case), Verdict.AGREED, "0" * 64)
    (answer,) = node.take(log.link(RecordType.CASE_REVIEWED, "", review))
    assert (answer.result, known(node, case).state) == ("stored", "opened")


def test_a_retest_of_one_area_says_so(node: SmallNode, log: SignedLog) -> None:
    """R35: on the case's page, and again when everything is made anew from the records."""
    case = opened(node, log)
    scope = RetestScoped(str(case), ("matteknik",), ("material",))
    (answer,) = node.take(log.link(RecordType.RETEST_SCOPED, "", scope))
    assert answer.result == "stored"
    for _again in range(2):
        with node.database.reading() as session:
            course = read_course(session, str(case), node.now)
        assert course is not None
        assert [area.sv for area in course.retaken] == ["Mätteknik"]
        node.rebuild()


def test_registers_are_counted_apart_whoever_tells_first(node: SmallNode, log: SignedLog) -> None:
    """R48: the handler's seal may reach the node before the one that filed."""
    case, other = opened(node, log), node.laptop()
    entry, complaint = str(uuid4()), str(uuid4())
    settled = AppealSettled(entry, RECON, DisputeOutcome.UPHELD, "Elin", "x" * 20, str(case))
    node.take(other.link(RecordType.APPEAL_SETTLED, "", settled))
    filed = AppealFiled(entry, RECON, "OP-2026-1", "ord", str(case), date(2026, 5, 25))
    grumble = AppealFiled(complaint, DisputeKind.COMPLAINT, "KL-2026-1", "kallt")
    node.take(
        log.link(RecordType.APPEAL_FILED, "", filed),
        log.link(RecordType.APPEAL_FILED, "", grumble),
    )
    assert shown(node).registers == (("reconsideration", 0, 1), ("complaint", 1, 1))
    with node.database.reading() as session:
        row = session.get_one(KnownEntry, entry)
    assert (row.number, row.deadline, row.outcome) == ("OP-2026-1", date(2026, 5, 25), "upheld")
    assert rebuilt_alike(node)


def test_a_changed_decision_waits_for_its_own_certificate(node: SmallNode, log: SignedLog) -> None:
    """R46: the case is decided anew, also where the records come in another order."""
    case, elin = opened(node, log), node.laptop()
    node.take(decided(log, case), issued(log, case, 0))
    assert known(node, case).state == "certified"
    elin.now += timedelta(hours=1)
    node.take(decided(elin, case, 2))
    assert (known(node, case).state, known(node, case).outcome) == ("decided", "full")
    assert shown(node).open_cases == 1
    log.now += timedelta(hours=2)
    node.take(issued(log, case, 1), decided(log, case, 1))
    assert (known(node, case).state, known(node, case).outcome) == ("certified", "full")
    assert rebuilt_alike(node)


def test_a_colleagues_seal_may_replace_and_nothing_else(node: SmallNode, log: SignedLog) -> None:
    """R43: a certificate is replaced by another of the same person for the same profile only."""
    case, elin = uuid4(), node.laptop()
    old, new = issued(log, case, 0), issued(elin, case, 0)
    node.take(old, new)
    with node.database.transaction() as session:
        rows = {row.kid: row for row in session.scalars(select(RegisteredCertificate))}
        mine, theirs = rows[log.key.kid], rows[elin.key.kid]
        earlier, following = mine.id, theirs.id
    status = CertificateStatus(earlier, ListedStatus.REPLACED, StatusReason.APPEAL, following)
    (held,) = node.take(elin.link(RecordType.CERTIFICATE_STATUS, "", status))
    assert held.reason == "unknown_certificate"
    with node.database.transaction() as session:
        person = session.get_one(RegisteredCertificate, earlier).person
        session.get_one(RegisteredCertificate, following).person = person
    revoked = CertificateStatus(earlier, ListedStatus.REVOKED, StatusReason.APPEAL, following)
    (held,) = node.take(elin.link(RecordType.CERTIFICATE_STATUS, "", revoked))
    assert held.reason == "unknown_certificate"
    (stored,) = node.take(elin.link(RecordType.CERTIFICATE_STATUS, "", status))
    assert stored.result == "stored"
    with node.database.reading() as session:
        assert session.get_one(RegisteredCertificate, earlier).state == "replaced"
