"""The machines and gauges that practicals name (X8), by test centre; no record tells more."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import Text
from app.node.export_kinds import Wanted
from app.node.export_words import HEADS, NAMES
from app.node.picture_choice import Choice
from app.node.tables import EnrolledSeal
from app.node.workload import Sitting, closed_sittings
from app.reports.tables import Column, ColumnKind, Row, Table


class Equipment(StrEnum):
    """What a practical is done with."""

    MACHINE = "machine"
    GAUGE = "gauge"


class Piece(NamedTuple):
    """One of them, however its name is spaced and cased."""

    centre: str
    kind: Equipment
    key: str


@dataclass(slots=True)
class Use:
    """What it was used for; `name` as it was written last."""

    name: str = ""
    cases: set[str] = field(default_factory=set)
    sittings: int = 0
    last: date = date.min


def equipment(session: Session, wanted: Wanted) -> Table:
    """A row for each machine and gauge of a centre: how often and when it was used last."""
    rows: list[Row] = [
        (
            *(piece.centre, _KINDS[piece.kind].in_language(wanted.language), use.name),
            *(len(use.cases), use.sittings, use.last),
        )
        for piece, use in read_equipment(session, wanted.choice).items()
    ]
    keys = (("centre", 24), ("equipment_kind", 12), ("equipment_name", 32))
    columns = (
        *(_column(key, wanted, ColumnKind.TEXT, width) for key, width in keys),
        _column("cases", wanted, ColumnKind.INTEGER, 10),
        _column("sittings", wanted, ColumnKind.INTEGER, 14),
        _column("last_used", wanted, ColumnKind.DATE, 12),
    )
    return Table(NAMES["equipment"].in_language(wanted.language), columns, rows)


def read_equipment(session: Session, choice: Choice) -> dict[Piece, Use]:
    """By centre, machines first; of a centre and between days where chosen."""
    seals = select(EnrolledSeal.kid, EnrolledSeal.centre)
    centres = {kid: centre for kid, centre in session.execute(seals)}
    since, until = choice.since or date.min, choice.until or date.max
    found = defaultdict[Piece, Use](Use)
    for sitting in closed_sittings(session):
        centre = centres.get(sitting.kid)
        is_chosen = centre is not None and choice.centre in ("", centre)
        if not is_chosen or not since <= sitting.day <= until:
            continue
        for kind, name in _named(sitting):
            use = found[Piece(centre or "", kind, name.casefold())]
            use.cases.add(sitting.case)
            use.sittings += 1
            if sitting.day >= use.last:
                use.name, use.last = name, sitting.day
    order = sorted(found, key=lambda one: (one.centre, one.kind is Equipment.GAUGE, one.key))
    return {piece: found[piece] for piece in order}


def _named(sitting: Sitting) -> Iterator[tuple[Equipment, str]]:
    told = [(Equipment.MACHINE, sitting.machine)]
    told += [(Equipment.GAUGE, gauge) for gauge in sitting.gauges]
    for kind, written in told:
        name = " ".join(written.split())
        if name:
            yield kind, name


_KINDS = {
    Equipment.MACHINE: Text("Maskin", "Machine"),
    Equipment.GAUGE: Text("Mätdon", "Gauge"),
}


def _column(key: str, wanted: Wanted, kind: ColumnKind, width: int) -> Column:
    return Column(key, HEADS[key].in_language(wanted.language), kind, width)
