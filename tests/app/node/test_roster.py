"""A coordinator's bookings: taken in whole or not at all, told, withdrawn, taken up, let go."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.bookings import BookingState
from app.node import bookings, roster_acts
from app.node.__main__ import main
from app.node.bookings import ROSTER
from app.node.enrolment import Invited
from app.node.region_acts import ActRefused
from app.node.roster_file import BadRoster, RowProblem
from app.node.rosters import NotWaiting, Rosters, UnknownCentre
from app.node.tables import FeedRow
from app.seal.booking_word import BookingWord, open_booking
from app.seal.order_payloads import OrderPlaced
from app.seal.records import RecordType
from tests.app.node.small_node import DAY, INVITED, SmallNode
from tests.signed_log import SignedLog

FAR = Invited("Nils Holm", 10600, "Testcenter Ystad", ("CNC-1",))
KARIN = "2026-05-04;CNC-1;Karin Lindqvist;1987-05-21;Hällsjö Mekaniska AB;Förmiddag"
OVE = "2026-05-05;CNC-1;Ove Ek"


@pytest.fixture
def node(tmp_path: Path) -> Iterator[SmallNode]:
    small = SmallNode(tmp_path / "node")
    yield small
    small.database.close()


@pytest.fixture
def laptop(node: SmallNode) -> SignedLog:
    return node.laptop()


@pytest.fixture
def rosters(node: SmallNode, laptop: SignedLog) -> Rosters:
    return Rosters(node.database, node.keys, lambda: node.now)


def written(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    """A file with these rows."""
    file = tmp_path / "bookings.csv"
    file.write_text("\n".join(rows) + "\n", encoding=encoding)
    return file


def words(node: SmallNode, kid: bytes) -> list[BookingWord | None]:
    """What one seal is told, each proved with the node's key; None for what was taken away."""
    told = select(FeedRow.content).where(FeedRow.kid == kid, FeedRow.type == ROSTER)
    with node.database.reading() as session:
        found = session.scalars(told.order_by(FeedRow.cursor)).all()
    return [open_booking(raw, node.keys.node.public) if raw else None for raw in found]


@pytest.mark.parametrize(
    ("between", "encoding"), [(";", "utf-8"), (";", "utf-8-sig"), (",", "utf-8")]
)
def test_a_file_of_either_kind_is_told_to_the_centre_s_seals_alone(
    node: SmallNode,
    laptop: SignedLog,
    rosters: Rosters,
    tmp_path: Path,
    between: str,
    encoding: str,
) -> None:
    """Headings or none, and the same file twice is once (R56)."""
    far = node.laptop(FAR)
    head = "Dag;Profil;Namn;Född;Företag;Notering"
    rows = [row.replace(";", between) for row in (head, KARIN, "", OVE)]
    file = written(tmp_path, *rows, encoding=encoding)
    tried = rosters.add(file, INVITED.centre, only_try=True)
    assert (tried.new, rosters.all(), words(node, laptop.key.kid)) == (2, (), [])
    assert rosters.add(file, INVITED.centre).new == 2
    again = rosters.add(file, INVITED.centre)
    assert (again.new, again.known) == (0, 2)
    karin, ove = words(node, laptop.key.kid)
    assert karin is not None
    assert ove is not None
    assert karin.booked is not None
    assert ove.booked is not None
    assert (karin.day, karin.booked.name, karin.booked.note) == (DAY, *KARIN.split(";")[2::3])
    assert (ove.booked.birth_date, ove.booked.company) == (None, "")
    assert words(node, far.key.kid) == []


def test_every_bad_row_is_named_with_its_line_and_nothing_is_taken(
    node: SmallNode, laptop: SignedLog, rosters: Rosters, tmp_path: Path
) -> None:
    """I12: no identity number slips in by a booking."""
    P = RowProblem
    rows = {
        KARIN: None,
        "2026-05-03;CNC-1;Ove Ek": P.PAST,
        "2028-05-03;CNC-1;Ove Ek": P.FAR,
        "4 maj;CNC-1;Ove Ek": P.DAY,
        "2026-05-04;SVETS-9;Ove Ek": P.PROFILE,
        "2026-05-04;CNC-1;": P.NAME,
        "2026-05-04;CNC-1;Ove \u202eEk": P.NAME,
        "2026-05-04;CNC-1;Ove Ek;1887-05-21": P.BIRTH_DATE,
        "2026-05-04;CNC-1;Ove Ek;2087-05-21": P.BIRTH_DATE,
        "2026-05-04;CNC-1;Ove Ek;19870521-2382": P.NUMBER,
        "2026-05-04;CNC-1;Ove Ek;;;tel 870521-2382": P.NUMBER,
        "2026-05-04;CNC-1;Ove Ek;;1": P.COMPANY,
        "2026-05-04;CNC-1;Ove Ek;;;" + "x" * 801: P.NOTE,
        "2026-05-04;CNC-1": P.COLUMNS,
        KARIN + ";": P.COLUMNS,
        f"{KARIN} ": P.TWICE,
    }
    file = written(tmp_path, *rows)
    with pytest.raises(BadRoster) as refused:
        rosters.add(file, INVITED.centre)
    found = {fault.line: fault.problem for fault in refused.value.faults}
    assert found == {n: problem for n, problem in enumerate(rows.values(), 1) if problem}
    assert (rosters.all(), words(node, laptop.key.kid)) == ((), [])


def test_what_is_no_list_of_bookings_is_refused_whole(rosters: Rosters, tmp_path: Path) -> None:
    for raw in (b"", b"\n\n", b"Dag;Profil;Namn\n", b"\xff\xfe\x00", b'"', b";" * 1_000_001):
        file = tmp_path / "x.csv"
        file.write_bytes(raw)
        with pytest.raises(BadRoster):
            rosters.add(file, INVITED.centre)
    with pytest.raises(UnknownCentre):
        rosters.add(written(tmp_path, KARIN), "Testcenter Värnamoo")
    with pytest.raises(FileNotFoundError):
        rosters.add(tmp_path / "none.csv", INVITED.centre)


def test_a_withdrawn_booking_names_nobody_and_a_new_seal_is_told_what_stands(
    node: SmallNode, laptop: SignedLog, rosters: Rosters, tmp_path: Path
) -> None:
    rosters.add(written(tmp_path, KARIN, OVE), INVITED.centre)
    row = rosters.all()[0]
    rosters.withdraw(row.id)
    with pytest.raises(NotWaiting):
        rosters.withdraw(row.id)
    assert [one.name for one in rosters.all()] == ["", "Ove Ek"]
    assert words(node, laptop.key.kid)[0] is None
    gone = words(node, laptop.key.kid)[-1]
    assert gone is not None
    assert (str(gone.id), gone.booked) == (row.id, None)
    elin = node.laptop(Invited("Elin Sjöberg", 10520, INVITED.centre, ("CNC-1",)))
    assert {word.booked and word.booked.name for word in words(node, elin.key.kid) if word} == {
        None,
        "Ove Ek",
    }


def test_a_booking_taken_up_is_told_so_by_its_own_centre_alone(
    node: SmallNode, laptop: SignedLog, rosters: Rosters, tmp_path: Path
) -> None:
    """And the same after everything shown is made again from the records."""
    rosters.add(written(tmp_path, KARIN, OVE), INVITED.centre)
    booking = rosters.all()[0].id
    assert _placed(node, node.laptop(FAR), booking) != ""
    assert rosters.all()[0].state == BookingState.WAITING
    person = _placed(node, laptop, booking)
    node.rebuild()
    taken = rosters.all()[0]
    assert (taken.state, taken.person) == (BookingState.TAKEN, person)
    node.pass_time(timedelta(days=2))
    said = roster_acts.run(node.database, node.keys, lambda: node.now, _chosen("list"))
    assert [line.rpartition("\t")[2][:9] for line in said.splitlines()] == [
        "tagen upp",
        "ej kommen",
    ]


def test_an_erased_person_s_booking_and_one_long_past_go_with_what_was_told(
    node: SmallNode, laptop: SignedLog, rosters: Rosters, tmp_path: Path
) -> None:
    """R53: the entries keep their numbers, and say nothing."""
    rosters.add(written(tmp_path, KARIN, OVE), INVITED.centre)
    person = _placed(node, laptop, rosters.all()[0].id)
    with node.database.transaction() as session:
        bookings.forget(session, person)
    assert [row.name for row in rosters.all()] == ["Ove Ek"]
    assert [word is None for word in words(node, laptop.key.kid)] == [True, False]
    node.pass_time(timedelta(days=32))
    assert rosters.all() == ()
    assert words(node, laptop.key.kid) == [None, None]


def test_the_command_says_what_is_wrong_in_both_languages(
    node: SmallNode, rosters: Rosters, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, KARIN, "2026-05-04;CNC-1")
    chosen = _chosen("add", file=file, centre=INVITED.centre, only_try=False)
    with pytest.raises(ActRefused) as refused:
        roster_acts.run(node.database, node.keys, lambda: node.now, chosen)
    assert "rad · line 2:" in refused.value.words
    assert "Nothing has changed" in refused.value.words
    assert main(["--folder", str(tmp_path / "node"), "roster", "withdraw", "0"]) == 1
    assert "no such booking" in capsys.readouterr().err


def _placed(node: SmallNode, log: SignedLog, booking: str) -> str:
    """The person's id, once the node has stored that the booking is taken up."""
    person, record = log.person()
    case, opened = log.case(person)
    placed = OrderPlaced(booking, str(person), str(case), "CNC-1", "Hällsjö Mekaniska AB")
    order = log.link(RecordType.ORDER_PLACED, str(person), placed)
    assert {answer.result for answer in node.take(record, opened, order)} == {"stored"}
    return str(person)


def _chosen(part: str, **more: object) -> Namespace:
    return Namespace(part=part, **more)
