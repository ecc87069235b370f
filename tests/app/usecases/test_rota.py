"""A rota with several places for one: clashes, cases from a place, files with manifests."""

import os
from datetime import date, datetime, time
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest

from app.domain.matrix import Stage
from app.domain.rota import ClashKind, Slot
from app.reports.export_check import check_export
from app.reports.whole_file import NotWritten
from app.usecases.batch_report import BatchProgress
from app.usecases.companies import NewCompany
from app.usecases.export_writing import ExportCancelled
from app.usecases.group_orders import NewOrder
from app.usecases.paper_writing import Steps
from app.usecases.people import NewPerson
from app.workspace import Workspace

MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)
LATHE, MILL = "Svarv 4", "Fräs 2"


@pytest.fixture
def order(desk: Workspace) -> UUID:
    """An order for this week."""
    company = desk.companies.register(NewCompany("Ängby Plåt AB", "556016-0680"))
    new = NewOrder("Våren", "CNC-1", MONDAY, date(2026, 5, 8))
    return desk.group_orders.make(company, new)


def joined(desk: Workspace, order: UUID, name: str) -> UUID:
    """Somebody in the order."""
    person = desk.people.register(NewPerson(name))
    desk.group_orders.add(order, person)
    return person


def kinds(desk: Workspace, order: UUID, person: UUID) -> list[list[ClashKind]]:
    """What each of somebody's places collides with."""
    lines = [line for line in desk.rota.view(order) if line.person_id == person]
    return [[clash.kind for clash in line.clashes] for line in lines]


def test_somebody_has_several_places_and_each_is_moved_alone(desk: Workspace, order: UUID) -> None:
    """Two machines on two days; who leaves the order leaves the whole rota."""
    one = joined(desk, order, "Anna Två")
    rota = desk.rota
    rota.move(order, one, Slot(MONDAY, 480, 90, LATHE, "Maria"))
    place = rota.add(order, one, Slot(TUESDAY, 480, 90, MILL, "Olof"))
    assert place == (one, 1)
    rota.move(order, one, Slot(TUESDAY, 600, 60, MILL, "Olof"), place[1])
    assert [(line.slot.day, line.slot.machine) for line in rota.view(order)] == [
        *((MONDAY, LATHE), (TUESDAY, MILL)),
    ]
    assert desk.group_orders.order(order).people[0].slot == rota.view(order)[0].slot
    before = rota.clear(order)
    rota.restore(order, before)
    assert len(rota.view(order)) == 2
    rota.move(order, one, None, 0)
    assert [line.turn for line in rota.view(order)] == [1]
    desk.group_orders.leave(order, one)
    assert rota.view(order) == ()


def test_the_same_machine_assessor_and_person_twice_are_told(desk: Workspace, order: UUID) -> None:
    """However the machine is written; what only touches does not collide."""
    one, other = joined(desk, order, "Anna Ek"), joined(desk, order, "Bo Alm")
    rota = desk.rota
    rota.move(order, one, Slot(MONDAY, 480, 90, LATHE, "Maria"))
    rota.add(order, one, Slot(MONDAY, 540, 60, MILL, "Olof"))
    rota.move(order, other, Slot(MONDAY, 500, 30, "svarv  4", "maria"))
    rota.add(order, other, Slot(MONDAY, 600, 60, MILL, "Olof"))
    assert kinds(desk, order, one) == [
        *([ClashKind.ASSESSOR, ClashKind.MACHINE, ClashKind.PERSON], [ClashKind.PERSON]),
    ]
    assert kinds(desk, order, other) == [[ClashKind.ASSESSOR, ClashKind.MACHINE], []]


def test_a_case_begins_from_its_place_once(desk: Workspace, order: UUID) -> None:
    """I5: booked at that place's time; every place of theirs leads to it then."""
    one = joined(desk, order, "Anna Ek")
    rota = desk.rota
    rota.move(order, one, Slot(MONDAY, 1000, 90, LATHE, ""))
    rota.add(order, one, Slot(TUESDAY, 480, 90, MILL, ""))
    case = rota.begin(order, one, 1)
    assert rota.begin(order, one, 0) == case
    assert {line.case_id for line in rota.view(order)} == {case}
    zone = desk.desk.clock.now().tzinfo
    booked = [row.time for row in desk.today.view().booked if row.case_id == case]
    assert booked in ([], [datetime.combine(TUESDAY, time(8), zone)])


def test_every_file_has_a_manifest_and_a_cancelled_one_leaves_nothing(
    desk: Workspace, order: UUID, tmp_path: Path
) -> None:
    """I14, R55: rows and hash; a disk that is full and a stick that is gone are told apart."""
    one = joined(desk, order, "Anna Ek")
    desk.rota.move(order, one, Slot(MONDAY, 480, 90, LATHE, ""))
    desk.rota.add(order, one, Slot(TUESDAY, 480, 90, MILL, ""))
    secret = desk.people.register(NewPerson("Hemlig Person", protected=True))
    desk.group_orders.add(order, secret)
    desk.rota.move(order, secret, Slot(MONDAY, 600, 90, LATHE, ""))
    for ending in ("pdf", "xlsx", "csv"):
        path, told = tmp_path / f"schema.{ending}", list[BatchProgress]()
        manifest = desk.rota_files.write(order, path, "sv", Steps(told.append))
        check = check_export(path, desk.desk.trust())
        assert (check.is_same, check.manifest.rows, manifest.rows) == (True, 2, 2)
        assert {progress.total for progress in told} == {2}
        again = tmp_path / f"igen.{ending}"
        with pytest.raises(ExportCancelled):
            desk.rota_files.write(order, again, "sv", Steps(cancelled=lambda: True))
        assert not list(tmp_path.glob("*igen*"))
    with pytest.raises(NotWritten) as refused:
        desk.rota_files.write(order, tmp_path / "utdragen" / "schema.pdf", "sv")
    assert refused.value.code == "gone"
    assert [made.kind for made in desk.exports.made()] == [
        *("order.rota.csv", "order.rota.xlsx", "order.rota.pdf"),
    ]


def test_it_is_printed_as_it_hangs_on_the_wall(
    desk: Workspace, order: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R55, I14: every place but those of protected people; a line among the exports says so."""
    one = joined(desk, order, "Anna Ek")
    desk.rota.move(order, one, Slot(MONDAY, 480, 90, LATHE, ""))
    desk.rota.add(order, one, Slot(TUESDAY, 480, 90, MILL, ""))
    paper = tmp_path / "paper.pdf"
    for name, script in (("lp", f"cat > {paper}"), ("lpstat", "echo Kontoret")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert desk.rota_files.printers() == ("Kontoret",)
    assert desk.rota_files.print(order, "sv", "Kontoret") == 2
    with pypdfium2.PdfDocument(paper) as pdf:
        said = pdf[0].get_textpage().get_text_bounded()
    assert [words in said for words in ("2026-05-04", "2026-05-05", LATHE, MILL)] == [True] * 4
    (made,) = desk.exports.made()
    assert (made.kind, made.rows, made.file) == ("order.rota.print", 2, None)
    assert made.sha256 == sha256(paper.read_bytes()).hexdigest()
    assert made.filters == {"order": str(order), "printer": "Kontoret"}


def test_who_has_a_time_stands_as_booked_in_the_companys_matrix(
    desk: Workspace, order: UUID
) -> None:
    """As in the order itself: before any case is opened."""
    one, other = joined(desk, order, "Anna Ek"), joined(desk, order, "Bo Ek")
    desk.rota.move(order, one, Slot(MONDAY, 480, 90, LATHE, ""))
    company = next(line.id for line in desk.companies.list() if line.orders)
    code = desk.group_orders.order(order).line.code
    rows = desk.matrices.of_role(company, code).matrix.rows
    stages = {row.person.person_id: row.person.stage for row in rows}
    assert (stages[one], stages[other]) == (Stage.BOOKED, Stage.WAITING)
