"""Words of the errors met with the recovery code, and on the way back to the node."""

from ui.error_words_of import ErrorWords
from ui.language import marked

RECOVERY_WORDS: dict[str, ErrorWords] = {
    "NoRecoveryCode": ErrorWords(
        marked("Det finns ingen återställningskod för den här datorn, eller så är den använd."),
        marked("Låt en kollega låsa upp, eller be noden om en ny engångskod."),
        marked("Inget är ändrat."),
    ),
    "MistypedRecoveryCode": ErrorWords(
        marked("Något tecken är fel: koden stämmer inte med sina kontrolltecken."),
        marked("Jämför med pappret: sju grupper om fyra tecken."),
        marked("Det räknas inte som ett försök."),
    ),
    "OtherPerson": ErrorWords(
        marked("Engångskoden är utställd till {name}, inte till {here}."),
        marked(
            "Säg till noden att den nya plomben inte är {name}s. Gör en ny återställningskod, "
            "lås, och återställ en gång till: då får du en ny plomb."
        ),
        marked("Ärendena är orörda."),
    ),
    "NodeRefused.unknown_seal": ErrorWords(
        marked("Noden känner inte din plomb."),
        marked("Be noden om en ny engångskod och skriv den i Inställningar."),
        marked("Allt är sparat här."),
    ),
    "NodeRefused.other_algorithm": ErrorWords(
        marked("Regionen har bytt slag av plomb sedan den här datorn anslöts."),
        marked("Be noden om hjälp att ansluta datorn på nytt."),
        marked("Allt är sparat här."),
    ),
}
