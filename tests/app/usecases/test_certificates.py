"""Certificates at the desk: listed, saved, printed, checked; letters no font has."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from app.certificate.letters import MissingGlyph
from app.certificate.reading import NoCodeFound, NotReadable
from app.domain.case import CaseState, Step
from app.usecases.signing import AccreditationExpired
from app.usecases.verification import Answer, Code
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

pytestmark = pytest.mark.begins_at(Step.CERTIFICATE)


@pytest.fixture
def issued(walk: CaseWalk) -> tuple[CaseWalk, bytes]:
    """A case with its certificate."""
    walk.to(Step.CERTIFICATE)
    return walk, walk.desk.certificates.issue(walk.case_id)


def test_a_certificate_is_found_by_name_and_number(issued: tuple[CaseWalk, bytes]) -> None:
    """R38: the list knows both; what looks like a pattern finds nothing."""
    walk, certificate = issued
    certificates = walk.desk.certificates
    line = certificates.of_case(walk.case_id)
    assert line is not None
    name = line.name.split()[1]
    for text in ("", name, name.lower(), line.number, line.number[:4]):
        assert [found.id for found in certificates.list(text)] == [certificate]
    for text in ("%", "_", "\\", "'; DROP TABLE certificates; --"):
        assert certificates.list(text) == ()


def test_a_saved_file_is_whole_and_checks_as_practice(
    issued: tuple[CaseWalk, bytes], tmp_path: Path
) -> None:
    """R40: the code read back out of the file gives the same answer; prints are counted."""
    walk, certificate = issued
    path = tmp_path / "bevis.pdf"
    walk.desk.certificates.save(certificate, path)
    assert path.read_bytes() == walk.desk.certificates.pdf(certificate)
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".part"] == []
    checked = walk.desk.verification.check_file(path)
    assert checked.answer is Answer.PRACTICE
    assert checked.name == walk.desk.cases.view(walk.case_id).name
    assert [area.name.sv for area in checked.areas if area.name][:1] == ["Säkerhet vid maskin"]
    assert walk.desk.certificates.list()[0].prints == 1


def test_checks_leave_number_and_answer_and_nothing_personal(
    issued: tuple[CaseWalk, bytes], tmp_path: Path
) -> None:
    """R41: recent checks name no one."""
    walk, certificate = issued
    verification = walk.desk.verification
    facts = walk.desk.certificates.facts(certificate)
    verification.check_text(facts.qr_text)
    verification.check_text("https://example.com/menu.pdf")
    recent = verification.recent()
    assert [check.answer for check in recent] == [Answer.NOT_GENUINE, Answer.PRACTICE]
    assert recent[1].number == walk.desk.certificates.list()[0].number
    assert facts.name not in repr(recent)


@pytest.mark.parametrize("text", ["", " ", "x" * 10_000_000, "BEGIN:VCARD", "HC1:NCFOXN", "\0"])
def test_what_is_no_certificate_is_answered_not_raised(walk: CaseWalk, text: str) -> None:
    """Menus, visiting cards, health certificates, ten megabytes: E_TEXT."""
    checked = walk.desk.verification.check_text(text)
    assert (checked.answer, checked.code) == (Answer.NOT_GENUINE, Code.E_TEXT)


def test_a_file_without_code_or_sense_says_so(walk: CaseWalk, tmp_path: Path) -> None:
    """A PDF with no code, and a text file called PDF."""
    empty = tmp_path / "tom.pdf"
    document = PdfDocument.new()
    document.new_page(595, 842)
    document.save(empty)
    document.close()
    with pytest.raises(NoCodeFound):
        walk.desk.verification.check_file(empty)
    (tmp_path / "brev.pdf").write_text("Hej")
    with pytest.raises(NotReadable):
        walk.desk.verification.check_file(tmp_path / "brev.pdf")


def test_a_name_no_font_has_is_found_before_anything_is_signed(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """E_GLYPH: nothing issued, no status index lost to a certificate, the case goes on."""
    person = walk.desk.cases.view(walk.case_id).person_id
    clock.advance(1)
    walk.desk.people.rename(person, "Karin 林")
    walk.to(Step.CERTIFICATE)
    before = walk.desk.syncing.status().waiting
    with pytest.raises(MissingGlyph):
        walk.desk.certificates.issue(walk.case_id)
    assert walk.desk.certificates.list() == ()
    assert walk.desk.syncing.status().waiting == before
    assert walk.desk.cases.view(walk.case_id).state is CaseState.DEBRIEFED
    clock.advance(1)
    walk.desk.people.rename(person, "Karin Lin")
    assert walk.desk.certificates.issue(walk.case_id)


class _Ticking(FixedClock):
    """Every look at it is twenty milliseconds later."""

    def now(self) -> datetime:
        """The time shown."""
        self.advance(0.02)
        return super().now()


@pytest.mark.parametrize("looks", [2, 4, 6])
def test_midnight_while_it_is_issued_gives_none_that_nobody_would_believe(
    walk: CaseWalk, monkeypatch: pytest.MonkeyPatch, looks: int
) -> None:
    """R1 I8: on the accreditation's last night it is of that day, or there is none."""
    walk.to(Step.CERTIFICATE)
    desk = walk.desk.desk
    last, zone = desk.accreditation().claims.last_day, desk.clock.now().tzinfo
    midnight = datetime.combine(last, time(), zone) + timedelta(days=1)
    ticking = _Ticking(midnight - timedelta(seconds=0.02 * looks - 0.001))
    monkeypatch.setattr(desk, "clock", ticking)
    try:
        certificate = walk.desk.certificates.issue(walk.case_id)
    except AccreditationExpired:
        assert walk.desk.certificates.of_case(walk.case_id) is None
    else:
        assert walk.desk.certificates.facts(certificate).issued == last
