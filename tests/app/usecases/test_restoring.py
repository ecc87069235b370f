"""A copy put in the desk's place: seen before anything happens, whole or not at all."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from app.domain.desks import PRACTICE_PIN, DeskKind, SecretTooShort
from app.domain.errors import UserError
from app.seal.erasure import EraseOrder, sign_order
from app.seal.keys import SigningKey
from app.seal.payloads import LogOpened, OpeningReason, decode_payload
from app.seal.records import RecordType
from app.seal.vault import WrongRecoveryCode, WrongSecret
from app.storage import backup_label, desk_facts
from app.storage.backup import DamagedBackup
from app.storage.backup_label import CutBackup, NewerBackup, NotABackup, read_label
from app.storage.errors import DeskInUse, NewerDatabase
from app.storage.pepper import PepperMissing
from app.storage.tables import PersonRow, RecordRow
from app.sync.feed import Reached, take_told
from app.sync.wire import ERASE_ORDER, FeedAnswer, FeedEntry
from app.usecases.backup_file import BackupNotRead, OtherDesk
from app.usecases.desk_home import DeskExists
from app.usecases.people import NewPerson
from app.usecases.restore_steps import RestoreProgress, RestoreStep, RestoreStopped, Steps
from app.usecases.restores import CodeKey, CopyFile, NewKeys, PinKey, Restores
from app.usecases.restoring_elsewhere import CopyWithoutCode
from app.workspace import Workspace
from tests.desk_work import MARIA, desks, practice_desk
from tests.factories import FixedClock

KIND, NEW_PIN = DeskKind.PRACTICE, "739154"


@pytest.fixture
def copied(desk_home: Path, clock: FixedClock) -> Path:
    """A copy of the desk of noon, made beside it; an hour later somebody is registered."""
    desk = practice_desk(desk_home, clock)
    desk.recovery.keep(desk.recovery.make(PRACTICE_PIN))
    kept = desk.backups.keep_now()
    clock.advance(3600)
    desk.people.register(NewPerson("Nyss Registrerad"))
    desk.close()
    return kept


@pytest.fixture
def restores(desk_home: Path, clock: FixedClock) -> Restores:
    """Before anybody has unlocked."""
    return desks(desk_home, clock).restores


def test_what_is_in_a_copy_is_seen_before_anything_happens(
    copied: Path, restores: Restores, desk_home: Path, clock: FixedClock
) -> None:
    """R59, R60: whose it is without a secret; how old against what is here with one."""
    before = _bytes(desk_home)
    (copy,) = restores.copies(KIND)
    assert (copy.path, copy.kind, copy.has_code) == (copied, KIND, True)
    assert copy.desk
    assert MARIA in [name for _, name in copy.people]
    steps: list[RestoreStep] = []
    ready = restores.prepare(KIND, _pin(copy), copy, Steps(lambda at: steps.append(at.step)))
    assert list(dict.fromkeys(steps)) == list(RestoreStep)
    seen = ready.contents
    assert copy.reached == seen.copy
    assert seen.here is not None
    assert (seen.is_older, seen.taken_over) == (True, seen.here.records - seen.copy.records)
    with pytest.raises(DeskInUse):
        practice_desk(desk_home, clock)
    ready.leave()
    assert _bytes(desk_home) == before
    done = restores.prepare(KIND, _pin(copy), copy).restore()
    assert done.aside is not None
    assert done.aside.read_bytes() == before["practice/desk.db"]
    with practising(desk_home, clock) as names:
        assert "Nyss Registrerad" in names


@pytest.mark.parametrize("twice", [1, 2])
def test_the_printed_code_restores_too_and_is_not_spent(
    copied: Path, desk_home: Path, clock: FixedClock, twice: int
) -> None:
    """R60: the code shows who may; twice is as good as once."""
    desk = practice_desk(desk_home, clock)
    made = desk.recovery.make(PRACTICE_PIN)
    desk.recovery.keep(made)
    desk.close()
    restores = desks(desk_home, clock).restores
    for _ in range(twice):
        clock.advance(1)
        restores.prepare(KIND, CodeKey(made.code), restores.look_at(copied)).restore()
    with practising(desk_home, clock) as names:
        assert "Nyss Registrerad" in names
    assert desks(desk_home, clock).has_recovery(KIND)


def _cut(file: Path, _home: Path) -> None:
    with file.open("rb+") as whole:
        whole.truncate(file.stat().st_size // 2 | 1)


def _page_changed(file: Path, _home: Path) -> None:
    with file.open("rb+") as whole:
        whole.seek(9000)
        whole.write(b"\0" * 64)


def _newer_tables(file: Path, _home: Path) -> None:
    _relabel(file, version="9999")


def _newer_copy(file: Path, _home: Path) -> None:
    file.write_bytes(file.read_bytes()[:-2] + b"9\n")


def _others(file: Path, _home: Path) -> None:
    _relabel(file, mark=b"of another desk")


def _others_without_label(file: Path, _home: Path) -> None:
    file.write_bytes(os.urandom(8192))  # what another key closes looks like nothing else


WRONG = {
    "another-file": (lambda file, _home: file.write_bytes(b"%PDF-1.7" * 999), NotABackup),
    "empty": (lambda file, _home: file.write_bytes(b""), NotABackup),
    "gone": (lambda file, _home: file.unlink(), BackupNotRead),
    "a-folder": (lambda file, _home: (file.unlink(), file.mkdir()), BackupNotRead),
    "half-copied": (_cut, NotABackup),
    "changed": (_page_changed, CutBackup),
    "newer-tables": (_newer_tables, NewerDatabase),
    "newer-copy": (_newer_copy, NewerBackup),
    "anothers": (_others, OtherDesk),
    "anothers-of-before": (_others_without_label, DamagedBackup),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_whole_copy_of_this_desk_changes_nothing(
    case: str, copied: Path, restores: Restores, desk_home: Path, tmp_path: Path
) -> None:
    """R59: each by its own name, and the desk is byte for byte as it was."""
    spoil, error = WRONG[case]
    file = tmp_path / "vald.intyga-backup"
    shutil.copy(copied, file)
    spoil(file, tmp_path)
    before, who = _bytes(desk_home), _pin(restores.look_at(copied))
    with pytest.raises(error):
        restores.prepare(KIND, who, restores.look_at(file))
    assert _bytes(desk_home) == before


def test_a_copy_of_before_copies_said_what_they_are_is_restored_too(
    copied: Path, restores: Restores, desk_home: Path, clock: FixedClock
) -> None:
    """R59."""
    who = _pin(restores.look_at(copied))
    _strip(copied)
    copy = restores.look_at(copied)
    assert (copy.desk, copy.reached, copy.made) == ("", None, clock.now() - timedelta(hours=1))
    restores.prepare(KIND, who, copy).restore()
    with practising(desk_home, clock) as names:
        assert "Nyss Registrerad" in names


@pytest.mark.parametrize("step", RestoreStep)
def test_it_can_be_stopped_until_the_question_and_leaves_nothing(
    step: RestoreStep, copied: Path, restores: Restores, desk_home: Path
) -> None:
    """R59."""
    before, copy, now = _bytes(desk_home), restores.look_at(copied), list[RestoreProgress]()
    steps = Steps(now.append, lambda: bool(now) and now[-1].step is step)
    with pytest.raises(RestoreStopped):
        restores.prepare(KIND, _pin(copy), copy, steps)
    assert _bytes(desk_home) == before


def test_a_wrong_pin_is_counted_and_changes_nothing_else(
    copied: Path, restores: Restores, desk_home: Path
) -> None:
    before, copy = _bytes(desk_home), restores.look_at(copied)
    for left in (4, 3):
        with pytest.raises(WrongSecret) as told:
            restores.prepare(KIND, PinKey(_maria(copy), "000000"), copy)
        assert told.value.left == left
    after = _bytes(desk_home)
    assert {name for name in before if before[name] != after[name]} == {"practice/vault.json"}


def test_on_another_computer_the_code_opens_it_with_a_new_pin_and_seal(
    desk_home: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """R60: the log says that it began anew on a clone; no status index is given twice."""
    desk = practice_desk(desk_home, clock)
    new = desk.recovery.make(PRACTICE_PIN)
    desk.recovery.keep(new)
    person = desk.people.register(NewPerson("Eva Ny"))
    file, records = desk.backups.keep_now(), _hashes(desk)
    desk.close()
    there = desks(tmp_path / "there", clock)
    copy = there.restores.look_at(file)
    assert not there.restores.is_opened_here(KIND)
    maria = _maria(copy)
    with pytest.raises(SecretTooShort):
        there.restores.prepare_elsewhere(KIND, copy, NewKeys(maria, new.code, "1"))
    other_code = desks(desk_home, clock)  # a code that is well formed and not this desk's
    unlocked = practice_desk(desk_home, clock)
    wrong = unlocked.recovery.make(PRACTICE_PIN).code
    unlocked.close()
    with pytest.raises(WrongRecoveryCode):
        there.restores.prepare_elsewhere(KIND, copy, NewKeys(maria, wrong, NEW_PIN))
    assert there.existing() == ()
    ready = there.restores.prepare_elsewhere(KIND, copy, NewKeys(maria, new.code, NEW_PIN))
    assert ready.contents.here is None
    assert there.existing() == ()
    assert ready.restore().is_elsewhere
    with pytest.raises(DeskExists):
        there.restores.prepare_elsewhere(KIND, copy, NewKeys(maria, new.code, NEW_PIN))
    moved = there.unlock(KIND, maria, NEW_PIN)
    assert records < _hashes(moved)
    assert _name(moved, person) == "Eva Ny"
    assert _reasons(moved)[-1] is OpeningReason.CLONED
    assert moved.log_check.verify().is_whole
    assert not there.has_recovery(KIND)
    moved.close()
    assert other_code.has_recovery(KIND)


def test_a_desk_whose_keyring_is_gone_is_set_aside_and_brought_back_by_the_code(
    desk_home: Path, copied: Path, clock: FixedClock
) -> None:
    """R59: a whole disk on another computer: PepperMissing, then the way by the printed code."""
    desk = practice_desk(desk_home, clock)
    new = desk.recovery.make(PRACTICE_PIN)
    desk.recovery.keep(new)
    file = desk.backups.keep_now()
    desk.close()
    for half in (desk_home / "practice").glob("*.pepper"):
        half.unlink()
    here = desks(desk_home, clock)
    copy = here.restores.look_at(file)
    with pytest.raises(PepperMissing):
        here.unlock(KIND, _maria(copy), PRACTICE_PIN)
    assert not here.restores.is_opened_here(KIND)
    keys = NewKeys(_maria(copy), new.code, NEW_PIN)
    done = here.restores.prepare_elsewhere(KIND, copy, keys).restore()
    assert done.aside is not None
    assert (done.aside / "desk.db").exists()
    opened = here.unlock(KIND, _maria(copy), NEW_PIN)
    assert opened.log_check.verify().is_whole
    opened.close()
    assert copied.name in [kept.name for kept in (done.aside / "backups").iterdir()]


def test_who_was_erased_after_the_copy_was_made_does_not_come_back(
    desk_home: Path, clock: FixedClock
) -> None:
    """R53: the file set aside knows of the order, so nobody waits for the node to say it again."""
    desk, node = practice_desk(desk_home, clock), SigningKey.generate()
    with desk.desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.NODE_PUBLIC, node.public.hex())
    person = desk.people.register(NewPerson("Eva Ny"))
    file = desk.backups.keep_now()
    order = sign_order(node, EraseOrder(person, datetime(2026, 5, 4, 9, 30, tzinfo=UTC)))
    told = FeedAnswer((FeedEntry(1, ERASE_ORDER, order),), 1)
    key = desk.desk.signer.key
    assert take_told(desk.desk.database, clock, Reached(key.kid, 0), told, key)
    desk.close()
    found = desks(desk_home, clock).restores
    copy = found.look_at(file)
    found.prepare(KIND, _pin(copy), copy).restore()
    again = practice_desk(desk_home, clock)
    assert _name(again, person) == "Raderad enligt beslut 2026-05-04"
    assert again.log_check.verify().is_whole
    again.close()


def test_cut_off_between_the_two_last_steps_the_desk_is_there_at_the_next_start(
    desk_home: Path, clock: FixedClock
) -> None:
    """R59: the old one is set aside, the new one has not taken its place yet."""
    desk = practice_desk(desk_home, clock)
    person = desk.assessor.id
    desk.close()
    (desk_home / "practice" / "ready").touch()
    (desk_home / "practice").rename(desk_home / "practice.new")
    found = desks(desk_home, clock)
    assert found.existing() == (KIND,)
    found.unlock(KIND, person, PRACTICE_PIN).close()


def test_a_copy_made_without_a_code_opens_on_its_own_computer_alone(
    desk_home: Path, tmp_path: Path, clock: FixedClock
) -> None:
    desk = practice_desk(desk_home, clock)
    file = desk.backups.keep_now()
    desk.close()
    there = desks(tmp_path / "there", clock).restores
    copy = there.look_at(file)
    assert not copy.has_code
    with pytest.raises(CopyWithoutCode):
        there.prepare_elsewhere(KIND, copy, NewKeys(_maria(copy), "K7QM", NEW_PIN))


def test_a_copy_carries_nothing_that_a_pin_opens(copied: Path) -> None:
    """A stick that is lost gives nobody a PIN to guess at."""
    label = read_label(copied)
    assert label is not None
    said = {field for one in label.desk.people for field in one.__struct_fields__}
    assert said == {"id", "name", "roles", "seal_public"}


class practising:
    """The names in the register of the desk, open for as long as it takes."""

    def __init__(self, home: Path, clock: FixedClock) -> None:
        self._desk = practice_desk(home, clock)

    def __enter__(self) -> list[str]:
        assert self._desk.log_check.verify().is_whole
        return [line.name for line in self._desk.people.search("Nyss").lines]

    def __exit__(self, *_error: object) -> None:
        self._desk.close()


def _bytes(home: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(home)): file.read_bytes() for file in home.rglob("*") if file.is_file()
    }


def _maria(copy: CopyFile) -> UUID:
    return next(id_ for id_, name in copy.people if name == MARIA)


def _pin(copy: CopyFile) -> PinKey:
    return PinKey(_maria(copy), PRACTICE_PIN)


def _strip(file: Path) -> None:
    label = read_label(file)
    assert label is not None
    os.truncate(file, label.size)


def _relabel(file: Path, **changed: str | bytes) -> None:
    label = read_label(file)
    assert label is not None
    _strip(file)
    state = msgspec.structs.replace(label.state, **changed)
    backup_label.write_label(file, state, label.desk, label.made)


def _name(desk: Workspace, person: UUID) -> str:
    with desk.desk.database.reading() as session:
        return session.get_one(PersonRow, person).name


def _hashes(desk: Workspace) -> set[bytes]:
    with desk.desk.database.reading() as session:
        return set(session.scalars(select(RecordRow.hash)))


def _reasons(desk: Workspace) -> list[OpeningReason]:
    opened = select(RecordRow.payload).where(RecordRow.type == RecordType.LOG_OPENED)
    with desk.desk.database.reading() as session:
        raws = session.scalars(opened.order_by(RecordRow.written)).all()
    payloads = [decode_payload(RecordType.LOG_OPENED, raw) for raw in raws if raw]
    return [one.reason for one in payloads if isinstance(one, LogOpened)]


def test_every_failure_is_one_that_has_words() -> None:
    assert all(issubclass(error, UserError) for _, error in WRONG.values())
