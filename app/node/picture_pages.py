"""The overview: the region's picture of a selection that stands in the address."""

from datetime import date

from starlette.responses import Response

from app.node import charts, picture_words
from app.node.charts import MonthColumn, Segment
from app.node.filters import address_of
from app.node.needs import needs
from app.node.picture import Options, Picture, read_options, read_picture
from app.node.picture_choice import UNDER_WAY, Choice, Standing
from app.node.picture_figures import MonthStates
from app.node.shared_places import unsettled
from app.node.visiting import Page, Role, Visit
from app.node.wording import Words

_MOST_NEEDS = 7
Field = tuple[str, str, list[tuple[str, str]]]
"""A filter: its name, its value, what there is to choose."""


def show(visit: Visit) -> Response:
    """Everything as it stands; what a figure counts is a click away."""
    choice = visit.filters(Choice).shared
    with visit.reading() as session:
        picture, options = read_picture(session, choice, visit.now), read_options(session)
        shared = [row.number for row in unsettled(session)]
        waiting = needs(session, visit.now, visit.visitor.role)
    today, goals = visit.now.astimezone().date(), tuple(one.people for one in picture.goals)
    return visit.page(
        "overview.html",
        picture=picture,
        choice=choice,
        fields=fields(options, choice, visit.words),
        shared=shared,
        waiting=waiting[:_MOST_NEEDS],
        waiting_count=len(waiting),
        columns=charts.columns(_columns(visit.words, picture, choice, today)),
        target=charts.target_bar(picture.people, goals),
        top=charts.grid(max((one.spread.high for one in picture.steps), default=1), 5),
        charts=charts,
        said=picture_words,
        today=today,
        order=UNDER_WAY[::-1],
        may_set=visit.may(Role.ADMINISTRATOR),
        has_exports=visit.may(Role.COORDINATOR) and "/exports" in visit.parts.frame.paths,
        cases=lambda **changes: address_of("/cases", choice, **changes),
        papers=lambda **changes: address_of("/certificates", choice, **changes),
        in_month=lambda month, state: _in_month(choice, month, state, today),
    )


def fields(options: Options, choice: Choice, words: Words) -> list[Field]:
    """The filters as a form has them; one with nothing to choose is left out."""
    language = words.language
    found: list[Field] = [
        ("region", choice.region, [(one, one) for one in options.regions]),
        ("centre", choice.centre, [(one, one) for one in options.centres]),
        ("company", choice.company, list(options.companies)),
        ("role", choice.role, [(code, name.in_language(language)) for code, name in options.roles]),
    ]
    return [one for one in found if one[2]]


def _columns(
    words: Words, picture: Picture, choice: Choice, today: date
) -> tuple[MonthColumn, ...]:
    return tuple(
        MonthColumn(
            picture_words.short_month(words, month.day),
            tuple(
                Segment(
                    state.value,
                    count,
                    _in_month(choice, month, state, today),
                    f"{words[f'state_{state}']} {month.day}: {count}",
                )
                for state, count in month.counts
            ),
        )
        for month in picture.months
    )


def _in_month(choice: Choice, month: MonthStates, state: Standing, today: date) -> str:
    """The list behind one part of a column."""
    at = None if month.day == today else month.day
    return address_of("/cases", choice, state=state.value, at=at)


PAGES = (Page("/", Role.READER, show),)
