"""Words of a case that stands still, by its state."""

from dataclasses import dataclass

from app.domain.case import CaseState
from app.usecases.cases import CaseView, HistoryLine
from ui.language import marked
from ui.theme_roles import Tone


@dataclass(frozen=True, slots=True)
class Standing:
    """How a state looks and what it means; all words marked."""

    icon: str
    tone: Tone
    heading: str
    meaning: str
    since: str
    act: str


_TO_PERSON = marked("Till personen")
_WHEN = marked("När")

STANDS: dict[CaseState, Standing] = {
    CaseState.PAUSED: Standing(
        "pause",
        "warn",
        marked("Ärendet är pausat"),
        marked("Allt som är gjort finns kvar, och provtid som är kvar räknas inte ner."),
        marked("Pausat"),
        marked("Återuppta"),
    ),
    CaseState.CANCELLED: Standing(
        "x-circle",
        "neutral",
        marked("Ärendet är avbokat"),
        marked("Inget prov har gjorts. Ett nytt ärende kan öppnas när som helst."),
        _WHEN,
        _TO_PERSON,
    ),
    CaseState.NO_SHOW: Standing(
        "x-circle",
        "neutral",
        marked("Validanden kom inte"),
        marked("Det räknas inte som ett försök. Ett nytt ärende kan öppnas när som helst."),
        _WHEN,
        _TO_PERSON,
    ),
    CaseState.ABORTED: Standing(
        "x-circle",
        "neutral",
        marked("Ärendet är avbrutet"),
        marked("Inget beslut är fattat. Frågor som har visats används inte igen."),
        _WHEN,
        _TO_PERSON,
    ),
    CaseState.LAPSED: Standing(
        "clock",
        "neutral",
        marked("Ärendet har förfallit"),
        marked("Sista dagen passerade utan beslut. Ett nytt ärende kan öppnas när som helst."),
        _WHEN,
        _TO_PERSON,
    ),
}


def ended(view: CaseView) -> HistoryLine:
    """The line of the history that tells why the case stands as it does."""
    lines = [line for line in view.history if line.kind == view.state]
    return lines[-1] if lines else view.history[-1]
