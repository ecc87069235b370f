"""Statistics for scheme owners and centres from what this desk holds (X7, X8)."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from app.domain.disputes import DisputeKind
from app.domain.result import Result
from app.reports.statistics import (
    AreaCame,
    RatedTwice,
    TakenTest,
    agreement_table,
    area_table,
    item_table,
    register_table,
)
from app.reports.tables import Column, ColumnKind, Row, Table
from app.storage import sittings
from app.storage import statistics_rows as rows
from app.usecases.export_words import CENTRE_HEADS, CENTRE_NAMES, REGISTERS, SEAL_STATES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.domain.text import Language
    from app.storage.export_rows import ExportFilters
    from app.storage.tables import SittingRow
    from app.usecases.desk import Desk


def items(
    desk: "Desk", session: "Session", filters: "ExportFilters", language: "Language"
) -> Table:
    """Difficulty, discrimination, exposure and distractors of every item tested here."""
    wanted = (filters.profile,) if filters.profile else rows.codes(session)

    def tests() -> Iterator[TakenTest]:
        for code in wanted:
            for taken in sittings.tests_handed_in(session, code):
                answers = {item: taken.answers.get(item, ()) for item in taken.drawn}
                yield TakenTest(desk.protocol(taken.protocol_hash), answers)

    return item_table(tests(), language)


def areas(
    desk: "Desk", session: "Session", filters: "ExportFilters", language: "Language"
) -> Table:
    """How many showed each area, with the interval."""

    def told() -> Iterator[AreaCame]:
        for protocol_hash, raw in rows.decided(session, filters.profile):
            protocol = desk.protocol(protocol_hash)
            for area in msgspec.json.decode(raw, type=Result).areas:
                yield AreaCame(protocol, area.area, area.outcome)

    return area_table(told(), language)


def agreement(
    desk: "Desk", session: "Session", filters: "ExportFilters", language: "Language"
) -> Table:
    """How far two assessors who rated alone agree (R29)."""

    def practicals() -> Iterator[RatedTwice]:
        for protocol_hash, first, second in rows.rated_twice(session, filters.profile):
            levels = _levels(session, first), _levels(session, second)
            yield RatedTwice(desk.protocol(protocol_hash), *levels)

    return agreement_table(practicals(), language)


def registers(
    desk: "Desk", session: "Session", filters: "ExportFilters", language: "Language"
) -> Table:
    """How many complaints, deviations, reconsiderations and appeals there are (R48)."""
    found = rows.registers(session)
    counts = ((kind, *found.get(kind, (0, 0))) for kind in DisputeKind)
    told = [(REGISTERS[kind].in_language(language), all_, open_) for kind, all_, open_ in counts]
    return register_table(told, language)


def workload(
    desk: "Desk", session: "Session", filters: "ExportFilters", language: "Language"
) -> Table:
    """What each assessor has done at this desk."""
    lines = [
        (one.name, one.number, one.cases, one.sittings, one.seconds // 60, one.decisions, one.last)
        for one in rows.workloads(session)
    ]
    keys = ("assessor", "number", "cases", "sittings", "minutes", "decisions", "last")
    return _centre("workload", keys, lines, language)


def accreditations(
    desk: "Desk", session: "Session", filters: "ExportFilters", language: "Language"
) -> Table:
    """Until when each assessor is accredited for what; what ends first stands first (R3)."""
    today = desk.clock.now().date()
    lines = [
        (
            *(assessor.name, assessor.number, seal.centre, ", ".join(seal.profiles)),
            *(SEAL_STATES[seal.state].in_language(language), seal.first_day, seal.last_day),
            None if seal.last_day is None else (seal.last_day - today).days,
        )
        for assessor, seal in rows.seals(session)
    ]
    keys = ("assessor", "number", "centre", "profiles", "state", "first_day", "last_day", "left")
    return _centre("accreditations", keys, lines, language)


def equipment(
    desk: "Desk", session: "Session", filters: "ExportFilters", language: "Language"
) -> Table:
    """The machines and gauges that were used, until when each is calibrated (R12)."""
    keys = ("machine", "gauge", "calibrated_to", "cases", "last")
    return _centre("equipment", keys, list(rows.equipment(session)), language)


def _levels(session: "Session", sitting: "SittingRow") -> dict[str, int]:
    seen = sittings.observations(session, sitting.id)
    return {key: row.rating for key, row in seen.items() if row.rating}


_KINDS = {
    **dict.fromkeys(("first_day", "last_day", "calibrated_to"), ColumnKind.DATE),
    "last": ColumnKind.TIME,
    **dict.fromkeys(
        ("number", "cases", "sittings", "minutes", "decisions", "left"), ColumnKind.INTEGER
    ),
}


def _centre(name: str, keys: tuple[str, ...], lines: Sequence[Row], language: "Language") -> Table:
    columns = tuple(
        Column(key, CENTRE_HEADS[key].in_language(language), _KINDS.get(key, ColumnKind.TEXT), 18)
        for key in keys
    )
    return Table(CENTRE_NAMES[name].in_language(language), columns, lines)
