"""A person erased at the desk: every use case goes on, shows no name, and the log still holds."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.domain.case import CaseState, Step
from app.domain.disputes import DisputeKind
from app.domain.erasure import Erasure, ErasureStage, erasure_in, name_of
from app.domain.errors import UserError
from app.seal.erase_payloads import EraseDone
from app.seal.erasure import EraseOrder, order_name, sign_order
from app.seal.keys import SigningKey
from app.seal.payloads import decode_payload
from app.seal.records import RecordType
from app.storage import desk_facts
from app.storage.people import PersonErased
from app.storage.tables import CaseRow, CertificateFileRow, CertificateRow, PersonRow, RecordRow
from app.sync.erasing import obey, obey_all
from app.usecases.batch_copies import Copies
from app.usecases.checked import Checked
from app.usecases.exports import ExportOrder
from app.usecases.issued import CertificateErased
from app.workspace import Workspace
from tests.desk_work import CaseWalk

NODE = SigningKey.generate()
DECIDED = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
INSTEAD = "Raderad enligt beslut 2026-05-04"


@dataclass
class Erased:
    """A person who is erased, and what was known of them before."""

    walk: CaseWalk
    person: UUID
    name: str
    certificate: bytes
    number: str
    code: str
    answer: Checked | None = None

    @property
    def desk(self) -> Workspace:
        """Where it was."""
        return self.walk.desk


def order(subject: UUID, by: SigningKey = NODE) -> bytes:
    """The region's order."""
    return sign_order(by, EraseOrder(subject, DECIDED))


def tell(desk: Workspace, raw: bytes) -> None:
    """Let the desk hear it from its node."""
    with desk.desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.NODE_PUBLIC, NODE.public.hex())
        obey(session, raw, desk.desk.signer.key, desk.desk.clock)


def person_of(walk: CaseWalk) -> UUID:
    """Whose case it is."""
    with walk.desk.desk.database.reading() as session:
        return session.get_one(CaseRow, walk.case_id).person_id


def everything(desk: Workspace) -> str:
    """Every value of every table, as text."""
    with desk.desk.database.reading() as session:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        rows = [
            row for name in names for row in session.execute(text(f'SELECT * FROM "{name}"')).all()
        ]
    return "\n".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for row in rows
        for value in row
    )


@pytest.fixture
def certified(walk: CaseWalk) -> CaseWalk:
    """A case with everything in it, and its certificate."""
    walk.talk()
    walk.desk.certificates.issue(walk.case_id)
    return walk


def digest(walk: CaseWalk) -> tuple[str, str]:
    """The person's name and first name, as they stand before."""
    with walk.desk.desk.database.reading() as session:
        name = session.get_one(PersonRow, person_of(walk)).name
    return name, name.split()[0]


@pytest.mark.begins_at(Step.FEEDBACK)
def test_nothing_of_the_person_is_left_and_the_log_holds(certified: CaseWalk) -> None:
    """R53: rows of nobody, header chain, status bit; verify and rebuild accept it."""
    desk, person = certified.desk, person_of(certified)
    name, _ = digest(certified)
    desk.certificates.pdf(desk.people.card(person).certificates[0].id)
    with desk.desk.database.reading() as session:
        headers = session.execute(select(RecordRow.hash, RecordRow.raw)).all()
    tell(desk, order(person))
    assert name not in everything(desk)
    with desk.desk.database.reading() as session:
        row = session.get_one(PersonRow, person)
        assert (row.name, row.identity_sealed, row.birth_date) == (INSTEAD, None, None)
        kept = dict(session.execute(select(RecordRow.hash, RecordRow.raw)).all())
        assert [kept[hash_] for hash_, _ in headers] == [raw for _, raw in headers]
        said = session.scalars(
            select(RecordRow).where(RecordRow.type == RecordType.ERASE_DONE)
        ).one()
        done = decode_payload(said.type, said.payload or b"")
        assert isinstance(done, EraseDone)
        assert (done.person, done.order) == (str(person), order_name(order(person)))
        assert done.records > 5
        assert done.photos > 0
        paper = session.scalars(
            select(CertificateRow).where(CertificateRow.person_id == person)
        ).one()
        assert paper.state == "issued"
        assert session.get(CertificateFileRow, paper.id) is None
    assert desk.log_check.verify().is_whole
    assert desk.log_check.rebuild()[1] is None


@pytest.fixture
def erased(certified: CaseWalk) -> Erased:
    """The same, once the region's order has been obeyed."""
    desk, person = certified.desk, person_of(certified)
    paper = desk.people.card(person).certificates[0]
    code = desk.certificates.facts(paper.id).qr_text
    before = Erased(certified, person, digest(certified)[0], paper.id, paper.number, code)
    before.answer = desk.verification.check_text(code)
    tell(desk, order(person))
    return before


@pytest.mark.begins_at(Step.FEEDBACK)
def test_words_stand_where_the_name_stood(erased: Erased, tmp_path: Path) -> None:
    """Card, search, lists and exports; nobody is found by name any more."""
    desk, number, name = erased.desk, erased.number, erased.name
    card = desk.people.card(erased.person)
    assert (card.line.name, card.retests) == (INSTEAD, ())
    assert (card.identity_masked, card.open_case, card.line.employer) == ("", None, "")
    assert card.certificates[0].number == number
    assert all(line.name != name for line in desk.people.search(name.split()[0]).lines)
    assert [line.name for line in desk.people.search(number).lines] == [INSTEAD]
    assert desk.people.search("raderad").lines == ()
    assert INSTEAD in [line.name for line in desk.people.search("").lines]
    assert [line.name for line in desk.certificate_list.find(number).lines] == [INSTEAD]
    assert desk.certificate_list.find(name).lines == ()
    desk.exports.write(ExportOrder("cases", "csv"), tmp_path / "cases.csv")
    desk.exports.write(ExportOrder("certificates", "csv"), tmp_path / "certificates.csv")
    assert name not in (tmp_path / "cases.csv").read_text("utf-8-sig")
    assert INSTEAD in (tmp_path / "certificates.csv").read_text("utf-8-sig")


@pytest.mark.begins_at(Step.FEEDBACK)
def test_every_use_case_goes_on_with_an_erased_person(erased: Erased) -> None:
    """Nothing crashes; the paper in somebody's hand is still answered for."""
    desk, case = erased.desk, erased.walk.case_id
    assert desk.verification.check_text(erased.code) == erased.answer
    assert desk.status_acts.standing(erased.certificate).number == erased.number
    for kind in DisputeKind:
        desk.disputes.register(kind)
    for look in (
        lambda: desk.today.view(),
        lambda: desk.cases.view(case),
        lambda: desk.decisions.proposal(case),
        lambda: desk.feedback.view(case),
        lambda: desk.debrief.view(case),
        lambda: desk.disputes.contestable(),
        lambda: desk.follow_ups.of_person(erased.person),
        lambda: desk.status_acts.history(erased.certificate),
        lambda: desk.syncing.status(),
    ):
        look()


@pytest.mark.begins_at(Step.FEEDBACK)
def test_nothing_new_is_written_and_no_page_is_drawn(erased: Erased, tmp_path: Path) -> None:
    desk, certificate, path = erased.desk, erased.certificate, tmp_path / "bevis.pdf"
    for act in (
        lambda: desk.cases.open(erased.person, "CNC-1"),
        lambda: desk.people.rename(erased.person, erased.name),
    ):
        with pytest.raises(PersonErased):
            act()
    for act in (
        lambda: desk.certificates.pdf(certificate),
        lambda: desk.certificates.save(certificate, path),
        lambda: desk.certificates.preview(certificate, 72),
    ):
        with pytest.raises(CertificateErased):
            act()
    assert not path.exists()
    files = desk.certificate_files
    assert files.make_all([certificate], lambda _: None, lambda: False) == ()
    report = Copies(desk.desk, files).save_many(
        [certificate], tmp_path, lambda _: None, lambda: False
    )
    assert [type(one.error) for one in report.refused] == [CertificateErased]


@pytest.mark.begins_at(Step.PRACTICAL)
def test_an_open_case_ends_and_whoever_was_at_it_is_told_kindly(walk: CaseWalk) -> None:
    """In the midst of a test too: nothing crashes, the case is over."""
    desk, person = walk.desk, person_of(walk)
    sitting = desk.practical.start(walk.case_id)
    tell(desk, order(person))
    with desk.desk.database.reading() as session:
        assert session.get_one(CaseRow, walk.case_id).state == CaseState.CANCELLED
    assert next(line.kind for line in desk.people.card(person).history) == "ended_erased"
    with pytest.raises(UserError):
        desk.practical.hand_in(sitting)
    assert desk.log_check.verify().is_whole


@pytest.mark.begins_at(Step.DECISION)
def test_what_was_signed_before_the_case_was_moved_to_them_goes_too(walk: CaseWalk) -> None:
    """R53: the wrong one had been picked; the sittings are theirs who really sat."""
    desk, wrong = walk.desk, person_of(walk)
    right = desk.people.search("Gunilla").lines[0].id
    desk.moving.move(walk.case_id, right, "Fel rad i listan.")
    tell(desk, order(right))
    with desk.desk.database.reading() as session:
        of_case = (RecordRow.case_id == walk.case_id) & RecordRow.payload.is_not(None)
        assert session.scalars(select(RecordRow.type).where(of_case)).all() == []
        assert session.get_one(PersonRow, wrong).name != INSTEAD
    assert desk.log_check.rebuild()[1] is None


@pytest.mark.begins_at(Step.FEEDBACK)
def test_an_order_nobody_proves_does_nothing(certified: CaseWalk) -> None:
    """From another key, bent, cut, empty, of somebody not here."""
    desk, person = certified.desk, person_of(certified)
    raw = order(person)
    for forged in (order(person, SigningKey.generate()), raw[:-1], b"", raw + b"\0", b"{}"):
        tell(desk, forged)
        with desk.desk.database.reading() as session:
            assert session.get_one(PersonRow, person).name != INSTEAD


@pytest.mark.begins_at(Step.FEEDBACK)
def test_twice_is_once_and_one_word_a_seal(certified: CaseWalk) -> None:
    """Idempotent: the second order changes nothing and is not signed for again."""
    desk, person = certified.desk, person_of(certified)
    tell(desk, order(person))
    before = everything(desk)
    tell(desk, order(person))
    assert everything(desk) == before
    stranger = UUID("01920000-0000-7000-8000-000000000000")
    tell(desk, order(stranger))
    with desk.desk.database.reading() as session:
        done = session.scalars(
            select(RecordRow.subject).where(RecordRow.type == RecordType.ERASE_DONE)
        ).all()
    assert sorted(done) == sorted([str(person), str(stranger)])


@pytest.mark.begins_at(Step.FEEDBACK)
def test_a_stop_half_way_leaves_all_as_it_was(certified: CaseWalk) -> None:
    """One transaction: rows, records and the word together or not at all."""
    desk, person = certified.desk, person_of(certified)
    with desk.desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.NODE_PUBLIC, NODE.public.hex())
    before = everything(desk)

    class Stopped(Exception):
        """The power goes."""

    def stopped() -> None:
        with desk.desk.database.transaction() as session:
            obey_all(session, [order(person)], desk.desk.signer.key, desk.desk.clock)
            raise Stopped

    with pytest.raises(Stopped):
        stopped()
    assert everything(desk) == before


def test_what_stands_for_a_name_is_read_back() -> None:
    for stage in ErasureStage:
        erasure = Erasure(stage, DECIDED.date())
        assert erasure_in(name_of(erasure)) == erasure
    for name in ("Karin Lindqvist", "Raderad enligt beslut", "Raderad enligt beslut igår", ""):
        assert erasure_in(name) is None
