"""Words of the errors about what becomes of a certificate after it is issued."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_UNCHANGED = marked("Beviset är som det var.")

STATUS_MEMBERS: dict[str, str] = {
    "ISSUED": marked("gäller"),
    "SUSPENDED": marked("är tillfälligt stoppat"),
    "EXPIRED": marked("har gått ut"),
    "REPLACED": marked("är ersatt"),
    "REVOKED": marked("är återkallat"),
    "VOIDED": marked("är makulerat"),
    "NOT_BELIEVED": marked("har ett sigill som inte gäller"),
}

STATUS_WORDS: dict[str, ErrorWords] = {
    "StatusActClosed": ErrorWords(
        marked("Beviset {state}, så det går inte att göra."),
        marked("Läs historiken: någon annan kan ha hunnit före."),
        _UNCHANGED,
    ),
    "ReasonNotPossible": ErrorWords(
        marked("Skälet hör inte till den åtgärden."),
        marked("Välj ett av skälen som visas."),
        _UNCHANGED,
    ),
    "NotTheIssuer": ErrorWords(
        marked("Bara {name} kan göra det här, för det var {name} som utfärdade beviset."),
        marked("Be {name}, eller ring samordnaren som kan stoppa och återkalla det."),
        _UNCHANGED,
    ),
    "NotTheIssuer.earlier_seal": ErrorWords(
        marked("Beviset utfärdades med ett sigill som du inte har längre."),
        marked("Ring samordnaren, som kan stoppa och återkalla det. Du kan ersätta det här."),
        _UNCHANGED,
    ),
    "StoppedByRegion": ErrorWords(
        marked("Regionen har stoppat beviset, och bara regionen kan häva det."),
        marked("Ring samordnaren."),
        _UNCHANGED,
    ),
    "UnderReview": ErrorWords(
        marked("Två datorer har bedömt personen, så beviset är tillfälligt stoppat."),
        marked("Gå till Konflikter. Någon som inte bedömde avgör vilket bevis som gäller."),
        _UNCHANGED,
    ),
    "HandedOver": ErrorWords(
        marked("Beviset är redan lämnat, så det makuleras inte."),
        marked("Ersätt det om namnet är fel, eller återkalla det om det inte ska gälla."),
        _UNCHANGED,
    ),
    "NothingToCorrect": ErrorWords(
        marked("Namnet är samma som på beviset, så ett nytt skulle säga samma sak."),
        marked("Skriv namnet som det ska stå. Nivåer ändras bara genom omprövning."),
        _UNCHANGED,
    ),
    "SealNotBelieved.withdrawn": ErrorWords(
        marked("Ditt sigill är indraget från {since}. Det du signerar med det gäller inte."),
        marked("Ring samordnaren. Regionen kan återkalla bevis tills du har ett nytt sigill."),
        marked("Tidigare bevis gäller. Inget är ändrat."),
    ),
    "SealNotBelieved.compromised": ErrorWords(
        marked("Ditt sigill är anmält som stulet. Det du signerar med det gäller inte."),
        marked("Ring samordnaren och anslut datorn med ett nytt sigill."),
        marked("Bevis som noden hade före stölden gäller. Inget är ändrat."),
    ),
}
