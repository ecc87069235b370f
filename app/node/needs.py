"""What waits for somebody at the node, as one list, the most pressing first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.disputes import DisputeKind
from app.node.conflict_tables import ConflictWord
from app.node.contacts import last_synced
from app.node.funding_months import MonthState, month_lines
from app.node.projects import projects
from app.node.roles import Role
from app.node.seal_desk import SOON
from app.node.shared_places import unsettled
from app.node.tables import (
    EnrolledSeal,
    KnownCase,
    KnownEntry,
    StatedCentre,
    StoredRecord,
)

STALE: Final = timedelta(days=7)
"""After so long without a word a laptop is asked after (R62)."""

_UNDECIDED: Final = timedelta(days=14)
_EACH: Final = 20
_TONES: Final = ("bad", "accent", "warn")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits. `word`: key of its title, with `n` in it; `detail`: who or what.

    `icon`: of the frame; `tone`: bad, accent or warn; `when`: the moment it is from, or is due;
    `path`: the page where it is done.
    """

    word: str
    n: int
    detail: str
    icon: str
    tone: str
    when: datetime | None
    path: str


def needs(session: Session, now: datetime, role: Role = Role.READER) -> tuple[Need, ...]:
    """Everything that waits now, of what the role may see."""
    found = (
        *_conflicts(session),
        *_shared(session),
        *_disputes(session, now),
        *_undecided(session, now),
        *_requested(session),
        *_expiring(session, now),
        *_stale(session, now),
        *_held(session),
        *(_months(session, now) if role.covers(Role.COORDINATOR) else ()),
    )
    return tuple(sorted(found, key=_pressing))


def _pressing(need: Need) -> tuple[int, datetime]:
    when = need.when or datetime.max.replace(tzinfo=UTC)
    return _TONES.index(need.tone), when


def _conflicts(session: Session) -> Iterator[Need]:
    still_open = ConflictWord.keep == "", ConflictWord.review != b""
    count, since = session.execute(
        select(func.count(), func.min(ConflictWord.told)).where(*still_open)
    ).one()
    if count:
        yield Need("need_conflicts", count, "", "conflict", "bad", since, "/review")


def _shared(session: Session) -> Iterator[Need]:
    rows = unsettled(session)
    if rows:
        numbers = ", ".join(row.number for row in rows[:4])
        yield Need("need_shared", len(rows), numbers, "paper", "bad", None, "/review#shared-places")


def _disputes(session: Session, now: datetime) -> Iterator[Need]:
    """Each register by itself (R48); the nearest deadline is what presses."""
    counted = (
        select(KnownEntry.kind, func.count(), func.min(KnownEntry.deadline))
        .where(KnownEntry.outcome.is_(None), KnownEntry.filed.is_not(None))
        .group_by(KnownEntry.kind)
    )
    for kind, count, deadline in session.execute(counted):
        is_late = deadline is not None and deadline < now.date()
        tone = "bad" if is_late else "accent"
        when = None if deadline is None else _noon(deadline, now)
        yield Need(f"need_{DisputeKind(kind)}", count, "", "clock", tone, when, "/review#disputes")


def _undecided(session: Session, now: datetime) -> Iterator[Need]:
    """Decided or talked over, and no certificate since."""
    long_ago = KnownCase.touched < now - _UNDECIDED
    waiting = KnownCase.state.in_(("decided", "debriefed")), long_ago
    count, since = session.execute(
        select(func.count(), func.min(KnownCase.touched)).where(*waiting)
    ).one()
    if count:
        yield Need("need_decided", count, "", "review", "accent", since, "/review#decided")


def _requested(session: Session) -> Iterator[Need]:
    wanted = select(EnrolledSeal).where(EnrolledSeal.state == "requested")
    rows = session.scalars(wanted.order_by(EnrolledSeal.enrolled).limit(_EACH)).all()
    if rows:
        who = ", ".join(row.assessor for row in rows[:4])
        when = rows[0].enrolled
        yield Need("need_requested", len(rows), who, "shield", "accent", when, "/seals")


def _expiring(session: Session, now: datetime) -> Iterator[Need]:
    """Seals and test centres whose days run out, or have (R3)."""
    soon = now.date() + SOON
    seal = EnrolledSeal
    ending = seal.state == "active", seal.accredited_to <= soon
    for row in session.scalars(
        select(seal).where(*ending).order_by(seal.accredited_to).limit(_EACH)
    ):
        assert row.accredited_to is not None
        detail = f"{row.assessor}, {row.centre}"
        when, path = _noon(row.accredited_to, now), f"/seals/{row.kid.hex()}"
        yield Need("need_expiring", 1, detail, "shield", "warn", when, path)
    centres = select(StatedCentre).where(StatedCentre.last_day <= soon)
    for centre in session.scalars(centres.order_by(StatedCentre.last_day).limit(_EACH)):
        when = _noon(centre.last_day, now)
        yield Need("need_centre", 1, centre.centre, "shield", "warn", when, "/seals#centres")


def _stale(session: Session, now: datetime) -> Iterator[Need]:
    """Laptops that have been silent for a week (R62)."""
    rows = session.scalars(
        select(EnrolledSeal).where(EnrolledSeal.state == "active").order_by(EnrolledSeal.enrolled)
    ).all()
    synced = last_synced(session, [row.kid for row in rows])
    late = [(synced.get(row.kid, row.enrolled), row) for row in rows]
    late = sorted((one for one in late if now - one[0] > STALE), key=lambda one: one[0])
    for last, row in late[:_EACH]:
        detail = f"{row.assessor}, {row.centre}"
        yield Need("need_stale", 1, detail, "laptop", "warn", last, f"/seals/{row.kid.hex()}")


def _held(session: Session) -> Iterator[Need]:
    counted = select(func.count(), func.min(StoredRecord.received)).where(
        StoredRecord.result == "stored_held"
    )
    count, since = session.execute(counted).one()
    if count:
        yield Need("need_held", count, "", "log", "warn", since, "/review#held")


def _months(session: Session, now: datetime) -> Iterator[Need]:
    """Months the funder waits for, or is to get again (R63)."""
    for told in projects(session):
        lines = month_lines(session, told.project, now.astimezone().date())
        kinds = {
            "again": [one for one in lines if one.state is MonthState.AGAIN],
            "late": [one for one in lines if one.is_late and one.state is MonthState.OPEN],
        }
        path = f"/participation/{told.project.id}"
        for kind, found in kinds.items():
            if found:
                when, name = _noon(min(one.due for one in found), now), told.project.name
                tone = "bad" if kind == "late" else "accent"
                yield Need(f"need_month_{kind}", len(found), name, "calendar", tone, when, path)


def _noon(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(12), now.astimezone().tzinfo)
