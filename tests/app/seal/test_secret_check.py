"""The secret asked at an open desk while the disk has no room."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.seal.secret_check import SecretCheck
from app.seal.vault import TooManyTries, WrongSecret
from app.seal.vault_file import VaultFile, VaultNotSaved
from tests.app.seal.test_vault import MARIA, NOW, PEPPER, _vault

PIN, WRONG = "194705", "000000"


@pytest.fixture
def file(tmp_path: Path) -> VaultFile:
    """A key file with two assessors."""
    made = VaultFile(tmp_path / "keys.json")
    made.write(_vault())
    return made


@pytest.fixture
def full(file: VaultFile) -> Callable[[], None]:
    """From now on nothing can be written beside the key file; again, and it can."""
    draft = file.path.with_name(file.path.name + ".new")
    return lambda: draft.rmdir() if draft.exists() else draft.mkdir()


def test_the_assessor_gets_in_although_the_try_cannot_be_kept(
    file: VaultFile, full: Callable[[], None]
) -> None:
    """R51: nobody is shut in at a test by a full disk."""
    full()
    SecretCheck(file).check(MARIA, PIN, PEPPER, NOW)


def test_a_full_disk_gives_no_guess_for_free(file: VaultFile, full: Callable[[], None]) -> None:
    """R51: the same five tries, the same wait, and it outlasts the disk's recovery."""
    full()
    check, left = SecretCheck(file), []
    for _ in range(5):
        with pytest.raises(WrongSecret) as wrong:
            check.check(MARIA, WRONG, PEPPER, NOW)
        left.append(wrong.value.left)
    assert left == [4, 3, 2, 1, 0]
    full()
    for secret in (WRONG, PIN):
        with pytest.raises(TooManyTries) as early:
            check.check(MARIA, secret, PEPPER, NOW + timedelta(seconds=10))
        assert early.value.wait_seconds == 20
    check.check(MARIA, PIN, PEPPER, NOW + timedelta(seconds=30))
    check.check(MARIA, PIN, PEPPER, NOW + timedelta(seconds=30))


def test_tries_on_disk_count_when_it_fills_up_between_them(
    file: VaultFile, full: Callable[[], None]
) -> None:
    """R51: four were kept, the fifth is counted here."""
    check = SecretCheck(file)
    for _ in range(4):
        with pytest.raises(WrongSecret):
            check.check(MARIA, WRONG, PEPPER, NOW)
    full()
    with pytest.raises(WrongSecret) as last:
        check.check(MARIA, WRONG, PEPPER, NOW)
    assert last.value.left == 0
    with pytest.raises(TooManyTries):
        check.check(MARIA, PIN, PEPPER, NOW)


def test_unlocking_a_desk_anew_still_takes_room_on_the_disk(
    file: VaultFile, full: Callable[[], None]
) -> None:
    """R51: ending the program forgets the count, so it gives no way in either."""
    full()
    with pytest.raises(VaultNotSaved):
        VaultFile(file.path).open(MARIA, PIN, PEPPER, NOW)
