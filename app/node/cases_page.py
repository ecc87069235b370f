"""The cases: the list behind every figure, and one case's course."""

from starlette.responses import Response

from app.node import picture_words
from app.node.case_lists import read_course, read_list
from app.node.picture import read_options
from app.node.picture_choice import STATES, Choice
from app.node.picture_pages import fields
from app.node.visiting import NoSuchPage, Page, Role, Visit


def show(visit: Visit) -> Response:
    """One page of the cases of a choice."""
    choice = visit.filters(Choice)
    with visit.reading() as session:
        found, options = read_list(session, choice, visit.now), read_options(session)
    return visit.page(
        "cases.html",
        found=found,
        choice=choice,
        fields=fields(options, choice, visit.words),
        states=STATES,
        said=picture_words,
        today=visit.now.astimezone().date(),
        address=lambda page: visit.address(choice, page=page),
        order=lambda order: visit.address(choice, page=1, order=order),
    )


def course(visit: Visit) -> Response:
    """One case; that somebody looked at a protected person's is logged (R55)."""
    case_id = visit.asked.params["id"]
    with visit.reading() as session:
        found = read_course(session, case_id, visit.now)
    if found is None:
        raise NoSuchPage
    if found.row.is_protected:
        with visit.acting() as session:
            visit.note(session, "log_protected_seen", case_id)
    return visit.page("case.html", found=found, said=picture_words)


PAGES = (
    Page("/cases", Role.READER, show),
    Page("/cases/{id}", Role.READER, course),
)
