"""What the command line says, in Swedish and English."""

import argparse

from app.commands.fault_wording import fault_lines
from app.domain.errors import UserError
from app.domain.text import Language, Text
from app.protocols.faults import ProtocolErrors

SENTENCES = {
    "ProtocolDamaged": Text(
        "Det sparade protokollet går inte att läsa. Hämta det på nytt.",
        "The stored protocol cannot be read. Fetch it again.",
    ),
}
"""Name of a UserError → its sentence, with the error's fields in braces."""


def add_language(parser: argparse.ArgumentParser) -> None:
    """Lets the user choose `--language sv|en`; Swedish when they do not."""
    parser.add_argument("--language", choices=("sv", "en"), default="sv", help="språk · language")


def sentence(error: UserError, language: Language) -> str:
    """The error in words. An error without a sentence is a bug and raises KeyError."""
    if isinstance(error, ProtocolErrors):
        return fault_lines(error.faults, language)
    fields = {name: getattr(error, name) for name in vars(error)}
    return SENTENCES[type(error).__name__].in_language(language).format(**fields)
