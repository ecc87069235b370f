"""The pepper: kept by a keyring, missed when the keyring is gone, absent where there is none."""

from pathlib import Path

import pytest

from app.storage.pepper import FolderStore, KeyringStore, Pepper, PepperMissing


class Kept:
    """A keyring in memory."""

    def __init__(self, *, usable: bool = True) -> None:
        self.held: dict[str, bytes] = {}
        self._usable = usable

    def is_usable(self) -> bool:
        """As told."""
        return self._usable

    def get(self, name: str) -> bytes | None:
        """What is held."""
        return self.held.get(name)

    def put(self, name: str, secret: bytes) -> None:
        """Hold it."""
        self.held[name] = secret


def test_a_pepper_is_made_once_and_read_again(tmp_path: Path) -> None:
    """32 random bytes; in the folder stands only the name they are kept under."""
    store = Kept()
    made = Pepper(tmp_path, store).make()
    assert made is not None
    assert len(made) == 32
    assert Pepper(tmp_path, store).read() == made
    assert all(made not in file.read_bytes() for file in tmp_path.iterdir())


def test_two_desks_have_peppers_of_their_own(tmp_path: Path) -> None:
    """One keyring, two names."""
    store = Kept()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        Pepper(tmp_path / name, store).make()
    assert len(set(store.held.values())) == 2


def test_without_a_keyring_there_is_no_pepper(tmp_path: Path) -> None:
    """Then the secret itself has to be a passphrase."""
    pepper = Pepper(tmp_path, Kept(usable=False))
    assert pepper.make() is None
    assert pepper.read() is None
    assert not pepper.is_used()


def test_a_lost_keyring_is_said_not_taken_for_a_wrong_pin(tmp_path: Path) -> None:
    """Nobody is locked out by tries that could never have been right."""
    Pepper(tmp_path, Kept()).make()
    with pytest.raises(PepperMissing):
        Pepper(tmp_path, Kept()).read()


def test_the_practice_desk_keeps_its_pepper_beside_it(tmp_path: Path) -> None:
    """Nothing is real there, and it works on every computer."""
    made = Pepper(tmp_path, FolderStore(tmp_path)).make()
    assert Pepper(tmp_path, FolderStore(tmp_path)).read() == made


def test_a_computer_without_keyring_says_so() -> None:
    """The backend of the test run keeps nothing."""
    store = KeyringStore()
    assert not store.is_usable()
    assert store.get("anything") is None
