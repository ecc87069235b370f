"""Words of the errors about who may judge whom: accreditation, role, ties, secrecy."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_KEPT = marked("Allt som är bedömt är sparat.")
_COLLEAGUE = marked("Låt en kollega bedöma och signera det här ärendet.")

AUTHORITY_WORDS: dict[str, ErrorWords] = {
    "AccreditationExpired": ErrorWords(
        marked("Ackrediteringen för {profile} gick ut den {expired_on}."),
        marked("Synka för att hämta en ny, eller låt någon med giltig ackreditering signera."),
        _KEPT,
    ),
    "AccreditationNotBegun": ErrorWords(
        marked("Ackrediteringen för {profile} gäller först från den {first_day}."),
        marked("Vänta till dess, eller låt någon med giltig ackreditering göra det."),
        _KEPT,
    ),
    "NotAccredited": ErrorWords(
        marked("Din ackreditering omfattar inte {profile}."),
        marked("Låt någon med ackreditering för rollen göra det, eller ansök om utökning."),
        _KEPT,
    ),
    "OnlySupervises": ErrorWords(
        marked("{name} övervakar prov, men bedömer och beslutar inte."),
        marked("Lås och låt en bedömare låsa upp."),
        _KEPT,
    ),
    "ReviewerNeeded": ErrorWords(
        marked("{profile} kräver att en granskare godkänner beslutet."),
        marked("Lämna ärendet till granskaren. När granskaren håller med kan du signera."),
        marked("Allt som är bedömt är sparat."),
    ),
    "NoCentreStatement": ErrorWords(
        marked("Datorn har inget besked om vad {centre} får validera."),
        marked("Synka för att hämta testcentrets ackreditering från noden."),
        _KEPT,
    ),
    "CentreNotAccredited": ErrorWords(
        marked("Testcentrets ackreditering omfattar inte {profile} på den här platsen."),
        marked("Kontrollera platsen vid ankomsten, eller be samordnaren utöka ackrediteringen."),
        _KEPT,
    ),
    "CentreNotBegun": ErrorWords(
        marked("{centre} är ackrediterat för {profile} först från den {first_day}."),
        marked("Vänta till dess, eller fråga samordnaren."),
        _KEPT,
    ),
    "CentreExpired": ErrorWords(
        marked("Testcentrets ackreditering för {profile} gick ut den {expired_on}."),
        marked("Synka för att hämta en ny, eller be samordnaren förlänga den."),
        _KEPT,
    ),
    "ConflictOfInterest": ErrorWords(
        marked("{assessor} har en anknytning till validanden och får inte bedöma."),
        _COLLEAGUE,
        _KEPT,
    ),
    "ConflictOfInterest.self": ErrorWords(
        marked("{assessor} är själv validand i det här ärendet."), _COLLEAGUE, _KEPT
    ),
    "ConflictOfInterest.relative": ErrorWords(
        marked("{assessor} är närstående till validanden och får inte bedöma."), _COLLEAGUE, _KEPT
    ),
    "ConflictOfInterest.line_manager": ErrorWords(
        marked("{assessor} är chef för validanden och får inte bedöma."), _COLLEAGUE, _KEPT
    ),
    "ConflictOfInterest.trained": ErrorWords(
        marked("{assessor} har utbildat validanden och får bedöma först efter den {until}."),
        _COLLEAGUE,
        _KEPT,
    ),
    "ClockNotBehind": ErrorWords(
        marked("Klockan är inte efter något som är signerat."),
        marked("Inget behöver göras: det går att signera."),
    ),
    "TieNotDated": ErrorWords(
        marked("Utbildning behöver en sista dag, som inte ligger framåt i tiden."),
        marked("Ange dagen då utbildningen slutade."),
    ),
    "TieNotExplained": ErrorWords(
        marked("En anknytning tas bort bara med en anledning."),
        marked("Skriv kort varför den inte stämmer."),
        marked("Anknytningen står kvar."),
    ),
    "AlreadySomebodyElse": ErrorWords(
        marked("{assessor} är redan kopplad till en annan person."),
        marked("Ta först bort den kopplingen på det personkortet."),
        marked("Inget är ändrat."),
    ),
    "UnknownTie": ErrorWords(
        marked("Anknytningen är redan borttagen."),
        marked("Öppna personkortet på nytt."),
    ),
    "SecrecyNotSigned": ErrorWords(
        marked("Frågorna öppnas först när {assessor} har skrivit under sekretessförbindelsen."),
        marked("Läs och skriv under den i Inställningar."),
        _KEPT,
    ),
}

AUTHORITY_MEMBERS: dict[str, str] = {
    "IMPARTIAL": marked("försäkran om opartiskhet"),
    "SITE": marked("plats"),
}
