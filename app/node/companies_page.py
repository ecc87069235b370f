"""The companies: the list, and one of them with its cases, gaps and conversations."""

from starlette.responses import Response

from app.node import charts, picture_words
from app.node.company_lists import read_card, read_list
from app.node.filters import address_of
from app.node.picture import read_options
from app.node.picture_choice import Choice
from app.node.picture_pages import fields
from app.node.visiting import NoSuchPage, Page, Role, Visit


def show(visit: Visit) -> Response:
    """One page of the companies of a choice."""
    choice = visit.filters(Choice)
    with visit.reading() as session:
        found, options = read_list(session, choice, visit.now), read_options(session)
    return visit.page(
        "companies.html",
        found=found,
        choice=choice,
        fields=fields(options, choice, visit.words),
        said=picture_words,
        address=lambda page: visit.address(choice, page=page),
        card=lambda key: address_of("/companies/card", Choice(company=key)),
    )


def card(visit: Visit) -> Response:
    """One company, by its key in the address."""
    choice = visit.filters(Choice)
    with visit.reading() as session:
        found = read_card(session, choice.company, visit.now) if choice.company else None
    if found is None:
        raise NoSuchPage
    return visit.page(
        "company.html",
        found=found,
        charts=charts,
        cases=lambda **more: address_of("/cases", Choice(company=found.row.key), **more),
        papers=lambda **more: address_of("/certificates", Choice(company=found.row.key), **more),
    )


PAGES = (
    Page("/companies", Role.READER, show),
    Page("/companies/card", Role.READER, card),
)
