"""`protocol check DIR`: all errors of a protocol package, or what it holds."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.wording import add_language
from app.domain.text import Language, Text
from app.protocols.checking import AreaPool, PackageSummary, summarise
from app.protocols.schema import write_schemas

_ROW = "{:<34} {:>9} {:>8} {:>8} {:>8} {:>8}"
_COLUMNS = Text(
    _ROW.format("Område", "kriterier", "frågor", "familjer", "i provet", "omprov"),
    _ROW.format("Area", "criteria", "items", "families", "in test", "retests"),
)
_ENOUGH = Text("räcker till {} omprov", "enough for {} retests")
_NO_THEORY = Text("inget teoriprov", "no theory test")
_TOTALS = Text(
    "{} områden, {} kriterier, {} frågor i {} familjer, {} bilder; {}",
    "{} areas, {} criteria, {} items in {} families, {} pictures; {}",
)


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `protocol check DIR` and `protocol schemas DIR`."""
    parser = subparsers.add_parser("protocol", help="kontrollera protokoll · check protocols")
    acts = parser.add_subparsers(metavar="COMMAND", required=True)
    check = acts.add_parser("check", help="alla fel eller en översikt · all errors or a summary")
    check.add_argument("folder", metavar="DIR", type=Path)
    add_language(check)
    check.set_defaults(run=run_check)
    schemas = acts.add_parser("schemas", help="skriv JSON Schema · write JSON Schemas")
    schemas.add_argument("folder", metavar="DIR", type=Path)
    schemas.set_defaults(run=run_schemas)


def run_check(arguments: argparse.Namespace) -> int:
    """Prints the summary of a sound package. Raises ProtocolErrors with all that is wrong."""
    print("\n".join(_lines(summarise(arguments.folder), arguments.language)))
    return 0


def run_schemas(arguments: argparse.Namespace) -> int:
    """Writes the JSON Schemas of the package files into a folder."""
    write_schemas(arguments.folder)
    return 0


def _lines(summary: PackageSummary, language: Language) -> list[str]:
    name = summary.name.in_language(language)
    return [
        f"{summary.profile} {summary.version} · {name}",
        _COLUMNS.in_language(language),
        *(_line(pool, language) for pool in summary.pools),
        _totals(summary, language),
        f"SHA-256 {summary.hash}",
    ]


def _line(pool: AreaPool, language: Language) -> str:
    name = pool.name.in_language(language)
    retests = pool.tests - 1 if pool.drawn else "–"
    return _ROW.format(name, pool.criteria, pool.items, pool.families, pool.drawn, retests)


def _totals(summary: PackageSummary, language: Language) -> str:
    pools, retests = summary.pools, summary.retests
    enough = _NO_THEORY if retests is None else _ENOUGH
    return _TOTALS.in_language(language).format(
        len(pools),
        sum(pool.criteria for pool in pools),
        sum(pool.items for pool in pools),
        sum(pool.families for pool in pools),
        summary.pictures,
        enough.in_language(language).format(retests),
    )
