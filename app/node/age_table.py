"""The statistics of ages: cases, certificates and lost times by band; no figure under five."""

from collections import Counter

from sqlalchemy.orm import Session

from app.node.age_bands import ORDER, read_bands
from app.node.export_kinds import Wanted
from app.node.export_words import AGES, HEADS, NAMES
from app.node.picture import Selection
from app.node.picture_choice import LOST, Standing
from app.node.small_groups import said
from app.reports.tables import Column, ColumnKind, Table

_FIGURES = ("cases", "with_certificate", "lost")


def ages(session: Session, wanted: Wanted) -> Table:
    """A band a row, from the youngest; None for a figure that may not be said."""
    chosen = Selection(session, wanted.choice, wanted.at).cases
    bands = read_bands(session, chosen)
    counted = Counter(bands.values())
    certified = Counter(bands[c.id] for c in chosen if c.standing is Standing.CERTIFIED)
    lost = Counter(bands[c.id] for c in chosen if c.standing in LOST)
    told, parts = said(counted), (said(certified), said(lost))
    rows = [
        (
            AGES[key].in_language(wanted.language),
            told[key],
            *(None if told[key] is None else part.get(key, 0) for part in parts),
        )
        for key in (*ORDER, "unknown")
        if counted[key]
    ]
    columns = (
        _column("age", wanted, ColumnKind.TEXT),
        *(_column(key, wanted, ColumnKind.INTEGER) for key in _FIGURES),
    )
    return Table(NAMES["ages"].in_language(wanted.language), columns, rows)


def _column(key: str, wanted: Wanted, kind: ColumnKind) -> Column:
    return Column(key, HEADS[key].in_language(wanted.language), kind)
