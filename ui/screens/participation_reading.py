"""What the tab of participation reads: projects, months, the people of the ones on view."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.domain.participation import Month, Project, SentToFunder
from app.open_desk import Workspace
from app.usecases.month_hours import PartMonth


@dataclass(frozen=True, slots=True)
class ParticipationTold:
    """`months`: the latest first, each with when it was sent to the funder, if it was."""

    projects: tuple[Project, ...] = ()
    months: Mapping[Month, SentToFunder | None] = field(default_factory=dict)
    lines: tuple[PartMonth, ...] = ()


def read_tab(
    desk: Workspace, company: UUID, asked: tuple[UUID | None, Month | None]
) -> ParticipationTold:
    """What is asked for; the newest project and month where that is not there."""
    found = desk.participations.projects()
    if not found:
        return ParticipationTold()
    project = next((one for one in found if one.id == asked[0]), found[0])
    sent = desk.month_hours.sent(project.id)
    months = {one: sent.get(one) for one in desk.month_hours.months(project.id)}
    if not months:
        return ParticipationTold(found)
    month = asked[1] if asked[1] in months else next(iter(months))
    assert month is not None
    return ParticipationTold(found, months, desk.month_hours.of_company(project.id, company, month))
