"""The words of the four registers, their outcomes and states."""

from app.domain.disputes import DisputeKind, DisputeOutcome
from app.usecases.disputes import EntryLine
from ui.figures import iso_day
from ui.language import marked, tr
from ui.widgets.cells import CellState

_KINDS = {
    DisputeKind.RECONSIDERATION: marked("Omprövning"),
    DisputeKind.APPEAL: marked("Överklagande"),
    DisputeKind.COMPLAINT: marked("Klagomål"),
    DisputeKind.DEVIATION: marked("Avvikelse"),
}

_REGISTERS = {
    DisputeKind.RECONSIDERATION: marked("Omprövningar"),
    DisputeKind.APPEAL: marked("Överklaganden"),
    DisputeKind.COMPLAINT: marked("Klagomål"),
    DisputeKind.DEVIATION: marked("Avvikelser"),
}

_OUTCOMES = {
    DisputeOutcome.UPHELD: CellState("check", "neutral", marked("Beslutet står fast")),
    DisputeOutcome.CHANGED: CellState("pen", "accent", marked("Beslutet ändrat")),
    DisputeOutcome.DISMISSED: CellState("minus", "neutral", marked("Avvisad")),
    DisputeOutcome.REMEDIED: CellState("check-circle", "ok", marked("Åtgärdad")),
}

_OUTCOME_ACTS = {
    DisputeOutcome.UPHELD: marked("Beslutet står fast"),
    DisputeOutcome.CHANGED: marked("Beslutet ändras"),
    DisputeOutcome.DISMISSED: marked("Avvisas"),
    DisputeOutcome.REMEDIED: marked("Åtgärdat"),
}


def kind_words(kind: DisputeKind) -> str:
    """One entry of a register."""
    return tr(_KINDS[kind])


def register_words(kind: DisputeKind) -> str:
    """A register."""
    return tr(_REGISTERS[kind])


def outcome_state(outcome: DisputeOutcome) -> CellState:
    """How an entry was settled, as a table shows it."""
    state = _OUTCOMES[outcome]
    return CellState(state.icon, state.tone, tr(state.words))


def outcome_act(outcome: DisputeOutcome) -> str:
    """How an entry may be settled, to choose from."""
    return tr(_OUTCOME_ACTS[outcome])


def entry_state(line: EntryLine) -> CellState:
    """Where an entry stands: open, open but filed too late, or its outcome."""
    if line.outcome is not None:
        return outcome_state(line.outcome)
    if line.is_late:
        return CellState("clock", "warn", tr("Kom för sent"))
    return CellState("dot", "accent", tr("Öppen"))


def late_words(line: EntryLine, file_by: str) -> str:
    """Why a late entry can only be dismissed."""
    words = tr("Begäran kom {filed}. Sista dagen var {last}.")
    return words.format(filed=iso_day(line.filed.date()), last=file_by)
