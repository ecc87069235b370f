"""`audit` on the command line: the draw in words, a case nobody knows refused."""

from pathlib import Path
from uuid import uuid4

import pytest

from app.__main__ import main
from app.commands.at_desk import SECRET_VARIABLE
from app.domain.desks import PRACTICE_PIN
from tests.desk_work import MARIA


def test_a_sample_is_drawn_and_an_unknown_case_refused(
    desk_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """X9: the seed is said, so that the draw can be done again."""
    monkeypatch.setenv("INTYGA_HOME", str(desk_home))
    monkeypatch.setenv(SECRET_VARIABLE, PRACTICE_PIN)
    who = ("--assessor", MARIA)
    assert main(["audit", "sample", "--count", "2", "--seed", "A7", *who]) == 0
    assert "A7" in capsys.readouterr().out
    out = tmp_path / "akt.json"
    assert main(["audit", "case", str(uuid4()), str(out), *who, "--language", "en"]) == 1
    assert "There is no such case" in capsys.readouterr().err
    assert not out.exists()
