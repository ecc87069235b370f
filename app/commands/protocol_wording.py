"""What the command line says of protocol packages that are refused, in Swedish and English."""

from app.domain.text import Text

PROTOCOL_SENTENCES = {
    "NotAPackage": Text(
        "{name} är inget protokollpaket: filen saknas, är skadad eller av annat slag.",
        "{name} is no protocol package: missing, damaged or of another kind.",
    ),
    "PackageTooLarge": Text(
        "Filen är större än {limit_mb} MB och läses inte.",
        "The file is larger than {limit_mb} MB and is not read.",
    ),
    "NewerPackage": Text(
        "Paketet är gjort för ett nyare Intyga. Uppdatera programmet.",
        "The package is made for a newer Intyga. Update the program.",
    ),
    "PackageContentChanged": Text(
        "Innehållet är inte det som signerades. Hämta paketet på nytt.",
        "The content is not what was signed. Fetch the package again.",
    ),
    "PackageSignatureWrong": Text(
        "Signaturen eller huvudmannens intyg håller inte. Hämta filen på nytt.",
        "The signature or the owner's statement does not hold. Fetch the file again.",
    ),
    "PackageFromFuture": Text(
        "Signerat {signed}, men här är det {day}. Kontrollera klockan.",
        "Signed on {signed}, but here it is {day}. Check the clock.",
    ),
    "OwnerUnknown": Text(
        "Ingen betrodd står bakom huvudmannen. Kontrollera mappen med betrodda utfärdare.",
        "Nobody trusted stands behind the owner. Check the trust folder.",
    ),
    "OwnerOutOfTime": Text(
        "Intyget om {owner} gäller {first_day} – {last_day}, inte {day}. Be om ett förnyat.",
        "The statement about {owner} holds {first_day} – {last_day}, not {day}. Ask for a new one.",
    ),
    "OwnerNotCovering": Text(
        "Intyget om {owner} omfattar inte {code} i modellen {scheme}.",
        "The statement about {owner} does not cover {code} in the scheme {scheme}.",
    ),
    "WrongOwnerKey": Text(
        "Nyckeln är inte den som intyget om {owner} gäller.",
        "The key is not the one that the statement about {owner} names.",
    ),
    "FolderNotEmpty": Text(
        "{name} är inte tom. Välj en ny mapp; inget har skrivits.",
        "{name} is not empty. Choose a new folder; nothing was written.",
    ),
    "FolderNotMade": Text(
        "{name} kunde inte skrivas: {reason}", "{name} could not be written: {reason}"
    ),
    "NotACode": Text(
        "{value} går inte: koder skrivs som SVE-1, modeller som min-modell.",
        "{value} will not do: codes are written like SVE-1, schemes like my-scheme.",
    ),
    "KeyFileUnreadable": Text(
        "{name} är ingen nyckelfil, eller skadad.", "{name} is no key file, or damaged."
    ),
    "KeyFileNotWritten": Text(
        "{name} kunde inte skrivas: {reason}. En nyckel skrivs aldrig över.",
        "{name} could not be written: {reason}. A key is never overwritten.",
    ),
    "PassphraseTooShort": Text(
        "Lösenfrasen ska ha minst {least} tecken.",
        "The passphrase must have at least {least} characters.",
    ),
    "WrongPassphrase": Text("Fel lösenfras.", "Wrong passphrase."),
    "PassphrasesDiffer": Text(
        "Lösenfraserna var inte lika. Ingen nyckel har gjorts.",
        "The passphrases differ. No key was made.",
    ),
    "NoPassphrase": Text(
        "Ingen lösenfras kom. Skriv den, eller ge den i INTYGA_PASSPHRASE.",
        "No passphrase came. Type it, or give it in INTYGA_PASSPHRASE.",
    ),
    "NotSignable": Text(
        "Det går inte att signera: ett namn, en kod, en dag eller skälet är tomt, för långt eller "
        "orimligt. Ett intyg gäller högst 13 månader.",
        "This cannot be signed: a name, code, day or the reason is empty, too long or out of "
        "order. A statement holds 13 months at most.",
    ),
    "StatementUnreadable": Text(
        "Huvudmannens intyg går inte att läsa: {name}",
        "The owner's statement cannot be read: {name}",
    ),
}
"""Name of a UserError → its sentence, with the error's fields in braces."""
