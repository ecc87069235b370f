"""`restore FILE`: the copy in place, the file as it was kept beside, a damaged one refused."""

from pathlib import Path

from app.commands.at_desk import SECRET_VARIABLE
from app.domain.clock import SystemClock
from app.domain.desks import PRACTICE_PIN
from app.usecases.people import NewPerson
from tests.app.commands.command_line import run_app
from tests.desk_work import MARIA, practice_desk


def test_a_copy_is_put_in_place_and_nothing_signed_since_is_lost(desk_home: Path) -> None:
    """R59, R60: said in words, with the name of the file set aside."""
    environment = {"INTYGA_HOME": str(desk_home), SECRET_VARIABLE: PRACTICE_PIN}
    whose = ("--desk", "practice", "--assessor", MARIA)
    desk = practice_desk(desk_home, SystemClock())
    kept = desk.backups.keep_now()
    person = desk.people.register(NewPerson("Nyss Registrerad"))
    done = run_app("restore", kept, *whose, **environment)
    assert (done.returncode, "redan öppet" in done.stderr) == (1, True)
    desk.close()
    done = run_app("restore", kept, *whose, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    (beside,) = (desk_home / "practice").glob("desk.db.before-restore-*")
    assert str(beside) in done.stdout
    desk = practice_desk(desk_home, SystemClock())
    assert desk.people.card(person)
    assert desk.log_check.verify().is_whole
    desk.close()
    kept.write_bytes(kept.read_bytes()[:9000])
    done = run_app("restore", kept, *whose, "--language", "en", **environment)
    assert (done.returncode, "is no backup" in done.stderr) == (1, True)
