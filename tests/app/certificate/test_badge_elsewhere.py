"""Our badges before verifiers that are not ours: the standard's schema, Python and JavaScript."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openbadgeslib.ob3 import OB3VerificationError
from openbadgeslib.ob3.ldp import OB3LdpVerifier

from app.domain.text import Text
from tests.app.certificate import samples
from tests.app.certificate.badge_world import Issued, issued
from tests.app.seal import world
from tests.node_verifiers import NodeVerifiers, installed

DAY = "2026-11-20T12:00:00Z"
P256 = {"seal": world.P256_SEAL, "authority": world.P256_AUTHORITY}
Bend = Callable[[Any], object]


@pytest.fixture(scope="module")
def others() -> NodeVerifiers:
    """The JavaScript verifiers."""
    return installed()


def kinds() -> list[Issued]:
    """A badge of every kind and of both algorithms, short and long."""
    return [
        issued(),
        issued(samples.partial()),
        issued(samples.statement()),
        issued(samples.full(64)),
        issued(
            replace(
                samples.full(1),
                name="Šárka Ōe-Þorsdóttir \\ \"'<b> 😀",
                birth_date=None,
                disclaimer=Text("Två\trader\r\nmed slut", "Två"),
            )
        ),
        issued(**P256),
    ]


BENDS: dict[str, Bend] = {
    "level": lambda tree: tree["credentialSubject"]["result"][0].update(
        achievedLevel=tree["credentialSubject"]["result"][1]["achievedLevel"]
    ),
    "value": lambda tree: tree["credentialSubject"]["result"][0].update(value="4"),
    "name": lambda tree: tree["credentialSubject"]["identifier"][0].update(identityHash="Bo Ek"),
    "birth date": lambda tree: tree["credentialSubject"]["identifier"][1].update(
        identityHash="1988-03-18"
    ),
    "issued": lambda tree: tree.update(validFrom="2026-11-11T00:00:00Z"),
    "last day": lambda tree: tree.update(validUntil="2036-11-11T23:59:59Z"),
    "status index": lambda tree: tree["credentialStatus"].update(statusListIndex="18"),
    "centre": lambda tree: tree["issuer"].update(name="Annat testcenter"),
    "endorsement": lambda tree: tree["issuer"]["endorsement"][0]["credentialSubject"].update(
        endorsementComment="Får allt"
    ),
    "no endorsement": lambda tree: tree["issuer"].pop("endorsement"),
    "code": lambda tree: tree["evidence"][0].update(id="https://bevis.example.se/v#12"),
}


def bent(tree: Any, bend: Bend) -> Any:
    """A copy in which one thing is changed."""
    changed = copy.deepcopy(tree)
    bend(changed)
    return changed


def test_javascript_verifiers_from_npm_take_every_kind_and_its_endorsement(
    others: NodeVerifiers,
) -> None:
    """R40: by Digital Bazaar's verifier, over contexts from its own packages; schema by ajv."""
    trees = [certificate.tree() for certificate in kinds()]
    endorsements = [tree["issuer"]["endorsement"][0] for tree in trees]
    answers = others.answers(trees + endorsements, DAY)
    assert [answer["why"] for answer in answers if not answer["verified"]] == []
    assert [answer["faults"] for answer in answers[: len(trees)]] == ["No errors"] * len(trees)


def test_whatever_is_changed_the_javascript_verifiers_refuse(others: NodeVerifiers) -> None:
    """A changed level, name, date or endorsement fails, by either algorithm."""
    trees = [issued(samples.full(2)).tree(), issued(samples.full(2), **P256).tree()]
    changed = [bent(tree, bend) for tree in trees for bend in BENDS.values()]
    assert not any(answer["verified"] for answer in others.answers(changed, DAY))


def test_openbadgeslib_takes_every_kind() -> None:
    """Another Python implementation, with its own check that JSON and signature agree."""
    for certificate in (issued(), issued(samples.partial()), issued(samples.statement())):
        badge = OB3LdpVerifier().verify(certificate.badge)
        assert badge.to_vc()["id"] == certificate.tree()["id"]


@pytest.mark.parametrize("what", BENDS)
def test_openbadgeslib_refuses_what_is_changed(what: str) -> None:
    """A changed level, name, date or endorsement fails there too."""
    changed = bent(issued(samples.full(2)).tree(), BENDS[what])
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier().verify(json.dumps(changed))


def test_a_practice_badge_is_valid_nowhere(others: NodeVerifiers) -> None:
    """Whoever takes a practice print for real is told that it has ended."""
    certificate = issued(replace(samples.full(), practice=True))
    (answer,) = others.answers([certificate.tree()], DAY)
    assert not answer["verified"]
    assert "validUntil" in answer["why"]
    with pytest.raises(OB3VerificationError, match="expired"):
        OB3LdpVerifier().verify(certificate.badge)
