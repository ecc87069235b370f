"""Words of the errors met with protocol packages, their owners and their versions."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_NOTHING = marked("Inget har ändrats på den här datorn.")

PROTOCOL_WORDS: dict[str, ErrorWords] = {
    "NotAPackage": ErrorWords(
        marked("{name} är inget protokollpaket, eller så kom filen inte fram hel."),
        marked("Be huvudmannen om filen som slutar på .intyga-protocol och försök igen."),
        _NOTHING,
    ),
    "PackageTooLarge": ErrorWords(
        marked("Filen är större än {limit_mb} MB och läses inte."),
        marked("Kontrollera att det är rätt fil."),
        _NOTHING,
    ),
    "NoGuide": ErrorWords(
        marked("{code} har ingen vägledning i den här versionen."),
        marked("Be huvudmannen om en, eller använd en nyare version."),
        _NOTHING,
    ),
    "NewerPackage": ErrorWords(
        marked("Paketet är gjort för ett nyare Intyga än det här."),
        marked("Uppdatera programmet och läs in paketet igen."),
        _NOTHING,
    ),
    "PackageContentChanged": ErrorWords(
        marked("Innehållet är inte det som huvudmannen signerade."),
        marked("Hämta paketet på nytt från huvudmannen, direkt och inte genom någon annan."),
        _NOTHING,
    ),
    "PackageSignatureWrong": ErrorWords(
        marked("Signaturen i filen håller inte."),
        marked("Hämta filen på nytt från huvudmannen, direkt och inte genom någon annan."),
        _NOTHING,
    ),
    "PackageFromFuture": ErrorWords(
        marked("Paketet är signerat {signed}, men här är det {day}."),
        marked("Kontrollera datorns klocka. Stämmer den har huvudmannens dator fel tid."),
        _NOTHING,
    ),
    "OwnerUnknown": ErrorWords(
        marked("Ingen som den här datorn litar på står bakom huvudmannen."),
        marked("Synka för att hämta den nyaste listan, eller fråga samordnaren om huvudmannen."),
        _NOTHING,
    ),
    "OwnerOutOfTime": ErrorWords(
        marked("Intyget om {owner} gäller {first_day} – {last_day}, inte {day}."),
        marked("Be huvudmannen om ett paket med förnyat intyg."),
        _NOTHING,
    ),
    "OwnerNotCovering": ErrorWords(
        marked("{owner} får inte ge ut {code} i modellen {scheme}."),
        marked("Fråga samordnaren vem som är huvudman för profilen."),
        _NOTHING,
    ),
    "WrongOwnerKey": ErrorWords(
        marked("Nyckeln är inte den som intyget om {owner} gäller."),
        marked("Välj huvudmannens egen nyckel."),
    ),
    "FolderNotEmpty": ErrorWords(
        marked("{name} är inte tom."), marked("Välj en ny mapp."), marked("Inget har skrivits.")
    ),
    "FolderNotMade": ErrorWords(
        marked("{name} kunde inte skrivas: {reason}."), marked("Välj en annan plats.")
    ),
    "NotACode": ErrorWords(
        marked("{value} går inte att använda."),
        marked("Skriv koder som SVE-1 och modeller som min-modell."),
    ),
    "KeyFileUnreadable": ErrorWords(
        marked("{name} är ingen nyckelfil, eller skadad."), marked("Välj rätt fil.")
    ),
    "KeyFileNotWritten": ErrorWords(
        marked("{name} kunde inte skrivas: {reason}."),
        marked("Välj ett annat namn. En nyckel skrivs aldrig över."),
    ),
    "PassphraseTooShort": ErrorWords(
        marked("Lösenfrasen är för kort: minst {least} tecken."),
        marked("Välj en längre, gärna några vanliga ord."),
    ),
    "WrongPassphrase": ErrorWords(marked("Fel lösenfras."), marked("Försök igen.")),
    "SameVersionOtherContent": ErrorWords(
        marked("{code} {version} finns redan här med annat innehåll."),
        marked("Be huvudmannen ge det nya innehållet ett nytt versionsnummer."),
        _NOTHING,
    ),
    "OlderThanInUse": ErrorWords(
        marked("{code} {version} är äldre än {in_use}, som används."),
        marked("Fortsätt med {in_use}."),
        _NOTHING,
    ),
    "AreasMoved": ErrorWords(
        marked("{code} {version} har andra områden eller en annan skala än {other}."),
        marked("Be huvudmannen höja versionens första siffra: gamla bevis ska gå att läsa rätt."),
        _NOTHING,
    ),
    "ProtocolRecalled": ErrorWords(
        marked("Huvudmannen har återkallat {code} {version}: {reason}"),
        marked("Läs in den version som ersätter den. Ärenden som redan pågår får avslutas."),
    ),
    "ImportCancelled": ErrorWords(
        marked("Inläsningen avbröts."), marked("Börja om när du vill."), _NOTHING
    ),
    "NotPracticeDesk": ErrorWords(
        marked("Exempelpaket finns bara på övningsplatsen."),
        marked("Öppna övningsplatsen för att prova."),
    ),
}
