"""Endorsements at the node: its own in a trial region, the authority's where that is elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.certificate.authority_answer import answers_to
from app.certificate.endorsement import make_endorsement
from app.certificate.endorsement_proof import endorsed
from app.node.region import NotOurAuthority, Region
from app.seal import cose
from app.seal.ceremony import Answers
from app.seal.claims import AccreditationClaims
from app.seal.cose import Purpose
from app.seal.keys import SigningKey
from tests.app.node.small_node import SmallNode
from tests.signed_log import SignedLog


@pytest.fixture
def small(tmp_path: Path) -> SmallNode:
    """A node of a trial region, on a day its trust list is of."""
    made = SmallNode(tmp_path)
    made.now = datetime.now(UTC)
    return made


def told(small: SmallNode, log: SignedLog) -> list[bytes]:
    """The endorsements in a desk's feed."""
    entries = small.publication.feed(log.key.kid, 0).entries
    return [entry.content for entry in entries if entry.type == "endorsement"]


def claims_of(raw: bytes) -> AccreditationClaims:
    """What an accreditation states."""
    return AccreditationClaims.from_bytes(cose.open1(raw, Purpose.ACCREDITATION).payload)


def test_a_trial_region_endorses_what_it_accredits(small: SmallNode) -> None:
    """At enrolment and again when it renews, each of its own accreditation."""
    log = small.laptop()
    assert [endorsed(raw) for raw in told(small, log)] == [(log.key.kid, 1)]
    assert told(small, SignedLog()) == []


def test_the_authoritys_answer_brings_endorsements_that_are_told_once(small: SmallNode) -> None:
    """Asked by file, signed elsewhere, proved here, told by feed; again changes nothing."""
    log = small.laptop()
    authority = small.keys.authority
    assert authority is not None
    region = Region(small.database, small.keys, lambda: small.now)
    small.pass_time(timedelta(days=100))
    answers = answers_to(authority, region.requests(), 90, small.now.date())
    assert len(answers.endorsements) == len(answers.seals) == 1
    assert region.accept(answers).endorsements == 1
    assert region.accept(answers).endorsements == 0
    assert [endorsed(raw)[1] for raw in told(small, log)] == [1, 2]


def test_an_endorsement_by_no_listed_authority_is_refused_whole(small: SmallNode) -> None:
    """R1: a stranger's, a bent one; one of an earlier accreditation or a stranger's seal is old."""
    small.laptop()
    region = Region(small.database, small.keys, lambda: small.now)
    authority = small.keys.authority
    assert authority is not None
    small.pass_time(timedelta(days=100))
    answers = answers_to(authority, region.requests(), 90, small.now.date())
    claims = claims_of(answers.seals[0])
    stranger = make_endorsement(claims, SigningKey.generate(), "x")
    bent = answers.endorsements[0].replace(b"Sandberg", b"Sandborg")
    for raw in (stranger, bent, b"{}", b""):
        with pytest.raises(NotOurAuthority):
            region.accept(replace_endorsements(answers, raw))
    assert region.accept(answers).endorsements == 1
    old = make_endorsement(replace(claims, serial=1), authority, "x")
    assert region.accept(replace_endorsements(answers, old)).endorsements == 0


def replace_endorsements(answers: Answers, *raw: bytes) -> Answers:
    """The same answers with other endorsements."""
    return Answers("answers", answers.seals, answers.centres, endorsements=raw)
