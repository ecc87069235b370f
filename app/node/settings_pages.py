"""The settings: one's own account, everybody's, and what the region says of itself."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.node.forms import BadField, Form
from app.node.region_settings import (
    MOST_TARGETS,
    RegionSettings,
    Target,
    read_settings,
    save_settings,
)
from app.node.tables import EnrolledSeal, StatedCentre
from app.node.visiting import Page, Role, Visit

_MOST_PEOPLE = 100_000


def show(visit: Visit) -> Response:
    """The settings."""
    return _page(visit)


def save(visit: Visit) -> Response:
    """Keep the region's name and its targets."""
    form = visit.form
    name = form.text("name", most=100)
    try:
        rows = (_target(form, number) for number in range(1, MOST_TARGETS + 1))
        targets = tuple(one for one in rows if one is not None)
    except BadField:
        return _page(visit, visit.words["target_wrong"], 400)
    with visit.acting() as session:
        places = enumerate(_centres(session))
        asked = {centre: form.text(f"region_{n}", most=100) for n, centre in places}
        regions = {centre: region for centre, region in asked.items() if region}
        save_settings(session, RegionSettings(name, targets, regions))
        told = " · ".join(f"{one.people} {one.by}" for one in targets)
        visit.note(session, "log_settings_saved", " · ".join(filter(None, (name, told))))
    return visit.go("/settings", done="done_settings")


def _target(form: Form, number: int) -> Target | None:
    people, by = form.text(f"people_{number}", most=12), form.day(f"by_{number}")
    if not people and by is None:
        return None
    if by is None:
        raise BadField(f"by_{number}", "missing")
    note = form.text(f"note_{number}", most=60)
    return Target(form.number(f"people_{number}", 1, _MOST_PEOPLE), by, note)


def _centres(session: Session) -> list[str]:
    """Every test centre the node knows of."""
    known = select(EnrolledSeal.centre).union(select(StatedCentre.centre))
    return sorted(session.scalars(known))


def _page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    with visit.reading() as session:
        kept, centres = read_settings(session), _centres(session)
    rows = [*kept.targets, None, None][:MOST_TARGETS]
    facts = {"kept": kept, "rows": rows, "centres": centres}
    return visit.page("settings.html", status, problem=problem, **facts)


PAGES = (Page("/settings", Role.READER, show, save, act_least=Role.ADMINISTRATOR),)
