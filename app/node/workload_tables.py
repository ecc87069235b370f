"""The tables of a test centre's assessors (X8): their work, their accreditations, deviations."""

from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.disputes import DisputeKind, DisputeOutcome
from app.domain.text import Text
from app.node.export_kinds import Wanted
from app.node.export_words import HEADS, NAMES
from app.node.tables import EnrolledSeal, KnownCase, KnownEntry
from app.node.workload import Who, read_work
from app.reports.tables import Column, ColumnKind, Row, Table

_HOUR: Final = Decimal(3600)
_WARNED: Final = (7, 30, 90)
"""So many days before an accreditation ends it is warned of (R3)."""


def workload(session: Session, wanted: Wanted) -> Table:
    """A row for each assessor and month, the newest month first."""
    rows: list[Row] = [
        (
            str(month),
            *who,
            len(work.cases),
            work.sittings,
            (work.seconds / _HOUR).quantize(Decimal("0.1")),
            work.certificates,
        )
        for (who, month), work in read_work(session, wanted.choice).items()
    ]
    columns = (
        _column("month", wanted),
        *_who(wanted),
        _column("cases", wanted, ColumnKind.INTEGER),
        _column("sittings", wanted, ColumnKind.INTEGER),
        Column("hours", HEADS["hours"].in_language(wanted.language), ColumnKind.DECIMAL, 10, 1),
        _column("certificates", wanted, ColumnKind.INTEGER),
    )
    return Table(NAMES["workload"].in_language(wanted.language), columns, rows)


def accreditations(session: Session, wanted: Wanted) -> Table:
    """Until when each assessor is accredited, the first to end first; with how long is left."""
    seal, ends = EnrolledSeal, dict[Who, date]()
    for row in session.scalars(select(seal).where(seal.state == "active")):
        who = Who(row.assessor, row.number, row.centre)
        is_chosen = wanted.choice.centre in ("", row.centre)
        if row.accredited_to is not None and is_chosen:
            ends[who] = max(ends.get(who, date.min), row.accredited_to)
    today = wanted.at.astimezone().date()
    rows: list[Row] = [
        (day, *who, (day - today).days, _standing((day - today).days, wanted))
        for who, day in sorted(ends.items(), key=lambda one: (one[1], one[0]))
    ]
    columns = (
        _column("accredited_to", wanted, ColumnKind.DATE),
        *_who(wanted),
        _column("days_left", wanted, ColumnKind.INTEGER),
        _column("state", wanted),
    )
    return Table(NAMES["accreditations"].in_language(wanted.language), columns, rows)


def deviations(session: Session, wanted: Wanted) -> Table:
    """The register of deviations, the open ones first; nobody is named in it (R48)."""
    entry = KnownEntry
    found = (
        select(entry, KnownCase.centre)
        .outerjoin(KnownCase, KnownCase.id == entry.case)
        .where(entry.kind == DisputeKind.DEVIATION, entry.filed.is_not(None))
        .order_by(entry.outcome.is_not(None), entry.deadline, entry.number)
    )
    rows: list[Row] = [
        (
            one.number,
            centre,
            one.filed and one.filed.astimezone().date(),
            one.deadline,
            _OUTCOMES[one.outcome or ""].in_language(wanted.language),
        )
        for one, centre in session.execute(found)
        if wanted.choice.centre in ("", centre)
    ]
    columns = (
        _column("number_of_entry", wanted),
        _column("centre", wanted, width=24),
        _column("filed", wanted, ColumnKind.DATE),
        _column("deadline", wanted, ColumnKind.DATE),
        _column("outcome_of_entry", wanted),
    )
    return Table(NAMES["deviations"].in_language(wanted.language), columns, rows)


def _standing(days: int, wanted: Wanted) -> str:
    if days < 0:
        return _ENDED.in_language(wanted.language)
    within = next((limit for limit in _WARNED if days <= limit), None)
    if within is None:
        return _HOLDS.in_language(wanted.language)
    return _SOON.in_language(wanted.language).format(days=within)


_OUTCOMES: Final = {
    "": Text("Öppen", "Open"),
    DisputeOutcome.UPHELD.value: Text("Står fast", "Stands"),
    DisputeOutcome.CHANGED.value: Text("Ändrad", "Changed"),
    DisputeOutcome.DISMISSED.value: Text("Avslutad utan åtgärd", "Ended without measure"),
    DisputeOutcome.REMEDIED.value: Text("Åtgärdad", "Remedied"),
}
_ENDED: Final = Text("Har gått ut", "Has ended")
_HOLDS: Final = Text("Gäller", "Valid")
_SOON: Final = Text("Går ut inom {days} dagar", "Ends within {days} days")


def _who(wanted: Wanted) -> tuple[Column, ...]:
    return (
        _column("assessor", wanted, width=28),
        _column("assessor_number", wanted, ColumnKind.INTEGER),
        _column("centre", wanted, width=24),
    )


def _column(
    key: str, wanted: Wanted, kind: ColumnKind = ColumnKind.TEXT, width: int = 16
) -> Column:
    return Column(key, HEADS[key].in_language(wanted.language), kind, width)
