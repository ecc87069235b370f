"""`log verify|rebuild`: a desk's whole log proved again, and its rows made again from it."""

import argparse
import sys
from typing import Any

from app.commands.at_desk import add_desk, opened_desk
from app.commands.wording import add_language
from app.domain.log_check import LASTING, Difference
from app.domain.text import Language, Text

_READ = Text(
    "{} poster, {} kvitton, {} foton och {} bevisfiler kontrollerade",
    "{} records, {} receipts, {} photos and {} certificate files checked",
)
_WHOLE = Text("Allt stämmer.", "Everything holds.")
_FOUND = Text("{} avvikelser:", "{} differences:")
_MADE = Text("Raderna är gjorda på nytt. Filen som den var: {}", "Rows made again. As it was: {}")
_NOTHING = Text("Det fanns inget att göra om.", "There was nothing to make again.")
_MAY = Text(
    "Det signerade är helt: `log rebuild` gör raderna på nytt och sparar en kopia först.",
    "What is signed is whole: `log rebuild` makes the rows again and saves a copy first.",
)
_LEFT = Text("Det här står kvar:", "This remains:")


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `log`."""
    parser = subparsers.add_parser(
        "log", help="kontrollera arbetsplatsens logg · check a desk's log"
    )
    acts = parser.add_subparsers(metavar="ACT", required=True)
    for name, meaning, act in (
        ("verify", "kontrollera allt · check everything", verify),
        ("rebuild", "gör raderna på nytt · make the rows again", rebuild),
    ):
        one = acts.add_parser(name, help=meaning)
        add_desk(one)
        add_language(one)
        one.set_defaults(run=act)


def verify(arguments: argparse.Namespace) -> int:
    """Names every difference; 0 when there is none."""
    language: Language = arguments.language
    with opened_desk(arguments) as workspace:
        verdict = workspace.log_check.verify()
    read = (verdict.records, verdict.receipts, verdict.photos, verdict.files)
    print(_READ.in_language(language).format(*read))
    if verdict.is_whole:
        print(_WHOLE.in_language(language))
        return 0
    _name(_FOUND, verdict.differences, language)
    if verdict.may_rebuild:
        print(_MAY.in_language(language), file=sys.stderr)
    return 1


def rebuild(arguments: argparse.Namespace) -> int:
    """Makes the rows again; 0 when nothing is left that differs. Raises RecordsDamaged."""
    language: Language = arguments.language
    with opened_desk(arguments) as workspace:
        before, copy = workspace.log_check.rebuild()
        after = workspace.log_check.verify() if copy else before
    if copy is None:
        print(_NOTHING.in_language(language))
    else:
        mended = [one for one in before.differences if one.finding not in LASTING]
        _name(_FOUND, tuple(mended), language, out=sys.stdout)
        print(_MADE.in_language(language).format(copy))
    if after.differences:
        _name(_LEFT, after.differences, language)
    return 1 if after.differences else 0


def _name(
    title: Text,
    found: tuple[Difference, ...],
    language: Language,
    out: Any = None,  # noqa: ANN401
) -> None:
    out = out or sys.stderr
    print(title.in_language(language).format(len(found)), file=out)
    for one in found:
        print(f"  {one.in_words(language)}", file=out)
