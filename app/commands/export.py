"""`export cases|certificates OUT`: a coordinator's file out of the desk, unlocked for it."""

import argparse
from pathlib import Path
from typing import Any, get_args

from app.commands.at_desk import add_desk, opened_desk
from app.commands.wording import add_language
from app.domain.text import Text
from app.usecases.exports import Format

_DONE = Text("{} rader i {}\nSHA-256 {}", "{} rows in {}\nSHA-256 {}")


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `export`."""
    parser = subparsers.add_parser(
        "export",
        help="ärenden eller bevis som fil · cases or certificates as a file",
    )
    parser.add_argument("what", choices=("cases", "certificates"))
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--format", choices=get_args(Format), help="annars filens ändelse · suffix")
    add_desk(parser)
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
    with opened_desk(arguments) as workspace:
        write = getattr(workspace.exports, arguments.what)
        manifest = write(out, form, arguments.language)
    done = _DONE.in_language(arguments.language)
    print(done.format(manifest.rows, out, manifest.sha256))
    return 0
