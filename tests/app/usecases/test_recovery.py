"""The recovery code: made, printed, taken once; wrong, foreign, old, twice, cut off, disk full."""

import io
import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from sqlalchemy import select

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN, DeskKind, SecretTooShort
from app.seal.payloads import LogOpened, decode_payload
from app.seal.recovery_door import MistypedRecoveryCode, NoRecoveryCode, RecoveryDoor
from app.seal.vault import TooManyTries, WrongRecoveryCode, WrongSecret
from app.seal.vault_file import DamagedVault, VaultFile, VaultNotSaved
from app.storage import desk_facts, log
from app.storage.errors import ClockBehind, DamagedDatabase, DeskInUse
from app.storage.tables import RecordRow, SealRow
from app.usecases import recovering
from app.usecases.recovery_codes import NewCode
from app.workspace import Desks, Workspace
from tests.desk_work import MARIA, CaseWalk, booked_case, desks, unlock
from tests.factories import FixedClock

PRACTICE = DeskKind.PRACTICE
NEW_PIN = "739154"


@pytest.fixture
def found(desk_home: Path, clock: FixedClock) -> Desks:
    """The desks of a home with a practice desk."""
    return desks(desk_home, clock)


@pytest.fixture
def maria(found: Desks) -> UUID:
    """Whose PIN is forgotten."""
    return next(card.id for card in found.assessors(PRACTICE) if card.name == MARIA)


@pytest.fixture
def at_work(found: Desks) -> Iterator[Workspace]:
    """The practice desk with Maria signed in."""
    opened = unlock(found, PRACTICE, MARIA, PRACTICE_PIN)
    yield opened
    opened.close()


@pytest.fixture
def code(found: Desks) -> str:
    """A code in force; the desk is locked again."""
    return made(found)


def made(found: Desks, name: str = MARIA) -> str:
    """Make a code and put it in force."""
    opened = unlock(found, PRACTICE, name, PRACTICE_PIN)
    new = opened.recovery.make(PRACTICE_PIN)
    opened.recovery.keep(new)
    opened.close()
    return new.code


def vault_of(home: Path) -> VaultFile:
    """The key file."""
    return VaultFile(home / "practice" / "vault.json")


def test_a_code_is_in_force_once_it_is_on_paper_and_never_stands_in_a_file(
    at_work: Workspace, found: Desks, desk_home: Path
) -> None:
    """R51: asked for by one's own PIN; the settings tell when and by whom."""
    assert (at_work.recovery.state().made, found.has_recovery(PRACTICE)) == (None, False)
    with pytest.raises(WrongSecret):
        at_work.recovery.make("000000")
    new = at_work.recovery.make(PRACTICE_PIN)
    assert at_work.recovery.state().made is None
    at_work.recovery.keep(new)
    state = at_work.recovery.state()
    assert (state.made, state.by) == (at_work.desk.clock.now().date(), MARIA)
    assert found.has_recovery(PRACTICE)
    assert new.code not in repr(new)
    letters = new.code.replace("-", "").encode()
    for file in filter(Path.is_file, desk_home.rglob("*")):
        content = file.read_bytes()
        assert new.code.encode() not in content
        assert letters not in content


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_paper_is_one_page_with_the_code_and_no_secret_of_anybody(
    at_work: Workspace, language: str
) -> None:
    """R51: A4, drawn when asked for, kept nowhere."""
    new = at_work.recovery.make(PRACTICE_PIN)
    sheet = at_work.recovery.sheet(new, "sv" if language == "sv" else "en")
    with pikepdf.open(io.BytesIO(sheet)) as paper:
        assert len(paper.pages) == 1
        assert [round(float(side)) for side in paper.pages[0].mediabox][2:] == [595, 842]


def test_the_paper_goes_to_the_printer_by_pipe_and_is_left_nowhere(
    at_work: Workspace, desk_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R51: the print program gets the PDF; no file of it stays at the desk."""
    programs, paper = tmp_path / "programs", tmp_path / "paper.pdf"
    programs.mkdir()
    for name, script in (("lp", f"cat > {paper}"), ("lpstat", "echo Kontoret")):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    before = {file for file in desk_home.rglob("*") if file.is_file()}
    new = at_work.recovery.make(PRACTICE_PIN)
    assert at_work.recovery.printers()[0] == "Kontoret"
    at_work.recovery.print(new, "sv", "Kontoret")
    assert paper.read_bytes().startswith(b"%PDF")
    assert {file for file in desk_home.rglob("*") if file.is_file()} == before


def test_the_code_opens_the_desk_with_all_that_was_in_it(
    found: Desks, maria: UUID, code: str
) -> None:
    """R51: however it is typed; a new PIN, a new seal that is accredited at once in practice."""
    before = unlock(found, PRACTICE, MARIA, PRACTICE_PIN)
    case_id, old_kid = booked_case(before), before.desk.signer.kid
    CaseWalk(before, case_id).to(Step.PRACTICAL)
    before.close()
    opened = found.recover(PRACTICE, maria, f" {code.lower().replace('-', ' ')} ", NEW_PIN)
    try:
        assert opened.desk.signer.kid != old_kid
        assert opened.assessor.profiles == ("CNC-1", "SVE-1")
        assert opened.cases.view(case_id).next_step is Step.PRACTICAL
        CaseWalk(opened, case_id, NEW_PIN).to(Step.CERTIFICATE)
        assert opened.certificates.issue(case_id)
        assert not opened.rejoining.is_waiting()
    finally:
        opened.close()


def test_the_old_pin_is_dead_the_code_spent_and_the_others_untouched(
    found: Desks, maria: UUID, code: str, desk_home: Path
) -> None:
    """R51: one entry is replaced, none is weakened."""
    others = [entry for entry in vault_of(desk_home).read().entries if entry.id != maria]
    found.recover(PRACTICE, maria, code, NEW_PIN).close()
    vault = vault_of(desk_home).read()
    assert [entry for entry in vault.entries if entry.id != maria] == others
    assert vault.recovery is None
    with pytest.raises(WrongSecret):
        found.unlock(PRACTICE, maria, PRACTICE_PIN)
    with pytest.raises(NoRecoveryCode):
        found.recover(PRACTICE, maria, code, NEW_PIN)
    found.unlock(PRACTICE, maria, NEW_PIN).close()
    unlock(found, PRACTICE, "Per Nyström", PRACTICE_PIN).close()


def test_the_recovery_is_noted_without_names_and_opens_a_log_of_its_own(
    found: Desks, maria: UUID, code: str
) -> None:
    """R53: what the old seal signed stands; the new one begins at its first record."""
    opened = found.recover(PRACTICE, maria, code, NEW_PIN)
    try:
        kid = opened.desk.signer.kid
        with opened.desk.database.reading() as session:
            noted = desk_facts.get(session, desk_facts.recovered(kid))
            records = session.scalars(select(RecordRow).where(RecordRow.kid == kid)).all()
            told = [decode_payload(row.type, row.payload) for row in records]
            seals = session.scalars(select(SealRow).where(SealRow.assessor_id == maria)).all()
            assert log.waiting(session)
        assert noted is not None
        assert MARIA not in noted
        assert [type(one) for one in told] == [LogOpened]
        assert sorted(seal.state for seal in seals) == ["active", "withdrawn"]
    finally:
        opened.close()


def test_wrong_codes_are_counted_on_disk_and_delayed_as_pins_are(
    found: Desks, maria: UUID, code: str, clock: FixedClock, desk_home: Path
) -> None:
    """R51: five, then a wait that a new window does not shorten; a slip of the pen is no try."""
    other = made(desks(copied(desk_home), clock), "Per Nyström")
    for _ in range(7):
        with pytest.raises(MistypedRecoveryCode):
            found.recover(PRACTICE, maria, code[:-1], NEW_PIN)
    for _ in range(5):
        with pytest.raises(WrongRecoveryCode):
            found.recover(PRACTICE, maria, other, NEW_PIN)
    with pytest.raises(TooManyTries) as waits:
        desks(desk_home, clock).recover(PRACTICE, maria, code, NEW_PIN)
    assert waits.value.wait_seconds == 30
    clock.advance(-3600)
    with pytest.raises(TooManyTries):
        found.recover(PRACTICE, maria, code, NEW_PIN)
    clock.advance(31)
    with pytest.raises(ClockBehind):
        found.recover(PRACTICE, maria, code, NEW_PIN)
    clock.advance(3600)
    found.recover(PRACTICE, maria, code, NEW_PIN).close()


def copied(home: Path) -> Path:
    """Another computer's desks: the same people, keys of the day it was copied."""
    return Path(shutil.copytree(home, home.with_name("other")))


def test_a_new_code_makes_the_one_before_worthless(found: Desks, maria: UUID, code: str) -> None:
    """R51: whoever finds the old paper opens nothing with it."""
    newer = made(found)
    with pytest.raises(WrongRecoveryCode):
        found.recover(PRACTICE, maria, code, NEW_PIN)
    found.recover(PRACTICE, maria, newer, NEW_PIN).close()


def test_a_code_that_was_only_looked_at_changes_nothing(
    found: Desks, maria: UUID, code: str
) -> None:
    """R51: a power cut before it is on paper leaves the old paper good."""
    opened = unlock(found, PRACTICE, MARIA, PRACTICE_PIN)
    looked_at: NewCode = opened.recovery.make(PRACTICE_PIN)
    opened.close()
    with pytest.raises(WrongRecoveryCode):
        found.recover(PRACTICE, maria, looked_at.code, NEW_PIN)
    found.recover(PRACTICE, maria, code, NEW_PIN).close()


def test_without_a_code_or_with_a_short_pin_nothing_is_tried(found: Desks, maria: UUID) -> None:
    """R51: and the desk is free for the next try."""
    with pytest.raises(NoRecoveryCode):
        found.recover(PRACTICE, maria, "7K3M", NEW_PIN)
    with pytest.raises(SecretTooShort):
        found.recover(PRACTICE, maria, "7K3M", "123")
    found.unlock(PRACTICE, maria, PRACTICE_PIN).close()


def test_a_desk_that_is_open_is_not_recovered_beside_it(
    found: Desks, maria: UUID, code: str
) -> None:
    """Two at one file would tear the log."""
    opened = unlock(found, PRACTICE, "Per Nyström", PRACTICE_PIN)
    with pytest.raises(DeskInUse):
        found.recover(PRACTICE, maria, code, NEW_PIN)
    opened.close()


@pytest.mark.parametrize("file", ["vault.json", "desk.db"])
def test_damaged_files_are_named_and_nothing_is_changed(
    found: Desks, maria: UUID, code: str, desk_home: Path, file: str
) -> None:
    """R51: the code is not spent on a desk that does not open."""
    whole = (desk_home / "practice" / file).read_bytes()
    (desk_home / "practice" / file).write_bytes(b"x" * len(whole))
    with pytest.raises((DamagedVault, DamagedDatabase)):
        found.recover(PRACTICE, maria, code, NEW_PIN)
    (desk_home / "practice" / file).write_bytes(whole)
    found.recover(PRACTICE, maria, code, NEW_PIN).close()


def test_a_full_disk_leaves_the_old_pin_and_the_code_as_they_were(
    found: Desks, maria: UUID, code: str, desk_home: Path
) -> None:
    """R51: no guess is free, and nothing is half."""
    blocked = desk_home / "practice" / "vault.json.new"
    blocked.mkdir()
    for _ in range(2):
        with pytest.raises(VaultNotSaved):
            found.recover(PRACTICE, maria, code, NEW_PIN)
    blocked.rmdir()
    found.unlock(PRACTICE, maria, PRACTICE_PIN).close()
    found.recover(PRACTICE, maria, code, NEW_PIN).close()


def die() -> None:
    """As when the plug is pulled."""
    os.kill(os.getpid(), signal.SIGKILL)


def recover_and_die(home: Path, clock: FixedClock, who: UUID, code: str, at: str) -> None:
    """In a process of its own: recover, and be killed at `at`."""
    if at == "code opened":
        RecoveryDoor.admit = lambda *_: die()  # type: ignore[method-assign]
    elif at == "key file drafted":
        tried, replaced = [], Path.replace

        def replace_or_die(path: Path, target: Path) -> Path:
            tried.append(path)
            return replaced(path, target) if len(tried) == 1 else Path(str(die()))

        Path.replace = replace_or_die  # type: ignore[method-assign, assignment]
    else:
        recovering.let_in_again = lambda *_: die()  # type: ignore[assignment]
    desks(home, clock).recover(PRACTICE, who, code, NEW_PIN)


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        ("code opened", PRACTICE_PIN),
        ("key file drafted", PRACTICE_PIN),
        ("key file written", NEW_PIN),
    ],
)
def test_killed_at_any_point_either_the_old_pin_holds_or_the_new_one(
    found: Desks, clock: FixedClock, desk_home: Path, maria: UUID, code: str, at: str, holds: str
) -> None:
    """R51: never neither; the code is spent only with the new PIN."""
    work = (desk_home, clock, maria, code, at)
    child = multiprocessing.get_context("fork").Process(target=recover_and_die, args=work)
    child.start()
    child.join(120)
    assert child.exitcode == -signal.SIGKILL
    opened = found.unlock(PRACTICE, maria, holds)
    assert opened.assessor.profiles == ("CNC-1", "SVE-1")
    opened.close()
    assert found.has_recovery(PRACTICE) is (holds == PRACTICE_PIN)
    if holds == PRACTICE_PIN:
        found.recover(PRACTICE, maria, code, NEW_PIN).close()
