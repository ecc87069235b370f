"""Words of the errors met with people who are erased, or have asked to be."""

from ui.error_words_of import ErrorWords
from ui.language import marked

ERASING_WORDS: dict[str, ErrorWords] = {
    "PersonErased": ErrorWords(
        marked("Personens uppgifter är raderade, eller radering är begärd, sedan {day}."),
        marked("Kommer personen tillbaka registreras hon eller han på nytt."),
        marked("Inget är ändrat."),
    ),
    "CertificateErased": ErrorWords(
        marked(
            "Bevis {number} står kvar med nummer och läge, men personens uppgifter är raderade."
        ),
        marked(
            "Det går inte att visa eller skriva ut. Ett papper som finns kan fortfarande prövas."
        ),
    ),
    "EraseCaseOpen": ErrorWords(
        marked("Personen har ett pågående ärende."),
        marked("Avsluta eller avboka ärendet först. Sedan går radering att begära direkt."),
        marked("Inget är ändrat."),
    ),
}
