"""`project add|change|list|logo`: the funding projects that desks write hours for."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.employment import Employment
from app.domain.errors import UserError
from app.domain.free_text import TextTooLong
from app.domain.participation import Project, Target
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.projects import BadProject, NoSuchProject, Projects, no_project, project, projects
from app.node.region_acts import ActRefused

ACT = "project"
_NOTHING = "Inget är ändrat. · Nothing has changed."
_SAID = (
    "{name} ({number}): {id}. Deskarna får veta det vid nästa synk. · "
    "The desks are told when they sync."
)
_NONE = "Inget projekt finns. · There is no project."
_UNKNOWN = "{}: inget sådant projekt, se `project list`. · no such project."
_SEVERAL = "{}: flera projekt börjar så, skriv fler tecken. · several begin so, write more."
_LONG = "Högst {} tecken. · At most {} characters."
_UNREAD = "Filen gick inte att läsa: {}. · The file could not be read."
_BAD = {
    "name": "Namnet kan inte användas. · The name cannot be used.",
    "number": "Numret kan inte användas. · The number cannot be used.",
    "owner": "Ägaren kan inte användas. · The owner cannot be used.",
    "last": "Sista dagen är före den första. · The last day is before the first.",
    "targets": "Mål skrivs ANTAL:ÅÅÅÅ-MM-DD, ett per dag. · Targets are NUMBER:YYYY-MM-DD.",
    "statuses": "Minst en ställning i arbetslivet. · At least one standing at work.",
    "logo": "Logotypen ska vara en PNG på högst 48 KiB. · The logo is to be a PNG of 48 KiB.",
}


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act with its parts."""
    act = acts.add_parser(ACT, help="projekt som betalar för deltagande · funding projects")
    parts = act.add_subparsers(dest="part", required=True)
    add = parts.add_parser("add", help="nytt projekt · a new project")
    _add_facts(add, is_needed=True)
    change = parts.add_parser("change", help="ändra ett projekt · change a project")
    change.add_argument("project", metavar="ID")
    _add_facts(change, is_needed=False)
    parts.add_parser("list", help="alla projekt · every project")
    logo = parts.add_parser("logo", help="logotyp på närvarointyg · logo on attendance papers")
    logo.add_argument("project", metavar="ID")
    logo.add_argument("file", metavar="PNG", type=Path, nargs="?", help="utan: tas bort · removed")


def run(
    database: NodeDatabase,
    keys: NodeKeys,
    now: Callable[[], datetime],
    chosen: argparse.Namespace,
) -> str:
    """Do it and say what was done. Raises ActRefused."""
    if chosen.part == "list":
        with database.reading() as session:
            return "\n".join(_line(one.project) for one in projects(session)) or _NONE
    acts = Projects(database, keys, now)
    try:
        with database.transaction() as session:
            database.take_turn(session)
            if chosen.part == "add":
                said = acts.make(session, _asked(chosen, None))
            elif chosen.part == "change":
                held = project(session, chosen.project).project
                said = acts.change(session, chosen.project, _asked(chosen, held))
            else:
                png = b"" if chosen.file is None else chosen.file.read_bytes()
                said = acts.set_logo(session, chosen.project, png)
    except (UserError, OSError) as error:
        raise ActRefused(f"{_refusal(error)} {_NOTHING}") from error
    return _SAID.format(name=said.name, number=said.number, id=said.id)


def _add_facts(parser: argparse.ArgumentParser, *, is_needed: bool) -> None:
    for name in ("name", "number", "owner"):
        parser.add_argument(f"--{name}", required=is_needed)
    for name in ("first", "last"):
        parser.add_argument(
            f"--{name}", required=is_needed, type=date.fromisoformat, metavar="ÅÅÅÅ-MM-DD"
        )
    parser.add_argument("--target", action="append", type=_target, metavar="600:ÅÅÅÅ-MM-DD")
    parser.add_argument("--status", action="append", choices=[one.value for one in Employment])


def _target(text: str) -> Target:
    people, _, day = text.partition(":")
    return Target(date.fromisoformat(day), int(people))


def _asked(chosen: argparse.Namespace, held: Project | None) -> Project:
    """What was asked for; what was not stays as it is, or as it usually is."""
    given: dict[str, Any] = {
        name: value
        for name in ("name", "number", "owner", "first", "last")
        if (value := getattr(chosen, name)) is not None
    }
    if chosen.target is not None:
        given["targets"] = tuple(chosen.target)
    if chosen.status is not None:
        given["statuses"] = tuple(map(Employment, chosen.status))
    if held is not None:
        return replace(held, **given)
    usual: dict[str, Any] = {"id": no_project(), "targets": (), "statuses": tuple(Employment)}
    return Project(**{**usual, **given})


def _refusal(error: Exception) -> str:
    match error:
        case BadProject():
            return _BAD[error.field]
        case NoSuchProject():
            return (_SEVERAL if error.found else _UNKNOWN).format(error.asked)
        case TextTooLong():
            return _LONG.format(error.longest, error.longest)
        case OSError():
            return _UNREAD.format(error.strerror or error)
        case _:
            raise error


def _line(one: Project) -> str:
    targets = ", ".join(f"{target.people} till · by {target.day}" for target in one.targets)
    logo = "logotyp · logo" if one.logo else ""
    days = f"{one.first} – {one.last}"
    return "\t".join([str(one.id), one.number, one.name, one.owner, days, targets, logo])
