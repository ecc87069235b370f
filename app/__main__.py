"""`python3 -m app`: the command line."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from app.commands.wording import sentence
from app.domain.errors import UserError

COMMANDS = {
    "audit": "stickprov och ärendets akt · a sample and a case's file",
    "authority": "rot och ackreditering för en region · a region's root and authority",
    "demo-region": "en region att titta på · a region to look at",
    "export": "tabeller som filer, och kontroll · tables as files, and their check",
    "log": "kontrollera arbetsplatsens logg · check a desk's log",
    "protocol": "skriv, kontrollera och signera protokoll · write, check, sign protocols",
    "restore": "lägg tillbaka en säkerhetskopia · put a backup in place",
    "verify": "kontrollera ett bevis · check a certificate",
}
"""Subcommand → what it does. Each is a module of app.commands with `add_parser(subparsers)`,
which sets `run`, a function from the parsed arguments to an exit code."""


def main(argv: Sequence[str]) -> int:
    """Runs the command in `argv` and gives its exit code: 0 done, 1 refused, 2 misused."""
    arguments = _parser(argv).parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except UserError as error:
        print(sentence(error, getattr(arguments, "language", "sv")), file=sys.stderr)
        return 1
    return code


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """Only the module of the chosen command is imported, so that the others cost nothing."""
    parser = argparse.ArgumentParser(prog="python3 -m app", description="Intyga")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    chosen = next((word for word in argv if not word.startswith("-")), "")
    for name, meaning in COMMANDS.items():
        if name == chosen:
            module = name.replace("-", "_")
            import_module(f"app.commands.{module}").add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=meaning)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
