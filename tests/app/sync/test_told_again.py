"""What goes by stick or comes back from a copy: words of measures erased, genders told once."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.domain.clock import SystemClock
from app.domain.company_measure import WORDS_GONE, MeasureKind
from app.domain.desks import DeskKind
from app.node.genders import KnownGender
from app.node.tables import StoredRecord
from app.seal.records import RecordType
from app.storage import desk_facts
from app.storage.tables import MeasureRow, RecordRow, ToldGenderRow
from app.usecases.companies import NewCompany
from app.usecases.company_plan import MeasureDraft
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.app.sync.bundle_files import answer, read, write
from tests.app.sync.region import PHRASE, reach, sync
from tests.app.sync.test_erased import order, person_of
from tests.desk_work import MARIA, desks, unlock
from tests.node_thread import NodeThread

pytestmark = pytest.mark.near_node

SECRET = "Hemlig kurs om rygg"


def planned(laptop: Workspace, *people: UUID) -> UUID:
    """A company's measure for these people, its words signed apart."""
    company = laptop.companies.register(NewCompany("Ängby Plåt AB"))
    about = "matteknik", MeasureKind.COURSE, SECRET, "2 dagar", "Eva Ek", None, None, people
    return laptop.company_plans.plan(company, "CNC-1", MeasureDraft(*about))


def words_at_node(node: NodeThread) -> list[bytes | None]:
    """What the node holds of measures' words."""
    wanted = select(StoredRecord.payload).where(StoredRecord.type == RecordType.MEASURE_WORDED)
    with node.database.reading() as session:
        return list(session.scalars(wanted))


def genders(laptop: Workspace) -> list[str]:
    """Of whom the log says a gender, record by record."""
    wanted = select(RecordRow.subject).where(RecordRow.type == RecordType.PERSON_GENDER)
    with laptop.desk.database.reading() as session:
        return [subject or "" for subject in session.scalars(wanted)]


def test_words_that_lay_in_a_file_when_their_person_was_erased_are_gone_everywhere(
    laptop: Workspace, node: NodeThread, tmp_path: Path
) -> None:
    """R53, R61: the node takes the stick without them, its answer takes them from the desk."""
    person = person_of(laptop)
    other = laptop.people.register(NewPerson("Bo Kvarström"))
    sync(laptop)
    measure = planned(laptop, person, other)
    write(laptop, tmp_path / "ut.intyga")
    order(node, person)
    answered = answer(node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga")
    assert words_at_node(node) == [None]
    read(laptop, answered)
    with laptop.desk.database.reading() as session:
        row = session.get_one(MeasureRow, measure)
        worded = select(RecordRow.payload).where(RecordRow.type == RecordType.MEASURE_WORDED)
        assert session.scalars(worded).all() == [None]
    assert (row.text, row.responsible) == (WORDS_GONE, "")
    again = answer(node.folder, tmp_path / "ut.intyga", tmp_path / "igen.intyga")
    read(laptop, again)
    assert words_at_node(node) == [None]
    assert laptop.log_check.verify().is_whole
    sync(laptop)
    assert laptop.syncing.status().waiting == 0


def test_a_gender_is_not_told_again_after_a_restore(
    laptop: Workspace, node: NodeThread, tmp_path: Path
) -> None:
    """X4: the copy is from before it was told; the log that comes back says it already."""
    copy = shutil.copy(laptop.backups.keep_now(), tmp_path / "kept.intyga-backup")
    person = str(person_of(laptop))
    sync(laptop)
    assert genders(laptop) == [person]
    laptop.close()
    (tmp_path / "laptop" / "real" / "desk.db").write_bytes(b"gone" * 5000)
    found = desks(tmp_path / "laptop", SystemClock())
    card = next(one for one in found.assessors(DeskKind.REAL) if one.name == MARIA)
    found.restore(DeskKind.REAL, card.id, PHRASE, copy)
    again = unlock(found, DeskKind.REAL, MARIA, PHRASE)
    reach(again, node.address)
    for _ in range(2):
        sync(again)
    assert genders(again) == [person]
    with again.desk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ToldGenderRow)) == 1
        assert desk_facts.get(session, desk_facts.NODE_URL)
    with node.database.reading() as session:
        assert session.scalars(select(KnownGender.person)).all() == [person]
    assert again.log_check.verify().is_whole
    again.close()
