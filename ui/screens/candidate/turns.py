"""What the assessor's page says for each reason to ask for the assessor."""

from datetime import datetime
from enum import Enum, auto

from app.usecases.sittings import Incident
from ui.figures import clock_time, day_and_time, duration
from ui.language import tr
from ui.screens.candidate.assessor_page import Turn
from ui.screens.candidate.sheet import Sheet


class Why(Enum):
    """What the secret is asked for."""

    LEAVE = auto()
    PAUSED = auto()
    INCIDENT = auto()
    DONE = auto()
    TIME_UP = auto()


def turn(why: Why, sheet: Sheet, left: int, unsaved: tuple[int, ...]) -> Turn:
    """The words; `left` seconds, `unsaved` places of answers that are not saved."""
    warning = _unsaved(unsaved, for_good=why is Why.TIME_UP)
    match why:
        case Why.LEAVE:
            return _leave(warning, sheet.left_in_area)
        case Why.PAUSED:
            return _paused(left, sheet.paper.pause_reason, warning)
        case Why.INCIDENT:
            incident = sheet.paper.incident
            assert incident is not None
            return _cut_off(incident, left, warning)
        case Why.DONE:
            return _done(sheet)
        case Why.TIME_UP:
            return _time_up(sheet, warning)


def _leave(warning: str, left_in_area: int) -> Turn:
    """Between two areas anybody may have a pause, in the middle of one something has happened."""
    lines = (
        tr("Provet pausas och tiden stannar."),
        "" if warning else tr("Svaren är sparade."),
        tr("Bara bedömaren kan lämna provet."),
        tr("%n frågor är kvar i området. Paus tas mellan områden, om inget har hänt.", left_in_area)
        if left_in_area
        else "",
    )
    return Turn(
        "lock",
        "accent",
        tr("Lämna provet?"),
        lines,
        may_return=True,
        warning=warning,
    )


def _paused(left: int, reason: str, warning: str) -> Turn:
    lines = (
        tr("Tiden står still. {time} är kvar.").format(time=duration(left)),
        tr("Orsak: {reason}").format(reason=reason) if reason else "",
        tr("Bedömaren låter provet gå vidare."),
    )
    return Turn("pause", "accent", tr("Provet är pausat"), lines, warning=warning)


def _cut_off(incident: Incident, left: int, warning: str) -> Turn:
    stopped, found = incident.stopped.astimezone(), incident.found.astimezone()
    minutes = max(1, round(incident.lost_seconds / 60))
    lines = (
        tr("Provet stod still från {start} till {end}.").format(
            start=_moment(stopped, found), end=_moment(found, stopped)
        ),
        tr("%n minuter gick förlorade. De räknas inte av provtiden.", minutes),
        tr("Alla svar fram till avbrottet finns kvar. {time} är kvar av tiden.").format(
            time=duration(left)
        ),
        tr("Bedömaren bekräftar avbrottet, sedan går provet vidare på samma fråga."),
    )
    return Turn("warning", "warn", tr("Provet blev avbrutet"), lines, warning=warning)


def _done(sheet: Sheet) -> Turn:
    lines = (_answered(sheet), tr("Tack! Säg till bedömaren att du är klar."))
    return Turn("check-circle", "ok", tr("Provet är inlämnat"), lines)


def _time_up(sheet: Sheet, warning: str) -> Turn:
    lines = (
        tr("Provet är inlämnat som det är. Det du svarat räknas."),
        _answered(sheet),
        tr("Säg till bedömaren att du är klar."),
    )
    return Turn("clock", "accent", tr("Tiden är slut"), lines, warning=warning)


def _answered(sheet: Sheet) -> str:
    return tr("{answered} av {total} frågor är besvarade.").format(
        answered=sheet.answered, total=len(sheet.questions)
    )


def _unsaved(places: tuple[int, ...], *, for_good: bool) -> str:
    if not places:
        return ""
    numbers = ", ".join(str(place + 1) for place in places)
    words = (
        tr("Det senaste svaret hann inte sparas på fråga {numbers}.")
        if for_good
        else tr("Det senaste svaret är inte sparat på fråga {numbers}.")
    )
    return words.format(numbers=numbers)


def _moment(value: datetime, other: datetime) -> str:
    """The clock, with the day where the other moment lies on another."""
    return clock_time(value) if value.date() == other.date() else day_and_time(value)
