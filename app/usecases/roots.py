"""The roots this desk believes, and taking the region's next pair after comparing it (R40)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.seal.codes import BadSeal, BundleTooLarge, ListRolledBack, NodeNotAuthorised
from app.seal.trust import Trust
from app.storage import desk_facts, trust
from app.sync.client import NodeClient
from app.sync.enrolment import NodeNotProved, fingerprint
from app.usecases.colleagues import NoNodeHere
from app.usecases.desk import Desk

_MOST = 2
_LETTERS = 24
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


class RootsUnchanged(UserError):
    """The node has the very roots this desk believes: there is nothing to take."""


class RootsNotCompared(UserError):
    """What was written is not the fingerprint of the node's roots; nothing has changed."""


class ForeignRoots(UserError):
    """None of the node's roots is one this desk believes: it is another region, or a forger."""


@dataclass(frozen=True, slots=True)
class RegionView:
    """Whom the desk believes. `roots`: how many; `fingerprint`: of all of them."""

    node: str
    address: str
    fingerprint: str
    roots: int
    trust_date: date | None


@dataclass(frozen=True, slots=True)
class _Offered:
    roots: tuple[bytes, ...]
    trust_list: bytes
    status: bytes


class Roots:
    """Shows the pinned roots; takes others once somebody has compared them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self) -> RegionView | None:
        """The region this desk belongs to; None for the practice desk."""
        with self._desk.database.reading() as session:
            address = desk_facts.get(session, desk_facts.NODE_URL)
            name = desk_facts.get(session, desk_facts.NODE_NAME)
            pinned = trust.roots(session)
        if address is None:
            return None
        day = self._desk.trust().trust_date
        return RegionView(name or "", address, fingerprint(pinned), len(pinned), day)

    def take(self, written: str) -> RegionView:
        """Believe the node's roots from now on, once `written` is their fingerprint.

        `written` comes from the region's own paper or voice: the desk never shows what the node
        offers, so that nobody copies it. One root has to be a pinned one, and the node's trust
        list by one of the new ones and no older than the one held. Raises NoNodeHere,
        RootsUnchanged, RootsNotCompared, ForeignRoots, NodeNotProved, ListRolledBack,
        NodeUnreachable, NotTheNode, NodeRefused.
        """
        desk = self._desk
        with desk.database.reading() as session:
            address = desk_facts.get(session, desk_facts.NODE_URL)
        if address is None:
            raise NoNodeHere
        offered = _asked(address)
        with desk.database.transaction() as session:
            self._believe(session, offered, written, address)
        desk.announce(Touched.TRUST)
        view = self.view()
        assert view is not None
        return view

    def _believe(self, session: Session, offered: _Offered, written: str, address: str) -> None:
        held = trust.read(session)
        if set(offered.roots) == set(held.roots):
            raise RootsUnchanged
        if _letters(written) != _letters(fingerprint(offered.roots)):
            raise RootsNotCompared
        if not set(offered.roots) & set(held.roots) or len(offered.roots) > _MOST:
            raise ForeignRoots
        believed = _newer(held, offered, address)
        now = self._desk.clock.now()
        trust.repin(session, offered.roots, now)
        trust.keep(session, trust.TRUST_LIST, offered.trust_list, now)
        if believed.status_bytes is not None:
            trust.keep(session, trust.STATUS, believed.status_bytes, now)


def _asked(address: str) -> _Offered:
    with NodeClient(address) as client:
        roots = client.identity().roots
        return _Offered(roots, client.trust_list(), client.status_bundle())


def _newer(held: Trust, offered: _Offered, address: str) -> Trust:
    """Trust in the new roots with the node's lists; never older ones than the desk holds."""
    before, status = held.trust_list, held.status_bytes
    try:
        believed = Trust(offered.roots).with_trust_list(offered.trust_list)
    except BadSeal as error:
        raise NodeNotProved(address) from error
    now = believed.trust_list
    assert now is not None
    if before is not None and (now.serial, now.issued) < (before.serial, before.issued):
        raise ListRolledBack(before.serial, now.serial)
    return _with_status(_with_status(believed, status), offered.status)


def _with_status(believed: Trust, status: bytes | None) -> Trust:
    """Trust with the bundle, unless it is older or nobody stands behind it any more."""
    if status is None:
        return believed
    try:
        return believed.with_status(status)
    except (BadSeal, BundleTooLarge, ListRolledBack, NodeNotAuthorised):
        return believed


def _letters(text: str) -> str:
    """A fingerprint as compared: however it was written down."""
    letters = "".join(text.upper().split()).replace("-", "").translate(_READ_AS)
    return letters if len(letters) == _LETTERS else ""
