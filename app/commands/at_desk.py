"""A desk opened for one command: which one, by whom, with their secret."""

import argparse
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager

from app import paths
from app.domain.clock import SystemClock
from app.domain.desks import AssessorCard, DeskKind
from app.domain.errors import UserError
from app.domain.text import Text
from app.workspace import Desks, Workspace

SECRET_VARIABLE = "INTYGA_SECRET"
"""Holds PIN or passphrase for scripts; without it the command asks."""

_ASK = Text("PIN eller lösenfras för {}: ", "PIN or passphrase of {}: ")


class NoDesk(UserError):
    """There is no such desk on this computer."""


class NoSuchAssessor(UserError):
    """Nobody, or more than one, is called that at this desk; `names`: who there is."""

    def __init__(self, names: str) -> None:
        super().__init__()
        self.names = names


def add_desk(parser: argparse.ArgumentParser) -> None:
    """Lets the user say which desk, and who opens it."""
    parser.add_argument("--desk", choices=tuple(DeskKind), type=DeskKind)
    parser.add_argument("--assessor", metavar="NAME", default="")
    parser.epilog = f"{SECRET_VARIABLE}: PIN or passphrase for scripts"


def chosen(arguments: argparse.Namespace) -> tuple[Desks, DeskKind, AssessorCard, str]:
    """The desk meant, who opens it, and their secret. Raises NoDesk, NoSuchAssessor."""
    found = Desks(paths.data_folder(), SystemClock())
    kind = _kind(found, arguments.desk)
    card = _assessor(found.assessors(kind), arguments.assessor)
    return found, kind, card, _secret(card, arguments.language)


@contextmanager
def opened_desk(arguments: argparse.Namespace) -> Iterator[Workspace]:
    """The desk meant, open for the `with`. Raises what `chosen` and `Desks.unlock` raise."""
    found, kind, card, secret = chosen(arguments)
    workspace = found.unlock(kind, card.id, secret)
    try:
        yield workspace
    finally:
        workspace.close()


def _kind(found: Desks, asked: DeskKind | None) -> DeskKind:
    """The desk asked for; without a wish the real one before the practice desk."""
    existing = found.existing()
    for kind in (asked,) if asked else (DeskKind.REAL, DeskKind.PRACTICE):
        if kind in existing:
            return kind
    raise NoDesk


def _assessor(cards: tuple[AssessorCard, ...], name: str) -> AssessorCard:
    """The assessor of that name; the only one when none is named."""
    matching = [card for card in cards if name.casefold() in card.name.casefold()]
    if len(matching) != 1:
        raise NoSuchAssessor(", ".join(card.name for card in cards))
    return matching[0]


def _secret(card: AssessorCard, language: str) -> str:
    given = os.environ.get(SECRET_VARIABLE)
    asked = _ASK.sv if language == "sv" else _ASK.en
    return given if given is not None else getpass.getpass(asked.format(card.name))
