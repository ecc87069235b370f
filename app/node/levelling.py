"""The node's database brought level with its ledger: what it lacks of it is done again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import log
from app.node import conflict_endings, erasing, funding_facts, protocol_facts
from app.node.ledger import Ledger, Standing
from app.node.ledger_entries import (
    ConflictEnded,
    Entry,
    Erased,
    Final,
    MonthSent,
    Numbers,
    Ordered,
    ProjectSaid,
    ProtocolSaid,
    SealTold,
)
from app.node.numbers import raise_sequence
from app.node.seal_orders import obey
from app.node.tables import (
    FeedRow,
    GivenOrder,
    ListedPlace,
    NodeFact,
    PublishedStatus,
    RegisteredCertificate,
    StatusOrder,
)
from app.seal.ceremony import SealOrder
from app.seal.cose import Purpose, open1
from app.seal.payloads import ListedStatus
from app.sync.wire import REGION_STATUS, RegionStatus, encode

_FACT = "ledger"
_FINAL = (ListedStatus.REPLACED, ListedStatus.REVOKED)
_NOBODY = ""
"""Who ordered is not in the ledger: it holds nobody's name."""


class Levelled(StrEnum):
    """How a database stood to the ledger; in the end it is level with it.

    `BEHIND`: it had been set back and lacked lines. `AHEAD`: it has done lines that the ledger does
    not have; then what it knows is in the ledger now.
    """

    LEVEL = "level"
    NEW = "new"
    BEHIND = "behind"
    AHEAD = "ahead"


def is_level(session: Session, ledger: Ledger) -> bool:
    """Whether the database has done all that the ledger tells of. Raises LedgerDamaged."""
    return _said(session) == _told(ledger.standing())


def level(session: Session, ledger: Ledger) -> Levelled:
    """Do again what the database lacks, in the caller's transaction and turn.

    A database the ledger does not know (of before it, or of one that is gone) tells what it knows
    first, so that either makes the other whole. Raises LedgerDamaged.
    """
    said = _said(session)
    if said == _told(ledger.standing()):
        return Levelled.LEVEL
    done = _lines_done(ledger, said)
    if done is None:
        ledger.append(_known(session))
    entries = ledger.entries()[done or 0 :]
    for entry in entries:
        _replay(session, entry)
        session.flush()
    _remember(session, ledger.standing())
    if done is None and not said:
        return Levelled.NEW
    log.note("ledger.replayed", lines=len(entries))
    return Levelled.AHEAD if done is None else Levelled.BEHIND


def write_down(session: Session, ledger: Ledger, entries: Iterable[Entry]) -> None:
    """Put these into the ledger, and into the transaction that the database has done them.

    The caller has taken its turn and does in this transaction what they tell of.
    """
    level(session, ledger)
    _remember(session, ledger.append(entries))


def keep_place(session: Session, told: Ordered | Final) -> None:
    """Where the list has this certificate, kept although its record may go missing."""
    final = told.state.value if isinstance(told, Final) else ""
    held = session.get(ListedPlace, told.certificate)
    if held is None:
        row = ListedPlace(
            certificate=told.certificate, kid=told.kid, status_index=told.index, final=final
        )
        session.add(row)
    elif final == ListedStatus.REVOKED or not held.final:
        held.final = final


def _said(session: Session) -> str:
    return session.scalar(select(NodeFact.value).where(NodeFact.name == _FACT)) or ""


def _told(standing: Standing) -> str:
    return f"{standing.lines}:{standing.hash.hex()}"


def _lines_done(ledger: Ledger, said: str) -> int | None:
    """How many lines the database has done, None if they are not this ledger's."""
    lines, _, hash_ = said.partition(":")
    found = ledger.hash_of(int(lines)) if lines else None
    return int(lines) if found is not None and found.hex() == hash_ else None


def _remember(session: Session, standing: Standing) -> None:
    session.merge(NodeFact(name=_FACT, value=_told(standing)))


def _known(session: Session) -> Iterator[Entry]:
    """All that the database knows of what a ledger holds."""
    places = dict(_places(session))
    for order in session.scalars(select(StatusOrder).order_by(StatusOrder.at, StatusOrder.id)):
        place = places.get(order.certificate)
        if place is not None:
            state = ListedStatus(order.state)
            yield Ordered(order.certificate, *place, state, order.reason, order.at)
    ended = select(RegisteredCertificate.id, RegisteredCertificate.state).where(
        RegisteredCertificate.state.in_(_FINAL)
    )
    kept = select(ListedPlace.certificate, ListedPlace.final).where(ListedPlace.final != "")
    for certificate, state in (*session.execute(kept), *session.execute(ended)):
        yield Final(certificate, *places[certificate], ListedStatus(state))
    for kid, raw in session.execute(select(GivenOrder.kid, GivenOrder.raw)):
        yield SealTold(kid, raw)
    yield from erasing.known(session)
    for sequence, issued in session.execute(
        select(PublishedStatus.sequence, PublishedStatus.issued)
    ):
        yield Numbers(sequence, issued)
    yield from funding_facts.known(session)
    yield from protocol_facts.known(session)
    yield from conflict_endings.known(session)


def _places(session: Session) -> Iterator[tuple[bytes, tuple[bytes, int]]]:
    row, place = RegisteredCertificate, ListedPlace
    named = row.state.in_(_FINAL) | row.id.in_(select(StatusOrder.certificate))
    wanted = (
        select(place.certificate, place.kid, place.status_index),
        select(row.id, row.kid, row.status_index).where(named),
    )
    for certificate, kid, index in (line for query in wanted for line in session.execute(query)):
        yield certificate, (kid, index)


def _replay(session: Session, entry: Entry) -> None:
    """Once more what may be done already: a second time changes nothing."""
    for done in _DONE_BY[type(entry)]:
        done(session, entry)


def _seal(session: Session, told: SealTold) -> None:
    obey(session, SealOrder.from_bytes(open1(told.raw, Purpose.ORDER).payload), told.raw)


def _order(session: Session, told: Ordered) -> None:
    same = (StatusOrder.certificate, told.certificate), (StatusOrder.at, told.at)
    wanted = select(StatusOrder.id).where(*(column == value for column, value in same))
    if session.scalar(wanted.where(StatusOrder.state == told.state)) is not None:
        return
    tell_order(session, told, _NOBODY)


def tell_order(session: Session, told: Ordered, actor: str) -> None:
    """Write the order down and tell the desk that issued the certificate (R43)."""
    facts = {"state": told.state.value, "reason": told.reason, "at": told.at}
    session.add(StatusOrder(certificate=told.certificate, actor=actor, **facts))
    content = encode(RegionStatus(told.certificate, told.state, told.reason, told.at))
    feed = FeedRow(kid=told.kid, type=REGION_STATUS, content=content, written=told.at)
    session.add(feed)


def _number(session: Session, told: Numbers) -> None:
    newest = session.scalar(select(func.max(PublishedStatus.sequence))) or 0
    if newest < told.sequence:
        raise_sequence(session, told.sequence, told.at)


_DONE_BY: Mapping[type[Entry], tuple[Callable[..., None], ...]] = {
    Ordered: (keep_place, _order),
    Final: (keep_place,),
    SealTold: (_seal,),
    Numbers: (_number,),
    Erased: (erasing.replay,),
    ProjectSaid: (funding_facts.keep_project,),
    MonthSent: (funding_facts.keep_sent,),
    ProtocolSaid: (protocol_facts.keep_word,),
    ConflictEnded: (conflict_endings.keep_ending,),
}
