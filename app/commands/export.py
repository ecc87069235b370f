"""`export certificates|cases|people OUT`, and `export check FILE`: is it as it was written."""

import argparse
from pathlib import Path
from typing import Any, cast, get_args

from app.commands.at_desk import add_desk, opened_desk
from app.commands.export_wording import ANSWERS, FACTS
from app.commands.verify import read_trust_of
from app.commands.wording import add_language
from app.domain.text import Language, Text
from app.reports.export_check import ExportAnswer, ExportCheck, check_export
from app.usecases.exports import KINDS, ExportOrder, Format

_DONE = Text("{} rader i {}\nSHA-256 {}", "{} rows in {}\nSHA-256 {}")
EXIT_CODES = {
    ExportAnswer.WHOLE: 0,
    ExportAnswer.UNSIGNED: 4,
    ExportAnswer.UNKNOWN_SIGNER: 6,
    ExportAnswer.CHANGED: 7,
    ExportAnswer.MANIFEST_CHANGED: 7,
}
"""0 only for a whole file signed by somebody the region stands behind; 1: it cannot be read."""


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `export`."""
    parser = subparsers.add_parser(
        "export", help="tabeller som filer, och kontroll av dem · tables as files, and their check"
    )
    acts = parser.add_subparsers(metavar="WHAT", required=True)
    for kind in KINDS:
        _add_kind(acts, kind)
    check = acts.add_parser(
        "check",
        help="hel, ändrad eller okänd undertecknare · whole, changed or unknown signer",
        epilog="exit: 0 whole, 4 not signed, 6 unknown signer, 7 changed",
    )
    check.add_argument("file", metavar="FILE", type=Path)
    check.add_argument("--trust", metavar="FOLDER", type=Path)
    add_language(check)
    check.set_defaults(run=run_check)


def run(arguments: argparse.Namespace) -> int:
    """Writes the file and states rows and hash (I14).

    Raises NoDesk, NoSuchAssessor, NotWritten, TooManyRows and what `Desks.unlock` raises.
    """
    out: Path = arguments.out
    named = arguments.format or out.suffix.removeprefix(".")
    form = cast("Format", named if named in get_args(Format) else "xlsx")
    order = ExportOrder(
        arguments.kind,
        form,
        arguments.language,
        bom=not arguments.no_bom,
    )
    with opened_desk(arguments) as workspace:
        manifest = workspace.exports.write(order, out)
    done = _DONE.in_language(arguments.language)
    print(done.format(manifest.rows, out, manifest.sha256))
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Prints the answer in words. Raises TrustNotReadable, NoManifest, ExportUnread."""
    check = check_export(arguments.file, read_trust_of(arguments.trust))
    print("\n".join(_lines(check, arguments.language)))
    return EXIT_CODES[check.answer]


def _add_kind(acts: Any, kind: str) -> None:  # noqa: ANN401 - argparse keeps its type private
    parser = acts.add_parser(kind)
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--format", choices=get_args(Format), help="annars filens ändelse · suffix")
    parser.add_argument("--no-bom", action="store_true", help="CSV utan BOM · CSV without BOM")
    add_desk(parser)
    add_language(parser)
    parser.set_defaults(run=run, kind=kind)


def _lines(check: ExportCheck, language: Language) -> list[str]:
    told = check.manifest
    facts = {
        "kind": told.kind,
        "rows": str(told.rows),
        "filters": ", ".join(f"{key}: {value}" for key, value in told.filters.items()),
        "written": told.written_at.isoformat(timespec="minutes"),
        "by": ", ".join(filter(None, (told.by, told.place))),
        "signer": check.signer,
        "sha256": told.sha256,
    }
    answer = f"{ANSWERS[check.answer].in_language(language)} ({check.answer})"
    told_of = (
        f"{FACTS[key].in_language(language) + ':':<18}{value}"
        for key, value in facts.items()
        if value
    )
    return [answer, *told_of]
