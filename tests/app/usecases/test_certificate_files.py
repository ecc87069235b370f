"""A certificate's file: made once by whoever issued it, kept, and the same whenever it is asked."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from app.certificate.signature import SignatureState, check_signature
from app.domain.case import Step
from app.seal.codes import BadSeal
from app.seal.paper_certificate import prove_paper_certificate
from app.storage.tables import CertificateFileRow, CertificateRow, PaperCertificateRow
from app.usecases.certificate_files import FileStanding
from app.usecases.certificates import issue_in
from app.workspace import Workspace
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import FixedClock
from tests.many_cases import order_of

pytestmark = pytest.mark.begins_at(Step.CERTIFICATE)


@pytest.fixture
def cut_off(walk: CaseWalk) -> bytes:
    """A certificate issued by a program that was killed before its file was made."""
    with walk.desk.desk.database.transaction() as session:
        return issue_in(walk.desk.desk, session, walk.case_id).id


@pytest.fixture
def elin(
    desk: Workspace, cut_off: bytes, desk_home: Path, clock: FixedClock
) -> Iterator[Workspace]:
    """The same desk with another assessor signed in."""
    desk.close()
    opened = practice_desk(desk_home, clock, "Elin Sjöberg")
    yield opened
    opened.close()


def kept(desk: Workspace, certificate: bytes) -> bytes | None:
    """What is stored."""
    with desk.desk.database.reading() as session:
        row = session.get(CertificateFileRow, certificate)
        return None if row is None else row.pdf


def store(desk: Workspace, certificate: bytes, pdf: bytes) -> None:
    """Put something else in its place."""
    with desk.desk.database.transaction() as session:
        session.get_one(CertificateFileRow, certificate).pdf = pdf


def test_an_issued_certificate_has_its_file_at_once_and_for_good(
    walk: CaseWalk, tmp_path: Path
) -> None:
    """R42 I4: signed, with badge; looked at, saved or checked it is these bytes."""
    certificates, files = walk.desk.certificates, walk.desk.certificate_files
    certificate = certificates.issue(walk.case_id)
    stored = kept(walk.desk, certificate)
    file = files.pdf(certificate)
    assert (file.pdf, file.is_signed, file.has_badge) == (stored, True, True)
    assert files.standing(certificate) is FileStanding.SIGNED
    certificates.save(certificate, tmp_path / "bevis.pdf")
    assert (tmp_path / "bevis.pdf").read_bytes() == stored == files.make(certificate).pdf
    assert len(file.pdf) <= 80_000


def test_the_signature_is_the_assessors_and_the_authority_stands_behind_it(walk: CaseWalk) -> None:
    """R38: name, number and centre in X.509 are those of the accreditation in the code."""
    certificate = walk.desk.certificates.issue(walk.case_id)
    signature = check_signature(walk.desk.certificates.pdf(certificate))
    assert signature.state is SignatureState.INTACT
    stated = prove_paper_certificate(signature.leaf, signature.issuer, walk.desk.desk.trust())
    facts = walk.desk.certificates.facts(certificate)
    assert stated.assessor == facts.assessor
    assert (stated.number, stated.centre) == (facts.assessor_number, facts.centre)
    assert signature.signed_at == walk.desk.desk.clock.now()
    with pytest.raises(BadSeal):
        prove_paper_certificate(signature.leaf, signature.leaf, walk.desk.desk.trust())


def test_a_file_that_was_cut_off_is_made_at_the_next_look(walk: CaseWalk, cut_off: bytes) -> None:
    files = walk.desk.certificate_files
    assert files.standing(cut_off) is FileStanding.WAITING
    file = files.pdf(cut_off)
    assert file.is_signed
    assert file.pdf == kept(walk.desk, cut_off) == files.pdf(cut_off).pdf
    assert files.standing(cut_off) is FileStanding.SIGNED


def test_nobody_makes_the_file_of_another(
    elin: Workspace, cut_off: bytes, desk_home: Path, clock: FixedClock
) -> None:
    """R42: Elin sees and prints the page; Maria makes the file when she looks at it."""
    files = elin.certificate_files
    assert files.standing(cut_off) is FileStanding.PAGE_ONLY
    page = files.pdf(cut_off)
    assert (page.is_signed, page.has_badge) == (False, False)
    assert files.pdf(cut_off) == page
    assert files.make(cut_off) == page
    assert files.make_all([cut_off], print, lambda: False) == ()
    assert kept(elin, cut_off) is None
    elin.close()
    maria = practice_desk(desk_home, clock)
    assert maria.certificate_files.pdf(cut_off).is_signed
    maria.close()


def test_what_is_kept_is_given_to_everybody(
    walk: CaseWalk, desk_home: Path, clock: FixedClock
) -> None:
    """A colleague hands out the issuer's own file."""
    certificate = walk.desk.certificates.issue(walk.case_id)
    stored = kept(walk.desk, certificate)
    walk.desk.close()
    elin = practice_desk(desk_home, clock, "Elin Sjöberg")
    assert elin.certificates.pdf(certificate) == stored
    elin.close()


def test_without_a_certificate_for_the_key_it_is_kept_unsigned(
    walk: CaseWalk, cut_off: bytes
) -> None:
    """Decided when it is made: a certificate that comes later makes no other file."""
    database, files = walk.desk.desk.database, walk.desk.certificate_files
    with database.transaction() as session:
        row = session.scalars(select(PaperCertificateRow)).one()
        session.execute(delete(PaperCertificateRow))
    file = files.pdf(cut_off)
    assert (file.is_signed, file.has_badge) == (False, True)
    assert check_signature(file.pdf).state is SignatureState.MISSING
    with database.transaction() as session:
        session.merge(
            PaperCertificateRow(kid=row.kid, certificate=row.certificate, issuer=row.issuer)
        )
    assert files.pdf(cut_off) == file
    assert files.standing(cut_off) is FileStanding.UNSIGNED


def test_a_certificate_for_another_key_signs_nothing(walk: CaseWalk, cut_off: bytes) -> None:
    """A signature that its own certificate does not fit would be worse than none."""
    with walk.desk.desk.database.transaction() as session:
        row = session.scalars(select(PaperCertificateRow)).one()
        row.certificate = row.issuer
    assert not walk.desk.certificate_files.make(cut_off).is_signed


def test_a_certificate_that_has_run_out_signs_nothing(
    walk: CaseWalk, cut_off: bytes, clock: FixedClock
) -> None:
    """Its days are the accreditation's; the file made later is unsigned."""
    clock.advance(timedelta(days=60))
    assert not walk.desk.certificate_files.pdf(cut_off).is_signed


@pytest.mark.parametrize("where", [9, 20_000, -9])
def test_a_damaged_file_is_made_again_from_the_record(walk: CaseWalk, where: int) -> None:
    """One bit turned in the store is noticed; the record that was signed says what it says."""
    desk = walk.desk
    certificate = desk.certificates.issue(walk.case_id)
    bent = bytearray(desk.certificates.pdf(certificate))
    bent[where] ^= 1
    store(desk, certificate, bytes(bent))
    assert desk.certificate_files.standing(certificate) is FileStanding.WAITING
    file = desk.certificate_files.pdf(certificate)
    assert file.is_signed
    assert check_signature(file.pdf).is_whole
    assert kept(desk, certificate) == file.pdf


def test_the_file_of_another_certificate_is_not_taken_for_its_own(desk: Workspace) -> None:
    """Swapped in the store, both are made again."""
    one, two = (desk.certificates.issue(case_id) for case_id in order_of(desk, 2))
    first, second = desk.certificates.pdf(one), desk.certificates.pdf(two)
    store(desk, one, second)
    assert desk.certificates.pdf(one) != second
    assert desk.certificates.pdf(two) == second
    assert first != second


def issue_without_files(desk: Workspace, count: int) -> list[bytes]:
    """So many certificates, as an order issues them."""
    cases = order_of(desk, count)
    with desk.desk.database.transaction() as session:
        return [issue_in(desk.desk, session, case_id).id for case_id in cases]


def test_an_orders_files_are_made_by_two_processes(desk: Workspace) -> None:
    """Each is kept and signed; those there already are counted and left as they are."""
    ids = issue_without_files(desk, 6)
    before, others = desk.certificates.pdf(ids[3]), multiprocessing.active_children()
    told: list[int] = []
    assert desk.certificate_files.make_all(ids, told.append, lambda: False) == tuple(ids)
    assert told[0] == 1
    assert told[-1] == 6
    assert told == sorted(told)
    assert desk.certificates.pdf(ids[3]) == before
    for certificate in ids:
        assert desk.certificate_files.standing(certificate) is FileStanding.SIGNED
    assert set(multiprocessing.active_children()) <= set(others)


def test_a_killed_worker_loses_nothing(desk: Workspace) -> None:
    """What it had in hand, and what nobody has begun, is made in the program itself."""
    ids, others = issue_without_files(desk, 8), multiprocessing.active_children()
    killed: list[int] = []

    def kill_one(done: int) -> None:
        workers = [one for one in multiprocessing.active_children() if one not in others]
        if done and workers and not killed:
            killed.append(workers[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    assert desk.certificate_files.make_all(ids, kill_one, lambda: False) == tuple(ids)
    assert killed
    assert all(desk.certificate_files.pdf(one).is_signed for one in ids)


def test_a_run_that_is_stopped_keeps_what_it_has(desk: Workspace) -> None:
    """The rest waits and is made at the next look, or by the next run."""
    ids = issue_without_files(desk, 6)
    done: list[int] = []
    made = desk.certificate_files.make_all(ids, done.append, lambda: done[-1] == 2)
    assert made == tuple(ids[:2])
    assert [kept(desk, one) is not None for one in ids] == [True] * 2 + [False] * 4
    assert desk.certificate_files.make_all(ids, print, lambda: False) == tuple(ids)


def test_one_that_cannot_be_made_keeps_no_other_back(desk: Workspace) -> None:
    """A row that no longer says what was signed, an unknown id, one asked for twice."""
    ids = issue_without_files(desk, 3)
    with desk.desk.database.transaction() as session:
        row = session.get_one(CertificateRow, ids[1])
        row.snapshot = row.snapshot.replace(b"Vaggeryds", b"Skillingar").replace(b"CNC-1", b"CNC-2")
    asked = [*ids, bytes(10), ids[0]]
    told: list[int] = []
    made = desk.certificate_files.make_all(asked, told.append, lambda: False)
    assert made == (ids[0], ids[2], ids[0])
    assert told[-1] == len(asked)
    with desk.desk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CertificateFileRow)) == 2
