"""What the command line says of a desk's log, its copies and bringing one back."""

from app.domain.text import Text

DESK_SENTENCES = {
    "RecordsDamaged": Text(
        "{count} poster är skadade ({records}). Inget har ändrats: av skadade poster görs inga "
        "rader. Återställ en säkerhetskopia.",
        "{count} records are damaged ({records}). Nothing was changed: no rows are made from "
        "damaged records. Restore a backup.",
    ),
    "DamagedBackup": Text(
        "{name} är skadad, eller ingen kopia av den här arbetsplatsen. Inget har ändrats.",
        "{name} is damaged, or no copy of this desk. Nothing was changed.",
    ),
    "OpenForReading": Text(
        "Arbetsplatsen är öppnad för läsning: ett annat fönster skriver.",
        "The desk is open for reading: another window writes.",
    ),
    "NotABackup": Text(
        "{path} är ingen säkerhetskopia, eller så saknas slutet av den. Inget har ändrats.",
        "{path} is no backup, or its end is missing. Nothing was changed.",
    ),
    "CutBackup": Text(
        "{path} är skadad eller bara delvis kopierad. Inget har ändrats.",
        "{path} is damaged or only partly copied. Nothing was changed.",
    ),
    "NewerBackup": Text(
        "{path} är gjord av ett nyare Intyga. Uppdatera programmet.",
        "{path} was made by a newer Intyga. Update the program.",
    ),
    "BackupNotRead": Text("{name} går inte att läsa. {reason}", "{name} cannot be read. {reason}"),
    "PlaceTaken": Text(
        "{place} finns redan. En demoregion görs i en egen mapp: välj en annan.",
        "{place} is there already. A demo region is made in a folder of its own: choose another.",
    ),
    "TooManyPeople": Text(
        "Det finns testnummer för {most} personer, inte fler.",
        "There are test numbers for {most} people, no more.",
    ),
    "OtherDesk": Text(
        "Säkerhetskopian är av en annan arbetsplats: {desk}, {centre}. Inget har ändrats.",
        "The backup is of another desk: {desk}, {centre}. Nothing was changed.",
    ),
    "NoRoomToRestore": Text(
        "Disken har inte plats för säkerhetskopian: {path}. Inget har ändrats.",
        "The disk has no room for the backup: {path}. Nothing was changed.",
    ),
    "BackupNotWritten": Text(
        "Ingen säkerhetskopia kunde skrivas i {folder}. Arbetsplatsen är orörd.",
        "No backup could be written in {folder}. The desk itself is untouched.",
    ),
}
"""Name of a UserError → its sentence, with the error's fields in braces."""
