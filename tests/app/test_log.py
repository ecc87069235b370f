"""The log tells facts and never who."""

import logging
import re
from pathlib import Path

import pytest

from app import log


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return log.start_log(tmp_path)


def read(file: Path) -> str:
    log.stop_log()
    return file.read_text(encoding="utf-8")


def test_an_event_stands_with_its_facts_and_the_time_in_utc(file: Path) -> None:
    log.note("sync.done", sent=12, seconds=0.8, durable=True, state="waiting")
    line = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO sync.done sent=12 seconds=0.8 durable=True state"
    assert re.match(line, read(file))


@pytest.mark.parametrize("who", ["Anna Svensson", "Åsa", "Lund", "anna@example.org", "a\nb"])
def test_the_name_of_a_person_is_not_written(file: Path, who: str) -> None:
    """I12: free text may name somebody, so only its length is kept."""
    log.note("case.opened", person=who)
    assert f"person=<{len(who)}>" in read(file)


@pytest.mark.parametrize("number", ["199006022397", "900602-2397", "9006022397", 199006022397])
def test_the_number_of_a_person_is_not_written(file: Path, number: str | int) -> None:
    """I12"""
    log.note("person.found", number=number, at=f"case/{number}/next")
    written = read(file)
    assert "2397" not in written
    assert "number=<number>" in written


def test_a_crash_is_written_as_places_without_its_message(file: Path) -> None:
    """I12: a message may quote a person, and the path of a home folder names its owner."""
    try:
        raise KeyError("Anna Svensson")
    except KeyError as error:
        log.note_crash(error)
    written = read(file)
    assert "CRITICAL crash builtins.KeyError" in written
    assert "tests/app/test_log.py:" in written
    assert "Anna" not in written
    assert str(Path.cwd()) not in written


def test_a_crash_tells_what_caused_it(file: Path) -> None:
    try:
        try:
            raise ValueError("inner")
        except ValueError as cause:
            raise RuntimeError("outer") from cause
    except RuntimeError as error:
        log.note_crash(error)
    written = read(file)
    assert written.index("builtins.RuntimeError") < written.index("because of builtins.ValueError")


def test_the_log_never_grows_without_end(file: Path) -> None:
    for _ in range(400):
        log.note("tick", **{f"fact{n}": "x" * 80 for n in range(250)})
    log.stop_log()
    sizes = [p.stat().st_size for p in file.parent.iterdir()]
    assert len(sizes) == 5
    assert sum(sizes) < 5_200_000


def test_before_the_start_and_after_the_end_nothing_is_written(tmp_path: Path) -> None:
    log.note("early")
    file = log.start_log(tmp_path)
    log.note("in.time")
    log.stop_log()
    log.note("late")
    assert re.findall(r"INFO (\S+)", file.read_text(encoding="utf-8")) == ["in.time"]


def test_a_library_that_switched_the_log_off_cannot_keep_it_off(tmp_path: Path) -> None:
    logging.getLogger("intyga").disabled = True
    file = log.start_log(tmp_path)
    log.note("heard")
    assert "heard" in read(file)
