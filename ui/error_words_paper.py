"""Words of the errors met with plans, forms and what is keyed in from paper."""

from ui.error_words_of import ErrorWords
from ui.language import marked

PAPER_WORDS: dict[str, ErrorWords] = {
    "NoSuchMeasure": ErrorWords(
        marked("Planen har ingen åtgärd för det området."),
        marked("Öppna återkopplingen och se vilka åtgärder som är avtalade."),
    ),
    "MeasureDayWrong": ErrorWords(
        marked("Åtgärden kan inte vara gjord {day}: dagen ska ligga mellan samtalet och idag."),
        marked("Rätta dagen."),
    ),
    "PaperDayWrong": ErrorWords(
        marked("Blanketten kan inte vara ifylld {day}: dagen ska ligga mellan {first} och {last}."),
        marked("Rätta dagen, eller säg att blanketten är äldre än ärendet."),
    ),
    "NotAnAnswer": ErrorWords(
        marked("”{written}” är inget svar på fråga {number}."),
        marked("Skriv som det står på blanketten: bokstäver, siffror eller ett tal."),
        marked("Svaren du skrivit in hittills är sparade."),
    ),
}
