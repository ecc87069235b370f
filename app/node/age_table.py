"""The statistics of ages: cases, certificates and lost times by band; no figure under five."""

from collections import Counter

from sqlalchemy.orm import Session

from app.domain.matrix_summary import SMALLEST_GROUP
from app.node.age_bands import ORDER, read_bands
from app.node.export_kinds import Wanted
from app.node.export_words import AGES, HEADS, NAMES
from app.node.picture import Selection
from app.node.picture_choice import LOST, Standing
from app.reports.tables import Column, ColumnKind, Table

_FIGURES = ("cases", "with_certificate", "lost")


def ages(session: Session, wanted: Wanted) -> Table:
    """A band a row, from the youngest; None for a figure of one to four."""
    chosen = Selection(session, wanted.choice, wanted.at).cases
    bands = read_bands(session, chosen)
    counted = Counter(bands.values())
    certified = Counter(bands[c.id] for c in chosen if c.standing is Standing.CERTIFIED)
    lost = Counter(bands[c.id] for c in chosen if c.standing in LOST)
    rows = [
        (
            AGES[key].in_language(wanted.language),
            *_kept(counted[key], certified[key], lost[key]),
        )
        for key in (*ORDER, "unknown")
        if counted[key]
    ]
    columns = (
        _column("age", wanted, ColumnKind.TEXT),
        *(_column(key, wanted, ColumnKind.INTEGER) for key in _FIGURES),
    )
    return Table(NAMES["ages"].in_language(wanted.language), columns, rows)


def _kept(cases: int, *parts: int) -> tuple[int | None, ...]:
    """Nothing of a band of fewer than five, nor a part of it that is so small."""
    if cases < SMALLEST_GROUP:
        return (None,) * (1 + len(parts))
    return cases, *(one if one == 0 or one >= SMALLEST_GROUP else None for one in parts)


def _column(key: str, wanted: Wanted, kind: ColumnKind) -> Column:
    return Column(key, HEADS[key].in_language(wanted.language), kind)
