"""`log verify` and `log rebuild`: what differs is named in words, and the exit code says it."""

from pathlib import Path

from sqlalchemy import text

from app.commands.at_desk import SECRET_VARIABLE
from app.domain.clock import SystemClock
from app.domain.desks import PRACTICE_PIN
from tests.app.commands.command_line import run_app
from tests.desk_work import MARIA, practice_desk


def test_a_bent_row_is_named_and_made_again(desk_home: Path) -> None:
    """I1: 0 when everything holds, 1 with every difference in the language asked for."""
    environment = {"INTYGA_HOME": str(desk_home), SECRET_VARIABLE: PRACTICE_PIN}
    whose = ("--desk", "practice", "--assessor", MARIA)
    done = run_app("log", "verify", *whose, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Allt stämmer" in done.stdout
    _spoil(desk_home, "UPDATE people SET name = 'Bent' WHERE line = 1")
    done = run_app("log", "verify", *whose, "--language", "en", **environment)
    assert (done.returncode, done.stderr.count("The person's facts")) == (1, 1)
    assert "log rebuild" in done.stderr
    done = run_app("log", "rebuild", *whose, **environment)
    assert (done.returncode, "Filen som den var" in done.stdout) == (0, True)
    assert run_app("log", "verify", *whose, **environment).returncode == 0
    _spoil(desk_home, "UPDATE records SET payload = x'00' WHERE seq = 1")
    done = run_app("log", "rebuild", *whose, **environment)
    assert (done.returncode, "skadade" in done.stderr) == (1, True)


def _spoil(home: Path, statement: str) -> None:
    desk = practice_desk(home, SystemClock())
    with desk.desk.database.transaction() as session:
        session.execute(text(statement))
    desk.close()
