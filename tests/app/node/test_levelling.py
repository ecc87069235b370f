"""A node whose database was set back in silence: what is in its ledger is never undone."""

import errno
import itertools
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any, TypeAlias
from uuid import UUID

import httpx
import pytest
from sqlalchemy import create_engine, delete, make_url, text

from app.domain.certificate_status import StatusReason
from app.node.__main__ import main
from app.node.backup import take_backup
from app.node.keys import load_or_create
from app.node.ledger import NAME, Ledger
from app.node.ledger_entries import Entry, Ordered
from app.node.levelling import Levelled
from app.node.lookup import Lookup
from app.node.region import Region
from app.node.restoring import restore
from app.node.status_orders import StatusOrders
from app.node.tables import EnrolledSeal, ListedPlace, NodeFact, StatusOrder
from app.seal.ceremony import Answers, SealOrder, sign_order
from app.seal.payloads import CertificateStatus, ListedStatus
from app.seal.records import RecordType
from app.seal.status import CertificateState, SealState, StatusBundle, StatusList
from app.sync.wire import REGION_STATUS
from tests.app.node.small_node import SmallNode, issued
from tests.app.node.test_backup import own_database
from tests.app.sync.breaking_line import BreakingLine, without_threads
from tests.app.sync.near_region import NearRegion

TraceFunction: TypeAlias = Callable[[FrameType, str, Any], Any]
WRONG, REVIEW = StatusReason.FOUND_WRONG, StatusReason.UNDER_REVIEW


class KeptRegion:
    """A node with certificates at index 0 to 4 of one seal, its database to be set back."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url = folder, url
        self.node = SmallNode(folder, url)
        self.log = self.node.laptop()
        records = [issued(self.log, _case(n), n) for n in range(5)]
        self.node.take(*records)
        with self.node.database.reading() as session:
            found = session.execute(text("SELECT status_index, id FROM certificates")).all()
        self.ids = dict(tuple(row) for row in found)
        self.published()

    def revoke(self, index: int, state: ListedStatus = ListedStatus.REVOKED) -> None:
        """Its own seal says so."""
        word = CertificateStatus(self.ids[index], state, WRONG)
        self.node.take(self.log.link(RecordType.CERTIFICATE_STATUS, "", word))

    def order(self, index: int, state: ListedStatus, reason: StatusReason = WRONG) -> None:
        """The region decides."""
        self.node.pass_time(timedelta(seconds=1))
        orders = StatusOrders(self.node.database, lambda: self.node.now)
        orders.give(self.ids[index], state, reason, "Eva Lind")

    def withdraw(self) -> None:
        """The authority withdraws the seal."""
        key = self.node.keys.authority
        assert key is not None
        order = SealOrder(self.log.key.kid, SealState.WITHDRAWN, self.node.now.date(), 1)
        answers = Answers("answers", orders=(sign_order(key, order),))
        Region(self.node.database, self.node.keys, lambda: self.node.now).accept(answers)

    def published(self) -> StatusList:
        """The list of this moment."""
        _, raw = self.node.publication.status_bundle()
        return StatusList.from_bytes(StatusBundle.from_bytes(raw).statement.payload)

    def ledger(self) -> tuple[Entry, ...]:
        """What stands in it."""
        return Ledger(self.folder, self.node.keys.node).entries()

    def states(self) -> str:
        """The first letter of what the list says of each, S for suspended, R, P for replaced."""
        letters = dict(zip(CertificateState, "VSRP", strict=True))
        seal = self.published().seals[self.log.key.kid]
        return "".join(letters[seal.certificate(n)] for n in range(5))

    def keep(self) -> None:
        """A copy of the database, as a backup of a disk is."""
        self._copy(("node.db", "kept.db"), ("", "_kept"))

    def set_back(self) -> None:
        """The copy in its place; nobody tells the node."""
        self._copy(("kept.db", "node.db"), ("_kept", ""))

    def restart(self) -> None:
        """The same folder, opened again."""
        self.node.database.close()
        now = self.node.now
        self.node = SmallNode(self.folder, self.url)
        self.node.now = now

    def _copy(self, files: tuple[str, str], names: tuple[str, str]) -> None:
        self.node.database.close()
        if self.url:
            _copy_postgresql(self.url, names)
        else:
            shutil.copy(self.folder / files[0], self.folder / files[1])
        self.restart()


def _case(number: int) -> UUID:
    return UUID(int=number + 1)


def _copy_postgresql(url: str, names: tuple[str, str]) -> None:
    name = make_url(url).database
    server = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}{names[1]}"'))
        made = f'CREATE DATABASE "{name}{names[1]}" TEMPLATE "{name}{names[0]}"'
        connection.execute(text(made))
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def region(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KeptRegion]:
    """A region on either engine."""
    if request.param == "sqlite":
        made = KeptRegion(tmp_path)
        yield made
        made.node.database.close()
        return
    with own_database(request.getfixturevalue("postgres_url")) as url:
        made = KeptRegion(tmp_path, url)
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
    record = issued(region.log, _case(9), 9)
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


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("where", ["keep_place", "tell_order"])
def test_killed_after_the_ledger_has_it_the_order_is_done_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Nobody was told that it counts; now it does."""
    region = KeptRegion(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(f"app.node.status_orders.{where}", _killed)
        with pytest.raises(Killed):
            region.order(0, ListedStatus.REVOKED)
    region.restart()
    assert (region.node.database.levelled, region.states()) == (Levelled.BEHIND, "RVVVV")
    region.node.database.close()


def test_killed_at_any_line_an_order_is_done_or_was_never_given(tmp_path: Path) -> None:
    """Whatever the ledger has is done at the next start, whatever it has not left no trace."""
    region, line, seen = KeptRegion(tmp_path), 1, set[bool]()
    wanted = {"V": ListedStatus.SUSPENDED, "S": ListedStatus.VALID}
    while not _finishes(line, lambda: region.order(0, wanted[region.states()[0]])):
        region.restart()
        told = [one for one in region.ledger() if isinstance(one, Ordered)]
        last = told[-1].state if told else ListedStatus.VALID
        assert region.states()[0] == last[0].upper()
        seen.add(region.node.database.levelled is Levelled.BEHIND)
        line += 19
    assert seen == {True, False}
    region.node.database.close()


def test_killed_before_the_ledger_has_it_nothing_was_ordered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half done: neither in the ledger nor in the database."""
    region = KeptRegion(tmp_path)
    before = (tmp_path / NAME).read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr("app.node.ledger.Ledger.append", _killed)
        with pytest.raises(Killed):
            region.order(0, ListedStatus.REVOKED)
    region.restart()
    assert (region.states(), (tmp_path / NAME).read_bytes()) == ("VVVVV", before)
    region.node.database.close()


def test_killed_while_publishing_the_number_is_not_given_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R60: whoever may have seen that list is not shown another one of its number."""
    region = KeptRegion(tmp_path)
    first = region.published().sequence
    region.revoke(0)
    with monkeypatch.context() as broken:
        broken.setattr("app.node.publication.sign_status_bundle", _killed)
        with pytest.raises(Killed):
            region.published()
    region.restart()
    assert (region.published().sequence, region.states()) == (first + 2, "RVVVV")
    region.node.database.close()


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


def test_a_damaged_ledger_stops_the_node_in_words_until_it_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is safe and what to do, in both languages; then every sound line counts on."""
    region = KeptRegion(tmp_path)
    region.order(0, ListedStatus.REVOKED)
    region.revoke(1)
    region.published()
    region.keep()
    region.node.database.close()
    place = tmp_path / NAME
    lines = place.read_bytes().splitlines(keepends=True)
    lines[1] = os.urandom(40).hex().encode() + b"\n"
    place.write_bytes(b"".join(lines))
    assert (main(["--folder", str(tmp_path), "rebuild"]), main([*_at(tmp_path), "ledger"])) == (
        1,
        1,
    )
    said = capsys.readouterr().err
    assert said.count("skadad på rad 2") == said.count("damaged on line 2") == 2
    assert "orörda" in said
    assert "--mend" in said
    assert main([*_at(tmp_path), "ledger", "--mend"]) == 0
    assert "1 skadade är bortlagda" in capsys.readouterr().out
    region.restart()
    assert region.states() == "RRVVV"
    region.node.database.close()
    assert main([*_at(tmp_path), "ledger"]) == 0
    said = capsys.readouterr().out
    assert "alla äkta" in said
    assert "final 1" in said
    assert "order 1" in said
    assert not [name for name in (b"Eva", b"Karin", b"Maria") if name in place.read_bytes()]


def _at(folder: Path) -> list[str]:
    return ["--folder", str(folder)]


def test_a_ledger_damaged_or_without_room_while_the_node_serves_acknowledges_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, so that the desks come again; nothing is published of which the ledger has no word."""
    load_or_create(tmp_path, "Nod Jönköping", "intyga.example")
    served = NearRegion(tmp_path)
    without_threads(monkeypatch)
    line, place = BreakingLine(lambda: served.app, {}), tmp_path / NAME
    with httpx.Client(transport=line, base_url="http://node") as desk:
        with monkeypatch.context() as full:
            full.setattr("app.node.ledger.os.fsync", _no_room)
            assert desk.get("/status/bundle").status_code == 503
        assert desk.get("/status/bundle").status_code == 200
        sound = place.read_bytes()
        place.write_bytes(sound + b"something else\n")
        assert desk.get("/status/bundle").json()["code"] == "database_away"
        place.write_bytes(sound)
        assert desk.get("/status/bundle").status_code == 200
    assert len(Ledger(tmp_path, served.keys.node).entries()) == 1
    served.stop()


def _no_room(_file: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _finishes(line: int, act: Callable[[], None]) -> bool:
    """Whether it does, killed at its line of this number within the node's own code."""
    left = itertools.count(line, -1)

    def trace(frame: FrameType, event: str, _given: object) -> TraceFunction | None:
        if "/app/node/" not in frame.f_code.co_filename:
            return None
        if event == "line" and next(left) == 0:
            raise Killed
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    except Killed:
        return False
    finally:
        sys.settrace(before)
    return True


def _killed(*_: object, **_named: object) -> None:
    raise Killed
