"""The way into a desk: which there are, unlocking one, setting one up; never on this thread."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.clock import Clock
from app.domain.desks import AssessorCard, DeskKind
from app.domain.errors import UserError
from ui.background import Background

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.workspace import Desks, Workspace


@dataclass(frozen=True, slots=True)
class Entrance:
    """What may be said of a desk before anybody has unlocked it."""

    kind: DeskKind
    centre: str
    desk: str
    assessors: tuple[AssessorCard, ...]
    needs_passphrase: bool
    today: date
    has_recovery: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A node as it answers; `fingerprint` is compared by eye with the region's paper."""

    address: str
    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Joining:
    """What joining a region takes: the node compared, its one-time code, the new secret."""

    node: Node
    code: str
    secret: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a secret was not taken: `left` tries before a wait, or `wait` seconds to wait now."""

    left: int
    wait: int


class Door:
    """Asks the desks of this computer; every answer comes back through `Background`."""

    def __init__(self, desks: "Desks", background: Background, clock: Clock) -> None:
        self._desks, self._background, self._clock = desks, background, clock

    def look(self, owner: QObject, done: "Callable[[tuple[Entrance, ...]], object]") -> None:
        """The desks there are. UserError: DamagedVault, NewerVault."""
        self._background.run(owner, self._entrances, done)

    def unlock(
        self,
        owner: QObject,
        who: tuple[DeskKind, UUID],
        secret: str,
        done: "Callable[[Workspace], object]",
        failed: "Callable[[UserError], object]",
    ) -> None:
        """Open the desk. `failed` gets what `refusal` understands, and the desk's own errors."""
        kind, assessor = who
        self._background.run(
            owner, lambda: self._desks.unlock(kind, assessor, secret), done, failed
        )

    def open_for_reading(
        self,
        owner: QObject,
        who: tuple[DeskKind, UUID],
        secret: str,
        done: "Callable[[Workspace], object]",
        failed: "Callable[[UserError], object]",
    ) -> None:
        """Open the desk for looking, where another window writes."""
        kind, assessor = who
        self._background.run(owner, lambda: self._desks.look(kind, assessor, secret), done, failed)

    def window_name(self, kind: DeskKind) -> str:
        """What the window that writes at the desk listens to."""
        return self._desks.window_name(kind)

    def recover(
        self,
        owner: QObject,
        who: tuple[DeskKind, UUID],
        codes: tuple[str, str],
        done: "Callable[[Workspace], object]",
        failed: "Callable[[UserError], object]",
    ) -> None:
        """Open the desk by the printed code; `codes`: that one, and the new secret."""
        (kind, assessor), (code, secret) = who, codes
        self._background.run(
            owner, lambda: self._desks.recover(kind, assessor, code, secret), done, failed
        )

    def practise(
        self,
        owner: QObject,
        done: "Callable[[None], object]",
        failed: "Callable[[UserError], object]",
    ) -> None:
        """Set up the practice desk. UserError: DeskExists, DiskFull."""
        self._background.run(owner, self._desks.create_practice, done, failed)

    def probe(
        self,
        owner: QObject,
        address: str,
        done: "Callable[[Node], object]",
        failed: "Callable[[UserError], object]",
    ) -> None:
        """Who answers at an address. UserError: NodeUnreachable, NotTheNode."""
        self._background.network.run(owner, lambda: self._probe(address), done, failed)

    def join(
        self,
        owner: QObject,
        joining: Joining,
        done: "Callable[[None], object]",
        failed: "Callable[[UserError], object]",
    ) -> None:
        """Enrol this computer. UserError: RootMismatch, NodeNotProved, NodeRefused and more."""
        self._background.network.run(owner, lambda: self._join(joining), done, failed)

    def needs_passphrase(self) -> bool:
        """Whether a new real desk takes a passphrase: nothing here keeps half of a PIN's key."""
        return self._desks.needs_passphrase(DeskKind.REAL)

    def _entrances(self) -> tuple[Entrance, ...]:
        return tuple(
            Entrance(
                kind,
                self._desks.centre(kind),
                self._desks.desk_name(kind),
                self._desks.assessors(kind),
                self._desks.needs_passphrase(kind),
                self._clock.now().date(),
                self._desks.has_recovery(kind),
            )
            for kind in self._desks.existing()
        )

    def _probe(self, address: str) -> Node:
        found = self._desks.probe(address)
        return Node(address, found.name, found.root_fingerprint)

    def _join(self, joining: Joining) -> None:
        from app.domain.desks import EnrolmentRequest

        self._desks.enrol(
            EnrolmentRequest(
                node_url=joining.node.address,
                code=joining.code,
                root_fingerprint_confirmed=joining.node.fingerprint,
                assessor_name="",
                secret=joining.secret,
            )
        )


def refusal(error: UserError) -> Refusal | None:
    """What a wrong secret leads to, or None for an error of another kind."""
    from app.seal.vault import TooManyTries, WrongSecret

    if isinstance(error, WrongSecret):
        return Refusal(error.left, 0)
    if isinstance(error, TooManyTries):
        return Refusal(0, error.wait_seconds)
    return None
