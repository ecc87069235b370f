"""The words of what can go wrong with seals' accreditations and pinned roots."""

from ui.error_words_of import ErrorWords
from ui.language import marked

TRUST_WORDS: dict[str, ErrorWords] = {
    "NodeRefused.other_algorithm": ErrorWords(
        marked("Regionen tar emot plomber av ett annat slag än det här programmet gjorde."),
        marked("Försök igen. Uppdatera Intyga om det upprepas."),
        marked("Engångskoden är inte använd."),
    ),
}
