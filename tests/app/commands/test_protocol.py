"""`python3 -m app protocol check DIR`, run as a person runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import COMMANDS, main
from app.commands.fault_wording import WORDS
from app.protocols.faults import Problem
from tests.app.protocols.sample_package import sample_files, write_package
from tests.sources import ROOT


def test_a_sound_package_is_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_package(tmp_path / "package", sample_files())
    assert main(["protocol", "check", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "TST-1/1 1.0.0 · Provroll" in printed
    assert (
        "2 områden, 2 kriterier, 7 frågor i 5 familjer, 1 bilder; räcker till 1 omprov" in printed
    )


def test_every_error_is_printed_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sample_files()
    files["protocol.yaml"]["colour"] = "red"
    files["texts.yaml"]["briefing"].pop()
    folder = str(write_package(tmp_path / "package", files))
    assert main(["protocol", "check", folder]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "protocol.yaml: $.colour: okänt fält colour",
        "texts.yaml: $.briefing: informationen ska ha sex punkter: 5 ≠ 6",
        "2 fel",
    ]
    assert main(["protocol", "check", folder, "--language", "en"]) == 1
    assert "unknown field colour" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told_as_missing_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["protocol", "check", str(tmp_path / "nowhere")]) == 1
    assert "protocol.yaml: $: filen saknas" in capsys.readouterr().err


def test_every_problem_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(Problem)
    assert all(words.sv and words.en and words.sv != words.en for words in WORDS.values())


def test_the_schemas_are_written_where_asked(tmp_path: Path) -> None:
    assert main(["protocol", "schemas", str(tmp_path / "schemas")]) == 0
    assert (tmp_path / "schemas" / "protocol.schema.json").is_file()


def test_misuse_tells_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main([])
    assert raised.value.code == 2
    assert "python3 -m app" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_takes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main([command, "--help"])
    assert raised.value.code == 0
    assert command in capsys.readouterr().out


def test_the_command_line_starts_from_a_shell(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package", sample_files())
    ran = subprocess.run(
        [sys.executable, "-m", "app", "protocol", "check", folder],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert (ran.returncode, ran.stderr) == (0, "")
