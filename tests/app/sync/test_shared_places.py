"""Two clones of a laptop sign with one place in the list: neither reads in force, both are told."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import StatusReason
from app.domain.desks import DeskKind
from app.node.lookup import Lookup
from app.node.status_acts import OrderRefused, give
from app.node.tables import EnrolledSeal
from app.seal.carrier import qr_text
from app.seal.payloads import CertificateStatus, ListedStatus
from app.seal.records import RecordType
from app.seal.trust import Trust
from app.seal.verifying import Answer, verify
from app.storage import log
from app.storage.seals import take_status_index
from app.sync.wire import REGION_STATUS, RegionStatus, decode
from tests.app.node.read_region import read_overview
from tests.app.node.small_node import certificate
from tests.app.sync.breaking_line import BreakingLine, without_threads
from tests.app.sync.near_laptop import NearLaptop, Stored
from tests.app.sync.near_region import copied
from tests.real_desk import MARIA, RealDesk
from tests.real_desk import region as serving

WRONG = StatusReason.FOUND_WRONG


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate as somebody holds it."""

    id: bytes
    index: int
    text: str


class Cloned:
    """A region and a laptop whose disk was copied to a second one before either signed."""

    def __init__(self, prepared: tuple[Path, Stored], folder: Path) -> None:
        node, stored = prepared
        self.region = copied(node, folder / "node")
        self._line = BreakingLine(lambda: self.region.app, {})
        self.first = NearLaptop.copied(stored, folder / "first", self._line)
        self.second = self.first.clone(folder / "second")
        with self.region.database.reading() as session:
            self._word = session.get_one(EnrolledSeal, self.first.kid).accreditation or b""
        self.one, self.other = self.certify(self.first), self.certify(self.second)

    def certify(self, laptop: NearLaptop, replaces: Paper | None = None) -> Paper:
        """Signed today; the one it replaces is ended by it."""
        desk, today = laptop.desk, laptop.clock.now().date()
        with desk.database.transaction() as session:
            index = take_status_index(session, laptop.kid)
            payload = certificate(desk.signer.key, uuid4(), index, day=today)
            log.append(session, desk.signer, RecordType.CERTIFICATE_ISSUED, "", payload)
        paper = Paper(
            payload.facts.certificate_id,
            index,
            qr_text("intyga.example", payload.cert, self._word),
        )
        if replaces is not None:
            word = CertificateStatus(
                replaces.id, ListedStatus.REPLACED, StatusReason.SHARED_PLACE, paper.id
            )
            with desk.database.transaction() as session:
                log.append(session, desk.signer, RecordType.CERTIFICATE_STATUS, "", word)
        laptop.clock.advance(1)
        return paper

    def sync(self) -> None:
        """Both, until both have heard of what the other did."""
        for laptop in (self.first, self.second, self.first):
            laptop.sync()

    def read(self, *papers: Paper) -> list[Answer]:
        """What a verifier's program answers for each, with the lists of this moment."""
        keys, today = self.region.keys, self.first.clock.now().date()
        trust = Trust.load(keys.roots, keys.trust_list, self.region.bundle())
        return [verify(paper.text, trust, today).answer for paper in papers]

    def looked_up(self, *papers: Paper) -> list[str]:
        """What is told who types the number."""
        asked = Lookup(self.region.database, self.region.now, lambda: 0.0)
        return [asked.find(paper.id, "").status for paper in papers]

    def told(self, laptop: NearLaptop) -> set[tuple[bytes, str, str]]:
        """What the desk has heard that the region decided."""
        found = []
        for content in laptop.heard(REGION_STATUS):
            said = decode(content, RegionStatus)
            found.append((said.certificate, said.state, said.reason))
        return set(found)

    def page(self) -> str:
        """The coordinators' page."""
        with httpx.Client(transport=self._line, base_url="http://node") as browser:
            asked = f"/?key={self.region.keys.access}"
            return browser.get(asked, follow_redirects=True).text

    def to_replace(self) -> tuple[str, ...]:
        """What the coordinator sees."""
        with self.region.database.reading() as session:
            return read_overview(session, self.region.now()).shared

    def close(self) -> None:
        """Switched off."""
        for laptop in (self.first, self.second):
            laptop.close()
        self.region.stop()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Stored]]:
    """A node's folder and a desk enrolled there, to be copied."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        without_threads(patch)
        node = serving(folder / "node")
        desk = RealDesk(folder / "maria", node, MARIA)
        desk.unlock().close()
        card = desk.desks.assessors(DeskKind.REAL)[0]
        node.stop()
        yield folder / "node", Stored(folder / "maria" / DeskKind.REAL, desk.kept, card.id)


@pytest.fixture
def cloned(prepared: tuple[Path, Stored], tmp_path: Path) -> Iterator[Cloned]:
    """Both have signed one certificate; nothing is sent."""
    made = Cloned(prepared, tmp_path)
    yield made
    made.close()


def test_both_are_kept_and_stopped_and_their_desks_and_the_coordinator_are_told(
    cloned: Cloned,
) -> None:
    """R43 R57: neither is thrown away, neither reads in force while the bits mean two."""
    one, other = cloned.one, cloned.other
    assert one.index == other.index
    cloned.first.sync()
    assert cloned.read(one) == [Answer.VALID]
    cloned.sync()
    assert cloned.read(one, other) == [Answer.SUSPENDED, Answer.SUSPENDED]
    assert cloned.looked_up(one, other) == ["SUSPENDED", "SUSPENDED"]
    stopped = {(paper.id, "suspended", "shared_place") for paper in (one, other)}
    cloned.sync()
    assert cloned.told(cloned.first) == cloned.told(cloned.second) == stopped
    numbers = {format_certificate_number(paper.id) for paper in (one, other)}
    assert set(cloned.to_replace()) == numbers
    page = cloned.page()
    assert "2 bevis har samma plats i statuslistan" in page
    assert all(number in page for number in numbers)


@pytest.mark.parametrize("which", ["one", "other"])
def test_whichever_is_revoked_never_reads_in_force(cloned: Cloned, which: str) -> None:
    """R43: also the second one, which the node could not tell from the first before."""
    cloned.sync()
    revoked: Paper = getattr(cloned, which)
    (cloned.first if which == "one" else cloned.second).revoke(revoked.id)
    cloned.sync()
    assert cloned.read(revoked) == [Answer.REVOKED]
    assert Answer.VALID not in cloned.read(cloned.one, cloned.other)
    kept = cloned.other if which == "one" else cloned.one
    assert cloned.looked_up(revoked, kept) == ["REVOKED", "SUSPENDED"]
    assert cloned.to_replace() == (format_certificate_number(kept.id),)


def test_replaced_each_has_a_place_of_its_own_and_counts(cloned: Cloned) -> None:
    """The region has nothing more to see to; the old papers read as replaced."""
    cloned.sync()
    new = cloned.certify(cloned.first, cloned.one)
    newer = cloned.certify(cloned.second, cloned.other)
    cloned.sync()
    assert len({new.index, newer.index, cloned.one.index}) == 3
    assert cloned.read(new, newer) == [Answer.VALID, Answer.VALID]
    assert cloned.read(cloned.one, cloned.other) == [Answer.REPLACED, Answer.REPLACED]
    assert cloned.to_replace() == ()
    assert "samma plats" not in cloned.page()


def test_the_region_cannot_put_one_of_them_in_force_by_mistake(cloned: Cloned) -> None:
    """R43: in words that say what to do; a revocation it can order."""
    cloned.sync()
    number = format_certificate_number(cloned.one.id)
    chosen = argparse.Namespace(number=number, state="valid", reason="lifted", by="Eva Lind")
    with pytest.raises(OrderRefused, match="samma plats i listan"):
        give(cloned.region.database, cloned.region.now, chosen)
    chosen.state, chosen.reason = "revoked", "found_wrong"
    assert "återkallat" in give(cloned.region.database, cloned.region.now, chosen)
    assert cloned.read(cloned.one) == [Answer.REVOKED]


def test_set_back_in_silence_the_node_still_lists_both_as_stopped(cloned: Cloned) -> None:
    """R43 R60: what follows from the records is in the ledger as any order is."""
    cloned.first.sync()
    cloned.region.back_up()
    cloned.sync()
    assert cloned.read(cloned.one, cloned.other) == [Answer.SUSPENDED, Answer.SUSPENDED]
    cloned.region.restore(0, announced=False)
    assert cloned.read(cloned.one, cloned.other) == [Answer.SUSPENDED, Answer.SUSPENDED]
    cloned.second.revoke(cloned.other.id)
    cloned.sync()
    assert cloned.read(cloned.other) == [Answer.REVOKED]


def test_records_of_an_earlier_version_are_stopped_once_they_are_read_again(
    cloned: Cloned,
) -> None:
    """A rebuild finds the second one that was held as a conflict."""
    cloned.sync()
    with cloned.region.database.transaction() as session:
        for name in ("certificates", "status_orders", "listed_places"):
            session.connection().exec_driver_sql(f"DELETE FROM {name}")
    cloned.region.rebuild()
    assert cloned.read(cloned.one, cloned.other) == [Answer.SUSPENDED, Answer.SUSPENDED]
    assert cloned.looked_up(cloned.one, cloned.other) == ["SUSPENDED", "SUSPENDED"]
