"""Versions by feed: fetched whole whatever cuts the line, taken in as a file would be (R13)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from app.node.database import NodeDatabase
from app.node.keys import NodeKeys, load_or_create
from app.node.protocols import Protocols
from app.seal.keys import SigningKey
from app.seal.protocol_word import ProtocolWord, Word, sign_protocol_word
from app.storage import told_protocols
from app.storage.tables import ObjectPieceRow, ToldProtocolRow
from app.sync import protocol_words
from app.sync.client import NodeUnreachable, NotTheNode
from app.sync.objects import PIECE
from app.usecases.library import VersionLine, VersionState
from app.usecases.people import NewPerson
from app.usecases.protocol_import import Offer
from app.usecases.region_protocols import ToldState
from app.usecases.syncing import WaitReason
from app.workspace import Workspace
from tests.app.node import region_packages
from tests.app.protocols.shipped import shipped_version
from tests.app.sync.region import Prepared, assert_agree, copied_laptop, reach, sync
from tests.app.usecases.protocol_packages import more_time
from tests.lying_proxy import Answer, LyingProxy
from tests.node_thread import NodeThread

pytestmark = pytest.mark.near_node

LATER = timedelta(days=3)


@pytest.fixture
def keys(node: NodeThread) -> NodeKeys:
    return load_or_create(node.folder, "", "")


@pytest.fixture
def region(node: NodeThread, keys: NodeKeys) -> Iterator[Protocols]:
    """The region's command line, so to say."""
    database = NodeDatabase(f"sqlite:///{node.folder / 'node.db'}")
    yield Protocols(database, keys, lambda: datetime.now(UTC))
    database.close()


@pytest.fixture
def package(keys: NodeKeys, tmp_path: Path) -> Path:
    return region_packages.write(keys, tmp_path, "1.9.0", date.today(), more_time)


def version(desk: Workspace, number: str) -> VersionLine | None:
    lines = [line for profile in desk.library.profiles() for line in profile.versions]
    return next((line for line in lines if line.version == number), None)


def state(desk: Workspace, number: str = "1.9.0") -> VersionState | None:
    found = version(desk, number)
    return None if found is None else found.state


def pieces(desk: Workspace) -> int:
    with desk.desk.database.reading() as session:
        return session.scalar(select(func.count()).select_from(ObjectPieceRow)) or 0


def told(desk: Workspace) -> list[tuple[str, str]]:
    """State and reason of every word the desk has."""
    with desk.desk.database.reading() as session:
        rows = session.scalars(select(ToldProtocolRow).order_by(ToldProtocolRow.version))
        return [(row.state, row.reason) for row in rows]


def test_a_published_version_is_in_use_after_the_next_run_and_running_cases_keep_theirs(
    laptop: Workspace, node: NodeThread, region: Protocols, package: Path, prepared: Prepared
) -> None:
    """I2, R13: the protocol was replaced while the laptop was offline, with a case under way."""
    before = laptop.cases.view(prepared.case_id).protocol_version
    region.publish(package)
    sync(laptop)
    assert state(laptop) is VersionState.PUBLISHED
    assert state(laptop, before) is VersionState.SUPERSEDED
    assert laptop.cases.view(prepared.case_id).protocol_version == before
    person = laptop.people.register(NewPerson("Anna Lind"))
    fresh = laptop.cases.open(person, "CNC-1")
    assert laptop.cases.view(fresh).protocol_version == "1.9.0"
    assert (told(laptop), pieces(laptop)) == ([(ToldState.DONE, "")], 0)
    sync(laptop)
    assert_agree(laptop, node)


def test_a_version_of_a_later_day_waits_for_it(
    laptop: Workspace, region: Protocols, package: Path
) -> None:
    """It is here, and nobody starts on it yet."""
    region.publish(package, date.today() + LATER)
    sync(laptop)
    assert state(laptop) is VersionState.REVIEW
    assert told(laptop) == [(ToldState.WAITS, "")]
    found = version(laptop, "1.9.0")
    assert found is not None
    said = laptop.library.detail(found.hash).told
    assert said is not None
    assert (said.from_day, said.stay) == (date.today() + LATER, 1)
    region.publish(package, date.today())
    sync(laptop)
    assert state(laptop) is VersionState.PUBLISHED


def test_what_the_region_withdraws_gives_way_to_the_version_before(
    laptop: Workspace, region: Protocols, package: Path
) -> None:
    region.publish(package)
    sync(laptop)
    region.withdraw("CNC-1", "1.9.0")
    sync(laptop)
    assert state(laptop) is VersionState.SUPERSEDED
    assert state(laptop, shipped_version()) is VersionState.PUBLISHED
    region.publish(package)
    sync(laptop)
    assert state(laptop) is VersionState.PUBLISHED


def test_the_owner_s_recall_comes_by_feed_too(
    laptop: Workspace, region: Protocols, keys: NodeKeys, tmp_path: Path
) -> None:
    """No new case starts on it; the words are the owner's."""
    region.publish(region_packages.write(keys, tmp_path, "1.9.0", date.today()))
    sync(laptop)
    region.publish(region_packages.write_recall(keys, tmp_path, "1.9.0", date.today()))
    sync(laptop)
    found = version(laptop, "1.9.0")
    assert found is not None
    assert (found.state, found.recall_reason) == (VersionState.RECALLED, "Fel facit")


def test_a_package_the_checks_refuse_changes_nothing_and_says_why(
    laptop: Workspace, node: NodeThread, region: Protocols, keys: NodeKeys, tmp_path: Path
) -> None:
    """R13: a version of that number came to this desk by file and says something else."""
    offer = laptop.protocol_import.examine(
        region_packages.write(keys, tmp_path, "1.9.0", date.today())
    )
    assert isinstance(offer, Offer)
    laptop.protocol_import.take_in(offer)
    region.publish(region_packages.write(keys, tmp_path, "1.9.0", date.today(), more_time))
    sync(laptop)
    assert told(laptop) == [(ToldState.REFUSED, "SameVersionOtherContent")]
    assert state(laptop) is VersionState.REVIEW
    assert state(laptop, shipped_version()) is VersionState.PUBLISHED
    assert [told.reason for told in laptop.library.refused()] == ["SameVersionOtherContent"]
    assert_agree(laptop, node)


def test_a_cut_costs_a_piece_and_the_rest_comes_with_the_next_run(
    laptop: Workspace, region: Protocols, package: Path, liar: LyingProxy
) -> None:
    """R56, R62: the records are in, the file goes on from where it was cut."""
    region.publish(package)
    size = len(package.read_bytes())
    assert size > PIECE
    asked: list[str] = []

    def cut(answer: Answer) -> Answer:
        asked.append(dict(answer.headers)["Content-Range"])
        return answer if len(asked) == 1 else Answer(502, b"")

    path = f"/v1/objects/{object_of(region)}"
    liar.lies[path] = cut
    with pytest.raises(NodeUnreachable):
        sync(laptop)
    assert (pieces(laptop), told(laptop)) == (1, [(ToldState.TOLD, "")])
    status = laptop.syncing.status()
    assert (status.waiting, status.coming, status.reason) == (0, 1, WaitReason.UNREACHABLE)
    liar.lies.clear()
    sync(laptop)
    assert state(laptop) is VersionState.PUBLISHED
    assert laptop.syncing.status().coming == 0
    assert asked[0].startswith("bytes 0-")


def object_of(region: Protocols) -> str:
    """The name of the file last published."""
    name = region.all()[-1].object
    assert name is not None
    return name.hex()


def test_a_package_brought_in_by_file_meanwhile_needs_no_fetching(
    laptop: Workspace, region: Protocols, package: Path, liar: LyingProxy
) -> None:
    """R61: the word came, the file did not; the region's day counts for the one from the stick."""
    region.publish(package)
    liar.lies[f"/v1/objects/{object_of(region)}"] = lambda _: Answer(502, b"")
    with pytest.raises(NodeUnreachable):
        sync(laptop)
    offer = laptop.protocol_import.examine(package)
    assert isinstance(offer, Offer)
    laptop.protocol_import.take_in(offer)
    sync(laptop)
    assert state(laptop) is VersionState.PUBLISHED
    assert laptop.syncing.status().coming == 0


@pytest.mark.parametrize("lie", ["other", "page"])
def test_a_file_that_is_not_the_one_told_of_is_thrown_away(
    laptop: Workspace, region: Protocols, package: Path, liar: LyingProxy, lie: str
) -> None:
    """A proxy that changes bytes, and the log-in page of a network."""
    region.publish(package)

    def changed(answer: Answer) -> Answer:
        if lie == "page":
            return Answer(200, b"<html>Welcome</html>")
        return answer._replace(body=bytes(len(answer.body)))

    liar.lies[f"/v1/objects/{object_of(region)}"] = changed
    if lie == "page":
        with pytest.raises(NotTheNode):
            sync(laptop)
    else:
        sync(laptop)
        assert told(laptop) == [(ToldState.TOLD, "wrong_content")]
        assert laptop.syncing.status().coming == 0
    assert (state(laptop), pieces(laptop)) == (None, 0)
    liar.lies.clear()
    sync(laptop)
    assert state(laptop) is VersionState.PUBLISHED


def test_a_word_that_is_not_the_node_s_is_passed_over(laptop: Workspace) -> None:
    word = ProtocolWord(bytes(32), "CNC-1", "9.0.0", Word.PUBLISHED, bytes(32), 7, date.today())
    now = laptop.desk.clock.now()
    with laptop.desk.database.transaction() as session:
        for raw in (sign_protocol_word(SigningKey.generate(), word), b"", b"nonsense"):
            protocol_words.take(session, raw, now)
        assert not told_protocols.wanted(session)


def test_only_a_session_fetches_and_a_range_is_answered_as_one(
    laptop: Workspace, node: NodeThread, region: Protocols, package: Path
) -> None:
    """R22: a package holds the questions. RFC 9110 §14: 206, 416, and 304 for ever."""
    region.publish(package)
    name, content = object_of(region), package.read_bytes()
    address = f"{node.address}/v1/objects/{name}"
    assert httpx.get(address, timeout=60).status_code == 401
    sync(laptop)
    token = _token(laptop, node)
    with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
        whole = client.get(address)
        assert (whole.status_code, whole.content) == (200, content)
        assert "immutable" in whole.headers["Cache-Control"]
        part = client.get(address, headers={"Range": "bytes=5-9"})
        assert (part.status_code, part.content) == (206, content[5:10])
        assert part.headers["Content-Range"] == f"bytes 5-9/{len(content)}"
        rest = client.get(address, headers={"Range": f"bytes={PIECE - 1}-"})
        assert rest.content == content[PIECE - 1 :]
        beyond = client.get(address, headers={"Range": f"bytes={len(content)}-"})
        assert (beyond.status_code, beyond.json()["code"]) == (416, "beyond_end")
        for odd in ("bytes=9-5", "bytes=-5", "bytes=0-1,3-4", "lines=0-1"):
            assert client.get(address, headers={"Range": odd}).status_code == 200
        same = client.get(address, headers={"If-None-Match": whole.headers["ETag"]})
        assert same.status_code == 304
        for unknown in ("00" * 32, "x", name.upper()):
            gone = client.get(f"{node.address}/v1/objects/{unknown}")
            assert (gone.status_code, gone.json()["code"]) == (404, "unknown_object")
        region.withdraw("CNC-1", "1.9.0")
        assert client.get(address).status_code == 404


def _token(laptop: Workspace, node: NodeThread) -> str:
    from app.sync.client import NodeClient

    with NodeClient(node.address) as client:
        return client.open_session(laptop.desk.signer.key, laptop.desk.clock.now()).token


def test_a_laptop_that_never_asked_before_gets_it_with_its_first_run(
    prepared: Prepared, node: NodeThread, region: Protocols, package: Path, tmp_path: Path
) -> None:
    """The feed is followed to its end, then the file is fetched: one run."""
    region.publish(package)
    laptop = copied_laptop(prepared, tmp_path / "other")
    reach(laptop, node.address)
    sync(laptop)
    assert state(laptop) is VersionState.PUBLISHED
    laptop.close()
