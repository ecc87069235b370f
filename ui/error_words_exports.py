"""Words of the errors about files for others."""

from ui.error_words_of import ErrorWords
from ui.language import marked

EXPORT_WORDS: dict[str, ErrorWords] = {
    "TooManyRows": ErrorWords(
        marked("Ett kalkylblad rymmer {most} rader, och det här är fler."),
        marked("Välj CSV eller Parquet, eller en kortare period."),
        marked("Inget är skrivet."),
    ),
    "ExportCancelled": ErrorWords(
        marked("Exporten avbröts."),
        marked("Börja om när du vill."),
        marked("Inget är skrivet."),
    ),
    "NoManifest": ErrorWords(
        marked("Filen {name} är ingen export med följeblad, eller går följebladet inte att läsa."),
        marked("Lägg följebladet (….manifest.json) i samma mapp som filen och försök igen."),
    ),
    "ExportUnread": ErrorWords(
        marked("Filen {name} kan inte läsas: {reason}"),
        marked("Lägg filen och följebladet i samma mapp och försök igen."),
    ),
    "FileGone": ErrorWords(
        marked("Filen {name} finns inte kvar där den skrevs."),
        marked("Exportera igen och gör e-posten direkt."),
    ),
}
