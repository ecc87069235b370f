"""Errors of guided conversations with companies, in words."""

from ui.error_words_of import ErrorWords
from ui.language import marked

CONVERSATION_WORDS: dict[str, ErrorWords] = {
    "UnknownConversation": ErrorWords(
        marked("Samtalet finns inte kvar på den här datorn."),
        marked("Gå tillbaka till listan över företagets samtal."),
    ),
    "ConversationUnfinished": ErrorWords(
        marked("Företaget har ett samtal från {day} som inte är avslutat."),
        marked("Fortsätt det, eller ta bort det om det började av misstag."),
    ),
    "ConversationLocked": ErrorWords(
        marked("Samtalet är avslutat och signerat {day}, så det ändras inte."),
        marked("Börja ett nytt samtal när något har ändrats."),
        marked("Allt som sades då finns kvar."),
    ),
    "ConversationPaused": ErrorWords(
        marked("Samtalet är pausat."),
        marked("Välj Fortsätt samtalet först."),
        marked("Alla svar är sparade."),
    ),
    "NobodyTakesPart": ErrorWords(
        marked("Ingen deltagare har en roll."),
        marked("Skriv minst en roll, till exempel platschef."),
    ),
    "ConversationDayWrong": ErrorWords(
        marked("Samtalet kan inte vara den {day}."),
        marked("Välj i dag eller en tidigare dag, efter företagets förra samtal."),
    ),
    "PutOffWithoutReason": ErrorWords(
        marked("Det saknas ett skäl."),
        marked("Skriv med några ord varför."),
    ),
    "QuestionsOpen": ErrorWords(
        marked("Frågor utan svar: {count}."),
        marked("Svara, eller hoppa över dem med ett skäl."),
        marked("Alla svar är sparade."),
    ),
    "NextStepIncomplete": ErrorWords(
        marked("Ett nästa steg saknar ansvarig eller dag."),
        marked("Fyll i det, eller ta bort steget."),
    ),
    "RoleIncomplete": ErrorWords(
        marked("En roll går inte att spara: {value}"),
        marked("Ge rollen ett namn som inte finns redan, och antal från 0 till 100 000."),
    ),
    "StepDayWrong": ErrorWords(
        marked("Steget kan inte ha blivit klart den {day}."),
        marked("Välj en dag från samtalet till och med i dag."),
    ),
}
