"""A company on a laptop that is lost: restored and asked back, erased, all against a real node."""

import shutil
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import SystemClock
from app.domain.company_measure import WORDS_GONE, MeasureKind
from app.domain.desks import DeskKind
from app.domain.employment import Employment
from app.domain.participation import Project
from app.node.__main__ import now
from app.node.keys import load_or_create
from app.node.projects import Projects, no_project
from app.node.result_tables import HeldConversation, KnownCompany, OrderedPerson
from app.node.tables import StoredRecord
from app.seal.measure_payloads import MeasureWorded
from app.seal.measure_words import WORDED
from app.seal.payloads import decode_payload
from app.seal.receipts import ReceiptResult
from app.storage.tables import RecordRow
from app.usecases.company_plan import MeasureDraft
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.app.sync.bundle_files import answer, read, write
from tests.app.sync.region import PHRASE, Prepared, assert_agree, copied_laptop, reach, sync
from tests.app.sync.test_erased import order
from tests.app.usecases.told_company import (
    AREA,
    CODE,
    MAY,
    OWN,
    SPENT,
    ToldCompany,
    rows,
    tell,
    the_company,
)
from tests.desk_work import MARIA, desks, unlock
from tests.node_thread import NodeThread

pytestmark = pytest.mark.near_node


@pytest.fixture
def node(node: NodeThread) -> NodeThread:
    """The region's node with a project."""
    keys = load_or_create(node.folder, "", "")
    months = date(2026, 1, 1), date(2030, 12, 31)
    told = ("Kompetens", "2025/00123", "Regionen", *months, (), (Employment.EMPLOYED,))
    with node.database.transaction() as session:
        node.database.take_turn(session)
        made = Projects(node.database, keys, now)
        made.make(session, Project(no_project(), *told))
    return node


@pytest.fixture
def laptop(prepared: Prepared, tmp_path: Path, node: NodeThread) -> Workspace:
    """The enrolled laptop, which has heard of the project."""
    workspace = copied_laptop(prepared, tmp_path)
    reach(workspace, node.address)
    sync(workspace)
    return workspace


def spent(laptop: Workspace, at: ToldCompany) -> list[object]:
    """What is attested of the first person's months, and the day they confirmed it."""
    found = (month.hours for month in laptop.month_hours.of_part(at.part))
    return [(hours.spent, hours.confirmed) for hours in found if hours is not None]


Worded = list[tuple[str, str, str]]


def worded(session: Session, table: type[RecordRow] | type[StoredRecord]) -> Worded:
    """What the records that still have content say of measures in words, in order."""
    wanted = select(table.type, table.payload).where(
        table.type.in_(WORDED), table.payload.is_not(None)
    )
    told = [decode_payload(kind, raw) for kind, raw in session.execute(wanted.order_by(table.seq))]
    return [(o.measure, o.text, o.responsible) for o in told if isinstance(o, MeasureWorded)]


def _said(laptop: Workspace) -> Worded:
    with laptop.desk.database.reading() as session:
        return worded(session, RecordRow)


def _told(node: NodeThread) -> Worded:
    with node.database.reading() as session:
        return worded(session, StoredRecord)


def restored(laptop: Workspace, copy: Path, node: NodeThread, folder: Path) -> Workspace:
    """The disk is gone, the copy takes its place."""
    card = laptop.assessor.id
    laptop.close()
    (folder / "laptop" / "real" / "desk.db").write_bytes(b"gone" * 5000)
    found = desks(folder / "laptop", SystemClock())
    found.restore(DeskKind.REAL, card, PHRASE, copy)
    again = unlock(found, DeskKind.REAL, MARIA, PHRASE)
    reach(again, node.address)
    return again


def test_company_plan_hours_and_talk_come_back_from_the_node(
    laptop: Workspace, node: NodeThread, tmp_path: Path
) -> None:
    """R56, R60, I1: restored from a copy of before the company; then from one that has it all."""
    before = shutil.copy(laptop.backups.keep_now(), tmp_path / "before.intyga-backup")
    laptop.people.register(NewPerson("Bo Kvarström"))
    tell(laptop)
    at = the_company(laptop)
    plan = laptop.company_plans.view(at.id, CODE).lines
    hours = spent(laptop, at)
    assert hours == [(SPENT, MAY.first)]
    after = shutil.copy(laptop.backups.keep_now(), tmp_path / "after.intyga-backup")
    with laptop.desk.database.reading() as session:
        own = rows(session, OWN)
    sync(laptop)
    laptop = restored(laptop, before, node, tmp_path)
    assert not laptop.companies.list("Ängby")
    sync(laptop)
    assert the_company(laptop) == at
    assert laptop.company_plans.view(at.id, CODE).lines == plan
    assert spent(laptop, at) == hours
    (person,) = laptop.group_orders.order(at.order).people
    assert person.person.basis is not None
    assert person.person.basis.by == MARIA
    assert laptop.matrices.require(at.id, CODE, AREA, 3) == 2
    assert len(laptop.conversations.sheet(at.talk).answers) == 26
    assert laptop.log_check.verify().is_whole
    sync(laptop)
    assert_agree(laptop, node)
    laptop = restored(laptop, after, node, tmp_path)
    with laptop.desk.database.reading() as session:
        assert rows(session, OWN) == own
    sync(laptop)
    assert laptop.log_check.verify().is_whole
    assert_shown(node)
    laptop.close()


def assert_shown(node: NodeThread) -> None:
    """The region knows the company once, and holds nothing back, its required levels neither."""
    with node.database.reading() as session:
        assert session.scalars(select(KnownCompany.name)).all() == ["Ängby Plåt AB"]
        assert len(session.scalars(select(OrderedPerson)).all()) == 2
        assert len(session.scalars(select(HeldConversation)).all()) == 1
        held = StoredRecord.result == ReceiptResult.STORED_HELD
        assert not session.scalars(select(StoredRecord.type).where(held)).all()


def test_words_of_measures_go_with_whom_they_may_be_about(
    laptop: Workspace, node: NodeThread, tmp_path: Path
) -> None:
    """R53: at desk and node, whether for the person or naming them; a copy brings none back."""
    laptop.people.register(NewPerson("Bo Kvarström"))
    tell(laptop)
    at = the_company(laptop)
    erased, other = at.people
    name = laptop.people.card(erased).line.name

    def plan(text: str, responsible: str, *people: UUID) -> UUID:
        draft = MeasureDraft(AREA, MeasureKind.COURSE, text, "", responsible, None, None, people)
        return laptop.company_plans.plan(at.id, CODE, draft)

    plan("Hemligt om oss två", "Eva Ek", erased, other)
    plan("Kurs för Bo", name.upper(), other)
    stays = plan("Bara om Bo", "Eva Ek", other)
    old = shutil.copy(laptop.backups.keep_now(), tmp_path / "old.intyga-backup")
    sync(laptop)
    order(node, erased)
    plan("Osänt om oss två", "Eva Ek", erased, other)
    sync(laptop)
    assert _told(node) == _said(laptop)
    assert [line[1] for line in _said(laptop)] == ["Bara om Bo"]
    words = {one.measure.text for one in laptop.company_plans.view(at.id, CODE).lines}
    assert words == {WORDS_GONE, "Bara om Bo"}
    assert laptop.log_check.verify().is_whole
    laptop = restored(laptop, old, node, tmp_path)
    sync(laptop)
    assert [line[1] for line in _said(laptop)] == ["Bara om Bo"]
    assert laptop.log_check.verify().is_whole
    assert any(one.measure.id == stays for one in laptop.company_plans.view(at.id, CODE).lines)
    laptop.close()


def test_all_of_a_company_goes_by_file_as_by_wire(
    laptop: Workspace, node: NodeThread, tmp_path: Path
) -> None:
    """R61: orders, plans, hours and the talk, without a network; nothing is held or refused."""
    laptop.people.register(NewPerson("Bo Kvarström"))
    tell(laptop)
    written = write(laptop, tmp_path / "ut.intyga")
    came = read(laptop, answer(node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga"))
    assert (came.receipts, came.waiting, came.refused) == (written.records, 0, 0)
    assert_shown(node)
    assert_agree(laptop, node)
    assert laptop.log_check.verify().is_whole
    laptop.close()
