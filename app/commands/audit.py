"""`audit sample`: draw cases that anybody can draw again; `audit case ID OUT`: one's whole file."""

import argparse
from pathlib import Path
from typing import Any, cast, get_args
from uuid import UUID

from app.commands.at_desk import add_desk, opened_desk
from app.commands.wording import add_language
from app.domain.text import Text
from app.usecases.export_writing import Format
from app.usecases.sampled import SampledCase

_DRAWN = Text("{} av {} beslutade ärenden, frö {}", "{} of {} decided cases, seed {}")
_HIDDEN = Text("skyddad person", "protected person")
_DONE = Text("{} rader i {}\nSHA-256 {}", "{} rows in {}\nSHA-256 {}")


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `audit`."""
    parser = subparsers.add_parser("audit", help="stickprov och akter · samples and case files")
    acts = parser.add_subparsers(metavar="ACT", required=True)
    sample = acts.add_parser("sample", help="dra ett stickprov · draw a sample")
    sample.add_argument("--count", type=int, default=5)
    sample.add_argument("--seed", required=True, help="samma frö ger samma · same seed, same draw")
    sample.set_defaults(run=run_sample)
    file = acts.add_parser("case", help="ett ärendes akt · a case's file")
    file.add_argument("case", metavar="ID", type=UUID)
    file.add_argument("out", metavar="OUT", type=Path)
    file.set_defaults(run=run_case)
    for one in (sample, file):
        add_desk(one)
        add_language(one)


def run_sample(arguments: argparse.Namespace) -> int:
    """Prints the cases drawn; protected people by serial only."""
    with opened_desk(arguments) as workspace:
        found = workspace.audits.sample(arguments.count, arguments.seed)
    words = _DRAWN.in_language(arguments.language)
    print(words.format(len(found.cases), found.among, found.seed))
    for one in found.cases:
        print("  ".join(_cells(one, _HIDDEN.in_language(arguments.language))))
    return 0


def run_case(arguments: argparse.Namespace) -> int:
    """Writes the file and its signed manifest. Raises UnknownCase, NotWritten."""
    out: Path = arguments.out
    named = out.suffix.removeprefix(".")
    form = cast("Format", named if named in get_args(Format) else "json")
    with opened_desk(arguments) as workspace:
        manifest = workspace.audits.write_case(arguments.case, out, form, arguments.language)
    done = _DONE.in_language(arguments.language)
    print(done.format(manifest.rows, out, manifest.sha256))
    return 0


def _cells(one: SampledCase, hidden: str) -> tuple[str, ...]:
    if one.case_id is None or one.decided is None:
        return (one.serial, hidden)
    told = (one.serial, str(one.case_id), one.code, one.decided.isoformat(), one.outcome)
    return (*told, one.name or "")
