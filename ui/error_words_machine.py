"""Words of the errors met with the computer, the keys, the network and the node."""

from ui.error_words_of import ErrorWords
from ui.language import marked

MACHINE_WORDS: dict[str, ErrorWords] = {
    "WrongSecret": ErrorWords(
        marked("PIN-koden stämmer inte."),
        marked("Försök igen. Försök kvar innan du får vänta: {left}."),
    ),
    "TooManyTries": ErrorWords(
        marked("För många försök."),
        marked("Vänta {wait_seconds} sekunder och försök igen."),
        marked("Allt på datorn är orört och krypterat."),
    ),
    "SecretTooShort": ErrorWords(
        marked("Koden är för kort."), marked("Välj minst {least} tecken.")
    ),
    "WrongRecoveryCode": ErrorWords(
        marked("Återställningskoden stämmer inte."),
        marked("Läs av koden igen. Den hör till just det här arbetsbordet."),
    ),
    "SealMismatch": ErrorWords(
        marked("Nyckelfilen har ändrats och kan inte litas på."),
        marked("Återställ filen från säkerhetskopian, eller anslut datorn till noden på nytt."),
        marked("Ärendena ligger kvar krypterade."),
    ),
    "DamagedVault": ErrorWords(
        marked("Nyckelfilen är skadad."),
        marked("Återställ {path} från säkerhetskopian, eller anslut datorn till noden på nytt."),
        marked("Ärendena ligger kvar krypterade."),
    ),
    "NewerVault": ErrorWords(
        marked("Nyckelfilen är skriven av en nyare version av Intyga."),
        marked("Uppdatera Intyga på den här datorn."),
        marked("Inget är ändrat."),
    ),
    "VaultNotSaved": ErrorWords(
        marked("Nyckelfilen kunde inte sparas."),
        marked("Frigör plats på disken och försök igen."),
        marked("Den tidigare nyckelfilen är orörd."),
    ),
    "PepperMissing": ErrorWords(
        marked("Datorns nyckelring går inte att nå."),
        marked("Logga in på datorn som vanligt, lås upp nyckelringen och försök igen."),
        marked("Allt på datorn är orört och krypterat."),
    ),
    "DeskExists": ErrorWords(
        marked("Det finns redan ett sådant arbetsbord på datorn."), marked("Lås upp det i stället.")
    ),
    "DamagedDatabase": ErrorWords(
        marked("Filen {path} kan inte läsas."),
        marked("Återställ den senaste säkerhetskopian bredvid den, eller fråga noden."),
        marked("Inget har skrivits i filen."),
    ),
    "DamagedRecord": ErrorWords(
        marked("En sparad post är skadad och används inte."),
        marked("Synka, så hämtas den igen om noden har den."),
        marked("Allt annat är orört."),
    ),
    "NewerDatabase": ErrorWords(
        marked("Arbetsbordet är skrivet av en nyare version av Intyga."),
        marked("Uppdatera Intyga på den här datorn."),
        marked("Inget är ändrat."),
    ),
    "DiskFull": ErrorWords(
        marked("Disken är full. Det senaste är inte sparat."),
        marked("Frigör plats och ange det senaste igen."),
        marked("Allt före det är sparat."),
    ),
    "DiskFailed": ErrorWords(
        marked("Disken svarar inte som den ska. Det senaste är kanske inte sparat."),
        marked("Ange det senaste igen och ta en säkerhetskopia snarast."),
        marked("Allt före det är sparat."),
    ),
    "DeskBusy": ErrorWords(
        marked("Arbetsbordet är upptaget."),
        marked("Försök igen om en stund."),
        marked("Inget har ändrats."),
    ),
    "DeskClosed": ErrorWords(
        marked("Arbetsbordet är låst."),
        marked("Lås upp det och gör om det senaste."),
        marked("Allt före det är sparat."),
    ),
    "TrustNotReadable": ErrorWords(
        marked("Mappen med betrodda nycklar går inte att läsa: {name}"),
        marked("Hämta mappen från noden på nytt."),
    ),
    "NotACeremonyFile": ErrorWords(
        marked("{name} är inte den fil som behövs här."),
        marked("Inget är ändrat. Välj filen som noden eller ackrediteringsorganet skrev."),
    ),
    "DeskInUse.held": ErrorWords(
        marked("Bordet är öppet i ett annat fönster: {who}, sedan {since}."),
        marked("Gå till det fönstret, eller öppna bordet här för läsning."),
        marked("Bara ett fönster skriver åt gången, så inget kan bli dubbelt."),
    ),
    "OpenForReading": ErrorWords(
        marked("Bordet är öppnat för läsning här: det andra fönstret skriver."),
        marked("Gör det i det andra fönstret, eller stäng det och skriv sedan här."),
        marked("Inget är ändrat."),
    ),
    "DeskInUse": ErrorWords(
        marked("Intyga är redan öppet på den här datorn."),
        marked("Använd det fönster som redan är öppet."),
    ),
    "ClockBehind": ErrorWords(
        marked("Datorns klocka går fel: den visar {now}, men något är signerat {newest}."),
        marked("Ställ klockan rätt. Sedan går det att signera igen."),
        marked("Allt är sparat."),
    ),
    "BadSeal": ErrorWords(
        marked("Signaturen går inte att styrka ({code})."),
        marked("Läs in det på nytt från källan; lita inte på innehållet."),
    ),
    "ListRolledBack": ErrorWords(
        marked("Listan är äldre (nr {offered}) än den som redan finns (nr {held})."),
        marked("Hämta en ny lista från noden."),
        marked("Den nyare listan behålls."),
    ),
    "NodeNotAuthorised": ErrorWords(
        marked("Listan är signerad av en nod som ingen känd myndighet står bakom."),
        marked("Kontrollera nodens adress och anmäl saken."),
        marked("Listan har inte tagits in."),
    ),
    "BundleTooLarge": ErrorWords(
        marked("Statuslistan är större än tillåtet."),
        marked("Hämta den på nytt, och anmäl saken om det upprepas."),
        marked("Den tidigare listan behålls."),
    ),
    "TooLarge": ErrorWords(
        marked("Innehållet är för stort för att signeras."),
        marked("Korta texterna och försök igen."),
        marked("Inget har signerats."),
    ),
    "SyncRunning": ErrorWords(
        marked("En synk pågår redan."),
        marked("Vänta tills den är klar."),
        marked("Allt är sparat här."),
    ),
    "NotEnrolled": ErrorWords(
        marked("Datorn är inte ansluten till någon nod."),
        marked("Anslut den i Inställningar."),
        marked("Allt är sparat här."),
    ),
    "NodeUnreachable": ErrorWords(
        marked("Noden går inte att nå."),
        marked("Inget är borta. Nytt försök görs av sig självt."),
        marked("Allt är sparat här."),
    ),
    "NotTheNode": ErrorWords(
        marked("Något annat än noden svarade, kanske en inloggningssida för nätet."),
        marked("Logga in på nätet i webbläsaren, eller byt nät, och försök igen."),
        marked("Inget har skickats."),
    ),
    "NodeRefused.bad_code": ErrorWords(
        marked("Engångskoden stämmer inte."), marked("Läs av koden igen, eller be noden om en ny.")
    ),
    "NodeRefused.code_used": ErrorWords(
        marked("Engångskoden är redan använd."), marked("Be noden om en ny kod.")
    ),
    "NodeRefused.code_expired": ErrorWords(
        marked("Engångskoden har gått ut."), marked("Be noden om en ny kod.")
    ),
    "NodeRefused.too_many": ErrorWords(
        marked("Noden har mycket att göra just nu."),
        marked("Vänta några minuter. Det som väntar skickas sedan av sig självt."),
        marked("Allt är sparat här."),
    ),
    "NodeRefused.disk_full": ErrorWords(
        marked("Nodens disk är full."),
        marked("Säg till regionen. Det som väntar skickas sedan av sig självt."),
        marked("Allt är sparat här, och det som är kvitterat finns kvar hos noden."),
    ),
    "NodeRefused": ErrorWords(
        marked("Noden sa nej ({code})."),
        marked("Försök igen. Hör av dig till noden om det upprepas."),
        marked("Allt är sparat här."),
    ),
    "BadMessage": ErrorWords(
        marked("Noden svarade något som inte går att förstå."),
        marked("Försök igen, och uppdatera Intyga om det upprepas."),
        marked("Allt är sparat här."),
    ),
    "RootMismatch": ErrorWords(
        marked("Nodens fingeravtryck är inte det du jämförde med."),
        marked("Anslut inte. Kontrollera adressen och ring noden."),
        marked("Inget har skickats."),
    ),
    "NodeNotProved": ErrorWords(
        marked("Noden kan inte styrka vem den är."),
        marked("Anslut inte. Kontrollera adressen och ring noden."),
        marked("Inget har skickats."),
    ),
    "Cancelled": ErrorWords(
        marked("Synken är avbruten."),
        marked("Försök igen när du vill."),
        marked("Det som redan är kvitterat är kvar hos noden."),
    ),
}
