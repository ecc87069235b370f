"""`restore FILE`: a copy of the desk in its place, the file as it was kept beside."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.at_desk import add_desk, chosen
from app.commands.wording import add_language
from app.domain.text import Text

_DONE = Text(
    "Säkerhetskopian är på plats. Nästa synk hämtar det som noden har och kopian saknar.",
    "The backup is in place. The next sync fetches what the node has and the backup lacks.",
)
_ASIDE = Text("Filen som den var: {}", "The file as it was: {}")


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `restore`."""
    parser = subparsers.add_parser(
        "restore", help="lägg tillbaka en säkerhetskopia · put a backup in place"
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    add_desk(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Puts it in place. Raises what `Desks.restore` raises."""
    found, kind, card, secret = chosen(arguments)
    beside = found.restore(kind, card.id, secret, arguments.file)
    print(_DONE.in_language(arguments.language))
    if beside is not None:
        print(_ASIDE.in_language(arguments.language).format(beside))
    return 0
