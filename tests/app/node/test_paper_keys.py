"""The key a seal signs files with at the node: told by the seal, certified, told back by feed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete

from app.certificate.authority_answer import accreditation_of, answers_to
from app.node.enrolment import Refused
from app.node.region import NotOurAuthority, Region
from app.node.tables import EnrolledSeal, PaperKey
from app.seal.ceremony import Answers, AskedSeal, PaperAnswer, read_answers, read_requests
from app.seal.keys import SigningKey
from app.seal.paper_certificate import (
    authority_certificate,
    certify_paper_key,
    prove_paper_certificate,
    read_paper_certificate,
)
from app.seal.paper_key import paper_key, sign_paper_key
from app.seal.trust import Trust
from app.sync.wire import PaperKeyRequest, PaperPair
from tests.app.node.small_node import SmallNode
from tests.signed_log import SignedLog


@pytest.fixture
def node(tmp_path: Path) -> Iterator[SmallNode]:
    """A trial region's node: its authority is beside it."""
    small = SmallNode(tmp_path / "node")
    small.now = datetime.now(UTC)  # its trust list begins today
    yield small
    small.database.close()


@pytest.fixture
def office(node: SmallNode) -> SigningKey:
    """The authority taken from the node and kept elsewhere, as in a region with its own root."""
    authority = node.keys.authority
    assert authority is not None
    node.keys = replace(node.keys, authority=None)
    node.enrolment._keys = node.keys
    return authority


def told(node: SmallNode, log: SignedLog) -> list[PaperPair]:
    """Every certificate the desk has been told of, the newest last."""
    entries = node.publication.feed(log.key.kid, 0).entries
    papers = [entry.content for entry in entries if entry.type == "paper"]
    return [msgspec.json.decode(content, type=PaperPair) for content in papers]


def tell(node: SmallNode, log: SignedLog) -> bool:
    """The desk tells its key, as in every run until it has a certificate."""
    request = PaperKeyRequest(sign_paper_key(log.key))
    return node.enrolment.take_paper_key(log.key.kid, request).is_certified


def region(node: SmallNode) -> Region:
    """The node's dealings with its authority."""
    return Region(node.database, node.keys, lambda: node.now)


def asked(node: SmallNode) -> AskedSeal | None:
    """What the authority is asked for the one seal there is."""
    seals = region(node).requests().seals
    return seals[0] if seals else None


def test_a_trial_region_certifies_at_once(node: SmallNode) -> None:
    """By an authority of the trust list, for the key the seal stated and nobody else's."""
    log = node.laptop()
    assert tell(node, log)
    (pair,) = told(node, log)
    trust = Trust.load(node.keys.roots, node.keys.trust_list)
    stated = prove_paper_certificate(pair.certificate, pair.issuer, trust)
    assert stated.public == paper_key(log.key).public
    assert (stated.assessor, stated.number) == ("Maria Sandberg", 10472)


def test_a_desk_that_asks_again_is_told_again(node: SmallNode) -> None:
    """Its feed was lost with a disk, or cut: the same certificate comes once more (R56)."""
    log = node.laptop()
    assert [tell(node, log) for _ in range(3)] == [True, True, True]
    assert len({pair.certificate for pair in told(node, log)}) == 1


def test_it_is_renewed_with_the_accreditation(node: SmallNode) -> None:
    """R1: the new days are in both, in the order in which the desk can believe them."""
    from tests.app.node.test_region import log_in

    log = node.laptop()
    tell(node, log)
    node.pass_time(timedelta(days=100))
    log_in(node, log)
    types = [entry.type for entry in node.publication.feed(log.key.kid, 0).entries]
    assert types.index("accreditation") < len(types) - 1 - types[::-1].index("paper")
    first, second = (read_paper_certificate(pair.certificate) for pair in told(node, log))
    assert second.not_after - first.not_after == timedelta(days=100)


def test_a_seal_that_was_withdrawn_gets_no_certificate(node: SmallNode) -> None:
    """R1: whoever may not certify signs no file either."""
    log = node.laptop()
    with node.database.transaction() as session:
        session.get_one(EnrolledSeal, log.key.kid).state = "withdrawn"
    assert not tell(node, log)
    assert told(node, log) == []


def test_nobody_has_a_key_certified_in_anothers_name(node: SmallNode) -> None:
    log, thief = node.laptop(), SignedLog()
    stolen = PaperKeyRequest(sign_paper_key(thief.key))
    for kid, code in ((log.key.kid, "bad_proof"), (thief.key.kid, "unknown_seal")):
        with pytest.raises(Refused) as refused:
            node.enrolment.take_paper_key(kid, stolen)
        assert refused.value.code == code
    with pytest.raises(Refused):
        node.enrolment.take_paper_key(log.key.kid, PaperKeyRequest(b"nonsense"))
    assert told(node, log) == []


def test_an_authority_elsewhere_is_asked_with_the_seals_own_word(
    node: SmallNode, office: SigningKey
) -> None:
    """Key and accreditation in one answer; taken once, told once."""
    log = node.laptop()
    assert not tell(node, log)
    seal = asked(node)
    assert seal is not None
    assert seal.paper == sign_paper_key(log.key)
    answers = answers_to(office, region(node).requests(), 90, node.now.date())
    assert (region(node).accept(answers).papers, region(node).accept(answers).papers) == (1, 0)
    (pair,) = told(node, log)
    assert read_paper_certificate(pair.certificate).public == paper_key(log.key).public
    assert tell(node, log)
    assert asked(node) is None


def test_a_key_that_comes_after_the_accreditation_is_asked_for_too(
    node: SmallNode, office: SigningKey
) -> None:
    """A desk of an earlier version that was upgraded: the next requests name it again."""
    log = node.laptop()
    region(node).accept(answers_to(office, region(node).requests(), 90, node.now.date()))
    assert asked(node) is None
    tell(node, log)
    again = asked(node)
    assert again is not None
    assert (again.serial, bool(again.paper)) == (2, True)


def test_the_authority_signs_no_key_that_the_seal_did_not_state(
    node: SmallNode, office: SigningKey
) -> None:
    """A node that puts its own key in the requests gets nothing at all signed."""
    from app.seal.codes import BadSeal

    log = node.laptop()
    tell(node, log)
    requests = region(node).requests()
    swapped = msgspec.structs.replace(
        requests.seals[0], paper=sign_paper_key(SigningKey.generate())
    )
    with pytest.raises(BadSeal):
        answers_to(office, msgspec.structs.replace(requests, seals=(swapped,)), 90, node.now.date())


def test_a_certificate_that_is_not_as_asked_is_refused_whole(
    node: SmallNode, office: SigningKey
) -> None:
    """By nobody's authority, for another key, for a seal that never asked."""
    log, other = node.laptop(), SignedLog()
    tell(node, log)
    answers = answers_to(office, region(node).requests(), 90, node.now.date())
    seal = asked(node)
    assert seal is not None
    claims = accreditation_of(seal, 90, node.now.date())
    foreign, above = SigningKey.generate(), authority_certificate(office)
    public = paper_key(log.key).public
    for paper in (
        PaperAnswer(
            log.key.kid,
            certify_paper_key(foreign, claims, public),
            authority_certificate(foreign),
        ),
        PaperAnswer(
            log.key.kid, certify_paper_key(office, claims, paper_key(other.key).public), above
        ),
        PaperAnswer(other.key.kid, answers.papers[0].certificate, above),
        PaperAnswer(log.key.kid, b"nonsense", above),
    ):
        with pytest.raises(NotOurAuthority):
            region(node).accept(msgspec.structs.replace(answers, papers=(paper,)))
    assert told(node, log) == []
    assert region(node).accept(answers).seals == 1


def test_answers_of_an_earlier_accreditation_are_passed_by(
    node: SmallNode, office: SigningKey
) -> None:
    """Two answers under way at once: the older one changes nothing and stops nothing."""
    log = node.laptop()
    tell(node, log)
    requests, today = region(node).requests(), node.now.date()
    older = answers_to(office, requests, 60, today)
    newer = msgspec.structs.replace(
        requests, seals=(msgspec.structs.replace(requests.seals[0], serial=2),)
    )
    assert region(node).accept(answers_to(office, newer, 90, today)).papers == 1
    assert region(node).accept(older).papers == 0
    assert len(told(node, log)) == 1


def test_a_node_that_lost_the_key_takes_the_accreditation_all_the_same(
    node: SmallNode, office: SigningKey
) -> None:
    """Restored from yesterday's copy: the desk tells its key again, and is asked for again."""
    log = node.laptop()
    tell(node, log)
    answers = answers_to(office, region(node).requests(), 90, node.now.date())
    with node.database.transaction() as session:
        session.execute(delete(PaperKey))
    taken = region(node).accept(answers)
    assert (taken.seals, taken.papers) == (1, 0)
    tell(node, log)
    assert asked(node) is not None


def test_files_of_an_earlier_version_are_still_read() -> None:
    """Requests without keys, answers without certificates."""
    requests = b"""{"intyga":"requests","region":"N","node":"","centres":[],"seals":[
        {"public":"","assessor":"A","number":1,"centre":"C","profiles":["CNC-1"],"serial":1}]}"""
    assert read_requests(requests, "old").seals[0].paper == b""
    answers = b'{"intyga":"answers","seals":[],"centres":[],"orders":[]}'
    assert read_answers(answers, "old") == Answers("answers")
