"""`export`: unlocked by a secret, rows and hash stated, the file as the desk would write it."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from app.commands.at_desk import SECRET_VARIABLE
from app.domain.desks import PRACTICE_PIN
from tests.app.commands.command_line import run_app
from tests.desk_work import MARIA


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_a_file_is_written_with_its_rows_and_hash(
    desk_home: Path, tmp_path: Path, form: str
) -> None:
    """I14: what is printed is what the file holds."""
    out = tmp_path / f"cases.{form}"
    environment = {"INTYGA_HOME": str(desk_home), SECRET_VARIABLE: PRACTICE_PIN}
    done = run_app("export", "cases", out, "--assessor", MARIA, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert hashlib.sha256(out.read_bytes()).hexdigest() in done.stdout
    if form == "csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = len(list(csv.reader(file))) - 1
        assert done.stdout.startswith(f"{rows} rader")
    if form == "json":
        assert json.loads(out.read_bytes())


def test_a_wrong_secret_and_an_unclear_name_are_refused(desk_home: Path, tmp_path: Path) -> None:
    """In words, with nothing written."""
    out = tmp_path / "cases.csv"
    wrong = {"INTYGA_HOME": str(desk_home), SECRET_VARIABLE: "000000"}
    done = run_app("export", "cases", out, "--assessor", MARIA, **wrong)
    assert (done.returncode, done.stderr.startswith("Fel PIN")) == (1, True)
    done = run_app("export", "certificates", out, "--language", "en", **wrong)
    assert (done.returncode, MARIA in done.stderr) == (1, True)
    done = run_app("export", "cases", out, INTYGA_HOME=str(tmp_path / "nothing"))
    assert done.returncode == 1
    assert not out.exists()


def test_a_file_is_checked_without_a_desk(desk_home: Path, tmp_path: Path) -> None:
    """I14: of a practice desk nobody knows the signer; a changed file is changed for everybody."""
    out = tmp_path / "people.parquet"
    environment = {"INTYGA_HOME": str(desk_home), SECRET_VARIABLE: PRACTICE_PIN}
    assert run_app("export", "people", out, "--assessor", MARIA, **environment).returncode == 0
    done = run_app("export", "check", out)
    assert (done.returncode, "Okänd undertecknare" in done.stdout, MARIA in done.stdout) == (
        *(6, True),
        True,
    )
    out.write_bytes(out.read_bytes() + b" ")
    done = run_app("export", "check", out, "--language", "en")
    assert (done.returncode, done.stdout.startswith("Changed")) == (7, True)
    done = run_app("export", "check", tmp_path / "nothing.csv")
    assert (done.returncode, "nothing.csv.manifest.json" in done.stderr) == (1, True)
