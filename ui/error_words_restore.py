"""Words of the errors met when a copy of the desk is to be put back."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_SAFE = marked("Inget är ändrat.")

RESTORE_WORDS: dict[str, ErrorWords] = {
    "NotABackup": ErrorWords(
        marked("{path} är ingen säkerhetskopia av ett arbetsbord, eller så saknas slutet av den."),
        marked("Kopiera den igen och mata ut stickan innan du drar ur den, eller välj en annan."),
        _SAFE,
    ),
    "CutBackup": ErrorWords(
        marked("{path} är skadad eller bara delvis kopierad."),
        marked("Kopiera den igen från där den gjordes, eller välj en annan säkerhetskopia."),
        _SAFE,
    ),
    "NewerBackup": ErrorWords(
        marked("{path} är gjord av en nyare version av Intyga."),
        marked("Uppdatera Intyga på den här datorn och försök igen."),
        _SAFE,
    ),
    "BackupNotRead": ErrorWords(
        marked("{name} går inte att läsa. {reason}"),
        marked("Sätt i stickan igen och välj filen på nytt."),
        _SAFE,
    ),
    "OtherDesk": ErrorWords(
        marked("Säkerhetskopian är av ett annat arbetsbord: {desk}, {centre}."),
        marked("Välj en kopia av bordet här, eller återställ den på en dator utan arbetsbord."),
        _SAFE,
    ),
    "CopyWithoutCode": ErrorWords(
        marked(
            "Ingen återställningskod fanns när säkerhetskopian gjordes. Därför öppnas den bara på "
            "datorn där den gjordes."
        ),
        marked("Välj en nyare kopia, eller ring samordnaren: det som är skickat finns hos noden."),
        _SAFE,
    ),
    "NoRoomToRestore": ErrorWords(
        marked("Disken har inte plats för säkerhetskopian bredvid det som finns."),
        marked("Frigör plats, minst så mycket som kopian är stor, och försök igen."),
        _SAFE,
    ),
    "RestoreStopped": ErrorWords(
        marked("Återställningen avbröts innan något ändrades."), marked("Börja om när det passar.")
    ),
}
