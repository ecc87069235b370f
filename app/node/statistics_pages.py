"""The pages of statistics: items, areas and ages with nobody's name; a centre's own work."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.text import Language
from app.node.export_kinds import Wanted
from app.node.exports import KINDS, Kind
from app.node.picture import read_options
from app.node.picture_choice import Choice
from app.node.picture_pages import fields
from app.node.statistics import sittings_mark
from app.node.visiting import Page, Role, Visit
from app.reports.table import ColumnKind, Row, Table

_TABLES: Final = ("genders", "ages", "areas", "items", "agreement")
_OF_ASSESSORS: Final = (
    *("workload", "accreditations", "equipment", "deviations"),
    "agreement",
)
_SCORED: Final = ("items", "agreement")
_USUAL: Final = 200
_MOST: Final = {"workload": 36}
"""How many rows of a table the page shows; all of them are in its file."""
_SHOWN: Final = {
    "genders": (
        *("gender", "cases", "with_certificate", "lost", "age_under_25", "age_under_35"),
        *("age_under_45", "age_under_55", "age_over", "age_unknown"),
    ),
    "ages": ("age", "cases", "with_certificate", "lost"),
    "areas": ("area_name", "profile", "assessed_count", "shown", "permille", "low", "high"),
    "items": (
        *("item", "area", "profile", "version", "asked", "exposure", "difficulty"),
        *("discrimination", "wrong_1", "working", "confidence"),
    ),
    "workload": (
        *("month", "assessor", "cases", "sittings", "hours", "certificates"),
        *("centre", "assessor_number"),
    ),
    "accreditations": ("accredited_to", "assessor", "state", "centre", "assessor_number"),
    "equipment": ("equipment_name", "equipment_kind", "sittings", "last_used", "cases", "centre"),
    "deviations": ("number_of_entry", "outcome_of_entry", "filed", "deadline", "centre"),
    "agreement": ("area_name", "profile", "version", "practicals", "pairs", "alike", "kappa"),
}
_NUMBERS: Final = (ColumnKind.INTEGER, ColumnKind.DECIMAL)
_COUNTS: Final = {
    "genders": "cases",
    "ages": "cases",
    "areas": "assessed_count",
    "workload": "cases",
    "accreditations": "accredited_to",
    "equipment": "sittings",
    "deviations": "number_of_entry",
    "items": "asked",
    "agreement": "pairs",
}


class Shown:
    """A table as the page shows it: some columns, rows that have figures, how many have none."""

    def __init__(self, name: str, table: Table, language: Language) -> None:
        keys = [column.key for column in table.columns]
        places = [keys.index(key) for key in _SHOWN[name]]
        counted = keys.index(_COUNTS[name])
        rows: Sequence[Row] = list(table.rows)
        told = [row for row in rows if row[counted] is not None]
        self.name = name
        self.heads = [
            (table.columns[place].title, table.columns[place].kind in _NUMBERS) for place in places
        ]
        most = _MOST.get(name, _USUAL)
        self.rows = [tuple(_cell(row[place], language) for place in places) for row in told[:most]]
        self.left_out = len(rows) - len(told)
        self.more = len(told) - len(self.rows)


def _cell(value: object, language: Language) -> object:
    """A figure with the decimals a reader of the language expects."""
    if isinstance(value, Decimal):
        return f"{value}".replace(".", "," if language == "sv" else ".")
    return value


def show(visit: Visit) -> Response:
    """Genders, ages, areas, items and agreement of a selection by role and days."""
    return _page(visit, "statistics.html", _TABLES, "role")


def show_assessors(visit: Visit) -> Response:
    """What the assessors of a centre do, until when they may, what went wrong, how they agree."""
    return _page(visit, "assessors.html", _OF_ASSESSORS, "centre")


def _page(visit: Visit, template: str, names: tuple[str, ...], narrows: str) -> Response:
    choice = visit.filters(Choice)
    with visit.reading() as session:
        shown = []
        for name in names:
            kind = KINDS[name]
            wanted = Wanted(kind.narrowed(choice), visit.language, visit.now)
            shown.append(_shown(session, name, kind, wanted))
        options = read_options(session)
    found = [one for one in fields(options, choice, visit.words) if one[0] == narrows]
    return visit.page(template, tables=shown, choice=choice, fields=found)


def _shown(session: Session, name: str, kind: Kind, wanted: Wanted) -> Shown:
    """Made anew only when a sitting has come: a region's tests take a while to score."""
    if name not in _SCORED:
        return Shown(name, kind.make(session, wanted), wanted.language)
    key = (name, sittings_mark(session), wanted.choice, wanted.language)
    found = _BEFORE.get(key)
    if found is None:
        found = Shown(name, kind.make(session, wanted), wanted.language)
        while len(_BEFORE) >= _KEPT:
            _BEFORE.pop(next(iter(_BEFORE)), None)
        _BEFORE[key] = found
    return found


_BEFORE: dict[tuple[object, ...], Shown] = {}
_KEPT: Final = 24

PAGES = (
    Page("/statistics", Role.COORDINATOR, show),
    Page("/statistics/assessors", Role.COORDINATOR, show_assessors),
)
