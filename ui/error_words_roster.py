"""Words of the errors about bookings of the region's."""

from ui.error_words_of import ErrorWords
from ui.language import marked

ROSTER_WORDS: dict[str, ErrorWords] = {
    "UnknownBooking": ErrorWords(
        marked("Regionen har dragit tillbaka bokningen."),
        marked("Öppna ett nytt ärende om personen är här ändå."),
        marked("Inget är ändrat."),
    ),
}
