"""The whole log proved again: every bent byte is named, true projections come back, notes stay."""

from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.domain.case import Step
from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import StatusReason
from app.domain.log_check import DAMAGE, Finding
from app.storage.tables import CertificateRow
from app.usecases.log_check import CheckStopped, RecordsDamaged
from app.workspace import Workspace
from tests.desk_work import CaseWalk

BENT = {
    "UPDATE records SET raw = CAST(raw || x'00' AS BLOB) WHERE seq = 3": Finding.RECORD,
    "UPDATE records SET payload = CAST(payload || x'20' AS BLOB) WHERE seq = 3": Finding.CONTENT,
    "UPDATE records SET subject = 'somebody' WHERE seq = 3": Finding.COLUMNS,
    "DELETE FROM records WHERE seq = 3": Finding.GAP,
    "UPDATE records SET kid = x'0000000000000000' WHERE seq = 3": Finding.SEAL,
    "UPDATE blobs SET content = x'00' WHERE sha256 = (SELECT min(sha256) FROM blobs)": (
        Finding.PHOTO
    ),
    "UPDATE people SET name = 'Bent' WHERE id = '{person}'": Finding.PERSON,
    "UPDATE cases SET centre = 'Bent' WHERE id = '{case}'": Finding.CASE,
    "UPDATE cases SET state = 'cancelled' WHERE id = '{case}'": Finding.CASE,
    "UPDATE decisions SET outcome = 'statement'": Finding.DECISION,
    "DELETE FROM decisions": Finding.DECISION,
    "UPDATE certificates SET valid_to = '2099-01-01'": Finding.CERTIFICATE,
    "UPDATE certificates SET snapshot = x'7b7d'": Finding.CERTIFICATE,
    "UPDATE certificates SET state = 'issued'": Finding.STATE,
    "DELETE FROM certificate_changes": Finding.CHANGE,
}


def stopped(walk: CaseWalk) -> None:
    """A case with a certificate that was stopped."""
    walk.talk()
    certificate = walk.desk.certificates.issue(walk.case_id)
    walk.desk.status_acts.suspend(
        certificate, StatusReason.UNDER_REVIEW, "en anteckning", walk.secret
    )


pytestmark = pytest.mark.begins_at(Step.FEEDBACK, stopped)


@pytest.fixture
def certified(walk: CaseWalk) -> CaseWalk:
    """That case."""
    return walk


def test_a_desk_at_work_holds_from_the_first_record_to_the_last(certified: CaseWalk) -> None:
    """I1: every signature, chain and photo, and what every row says."""
    seen: list[tuple[int, int]] = []
    verdict = certified.desk.log_check.verify(lambda done, total: seen.append((done, total)))
    assert verdict.is_whole
    assert verdict.records > 20
    assert verdict.photos > 0
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize(("bent", "finding"), BENT.items())
def test_whatever_is_bent_is_named_and_made_again_where_the_records_are_whole(
    certified: CaseWalk, bent: str, finding: Finding
) -> None:
    """I1, I4: damage to signed bytes is never made good of; a row is made as it was signed."""
    desk = certified.desk
    before = _certificate(desk)
    _spoil(desk, bent.format(case=certified.case_id, person=_person(desk, certified.case_id)))
    found = desk.log_check.verify().differences
    assert finding in {one.finding for one in found}
    for language in ("sv", "en"):
        assert all(one.in_words(language) for one in found)
    if finding in DAMAGE:
        with pytest.raises(RecordsDamaged) as refused:
            desk.log_check.rebuild()
        assert refused.value.found
        assert desk.log_check.verify().differences == found
        return
    _verdict, copy = desk.log_check.rebuild()
    assert copy is not None
    assert copy.is_file()
    assert desk.log_check.verify().is_whole
    assert _certificate(desk) == before


def test_a_note_and_the_number_of_prints_outlive_a_rebuild(certified: CaseWalk) -> None:
    """What only this desk knows is no projection."""
    desk = certified.desk
    _spoil(desk, "UPDATE certificates SET prints = 3, state = 'issued'")
    desk.log_check.rebuild()
    with desk.desk.database.reading() as session:
        assert session.scalar(text("SELECT note FROM certificate_changes")) == "en anteckning"
        assert session.scalar(text("SELECT prints FROM certificates")) == 3


def test_what_no_record_stands_behind_is_named_and_left(certified: CaseWalk) -> None:
    """A certificate that was never signed is not quietly removed."""
    desk = certified.desk
    _spoil(
        desk,
        "INSERT INTO certificates SELECT x'00000000000000000000', case_id, person_id, 'KB-X', "
        "kind, state, kid, status_index + 9, issued, valid_to, snapshot, prints FROM certificates",
    )
    (found,) = desk.log_check.verify().differences
    assert (found.finding, found.about) == (Finding.UNSIGNED, "KB-X")
    verdict, copy = desk.log_check.rebuild()
    assert (verdict.differences, copy) == ((found,), None)


def test_a_check_can_be_stopped(certified: CaseWalk) -> None:
    """At once, with nothing changed."""
    with pytest.raises(CheckStopped):
        certified.desk.log_check.verify(cancelled=lambda: True)


def _spoil(desk: Workspace, statement: str) -> None:
    with desk.desk.database.transaction() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        session.execute(text(statement))


def _certificate(desk: Workspace) -> tuple[object, ...]:
    with desk.desk.database.reading() as session:
        row = session.query(CertificateRow).one()
        return row.id, row.number, row.state, row.valid_to, row.snapshot, row.prints


def _person(desk: Workspace, case: UUID) -> UUID:
    return desk.cases.view(case).person_id


SPOILED = {
    "a byte": "UPDATE certificate_files SET pdf = CAST(pdf || x'0a' AS BLOB)",
    "its beginning": "UPDATE certificate_files SET pdf = substr(pdf, 100)",
    "of before hashes were kept": "UPDATE certificate_files SET pdf = x'255044', sha256 = ''",
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_damaged_file_is_named_and_its_issuer_makes_it_again(
    certified: CaseWalk, spoiled: str
) -> None:
    """I4: it is never handed out; the certificate is told by number, with what to do."""
    desk = certified.desk
    certificate = _issued(desk)
    desk.certificate_files.make(certificate)
    assert desk.log_check.verify().files == 1
    _do(desk, SPOILED[spoiled])
    (found,) = desk.log_check.verify().differences
    assert (found.finding, found.about) == (Finding.FILE, format_certificate_number(certificate))
    assert "görs på nytt när den som utfärdade" in found.in_words("sv")
    _, copy = desk.log_check.rebuild()
    assert copy is None
    assert desk.certificate_files.pdf(certificate).pdf.startswith(b"%PDF-")
    assert desk.log_check.verify().is_whole


def test_a_damaged_file_of_somebody_who_left_is_told_from_where(certified: CaseWalk) -> None:
    """I4: nobody here can make it again; copies and whoever was given it can."""
    desk = certified.desk
    desk.certificate_files.make(_issued(desk))
    _do(desk, SPOILED["a byte"])
    maria = desk.assessor.id
    desk.desk.keys.remove(maria)
    (found,) = desk.log_check.verify().differences
    assert found.finding is Finding.FILE_LEFT
    assert "säkerhetskopia" in found.in_words("sv")


def _issued(desk: Workspace) -> bytes:
    with desk.desk.database.reading() as session:
        return session.scalars(select(CertificateRow.id)).one()


def _do(desk: Workspace, statement: str) -> None:
    with desk.desk.database.transaction() as session:
        session.execute(text(statement))
