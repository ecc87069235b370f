"""What the command line says, in Swedish and English."""

import argparse

from app.commands.authority_wording import AUTHORITY_SENTENCES
from app.commands.desk_wording import DESK_SENTENCES
from app.commands.export_wording import EXPORT_SENTENCES
from app.commands.fault_wording import fault_lines
from app.commands.protocol_wording import PROTOCOL_SENTENCES
from app.domain.errors import UserError
from app.domain.text import Language, Text
from app.protocols.faults import ProtocolErrors

SENTENCES = {
    "ProtocolDamaged": Text(
        "Det sparade protokollet går inte att läsa. Hämta det på nytt.",
        "The stored protocol cannot be read. Fetch it again.",
    ),
    "NotReadable": Text(
        "Filen går inte att läsa: den saknas, är låst eller inte en PDF, PNG eller JPEG.",
        "The file cannot be read: missing, locked, or not a PDF, PNG or JPEG.",
    ),
    "FileTooLarge": Text(
        "Filen är för stor: {size} (högst {limit}).",
        "The file is too large: {size} (at most {limit}).",
    ),
    "NoCodeFound": Text(
        "Ingen QR-kod hittades på {pages} sidor.", "No QR code was found on {pages} pages."
    ),
    "TrustNotReadable": Text(
        "Mappen med betrodda utfärdare håller inte: {name} saknas eller är inte rotens.",
        "The trust folder does not hold: {name} is missing or not signed by its root.",
    ),
    "NotACeremonyFile": Text(
        "{name} är inte den fil som behövs här, eller säger något ingen får signera.",
        "{name} is not the file that is needed here, or says what nobody may sign.",
    ),
    "BadKeyText": Text(
        "“{text}” är ingen nyckel i hexadecimal form.", "“{text}” is no key in hexadecimal form."
    ),
    "NoDesk": Text(
        "Det finns ingen sådan arbetsplats på den här datorn.", "There is no such desk here."
    ),
    "NoSuchAssessor": Text(
        "Välj bedömare med --assessor: {names}", "Choose an assessor with --assessor: {names}"
    ),
    "NotWritten": Text(
        "{name} kunde inte skrivas: {reason}. Det som fanns där är orört.",
        "{name} could not be written: {reason}. What was there is untouched.",
    ),
    "WrongSecret": Text(
        "Fel PIN eller lösenfras. Försök kvar: {left}",
        "Wrong PIN or passphrase. Tries left: {left}",
    ),
    "TooManyTries": Text(
        "För många försök. Vänta {wait_seconds} s.", "Too many tries. Wait {wait_seconds} s."
    ),
    "DeskInUse": Text(
        "Intyga är redan öppet med den här arbetsplatsen. Stäng det först.",
        "Intyga has this desk open already. Close it first.",
    ),
    "PepperMissing": Text(
        "Datorns nyckelring nås inte. Lås upp den och försök igen.",
        "The computer's keyring cannot be reached. Unlock it and try again.",
    ),
    "DamagedVault": Text(
        "Nyckelfilen går inte att läsa: {path}", "The key file cannot be read: {path}"
    ),
    "NewerVault": Text(
        "Nyckelfilen är skriven av ett nyare Intyga. Uppdatera programmet.",
        "The key file was written by a newer Intyga. Update the program.",
    ),
    "VaultNotSaved": Text(
        "Nyckelfilen kunde inte sparas. Disken kan vara full: {path}",
        "The key file could not be saved. The disk may be full: {path}",
    ),
    "SealMismatch": Text(
        "Nyckelfilen är ändrad. Återställ den eller anslut på nytt.",
        "The key file has been changed. Restore it or enrol again.",
    ),
    "DamagedDatabase": Text(
        "Databasen går inte att läsa: {path}. Återställ den nyaste säkerhetskopian.",
        "The database cannot be read: {path}. Restore the newest backup.",
    ),
    "NewerDatabase": Text(
        "Databasen är skriven av ett nyare Intyga ({found}, här {known}). Uppdatera programmet.",
        "The database was written by a newer Intyga ({found}, here {known}). Update the program.",
    ),
    "DiskFull": Text("Disken är full: {path}", "The disk is full: {path}"),
    "DiskFailed": Text("Disken svarar inte: {path}", "The disk does not answer: {path}"),
    "DeskBusy": Text(
        "Arbetsplatsen är upptagen. Försök igen.", "The desk is busy. Please try again."
    ),
    **DESK_SENTENCES,
    **EXPORT_SENTENCES,
    **AUTHORITY_SENTENCES,
    **PROTOCOL_SENTENCES,
}
"""Name of a UserError → its sentence, with the error's fields in braces."""


def add_language(parser: argparse.ArgumentParser) -> None:
    """Lets the user choose `--language sv|en`; Swedish when they do not."""
    parser.add_argument("--language", choices=("sv", "en"), default="sv", help="språk · language")


def sentence(error: UserError, language: Language) -> str:
    """The error in words. An error without a sentence is a bug and raises KeyError."""
    if isinstance(error, ProtocolErrors):
        return fault_lines(error.faults, language)
    fields = {name: getattr(error, name) for name in vars(error)}
    return SENTENCES[type(error).__name__].in_language(language).format(**fields)
