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
    "SecondAssessorNeeded": ErrorWords(
        marked("{profile} bedöms av två bedömare."),
        marked("Välj vem som är andra bedömare, sedan kan provet börja."),
        marked("Inget har påbörjats."),
    ),
    "StillBlind": ErrorWords(
        marked("Båda har inte lämnat in sin bedömning."),
        marked("Ni ser varandras bedömningar när båda har lämnat in."),
        marked("Allt som är bedömt är sparat."),
    ),
    "OnlyTheTwo": ErrorWords(
        marked("Skillnaderna löses av dem som bedömde: {first} och {second}."),
        marked("Låt någon av dem logga in och öppna ärendet."),
        marked("Inget är ändrat."),
    ),
    "SettlementIncomplete": ErrorWords(
        marked("Beslutet för {number} är inte klart. Det som saknas: {missing}."),
        marked("Fyll i det som saknas och spara igen."),
        marked("Det som var sparat innan är kvar."),
    ),
    "DifferencesOpen": ErrorWords(
        marked("Skillnader som inte är lösta: {numbers}."),
        marked("Kom överens om dem, sedan kan ni gå vidare."),
        marked("Det ni har löst hittills är sparat."),
    ),
    "OtherMustConfirm": ErrorWords(
        marked("{name} behöver bekräfta det ni kom överens om."),
        marked("Låt kollegan skriva sin egen kod."),
        marked("Det ni har löst är sparat."),
    ),
    "NoNodeHere": ErrorWords(
        marked("Det här arbetsbordet har ingen nod att fråga."),
        marked("På övningsbordet finns alla personer från början."),
        marked("Inget är ändrat."),
    ),
    "OtherCentre": ErrorWords(
        marked("Koden gäller {centre}. Den här datorn hör till {here}."),
        marked("Be samordnaren om en kod för det här testcentret."),
        marked("Inget är ändrat."),
    ),
    "AlreadyHere": ErrorWords(
        marked("{name} arbetar redan vid den här datorn."),
        marked("Ta först bort personen här om en ny kod ska gälla. Be sedan om en kod till."),
        marked("Inget är ändrat."),
    ),
    "StillSignedIn": ErrorWords(
        marked("{name} är inloggad och kan inte tas bort."),
        marked("Låt en kollega logga in och göra det. Någon måste alltid kunna låsa upp."),
        marked("Inget är ändrat."),
    ),
    "NotBegun": ErrorWords(
        marked("Det praktiska provet är inte påbörjat här."),
        marked("Börja provet först, sedan kan filen till kollegan sparas."),
        marked("Inget är ändrat."),
    ),
    "NobodyNamed": ErrorWords(
        marked("Kollegan vid den andra datorn har inget namn."),
        marked("Skriv namnet, sedan kan ni gå vidare."),
        marked("Inget är ändrat."),
    ),
    "AnswerOfAnother": ErrorWords(
        marked("Svaret gäller ett annat ärende eller ett annat prov."),
        marked("Öppna det ärende som svaret gäller, eller be kollegan om rätt fil."),
        marked("Inget är ändrat."),
    ),
    "SecondNotAccredited": ErrorWords(
        marked("{name} hade ingen ackreditering för {profile} den dagen."),
        marked("Låt någon med giltig ackreditering bedöma, eller bedöm ensam."),
        marked("Din egen bedömning är sparad."),
    ),
    "ProtocolMissing": ErrorWords(
        marked("{profile} {version} är inte installerat på den här datorn."),
        marked("Importera protokollet under Protokoll och öppna filen igen."),
        marked("Inget är ändrat."),
    ),
    "OwnCase": ErrorWords(
        marked("Filen skrevs på den här datorn: ärendet finns redan här."),
        marked("Öppna filen på kollegans dator."),
        marked("Inget är ändrat."),
    ),
    "NotHandedIn": ErrorWords(
        marked("Bedömningen är inte inlämnad."),
        marked("Bedöm klart och lämna in, sedan kan svarsfilen sparas."),
        marked("Allt som är bedömt är sparat."),
    ),
    "NotAHandover": ErrorWords(
        marked("Filen är ingen fil från en annan bedömares dator, eller så är den skadad."),
        marked("Välj filen som slutar på .intyga, eller be kollegan spara den igen."),
        marked("Inget är ändrat."),
    ),
    "NewerHandover": ErrorWords(
        marked("Filen är skriven av en nyare version av Intyga."),
        marked("Uppdatera Intyga på den här datorn och öppna filen igen."),
        marked("Inget är ändrat."),
    ),
    "WrongCode": ErrorWords(
        marked("Koden öppnar inte filen, eller så är filen ändrad på vägen."),
        marked(
            "Fråga kollegan om koden och skriv den igen. Hjälper det inte: be om filen på nytt."
        ),
        marked("Inget är ändrat."),
    ),
}

SECOND_MEMBERS: dict[str, str] = {
    "SIGNER": marked("den som signerar"),
    "REVIEWER": marked("granskare"),
    "CANDIDATE": marked("validand"),
    "RATING": marked("bedömning"),
    "NOTE": marked("anteckning"),
    "VALUE": marked("mätvärde"),
    "OUT_OF_TOLERANCE": marked("bedömning under kravet, för mätvärdet ligger utanför gränserna"),
}
