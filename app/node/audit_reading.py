"""Reading the log: filtered and paged, or as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.node.account_tables import AuditLine
from app.node.wording import Words
from app.reports.tables import Column, ColumnKind, Row, Table

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class LogFilters:
    """What the log is filtered by, as it stands in the address."""

    act: str = ""
    who: str = ""
    find: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1
    check: str = ""


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log, the newest first; `acts`: every act there is, to choose from."""

    lines: tuple[AuditLine, ...]
    found: int
    page: int
    pages: int
    acts: tuple[str, ...]
    people: tuple[tuple[str, str], ...]

    def choices(self, words: Words) -> list[tuple[str, str]]:
        """Every act with its words, in the order of these."""
        named = [(act, words.get(act, act)) for act in self.acts]
        return sorted(named, key=lambda one: one[1])


def read_log(session: Session, filters: LogFilters) -> LogPage:
    """The page of the log that is asked for; the last where there are not so many."""
    chosen = _chosen(filters)
    found = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    pages = max(1, -(-found // PAGE))
    page = min(max(filters.page, 1), pages)
    newest = chosen.order_by(AuditLine.id.desc()).offset((page - 1) * PAGE).limit(PAGE)
    acts = session.scalars(select(AuditLine.act).distinct().order_by(AuditLine.act))
    wanted = select(AuditLine.account, func.max(AuditLine.name)).group_by(AuditLine.account)
    people = sorted(((a, n) for a, n in session.execute(wanted) if a), key=lambda one: one[1])
    return LogPage(tuple(session.scalars(newest)), found, page, pages, tuple(acts), tuple(people))


def log_table(session: Session, filters: LogFilters, words: Words) -> Table:
    """Every line the filters leave, the oldest first, with its mark."""

    def rows() -> Iterator[Row]:
        for line in _every(session, filters):
            act = words.get(line.act, line.act)
            yield line.id, line.at, line.name, act, line.subject, line.mark.hex()

    columns = (
        Column("number", "#", ColumnKind.INTEGER),
        Column("when", words["log_when"], ColumnKind.TIME, 20),
        *(Column(key, words[f"log_{key}"], width=40) for key in ("who", "act", "subject")),
        Column("mark", "mark", width=66),
    )
    return Table(words["log"], columns, rows())


def narrowed(filters: LogFilters) -> dict[str, str]:
    """The filters as a manifest says them; only what narrows, without words that were sought."""
    told = {"act": filters.act, "who": filters.who, "find": "…" if filters.find else ""}
    days = {"since": filters.since, "until": filters.until}
    told |= {name: day.isoformat() for name, day in days.items() if day}
    return {name: value for name, value in told.items() if value}


def _every(session: Session, filters: LogFilters) -> Iterator[AuditLine]:
    wanted = _chosen(filters).order_by(AuditLine.id)
    yield from session.scalars(wanted.execution_options(yield_per=1_000))


def _chosen(filters: LogFilters) -> Select[Any]:
    wanted = select(AuditLine)
    if filters.act:
        wanted = wanted.where(AuditLine.act == filters.act)
    if filters.who:
        wanted = wanted.where(AuditLine.account == filters.who)
    if filters.since:
        wanted = wanted.where(AuditLine.at >= _midnight(filters.since))
    if filters.until and filters.until < date.max:
        wanted = wanted.where(AuditLine.at < _midnight(filters.until + timedelta(days=1)))
    if filters.find:
        text = func.lower(AuditLine.name + " " + AuditLine.subject)
        wanted = wanted.where(text.contains(filters.find.lower(), autoescape=True))
    return wanted


def _midnight(day: date) -> datetime:
    try:
        return datetime.combine(day, time()).astimezone()
    except (OverflowError, OSError, ValueError):  # a year no clock has seen
        return datetime.combine(day, time(), UTC)
