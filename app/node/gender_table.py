"""Cases by legal gender and age (X4): one row a gender, no group of fewer than five people."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy.orm import Session

from app.domain.matrix_summary import SMALLEST_GROUP
from app.domain.text import Text
from app.node.age_bands import ORDER, read_bands
from app.node.export_kinds import Wanted
from app.node.export_words import AGES, GENDERS, HEADS, NAMES
from app.node.genders import read_genders
from app.node.picture import Selection
from app.node.picture_choice import LOST, Standing
from app.node.picture_facts import CaseFact
from app.node.small_groups import said, sayable
from app.reports.tables import Column, ColumnKind, Table

_FIGURES = ("cases", "with_certificate", "lost")
_BANDS = (*ORDER, "unknown")


def genders(session: Session, wanted: Wanted) -> Table:
    """Cases, with a certificate, lost, and the cases of each age; None for what may not be said."""
    chosen = Selection(session, wanted.choice, wanted.at).cases
    known = read_genders(session, {case.person for case in chosen})
    bands = read_bands(session, chosen)
    by_gender = {case.id: known[case.person] for case in chosen}
    told = sayable(_people(chosen, by_gender))
    split = _split(chosen, by_gender, bands)
    figures = [
        said(Counter(by_gender[case.id] for case in some))
        for some in (
            chosen,
            [case for case in chosen if case.standing is Standing.CERTIFIED],
            [case for case in chosen if case.standing in LOST],
        )
    ]
    cells = Counter((by_gender[case.id], bands[case.id]) for case in chosen)
    rows = []
    for gender in GENDERS:
        if gender not in by_gender.values():
            continue
        is_told = gender in told
        parts = [one.get(gender, 0) if is_told else None for one in figures]
        ages = [cells[gender, b] if is_told and b in split else None for b in _BANDS]
        rows.append((GENDERS[gender].in_language(wanted.language), *parts, *ages))
    return Table(NAMES["genders"].in_language(wanted.language), _columns(wanted), rows)


def _people(cases: Iterable[CaseFact], group: Mapping[str, str]) -> Counter[str]:
    """How many people there are in each group."""
    return Counter(found for found, _ in {(group[case.id], case.counted_as) for case in cases})


def _split(
    cases: Collection[CaseFact], genders: Mapping[str, str], bands: Mapping[str, str]
) -> frozenset[str]:
    """The ages that may be told by gender: nobody or five people of each; never all but one.

    The figures of ages stand in another table, so a single age left out could be told by a sum.
    """
    people = {(bands[case.id], genders[case.id], case.counted_as) for case in cases}
    counted = Counter((band, gender) for band, gender, _ in people)
    small = {band for (band, _), count in counted.items() if count < SMALLEST_GROUP}
    if len(small) == 1:
        whole = Counter(band for band, _, _ in people if band not in small)
        small |= {band for band, _ in whole.most_common()[-1:]}
    return frozenset(_BANDS) - small


def _columns(wanted: Wanted) -> tuple[Column, ...]:
    language, whole = wanted.language, ColumnKind.INTEGER
    return (
        Column("gender", HEADS["gender"].in_language(language), width=16),
        *(Column(key, HEADS[key].in_language(language), whole, 12) for key in _FIGURES),
        *(Column(_key(band), _head(band).in_language(language), whole, 12) for band in _BANDS),
    )


def _key(band: str) -> str:
    return f"age_{band}"


def _head(band: str) -> Text:
    return HEADS["age_unknown"] if band == "unknown" else AGES[band]
