"""What a node tells by feed: a renewed accreditation is taken over, anything unproved is not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.change import Change, Touched
from app.node.keys import load_or_create
from app.seal.authority import sign_accreditation, sign_centre
from app.seal.centre_claims import CentreClaims
from app.seal.claims import AccreditationClaims
from app.seal.keys import ED25519, SigningKey
from app.storage import centres, desk_facts
from app.sync.wire import FeedAnswer, FeedEntry, encode
from app.usecases.authority import AccreditationExpired, CentreNotAccredited
from app.usecases.people import NewPerson
from app.usecases.today import AttentionKind
from app.workspace import Workspace
from tests.app.sync.lying_word import tell
from tests.app.sync.region import assert_agree, sync
from tests.factories import FixedClock
from tests.lying_proxy import Answer, LyingProxy
from tests.node_thread import NodeThread

pytestmark = pytest.mark.near_node

WINDOW = timedelta(days=100)


def accreditation(node: NodeThread, laptop: Workspace, **changes: object) -> bytes:
    """A statement for the laptop's seal, by the region's authority unless `by` is another."""
    by = changes.pop("by", None) or load_or_create(node.folder, "", "").authority
    assert isinstance(by, SigningKey)
    claims = AccreditationClaims(
        number=10472,
        seal_public=laptop.desk.signer.key.public,
        algorithm=ED25519,
        assessor="Maria Sandberg",
        centre="Testcenter Värnamo",
        profiles=("CNC-1", "MONT-1"),
        first_day=date.today(),
        last_day=date.today() + WINDOW,
        serial=2,
    )
    changed = {name: getattr(claims, name) for name in AccreditationClaims.__slots__} | changes
    return sign_accreditation(by, AccreditationClaims(**changed))  # type: ignore[arg-type]


def test_a_renewed_accreditation_counts_at_once(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """R1 R3: new last day and profiles without unlocking again; kept with the cursor."""
    tell(liar, FeedEntry(1, "accreditation", accreditation(node, laptop)))
    sync(laptop)
    assert laptop.assessor.accredited_to == date.today() + WINDOW
    assert laptop.assessor.profiles == ("CNC-1", "MONT-1")
    with laptop.desk.database.reading() as session:
        assert desk_facts.get(session, desk_facts.cursor(laptop.desk.signer.key.kid)) == "1"
    assert_agree(laptop, node)


def test_a_renewal_by_feed_ends_an_expired_state_while_the_desk_is_open(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """R1 R3: the last day has passed at the open desk; after a run work goes on, nothing said."""
    person = laptop.people.register(NewPerson("Anna Lind"))
    clock = laptop.desk.clock = FixedClock(laptop.desk.clock.now() + timedelta(days=130))
    with pytest.raises(AccreditationExpired):
        laptop.cases.open(person, "CNC-1")
    expired = AttentionKind.ACCREDITATION_EXPIRED
    assert expired in {line.kind for line in laptop.today.view().attention}
    told: list[Change] = []
    laptop.announce_to(told.append)
    days = {
        "first_day": date.today() + timedelta(days=100),
        "last_day": date.today() + timedelta(days=200),
    }
    tell(liar, FeedEntry(1, "accreditation", accreditation(node, laptop, **days)))
    sync(laptop)
    assert any(Touched.TRUST in change.touched for change in told)
    assert expired not in {line.kind for line in laptop.today.view().attention}
    assert laptop.assessor.accredited_to == days["last_day"] > clock.now().date()
    laptop.cases.open(person, "CNC-1")


@pytest.mark.parametrize(
    "changes",
    [
        {"by": SigningKey.generate()},
        {"seal_public": SigningKey.generate().public},
        {"serial": 1},
    ],
    ids=["another authority", "another seal", "no newer"],
)
def test_a_statement_that_proves_nothing_new_changes_nothing(
    laptop: Workspace, node: NodeThread, liar: LyingProxy, changes: dict[str, object]
) -> None:
    """It is passed over; the run goes on."""
    before = laptop.assessor
    tell(liar, FeedEntry(1, "accreditation", accreditation(node, laptop, **changes)))
    sync(laptop)
    assert laptop.assessor == before
    assert_agree(laptop, node)


def test_nonsense_and_unknown_entries_are_passed_over(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """A later node may tell more than this desk understands."""
    before = laptop.assessor
    tell(liar, FeedEntry(3, "accreditation", b"nonsense"), FeedEntry(4, "weather", b"rain"))
    sync(laptop)
    assert laptop.assessor == before
    assert_agree(laptop, node)


def test_a_feed_that_begins_again_is_followed_from_there(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """A node restored from a backup gives its numbers out again."""
    tell(liar, FeedEntry(7, "weather", b"rain"))
    sync(laptop)
    liar.lies.clear()
    sync(laptop)
    tell(liar, FeedEntry(5, "accreditation", accreditation(node, laptop)))
    sync(laptop)
    assert laptop.assessor.accredited_to == date.today() + WINDOW


def test_a_feed_that_leads_nowhere_is_not_a_node_s(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """A head that is never reached must not keep a run going for ever."""
    from app.sync.client import NotTheNode

    tell(liar, FeedEntry(9, "weather", b"rain"))
    liar.lies["/v1/feed"] = lambda _: Answer(200, encode(FeedAnswer((), 0)))
    with pytest.raises(NotTheNode):
        sync(laptop)


def centre(node: NodeThread, **changes: object) -> bytes:
    """A statement about the laptop's centre, by the region's authority unless `by` is another."""
    by = changes.pop("by", None) or load_or_create(node.folder, "", "").authority
    assert isinstance(by, SigningKey)
    claims = CentreClaims(
        "Testcenter Värnamo", ("Värnamo",), ("MONT-1",), date.today(), date.today() + WINDOW, 9
    )
    return sign_centre(by, replace(claims, **changes))  # type: ignore[arg-type]


def stated(laptop: Workspace) -> list[tuple[str, str]]:
    """Site and profile of everything the laptop holds of its centre."""
    with laptop.desk.database.reading() as session:
        held = centres.of_centre(session, laptop.centre)
        return [(row.site, row.profile) for row in held]


def test_what_the_centre_may_validate_is_taken_over_from_the_feed(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """R2: stated with the enrolment, narrowed by a later statement; it counts at once."""
    assert stated(laptop) == [("", "CNC-1")]
    person = laptop.people.register(NewPerson("Anna Lind"))
    tell(liar, FeedEntry(1, "centre", centre(node)))
    sync(laptop)
    assert stated(laptop) == [("Värnamo", "MONT-1")]
    with pytest.raises(CentreNotAccredited):
        laptop.cases.open(person, "CNC-1")


@pytest.mark.parametrize(
    "changes",
    [{"by": SigningKey.generate()}, {"serial": 1}, {"centre": "Testcenter Växjö"}],
    ids=["another authority", "no newer", "another centre"],
)
def test_a_centre_statement_that_proves_nothing_new_changes_nothing(
    laptop: Workspace, node: NodeThread, liar: LyingProxy, changes: dict[str, object]
) -> None:
    """R2: neither a stranger's word, nor an old one, nor one about somebody else."""
    tell(liar, FeedEntry(1, "centre", centre(node, **changes)), FeedEntry(2, "centre", b"x"))
    sync(laptop)
    assert stated(laptop) == [("", "CNC-1")]
