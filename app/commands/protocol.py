"""`protocol …`: create, check, compare, sign, show and recall protocol packages."""

import argparse
from pathlib import Path
from typing import Any

from app.commands import protocol_checking, protocol_compare, protocol_signing
from app.commands.wording import add_language
from app.domain.text import Text
from app.protocols.schema import write_schemas
from app.protocols.skeleton import create_package

_CREATED = Text(
    "{} är klar att skriva i. Kontrollera med: python3 -m app protocol check {}",
    "{} is ready to write in. Check it with: python3 -m app protocol check {}",
)


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `protocol` with its acts."""
    parser = subparsers.add_parser(
        "protocol", help="skriv, kontrollera och signera protokoll · write, check, sign protocols"
    )
    acts = parser.add_subparsers(metavar="COMMAND", required=True)
    create = acts.add_parser("create", help="nytt paket att skriva i · a new package to write in")
    create.add_argument("folder", metavar="DIR", type=Path)
    create.add_argument("--code", required=True, help="t.ex. SVE-1")
    create.add_argument("--scheme", default="exempel", help="modell · scheme")
    create.add_argument("--owner", default="Exempelhuvudman", help="huvudman · scheme owner")
    add_language(create)
    create.set_defaults(run=run_create)
    protocol_checking.add_parsers(acts)
    protocol_compare.add_parsers(acts)
    protocol_signing.add_parsers(acts)
    schemas = acts.add_parser("schemas", help="skriv JSON Schema · write JSON Schemas")
    schemas.add_argument("folder", metavar="DIR", type=Path)
    schemas.set_defaults(run=run_schemas)


def run_create(arguments: argparse.Namespace) -> int:
    """Fills a folder with a small sound package. Raises FolderNotEmpty, NotACode, FolderNotMade."""
    folder: Path = arguments.folder
    create_package(folder, arguments.code, arguments.scheme, arguments.owner)
    print(_CREATED.in_language(arguments.language).format(folder, folder))
    return 0


def run_schemas(arguments: argparse.Namespace) -> int:
    """Writes the JSON Schemas of the package files into a folder."""
    write_schemas(arguments.folder)
    return 0
