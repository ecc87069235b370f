"""The words of errors about checking the log, copies of the desk, and bringing one back."""

from ui.error_words_of import ErrorWords
from ui.language import marked

KEEPING_WORDS = {
    "CheckStopped": ErrorWords(
        marked("Kontrollen avbröts. Inget har ändrats."),
        marked("Börja om när det passar."),
    ),
    "RecordsDamaged": ErrorWords(
        marked("{found_count} signerade poster är skadade. Inget har ändrats."),
        marked("Återställ en säkerhetskopia, och visa samordnaren det här."),
    ),
    "BackupNotWritten": ErrorWords(
        marked("Ingen säkerhetskopia kunde skrivas i {folder}. Arbetet här är sparat som vanligt."),
        marked("Gör plats på disken. Nästa kopia görs av sig själv."),
    ),
    "DamagedBackup": ErrorWords(
        marked("{path} är skadad, eller ingen kopia av den här arbetsplatsen. Inget har ändrats."),
        marked("Välj en annan säkerhetskopia."),
    ),
    "NoSuchFolder": ErrorWords(
        marked("Mappen {folder} finns inte. Säkerhetskopiorna görs som förut."),
        marked("Sätt i minnet och välj mappen igen."),
    ),
}
