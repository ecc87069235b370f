"""Desks from outside: set up, unlocked by the right secret, one at a time, upgraded, refused."""

import multiprocessing
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from app.domain.case import Step
from app.domain.change import Touched
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.domain.protocol import Protocol
from app.seal.keys import SigningKey
from app.seal.trust import Trust
from app.seal.vault import TooManyTries, WrongSecret
from app.seal.vault_file import DamagedVault
from app.seal.verifying import Answer, verify
from app.storage import desk_facts, seals
from app.storage.errors import DamagedDatabase, DeskInUse, NewerDatabase
from app.usecases.people import NewPerson
from app.workspace import DeskExists, Desks, Workspace
from tests.desk_work import MARIA, QUICK, CaseWalk, booked_case, desks, unlock
from tests.factories import NOON, FixedClock, official_numbers

PRACTICE = DeskKind.PRACTICE


@pytest.fixture
def found(desk_home: Path, clock: FixedClock) -> Desks:
    """The desks of a home with a practice desk."""
    return desks(desk_home, clock)


@pytest.fixture
def opened(found: Desks) -> Iterator[Workspace]:
    """The practice desk with Maria signed in."""
    workspace = unlock(found, PRACTICE, MARIA, PRACTICE_PIN)
    yield workspace
    workspace.close()


def test_an_empty_home_has_no_desk(tmp_path: Path, clock: FixedClock) -> None:
    """First start."""
    assert Desks(tmp_path, clock).existing() == ()


def test_the_practice_desk_works_at_once(opened: Workspace) -> None:
    """Sample centre, people, bookings for today and this week, a protocol to start on."""
    assert (opened.kind, opened.centre) == (PRACTICE, "Testcenter Värnamo")
    assert (opened.assessor.name, opened.assessor.profiles) == (MARIA, ("CNC-1", "SVE-1"))
    today = opened.today.view()
    assert [line.role.sv for line in today.booked] == [*["CNC-operatör"] * 4, "Svetsare MAG"]
    assert sum(day.booked for day in today.week) > 5
    assert [role.code for role in opened.cases.roles()][:2] == ["CNC-1", "SVE-1"]
    assert opened.people.search("").total == 24
    opened.check_secret(PRACTICE_PIN)


def test_the_unlock_screen_shows_three_kinds_of_accreditation(found: Desks) -> None:
    """Expiring soon, another profile, expired: read before anybody has unlocked."""
    cards = {card.name: card for card in found.assessors(PRACTICE)}
    assert cards[MARIA].accredited_to == NOON.date() + timedelta(days=27)
    assert "MON-1" in cards["Per Nyström"].profiles
    expired = cards["Olof Hedberg"].accredited_to
    assert expired is not None
    assert expired < NOON.date()
    assert found.centre(PRACTICE) == "Testcenter Värnamo"
    assert not found.needs_passphrase(PRACTICE)


def test_the_practice_people_carry_only_official_test_numbers(opened: Workspace) -> None:
    """Invented names on numbers published for tests, each passing every check."""
    official = {number.personnummer for number in official_numbers()}
    with opened.desk.database.reading() as session:
        rows = session.execute(text("SELECT id, identity_sealed FROM people")).all()
    numbers = {opened.desk.identities.open(sealed, UUID(person)) for person, sealed in rows}
    assert len(numbers) == 24
    assert numbers <= official


def test_a_practice_desk_trusts_itself_and_nobody_trusts_it(opened: Workspace) -> None:
    """Its lists verify under its own root; what it signs is never more than practice."""
    trust = opened.desk.trust()
    assert (trust.trust_date, trust.status_date) == (NOON.date(), NOON.date())
    walk = CaseWalk(opened, booked_case(opened)).to(Step.CERTIFICATE)
    facts = opened.certificates.facts(opened.certificates.issue(walk.case_id))
    elsewhere = Trust.load([SigningKey.generate().public])
    for believed in (trust, elsewhere):
        assert verify(facts.qr_text, believed, NOON.date()).answer is Answer.PRACTICE


def test_the_practice_desk_never_runs_out(desk_home: Path, clock: FixedClock) -> None:
    """Two years later the lists are fresh, Maria is accredited, Olof still is not."""
    clock.advance(timedelta(days=730))
    found = desks(desk_home, clock)
    workspace = unlock(found, PRACTICE, MARIA, PRACTICE_PIN)
    today = clock.now().date()
    assert workspace.assessor.accredited_to == today + timedelta(days=27)
    assert workspace.desk.trust().status_date == today
    cards = {card.name: card.accredited_to for card in found.assessors(PRACTICE)}
    assert cards[MARIA] == today + timedelta(days=27)
    assert (cards["Olof Hedberg"] or date.max) < today
    workspace.close()


def test_a_second_practice_desk_is_not_made_over_the_first(found: Desks) -> None:
    """What somebody practised is not thrown away by a second press."""
    with pytest.raises(DeskExists):
        found.create_practice()


def test_a_set_up_cut_off_half_way_is_begun_again(tmp_path: Path, clock: FixedClock) -> None:
    """Half a desk never stands where a desk should."""
    (tmp_path / "practice.new").mkdir()
    (tmp_path / "practice.new" / "desk.db").write_bytes(b"half")
    found = desks(tmp_path, clock)
    assert found.existing() == ()
    found.create_practice()
    assert found.existing() == (PRACTICE,)
    assert [path.name for path in tmp_path.iterdir()] == ["practice"]


def test_files_without_a_key_file_are_set_aside_not_removed(
    tmp_path: Path, clock: FixedClock
) -> None:
    """Somebody may still have the recovery code."""
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice" / "desk.db").write_bytes(b"of before")
    desks(tmp_path, clock).create_practice()
    aside = [path for path in tmp_path.iterdir() if path.name.startswith("practice.before-")]
    assert [(path / "desk.db").read_bytes() for path in aside] == [b"of before"]


def test_a_wrong_secret_is_counted_and_lets_nobody_in(found: Desks, clock: FixedClock) -> None:
    """R51: five tries, then a wait; the right secret after it opens."""
    maria = found.assessors(PRACTICE)[0].id
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongSecret) as caught:
            found.unlock(PRACTICE, maria, "000000")
        assert caught.value.left == left
    with pytest.raises(TooManyTries) as waited:
        found.unlock(PRACTICE, maria, PRACTICE_PIN)
    clock.advance(waited.value.wait_seconds)
    found.unlock(PRACTICE, maria, PRACTICE_PIN).close()


def test_after_a_wrong_secret_the_desk_is_free_for_the_next_try(found: Desks) -> None:
    """The lock is let go with the failure."""
    maria = found.assessors(PRACTICE)[0].id
    with pytest.raises(WrongSecret):
        found.unlock(PRACTICE, maria, "000000")
    found.unlock(PRACTICE, maria, PRACTICE_PIN).close()


def test_a_second_instance_is_told_that_the_desk_is_in_use(
    desk_home: Path, opened: Workspace
) -> None:
    """Two programs never write to one file; after a close the other may."""
    with pytest.raises(DeskInUse):
        unlock(desks(desk_home, FixedClock()), PRACTICE, MARIA, PRACTICE_PIN)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_try_to_open, (desk_home,)) == "DeskInUse"
    opened.close()
    unlock(desks(desk_home, FixedClock()), PRACTICE, MARIA, PRACTICE_PIN).close()


def test_each_assessor_signs_with_a_seal_of_their_own(found: Desks) -> None:
    """A colleague who opens the desk cannot sign as another."""
    kids = set()
    for name in (MARIA, "Per Nyström", "Olof Hedberg"):
        workspace = unlock(found, PRACTICE, name, PRACTICE_PIN)
        kids.add(workspace.desk.signer.kid)
        assert workspace.assessor.name == name
        workspace.close()
    assert len(kids) == 3


def test_work_is_there_after_the_next_unlock(found: Desks) -> None:
    """Close, open, same people, log going on."""
    first = unlock(found, PRACTICE, MARIA, PRACTICE_PIN)
    first.people.register(NewPerson("Nils Östlund"))
    first.close()
    second = unlock(found, PRACTICE, "Per Nyström", PRACTICE_PIN)
    assert second.people.search("nils").lines[0].name == "Nils Östlund"
    second.people.register(NewPerson("Ellen Strand"))
    second.close()


def test_an_accreditation_that_came_by_sync_is_shown_at_the_next_unlock(
    found: Desks, opened: Workspace
) -> None:
    """The key file is told when the desk is locked."""
    with opened.desk.database.transaction() as session:
        seals.all_seals(session)[0][1].last_day = NOON.date() + timedelta(days=90)
    opened.close()
    assert found.assessors(PRACTICE)[0].accredited_to == NOON.date() + timedelta(days=90)


def test_listeners_hear_every_change(opened: Workspace) -> None:
    """The door through which screens learn to read again."""
    heard: list[frozenset[Touched]] = []
    opened.announce_to(lambda change: heard.append(change.touched))
    opened.people.register(NewPerson("Nils Östlund"))
    assert heard == [frozenset({Touched.PEOPLE, Touched.LOG})]


@pytest.mark.parametrize("content", [os.urandom(8192), b"", None], ids=["noise", "empty", "gone"])
def test_a_damaged_database_is_said(found: Desks, desk_home: Path, content: bytes | None) -> None:
    """An answer in words; no empty desk in its place; and the desk is not left locked."""
    file = desk_home / "practice" / "desk.db"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    for _ in range(2):
        with pytest.raises(DamagedDatabase):
            unlock(found, PRACTICE, MARIA, PRACTICE_PIN)


def test_a_damaged_key_file_is_said(found: Desks, desk_home: Path) -> None:
    """Cut short."""
    vault = desk_home / "practice" / "vault.json"
    vault.write_bytes(vault.read_bytes()[:100])
    with pytest.raises(DamagedVault):
        found.assessors(PRACTICE)


def test_a_newer_database_is_said(found: Desks, desk_home: Path, opened: Workspace) -> None:
    """Written by a later Intyga: refused, unchanged."""
    with opened.desk.database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    with pytest.raises(NewerDatabase):
        unlock(found, PRACTICE, MARIA, PRACTICE_PIN)


def test_a_protocol_is_read_from_yaml_once(opened: Workspace, found: Desks) -> None:
    """At later unlocks a stamp says that nothing changed; cases find theirs by hash."""
    role = opened.cases.roles()[0]
    protocol = opened.desk.protocol(role.hash)
    assert isinstance(protocol, Protocol)
    assert protocol.hash == role.hash
    assert opened.desk.protocol(role.hash) is protocol
    with opened.desk.database.reading() as session:
        stamp = desk_facts.get(session, "shipped:CNC-1")
    opened.close()
    again = unlock(found, PRACTICE, MARIA, PRACTICE_PIN)
    with again.desk.database.reading() as session:
        assert desk_facts.get(session, "shipped:CNC-1") == stamp
    again.close()


def test_a_desk_without_keyring_asks_for_a_passphrase(tmp_path: Path, clock: FixedClock) -> None:
    """A PIN alone does not protect a stolen disk; the keyring's share is what counts."""
    assert Desks(tmp_path, clock, argon=QUICK).needs_passphrase(DeskKind.REAL)


def _try_to_open(home: Path) -> str:
    try:
        unlock(desks(home, FixedClock()), PRACTICE, MARIA, PRACTICE_PIN).close()
    except DeskInUse as error:
        return type(error).__name__
    return "opened"
