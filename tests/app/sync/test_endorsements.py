"""The authority's endorsement of a seal comes by feed, and only a proved one is kept."""

from dataclasses import replace

import pytest

from app.certificate.endorsement import make_endorsement
from app.certificate.endorsement_proof import endorsed
from app.node.keys import load_or_create
from app.seal.keys import SigningKey
from app.storage import endorsements
from app.sync.wire import FeedEntry
from app.workspace import Workspace
from tests.app.sync.lying_word import tell as tell_feed
from tests.app.sync.region import sync
from tests.lying_proxy import LyingProxy
from tests.node_thread import NodeThread

pytestmark = pytest.mark.near_node


def held(laptop: Workspace) -> bytes | None:
    """What the desk keeps."""
    with laptop.desk.database.reading() as session:
        return endorsements.of_seal(session, laptop.desk.signer.kid)


def tell(liar: LyingProxy, start: int, *told: bytes) -> None:
    """Let the feed hold these endorsements from a cursor on."""
    tell_feed(liar, *(FeedEntry(n, "endorsement", raw) for n, raw in enumerate(told, start)))


def test_a_desk_gets_its_seals_endorsement_with_the_first_run(
    laptop: Workspace, node: NodeThread
) -> None:
    """Of the accreditation the seal has; a badge made now carries it."""
    assert held(laptop) is None
    sync(laptop)
    raw = held(laptop)
    assert raw is not None
    claims = laptop.desk.accreditation().claims
    assert endorsed(raw) == (laptop.desk.signer.kid, claims.serial)


def test_an_endorsement_nobody_listed_has_signed_is_not_kept(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """By a stranger, of another accreditation, bent, or no endorsement at all."""
    claims = laptop.desk.accreditation().claims
    authority = load_or_create(node.folder, "", "").authority
    assert authority is not None
    genuine = make_endorsement(claims, authority, "Nod")
    tell(
        liar,
        50,
        make_endorsement(claims, SigningKey.generate(), "Nod"),
        make_endorsement(replace(claims, serial=9), authority, "Nod"),
        genuine.replace(b"CNC-1", b"CNC-9"),
        b"{}",
        b"",
    )
    sync(laptop)
    assert held(laptop) is None
    tell(liar, 60, b"x", genuine)
    sync(laptop)
    assert held(laptop) == genuine
