"""Speech of the system: which program, with what arguments, told apart from none."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.speech import SPEAKERS, Speech, Speed, find_speaker

posix = pytest.mark.skipif(sys.platform == "win32", reason="the fake programs are scripts")


def program(folder: Path, name: str, script: str) -> None:
    """A program of that name on PATH."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o700)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder programs are found in."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@posix
def test_the_best_program_there_is_is_taken(programs: Path) -> None:
    assert find_speaker("linux") is None
    program(programs, "espeak-ng", "exit 0")
    found = find_speaker("linux")
    assert found is not None
    assert found.program == "espeak-ng"
    program(programs, "spd-say", "exit 0")
    found = find_speaker("linux")
    assert found is not None
    assert found.program == "spd-say"


@posix
def test_the_text_goes_by_standard_input_and_never_by_argument(
    programs: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """R22: what others see in the list of processes is no question of the test."""
    told = tmp_path / "told"
    program(
        programs, "espeak-ng", f'echo "$@" > {told}; while read -r l; do echo "$l"; done >> {told}'
    )
    owner = QObject()
    speech = Speech(owner, "linux")
    with qtbot.waitSignal(speech.ended, timeout=120_000):
        speech.read("Vilket mått\nska du ta?", "sv", Speed.FAST)
    assert told.read_text("utf-8").splitlines() == [
        "--stdin -v sv -s 185",
        "Vilket mått ska du ta?",
    ]


@posix
def test_a_new_text_takes_the_place_of_the_one_before(programs: Path, qtbot: QtBot) -> None:
    program(programs, "espeak-ng", "exec /bin/sleep 60")
    owner = QObject()
    speech = Speech(owner, "linux")
    speech.read("Ett", "sv")
    first = speech._process
    speech.read("Two", "en")
    assert speech.is_reading
    assert speech._process is not first
    with qtbot.waitSignal(speech.ended, timeout=120_000):
        speech.stop()
    assert not speech.is_reading


@posix
def test_a_program_that_fails_says_so(programs: Path, qtbot: QtBot) -> None:
    program(programs, "espeak-ng", "exit 3")
    owner = QObject()
    speech = Speech(owner, "linux")
    with qtbot.waitSignals([speech.failed, speech.ended], timeout=120_000):
        speech.read("Ett", "sv")
    assert not speech.is_reading


def test_without_a_program_nothing_is_read(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setenv("PATH", "")
    owner = QObject()
    speech = Speech(owner, "linux")
    assert not speech.is_there
    with qtbot.waitSignal(speech.failed, timeout=120_000):
        speech.read("Ett", "sv")


@pytest.mark.parametrize("platform", SPEAKERS)
def test_every_platform_reads_both_languages_at_three_speeds(platform: str) -> None:
    """Each language and speed is another command, and none holds a text."""
    for speaker in SPEAKERS[platform]:
        asked = {
            tuple(speaker.arguments(language, step))
            for language in ("sv", "en")
            for step in (-1, 0, 1)
        }
        assert len(asked) == 6
