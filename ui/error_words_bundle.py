"""Words of the errors met with files to the node and its answers."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_SAFE = marked("Inget är ändrat här, och allt som väntar ligger kvar.")

BUNDLE_WORDS: dict[str, ErrorWords] = {
    "NotAnEnvelope": ErrorWords(
        marked("Det här är ingen svarsfil från noden."),
        marked("Välj filen som noden skrev som svar."),
        _SAFE,
    ),
    "WrongDirection": ErrorWords(
        marked("Det här är filen till noden, inte nodens svar."),
        marked("Låt noden läsa in den, och välj sedan filen som kommer tillbaka."),
        _SAFE,
    ),
    "NewerEnvelope": ErrorWords(
        marked("Svarsfilen är skriven av en nyare version av Intyga."),
        marked("Uppdatera Intyga på den här datorn och läs in filen igen."),
        _SAFE,
    ),
    "EnvelopeForAnother": ErrorWords(
        marked("Svaret hör inte till någon fil som skrevs på den här datorn."),
        marked("Läs in det på datorn som skrev filen, eller skriv en ny fil här."),
        _SAFE,
    ),
    "EnvelopeCut": ErrorWords(
        marked("Svarsfilen är avbruten: slutet saknas."),
        marked("Kopiera den från noden igen och mata ut stickan innan du drar ur den."),
        _SAFE,
    ),
    "EnvelopeDamaged": ErrorWords(
        marked("Svarsfilen är skadad eller ändrad på vägen."),
        marked("Hämta svaret från noden igen."),
        _SAFE,
    ),
    "BundleNotRead": ErrorWords(
        marked("Filen {name} går inte att läsa. {reason}"),
        marked("Sätt i stickan igen och välj filen på nytt."),
        _SAFE,
    ),
}
