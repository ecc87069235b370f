"""The upper part of the first page: title, ring, whose certificate it is and for what."""

from collections.abc import Callable
from dataclasses import replace

from app.certificate import look, wording
from app.certificate.bilingual import ENGLISH
from app.certificate.flow import Block
from app.certificate.ring import draw_ring
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Tag
from app.certificate.typeface import Style, fitted, width
from app.domain.certificate import CertificateFacts, CertificateKind

TITLE_END = 34.8
_ROOM = look.RIGHT - look.LEFT
_LEAD_IN, _LEAD_IN_WITHOUT_RING = (13.0, 19.2), (9.5, 19.2)
_ONE_LINE_LEAST = 21.0
_TWO_LINES_MOST = 25.0


def draw_title(sheet: Sheet, facts: CertificateFacts) -> None:
    """Bar, title and ring at their fixed places; a statement has nothing to show in a ring."""
    title = wording.KINDS[facts.kind].title
    sheet.box(look.LEFT, look.TOP, 12, 1.1, look.ACCENT)
    with sheet.tagged(Role.TITLE, "title"):
        sheet.text(look.LEFT, 29.1, title.sv, look.TITLE)
    with sheet.tagged(Role.PARAGRAPH, language=ENGLISH):
        sheet.text(look.LEFT, TITLE_END, title.en, look.ENGLISH_TITLE)
    if facts.kind is not CertificateKind.STATEMENT:
        radius = look.RING_SIZE / 2
        left, centre = look.RIGHT - look.RING_SIZE, (look.RIGHT - radius, look.TOP + radius)
        spoken = wording.ring_spoken(facts)
        with sheet.figure("ring", spoken, left, look.TOP, look.RING_SIZE, look.RING_SIZE):
            draw_ring(sheet, centre, radius, facts.areas, len(facts.scale))


def head_blocks(facts: CertificateFacts) -> tuple[Block, ...]:
    """Lead-in, name, birth date, role and level, from below the title."""
    lead_in = _LEAD_IN_WITHOUT_RING if facts.kind is CertificateKind.STATEMENT else _LEAD_IN
    blocks = [_line(wording.LEAD_IN, look.LEAD_IN, *lead_in), *_name_blocks(facts.name)]
    if facts.birth_date:
        blocks.append(_line(wording.born(facts.birth_date), look.BIRTH, 7.6, 7.6, "birth"))
    blocks.append(_line(wording.KINDS[facts.kind].shows.sv, look.LEAD_IN, 8.6, 11.1))
    blocks.append(_line(facts.role.sv, look.ROLE, 8.7, 9.5, "role"))
    level = wording.level_line(facts)
    if level:
        blocks.append(_line(level, look.LEVEL, 6.6, 6.9, "level"))
    english = Tag(Role.PARAGRAPH, language=ENGLISH)
    blocks.append(_tagged_line(wording.in_english(facts), look.ENGLISH_LINE, 5.0, 5.5, english))
    return tuple(blocks)


def _line(words: str, style: Style, tight: float, easy: float, name: str = "") -> Block:
    return _tagged_line(words, style, tight, easy, Tag(Role.PARAGRAPH, name))


def _tagged_line(words: str, style: Style, tight: float, easy: float, tag: Tag) -> Block:
    return Block(tight, easy, _drawing(words, fitted(words, style, _ROOM), tag), keeps=True)


def _drawing(words: str, style: Style, tag: Tag) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        with sheet.inside(tag):
            sheet.text(look.LEFT, bottom, words, style)

    return draw


def _name_blocks(name: str) -> list[Block]:
    """The name on one line, or on two where one would be small."""
    tag = Tag(Role.PARAGRAPH, "name")
    style = fitted(name, look.NAME, _ROOM)
    first, second = _halves(name)
    longer = max(first, second, key=lambda half: width(half, look.NAME))
    smaller = fitted(longer, replace(look.NAME, size=_TWO_LINES_MOST), _ROOM)
    if style.size >= _ONE_LINE_LEAST or smaller.size <= style.size:
        return [_tagged_line(name, style, 14.3, 14.3, tag)]
    leading = smaller.size * 0.44
    return [
        _tagged_line(first, smaller, 12, 12, tag),
        _tagged_line(second, smaller, leading, leading, tag),
    ]


def _halves(name: str) -> tuple[str, str]:
    """The name broken at the space nearest to its middle; all in the first where it has none."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2), default=len(name))
    return name[:middle], name[middle:].strip()
