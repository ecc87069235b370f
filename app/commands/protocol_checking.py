"""`protocol check DIR…`: all errors of packages and conversations, or what they hold."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.commands.conversation_checking import check_guide
from app.commands.fault_wording import fault_lines
from app.commands.wording import add_language
from app.domain.text import Language, Text
from app.protocols.checking import (
    AreaPool,
    PackageSummary,
    clashing_items,
    summarise,
    summary_of,
)
from app.protocols.conversation import is_guide
from app.protocols.faults import ProtocolErrors
from app.protocols.package import LoadedPackage, load_package

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
_LINE = "{:<14} {:<9} {:>8} {:>9} {:>7} {:>7}  {}"
_HEADS = Text(
    _LINE.format("Paket", "version", "områden", "kriterier", "frågor", "omprov", "läge"),
    _LINE.format("Package", "version", "areas", "criteria", "items", "retests", "state"),
)
_CLASH = Text(
    "frågan {} lyder olika i {} och {} men har samma id i samma modell",
    "the item {} differs between {} and {} but has one id in one scheme",
)
_NAMES = ("protocol.yaml", "guide.yaml")
_SOUND, _FAULTS = Text("felfritt", "sound"), Text("{} fel", "errors: {}")


def add_parsers(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `check`."""
    check = acts.add_parser("check", help="alla fel eller en översikt · all errors or a summary")
    check.add_argument(
        "folders", metavar="DIR", type=Path, nargs="+", help="paket, eller mapp med paket"
    )
    add_language(check)
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the summary of a sound package, of several a table; 1 when one has faults.

    Raises ProtocolErrors with all that is wrong with a package checked alone.
    """
    found, language = list(_packages(arguments.folders)), arguments.language
    packages = [folder for folder in found if not is_guide(folder)]
    for folder in filter(is_guide, found):
        check_guide(folder, language)
    if not packages:
        return 0
    if len(packages) == 1:
        print("\n".join(_summary(summarise(packages[0]), language)))
        return 0
    print(_HEADS.in_language(language))
    loaded = [_loaded(folder, language) for folder in packages]
    sound = [package.protocol for package in loaded if package is not None]
    clashes = list(clashing_items(sound))
    for item, one, other in clashes:
        print(_CLASH.in_language(language).format(item, one, other), file=sys.stderr)
    return 0 if len(sound) == len(packages) and not clashes else 1


def _packages(folders: Iterable[Path]) -> Iterable[Path]:
    """Each package; a folder that is none but holds some stands for those."""
    for folder in folders:
        inside = sorted(path.parent for name in _NAMES for path in folder.glob(f"*/{name}"))
        is_one = any((folder / name).exists() for name in _NAMES)
        yield from inside if inside and not is_one else [folder]


def _loaded(folder: Path, language: Language) -> LoadedPackage | None:
    """The package behind a printed line; None for one with faults, which are told."""
    try:
        package = load_package(folder)
    except ProtocolErrors as error:
        state = _FAULTS.in_language(language).format(len(error.faults))
        print(_LINE.format(folder.name, "–", "–", "–", "–", "–", state))
        print(fault_lines(error.faults, language), file=sys.stderr)
        return None
    found = summary_of(package)
    criteria = sum(pool.criteria for pool in found.pools)
    items = sum(pool.items for pool in found.pools)
    retests = "–" if found.retests is None else found.retests
    figures = (found.version, len(found.pools), criteria, items, retests)
    print(_LINE.format(folder.name, *figures, _SOUND.in_language(language)))
    return package


def _summary(summary: PackageSummary, language: Language) -> list[str]:
    name = summary.name.in_language(language)
    return [
        f"{summary.profile} {summary.version} · {name}",
        _COLUMNS.in_language(language),
        *(_area(pool, language) for pool in summary.pools),
        _totals(summary, language),
        f"SHA-256 {summary.hash}",
    ]


def _area(pool: AreaPool, language: Language) -> str:
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
