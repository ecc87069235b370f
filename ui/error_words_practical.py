"""Words of the errors met at the machine: photos, laboratory, oral follow-up, two assessors."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_KEPT = marked("Bedömningarna hittills är sparade.")

PRACTICAL_WORDS: dict[str, ErrorWords] = {
    "NotYourSitting": ErrorWords(
        marked("Det här är den andra bedömarens prov."),
        marked("Ni bedömer var för sig tills båda har lämnat in. Öppna ditt eget prov."),
        _KEPT,
    ),
    "PhotoNotRead": ErrorWords(
        marked("Filen är ingen bild som går att läsa."),
        marked("Ta en ny bild, eller spara den som JPEG eller PNG."),
        _KEPT,
    ),
    "PhotoNotRead.HEIC": ErrorWords(
        marked("Bilden är i formatet HEIC, som inte går att läsa här."),
        marked("Spara den som JPEG i telefonen, eller ställ kameran på Mest kompatibel."),
        _KEPT,
    ),
    "PhotoTooLarge": ErrorWords(
        marked("Bilden är större än vad en kamera ger."),
        marked("Ta en ny bild, eller spara den i mindre storlek."),
        _KEPT,
    ),
    "PhotosFull": ErrorWords(
        marked("Kriteriet har redan {most} foton."),
        marked("Ta bort ett av dem, så finns det plats för ett nytt."),
        _KEPT,
    ),
    "UnknownPhoto": ErrorWords(
        marked("Fotot finns inte på den här datorn."),
        marked("Öppna kriteriet på nytt."),
        _KEPT,
    ),
    "LabOrderIncomplete": ErrorWords(
        marked("Det som väntar på labb behöver provstyckets nummer och en dag för svaret."),
        marked("Fyll i dem och avsluta provet igen. Gäller: {numbers}."),
        _KEPT,
    ),
    "AwaitingLab": ErrorWords(
        marked("Kriterier väntar på labbsvar: {numbers}."),
        marked("Skriv in svaret när det har kommit. Väntas: {due}."),
        _KEPT,
    ),
    "LabAnswerIncomplete": ErrorWords(
        marked("Labbsvaret är inte komplett."),
        marked("Skriv labbets rapportnummer och det kriteriet frågar efter."),
        marked("Inget är ändrat."),
    ),
    "NothingToAsk": ErrorWords(
        marked("Det finns inget kvar att fråga om."),
        marked("Allt är bedömt, eller så kan det inte visas med ord."),
    ),
    "OralHalfDone": ErrorWords(
        marked("Frågor utan fullständigt svar: {numbers}."),
        marked("Välj ett steg och skriv vad som svarades, eller lämna frågan helt tom."),
        marked("Svaren hittills är sparade."),
    ),
}
