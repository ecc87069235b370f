"""Ages in bands, from the birth date where it was told; a band of fewer than five is not said."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.matrix_summary import SMALLEST_GROUP
from app.node.export_words import AGES
from app.node.picture_facts import CaseFact
from app.node.tables import KnownPerson

_LIMITS: Final = (25, 35, 45, 55)


def read_bands(session: Session, cases: Iterable[CaseFact]) -> dict[str, str]:
    """By case the band its person was in when it was opened, a key of AGES."""
    known = session.execute(select(KnownPerson.id, KnownPerson.birth_date))
    born: dict[str, date | None] = {person: day for person, day in known}
    return {case.id: band(born.get(case.person), case.opened) for case in cases}


def told_bands(bands: Mapping[str, str], cases: Iterable[CaseFact]) -> dict[str, str]:
    """Those that may be said of single cases: at least five people in them, none protected."""
    open_ones = [case for case in cases if not case.is_protected]
    people = Counter(
        found for found, _ in {(bands[case.id], case.counted_as) for case in open_ones}
    )
    told = {key for key, count in people.items() if count >= SMALLEST_GROUP and key != "unknown"}
    return {case.id: bands[case.id] for case in open_ones if bands[case.id] in told}


def band(born: date | None, at: date | None) -> str:
    """The band of somebody on a day."""
    if born is None or at is None:
        return "unknown"
    years = at.year - born.year - ((at.month, at.day) < (born.month, born.day))
    return next((f"under_{limit}" for limit in _LIMITS if years < limit), "over")


ORDER: Final = tuple(key for key in AGES if key not in ("unknown", "rest"))
"""From the youngest."""
