"""A node whose database was set back in silence: what is in its ledger is never undone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from app.domain.certificate_status import StatusReason
from app.node.backup import take_backup
from app.node.ledger import NAME
from app.node.ledger_entries import Numbers
from app.node.levelling import Levelled
from app.node.lookup import Lookup
from app.node.restoring import restore
from app.node.status_orders import StatusOrders
from app.node.tables import EnrolledSeal, ListedPlace, NodeFact, StatusOrder
from app.seal.payloads import ListedStatus
from app.seal.status import CertificateState, SealState
from app.sync.wire import REGION_STATUS
from tests.app.node.kept_region import KeptRegion, case_of
from tests.app.node.small_node import SmallNode, issued

REVIEW = StatusReason.UNDER_REVIEW


@pytest.fixture(params=["sqlite", "postgresql"])
def region(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KeptRegion]:
    """A region on either engine."""
    if request.param == "sqlite":
        made = KeptRegion(tmp_path)
        yield made
        made.node.database.close()
        return
    made = KeptRegion(tmp_path, request.getfixturevalue("postgres_url"))
    yield made
    made.node.database.close()


def test_no_list_after_a_silent_restore_takes_back_what_an_earlier_one_said(
    region: KeptRegion,
) -> None:
    """R43 R60: revoked, replaced, ordered on: in the first list already, and its number higher."""
    region.order(4, ListedStatus.SUSPENDED)
    region.keep()
    region.revoke(0)
    region.revoke(1, ListedStatus.REPLACED)
    region.order(2, ListedStatus.REVOKED)
    region.order(3, ListedStatus.SUSPENDED, REVIEW)
    region.order(4, ListedStatus.VALID, StatusReason.LIFTED)
    before = region.published()
    assert region.states() == "RPRSV"
    region.set_back()
    assert region.node.database.levelled is Levelled.BEHIND
    after = region.published()
    assert (region.states(), after.sequence > before.sequence) == ("RPRSV", True)
    asked = Lookup(region.node.database, lambda: region.node.now, lambda: 0.0)
    assert [asked.find(region.ids[n], "").status for n in range(5)] == [
        "REVOKED",
        "REPLACED",
        "REVOKED",
        "SUSPENDED",
        "VALID",
    ]
    told = [e.type for e in region.node.publication.feed(region.log.key.kid, 0).entries]
    assert told.count(REGION_STATUS) == 4
    region.restart()
    assert (region.node.database.levelled, region.published()) == (Levelled.LEVEL, after)


def test_a_certificate_the_restored_node_does_not_know_is_listed_all_the_same(
    region: KeptRegion,
) -> None:
    """The ledger has its place in the list; when its record comes again it is no different."""
    record = issued(region.log, case_of(9), 9)
    region.keep()
    region.node.take(record)
    with region.node.database.reading() as session:
        found = session.execute(text("SELECT id FROM certificates WHERE status_index = 9"))
        region.ids[9] = found.scalar_one()
    region.revoke(9)
    assert region.published().seals[region.log.key.kid].certificate(9) == CertificateState.REVOKED
    region.set_back()
    assert region.published().seals[region.log.key.kid].certificate(9) == CertificateState.REVOKED
    region.node.take(record)
    assert region.published().seals[region.log.key.kid].certificate(9) == CertificateState.REVOKED


def test_a_withdrawn_seal_stays_withdrawn(region: KeptRegion) -> None:
    """R40: no desk could tell the node of it again."""
    region.keep()
    region.withdraw()
    region.set_back()
    assert region.published().seals[region.log.key.kid].state is SealState.WITHDRAWN
    with region.node.database.reading() as session:
        assert session.get_one(EnrolledSeal, region.log.key.kid).state == "withdrawn"


def test_a_database_set_back_under_a_node_that_serves_is_seen_at_the_next_answer(
    tmp_path: Path,
) -> None:
    """As when a standby that lagged behind is promoted: no restart tells the node."""
    region = KeptRegion(tmp_path)
    region.order(0, ListedStatus.REVOKED)
    assert region.states()[0] == "R"
    with region.node.database.transaction() as session:  # what an older database would not have
        session.execute(delete(StatusOrder))
        session.execute(delete(ListedPlace))
        session.get_one(NodeFact, "ledger").value = ""
    assert region.states()[0] == "R"
    entries = region.node.publication.feed(region.log.key.kid, 0).entries
    assert [entry.type for entry in entries].count(REGION_STATUS) == 2
    region.node.database.close()


def test_two_processes_on_one_folder_go_on_from_each_other(region: KeptRegion) -> None:
    """Neither takes the other's lines for a database that was set back."""
    other = SmallNode(region.folder, region.url)
    region.order(0, ListedStatus.REVOKED)
    first, _ = other.publication.status_bundle()
    region.revoke(1)
    second, _ = region.node.publication.status_bundle()
    other.pass_time(timedelta(seconds=2))
    orders = StatusOrders(other.database, lambda: other.now)
    orders.give(region.ids[2], ListedStatus.SUSPENDED, REVIEW, "Eva Lind")
    assert region.states() == "RRSVV"
    numbers = [one.sequence for one in region.ledger() if isinstance(one, Numbers)]
    assert numbers == sorted(set(numbers))
    assert first != second
    with region.node.database.reading() as session:
        assert len(session.scalars(select(StatusOrder)).all()) == 2
    other.database.close()


def test_with_its_disk_lost_an_old_backup_takes_nothing_back(region: KeptRegion) -> None:
    """R43 R60: the newest copy of the ledger lies with the backups, and joins what is here."""
    folder, place = region.folder, region.folder / "backups"
    url = region.url or f"sqlite:///{folder / 'node.db'}"
    old = take_backup(url, folder, place, region.node.keys, 3, lambda: region.node.now)
    region.revoke(0)
    before = region.published()
    region.node.pass_time(timedelta(hours=6))
    take_backup(url, folder, place, region.node.keys, 3, lambda: region.node.now)
    region.node.database.close()
    (folder / NAME).unlink()
    (folder / "node.db").unlink(missing_ok=True)
    restore(url, folder, Path(old.listed.file), region.node.keys, lambda: region.node.now)
    region.restart()
    after = region.published()
    assert (region.states(), after.sequence > before.sequence) == ("RVVVV", True)


def test_a_restore_never_shortens_the_ledger_here(region: KeptRegion) -> None:
    """The copy that came with the backup knows less than the node does."""
    folder, place = region.folder, region.folder / "backups"
    url = region.url or f"sqlite:///{folder / 'node.db'}"
    old = take_backup(url, folder, place, region.node.keys, 3, lambda: region.node.now)
    region.order(0, ListedStatus.REVOKED)
    region.published()
    kept = (folder / NAME).read_bytes()
    region.node.database.close()
    restore(url, folder, Path(old.listed.file), region.node.keys, lambda: region.node.now)
    assert (folder / NAME).read_bytes() == kept
    region.restart()
    assert region.states() == "RVVVV"


def test_a_ledger_that_is_gone_is_written_again_from_the_database(region: KeptRegion) -> None:
    """And said loudly; then a silent restore finds it whole."""
    region.order(0, ListedStatus.REVOKED)
    region.keep()
    region.revoke(1)
    region.withdraw()
    before = region.published()
    (region.folder / NAME).unlink()
    region.restart()
    assert region.node.database.levelled is Levelled.AHEAD
    region.set_back()
    after = region.published()
    assert (region.states()[:2], after.sequence > before.sequence) == ("RR", True)
    assert after.seals[region.log.key.kid].state is SealState.WITHDRAWN
