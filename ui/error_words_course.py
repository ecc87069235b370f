"""Words of the errors met with a case's course, its credits and its retest."""

from ui.error_words_of import ErrorWords
from ui.language import marked

COURSE_WORDS: dict[str, ErrorWords] = {
    "ReasonMissing": ErrorWords(
        marked("Skälet saknas."), marked("Skriv varför, så att det går att förstå efteråt.")
    ),
    "NothingFinished": ErrorWords(
        marked("Ingen del av ärendet är klar, så det finns inget att besluta om."),
        marked("Pausa ärendet, eller avbryt det."),
    ),
}
