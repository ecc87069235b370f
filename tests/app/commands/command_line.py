"""`python3 -m app` as a person would run it."""

from pathlib import Path

from tests.programs import Ended, run


def run_app(*arguments: str | Path, **environment: str) -> Ended:
    """The finished command, its output as text."""
    return run("app", *arguments, **environment)
