"""The attendance paper: what it says, its logo, its tags, its signature."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from PIL import Image

from app.certificate import attendance_wording as wording
from app.certificate.attendance import draw_attendance, finished_attendance
from app.certificate.finished import FileKeys
from app.certificate.letters import MissingGlyph, RefusedLetter, check_text
from app.certificate.signature import check_signature
from app.domain.attendance import AttendanceFacts
from app.domain.employment import Employment
from app.domain.participation import Activity, Attested, Month, Period, Project, Spent
from app.domain.text import Text
from app.seal.paper_certificate import authority_certificate, certify_paper_key
from app.seal.paper_key import paper_key
from tests.app.certificate.reading_back import lowest_and_widest, text_of
from tests.app.seal.world import ACCREDITATION, AUTHORITY, SEAL

DAY = date(2026, 5, 29)
FACTS = AttendanceFacts(
    language="sv",
    practice=False,
    name="Karin Lindqvist",
    birth_date=date(1987, 5, 21),
    project=Project(
        id=UUID(int=1),
        name="Kompetens i industrin",
        number="2025/00123",
        owner="Region Jönköpings län",
        first=date(2026, 1, 1),
        last=date(2027, 12, 31),
        targets=(),
        statuses=tuple(Employment),
    ),
    period=Period(date(2026, 4, 15)),
    status=Employment.FURLOUGHED,
    month=Month(2026, 5),
    spent=(Spent(Activity.VALIDATION, 465), Spent(Activity.TRAINING, 900)),
    centre="Testcenter Värnamo",
    assessor="Maria Sandberg",
    assessor_number=4107,
    attested=DAY,
    confirmed=DAY,
    way=Attested.HERE,
)


def logo(mode: str = "RGBA") -> bytes:
    """A picture some region might set."""
    file = BytesIO()
    Image.new(mode, (40, 20), 1).save(file, "PNG")
    return file.getvalue()


def with_logo(raw: bytes) -> AttendanceFacts:
    return replace(FACTS, project=replace(FACTS.project, logo=raw))


def pictures(pdf: bytes) -> int:
    """How many pictures the file shows, and is told of aloud."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return len(file.pages[0].get_images())


def test_it_says_who_when_and_how_long_in_the_participants_language() -> None:
    """X6: and the same facts give the same bytes."""
    text = text_of(draw_attendance(FACTS))
    for words in ("Närvarointyg", "maj 2026", "2025/00123", "7,75", "15,00", "22,75", "4107"):
        assert words in text
    english = text_of(draw_attendance(replace(FACTS, language="en", way=Attested.PAPER)))
    for words in ("Attendance certificate", "May 2026", "22.75", "on paper on 29 May 2026"):
        assert words in english
    assert draw_attendance(FACTS) == draw_attendance(FACTS)
    assert "PROV" in text_of(draw_attendance(replace(FACTS, practice=True)))


def test_a_logo_stands_there_only_where_the_region_has_set_one() -> None:
    """R45: nothing is ours to ship; a broken one is left out and the paper still made."""
    assert pictures(draw_attendance(FACTS)) == 0
    assert pictures(draw_attendance(with_logo(logo()))) == 1
    assert pictures(draw_attendance(with_logo(logo("1")))) == 1
    assert pictures(draw_attendance(with_logo(logo()[:40]))) == 0


@pytest.mark.parametrize("facts", [FACTS, with_logo(logo())], ids=["plain", "logo"])
def test_it_is_tagged_and_lasts(facts: AttendanceFacts) -> None:
    """PDF/A-3a and PDF/UA-1, a table whose heads are heads."""
    with pikepdf.open(BytesIO(draw_attendance(facts))) as file:
        assert file.Root.MarkInfo.Marked
        assert b"<pdfaid:part>3" in file.Root.Metadata.read_bytes()
        kinds = [str(one.S) for one in file.objects if _is_tag(one)]
    for kind, count in (("/H1", 1), ("/Table", 1), ("/TR", 4), ("/TH", 2), ("/TD", 6)):
        assert kinds.count(kind) == count
    assert kinds.count("/Figure") == bool(facts.project.logo)


def test_it_carries_the_assessors_signature_where_there_is_a_certificate_for_the_key() -> None:
    claims = replace(ACCREDITATION, seal_public=SEAL.public, algorithm=SEAL.algorithm)
    leaf = certify_paper_key(AUTHORITY, claims, paper_key(SEAL).public)
    when = datetime(2026, 3, 2, 13, 3, tzinfo=UTC)
    keys = FileKeys(SEAL.public, SEAL.raw, None, leaf, authority_certificate(AUTHORITY))
    assert check_signature(finished_attendance(FACTS, keys, when)).is_whole
    plain = finished_attendance(FACTS, replace(keys, leaf=b"", issuer=b""), when)
    assert plain == draw_attendance(FACTS)


def test_long_words_stay_on_the_page_and_letters_of_no_font_are_refused() -> None:
    long = replace(FACTS, name="Å" * 60, project=replace(FACTS.project, name="Ord " * 40))
    _, widest = lowest_and_widest(draw_attendance(long))
    assert widest <= 186
    with pytest.raises(MissingGlyph):
        draw_attendance(replace(FACTS, name="漢字"))
    with pytest.raises(RefusedLetter):
        draw_attendance(replace(FACTS, name="a\u202eb"))


def test_every_fixed_word_can_be_printed() -> None:
    for one in vars(wording).values():
        for text in one.values() if isinstance(one, dict) else (one,):
            if isinstance(text, Text):
                check_text(f"{text.sv}{text.en}")


def _is_tag(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one
