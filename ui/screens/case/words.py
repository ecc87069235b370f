"""Words of the case that several panes say."""

from app.domain.case import Step
from app.domain.missing import Missing
from app.domain.text import Text
from app.usecases.cases import StepState
from ui.language import language, marked, tr

_STEPS = {
    Step.ARRIVAL: marked("Ankomst och identitet"),
    Step.SELF_ASSESSMENT: marked("Självskattning"),
    Step.THEORY: marked("Teoriprov"),
    Step.PRACTICAL: marked("Praktiskt prov"),
    Step.ORAL: marked("Muntlig uppföljning"),
    Step.DECISION: marked("Beslut"),
    Step.FEEDBACK: marked("Återkoppling"),
    Step.CERTIFICATE: marked("Beviset"),
}

_STEP_STATES = {
    StepState.DONE: marked("Klart"),
    StepState.CURRENT: marked("Pågår"),
    StepState.WAITING: marked("Väntar"),
}

_MISSING = {
    Missing.RATING: marked("bedömning saknas"),
    Missing.NOTE: marked("skriv vad du såg"),
    Missing.VALUE: marked("mätvärde saknas"),
    Missing.OUT_OF_TOLERANCE: marked("måttet är utanför toleransen"),
    Missing.GAUGE: marked("mätdonets kalibrering har gått ut"),
    Missing.PHOTO: marked("foto saknas"),
    Missing.LATER: marked("återkom"),
}


def said(text: Text) -> str:
    """A text of the protocol in the language in force."""
    return text.in_language(language())


def step_words(step: Step) -> str:
    """What a step is called."""
    return tr(_STEPS[step])


def state_words(state: StepState) -> str:
    """Where a step stands."""
    return tr(_STEP_STATES[state])


def missing_words(lacks: Missing) -> str:
    """What a criterion lacks, as it stands after its number."""
    return tr(_MISSING[lacks])
