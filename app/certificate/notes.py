"""The lines under the tables: what stands, the scale, where credits come from."""

from app.certificate import look, wording
from app.certificate.bilingual import Pair, pair
from app.certificate.flow import Block
from app.certificate.levels import credit_notes, note_number
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Tag
from app.certificate.typeface import Style, wrapped
from app.domain.certificate import CertificateFacts, CertificateKind
from app.domain.text import Text

_ROOM = look.RIGHT - look.LEFT
_LEADING = 3.85


def note_blocks(facts: CertificateFacts) -> tuple[Block, ...]:
    """One block a line; the first stands a little apart from the table."""
    closing = wording.closing(facts)
    sets = _lines(closing, look.BANKED) if closing else []
    sets.append((pair(wording.scale_line(facts), look.NOTE, _ROOM), Tag(Role.PARAGRAPH)))
    for note in _others(facts):
        sets += _lines(note, look.NOTE)
    return tuple(_block(*one, number == 0) for number, one in enumerate(sets))


def _others(facts: CertificateFacts) -> list[str]:
    notes = [wording.RING] if facts.kind is CertificateKind.FULL else []
    credits = enumerate(credit_notes(facts), 1)
    return notes + [f"{note_number(number)} {note.sv}" for number, note in credits]


def _lines(words: str, style: Style) -> list[tuple[Pair, Tag]]:
    """The lines of one paragraph, which share its tag."""
    tag = Tag(Role.PARAGRAPH)
    return [(pair(Text(line, ""), style, _ROOM), tag) for line in wrapped(words, style, _ROOM)]


def _block(line: Pair, tag: Tag, first: bool) -> Block:
    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        with sheet.inside(tag):
            line.draw(sheet, look.LEFT, bottom - line.extra)

    tight, easy = (4.7, 5.2) if first else (_LEADING, _LEADING)
    return Block(tight + line.extra, easy + line.extra, draw)
