"""Words of the errors met while working with people, cases and certificates."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_AS_IT_WAS = marked("Inget halvt står kvar. Det som fanns där är orört, och allt här är sparat.")

DESK_WORDS: dict[str, ErrorWords] = {
    "NoAccreditation": ErrorWords(
        marked("Det här sigillet har ingen ackreditering ännu."),
        marked("Synka, eller be noden om ackrediteringen."),
    ),
    "ArrivalIncomplete": ErrorWords(
        marked("Ankomsten är inte klar. Det som saknas: {missing}."),
        marked("Fyll i det som saknas, sedan kan provet börja."),
    ),
    "OpenCaseExists": ErrorWords(
        marked("Personen har redan ett öppet ärende för den här rollen."),
        marked("Fortsätt i det ärendet eller avsluta det först."),
    ),
    "StatementsMissing": ErrorWords(
        marked("Påståenden utan svar: {count}."),
        marked("Svara på dem, sedan kan självskattningen lämnas in."),
        marked("Svaren hittills är sparade."),
    ),
    "NotInSitting": ErrorWords(
        marked("Svaret hör inte till det här provet."),
        marked("Öppna provet på nytt och svara igen."),
        marked("Alla svar hittills är sparade."),
    ),
    "TextTooLong": ErrorWords(
        marked("Texten är för lång: {length} tecken, högst {longest}."),
        marked("Korta texten, så sparas den."),
        marked("Det som var sparat innan är kvar."),
    ),
    "TimeIsUp": ErrorWords(
        marked("Provtiden är slut."),
        marked("Lämna in provet."),
        marked("Alla svar hittills är sparade och räknas."),
    ),
    "CriteriaMissing": ErrorWords(
        marked("Kriterier utan fullständig bedömning: {numbers}."),
        marked("Bedöm dem eller välj Ej bedömt. Under kravnivån behövs en anteckning."),
        marked("Bedömningarna hittills är sparade."),
    ),
    "NotAStopCriterion": ErrorWords(
        marked("Ett säkerhetsstopp behöver ett säkerhetskritiskt kriterium och en anteckning."),
        marked("Välj kriteriet och skriv vad du såg."),
    ),
    "SittingNotRunning": ErrorWords(
        marked("Provet pågår inte just nu, så inget kan besvaras."),
        marked("Bedömaren återupptar provet i ärendet."),
        marked("Alla svar hittills är sparade."),
    ),
    "WrongState": ErrorWords(
        marked("Det går inte att göra det här i det läge ärendet är nu."),
        marked("Öppna ärendet och fortsätt med det steg som står på tur."),
    ),
    "ResultMissing": ErrorWords(
        marked("Beslutet kan inte fattas ännu. Områden utan resultat: {areas_count}."),
        marked("Slutför proven för områdena eller tillgodoräkna dem."),
        marked("Resultaten hittills är sparade."),
    ),
    "NotDecided": ErrorWords(
        marked("Ärendet har inget signerat beslut ännu."),
        marked("Signera beslutet först."),
    ),
    "PlanIncomplete": ErrorWords(
        marked("Planen är inte klar. Områden utan åtgärd eller ansvarig: {areas_count}."),
        marked("Skriv åtgärd och ansvarig för varje område som återstår."),
    ),
    "PoolExhausted": ErrorWords(
        marked(
            "Frågorna i {name} räcker inte till ett nytt prov: {needed} behövs, {left} är kvar."
        ),
        marked("Be huvudmannen om fler frågor, eller synka efter en nyare version."),
        marked("Inget prov har startats."),
    ),
    "BadPersonName.empty": ErrorWords(
        marked("Namnet saknas."), marked("Skriv namnet som i identitetshandlingen.")
    ),
    "BadPersonName.too_long": ErrorWords(
        marked("Namnet är för långt."),
        marked("Skriv det som i identitetshandlingens maskinläsbara rad."),
    ),
    "BadPersonName.hidden_character": ErrorWords(
        marked("Namnet innehåller ett osynligt tecken ({character})."),
        marked("Skriv namnet för hand i stället för att klistra in det."),
    ),
    "BadPersonName.no_letter": ErrorWords(
        marked("Namnet innehåller inga bokstäver."),
        marked("Skriv namnet som i identitetshandlingen."),
    ),
    "BadIdentityNumber.shape": ErrorWords(
        marked("Numret ska ha 10 eller 12 siffror."), marked("Läs av numret igen.")
    ),
    "BadIdentityNumber.check_digit": ErrorWords(
        marked("Kontrollsiffran stämmer inte."), marked("Läs av numret igen.")
    ),
    "BadIdentityNumber.no_such_date": ErrorWords(
        marked("Datumet i numret finns inte."), marked("Läs av numret igen.")
    ),
    "BadIdentityNumber.in_the_future": ErrorWords(
        marked("Födelsedatumet ligger i framtiden."), marked("Läs av numret igen.")
    ),
    "UnlikelyAge": ErrorWords(
        marked("Numret ger åldern {age} år."),
        marked("Stämmer det? Bekräfta åldern, eller läs av numret igen."),
    ),
    "BadOrganisationNumber": ErrorWords(
        marked("Det är inget organisationsnummer."),
        marked("Läs av numret igen: tio siffror, eller ägarens personnummer för enskild firma."),
    ),
    "DuplicatePerson": ErrorWords(
        marked("Någon med det numret finns redan här."), marked("Öppna den personen i stället.")
    ),
    "LikelyDuplicate": ErrorWords(
        marked("Någon med samma namn och födelsedatum finns redan här."),
        marked("Titta efter om det är samma person; annars registrera ändå."),
    ),
    "UnknownPerson": ErrorWords(
        marked("Personen finns inte på den här datorn."), marked("Sök igen, eller synka.")
    ),
    "UnknownCase": ErrorWords(
        marked("Ärendet finns inte på den här datorn."),
        marked("Gå till Idag och öppna det därifrån."),
    ),
    "UnknownSitting": ErrorWords(
        marked("Provtillfället finns inte på den här datorn."), marked("Öppna ärendet igen.")
    ),
    "UnknownCertificate": ErrorWords(
        marked("Beviset är inte utfärdat på den här datorn."),
        marked("Kontrollera numret, eller läs koden under Kontrollera."),
    ),
    "BadCertificateNumber": ErrorWords(
        marked("Det är inget bevisnummer: längd eller kontrolltecken stämmer inte."),
        marked("Läs av numret igen från beviset."),
    ),
    "UnknownProtocol": ErrorWords(
        marked("Protokollet finns inte på den här datorn."),
        marked("Synka eller läs in protokollet."),
    ),
    "ProtocolErrors": ErrorWords(
        marked("Protokollet kan inte användas. Antal fel: {faults_count}."),
        marked("Rätta felen och läs in det igen."),
        marked("De protokoll som redan finns är orörda."),
    ),
    "ProtocolDamaged": ErrorWords(
        marked("Ett sparat protokoll är skadat."),
        marked("Läs in protokollet igen, eller synka."),
        marked("Dina ärenden är orörda."),
    ),
    "MissingGlyph": ErrorWords(
        marked("Beviset kan inte skriva dessa tecken: {letters}"),
        marked("Skriv namnet som i identitetshandlingens maskinläsbara rad."),
        marked("Inget bevis har utfärdats."),
    ),
    "RefusedLetter": ErrorWords(
        marked("Texten innehåller osynliga tecken som inte får stå på ett bevis."),
        marked("Skriv texten för hand i stället för att klistra in den."),
        marked("Inget bevis har utfärdats."),
    ),
    "CodeTooLarge": ErrorWords(
        marked("Beviset får inte plats i koden."),
        marked("Korta namnet på testcenter eller bedömare."),
        marked("Inget bevis har utfärdats."),
    ),
    "NoPrinterProgram": ErrorWords(
        marked("Datorn har inget program för utskrift."),
        marked("Spara beviset som PDF och skriv ut det på en annan dator."),
        marked("Beviset är utfärdat och gäller."),
    ),
    "PrintFailed": ErrorWords(
        marked("Skrivaren tog inte emot utskriften: {detail}"),
        marked("Kontrollera skrivaren och försök igen, eller spara som PDF."),
        marked("Beviset är utfärdat och gäller."),
    ),
    "FileTooLarge": ErrorWords(marked("Filen är för stor."), marked("Välj en fil på högst 20 MB.")),
    "NotReadable.missing": ErrorWords(
        marked("Filen finns inte längre."), marked("Välj filen igen.")
    ),
    "NotReadable.encrypted": ErrorWords(
        marked("Filen är låst med lösenord."),
        marked("Be om en fil utan lösenord, eller läs koden."),
    ),
    "NotReadable.damaged": ErrorWords(
        marked("Filen är skadad och kan inte öppnas."),
        marked("Hämta filen på nytt, eller läs koden."),
    ),
    "NotReadable": ErrorWords(
        marked("Filen är ingen PDF eller bild som kan öppnas."),
        marked("Välj en PDF, PNG eller JPEG, eller läs koden."),
    ),
    "NoCodeFound": ErrorWords(
        marked("Det finns ingen QR-kod i filen."),
        marked("Välj en skarpare bild eller hela PDF-filen, eller klistra in texten."),
    ),
    "NotWritten": ErrorWords(
        marked("Filen {name} kunde inte skrivas: {reason}"),
        marked("Välj en annan plats och försök igen."),
        _AS_IT_WAS,
    ),
    "NotWritten.full": ErrorWords(
        marked("Det finns inte plats för {name}: disken är full."),
        marked("Gör plats, eller välj en annan plats."),
        _AS_IT_WAS,
    ),
    "NotWritten.gone": ErrorWords(
        marked("Platsen för {name} finns inte längre. Är USB-minnet utdraget?"),
        marked("Sätt i det igen, eller välj en annan plats."),
        _AS_IT_WAS,
    ),
}
