"""The key for files on its way: told at enrolment or by a run, certified, taken from the feed."""

import pytest
from sqlalchemy import delete

from app.node.keys import load_or_create
from app.seal.keys import SigningKey
from app.seal.paper_certificate import authority_certificate, certify_paper_key
from app.seal.paper_key import paper_key
from app.storage import certificate_files
from app.storage.tables import PaperCertificateRow
from app.sync.wire import FeedEntry, PaperPair, Problem, encode
from app.workspace import Workspace
from tests.app.sync.region import assert_agree, sync
from tests.app.sync.test_feed import tell
from tests.lying_proxy import Answer, LyingProxy
from tests.node_thread import NodeThread

pytestmark = pytest.mark.near_node


def held(laptop: Workspace) -> tuple[bytes, bytes] | None:
    """The certificate for the key of whoever is signed in."""
    with laptop.desk.database.reading() as session:
        return certificate_files.paper_of(session, laptop.desk.signer.kid)


def forget(laptop: Workspace) -> None:
    """As if the certificate had never come."""
    with laptop.desk.database.transaction() as session:
        session.execute(delete(PaperCertificateRow))


def pair(laptop: Workspace, by: SigningKey) -> PaperPair:
    """What an authority certifies for the laptop's accreditation."""
    claims = laptop.desk.accreditation().claims
    leaf = certify_paper_key(by, claims, paper_key(laptop.desk.signer.key).public)
    return PaperPair(laptop.desk.signer.kid, leaf, authority_certificate(by))


def test_the_first_run_brings_the_certificate(laptop: Workspace, node: NodeThread) -> None:
    """It was told at enrolment and made at once; from then on no run asks for it."""
    assert held(laptop) is None
    sync(laptop)
    authority = load_or_create(node.folder, "", "").authority
    assert authority is not None
    mine = pair(laptop, authority)
    assert held(laptop) == (mine.certificate, mine.issuer)
    assert_agree(laptop, node)


def test_one_that_was_lost_comes_again_with_the_next_run(
    laptop: Workspace, node: NodeThread
) -> None:
    sync(laptop)
    before = held(laptop)
    forget(laptop)
    sync(laptop)
    assert held(laptop) == before is not None


def test_a_node_that_knows_no_such_call_is_worked_with_all_the_same(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """An earlier version: everything is sent, files are made without a signature."""
    problem = Problem(type="urn:intyga:not_found", title="", status=404, code="not_found")
    liar.lies["/v1/paper-key"] = lambda _: Answer(404, encode(problem))
    sync(laptop)
    assert_agree(laptop, node)


@pytest.mark.parametrize("forged", ["authority", "seal", "nonsense"])
def test_a_certificate_nobody_proves_is_passed_over(
    laptop: Workspace, node: NodeThread, liar: LyingProxy, forged: str
) -> None:
    """By a stranger, for a seal that is not here, or none at all."""
    sync(laptop)
    forget(laptop)
    stranger = SigningKey.generate()
    contents = {
        "authority": encode(pair(laptop, stranger)),
        "seal": encode(PaperPair(stranger.kid, b"", b"")),
        "nonsense": b"nonsense",
    }
    tell(liar, FeedEntry(50, "paper", contents[forged]))
    sync(laptop)
    assert held(laptop) is None
