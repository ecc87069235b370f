"""Words of the errors met around the theory test: adjustments, drawing, pausing."""

from ui.error_words_of import ErrorWords
from ui.language import marked

THEORY_WORDS: dict[str, ErrorWords] = {
    "AdjustmentIncomplete": ErrorWords(
        marked("Anpassningen är inte fullständig."),
        marked("Skriv vem som hjälper till, och för en tolk vilket språk."),
    ),
    "ReaderKnowsSubject": ErrorWords(
        marked("{name} bedömer den här rollen och kan därför inte läsa upp provet."),
        marked("Välj någon som inte arbetar med ämnet, så får validanden rätt hjälp."),
    ),
    "ReaderNotDeclared": ErrorWords(
        marked("Det är inte bekräftat att {name} saknar roll i ämnet."),
        marked("Fråga uppläsaren och kryssa i bekräftelsen."),
    ),
    "AdjustmentsFixed": ErrorWords(
        marked("Provet har börjat. Anpassningarna ligger fast."),
        marked("Fortsätt med det som är godkänt. Behövs mer hjälp kan provet pausas."),
        marked("Det som var godkänt gäller."),
    ),
    "AdjustmentsUndecided": ErrorWords(
        marked("Föreslagna anpassningar som inte är godkända: {count}."),
        marked("Godkänn dem eller ta bort dem under Ankomst, sedan kan provet börja."),
        marked("Inget prov har påbörjats."),
    ),
    "NoSuchAdjustment": ErrorWords(
        marked("Anpassningen finns inte längre."),
        marked("Lägg till den på nytt om den behövs."),
    ),
    "PauseBetweenAreas": ErrorWords(
        marked("Området är påbörjat. Frågor kvar i det: {left}."),
        marked("Gå tillbaka och svara klart i området, eller skriv vad som har hänt."),
        marked("Alla svar är sparade."),
    ),
}
