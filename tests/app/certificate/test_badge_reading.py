"""Whatever is handed in as a badge: an answer or a refusal by code, never a crash or a wait."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.certificate.badge_errors import BadBadge, BadgeCode
from app.certificate.badge_opening import LARGEST
from app.certificate.badge_reading import check_badge, read_badge
from app.certificate.data_integrity import secured
from tests.app.certificate import samples
from tests.app.certificate.badge_world import Issued, issued, places

ONE: Issued = issued(samples.full(2))
Tree = dict[str, Any]


def code_of(raw: bytes) -> BadgeCode | None:
    """The code it is refused with, None when it is read."""
    try:
        read_badge(raw)
    except BadBadge as refused:
        return refused.code
    return None


def bent(bend: Callable[[Tree], object]) -> bytes:
    """A badge with something bent in it."""
    tree = ONE.tree()
    bend(tree)
    return json.dumps(tree).encode()


def subject(tree: Tree) -> Tree:
    """What is said of the person."""
    found: Tree = tree["credentialSubject"]
    return found


def achievement(tree: Tree) -> Tree:
    """What is said of the profile."""
    found: Tree = subject(tree)["achievement"]
    return found


def endorsement(tree: Tree) -> Tree:
    """What the authority says."""
    found: Tree = tree["issuer"]["endorsement"][0]
    return found


NO_JSON = {
    "empty": b"",
    "no text": b"\xff\xfe\x00",
    "utf-16": ONE.badge.decode().encode("utf-16"),
    "cut": ONE.badge[:-1],
    "trailing": ONE.badge + b"{}",
    "twice the same key": ONE.badge.replace(b'"name":', b'"name":"x","name":', 1),
    "NaN": ONE.badge.replace(b'"statusSize":2', b'"statusSize":NaN'),
    "infinity": ONE.badge.replace(b'"statusSize":2', b'"statusSize":-Infinity'),
    "half a letter": ONE.badge.replace(b"Amina", b"\\ud800"),
    "a control": ONE.badge.replace(b"Amina", b"Am\\u0001ina"),
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
    "a number of 5 000 digits": b'{"a":' + b"1" * 5_000 + b"}",
}


@pytest.mark.parametrize("what", NO_JSON)
def test_what_is_no_plain_json_is_refused(what: str) -> None:
    """Duplicate keys, NaN, other encodings, depth: nothing two readers could read in two ways."""
    assert code_of(NO_JSON[what]) is BadgeCode.E_BADGE_JSON


def test_a_file_over_the_limit_is_not_even_decoded() -> None:
    """A bomb costs nothing."""
    assert code_of(b" " * (LARGEST + 1)) is BadgeCode.E_BADGE_SIZE


CONTEXTS: dict[str, Callable[[Tree], object]] = {
    "another": lambda tree: tree["@context"].append("https://example.org/v1"),
    "its own words": lambda tree: tree["@context"].append({"name": "https://example.org/x"}),
    "in the endorsement": lambda tree: tree["issuer"]["endorsement"][0].update({"@context": "x"}),
    "hidden deep": lambda tree: subject(tree).update({"@context": {"result": None}}),
    "no text": lambda tree: tree.update({"@context": 1}),
}


@pytest.mark.parametrize("what", CONTEXTS)
def test_a_context_that_is_not_pinned_is_refused(what: str) -> None:
    """E_CONTEXT_NOT_PINNED: words could be made to mean something else than what was signed."""
    assert code_of(bent(CONTEXTS[what])) is BadgeCode.E_CONTEXT_NOT_PINNED


PROOFS: dict[str, Callable[[Tree], object]] = {
    "none": lambda tree: tree.pop("proof"),
    "a list of them": lambda tree: tree.update(proof=[tree["proof"]]),
    "another suite": lambda tree: tree["proof"].update(cryptosuite="bbs-2023"),
    "a suite that is no word": lambda tree: tree["proof"].update(cryptosuite=["eddsa-rdfc-2022"]),
    "a token": lambda tree: tree.update(proof="eyJhbGciOiJub25lIn0.e30."),
}


@pytest.mark.parametrize("what", PROOFS)
def test_another_kind_of_proof_is_refused(what: str) -> None:
    """No proof, another one, several: said as what it is."""
    assert code_of(bent(PROOFS[what])) is BadgeCode.E_BADGE_PROOF_KIND


SHAPES: dict[str, Callable[[Tree], object]] = {
    "a field nobody knows": lambda tree: tree.update(extra="x"),
    "a field undefined in the context": lambda tree: subject(tree).update(passed="everything"),
    "contexts turned round": lambda tree: tree["@context"].reverse(),
    "another type": lambda tree: tree.update(type=["VerifiableCredential"]),
    "a value as an object": lambda tree: tree.update(name={"@value": "x"}),
    "text for a truth": lambda tree: subject(tree)["identifier"][0].update(hashed="false"),
    "a hashed name": lambda tree: subject(tree)["identifier"][0].update(hashed=True),
    "two names": lambda tree: subject(tree)["identifier"][1].update(identityType="name"),
    "an identity number": lambda tree: subject(tree)["identifier"][1].update(
        identityType="nationalIdentityNumber"
    ),
    "no name": lambda tree: subject(tree)["identifier"].pop(0),
    "a day that is none": lambda tree: subject(tree)["identifier"][1].update(
        identityHash="1988-02-30"
    ),
    "a day in another form": lambda tree: subject(tree)["identifier"][1].update(
        identityHash="1988-W11-4"
    ),
    "another number than its id": lambda tree: subject(tree).update(
        licenseNumber="0000 0000 0000 0000 0"
    ),
    "a result twice": lambda tree: subject(tree)["result"].append(subject(tree)["result"][0]),
    "a result missing": lambda tree: subject(tree)["result"].pop(),
    "an area twice": lambda tree: achievement(tree)["resultDescription"].append(
        achievement(tree)["resultDescription"][0]
    ),
    "no area": lambda tree: (
        achievement(tree).update(resultDescription=[]),
        subject(tree).update(result=[]),
    ),
    "a level of another area": lambda tree: subject(tree)["result"][0].update(
        achievedLevel=subject(tree)["result"][1]["achievedLevel"]
    ),
    "a value other than its level": lambda tree: subject(tree)["result"][0].update(value="4"),
    "a level credited": lambda tree: subject(tree)["result"][0].update(
        value="Tillgodoräknat / Credited"
    ),
    "an alignment twice": lambda tree: achievement(tree)["alignment"].append(
        achievement(tree)["alignment"][0]
    ),
    "the ids of another profile": lambda tree: achievement(tree).update(humanCode="SVE-1/1"),
    "another kind": lambda tree: achievement(tree).update(achievementType="Diploma"),
    "begins at noon": lambda tree: tree.update(validFrom="2026-11-12T12:00:00Z"),
    "ends at noon": lambda tree: tree.update(validUntil="2031-11-11T12:00:00Z"),
    "an index out of bounds": lambda tree: tree["credentialStatus"].update(
        statusListIndex="99999999999", id="x"
    ),
    "a list elsewhere": lambda tree: tree["credentialStatus"].update(
        statusListCredential="https://evil.example/list"
    ),
    "another meaning of the bits": lambda tree: tree["credentialStatus"]["statusMessage"].reverse(),
    "a key that is none": lambda tree: tree["issuer"].update(id="did:web:example.org"),
    "evidence elsewhere": lambda tree: tree["evidence"][0].update(id="https://evil.example/"),
    "a list": lambda tree: tree.update(issuer=[tree["issuer"]]),
    "an endorsement without a name": lambda tree: endorsement(tree).update(id="_:b0"),
    "an endorsement called a keyword": lambda tree: endorsement(tree).update(id="@type"),
    "an endorsement of nobody": lambda tree: endorsement(tree)["credentialSubject"].update(id="x"),
    "an endorsement by nobody": lambda tree: endorsement(tree)["proof"].update(
        verificationMethod="_:b1"
    ),
    "an endorsement without a proof": lambda tree: endorsement(tree).pop("proof"),
    "an endorsement for ever": lambda tree: endorsement(tree).pop("validUntil"),
    "two endorsements": lambda tree: tree["issuer"]["endorsement"].append(endorsement(tree)),
}


@pytest.mark.parametrize("what", SHAPES)
def test_what_is_not_made_as_we_make_it_is_refused(what: str) -> None:
    """What is read is exactly what is signed: no field unread, none that contradicts another."""
    assert code_of(bent(SHAPES[what])) is BadgeCode.E_BADGE_SHAPE


def test_a_badge_of_another_issuer_in_another_form_is_refused_and_said_so() -> None:
    """A genuine Open Badge of somebody else is no certificate of ours."""
    foreign = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential", "AchievementCredential"],
        "issuer": "did:key:z6Mk",
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "urn:uuid:2"},
        "proof": {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"},
    }
    assert code_of(json.dumps(foreign).encode()) is BadgeCode.E_BADGE_SHAPE
    for other in (b"null", b"[]", b'"x"', b"1"):
        assert code_of(other) is BadgeCode.E_BADGE_SHAPE


def test_a_badge_signed_by_its_own_seal_with_a_contradiction_inside_is_refused() -> None:
    """Who holds a seal cannot make a badge that says two things either."""
    tree = ONE.tree()
    del tree["proof"]
    subject(tree)["result"][0]["value"] = "4"
    signed = secured(tree, ONE.seal, tree["validFrom"])
    assert code_of(json.dumps(signed).encode()) is BadgeCode.E_BADGE_SHAPE


def test_thousands_of_equal_parts_are_refused_before_they_are_worked_out() -> None:
    """A graph made to be dear to canonicalise never gets that far."""
    part = {"type": ["Alignment"], "targetName": "x"}
    full = {**part, "targetUrl": "x", "targetFramework": "x", "targetCode": "x"}
    many = bent(lambda tree: achievement(tree).update(alignment=[full] * 1_000))
    assert code_of(many) is BadgeCode.E_BADGE_SHAPE
    distinct = [{**full, "targetCode": str(number)} for number in range(1_000)]
    many = bent(lambda tree: achievement(tree).update(alignment=distinct))
    assert code_of(many) is BadgeCode.E_BADGE_SHAPE


@pytest.mark.parametrize("word", ["", "@type", "_:b0", "\0", 'a <b> "c" \\', "\u2028\u202e"])
def test_a_strange_word_in_any_place_gets_an_answer(word: str) -> None:
    """Keywords, blank nodes and controls of JSON-LD are words like any other, or refused."""
    for path in places(ONE.tree()):
        tree = part = ONE.tree()
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = word
        raw = json.dumps(tree).encode()
        try:
            check = check_badge(raw, ONE.claims, ONE.accreditation, {ONE.authority.public})
        except BadBadge:
            continue
        assert not check.is_good


@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer(raw: bytes) -> None:
    """Noise is refused by code."""
    assert code_of(raw) is not None


def test_random_damage_is_refused_or_differs_or_changes_nothing_said() -> None:
    """1 000 mutations of the bytes: none crashes, none is good that says something else."""
    chance = random.Random(2026)
    for _ in range(1_000):
        raw = bytearray(ONE.badge)
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(raw))
            act = chance.randrange(3)
            if act == 0:
                raw[place] = chance.randrange(256)
            elif act == 1:
                del raw[place : place + chance.randint(1, 20)]
            else:
                raw[place:place] = raw[place : place + chance.randint(1, 20)]
        if bytes(raw) == ONE.badge:
            continue
        try:
            check = check_badge(bytes(raw), ONE.claims, ONE.accreditation, {ONE.authority.public})
        except BadBadge:
            continue
        assert not check.is_good or json.loads(raw) == ONE.tree()
