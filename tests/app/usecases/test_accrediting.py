"""Accredited with no file and no network: the desk asks, the authority answers, the node learns."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from app.certificate.qr import qr_modules
from app.certificate.reading import NoCodeFound, NotReadable
from app.domain.change import Change, Touched
from app.node.database import NodeDatabase
from app.node.tables import EnrolledSeal
from app.seal.accredit_text import NotThisText, read_request
from app.seal.keys import SigningKey
from app.seal.trust import TrustList
from app.storage import seals
from app.usecases.accrediting import (
    AccreditationByStranger,
    AccreditationHeld,
    AccreditationOfAnother,
    AccreditationOlder,
    AccreditationOver,
    NobodyToAsk,
)
from app.workspace import Workspace
from tests.app.sync.region import sync
from tests.desk_work import practice_desk
from tests.factories import FixedClock
from tests.real_desk import ELIN, OTHER_PIN, PIN, RealDesk
from tests.real_region import RealRegion

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealRegion]:
    """A region with its own root."""
    made = RealRegion(tmp_path_factory.mktemp("region"))
    yield made
    made.node.stop()


@pytest.fixture
def laptop(region: RealRegion, tmp_path: Path) -> RealDesk:
    """Maria's, enrolled, waiting for her accreditation."""
    return RealDesk(tmp_path / "desks", region.node)


@pytest.fixture
def desk(laptop: RealDesk) -> Iterator[Workspace]:
    """Maria signed in."""
    opened = laptop.unlock()
    yield opened
    opened.close()


def held_at(region: RealRegion, kid: bytes) -> tuple[int, str, date | None]:
    """Serial, state and last day of a seal at the node."""
    database = NodeDatabase(f"sqlite:///{region.folder / 'node.db'}")
    with database.reading() as session:
        row = session.get_one(EnrolledSeal, kid)
        found = (row.accreditation_serial, row.state, row.accredited_to)
    database.close()
    return found


def test_a_new_seal_asks_for_what_it_was_invited_for(desk: Workspace) -> None:
    """R1: key, assessor, number, centre and profiles; the text is signed by the seal itself."""
    asked = desk.accrediting.ask()
    request = read_request(asked.text)
    assert request.public == desk.desk.signer.key.public
    assert (asked.assessor, asked.number) == ("Maria Sandberg", 10472)
    assert (asked.profiles, asked.last_day) == (("CNC-1",), None)
    assert (request.serial, request.asked, request.kid.hex()) == (1, date.today(), asked.seal)


def test_the_answer_counts_at_once_and_the_node_learns_of_it_at_the_next_sync(
    desk: Workspace, region: RealRegion
) -> None:
    """R1 I7 I8: taken without network, announced, told to the node once; serials go on from it."""
    told: list[Change] = []
    desk.announce_to(told.append)
    taken = desk.accrediting.take(region.answer(desk.accrediting.ask().text))
    assert (taken.assessor, taken.profiles) == ("Maria Sandberg", ("CNC-1",))
    assert desk.assessor.profiles == ("CNC-1",)
    assert desk.assessor.accredited_to == date.today() + 90 * DAY
    assert Touched.TRUST in told[-1].touched
    kid = desk.desk.signer.kid
    assert held_at(region, kid)[1] == "requested"
    assert sync(desk).lacking == 0
    assert held_at(region, kid) == (1, "active", date.today() + 90 * DAY)
    assert sync(desk).lacking == 0
    assert read_request(desk.accrediting.ask().text).serial == 2
    desk.accrediting.take(
        region.answer(desk.accrediting.ask().text, last_day=date.today() + 100 * DAY)
    )
    sync(desk)
    assert held_at(region, kid) == (2, "active", date.today() + 100 * DAY)


def test_the_same_answer_an_older_one_and_one_that_is_over_change_nothing(
    desk: Workspace, region: RealRegion
) -> None:
    first = desk.accrediting.ask().text
    answer = region.answer(first)
    desk.accrediting.take(answer)
    with pytest.raises(AccreditationHeld):
        desk.accrediting.take(answer.lower())
    with pytest.raises(AccreditationOlder):
        desk.accrediting.take(region.answer(first, last_day=date.today() + 99 * DAY))
    past = {"first_day": date.today() - 20 * DAY, "last_day": date.today() - DAY}
    with pytest.raises(AccreditationOver) as over:
        desk.accrediting.take(region.answer(desk.accrediting.ask().text, None, **past))
    assert over.value.last_day == date.today() - DAY
    assert desk.assessor.accredited_to == date.today() + 90 * DAY


def test_an_answer_about_somebody_else_is_refused(desk: Workspace, region: RealRegion) -> None:
    """Another seal, or this seal under another name, number or centre."""
    text = desk.accrediting.ask().text
    other = SigningKey.generate()
    with pytest.raises(AccreditationOfAnother) as refused:
        desk.accrediting.take(region.answer(text, seal_public=other.public))
    assert (refused.value.assessor, refused.value.seal) == ("Maria Sandberg", other.kid.hex())
    for changed in ({"assessor": "Elin Sjöberg"}, {"number": 1}, {"centre": "Någon annans"}):
        with pytest.raises(AccreditationOfAnother):
            desk.accrediting.take(region.answer(text, None, **changed))
    assert desk.assessor.profiles == ()


def test_only_a_listed_authority_within_its_days_is_believed(
    desk: Workspace, region: RealRegion
) -> None:
    """A stranger, the node, a root, the seal itself; the authority before its first day."""
    text = desk.accrediting.ask().text
    own = desk.desk.signer.key
    for signer in (SigningKey.generate(), region.root, own):
        with pytest.raises(AccreditationByStranger) as refused:
            desk.accrediting.take(region.answer(text, signer))
        assert refused.value.authority == signer.kid.hex()
    early = {"first_day": date.today() - 40 * DAY, "last_day": date.today() + 40 * DAY}
    with pytest.raises(AccreditationByStranger):
        desk.accrediting.take(region.answer(text, None, **early))
    assert desk.assessor.profiles == ()


def test_a_text_that_is_something_else_is_refused_in_words(desk: Workspace) -> None:
    reasons = {"other": desk.accrediting.ask().text, "foreign": "WIFI:S:x;;", "damaged": "KB1A00"}
    for reason, text in reasons.items():
        with pytest.raises(NotThisText) as refused:
            desk.accrediting.take(text)
        assert refused.value.reason == reason


def test_the_answer_is_taken_from_a_picture_and_from_a_text_file(
    desk: Workspace, region: RealRegion, tmp_path: Path
) -> None:
    """What a phone's camera saw, or a file on a stick."""
    picture, text, empty = tmp_path / "svar.png", tmp_path / "svar.txt", tmp_path / "tom.png"
    draw(region.answer(desk.accrediting.ask().text), picture)
    assert desk.accrediting.take_file(picture).profiles == ("CNC-1",)
    more = {"profiles": ("CNC-1", "SVE-1")}
    text.write_text(region.answer(desk.accrediting.ask().text, None, **more))
    assert desk.accrediting.take_file(text).profiles == ("CNC-1", "SVE-1")
    Image.new("L", (200, 200), 255).save(empty)
    with pytest.raises(NoCodeFound):
        desk.accrediting.take_file(empty)
    for raw in (b"", b"\xff\xfe\x00", b"\x00" * 100000):
        (tmp_path / "skräp").write_bytes(raw)
        with pytest.raises((NotReadable, NotThisText)):
            desk.accrediting.take_file(tmp_path / "skräp")
    with pytest.raises(NotReadable):
        desk.accrediting.take_file(tmp_path / "finns inte")


def test_a_colleagues_answer_is_taken_at_the_same_desk(
    desk: Workspace, laptop: RealDesk, region: RealRegion
) -> None:
    """Whoever is signed in may read it; it is the colleague's seal that is accredited."""
    desk.colleagues.add(PIN, region.node.invite(ELIN), OTHER_PIN)
    desk.close()
    elin = laptop.unlock("Elin Sjöberg", OTHER_PIN)
    asked = elin.accrediting.ask()
    elin.close()
    maria = laptop.unlock()
    assert maria.accrediting.take(region.answer(asked.text)).assessor == "Elin Sjöberg"
    assert maria.assessor.profiles == ()
    with maria.desk.database.reading() as session:
        names = {one.name: seal.profiles for one, seal in seals.all_seals(session)}
    assert names == {"Maria Sandberg": (), "Elin Sjöberg": ("CNC-1",)}
    sync(maria)
    maria.close()


def test_an_accreditation_the_node_does_not_believe_keeps_nothing_waiting(
    desk: Workspace, region: RealRegion
) -> None:
    """The node's list lags behind: asked again next time, everything else is sent."""
    other = SigningKey.generate()
    listed = region.listed(other.public)
    held = TrustList.proved(region.trust_list(region.root), (region.root.public,))
    from dataclasses import replace

    from app.seal.authority import sign_trust_list
    from app.storage import trust

    newer = replace(held, serial=held.serial + 1, authorities=(*held.authorities, listed))
    with desk.desk.database.transaction() as session:
        raw = sign_trust_list(region.root, newer)
        trust.keep(session, trust.TRUST_LIST, raw, desk.desk.clock.now())
    desk.accrediting.take(region.answer(desk.accrediting.ask().text, other))
    for _ in range(2):
        assert sync(desk).lacking == 0
        assert held_at(region, desk.desk.signer.kid)[1] == "requested"


def test_the_practice_desk_has_nobody_to_ask(tmp_path: Path) -> None:
    opened = practice_desk(tmp_path, FixedClock())
    with pytest.raises(NobodyToAsk):
        opened.accrediting.ask()
    with pytest.raises(NobodyToAsk):
        opened.accrediting.take("KB1A")
    opened.close()


def draw(text: str, path: Path) -> None:
    """The code as a picture with its quiet zone."""
    rows = qr_modules(text)
    picture = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + 4, y + 4), 0)
    picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST).save(path)
