"""A project's months at the node: sent in order, locked, to go again after a late change (R63)."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from sqlalchemy import select

from app.domain.participation import Month, MonthStanding
from app.node.database import NodeDatabase
from app.node.erasing import replay
from app.node.funding_changes import Changed, Since
from app.node.funding_check import Mender, Problem
from app.node.funding_file import FileForm, MonthChanged, NotNext, manifest_of, sent_file
from app.node.funding_tables import KnownHours, KnownParticipation, SentPart
from app.node.ledger import Ledger
from app.node.ledger_entries import Erased
from app.node.projects import projects
from app.node.tables import ExportLine, FeedRow, StoredRecord
from app.reports.manifest_file import ManifestFile
from app.seal import erasure
from app.seal.export_word import claimed_export, prove_export
from app.seal.month_word import open_month
from app.seal.project_word import open_project
from tests.app.node.funding_world import (
    APRIL,
    FEBRUARY,
    JANUARY,
    MARCH,
    MAY,
    FundingWorld,
    Taking,
)
from tests.app.node.small_node import SmallNode
from tests.factories import official_numbers

EVA, JOHAN = "196108283166", "199006022397"


@pytest.fixture(params=["sqlite"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FundingWorld]:
    """A project since New Year, on the fourth of May."""
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    node = SmallNode(tmp_path / "node", url)
    yield FundingWorld(node)
    node.database.close()


both = pytest.mark.parametrize("world", ["sqlite", "postgresql"], indirect=True)


@both
def test_months_are_sent_in_order_and_a_late_change_sends_all_later_ones_again(
    world: FundingWorld,
) -> None:
    """R63: also one that was never wrong itself, and in order once more."""
    eva = world.part("Eva Lindström", EVA)
    for month in (JANUARY, FEBRUARY, APRIL):
        world.hours(eva, month, 10)
    assert world.states() == "open open empty open empty"
    with pytest.raises(NotNext):
        world.send(FEBRUARY)
    for month in (JANUARY, FEBRUARY, APRIL):
        world.send(month)
    assert world.states() == "sent sent empty sent empty"
    world.hours(eva, FEBRUARY, 12)
    assert world.states() == "sent again empty again empty"
    assert [line.is_changed for line in world.lines().values()].count(True) == 1
    world.node.rebuild()
    assert world.states() == "sent again empty again empty"
    with pytest.raises(NotNext):
        world.send(APRIL)
    world.send(FEBRUARY)
    assert world.states() == "sent sent empty again empty"
    world.send(APRIL)
    assert world.states() == "sent sent empty sent empty"
    world.hours(eva, MARCH, 4)
    assert world.states() == "sent sent open again empty"


def test_what_comes_later_changes_no_month_before_it(world: FundingWorld) -> None:
    """R63: an end of April is not known in January; hours stated anew as they stood are no others.

    Nor are hours that an older record tells of after a newer one.
    """
    eva = world.part("Eva Lindström", EVA)
    world.hours(eva, JANUARY, 10)
    world.send(JANUARY)
    world.hours(eva, JANUARY, 10)
    with world.node.database.reading() as session:
        sealed = session.scalars(select(KnownParticipation.identity)).one()
    assert sealed is not None
    world.log.now = world.log.now.replace(month=1)
    world.hours(eva, JANUARY, 99)
    assert world.states().startswith("sent")
    assert world.lines()[JANUARY].minutes == 600


def test_an_identity_that_was_wrong_changes_every_month_it_was_sent_in(
    world: FundingWorld,
) -> None:
    """R63."""
    eva = world.part("Eva Lindström", EVA)
    for month in (JANUARY, FEBRUARY):
        world.hours(eva, month, 10)
        world.send(month)
    world.part("Eva Lindström", JOHAN, taking=eva)
    assert world.states() == "again again empty empty empty"


def test_a_month_is_sent_once_it_has_ended_and_within_four_weeks(world: FundingWorld) -> None:
    eva = world.part("Eva Lindström", EVA, first=date(2026, 4, 1))
    world.hours(eva, APRIL, 10)
    world.hours(eva, MAY, 10)
    lines = world.lines()
    assert (lines[APRIL].is_next, lines[APRIL].due, lines[APRIL].is_late) == (
        True,
        date(2026, 5, 28),
        False,
    )
    world.send(APRIL)
    with pytest.raises(NotNext):
        world.send(MAY)
    with pytest.raises(NotNext):
        world.send(APRIL)
    world.turn(date(2026, 6, 30))
    assert world.lines()[MAY].is_late


def _problems(world: FundingWorld, month: Month = JANUARY) -> dict[str, tuple[str, ...]]:
    return {row.name: tuple(map(str, row.problems)) for row in world.month(month).rows}


def test_the_check_list_says_what_is_wrong_and_who_can_mend_it(world: FundingWorld) -> None:
    """I13, X6: only a row without fault goes; the rest are left out and told."""
    day = date(2026, 1, 12)
    world.hours(world.part("Klar", EVA), JANUARY, 8)
    world.hours(world.part("Obekräftad", JOHAN), JANUARY, 8, confirmed=False)
    world.hours(world.part("Utan nummer"), JANUARY, 8)
    world.hours(world.part("För många", "197103011032"), JANUARY, 20 * 24 + 1)
    world.hours(world.part("Baklänges", "198101079294", day, date(2026, 1, 2)), JANUARY, 8)
    world.hours(world.part("Före projektet", "200001022391", date(2025, 12, 1)), JANUARY, 8)
    world.hours(world.part("Slutat", "199107172380", day, date(2026, 1, 20)), FEBRUARY, 8)
    for _ in range(2):
        world.hours(world.part("Två gånger", "195712302842"), JANUARY, 8)
    world.part("Inga timmar", "198705212382")
    assert _problems(world) == {
        "Klar": (),
        "Obekräftad": (Problem.NOT_BY_BOTH,),
        "Utan nummer": (Problem.NO_NUMBER,),
        "För många": (Problem.TOO_MANY,),
        "Baklänges": (Problem.END_BEFORE_START,),
        "Före projektet": (Problem.OUTSIDE,),
        "Slutat": (Problem.NO_HOURS,),
        "Två gånger": (Problem.TWICE,),
        "Inga timmar": (Problem.NO_HOURS,),
    }
    assert _problems(world, FEBRUARY)["Slutat"] == (Problem.OUTSIDE,)
    month = world.month(JANUARY)
    assert [row.name for row in month.going] == ["Klar"]
    assert len(month.left_out) == 7
    menders = {row.name: row.menders for row in month.rows}
    assert menders["Två gånger"] == (Mender.COORDINATOR,)
    assert menders["Utan nummer"] == (Mender.CENTRE,)
    sent = world.send(JANUARY)
    assert (sent.rows, sent.left_out) == (1, 7)


def test_who_became_protected_since_stands_without_their_number(world: FundingWorld) -> None:
    """R55, I12: also where the desk has not told their part anew."""
    eva = world.part("Eva Lindström", EVA, is_protected=True)
    world.hours(eva, JANUARY, 8)
    (row,) = world.month(JANUARY).going
    assert (row.identity, row.name) == ("19610828Tf29", "")


def test_nobody_has_more_than_24_hours_a_day_in_two_projects_told_by_two_desks(
    world: FundingWorld,
) -> None:
    """I13: seen by the number, whatever the desks call the person; a person decides who yields."""
    other = FundingWorld(world.node)
    for one, name in ((world, "Eva Lindström"), (other, "E. Lindström")):
        one.hours(one.part(name, EVA), JANUARY, 400)
    other.hours(other.part("Johan", JOHAN), JANUARY, 400)
    assert _problems(world) == {"Eva Lindström": (Problem.ELSEWHERE,)}
    assert _problems(other) == {"E. Lindström": (Problem.ELSEWHERE,), "Johan": ()}
    assert world.month(JANUARY).rows[0].menders == (Mender.COORDINATOR,)
    assert world.send(JANUARY).rows == 1


@both
def test_the_file_has_a_number_or_the_protected_form_and_a_signed_manifest(
    world: FundingWorld,
) -> None:
    """X6, I12, I14: rows and hash, signed by the node, logged; nobody's number in its name."""
    world.hours(world.part("Eva Lindström", EVA), JANUARY, 8)
    world.hours(world.part("Sara", "19870521Tf29", is_protected=True), JANUARY, 9)
    sent = world.send(JANUARY)
    held, forms = world.month(JANUARY), get_args(FileForm)
    for form in forms:
        with sent_file(world.node.keys, held, form) as (manifest, path):
            raw, name = path.read_bytes(), path.name
            told = msgspec.json.decode(manifest_of(path), type=ManifestFile)
        assert (manifest.rows, name) == (2, f"deltagare-2025-00123-2026-01.{form}")
        signed, stated = claimed_export(told.signature or b"")
        prove_export(signed, world.node.keys.node.public)
        assert stated == told.manifest == manifest
        if form == "csv":
            assert manifest.sha256 == sent.sha256
            assert raw.decode().splitlines() == [
                '"Projekt";"Månad";"Personnummer";"Startdatum";"Slutdatum";"Timmar"',
                f'"2025/00123";"2026-01";"{EVA}";2026-01-12;;8,00',
                '"2025/00123";"2026-01";"19870521Tf29";2026-01-12;;9,00',
            ]
    with world.node.database.reading() as session:
        logged = session.scalars(select(ExportLine).where(ExportLine.sha256 == sent.sha256)).one()
        assert (logged.kind, logged.rows) == ("funding_month", 2)
        kept = session.scalars(select(StoredRecord.payload)).all()
    assert not any(EVA.encode() in (payload or b"") for payload in kept)
    row = next(row for row in held.rows if row.minutes == 9 * 60)
    assert (row.name, row.is_protected) == ("", True)


def _erase(world: FundingWorld, taking: Taking) -> None:
    node = world.node
    order = erasure.EraseOrder(taking.person, node.now.replace(microsecond=0))
    entry = Erased(erasure.sign_order(node.keys.node, order), str(taking.person), (), node.now)
    with node.database.transaction() as session:
        node.database.take_turn(session)
        node.database.write_down(session, entry)
        replay(session, entry)


def test_an_erased_persons_hours_stay_nameless_and_send_nothing_again(
    world: FundingWorld,
) -> None:
    """R53: figures stay, whom they are of does not; what was sent cannot be made again."""
    eva = world.part("Eva Lindström", EVA)
    world.hours(eva, JANUARY, 8)
    world.send(JANUARY)
    world.hours(eva, FEBRUARY, 6)
    _erase(world, eva)
    for _ in range(2):
        lines = world.lines()
        assert (lines[JANUARY].state, lines[JANUARY].minutes) == ("sent", 480)
        (row,) = world.month(FEBRUARY).rows
        assert (row.name, row.identity, row.problems) == ("", "", (Problem.ERASED,))
        assert row.menders == (Mender.NOBODY,)
        with world.node.database.reading() as session:
            assert session.scalars(select(KnownParticipation.identity)).all() == [None]
            assert len(session.scalars(select(KnownHours)).all()) == 2
        world.node.rebuild()
    held = world.month(JANUARY)
    with pytest.raises(MonthChanged), sent_file(world.node.keys, held, "csv"):
        pass


def test_what_was_sent_is_known_after_a_restore_of_an_older_copy(
    world: FundingWorld, tmp_path: Path
) -> None:
    """The project and what was sent stand in the ledger: no restore takes them back."""
    eva = world.part("Eva Lindström", EVA)
    world.hours(eva, JANUARY, 8)
    older = tmp_path / "older.db"
    with world.node.database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA user_version = 1")
    world.node.database.close()
    shutil.copy(tmp_path / "node" / "node.db", older)
    world.send(JANUARY)
    world.node.database.close()
    shutil.copy(older, tmp_path / "node" / "node.db")
    for left in ("node.db-wal", "node.db-shm"):
        (tmp_path / "node" / left).unlink(missing_ok=True)
    ledger = Ledger(tmp_path / "node", world.node.keys.node)
    world.node.database = NodeDatabase(f"sqlite:///{tmp_path / 'node' / 'node.db'}", ledger)
    line = world.lines()[JANUARY]
    assert line.sent is not None
    assert (line.state, line.sent.rows) == ("sent", 1)


def test_every_desk_hears_of_a_project_in_the_nodes_word(world: FundingWorld) -> None:
    with world.node.database.reading() as session:
        (row,) = session.scalars(select(FeedRow).where(FeedRow.type == "project"))
        word = open_project(row.content, world.node.keys.node.public)
        (told,) = projects(session)
    assert row.kid is None
    assert (word.project, word.serial) == (told.project, 1)
    assert word.project == world.project
    assert EVA in {number.personnummer for number in official_numbers()}


def test_who_becomes_protected_after_sending_opens_the_month_and_all_later_ones(
    world: FundingWorld,
) -> None:
    """R63, R55: what stands in the file changes; the check list says why, with no name."""
    eva, johan = world.part("Eva Lindström", EVA), world.part("Johan", JOHAN)
    for month in (JANUARY, FEBRUARY, MARCH):
        world.hours(eva, month, 8)
        world.hours(johan, month, 8)
        world.send(month)
    world.person(eva, "Eva Lindström", is_protected=True)
    assert world.states().startswith("again again again")
    held = world.month(JANUARY)
    assert held.changed.parts == {str(eva.id): (Since.PROTECTED,)}
    assert [row.identity for row in held.going] == ["19610828Tf29", JOHAN]
    world.node.rebuild()
    assert world.states().startswith("again again again")
    for month in (JANUARY, FEBRUARY, MARCH):
        world.send(month)
    world.person(eva, "Eva Lindström", is_protected=False)
    assert world.states().startswith("again again again")
    assert world.month(JANUARY).changed.counted == ((Since.OPEN, 1),)


def test_the_check_list_knows_what_is_other_than_it_was_sent(world: FundingWorld) -> None:
    """R63: new, other hours, other days, no longer there; and nothing of what stayed."""
    same = world.part("Samma", EVA)
    hours = world.part("Timmar", JOHAN)
    days = world.part("Dagar", "197103011032")
    gone = world.part("Borta", "198101079294")
    for one in (same, hours, days, gone):
        world.hours(one, JANUARY, 8)
    world.send(JANUARY)
    assert world.month(JANUARY).changed == Changed()
    world.hours(hours, JANUARY, 9, confirmed=False)
    world.part("Dagar", "197103011032", last=date(2026, 1, 20), taking=days)
    world.hours(gone, JANUARY, 0)
    new = world.part("Ny", "200001022391")
    world.hours(new, JANUARY, 8)
    changed = world.month(JANUARY).changed
    assert changed.gone == 1
    assert changed.parts == {
        str(hours.id): (Since.HOURS, Since.UNCONFIRMED),
        str(days.id): (Since.IDENTITY, Since.DAYS),
        str(new.id): (Since.NEW,),
    }


def test_an_erased_protected_person_stays_counted_and_opens_nothing(world: FundingWorld) -> None:
    """R53, R63: the sums of what was sent stay; nobody is named in them, not even who it was."""
    eva = world.part("Eva Lindström", "19610828Tf29", is_protected=True)
    world.hours(eva, JANUARY, 8)
    world.hours(world.part("Johan", JOHAN), JANUARY, 8)
    sent = world.send(JANUARY)
    _erase(world, eva)
    for _ in range(2):
        line = world.lines()[JANUARY]
        assert (line.state, line.people, line.minutes, sent.rows) == ("sent", 2, 960, 2)
        rows = world.month(JANUARY).rows
        assert sorted((row.name, row.identity, row.is_protected) for row in rows) == [
            ("", "", False),
            ("Johan", JOHAN, False),
        ]
        world.node.rebuild()
    with world.node.database.reading() as session:
        kept = session.scalars(select(SentPart)).all()
    assert len(kept) == 2
    assert "Lindström" not in str([vars(row) for row in kept])


def _told(world: FundingWorld) -> dict[Month, MonthStanding]:
    """What a desk that begins today hears of the months."""
    with world.node.database.reading() as session:
        found = session.scalars(select(FeedRow.content).where(FeedRow.type == "month")).all()
    words = [open_month(raw, world.node.keys.node.public) for raw in found if raw]
    assert len({word.month for word in words}) == len(words)
    return {word.month: word.standing for word in words}


@both
def test_the_desks_hear_which_months_are_sent_and_which_open_again(world: FundingWorld) -> None:
    """R63: only the newest word on each month, and nothing before the first is sent."""
    eva = world.part("Eva Lindström", EVA)
    for month in (JANUARY, FEBRUARY):
        world.hours(eva, month, 8)
    assert _told(world) == {}
    world.send(JANUARY)
    world.send(FEBRUARY)
    sent, again = MonthStanding.SENT, MonthStanding.AGAIN
    assert _told(world) == {JANUARY: sent, FEBRUARY: sent}
    world.hours(eva, FEBRUARY, 9)
    assert _told(world) == {JANUARY: sent, FEBRUARY: again}
    world.person(eva, "Eva Lindström", is_protected=True)
    assert _told(world) == {JANUARY: again, FEBRUARY: again}
    world.send(JANUARY)
    assert _told(world) == {JANUARY: sent, FEBRUARY: again}
