"""The node's feed, followed to its end and applied together with the cursor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.seal.codes import BadSeal
from app.seal.keys import SigningKey, key_id
from app.storage import centres, desk_facts, endorsements, outbox, seals, trust
from app.storage.database import Database
from app.storage.seals import Accreditation
from app.storage.tables import SealRow
from app.sync import conflicts, paper, projects, protocol_words, roster
from app.sync.client import NodeClient, NotTheNode
from app.sync.erasing import obey_all
from app.sync.wire import ERASE_ORDER, FeedAnswer, FeedEntry


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a seal's feed has come."""

    kid: bytes
    cursor: int


def cursor_of(session: Session, kid: bytes) -> int:
    """How far the feed has been applied that the node keeps for the seal; 0 before the first."""
    return int(desk_facts.get(session, desk_facts.cursor(kid)) or 0)


def follow(
    client: NodeClient, database: Database, clock: Clock, head: int, key: SigningKey
) -> None:
    """Apply what the node has told up to `head`; of an entry nobody proves nothing is applied.

    A head behind the cursor means that the node was restored: its numbers are taken up again
    from there. `key`: of the seal that asks, and signs for an erasure. Raises NodeUnreachable,
    NotTheNode, NodeRefused.
    """
    with database.reading() as session:
        cursor = cursor_of(session, key.kid)
    if head < cursor:
        _apply(database, clock, (), Reached(key.kid, head), key)
    while cursor < head:
        answer = client.feed(cursor)
        reached = max([answer.head, *(entry.cursor for entry in answer.entries)])
        if reached <= cursor:
            raise NotTheNode(client.address)
        _apply(database, clock, answer.entries, Reached(key.kid, reached), key)
        cursor = reached


def take_told(
    database: Database, clock: Clock, asked: Reached, told: FeedAnswer, key: SigningKey
) -> bool:
    """Apply what came by file for the seal and cursor `asked`; False where it does not fit here.

    What is known already is left out; where the desk stands before `asked` something would be
    missing between, so nothing is applied: the wire or the next file brings it.
    """
    with database.reading() as session:
        cursor = cursor_of(session, asked.kid)
    reached = max([told.head, *(entry.cursor for entry in told.entries)])
    if cursor < asked.cursor or reached < cursor != asked.cursor:
        return False
    if reached != cursor:
        new = [one for one in told.entries if one.cursor > cursor]
        _apply(database, clock, new, Reached(asked.kid, reached), key)
    return True


def _apply(
    database: Database,
    clock: Clock,
    entries: Sequence[FeedEntry],
    reached: Reached,
    key: SigningKey,
) -> None:
    now, orders = clock.now(), [one.content for one in entries if one.type == ERASE_ORDER]
    with database.transaction() as session:
        obey_all(session, orders, key, clock)
        for entry in entries:
            outbox.keep_feed_entry(session, entry.cursor, entry.type, entry.content, now)
            if take := _TAKEN.get(entry.type):
                take(session, entry.content)
            elif entry.type == protocol_words.FEED_TYPE:
                protocol_words.take(session, entry.content, now)
        desk_facts.put(session, desk_facts.cursor(reached.kid), str(reached.cursor))


def _accredit(session: Session, raw: bytes) -> None:
    """Take over a newer accreditation of a seal of this desk, proved by a listed authority."""
    try:
        public = Accreditation.read(raw).claims.seal_public
        offered = seals.prove_accreditation(raw, trust.read(session), public)
    except BadSeal:
        return
    seal = session.get(SealRow, key_id(public))
    if seal is None:
        return
    held = None if seal.accreditation is None else Accreditation.read(seal.accreditation)
    if held is None or held.claims.serial < offered.claims.serial:
        seals.set_accreditation(session, seal.kid, raw)


def _state_centre(session: Session, raw: bytes) -> None:
    """Take over what a listed authority states of this desk's own test centre (R2)."""
    try:
        statement = centres.prove(raw, trust.read(session))
    except BadSeal:
        return
    if statement.claims.centre == desk_facts.get(session, desk_facts.CENTRE):
        centres.take(session, raw)


def _endorse(session: Session, raw: bytes) -> None:
    """Keep what a listed authority says of the accreditation that a seal of this desk has."""
    from app.certificate.badge_errors import BadBadge
    from app.certificate.endorsement_proof import endorsed, prove_endorsement

    try:
        seal = session.get(SealRow, endorsed(raw)[0])
        if seal is not None and seal.accreditation is not None:
            claims = Accreditation.read(seal.accreditation).claims
            prove_endorsement(raw, claims, trust.read(session).authority_keys(claims.first_day))
            endorsements.keep(session, seal.kid, raw)
    except BadBadge:
        return


_TAKEN: Mapping[str, Callable[[Session, bytes], None]] = {
    "accreditation": _accredit,
    "centre": _state_centre,
    "endorsement": _endorse,
    "month": projects.take_month,
    "paper": paper.take,
    "project": projects.take,
    "review": conflicts.take_review,
    "resolution": conflicts.take_resolution,
    "roster": roster.take,
}
"""What is done with an entry of each type; others are kept as they came."""
