"""Statistics at the node: scored there from what has arrived, no name, no key, none under five."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update

from app.domain.case import Part
from app.domain.disputes import DisputeKind
from app.domain.protocol import ItemKind, Protocol
from app.node.equipment import read_equipment
from app.node.picture_choice import Choice
from app.node.statistics import read_sittings
from app.node.tables import EnrolledSeal
from app.node.visiting import Role
from app.paths import protocol_folder
from app.protocols.package import load_package
from app.seal.dispute_payloads import AppealFiled
from app.seal.payloads import ItemAnswer, RatingGiven, SittingClosed
from app.seal.records import RecordType
from app.sync.wire import SentRecord
from tests.app.node.page_visits import PageNode, Served, words_of
from tests.signed_log import SignedLog

PROTOCOL = load_package(protocol_folder() / "CNC-1").protocol
ITEM = next(one for one in PROTOCOL.items if one.question.kind is ItemKind.SINGLE)


def _sitting(log: SignedLog, protocol: Protocol = PROTOCOL, **told: object) -> SentRecord:
    """A sitting of a case of its own."""
    payload = SittingClosed(
        case=str(uuid4()),
        number=1,
        started=log.now,
        stopped=log.now + timedelta(hours=1),
        active_seconds=3600,
        **{"sitting": str(uuid4()), **told},  # type: ignore[arg-type]
    )
    pinned = bytes.fromhex(protocol.hash)
    return log.link(RecordType.SITTING_CLOSED, str(uuid4()), payload, (), pinned)


def _rated(log: SignedLog, level: int) -> tuple[SentRecord, SentRecord]:
    """A practical that two rated alone; the first gives everything 3, the second one of them."""
    first = str(uuid4())
    criteria = [one.id for one in PROTOCOL.criteria if one.is_rated]
    by_first = tuple(RatingGiven(one, 2 + at % 2) for at, one in enumerate(criteria))
    by_second = (RatingGiven(criteria[0], level), *by_first[1:])
    return (
        _sitting(log, sitting=first, ratings=by_first, **_with("Svarv  4")),
        _sitting(log, beside=first, ratings=by_second, **_with("svarv 4 ")),
    )


def _with(machine: str) -> dict[str, object]:
    """A practical at a machine, its name as somebody happens to write it, with one gauge."""
    return {"part": Part.PRACTICAL, "machine": machine, "gauges": ("Mikrometer M-2",)}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """For those who only look."""
    with region(tmp_path_factory.mktemp("statistics")) as found:
        yield found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """The same for one who adds to it."""
    with region(tmp_path) as found:
        yield found


@contextmanager
def region(folder: Path) -> Iterator[Served]:
    """Ten tests of which six know the item, five practicals by two, one of an unknown version."""
    node = PageNode(folder)
    log = node.laptop()
    for known in range(10):
        answer = ITEM.key.choice if known < 6 else ()
        told = _sitting(log, part=Part.THEORY, items=(ItemAnswer(ITEM.id, answer),))
        node.take(told)
    for _ in range(5):
        node.take(*_rated(log, 3))
    filed = AppealFiled(str(uuid4()), DisputeKind.DEVIATION, "A 1/2026", "Provbiten föll")
    node.take(log.link(RecordType.APPEAL_FILED, "", filed))
    with node.database.transaction() as session:
        lasts = {"state": "active", "accredited_to": node.now.date() + timedelta(days=20)}
        session.execute(update(EnrolledSeal).values(lasts))
    with node.served() as found:
        yield found
    node.database.close()


def test_items_are_scored_by_the_keys_the_node_has_and_no_key_is_told(served: Served) -> None:
    """X7, R22: the figures of what came, on the page and in the file for the scheme's owner."""
    coordinator = served.visitor(Role.COORDINATOR)
    page = coordinator.see("/statistics")
    assert page.status_code == 200
    text = words_of(page)
    assert ITEM.id in text
    assert "Samstämmighet mellan två bedömare" in text
    assert "facit" in text
    coordinator.see("/exports?what=items")
    rows = coordinator.send("/exports", what="items", form="json", heads="sv").json()
    [found] = [row for row in rows if row["asked"] is not None]
    told = (found["item"], found["asked"], found["difficulty"], found["blank"])
    assert told == (ITEM.id, 10, 600, 400)
    assert all("key" not in row and "choice" not in row for row in rows)
    answer = coordinator.send("/exports", what="agreement", form="json", heads="sv").json()
    assert (answer[0]["practicals"], 0 < answer[0]["kappa"] < 1000) == (5, True)


def test_an_assessors_months_accreditation_and_deviations_stand_beside_agreement(
    served: Served,
) -> None:
    """X8, R3: by name, for those who plan the work of a centre; a file of each (I14)."""
    coordinator, day = served.visitor(Role.COORDINATOR), served.node.now.date()
    page = coordinator.see(f"/statistics/assessors?since={day}&until={day}")
    assert page.status_code == 200
    text = words_of(page)
    for said in ("Arbete per månad", "Går ut inom 30 dagar", "A 1/2026", "Öppen", "Samstämmighet"):
        assert said in text
    fields = {"what": "workload", "form": "json", "since": str(day), "until": str(day)}
    coordinator.see("/exports?what=workload")
    [row] = coordinator.send("/exports", **fields).json()
    told = (row["month"], row["cases"], row["sittings"], float(row["hours"]), row["certificates"])
    assert told == (f"{day:%Y-%m}", 20, 20, 20.0, 0)
    for kind, rows in (("accreditations", "1"), ("deviations", "1"), ("equipment", "2")):
        answer = coordinator.see(f"/export/{kind}.csv")
        assert answer.headers["X-Row-Count"] == rows
    later = coordinator.see("/statistics/assessors?centre=Annan")
    assert "A 1/2026" not in words_of(later)


def test_machines_and_gauges_stand_by_centre_however_they_are_written(served: Served) -> None:
    """X8: what the practicals state; a machine is one whatever its spaces and letters."""
    coordinator, day = served.visitor(Role.COORDINATOR), served.node.now.date()
    text = words_of(coordinator.see("/statistics/assessors"))
    assert [said in text for said in ("svarv 4", "Mikrometer M-2", "Maskin", "Mätdon")] == [
        True
    ] * 4
    with served.node.database.reading() as session:
        found = read_equipment(session, Choice(until=day))
        told = [(one.kind, use.name, use.sittings, use.last) for one, use in found.items()]
        assert not read_equipment(session, Choice(centre="Annan"))
        assert not read_equipment(session, Choice(since=day + timedelta(days=1)))
    assert told == [("machine", "svarv 4", 10, day), ("gauge", "Mikrometer M-2", 10, day)]


def test_the_days_and_the_role_narrow_what_is_counted(served: Served) -> None:
    """A sitting counts by the day it ended."""
    node = served.node
    day = node.now.date()
    with node.database.reading() as session:
        for choice, tests, twice in (
            (Choice(until=day), 10, 5),
            (Choice(role="CNC-1", since=day, until=day), 10, 5),
            (Choice(since=day + timedelta(days=1), until=day + timedelta(days=2)), 0, 0),
            (Choice(role="SVE-1"), 0, 0),
        ):
            found = read_sittings(session, choice)
            assert (len(found.tests), len(found.practicals)) == (tests, twice)


def test_what_comes_later_is_counted_and_a_sitting_told_again_counts_once(own: Served) -> None:
    """The newest word on a sitting; what is kept in memory goes with the next record."""
    node, log, again = own.node, own.node.laptop(), str(uuid4())
    log.now += timedelta(days=30)
    items = (ItemAnswer(PROTOCOL.items[-1].id),)
    with node.database.reading() as session:
        before = len(read_sittings(session, Choice()).tests)
    for _ in range(2):
        node.take(_sitting(log, part=Part.THEORY, sitting=again, items=items))
    with node.database.reading() as session:
        assert len(read_sittings(session, Choice()).tests) == before + 1


def test_statistics_are_for_coordinators(served: Served) -> None:
    """Nobody below."""
    assert served.visitor(Role.READER).see("/statistics").status_code in (303, 401, 403, 404)
