"""Words of the errors about conflicts between laptops."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_UNCHANGED = marked("Inget är ändrat.")

CONFLICT_WORDS: dict[str, ErrorWords] = {
    "AlreadySettled": ErrorWords(
        marked("Konflikten är redan avgjord, eller svaret är på väg till noden."),
        marked("Synka för att se hur den slutade."),
        _UNCHANGED,
    ),
    "UnknownConflict": ErrorWords(
        marked("Konflikten finns inte på den här datorn längre."),
        marked("Gå till Konflikter och välj den i listan."),
        _UNCHANGED,
    ),
    "KeepNotPossible": ErrorWords(
        marked("Konflikten kan inte avgöras så."),
        marked("Välj ett av sätten som visas."),
        _UNCHANGED,
    ),
    "FieldsMissing": ErrorWords(
        marked("Alla uppgifter som skiljer är inte valda."),
        marked("Välj en version av varje uppgift."),
        _UNCHANGED,
    ),
}
