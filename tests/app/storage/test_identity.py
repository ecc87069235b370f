"""Identity numbers at rest: sealed to the person, found by a keyed hash, readable nowhere."""

from uuid import UUID

import pytest

from app.storage.errors import DamagedRecord
from app.storage.identity import IdentityCipher

DIGITS, KARIN, MAGNUS = "198705212382", UUID(int=1), UUID(int=2)
CIPHER = IdentityCipher(bytes(32))


def test_a_sealed_number_opens_for_its_person_alone() -> None:
    """A value moved to another row does not open."""
    sealed = CIPHER.seal(DIGITS, KARIN)
    assert CIPHER.open(sealed, KARIN) == DIGITS
    with pytest.raises(DamagedRecord):
        CIPHER.open(sealed, MAGNUS)


def test_the_same_number_is_sealed_differently_each_time() -> None:
    """I12: nothing about a number shows, not even that two are the same."""
    first, second = CIPHER.seal(DIGITS, KARIN), CIPHER.seal(DIGITS, KARIN)
    assert first != second
    assert DIGITS.encode() not in first


@pytest.mark.parametrize("place", [0, 11, 12, 20, -1])
def test_a_changed_byte_is_noticed(place: int) -> None:
    """Authenticated encryption: damage is never a wrong number."""
    sealed = bytearray(CIPHER.seal(DIGITS, KARIN))
    sealed[place] ^= 1
    with pytest.raises(DamagedRecord):
        CIPHER.open(bytes(sealed), KARIN)


def test_the_hash_finds_on_this_desk_only() -> None:
    """R50: equal for equal numbers, different on another desk, so lists cannot be joined."""
    assert CIPHER.hash(DIGITS) == CIPHER.hash(DIGITS)
    assert CIPHER.hash(DIGITS) != CIPHER.hash("197103011032")
    assert CIPHER.hash(DIGITS) != IdentityCipher(bytes([1] * 32)).hash(DIGITS)
