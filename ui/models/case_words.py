"""The words of steps, states and standings, each with its icon and tone."""

from app.domain.case import CaseState, Step
from app.usecases.person_lines import Standing
from ui.language import marked, tr
from ui.widgets.cells import CellState

_STEPS = {
    Step.ARRIVAL: marked("Ankomst"),
    Step.SELF_ASSESSMENT: marked("Självskattning"),
    Step.THEORY: marked("Teoriprov"),
    Step.PRACTICAL: marked("Praktiskt prov"),
    Step.DECISION: marked("Beslut"),
    Step.FEEDBACK: marked("Återkoppling"),
    Step.CERTIFICATE: marked("Bevis"),
}

_STANDINGS = {
    Standing.BOOKED: CellState("clock", "neutral", marked("Bokad")),
    Standing.RUNNING: CellState("dot", "accent", marked("Pågår")),
    Standing.PAUSED: CellState("pause", "warn", marked("Paus")),
    Standing.DECIDED: CellState("pen", "accent", marked("Beslutad")),
    Standing.FULL: CellState("check-circle", "ok", marked("Fullt bevis")),
    Standing.PARTIAL: CellState("file", "accent", marked("Delbevis")),
    Standing.STATEMENT: CellState("file", "neutral", marked("Intyg")),
}

_C = CaseState
_STATES = {
    _C.REGISTERED: CellState("clock", "neutral", marked("Bokad")),
    _C.BOOKED: CellState("clock", "neutral", marked("Bokad")),
    _C.IDENTIFIED: CellState("dot", "accent", marked("Pågår")),
    _C.RUNNING: CellState("dot", "accent", marked("Pågår")),
    _C.PAUSED: CellState("pause", "warn", marked("Paus")),
    _C.ASSESSED: CellState("pen", "warn", marked("Klar att signera")),
    _C.REVIEWED: CellState("eye", "accent", marked("Granskad")),
    _C.UNDER_RECONSIDERATION: CellState("eye", "warn", marked("Omprövas")),
    _C.DECIDED: CellState("pen", "accent", marked("Beslutad")),
    _C.DEBRIEFED: CellState("file", "accent", marked("Bevis kan utfärdas")),
    _C.CERTIFIED: CellState("check-circle", "ok", marked("Bevis utfärdat")),
    _C.CLOSED: CellState("check-circle", "ok", marked("Klar")),
    _C.CANCELLED: CellState("x-circle", "neutral", marked("Avbokad")),
    _C.NO_SHOW: CellState("x-circle", "neutral", marked("Kom inte")),
    _C.ABORTED: CellState("x-circle", "neutral", marked("Avbruten")),
    _C.LAPSED: CellState("x-circle", "neutral", marked("Förfallen")),
}


def step_words(step: Step) -> str:
    """A step's name in the language in force."""
    return tr(_STEPS[step])


def standing_state(standing: Standing) -> CellState:
    """How far a person's latest case is, as a table shows it."""
    return _spoken(_STANDINGS[standing])


def case_state(state: CaseState) -> CellState:
    """Where a case stands, as a table shows it."""
    return _spoken(_STATES[state])


def _spoken(state: CellState) -> CellState:
    return CellState(state.icon, state.tone, tr(state.words))
