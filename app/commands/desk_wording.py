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
    "BackupNotWritten": Text(
        "Ingen säkerhetskopia kunde skrivas i {folder}. Arbetsplatsen är orörd.",
        "No backup could be written in {folder}. The desk itself is untouched.",
    ),
}
"""Name of a UserError → its sentence, with the error's fields in braces."""
