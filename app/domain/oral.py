"""What an oral follow-up may take up, and what each answer needs."""

from collections.abc import Mapping

from app.domain.missing import Missing, missing
from app.domain.protocol import Criterion, Critical, Evidence
from app.domain.seen import Seen

_NOTE_LENGTH = 3


def may_be_told(criterion: Criterion) -> bool:
    """Whether words can show it: not a measure, a photo of a piece or an act that stops."""
    is_made = criterion.measured is not None or criterion.evidence is Evidence.PHOTO
    return criterion.is_rated and not is_made and criterion.critical is not Critical.STOP


def to_ask(criteria: tuple[Criterion, ...], ratings: Mapping[str, int]) -> tuple[Criterion, ...]:
    """The criteria that were not assessed and that words can show, in protocol order."""
    return tuple(c for c in criteria if may_be_told(c) and not ratings.get(c.id, 0))


def oral_missing(criterion: Criterion, required_level: int, seen: Seen) -> tuple[Missing, ...]:
    """What an answer lacks; nothing is asked of a question that was not taken up.

    What was answered is always written down: there is nothing else to look at afterwards.
    """
    if seen.rating is None and not seen.note.strip():
        return ()
    lacks = missing(criterion, required_level, seen)
    if Missing.NOTE not in lacks and len(seen.note.strip()) < _NOTE_LENGTH:
        return (*lacks, Missing.NOTE)
    return lacks
