"""The months of a funding project: what each holds, which have been sent, which must go again."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.domain.participation import Month, Project, months_of
from app.node.funding_tables import KnownHours, KnownParticipation, SentMonth


class MonthState(StrEnum):
    """Where a month stands with the funder."""

    EMPTY = "empty"
    """Nobody has hours in it."""
    OPEN = "open"
    """There are hours and nothing has been sent."""
    SENT = "sent"
    """What was sent is what stands here."""
    AGAIN = "again"
    """Something has changed since, in it or in a month before it (R63)."""


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month in the list. `is_next`: it may be sent now; `sent`: the last time, None for never.

    `is_changed`: what it holds is not what was sent; one that is to go again without is so because
    of a month before it.
    """

    month: Month
    state: MonthState
    people: int
    minutes: int
    due: date
    is_late: bool
    is_ended: bool
    is_changed: bool
    is_next: bool
    sent: SentMonth | None


ToldPart = Row[str, date, int, bool, date, date | None, str, bool]
"""A part's hours in a month with what the file tells beside them, by the names in `_held`."""


def month_lines(session: Session, project: Project, today: date) -> tuple[MonthLine, ...]:
    """The months that have begun, in order.

    A month that was sent is to go again when what it holds has changed, when a month before it
    is to go again or was sent after it, or has hours and was never sent (R63).
    """
    held, sent = _held(session, project), _sent(session, project)
    months = sorted({*months_of(project, today), *held, *sent})
    lines, is_broken, highest = list[MonthLine](), False, 0
    is_waiting = False
    for month in months:
        told, last = held.get(month, []), sent.get(month)
        is_changed = last is not None and _digest(month, told) != last.digest
        is_again = last is not None and (is_changed or is_broken or last.id < highest)
        state = _state(told, last, is_again=is_again)
        is_due = state in (MonthState.OPEN, MonthState.AGAIN)
        is_ended = month.last < today
        lines.append(
            MonthLine(
                month=month,
                state=state,
                people=sum(1 for one in told if one.minutes),
                minutes=sum(one.minutes for one in told),
                due=month.due,
                is_late=is_due and today > month.due,
                is_ended=is_ended,
                is_changed=is_changed,
                is_next=is_due and is_ended and not is_waiting,
                sent=last,
            )
        )
        is_broken, is_waiting = is_broken or is_due, is_waiting or is_due
        highest = max(highest, 0 if last is None else last.id)
    return tuple(lines)


def month_line(session: Session, project: Project, month: Month, today: date) -> MonthLine | None:
    """One of them; None for a month that has not begun or is not the project's."""
    lines = month_lines(session, project, today)
    return next((line for line in lines if line.month == month), None)


def digest_of(session: Session, project: Project, month: Month) -> bytes:
    """What the month holds now, as one number: the same facts give the same."""
    return _digest(month, told_of(session, project, month))


def told_of(session: Session, project: Project, month: Month) -> list[ToldPart]:
    """The parts that have hours in the month, as they stand now."""
    return _held(session, project, month).get(month, [])


def shown_last(month: Month | date, last: date | None) -> date | None:
    """The last day as a month's file tells it: one that comes later is not known yet."""
    ends = (month if isinstance(month, Month) else Month.of(month)).last
    return last if last is not None and last <= ends else None


def _state(told: Iterable[ToldPart], last: SentMonth | None, *, is_again: bool) -> MonthState:
    if last is not None:
        return MonthState.AGAIN if is_again else MonthState.SENT
    return MonthState.OPEN if any(one.minutes for one in told) else MonthState.EMPTY


def _held(
    session: Session, project: Project, month: Month | None = None
) -> Mapping[Month, list[ToldPart]]:
    """The hours of each month with what the file tells beside them."""
    part, hours = KnownParticipation, KnownHours
    wanted = (
        select(
            part.id,
            hours.month,
            hours.minutes,
            hours.confirmed.is_not(None).label("is_confirmed"),
            part.first,
            part.last,
            part.mark,
            part.is_protected,
        )
        .join(hours, hours.participation == part.id)
        .where(part.project == str(project.id), part.is_void.is_(False))
        .order_by(part.id)
    )
    if month is not None:
        wanted = wanted.where(hours.month == month.first)
    found: dict[Month, list[ToldPart]] = defaultdict(list)
    for row in session.execute(wanted):
        found[Month.of(row.month)].append(row)
    return found


def _digest(month: Month, told: Iterable[ToldPart]) -> bytes:
    """Whether somebody has confirmed counts, when and how does not; hours of none are nothing.

    Who has become protected since stands otherwise in the file, so that counts too (R55).
    """
    lines = [
        f"{one.id}|{one.first}|{shown_last(month, one.last)}|{one.mark}"
        f"|{one.minutes}|{int(one.is_confirmed)}{'|protected' * one.is_protected}"
        for one in told
        if one.minutes
    ]
    return hashlib.sha256("\n".join(lines).encode()).digest()


def _sent(session: Session, project: Project) -> dict[Month, SentMonth]:
    """The last time each month was sent."""
    wanted = select(SentMonth).where(SentMonth.project == str(project.id)).order_by(SentMonth.id)
    return {Month.of(row.month): row for row in session.scalars(wanted)}
