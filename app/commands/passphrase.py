"""Where a command takes a passphrase from: a prompt, a file descriptor or the environment."""

import argparse
import getpass
import os

from app.domain.errors import UserError
from app.domain.text import Language, Text

VARIABLE = "INTYGA_PASSPHRASE"
"""Holds the passphrase for scripts; never an argument, which every user of the machine can see."""

_ASK = Text("Lösenfras för {}: ", "Passphrase of {}: ")
_AGAIN = Text("Samma igen: ", "The same again: ")


class PassphrasesDiffer(UserError):
    """The passphrase was not the same twice."""


class NoPassphrase(UserError):
    """The file descriptor named gives no passphrase."""


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """Lets scripts hand the passphrase over on a file descriptor."""
    parser.add_argument("--passphrase-fd", metavar="N", type=int, help=f"annars · else {VARIABLE}")


def passphrase(arguments: argparse.Namespace, name: str, *, is_new: bool = False) -> str:
    """The passphrase of the key called `name`; a new one is asked for twice.

    Raises PassphrasesDiffer, NoPassphrase.
    """
    if arguments.passphrase_fd is not None:
        return _from_descriptor(arguments.passphrase_fd)
    given = os.environ.get(VARIABLE)
    if given is not None:
        return given
    language: Language = arguments.language
    first = _prompt(_ASK.in_language(language).format(name))
    if is_new and _prompt(_AGAIN.in_language(language)) != first:
        raise PassphrasesDiffer
    return first


def _prompt(words: str) -> str:
    try:
        return getpass.getpass(words)
    except EOFError as error:
        raise NoPassphrase from error


def _from_descriptor(number: int) -> str:
    try:
        with os.fdopen(number, encoding="utf-8") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NoPassphrase from error
