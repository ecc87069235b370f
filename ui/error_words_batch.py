"""Errors of issuing and handing out many certificates, in words."""

from ui.error_words_of import ErrorWords
from ui.language import marked

BATCH_WORDS: dict[str, ErrorWords] = {
    "TalkMissing": ErrorWords(
        marked("Återkopplingen är inte hållen än."),
        marked("Öppna ärendet och gå igenom resultatet med validanden."),
    ),
    "DecisionContested": ErrorWords(
        marked("Beslutet omprövas."),
        marked("Beviset kan utfärdas när omprövningen är avgjord."),
    ),
}
