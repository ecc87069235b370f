"""`roster add|list|withdraw`: whom a coordinator has booked, and who came."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.bookings import BookingState
from app.node.booking_tables import PlannedBooking
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.region_acts import ActRefused
from app.node.roster_file import BadRoster, RowFault, RowProblem
from app.node.rosters import NoSuchBooking, NotWaiting, RosterAdded, Rosters, UnknownCentre
from app.seal.codes import BadSeal

ACT = "roster"
_NOTHING = "Inget är ändrat. · Nothing has changed."
_ADDED = (
    "{new} nya bokningar, {known} fanns redan; {told} sigill får dem när de synkroniserar. · "
    "{new} new bookings, {known} were there already; {told} seals are told when they sync."
)
_TRIED = (
    "På prov: {new} nya bokningar, {known} fanns redan. · Tried only: {new} new bookings, "
    "{known} were there already. "
)
_NONE = "Ingen är bokad. · Nobody is booked."
_GONE = "Tillbakadragen: {}. Desken får veta det vid nästa synk. · Withdrawn; its desks are told."
_CENTRE = "{}: inget sådant testcenter. De som finns: {}. · no such test centre. Those there are."
_UNKNOWN = "{}: ingen sådan bokning, se `roster list`. · no such booking."
_SEVERAL = "{}: flera bokningar börjar så, skriv fler tecken. · several begin so, write more."
_UNREAD = "Filen gick inte att läsa: {}. · The file could not be read."
_UNSIGNED = "Något i filen kan inte signeras. · Something in the file cannot be signed."
_STATES = {
    BookingState.WAITING: "väntas · expected",
    BookingState.TAKEN: "tagen upp · taken up",
    BookingState.WITHDRAWN: "tillbakadragen · withdrawn",
}
_MISSED = "ej kommen · did not come"
_PROBLEMS = {
    RowProblem.FILE: "ingen CSV i UTF-8 med högst 2 000 rader · not CSV in UTF-8 of 2,000 rows",
    RowProblem.COLUMNS: "ska vara dag; profil; namn; född; företag; notering · wrong columns",
    RowProblem.DAY: "dagen ska skrivas ÅÅÅÅ-MM-DD · the day is to be YYYY-MM-DD",
    RowProblem.PAST: "dagen har varit · the day is past",
    RowProblem.FAR: "dagen är mer än ett år bort · the day is more than a year off",
    RowProblem.PROFILE: "profilen finns inte vid testcentret · not a profile of the test centre",
    RowProblem.NAME: "namnet kan inte användas · the name cannot be used",
    RowProblem.BIRTH_DATE: "född ska skrivas ÅÅÅÅ-MM-DD och gå att tro · not a birth date",
    RowProblem.COMPANY: "företaget kan inte användas · the company cannot be used",
    RowProblem.NOTE: "noteringen är för lång eller har dolda tecken · the note cannot be used",
    RowProblem.NUMBER: "identitetsnummer får inte stå här · no identity number may stand here",
    RowProblem.TWICE: "samma bokning står tidigare i filen · the same booking stands above",
    RowProblem.NONE: "inga bokningar i filen · no bookings in the file",
}


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act with its three parts."""
    roster = acts.add_parser(ACT, help="planerade bokningar · planned bookings for the desks")
    parts = roster.add_subparsers(dest="part", required=True)
    add = parts.add_parser("add", help="bokningar ur en CSV-fil · bookings from a CSV file")
    add.add_argument("file", metavar="FILE", type=Path)
    add.add_argument("--centre", required=True, metavar="CENTRE")
    add.add_argument("--try", dest="only_try", action="store_true", help="ändra inget · look only")
    parts.add_parser("list", help="vilka som väntas och vilka som kom · who is expected, who came")
    withdraw = parts.add_parser("withdraw", help="dra tillbaka en bokning · take a booking back")
    withdraw.add_argument("booking", metavar="ID")


def run(
    database: NodeDatabase,
    keys: NodeKeys,
    now: Callable[[], datetime],
    chosen: argparse.Namespace,
) -> str:
    """Do it and say what was done. Raises ActRefused."""
    rosters = Rosters(database, keys, now)
    try:
        if chosen.part == "add":
            added = rosters.add(chosen.file, chosen.centre, only_try=chosen.only_try)
            return _said(added, only_try=chosen.only_try)
        if chosen.part == "withdraw":
            return _GONE.format(rosters.withdraw(chosen.booking).id)
    except BadRoster as error:
        raise ActRefused("\n".join([*map(_fault, error.faults), _NOTHING])) from error
    except (UnknownCentre, NoSuchBooking, NotWaiting, BadSeal, OSError) as error:
        raise ActRefused(f"{_refusal(error)} {_NOTHING}") from error
    today = now().date()
    return "\n".join(_line(row, today) for row in rosters.all()) or _NONE


def _said(added: RosterAdded, *, only_try: bool) -> str:
    fields = {"new": added.new, "known": added.known, "told": added.told}
    return _TRIED.format(**fields) + _NOTHING if only_try else _ADDED.format(**fields)


def _fault(fault: RowFault) -> str:
    where = f"rad · line {fault.line}: " if fault.line else ""
    return where + _PROBLEMS[fault.problem]


def _refusal(error: Exception) -> str:
    match error:
        case UnknownCentre():
            return _CENTRE.format(error.centre, ", ".join(error.centres) or "–")
        case NoSuchBooking():
            return (_SEVERAL if error.found else _UNKNOWN).format(error.asked)
        case NotWaiting():
            return f"{_STATES[error.state]}."
        case OSError():
            return _UNREAD.format(error.strerror or error)
        case _:
            return _UNSIGNED


def _line(row: PlannedBooking, today: date) -> str:
    is_missed = row.state == BookingState.WAITING and row.day < today
    state = _MISSED if is_missed else _STATES[BookingState(row.state)]
    who = [row.name or "–", str(row.birth_date or ""), row.company, row.note]
    return "\t".join([row.id, str(row.day), row.centre, row.profile, *who, state])
