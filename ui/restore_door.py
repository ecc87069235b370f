"""The way to a desk's copies before anybody has unlocked; never on this thread."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.desks import DeskKind
from app.domain.errors import UserError
from ui.background import Background

if TYPE_CHECKING:
    from app.usecases.restores import (
        CodeKey,
        CopyFile,
        NewKeys,
        PinKey,
        Restored,
        RestoreProgress,
        Restoring,
    )
    from app.workspace import Desks

Failed = Callable[[UserError], object]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file that was chosen, and what opening it takes on this computer.

    `is_here`: somebody's PIN opens a desk of this kind here; else it is the printed code, with a
    new PIN or passphrase. `people`: who can be asked, by the key file here or by the copy.
    """

    copy: "CopyFile"
    kind: DeskKind
    is_here: bool
    people: tuple[tuple[UUID, str], ...]
    has_code: bool
    takes_passphrase: bool


class RestoreDoor:
    """Asks the desks of this computer; every answer comes back through `Background`."""

    def __init__(self, desks: "Desks", background: Background) -> None:
        self._desks, self._background = desks, background
        self._stop = Event()

    def copies(
        self, owner: QObject, kind: DeskKind, done: "Callable[[tuple[CopyFile, ...]], object]"
    ) -> None:
        """The copies beside the desk, newest first."""
        self._background.run(owner, lambda: self._desks.restores.copies(kind), done)

    def look_at(
        self,
        owner: QObject,
        path: Path,
        kind: DeskKind,
        done: Callable[[Chosen], object],
        failed: Failed,
    ) -> None:
        """What a file says of itself; `kind` counts where it does not say.

        UserError: NotABackup, CutBackup, NewerBackup, NewerDatabase, BackupNotRead.
        """
        self._background.run(owner, lambda: self._look(path, kind), done, failed)

    def prepare(
        self,
        owner: QObject,
        chosen: Chosen,
        key: "PinKey | CodeKey | NewKeys",
        hear: "tuple[Callable[[RestoreProgress], object], Callable[[Restoring], object], Failed]",
    ) -> None:
        """Prove the copy; `hear`: how far it is, that it is ready, what went wrong."""
        told, done, failed = hear
        tell = self._background.network.relay(owner, told)
        self._stop = stop = Event()
        lane = self._background.network

        def work() -> "Restoring":
            from app.usecases.restores import NewKeys, Steps

            steps = Steps(tell, lambda: stop.is_set() or lane.is_closed)
            restores = self._desks.restores
            if isinstance(key, NewKeys):
                return restores.prepare_elsewhere(chosen.kind, chosen.copy, key, steps)
            return restores.prepare(chosen.kind, key, chosen.copy, steps)

        lane.run(owner, work, done, failed)

    def stop(self) -> None:
        """Stop what is being proved; nothing has been changed."""
        self._stop.set()

    def restore(
        self,
        owner: QObject,
        ready: "Restoring",
        done: "Callable[[Restored], object]",
        failed: Failed,
    ) -> None:
        """Let the copy take the desk's place."""
        self._background.network.run(owner, ready.restore, done, failed)

    def _look(self, path: Path, kind: DeskKind) -> Chosen:
        restores = self._desks.restores
        copy = restores.look_at(path)
        kind = copy.kind or kind
        if restores.is_opened_here(kind):
            people = tuple((card.id, card.name) for card in self._desks.assessors(kind))
            has_code, phrased = self._desks.has_recovery(kind), self._desks.needs_passphrase(kind)
            return Chosen(copy, kind, True, people, has_code, phrased)
        phrased = restores.takes_passphrase(kind)
        return Chosen(copy, kind, False, copy.people, copy.has_code, phrased)
