"""What the region's authority states of a test centre, and how its desks are told."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from app.node.centres import Centres, CentreScope
from app.node.tables import StatedCentre
from app.seal.trust import Trust
from app.storage.centres import CentreStatement, prove
from app.sync.wire import EnrolRequest, SessionRequest, enrol_proof, session_proof
from tests.app.node.small_node import INVITED, SmallNode
from tests.signed_log import SignedLog

CENTRE = INVITED.centre


@pytest.fixture
def node(tmp_path: Path) -> Iterator[SmallNode]:
    """A node on SQLite."""
    small = SmallNode(tmp_path / "node")
    yield small
    small.database.close()


def enrolled(node: SmallNode, *profiles: str) -> tuple[SignedLog, CentreStatement]:
    """A desk taken in for these profiles, and what it was told of its centre."""
    log = SignedLog()
    code = node.enrolment.invite(type(INVITED)(INVITED.assessor, 10472, CENTRE, profiles))
    proof = log.key.sign(enrol_proof(code, log.key.public))
    answer = node.enrolment.enrol(EnrolRequest(code, log.key.public, proof))
    assert answer.centre_statement is not None
    return log, prove(answer.centre_statement, Trust.load(answer.node.roots, answer.trust_list))


def log_in(node: SmallNode, log: SignedLog) -> None:
    """Open a session, as every run does."""
    proof = log.key.sign(session_proof(log.key.kid, b"n" * 16, node.now))
    node.enrolment.open_session(SessionRequest(log.key.kid, b"n" * 16, node.now, proof))


def told(node: SmallNode, log: SignedLog) -> list[CentreStatement]:
    """The centre's statements in the feed."""
    entries = node.publication.feed(log.key.kid, 0).entries
    return [CentreStatement.read(entry.content) for entry in entries if entry.type == "centre"]


def test_a_desk_is_told_with_its_answer_what_its_centre_may_validate(node: SmallNode) -> None:
    """R2: signed by the listed authority, for every site; nobody else is there to be told."""
    log, statement = enrolled(node, "CNC-1")
    assert (statement.claims.centre, statement.claims.sites) == (CENTRE, ())
    assert statement.claims.profiles == ("CNC-1",)
    assert told(node, log) == []


def test_a_wider_scope_reaches_the_desks_that_are_there(node: SmallNode) -> None:
    """R2: the second desk's profile is added, the first hears of it by feed, newest serial."""
    first, _ = enrolled(node, "CNC-1")
    _, wider = enrolled(node, "MONT-1")
    assert wider.claims.profiles == ("CNC-1", "MONT-1")
    assert [heard.claims for heard in told(node, first)] == [wider.claims]
    assert wider.claims.serial == 2


def test_a_statement_is_renewed_before_it_ends(node: SmallNode) -> None:
    """R3: well before anybody has to be warned; not a day earlier."""
    log, statement = enrolled(node, "CNC-1")
    node.pass_time(timedelta(days=200))
    log_in(node, log)
    assert told(node, log) == []
    node.pass_time(timedelta(days=80))
    log_in(node, log)
    log_in(node, log)
    (renewed,) = told(node, log)
    assert renewed.claims.last_day > statement.claims.last_day


def test_sites_are_stated_and_stay_when_profiles_are_added(node: SmallNode) -> None:
    """R2: what the command `centre` states is not widened to other sites by a later desk."""
    log, _ = enrolled(node, "CNC-1")
    with node.database.transaction() as session:
        scope = CentreScope(CENTRE, ("CNC-1",), ("Värnamo", "Ljungby"))
        assert Centres(node.keys, lambda: node.now).state(session, scope)
    _, wider = enrolled(node, "MONT-1")
    assert wider.claims.sites == ("Värnamo", "Ljungby")
    assert len(told(node, log)) == 2


def test_desks_that_were_there_before_centres_were_stated_are_told_at_their_next_run(
    node: SmallNode,
) -> None:
    """R2: a region that is older than the rule needs nobody's hand."""
    log, _ = enrolled(node, "CNC-1")
    with node.database.transaction() as session:
        session.execute(delete(StatedCentre))
    log_in(node, log)
    (first,) = told(node, log)
    assert first.claims.profiles == ("CNC-1",)
