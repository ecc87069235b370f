"""`export cases|certificates OUT`: a coordinator's file out of the desk, unlocked for it."""

import argparse
import getpass
import os
from pathlib import Path
from typing import Any, get_args

from app import paths
from app.commands.wording import add_language
from app.domain.clock import SystemClock
from app.domain.desks import AssessorCard, DeskKind
from app.domain.errors import UserError
from app.domain.text import Text
from app.usecases.exports import Format
from app.workspace import Desks

SECRET_VARIABLE = "INTYGA_SECRET"
"""Holds PIN or passphrase for scripts; without it the command asks."""

_DONE = Text("{} rader i {}\nSHA-256 {}", "{} rows in {}\nSHA-256 {}")
_ASK = Text("PIN eller lösenfras för {}: ", "PIN or passphrase of {}: ")


class NoDesk(UserError):
    """There is no such desk on this computer."""


class NoSuchAssessor(UserError):
    """Nobody, or more than one, is called that at this desk; `names`: who there is."""

    def __init__(self, names: str) -> None:
        super().__init__()
        self.names = names


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `export`."""
    parser = subparsers.add_parser(
        "export",
        help="ärenden eller bevis som fil · cases or certificates as a file",
        epilog=f"{SECRET_VARIABLE}: PIN or passphrase for scripts",
    )
    parser.add_argument("what", choices=("cases", "certificates"))
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--format", choices=get_args(Format), help="annars filens ändelse · suffix")
    parser.add_argument("--desk", choices=tuple(DeskKind), type=DeskKind)
    parser.add_argument("--assessor", metavar="NAME", default="")
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the file and states rows and hash (I14).

    Raises NoDesk, NoSuchAssessor, NotWritten and what `Desks.unlock` raises.
    """
    out: Path = arguments.out
    form = arguments.format or out.suffix.removeprefix(".")
    if form not in get_args(Format):
        form = "xlsx"
    found = Desks(paths.data_folder(), SystemClock())
    kind = _kind(found, arguments.desk)
    card = _assessor(found.assessors(kind), arguments.assessor)
    workspace = found.unlock(kind, card.id, _secret(card, arguments.language))
    try:
        write = getattr(workspace.exports, arguments.what)
        manifest = write(out, form, arguments.language)
    finally:
        workspace.close()
    done = _DONE.in_language(arguments.language)
    print(done.format(manifest.rows, out, manifest.sha256))
    return 0


def _kind(found: Desks, asked: DeskKind | None) -> DeskKind:
    """The desk asked for; without a wish the real one before the practice desk."""
    existing = found.existing()
    for kind in (asked,) if asked else (DeskKind.REAL, DeskKind.PRACTICE):
        if kind in existing:
            return kind
    raise NoDesk


def _assessor(cards: tuple[AssessorCard, ...], name: str) -> AssessorCard:
    """The assessor of that name; the only one when none is named."""
    matching = [card for card in cards if name.casefold() in card.name.casefold()]
    if len(matching) != 1:
        raise NoSuchAssessor(", ".join(card.name for card in cards))
    return matching[0]


def _secret(card: AssessorCard, language: str) -> str:
    given = os.environ.get(SECRET_VARIABLE)
    asked = _ASK.sv if language == "sv" else _ASK.en
    return given if given is not None else getpass.getpass(asked.format(card.name))
