"""Words of the errors about a company's matrix and plan."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_NOTHING = marked("Inget är ändrat.")

MATRIX_WORDS: dict[str, ErrorWords] = {
    "LevelNotPossible": ErrorWords(
        marked("Nivån finns inte i området."),
        marked("Välj en av nivåerna {allowed}."),
        _NOTHING,
    ),
    "MeasureIncomplete": ErrorWords(
        marked("Åtgärden är inte hel."),
        marked("Skriv vad som ska göras och vem som ansvarar, och välj minst en person."),
        _NOTHING,
    ),
    "MeasureDoneTooLate": ErrorWords(
        marked("Dagen {day} har inte kommit."),
        marked("Markera åtgärden när den är gjord."),
        _NOTHING,
    ),
    "UnknownMeasure": ErrorWords(
        marked("Åtgärden finns inte kvar i planen."),
        marked("Planera den på nytt om den behövs."),
        _NOTHING,
    ),
}
