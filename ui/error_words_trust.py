"""The words of what can go wrong with seals' accreditations and pinned roots."""

from ui.error_words_of import ErrorWords
from ui.language import marked

TRUST_WORDS: dict[str, ErrorWords] = {
    "NodeRefused.other_algorithm": ErrorWords(
        marked("Regionen tar emot plomber av ett annat slag än det här programmet gjorde."),
        marked("Försök igen. Uppdatera Intyga om det upprepas."),
        marked("Engångskoden är inte använd."),
    ),
    "NobodyToAsk": ErrorWords(
        marked(
            "Övningsdatorn har ingen ackrediterande att fråga: alla här är redan ackrediterade."
        ),
        marked("Öppna den riktiga arbetsplatsen."),
    ),
    "NotThisText.foreign": ErrorWords(
        marked("Det där är inget svar från den ackrediterande."),
        marked("Läs av koden i svaret, eller klistra in hela texten som börjar med KB1A."),
        marked("Inget är ändrat."),
    ),
    "NotThisText.other": ErrorWords(
        marked("Det där är frågan, inte svaret."),
        marked("Låt den ackrediterande läsa frågan. Svaret börjar med KB1A."),
        marked("Inget är ändrat."),
    ),
    "NotThisText": ErrorWords(
        marked("Svaret är skadat: något tecken fattas eller är fel."),
        marked("Läs av koden igen, eller klistra in hela texten."),
        marked("Inget är ändrat."),
    ),
    "AccreditationOfAnother": ErrorWords(
        marked("Svaret gäller {assessor}, plomb {seal}, som inte finns på den här datorn."),
        marked("Öppna det på rätt dator, eller be om ett svar på frågan som visas här."),
        marked("Inget är ändrat."),
    ),
    "AccreditationByStranger": ErrorWords(
        marked("Svaret är inte signerat av någon som regionen låter ackreditera just nu."),
        marked("Synka för att hämta regionens lista. Ring regionen om det upprepas."),
        marked("Inget är ändrat."),
    ),
    "AccreditationOver": ErrorWords(
        marked("Svaret gick ut {last_day}."),
        marked("Be den ackrediterande om ett nytt."),
        marked("Inget är ändrat."),
    ),
    "AccreditationHeld": ErrorWords(
        marked("Det svaret är redan mottaget."),
        marked("Du behöver inte göra något mer."),
    ),
    "AccreditationOlder": ErrorWords(
        marked("Här finns redan en nyare ackreditering, som gäller till {last_day}."),
        marked("Låt den ackrediterande läsa frågan som visas nu."),
        marked("Inget är ändrat."),
    ),
    "RootsUnchanged": ErrorWords(
        marked("Noden har samma rötter som den här datorn redan litar på."),
        marked("Du behöver inte göra något mer."),
    ),
    "RootsNotCompared": ErrorWords(
        marked("Det du skrev är inte nodens fingeravtryck."),
        marked(
            "Skriv av de sex grupperna en gång till. Stämmer de ändå inte: lita inte på noden, och "
            "ring regionen på ett nummer du redan har."
        ),
        marked("Inget är ändrat."),
    ),
    "ForeignRoots": ErrorWords(
        marked("Noden visar en helt annan regions rötter."),
        marked("Anslut inte. Ring regionen på ett nummer du redan har."),
        marked("Inget är ändrat."),
    ),
}
