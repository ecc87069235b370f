"""Words of the errors met with the digital credential in a certificate's file."""

from ui.error_words_of import ErrorWords
from ui.language import marked

BADGE_WORDS: dict[str, ErrorWords] = {
    "BadBadge": ErrorWords(
        marked("Den digitala delen av beviset är inte gjord som Intyga gör den ({code})."),
        marked("Lita på koden på papperet, och be utfärdaren om en ny fil."),
    ),
}
