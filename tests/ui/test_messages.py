"""Every expected error has words in both languages that its fields fill."""

import importlib
import inspect
import pkgutil
import re
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import app
from app.domain.errors import UserError
from app.domain.identity_number import BadIdentityNumber, IdentityProblem
from app.domain.text import Text
from ui.error_words import WORDS
from ui.language import set_language
from ui.messages import NoWords, message, readable, words_of

ELSEWHERE = ("app.commands.", "app.node.", "test", "tests.")
"""Errors of the command line and the node, worded there; errors of tests."""


def _errors() -> list[type[UserError]]:
    """Every UserError that can reach a screen, after loading all of app/."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type[UserError]] = []
    waiting = [UserError]
    while waiting:
        children = waiting.pop().__subclasses__()
        found += children
        waiting += children
    return sorted(
        (one for one in set(found) if not one.__module__.startswith(ELSEWHERE)),
        key=lambda one: one.__name__,
    )


ERRORS = _errors()


def _registered(kind: type[UserError]) -> list[str]:
    """The entries that may speak for a class: its own and those by problem, code or reason."""
    return [key for key in WORDS if key.partition(".")[0] == kind.__name__]


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_expected_error_has_words(kind: type[UserError]) -> None:
    own = _registered(kind)
    if kind.__name__ in own:
        return
    fields = inspect.signature(kind.__init__).parameters
    problem = next((one for one in fields.values() if one.name in ("problem", "code")), None)
    members = getattr(problem, "annotation", None)
    assert isinstance(members, type), f"{kind.__name__} has no words"
    assert issubclass(members, StrEnum)
    assert {f"{kind.__name__}.{one.value}" for one in members} <= set(own)


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_the_words_use_only_fields_the_error_has(kind: type[UserError]) -> None:
    fields = set(inspect.signature(kind.__init__).parameters)
    wanted = {
        name.removesuffix("_count") if name.removesuffix("_count") in fields else name
        for key in _registered(kind)
        for text in (WORDS[key].what, WORDS[key].next_step, WORDS[key].safe)
        for name in re.findall(r"\{(\w+)\}", text)
    }
    assert wanted <= fields


def test_no_words_are_left_of_errors_that_are_gone() -> None:
    known = {kind.__name__ for kind in ERRORS}
    assert not [key for key in WORDS if key.partition(".")[0] not in known]


def test_errors_have_names_of_their_own() -> None:
    names = [kind.__name__ for kind in ERRORS]
    assert not {name for name in names if names.count(name) > 1}


def test_an_error_is_told_in_the_language_in_force(qapp: QApplication) -> None:
    error = BadIdentityNumber(IdentityProblem.CHECK_DIGIT)
    assert message(error).what == "Kontrollsiffran stämmer inte."
    set_language("en")
    assert message(error).what == "The check digit is wrong."
    assert message(error).next_step == "Read the number again."


def test_an_error_nobody_gave_words_is_a_bug() -> None:
    class Nameless(UserError):
        """Not in any table."""

    with pytest.raises(NoWords):
        words_of(Nameless())


def test_values_are_readable(qapp: QApplication) -> None:
    assert readable(date(2026, 12, 16)) == "16 december 2026"
    assert readable(Text("sv", "en")) == "sv"
    assert readable(("3.4", "3.5")) == "3.4, 3.5"
    assert readable(Path("/home/anna/desk.db")) == "desk.db"
    assert readable(1286).replace("\u00a0", " ") == "1 286"
