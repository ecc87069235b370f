"""The node's ledger: what a restore of its database must never take back, a file beside keys."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from app.domain.errors import UserError
from app.node.ledger_entries import Entry
from app.seal.keys import SigningKey, algorithm_of, verify_signature

NAME = "ledger"
_SIGNED = b"KB1-node-ledger\0"


class LedgerDamaged(UserError):
    """What stands on line `line` of the ledger is not what the node wrote there."""

    def __init__(self, place: Path, line: int) -> None:
        super().__init__()
        self.place, self.line = place, line


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    n: int
    prev: bytes
    entry: Entry


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a ledger goes: how many lines, and the hash of the last one."""

    lines: int
    hash: bytes


class Ledger:
    """Append-only, each line chained to the one before and signed by the node.

    A line is on the disk before the act it tells of counts. Several processes share the file;
    each reads on whenever it is asked.
    """

    def __init__(self, folder: Path, key: SigningKey) -> None:
        self.place = folder / NAME
        self._key = key
        self._forget()

    def entries(self) -> tuple[Entry, ...]:
        """Every fact, oldest first. Raises LedgerDamaged."""
        self._refresh()
        return tuple(self._entries)

    def standing(self) -> Standing:
        """How far it goes now. Raises LedgerDamaged."""
        self._refresh()
        return Standing(len(self._entries), self._hash)

    def hash_of(self, line: int) -> bytes | None:
        """The hash of a line counted from 1, as far as it has been read; 0 is before the first."""
        return self._hashes[line] if line < len(self._hashes) else None

    def append(self, entries: Iterable[Entry]) -> Standing:
        """Write what is not there yet; on the disk when this returns. Raises LedgerDamaged.

        The caller has taken its turn at the database, and the transaction it does this in says
        how far the ledger went: what is written here and not committed there is replayed.
        """
        with self._open() as file:
            self._read_on(file)
            new = [one for one in dict.fromkeys(entries) if one not in self._known]
            if new:
                self._write(file, new)
        return Standing(len(self._entries), self._hash)

    def _refresh(self) -> None:
        """Nothing is opened while the file is as it was when last read."""
        with suppress(FileNotFoundError):
            found = self.place.stat()
            if (found.st_ino, found.st_size) == self._seen:
                return
            with self._open() as file:
                self._read_on(file)
            return
        self._forget()

    def _forget(self) -> None:
        self._seen = (0, 0)
        self._hash = hashlib.sha256(_SIGNED + self._key.public).digest()
        self._hashes = [self._hash]
        self._entries: list[Entry] = []
        self._known: set[Entry] = set()

    def _read_on(self, file: IO[bytes]) -> None:
        """Take in what others wrote; what a crash left half-written at the end is cut off."""
        found = os.fstat(file.fileno())
        if found.st_ino != self._seen[0] or found.st_size < self._seen[1]:
            self._forget()
        start = self._seen[1]
        file.seek(start)
        content = file.read()
        whole = content[: content.rfind(b"\n") + 1]
        if whole and b"\0" in whole.splitlines()[-1]:  # its length came to the disk, its bytes not
            whole = whole[: whole.rfind(b"\n", 0, len(whole) - 1) + 1]
        lines = whole.splitlines()
        for raw in lines:
            self._take(raw, is_last=raw is lines[-1])
        if len(whole) < len(content):
            os.ftruncate(file.fileno(), start + len(whole))
        self._seen = (found.st_ino, start + len(whole))

    def _take(self, raw: bytes, *, is_last: bool) -> None:
        """The last line's signature vouches, through the chain, for all that are before it."""
        number = len(self._entries) + 1
        line = read_line(raw, self._key.public if is_last else None)
        if line is None or (line.n, line.prev) != (number, self._hash):
            self._forget()
            raise LedgerDamaged(self.place, number)
        self._add(raw, line.entry)

    def _add(self, raw: bytes, entry: Entry) -> None:
        self._hash = hashlib.sha256(raw).digest()
        self._hashes.append(self._hash)
        self._entries.append(entry)
        self._known.add(entry)

    def _write(self, file: IO[bytes], new: list[Entry]) -> None:
        lines, n, prev = [], len(self._entries), self._hash
        for entry in new:
            n += 1
            told = msgspec.json.encode(_Line(n, prev, entry))
            raw = told + b" " + self._key.sign(_SIGNED + told).hex().encode()
            lines.append(raw)
            prev = hashlib.sha256(raw).digest()
        content = b"".join(raw + b"\n" for raw in lines)
        try:
            file.seek(self._seen[1])
            left = memoryview(content)
            while left:
                left = left[file.write(left) or 0 :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                os.ftruncate(file.fileno(), self._seen[1])
            raise
        for raw, entry in zip(lines, new, strict=True):
            self._add(raw, entry)
        self._seen = (self._seen[0], self._seen[1] + len(content))

    @contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        """Alone among all processes of the node; made if it is not there."""
        is_new = not self.place.exists()
        opened = os.open(self.place, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(opened, "r+b", buffering=0) as file, _alone(file):
            if is_new:
                folder_to_disk(self.place.parent)
            yield file


def read_line(raw: bytes, public: bytes | None) -> _Line | None:
    """A line as the node `public` wrote it, None if it did not; None: whoever signed it."""
    told, _, proof = raw.rpartition(b" ")
    try:
        line = msgspec.json.decode(told, type=_Line)
        signature = bytes.fromhex(proof.decode("ascii"))
    except (msgspec.DecodeError, ValueError):
        return None
    if public is None:
        return line
    proved = verify_signature(public, algorithm_of(public) or 0, signature, _SIGNED + told)
    return line if proved else None


def folder_to_disk(folder: Path) -> None:
    """See to it that what was made or renamed in the folder stays so."""
    if os.name == "nt":
        return  # Windows opens no folder
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _alone(file: IO[bytes]) -> Iterator[None]:
    _lock(file)
    try:
        yield
    finally:
        _unlock(file)


if sys.platform == "win32":
    import msvcrt

    _FAR = 2**30

    def _lock(file: IO[bytes]) -> None:
        """A byte far beyond the content: Windows lets nobody read what is locked."""
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

    def _unlock(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
