"""What has changed in a month since it was sent: which participants, and in what (R63)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node.funding_months import ToldPart, shown_last
from app.node.funding_tables import SentMonth, SentPart


class Since(StrEnum):
    """What is other than it was sent."""

    PROTECTED = "protected"
    """The person has become protected: the file may not have their number."""
    OPEN = "open"
    """The person is protected no longer."""
    NEW = "new"
    HOURS = "hours"
    DAYS = "days"
    IDENTITY = "identity"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Changed:
    """By part what has changed in it; `gone`: how many were sent that are there no more."""

    parts: Mapping[str, tuple[Since, ...]] = field(default_factory=dict)
    gone: int = 0

    @property
    def counted(self) -> tuple[tuple[Since, int], ...]:
        """How many participants each change concerns, in their order."""
        told = [one for each in self.parts.values() for one in each]
        return tuple((one, told.count(one)) for one in Since if one in told)


NOTHING = Changed()


def keep_parts(session: Session, sent: SentMonth, told: Iterable[ToldPart]) -> None:
    """Keep how each part with hours stood when the month was sent."""
    month = sent.month
    session.add_all(
        SentPart(
            sent=sent.id,
            participation=one.id,
            minutes=one.minutes,
            first=one.first,
            last=shown_last(month, one.last),
            mark=one.mark,
            is_confirmed=one.is_confirmed,
            is_protected=one.is_protected,
        )
        for one in told
        if one.minutes
    )
    session.flush()


def changed_since(session: Session, sent: SentMonth, told: Iterable[ToldPart]) -> Changed:
    """What is other now; nothing where a restored node does not know what each part was."""
    kept = {
        row.participation: row
        for row in session.scalars(select(SentPart).where(SentPart.sent == sent.id))
    }
    if not kept and sent.rows:
        return NOTHING
    now = {one.id: one for one in told if one.minutes}
    found = {id_: tuple(_changes(kept.get(id_), one, sent)) for id_, one in now.items()}
    parts = {id_: changes for id_, changes in found.items() if changes}
    return Changed(parts, len(kept.keys() - now.keys()))


def _changes(was: SentPart | None, now: ToldPart, sent: SentMonth) -> Iterable[Since]:
    if was is None:
        yield Since.NEW
        return
    if was.is_protected != now.is_protected:
        yield Since.PROTECTED if now.is_protected else Since.OPEN
    elif was.mark != now.mark:
        yield Since.IDENTITY
    if was.minutes != now.minutes:
        yield Since.HOURS
    if (was.first, was.last) != (now.first, shown_last(sent.month, now.last)):
        yield Since.DAYS
    if was.is_confirmed != now.is_confirmed:
        yield Since.CONFIRMED if now.is_confirmed else Since.UNCONFIRMED
