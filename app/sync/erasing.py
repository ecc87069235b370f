"""The region's order to erase a person, obeyed: proved, done, and signed for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.erasure import Erasure, ErasureStage
from app.domain.ids import IdMaker
from app.seal.codes import BadSeal
from app.seal.erase_payloads import EraseDone
from app.seal.erasure import EraseOrder, open_order, order_name
from app.seal.keys import SigningKey
from app.seal.payloads import decode_payload
from app.seal.records import RecordType
from app.storage import desk_facts, erasing, log
from app.storage.erasing import Taken
from app.storage.errors import ClockBehind
from app.storage.log import Signer
from app.storage.tables import FeedEntryRow, RecordRow
from app.sync.wire import ERASE_ORDER


def obey_all(session: Session, told: Sequence[bytes], key: SigningKey, clock: Clock) -> None:
    """Obey these orders, and sign for earlier ones that no seal could sign for when they came."""
    for raw in told:
        obey(session, raw, key, clock)
    signed = _signed(session, key)
    kept = select(FeedEntryRow.content).where(FeedEntryRow.type == ERASE_ORDER)
    for raw in session.scalars(kept.order_by(FeedEntryRow.cursor)).all():
        if order_name(raw) not in signed:
            obey(session, raw, key, clock)


def obey(session: Session, raw: bytes, key: SigningKey, clock: Clock) -> None:
    """Erase whom the order names, in the caller's transaction, and sign that it is done.

    An order that is not the node's own does nothing. Twice is once; a colleague's seal at the
    same computer signs for itself.
    """
    order = _proved(session, raw)
    if order is None:
        return
    taken = _carry_out(session, order, clock.now())
    if order_name(raw) in _signed(session, key):
        return
    done = EraseDone(str(order.subject), order_name(raw), taken.records, taken.photos)
    signer = Signer(key, b"", clock, IdMaker(clock))
    try:
        log.append(session, signer, RecordType.ERASE_DONE, str(order.subject), done)
    except ClockBehind:
        return  # it is erased all the same, and signed for once the clock is right


def obey_known(session: Session, held: Session, now: datetime) -> None:
    """Do what another file of this desk was told, before the region tells it here too.

    It is signed for when the feed brings the order, or was in the other file.
    """
    kept = select(FeedEntryRow.content).where(FeedEntryRow.type == ERASE_ORDER)
    for raw in held.scalars(kept.order_by(FeedEntryRow.cursor)).all():
        order = _proved(session, raw)
        if order is not None:
            _carry_out(session, order, now)


def _proved(session: Session, raw: bytes) -> EraseOrder | None:
    public = desk_facts.get(session, desk_facts.NODE_PUBLIC)
    if public is None:
        return None
    try:
        return open_order(raw, bytes.fromhex(public))
    except BadSeal:
        return None


def _carry_out(session: Session, order: EraseOrder, now: datetime) -> Taken:
    erasure = Erasure(ErasureStage.ERASED, order.decided.date())
    taken = erasing.erase(session, order.subject, erasure, now)
    if taken.was_here:
        desk_facts.put(session, desk_facts.ERASED, "1")
    return taken


def _signed(session: Session, key: SigningKey) -> frozenset[str]:
    """The orders that the seal has said in its log are done."""
    wanted = select(RecordRow.type, RecordRow.payload).where(
        RecordRow.type == RecordType.ERASE_DONE,
        RecordRow.kid == key.kid,
        RecordRow.payload.is_not(None),
    )
    said = (decode_payload(type_, raw or b"") for type_, raw in session.execute(wanted))
    return frozenset(one.order for one in said if isinstance(one, EraseDone))
