"""A role's guide on paper: one tagged page with every point, in either language."""

import pytest

from app.certificate.letters import RefusedLetter
from app.certificate.role_guide_sheet import draw_role_guide, title
from app.domain.protocol import GuidePart
from app.domain.role_guide import GuideReader, RoleGuidePaper
from app.domain.text import Language, Text
from tests.app.certificate.reading_back import text_of

PARTS = tuple(
    GuidePart(Text(f"Del {n}", f"Part {n}"), (Text(f"Punkt {n}.", f"Point {n}."),)) for n in "12345"
)


def paper(language: Language, reader: GuideReader, role: str = "CNC-operatör") -> RoleGuidePaper:
    label = "Exempelprotokoll"
    return RoleGuidePaper(language, reader, role, "Nivå 2", "CNC-1 1.2.0", "Åsbo", PARTS, label)


@pytest.mark.parametrize("reader", GuideReader)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_part_and_point_is_on_the_one_page(language: Language, reader: GuideReader) -> None:
    drawn = paper(language, reader)
    words = text_of(draw_role_guide(drawn))
    assert title(drawn) in words
    for part in PARTS:
        assert part.title.in_language(language) in words
        assert part.points[0].in_language(language) in words
    assert "1 / 1" in words


def test_a_letter_that_misleads_is_refused_before_anything_is_drawn() -> None:
    with pytest.raises(RefusedLetter):
        draw_role_guide(paper("sv", GuideReader.CANDIDATE, "CNC\u202eoperatör"))
