"""The sittings that have arrived, to be scored by the keys the node has; none is shown (X7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.case import Part
from app.domain.protocol import Protocol
from app.node.area_names import read_protocols
from app.node.picture_choice import Choice
from app.node.read_once import read_once
from app.node.tables import StoredRecord
from app.reports.statistics import RatedTwice, TakenTest
from app.seal.payloads import RatingGiven, SittingClosed, SittingEnd
from app.seal.records import RecordType, header_of

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Sittings:
    """The theory tests, and the practicals that two rated alone, of versions the node knows."""

    tests: tuple[TakenTest, ...]
    practicals: tuple[RatedTwice, ...]


@dataclass(frozen=True, slots=True)
class _Sitting:
    protocol: Protocol
    told: SittingClosed


def read_sittings(session: Session, choice: Choice) -> Sittings:
    """Those of the selection by role and days; read anew only when a sitting has come."""
    found = [one for one in _all(session) if _is_chosen(one, choice)]
    return Sittings(tuple(_tests(found)), tuple(_practicals(found)))


def sittings_mark(session: Session) -> tuple[object, ...]:
    """What is the same as long as no sitting has come, gone, or become readable."""
    return read_once(session, "sittings", lambda: _sittings_mark(session))


def _sittings_mark(session: Session) -> tuple[object, ...]:
    count = session.scalar(select(func.count()).where(*_IS_SITTING)) or 0
    row = StoredRecord
    newest = select(row.hash).where(*_IS_SITTING).order_by(row.received.desc(), row.hash).limit(1)
    return count, session.scalar(newest), frozenset(read_protocols(session))


def _all(session: Session) -> tuple[_Sitting, ...]:
    """The newest word on each sitting; kept in memory until another record has come."""
    mark, row = sittings_mark(session), StoredRecord
    kept = _KEPT.get(mark)
    if kept is None:
        protocols = read_protocols(session)
        wanted = select(row.raw, row.payload).where(*_IS_SITTING).order_by(row.received, row.seq)
        told: dict[str, _Sitting] = {}
        for raw, payload in session.execute(wanted.execution_options(yield_per=_CHUNK)):
            sitting = _read(raw, payload, protocols)
            if sitting is not None:
                told[sitting.told.sitting] = sitting
        kept = tuple(told.values())
        _KEPT.clear()
        _KEPT[mark] = kept
    return kept


_IS_SITTING = (
    StoredRecord.type == RecordType.SITTING_CLOSED,
    StoredRecord.payload.is_not(None),
    StoredRecord.reason == "",
)
_KEPT: dict[tuple[object, ...], tuple[_Sitting, ...]] = {}
"""Of the newest mark alone: how many sittings, the last to come, which versions are known."""


def _read(raw: bytes, payload: bytes | None, protocols: Mapping[str, Protocol]) -> _Sitting | None:
    pinned = header_of(raw).protocol
    protocol = None if pinned is None else protocols.get(pinned.hex())
    if protocol is None or payload is None:
        return None
    return _Sitting(protocol, msgspec.json.decode(payload, type=SittingClosed))


def _is_chosen(sitting: _Sitting, choice: Choice) -> bool:
    day = sitting.told.stopped.date()
    role = sitting.protocol.code, sitting.protocol.profile
    since, until = choice.since or date.min, choice.until or date.max
    return (not choice.role or choice.role in role) and since <= day <= until


def _tests(found: list[_Sitting]) -> Iterator[TakenTest]:
    for one in found:
        if one.told.part is Part.THEORY and one.told.end is not SittingEnd.ABORTED:
            yield TakenTest(one.protocol, {item.item: item.answer for item in one.told.items})


def _practicals(found: list[_Sitting]) -> Iterator[RatedTwice]:
    by_id = {one.told.sitting: one for one in found}
    for one in found:
        first = by_id.get(one.told.beside or "")
        if first is not None:
            levels = _levels(first.told.ratings), _levels(one.told.ratings)
            yield RatedTwice(one.protocol, *levels)


def _levels(ratings: tuple[RatingGiven, ...]) -> dict[str, int]:
    return {rating.criterion: rating.level for rating in ratings if rating.level}
