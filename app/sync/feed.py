"""The node's feed, followed to its end and applied together with the cursor."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.seal.codes import BadSeal
from app.seal.keys import SigningKey, key_id
from app.storage import centres, desk_facts, endorsements, outbox, seals, trust
from app.storage.database import Database
from app.storage.seals import Accreditation
from app.storage.tables import SealRow
from app.sync import conflicts, paper, protocol_words
from app.sync.client import NodeClient, NotTheNode
from app.sync.erasing import obey_all
from app.sync.wire import ERASE_ORDER, FeedAnswer, FeedEntry


def cursor_of(session: Session) -> int:
    """How far the feed has been applied."""
    return int(desk_facts.get(session, desk_facts.CURSOR) or 0)


def follow(
    client: NodeClient, database: Database, clock: Clock, head: int, key: SigningKey
) -> None:
    """Apply what the node has told up to `head`; of an entry nobody proves nothing is applied.

    A head behind the cursor means that the node was restored: its numbers are taken up again
    from there. `key`: of the seal that signs for an erasure. Raises NodeUnreachable, NotTheNode,
    NodeRefused.
    """
    with database.reading() as session:
        cursor = cursor_of(session)
    if head < cursor:
        _apply(database, clock, (), head, key)
    while cursor < head:
        answer = client.feed(cursor)
        reached = max([answer.head, *(entry.cursor for entry in answer.entries)])
        if reached <= cursor:
            raise NotTheNode(client.address)
        _apply(database, clock, answer.entries, reached, key)
        cursor = reached


def take_told(
    database: Database, clock: Clock, asked: int, told: FeedAnswer, key: SigningKey
) -> bool:
    """Apply what came by file for the cursor `asked`; False where it does not fit this desk.

    What is known already is left out; where the desk stands before `asked` something would be
    missing between, so nothing is applied: the wire or the next file brings it.
    """
    with database.reading() as session:
        cursor = cursor_of(session)
    reached = max([told.head, *(entry.cursor for entry in told.entries)])
    if cursor < asked or reached < cursor != asked:
        return False
    if reached != cursor:
        new = [one for one in told.entries if one.cursor > cursor]
        _apply(database, clock, new, reached, key)
    return True


def _apply(
    database: Database, clock: Clock, entries: Sequence[FeedEntry], cursor: int, key: SigningKey
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
        desk_facts.put(session, desk_facts.CURSOR, str(cursor))


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
    "paper": paper.take,
    "review": conflicts.take_review,
    "resolution": conflicts.take_resolution,
}
"""What is done with an entry of each type; others are kept as they came."""
