"""Pages of funding: projects, their months, the check list of one, its file."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.employment import Employment
from app.domain.errors import UserError
from app.domain.free_text import TextTooLong
from app.domain.participation import Month, Project, Target
from app.node.forms import BadField
from app.node.funding_file import (
    FundingMonth,
    MonthChanged,
    NotNext,
    file_name,
    manifest_of,
    read_month,
    send,
    sent_file,
)
from app.node.funding_months import MonthState, month_lines
from app.node.funding_tables import KnownHours, KnownParticipation
from app.node.projects import (
    BadProject,
    NoSuchProject,
    Projects,
    ToldProject,
    no_project,
    project,
    projects,
)
from app.node.tables import KnownPerson
from app.node.visiting import NoSuchPage, Page, Role, Visit

_ROWS = 100
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class CheckFilters:
    """Which rows of a check list are shown."""

    page: int = 1
    only: Literal["all", "wrong"] = "all"


def show_projects(visit: Visit) -> Response:
    """Every project with how far it is."""
    with visit.reading() as session:
        found = projects(session)
        reached = {one.project.id: _reached(session, one.project.id) for one in found}
        waiting = {one.project.id: _waiting(session, one, visit) for one in found}
    return visit.page("funding.html", found=found, reached=reached, waiting=waiting)


def show_new(visit: Visit) -> Response:
    """An empty form."""
    return _form_page(visit, None)


def make(visit: Visit) -> Response:
    """A new project."""
    try:
        wanted = _wanted(visit)
        with visit.acting() as session:
            made = _acts(visit).make(session, wanted)
            visit.note(session, "log_project_made", f"{made.number} · {made.name}")
    except (BadProject, BadField, TextTooLong) as error:
        return _form_page(visit, None, _refusal(error))
    return visit.go(f"/participation/{made.id}", done="done_project")


def show_edit(visit: Visit) -> Response:
    """The form with what stands."""
    with visit.reading() as session:
        return _form_page(visit, _project(visit, session))


def change(visit: Visit) -> Response:
    """The project as it is from now on."""
    with visit.reading() as session:
        held = _project(visit, session)
    try:
        wanted = _wanted(visit)
        with visit.acting() as session:
            told = _acts(visit).change(session, str(held.project.id), wanted)
            visit.note(session, "log_project_changed", f"{told.number} · {told.name}")
    except (BadProject, BadField, TextTooLong) as error:
        return _form_page(visit, held, _refusal(error))
    return visit.go(f"/participation/{told.id}", done="done_project")


def show_months(visit: Visit) -> Response:
    """The months of one project, the latest first."""
    with visit.reading() as session:
        held = _project(visit, session).project
        lines = month_lines(session, held, visit.now.date())
        reached = _reached(session, held.id)
    return visit.page("funding_months.html", project=held, lines=lines[::-1], reached=reached)


def show_month(visit: Visit) -> Response:
    """The check list of one month, and its file where it was sent."""
    with visit.reading() as session:
        return _month_page(visit, _month(visit, session))


def send_month(visit: Visit) -> Response:
    """Lock the month as it stands."""
    with visit.acting() as session:
        held = _month(visit, session)
        if held.left_out and not visit.form.many("sure"):
            return _month_page(visit, held, visit.words["month_sure_first"], 400)
        try:
            sent = send(
                visit.parts.database,
                session,
                visit.parts.keys,
                held,
                visit.now,
                visit.visitor.name,
            )
        except NotNext:
            return _month_page(visit, held, visit.words["month_waits"], 409)
        visit.note(session, "log_month_sent", f"{_subject(held)} · {sent.rows} · {sent.sha256}")
    return visit.go(visit.asked.path, done="done_month")


def fetch(visit: Visit) -> Response:
    """The file that was sent, or its manifest."""
    wanted = visit.asked.params["file"]
    form = wanted.removesuffix(".manifest.json")
    if form not in _TYPES:
        raise NoSuchPage
    with visit.acting() as session:
        held = _month(visit, session)
        try:
            with sent_file(visit.parts.keys, held, "csv" if form == "csv" else "xlsx") as made:
                manifest, path = made
                name = file_name(held, "csv" if form == "csv" else "xlsx")
                raw, kind = path.read_bytes(), _TYPES[form]
                if wanted != form:
                    raw, kind = manifest_of(path), "application/json"
                    name += ".manifest.json"
        except MonthChanged:
            return _month_page(visit, held, visit.words["month_file_gone"], 409)
        visit.note(session, "log_month_file", f"{name} · {manifest.rows} · {manifest.sha256}")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Row-Count": str(manifest.rows),
        "X-Content-SHA256": manifest.sha256,
    }
    return Response(raw, media_type=kind, headers=headers)


def _month_page(visit: Visit, held: FundingMonth, problem: str = "", status: int = 200) -> Response:
    filters = visit.filters(CheckFilters)
    changed = held.changed.parts
    rows = sorted(held.rows, key=lambda row: row.participation not in changed)
    if filters.only == "wrong":
        rows = [row for row in rows if row.problems]
    pages = max(1, -(-len(rows) // _ROWS))
    page = min(max(1, filters.page), pages)
    shown = rows[(page - 1) * _ROWS : page * _ROWS]
    wrong = sum(bool(row.problems) for row in held.rows)
    facts = {"shown": shown, "page": page, "pages": pages, "wrong": wrong, "filters": filters}
    return visit.page("funding_month.html", status, held=held, problem=problem, **facts)


def _form_page(visit: Visit, held: ToldProject | None, problem: str = "") -> Response:
    facts = {"held": held, "statuses": tuple(Employment), "problem": problem}
    return visit.page(
        "funding_project.html", 400 if problem else 200, typed=_typed(visit, held), **facts
    )


def _typed(visit: Visit, held: ToldProject | None) -> dict[str, object]:
    """What the form shows: what was typed, else what stands, else what is usual."""
    names = ("name", "number", "owner", "first", "last")
    if visit.form.pairs:
        typed: dict[str, object] = {name: visit.form.raw(name)[:200] for name in names}
        targets, statuses = visit.form.raw("targets")[:2000], visit.form.many("statuses")
        return typed | {"targets": targets, "statuses": statuses}
    if held is None:
        return dict.fromkeys(names, "") | {"targets": "", "statuses": tuple(Employment)}
    told = held.project
    targets = "\n".join(f"{target.people} {target.day}" for target in told.targets)
    stands = {name: getattr(told, name) for name in names}
    return stands | {"targets": targets, "statuses": told.statuses}


def _wanted(visit: Visit) -> Project:
    """What the form says. Raises BadField, BadProject."""
    form = visit.form
    first, last = form.day("first"), form.day("last")
    if first is None or last is None:
        raise BadField("first" if first is None else "last", "missing")
    return Project(
        id=no_project(),
        name=form.text("name", least=1, most=120),
        number=form.text("number", least=1, most=60),
        owner=form.text("owner", least=1, most=120),
        first=first,
        last=last,
        targets=tuple(map(_target, filter(None, form.lines("targets").splitlines()))),
        statuses=tuple(map(Employment, form.many("statuses", [one.value for one in Employment]))),
    )


def _target(line: str) -> Target:
    people, _, day = line.partition(" ")
    try:
        return Target(date.fromisoformat(day.strip()), int(people))
    except ValueError as error:
        raise BadProject("targets") from error


def _refusal(error: UserError) -> str:
    field = getattr(error, "field", "name")
    return f"project_bad_{field}"


def _acts(visit: Visit) -> Projects:
    parts = visit.parts
    return Projects(parts.database, parts.keys, parts.now)


def _project(visit: Visit, session: Session) -> ToldProject:
    try:
        return project(session, str(UUID(visit.asked.params["project"])))
    except (NoSuchProject, ValueError) as error:
        raise NoSuchPage from error


def _month(visit: Visit, session: Session) -> FundingMonth:
    held = _project(visit, session).project
    try:
        month = Month.read(visit.asked.params["month"])
        found = read_month(session, visit.parts.keys, held, month, visit.now)
    except ValueError as error:
        raise NoSuchPage from error
    if found is None:
        raise NoSuchPage
    return found


def _subject(held: FundingMonth) -> str:
    return f"{held.project.number} · {held.line.month}"


def _reached(session: Session, project_id: UUID) -> int:
    """How many people have hours in the project: each once, whichever centres they are at."""
    part, hours, person = KnownParticipation, KnownHours, KnownPerson
    who = func.coalesce(func.nullif(person.likeness, ""), part.person)
    wanted = (
        select(func.count(who.distinct()))
        .join(hours, hours.participation == part.id)
        .outerjoin(person, person.id == part.person)
        .where(part.project == str(project_id), part.is_void.is_(False), hours.minutes > 0)
    )
    return session.scalar(wanted) or 0


def _waiting(session: Session, told: ToldProject, visit: Visit) -> tuple[MonthState, ...]:
    """The states of the months that are to be sent, the first first."""
    lines = month_lines(session, told.project, visit.now.date())
    return tuple(
        line.state
        for line in lines
        if line.state is MonthState.AGAIN or (line.state is MonthState.OPEN and line.is_ended)
    )


PAGES = (
    Page("/participation", Role.COORDINATOR, show_projects),
    Page("/participation/new", Role.COORDINATOR, show_new, make),
    Page("/participation/{project}", Role.COORDINATOR, show_months),
    Page("/participation/{project}/edit", Role.COORDINATOR, show_edit, change),
    Page("/participation/{project}/{month}", Role.COORDINATOR, show_month, send_month),
    Page("/participation/{project}/{month}/{file}", Role.COORDINATOR, fetch),
)
