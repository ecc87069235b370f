"""What each adjustment is called, what it means in practice, and what stands in its row."""

from app.domain.adjustments import AdjustmentKind
from app.usecases.adjustments import AdjustmentLine, AdjustmentsView
from ui.figures import clock_time
from ui.language import marked, tr

ICONS = {
    AdjustmentKind.EXTRA_TIME: "clock",
    AdjustmentKind.READ_ALOUD: "speech",
    AdjustmentKind.READER: "person",
    AdjustmentKind.ORAL: "pen",
    AdjustmentKind.DICTIONARY: "book",
    AdjustmentKind.INTERPRETER: "globe",
}

_NAMES = {
    AdjustmentKind.EXTRA_TIME: marked("Förlängd tid"),
    AdjustmentKind.READ_ALOUD: marked("Datorn läser upp"),
    AdjustmentKind.READER: marked("Uppläsare"),
    AdjustmentKind.ORAL: marked("Muntliga svar"),
    AdjustmentKind.DICTIONARY: marked("Ordbok"),
    AdjustmentKind.INTERPRETER: marked("Tolk"),
}

_MEANINGS = {
    AdjustmentKind.EXTRA_TIME: marked("Teoriprovet blir längre. Frågorna är desamma."),
    AdjustmentKind.READ_ALOUD: marked("En knapp i provet läser upp fråga och svar."),
    AdjustmentKind.READER: marked("Någon läser högt precis det som står, utan att förklara."),
    AdjustmentKind.ORAL: marked("Validanden svarar muntligt, någon annan för in svaret ordagrant."),
    AdjustmentKind.DICTIONARY: marked("En tryckt ordbok får användas, utan egna anteckningar."),
    AdjustmentKind.INTERPRETER: marked("Tolken översätter precis det som sägs och står."),
}


def name_words(kind: AdjustmentKind) -> str:
    """What the adjustment is called."""
    return tr(_NAMES[kind])


def meaning_words(kind: AdjustmentKind) -> str:
    """What it means in practice."""
    return tr(_MEANINGS[kind])


def row_words(line: AdjustmentLine, view: AdjustmentsView) -> str:
    """The adjustment with its helper, its language or its minutes."""
    adjustment = line.adjustment
    parts = [adjustment.name, adjustment.language]
    if adjustment.kind is AdjustmentKind.EXTRA_TIME:
        parts = [
            tr("{longer} minuter i stället för {minutes}").format(
                longer=view.longer_minutes, minutes=view.minutes
            )
        ]
    said = ", ".join(filter(None, parts))
    return f"{name_words(adjustment.kind)}: {said}" if said else name_words(adjustment.kind)


def state_words(line: AdjustmentLine) -> str:
    """Proposed, or approved by whom and when."""
    if line.approved is None:
        return tr("Föreslagen, inte godkänd än")
    return tr("Godkänd av {name} {time}").format(
        name=line.approved_by, time=clock_time(line.approved.astimezone())
    )
