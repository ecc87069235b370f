"""Versions a region publishes: checked as at a desk, told to every desk, waited for by records."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.node import objects
from app.node.__main__ import main
from app.node.protocol_facts import PUBLISHED
from app.node.protocol_holds import UNKNOWN
from app.node.protocols import NotPublished, Protocols, Step
from app.node.tables import FeedRow, KnownCase, RegisteredCertificate
from app.protocols.package_file import NotAPackage
from app.protocols.succession import AreasMoved, SameVersionOtherContent
from app.seal.codes import BadSeal
from app.seal.keys import SigningKey
from app.seal.package_errors import OwnerUnknown
from app.seal.protocol_word import ProtocolWord, Word, open_protocol_word, sign_protocol_word
from app.seal.receipts import ReceiptResult
from app.storage.errors import ProtocolRecalled
from app.sync.wire import SentRecord
from tests.app.node import region_packages
from tests.app.node.small_node import DAY, SmallNode, issued
from tests.app.usecases.protocol_packages import areas_turned, more_time
from tests.signed_log import SignedLog


@pytest.fixture
def node(tmp_path: Path) -> Iterator[SmallNode]:
    small = SmallNode(tmp_path / "node")
    yield small
    small.database.close()


@pytest.fixture
def protocols(node: SmallNode) -> Protocols:
    return Protocols(node.database, node.keys, lambda: node.now)


@pytest.fixture
def package(node: SmallNode, tmp_path: Path) -> Path:
    return region_packages.write(node.keys, tmp_path, "1.9.0", DAY, more_time)


def words(node: SmallNode) -> list[ProtocolWord]:
    """What the feed says of versions, each proved with the node's key."""
    with node.database.reading() as session:
        rows = select(FeedRow.content).where(FeedRow.type == PUBLISHED).order_by(FeedRow.cursor)
        return [open_protocol_word(raw, node.keys.node.public) for raw in session.scalars(rows)]


def test_a_published_version_is_told_to_every_desk_with_the_file_it_lies_in(
    node: SmallNode, protocols: Protocols, package: Path
) -> None:
    """R13: the desk learns code, version, hash and day from the node's own word."""
    told = protocols.publish(package, date(2026, 6, 1))
    assert (told.code, told.version, told.step) == ("CNC-1", "1.9.0", Step.NEW)
    [word] = words(node)
    assert (word.code, word.version, word.word) == ("CNC-1", "1.9.0", Word.PUBLISHED)
    assert word.content == region_packages.hash_of("1.9.0", more_time)
    assert word.from_day == date(2026, 6, 1)
    with node.database.reading() as session:
        assert objects.whole(session, word.object) == package.read_bytes()
    assert word.size == len(package.read_bytes())


def test_the_same_again_is_told_once_and_another_day_anew(
    node: SmallNode, protocols: Protocols, package: Path
) -> None:
    """R56."""
    protocols.publish(package)
    assert protocols.publish(package).step is Step.UNCHANGED
    assert len(words(node)) == 1
    assert protocols.publish(package, date(2026, 6, 1)).step is Step.AGAIN
    assert [word.from_day for word in words(node)] == [DAY, date(2026, 6, 1)]


def test_a_version_is_held_to_the_same_checks_as_at_a_desk(
    node: SmallNode, protocols: Protocols, package: Path, tmp_path: Path
) -> None:
    """R13: one number is one content, areas stay in order, and somebody vouches for the owner."""
    protocols.publish(package)
    other = region_packages.write(node.keys, tmp_path, "1.9.0", DAY)
    with pytest.raises(SameVersionOtherContent):
        protocols.publish(other)
    turned = region_packages.write(node.keys, tmp_path, "1.9.1", DAY, areas_turned)
    with pytest.raises(AreasMoved):
        protocols.publish(turned)
    stranger = replace(node.keys, authority=SigningKey.generate())
    with pytest.raises(OwnerUnknown):
        protocols.publish(region_packages.write(stranger, tmp_path, "1.4.0", DAY))
    nonsense = tmp_path / "x.intyga-protocol"
    nonsense.write_bytes(package.read_bytes()[:-1])
    with pytest.raises(NotAPackage):
        protocols.publish(nonsense)
    assert len(words(node)) == 1


def test_a_version_withdrawn_is_no_longer_offered(
    node: SmallNode, protocols: Protocols, package: Path, tmp_path: Path
) -> None:
    """And its number is taken for good."""
    (tmp_path / "other").mkdir()
    with pytest.raises(NotPublished):
        protocols.withdraw("CNC-1", "1.9.0")
    protocols.publish(package)
    protocols.withdraw("CNC-1", "1.9.0")
    assert [word.word for word in words(node)] == [Word.PUBLISHED, Word.WITHDRAWN]
    with pytest.raises(SameVersionOtherContent):
        protocols.publish(region_packages.write(node.keys, tmp_path / "other", "1.9.0", DAY))
    assert protocols.publish(package).step is Step.AGAIN
    assert words(node)[-1].word is Word.PUBLISHED


def test_the_owner_s_recall_is_told_and_the_version_never_published_again(
    node: SmallNode, protocols: Protocols, tmp_path: Path
) -> None:
    package = region_packages.write(node.keys, tmp_path, "1.9.0", DAY)
    protocols.publish(package)
    recall = region_packages.write_recall(node.keys, tmp_path, "1.9.0", DAY)
    assert protocols.publish(recall).word is Word.RECALLED
    assert [word.word for word in words(node)] == [Word.PUBLISHED, Word.RECALLED]
    with pytest.raises(ProtocolRecalled):
        protocols.publish(package)


def test_a_word_by_anybody_else_proves_nothing(node: SmallNode) -> None:
    """A desk believes its own node's key alone."""
    word = ProtocolWord(bytes(32), "CNC-1", "9.0.0", Word.PUBLISHED, bytes(32), 7, DAY)
    forged = sign_protocol_word(SigningKey.generate(), word)
    with pytest.raises(BadSeal):
        open_protocol_word(forged, node.keys.node.public)
    with pytest.raises(BadSeal):
        sign_protocol_word(node.keys.node, replace(word, size=0))


def test_a_desk_that_enrols_later_hears_of_what_counts(
    node: SmallNode, protocols: Protocols, package: Path
) -> None:
    """Its feed begins at the end: what was told before is told to it once more."""
    protocols.publish(package)
    log = node.laptop()
    with node.database.reading() as session:
        rows = select(FeedRow).where(FeedRow.type == PUBLISHED, FeedRow.kid == log.key.kid)
        [row] = session.scalars(rows)
    word = open_protocol_word(row.content, node.keys.node.public)
    assert word.word is Word.PUBLISHED


def course(log: SignedLog, protocol: bytes) -> tuple[SentRecord, ...]:
    """A person and a case on the version, as the desk signs them."""
    person, registered = log.person()
    case, opened = log.case(person, protocol)
    return registered, opened, issued(log, case, 1)


def test_records_on_a_version_the_region_does_not_know_wait_until_it_is_published(
    node: SmallNode, protocols: Protocols, package: Path, tmp_path: Path
) -> None:
    """Kept with a receipt, shown by the act of publishing; the certificate counts at once (R43)."""
    protocols.publish(region_packages.write(node.keys, tmp_path, "1.5.0", DAY))
    log = node.laptop()
    answers = node.take(*course(log, region_packages.hash_of("1.9.0", more_time)))
    assert [answer.reason for answer in answers] == ["", UNKNOWN, ""]
    assert answers[1].result is ReceiptResult.STORED_HELD
    with node.database.reading() as session:
        assert [case.profile for case in session.scalars(select(KnownCase))] == [""]
        assert session.scalars(select(RegisteredCertificate)).one().state == "valid"
    assert node.rebuild().held == 1
    assert protocols.publish(package).shown == 1
    with node.database.reading() as session:
        [case] = session.scalars(select(KnownCase))
        assert (case.profile, case.state) == ("CNC-1/1", "certified")
    assert node.rebuild().held == 0


def test_on_postgresql_a_version_is_published_waited_for_and_told(
    postgres_url: str, tmp_path: Path
) -> None:
    """The same on the other engine: pieces, hold and release, and the look for those who wait."""
    node = SmallNode(tmp_path / "node", postgres_url)
    region = Protocols(node.database, node.keys, lambda: node.now)
    region.publish(region_packages.write(node.keys, tmp_path, "1.5.0", DAY))
    answers = node.take(*course(node.laptop(), region_packages.hash_of("1.9.0", more_time)))
    assert answers[1].reason == UNKNOWN
    head = node.publication.feed(b"", 0).head
    package = region_packages.write(node.keys, tmp_path, "1.9.0", DAY, more_time)
    assert region.publish(package).shown == 1
    assert [kid for _, kid in node.publication.told_since(head)] == [None]
    with node.database.reading() as session:
        assert objects.whole(session, words(node)[-1].object) == package.read_bytes()
    node.database.close()


def test_what_was_in_use_before_the_first_publication_goes_on_being_shown(
    node: SmallNode, protocols: Protocols, package: Path
) -> None:
    """Neither what comes with the program nor what the desks brought in by file is held."""
    log = node.laptop()
    assert [answer.reason for answer in node.take(*course(log, bytes(32)))] == ["", "", ""]
    protocols.publish(package)
    assert node.rebuild().held == 0
    shipped = bytes.fromhex(region_packages.shipped_hash())
    assert [answer.reason for answer in node.take(*course(log, shipped))][:2] == ["", ""]


def test_the_command_line_says_what_was_done_and_why_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.node.keys import load_or_create

    folder, today = tmp_path / "node", date.today()
    keys = load_or_create(folder, "Nod", "intyga.example")
    package = region_packages.write(keys, tmp_path, "1.9.0", today, more_time)
    node = ["--folder", str(folder), "protocol"]
    assert main([*node, "publish", str(package)]) == 0
    assert main([*node, "publish", str(package)]) == 0
    assert main([*node, "list"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert f"CNC-1 1.9.0: publicerad från {today}" in said[0]
    assert "Nothing has changed" in said[1]
    assert said[2].startswith("CNC-1\t1.9.0\t")
    assert main([*node, "withdraw", "CNC-1", "9.9.9"]) == 1
    assert main([*node, "publish", str(tmp_path / "none")]) == 1
    assert main([*node, "withdraw", "CNC-1", "1.9.0"]) == 0
    told = capsys.readouterr()
    assert "is not published" in told.err
    assert "not a protocol package" in told.err
    assert "withdrawn" in told.out
