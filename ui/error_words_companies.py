"""Words of the errors about companies, their orders, imports and rota."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_NOTHING = marked("Inget är ändrat.")
_NOTHING_IN = marked("Ingen har tagits in.")
_OPEN_AGAIN = marked("Öppna ordern på nytt.")

COMPANY_WORDS: dict[str, ErrorWords] = {
    "UnknownCompany": ErrorWords(
        marked("Företaget finns inte på den här datorn."), marked("Sök efter det bland alla.")
    ),
    "DuplicateCompany": ErrorWords(
        marked("Företaget finns redan."), marked("Öppna det som finns."), _NOTHING
    ),
    "BadOrganisationNumber": ErrorWords(
        marked("Det är inget organisationsnummer."),
        marked("Kontrollera de tio siffrorna, eller lämna fältet tomt."),
    ),
    "BadEmail": ErrorWords(
        marked("Det är ingen e-postadress."), marked("Rätta den, eller lämna fältet tomt.")
    ),
    "UnknownOrder": ErrorWords(
        marked("Ordern finns inte på den här datorn."), marked("Välj en annan order.")
    ),
    "OrderNameMissing": ErrorWords(
        marked("Ordern saknar namn."), marked("Skriv något ni känner igen den på.")
    ),
    "DaysTurned": ErrorWords(
        marked("Den sista dagen ligger före den första."), marked("Rätta en av dagarna.")
    ),
    "AlreadyInOrder": ErrorWords(
        marked("Personen är redan med i ordern."), marked("Välj någon annan."), _NOTHING
    ),
    "NotInOrder": ErrorWords(
        marked("Personen är inte med i ordern längre."), _OPEN_AGAIN, _NOTHING
    ),
    "CaseBegun": ErrorWords(
        marked("Personens ärende har börjat, så personen är kvar i ordern."),
        marked("Avsluta ärendet om det inte ska fortsätta."),
        _NOTHING,
    ),
    "NoRotaTerms": ErrorWords(
        marked("Det går inte att lägga något schema med det här."),
        marked("Ange minst en dag och en bedömare, och timmar som räcker till en person."),
        _NOTHING,
    ),
    "BadSlot": ErrorWords(
        marked("Tiden ryms inte på en dag."), marked("Välj en tidigare start eller kortare tid.")
    ),
    "SheetNotRead": ErrorWords(
        marked("Filen går inte att läsa som en lista."),
        marked("Öppna den i Excel eller LibreOffice och spara den som XLSX eller CSV."),
        _NOTHING_IN,
    ),
    "SheetNotRead.locked": ErrorWords(
        marked("Filen är skyddad med lösenord."),
        marked("Spara en kopia utan lösenord och läs in den."),
        _NOTHING_IN,
    ),
    "SheetNotRead.kind": ErrorWords(
        marked("Det är ingen fil som listor läses från."),
        marked("Välj en fil som slutar på .xlsx, .xlsm, .xls, .ods eller .csv."),
        _NOTHING_IN,
    ),
    "SheetNotRead.missing": ErrorWords(
        marked("Filen går inte att öppna."),
        marked("Kontrollera att den finns kvar och inte är öppen någon annanstans."),
        _NOTHING_IN,
    ),
    "SheetNotRead.headings": ErrorWords(
        marked("Filen har rubriker men ingen rad under dem."),
        marked("Skriv en person på varje rad, spara filen och läs in den igen."),
        _NOTHING_IN,
    ),
    "SheetNotRead.empty": ErrorWords(
        marked("Filen har inga rader."),
        marked("Välj en fil med en rubrikrad och en rad för varje person."),
        _NOTHING_IN,
    ),
    "SheetNotRead.large": ErrorWords(
        marked("Filen är för stor för en lista över personer."),
        marked("Dela den på flera, högst 200 000 rader i varje."),
        _NOTHING_IN,
    ),
    "ReadingStopped": ErrorWords(
        marked("Inläsningen avbröts."), marked("Läs in filen igen när du vill."), _NOTHING_IN
    ),
    "NobodyToTakeIn": ErrorWords(
        marked("Ingen rad går att ta in."),
        marked("Rätta raderna i filen och läs in den igen."),
        _NOTHING_IN,
    ),
    "TooManyToTakeIn": ErrorWords(
        marked("Listan är för lång: högst {most} tas in på en gång."),
        marked("Dela filen och läs in delarna var för sig."),
        _NOTHING_IN,
    ),
    "ListChanged": ErrorWords(
        marked("Något har ändrats här sedan listan lästes."),
        marked("Läs in filen igen och se över raderna."),
        _NOTHING_IN,
    ),
    "ImportInUse": ErrorWords(
        marked("Ett ärende har börjat för någon i listan, så den kan inte ångras."),
        marked("Ta ur ordern dem som inte ska vara med, en i taget."),
        _NOTHING,
    ),
}
