"""`demo-region DIR`: a believable region to look at and to measure, through the real use cases."""

import argparse
import sys
from pathlib import Path
from typing import Any

from app.commands.wording import add_language
from app.domain.clock import SystemClock
from app.domain.errors import UserError
from app.domain.text import Text

_MONTH = Text("Månad {} av {}", "Month {} of {}")
_DONE = Text(
    "Regionen ligger i {place}.\n"
    "Se den: python3 dev.py node --folder {node}\n"
    "Öppna en laptop: INTYGA_HOME={desk} python3 dev.py run  (lösenfras: {secret})",
    "The region is in {place}.\n"
    "See it: python3 dev.py node --folder {node}\n"
    "Open a laptop: INTYGA_HOME={desk} python3 dev.py run  (passphrase: {secret})",
)

_STOPPED = Text(
    "Avbrutet. I {place} ligger en del av en region; {note} säger hur mycket. Ta bort mappen "
    "eller gör en ny i en annan.",
    "Stopped. Part of a region is in {place}; {note} says how much. Delete the folder or make a "
    "new one in another.",
)
_BY_KEYS = 130
"""What a shell expects of a program that was stopped by Ctrl-C."""


class PlaceTaken(UserError):
    """A demo region is made in a folder of its own; `place` is there already."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place


class TooManyPeople(UserError):
    """There are test numbers for `most` people."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `demo-region`."""
    parser = subparsers.add_parser(
        "demo-region", help="en region att titta på · a region to look at"
    )
    parser.add_argument("place", metavar="DIR", type=Path)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--months", type=int, default=18)
    parser.add_argument("--database", default="", help="annars SQLite i DIR · else SQLite in DIR")
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Makes the region and says how to look at it. Raises PlaceTaken, TooManyPeople."""
    from app.commands.demo.laptop import SECRET
    from app.commands.demo.people import most_people
    from app.commands.demo.region import UNFINISHED, make

    place: Path = arguments.place.absolute()
    if place.exists():
        raise PlaceTaken(str(place))
    if arguments.people > most_people():
        raise TooManyPeople(most_people())
    words = _MONTH.in_language(arguments.language)
    months, now = max(1, arguments.months), SystemClock().now()
    try:
        make(
            place,
            max(1, arguments.people),
            months,
            now,
            arguments.database,
            lambda done, of: print(words.format(done, of), file=sys.stderr, flush=True),
        )
    except KeyboardInterrupt:
        told = _STOPPED.in_language(arguments.language)
        print(told.format(place=place, note=UNFINISHED), file=sys.stderr)
        return _BY_KEYS
    node, desk = place / "node", place / "desks" / "1"
    facts = {"place": place, "node": node, "desk": desk, "secret": SECRET}
    print(_DONE.in_language(arguments.language).format(**facts))
    return 0
