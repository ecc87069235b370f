"""Words of the errors met with a case's course, its credits and its retest."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_OTHER_SOURCE = marked("Välj ett annat område, eller ett annat bevis.")
_UNTOUCHED = marked("Inget är ändrat i ärendet.")

COURSE_WORDS: dict[str, ErrorWords] = {
    "ReasonMissing": ErrorWords(
        marked("Skälet saknas."), marked("Skriv varför, så att det går att förstå efteråt.")
    ),
    "NothingFinished": ErrorWords(
        marked("Ingen del av ärendet är klar, så det finns inget att besluta om."),
        marked("Pausa ärendet, eller avbryt det."),
    ),
    "AlreadySigned": ErrorWords(
        marked("Ärendet är signerat för den här personen och kan inte flyttas."),
        marked("Återkalla det som är utfärdat och gör om ärendet för rätt person."),
        _UNTOUCHED,
    ),
    "SamePersonAgain": ErrorWords(
        marked("Ärendet är redan den personens."), marked("Välj den som ärendet gäller.")
    ),
    "TooLateToCredit": ErrorWords(
        marked("Teoriprovet eller det praktiska provet är påbörjat."),
        marked("Tillgodoräkna före nästa ärende, eller vid ett omtest."),
        _UNTOUCHED,
    ),
    "NotCredited": ErrorWords(
        marked("Området är inte tillgodoräknat."), marked("Öppna listan på nytt.")
    ),
    "CreditNotInForce": ErrorWords(
        marked("{area} är tillgodoräknat från bevis {number}, som inte gäller längre."),
        marked("Öppna Mer, Tillgodoräkna, och ta bort det: området blir då inte bedömt."),
        marked("Inget är signerat."),
    ),
    "HolderUnsure": ErrorWords(
        marked("Det går inte att se vems beviset är: födelsedatum saknas."),
        marked("Lägg till personens födelsedatum, eller be om ett bevis som har det."),
        _UNTOUCHED,
    ),
    "OtherHolder": ErrorWords(
        marked("Beviset är utfärdat till {name}, född {birth_date}."),
        marked("Kontrollera att rätt bevis är inläst och att rätt person är vald."),
        _UNTOUCHED,
    ),
    "UnknownProfile": ErrorWords(
        marked("Beviset gäller {profile}, och det protokollet finns inte på den här datorn."),
        marked("Hämta protokollet under Protokoll, eller synka med noden."),
        _UNTOUCHED,
    ),
    "WaitingTime": ErrorWords(
        marked("Omtestet kan göras från {until}."),
        marked("Öppna det den dagen eller senare."),
    ),
    "MovedTooEarly": ErrorWords(
        marked("Personen har ett omtest som får göras från {until}. Ärendet är från före det."),
        marked("Välj någon annan, eller avbryt ärendet och öppna omtestet den dagen."),
        _UNTOUCHED,
    ),
    "AttemptsUsed": ErrorWords(
        marked("Modellen tillåter {limit} försök, och de är använda."),
        marked("En hel ny validering kan göras efter {again}."),
    ),
    "MeasuresMissing": ErrorWords(
        marked("Åtgärd före omtest saknas för: {areas}."),
        marked("Anteckna på personens kort att åtgärden är gjord."),
    ),
    "RetestFirst": ErrorWords(
        marked("Det finns områden kvar från ett tidigare ärende i rollen."),
        marked("Öppna omtestet, så behöver det som är visat inte göras om."),
    ),
    "AreaNotLeft": ErrorWords(
        marked("{area} är inte kvar att göra om."),
        marked("Området räknas som visat, eller finns inte i protokollets senaste version."),
        _UNTOUCHED,
    ),
    "NoRetest": ErrorWords(
        marked("Det finns inget att göra om efter det här ärendet."),
        marked("Öppna ett nytt ärende."),
    ),
} | {
    f"CreditRefused.{reason}": ErrorWords(what, _OTHER_SOURCE, _UNTOUCHED)
    for reason, what in {
        "not_in_source": marked("{area} finns inte i beviset."),
        "not_shown": marked("{area} är inte visat i beviset."),
        "credited_there": marked("{area} var tillgodoräknat redan i det beviset."),
        "level_too_low": marked("{area} har en lägre nivå i beviset än den som krävs här."),
        "too_old": marked("Beviset är för gammalt för att tillgodoräknas."),
        "expired": marked("Beviset har gått ut."),
        "withdrawn": marked("Beviset är återkallat, ersatt eller tillfälligt stoppat."),
        "over_share": marked("Med {area} blir andelen större än modellen tillåter."),
    }.items()
}

_NOT_COUNTED = marked("Bara ett bevis som gäller idag kan tillgodoräknas.")

COURSE_WORDS |= {
    "CreditRefused": ErrorWords(
        marked("{area} kan inte tillgodoräknas från beviset."), _OTHER_SOURCE, _UNTOUCHED
    ),
    "NotInForce": ErrorWords(
        marked("Det går inte att läsa något bevis ur det."),
        marked("Läs koden på beviset igen, eller öppna filen det kom i."),
        _UNTOUCHED,
    ),
} | {
    f"NotInForce.{reason}": ErrorWords(what, _NOT_COUNTED, _UNTOUCHED)
    for reason, what in {
        "GENUINE_STATUS_UNCERTAIN": marked(
            "Beviset är äkta, men statuslistan är för gammal för att säga om det gäller. Synka."
        ),
        "SUSPENDED": marked("Beviset är tillfälligt stoppat."),
        "REVOKED": marked("Beviset är återkallat."),
        "REPLACED": marked("Beviset är ersatt av ett nyare."),
        "EXPIRED": marked("Beviset har gått ut."),
        "NOT_ACCREDITED": marked("Utfärdaren var inte behörig för rollen den dagen."),
        "PRACTICE": marked("Det är ett övningsbevis."),
        "UNKNOWN_ISSUER": marked("Ingen utfärdare som datorn känner till har signerat beviset."),
        "NOT_GENUINE": marked("Det är inget äkta bevis, eller koden är skadad."),
    }.items()
}
