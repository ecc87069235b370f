"""Words of the errors met when a second person takes part, or joins the desk."""

from ui.error_words_of import ErrorWords
from ui.language import marked

SECOND_WORDS: dict[str, ErrorWords] = {
    "SamePerson": ErrorWords(
        marked("{name} är redan inloggad. Här behövs någon annan."),
        marked("Välj en kollega, som bekräftar med sin egen kod."),
        marked("Inget är ändrat."),
    ),
    "UnknownColleague": ErrorWords(
        marked("Personen arbetar inte längre vid den här datorn."),
        marked("Välj någon annan, eller lägg till personen under Inställningar."),
        marked("Inget är ändrat."),
    ),
    "SamePeople": ErrorWords(
        marked("Samma person kan inte vara både {one} och {other}."),
        marked("Låt någon annan göra det."),
        marked("Inget är ändrat."),
    ),
}

SECOND_MEMBERS: dict[str, str] = {
    "SIGNER": marked("den som signerar"),
    "REVIEWER": marked("granskare"),
    "CANDIDATE": marked("validand"),
}
