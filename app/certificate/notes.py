"""The lines under the tables: what stands, the scale, where credits come from."""

from app.certificate import look, wording
from app.certificate.bilingual import Pair, pair
from app.certificate.flow import Block
from app.certificate.levels import credit_notes, note_number
from app.certificate.sheet import Sheet
from app.certificate.typeface import Style, wrapped
from app.domain.certificate import CertificateFacts, CertificateKind
from app.domain.text import Text

_ROOM = look.RIGHT - look.LEFT
_LEADING = 3.85


def note_blocks(facts: CertificateFacts) -> tuple[Block, ...]:
    """One block a line; the first stands a little apart from the table."""
    closing = wording.closing(facts)
    sets = [pair(Text(line, ""), look.BANKED, _ROOM) for line in _lines(closing, look.BANKED)]
    sets.append(pair(wording.scale_line(facts), look.NOTE, _ROOM))
    sets += [pair(Text(line, ""), look.NOTE, _ROOM) for line in _others(facts)]
    return tuple(_block(one, number == 0) for number, one in enumerate(sets))


def _others(facts: CertificateFacts) -> list[str]:
    notes = [wording.RING] if facts.kind is CertificateKind.FULL else []
    credits = enumerate(credit_notes(facts), 1)
    notes += [f"{note_number(number)} {note.sv}" for number, note in credits]
    return [line for note in notes for line in _lines(note, look.NOTE)]


def _lines(words: str, style: Style) -> tuple[str, ...]:
    return wrapped(words, style, _ROOM)


def _block(line: Pair, first: bool) -> Block:
    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        line.draw(sheet, look.LEFT, bottom - line.extra)

    tight, easy = (4.7, 5.2) if first else (_LEADING, _LEADING)
    return Block(tight + line.extra, easy + line.extra, draw)
