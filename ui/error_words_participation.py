"""Words of the errors about funding projects, participation and hours."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_NOTHING = marked("Inget är ändrat.")

PARTICIPATION_WORDS: dict[str, ErrorWords] = {
    "OutsideProject": ErrorWords(
        marked("Dagarna ligger utanför projektet, som pågår {first}–{last}."),
        marked("Välj dagar inom projektet."),
        _NOTHING,
    ),
    "EndsBeforeStart": ErrorWords(
        marked("Sista dagen ligger före den första."),
        marked("Rätta en av dagarna."),
        _NOTHING,
    ),
    "StatusNotAllowed": ErrorWords(
        marked("Projektet tar inte emot någon med den ställningen i arbetslivet."),
        marked("Välj en annan, eller fråga samordnaren om projektets villkor."),
        _NOTHING,
    ),
    "OutsidePeriod": ErrorWords(
        marked("Personen deltar inte någon dag i den månaden."),
        marked("Ändra deltagandets dagar om de är fel."),
        _NOTHING,
    ),
    "TooManyHours": ErrorWords(
        marked("Det är fler timmar än dagarna rymmer: högst 24 timmar om dygnet."),
        marked("Rätta timmarna."),
        _NOTHING,
    ),
    "UnknownProject": ErrorWords(
        marked("Projektet finns inte på den här datorn."),
        marked("Synkronisera, så kommer regionens projekt."),
        _NOTHING,
    ),
    "UnknownParticipation": ErrorWords(
        marked("Deltagandet är taget tillbaka."),
        marked("Börja ett nytt deltagande om personen är med ändå."),
        _NOTHING,
    ),
    "TakesPartAlready": ErrorWords(
        marked("Personen deltar redan i projektet under någon av de dagarna."),
        marked("Ändra dagarna på det deltagande som finns."),
        _NOTHING,
    ),
    "HoursOutside": ErrorWords(
        marked("{month} har timmar som inte ryms i de dagarna."),
        marked("Attestera rätt timmar för {month} först."),
        _NOTHING,
    ),
    "NotAttested": ErrorWords(
        marked("Månaden är inte attesterad av bedömaren ännu."),
        marked("Attestera timmarna först, sedan kan deltagaren bekräfta."),
        _NOTHING,
    ),
    "OtherHours": ErrorWords(
        marked("Timmarna har ändrats sedan de visades."),
        marked("Visa dem för deltagaren igen."),
        marked("Inget är bekräftat."),
    ),
    "MonthNotBegun": ErrorWords(
        marked("Månaden har inte börjat."),
        marked("Attestera timmarna när de är gjorda."),
        _NOTHING,
    ),
    "NotByBoth": ErrorWords(
        marked("Månaden är inte attesterad av både bedömaren och deltagaren."),
        marked("Låt deltagaren bekräfta timmarna först."),
        marked("Inget intyg är gjort."),
    ),
    "UnreadableIdentity": ErrorWords(
        marked("Personnumret går inte att läsa: det är slutet till en annan nod, eller skadat."),
        marked("Ändra deltagandet vid testcentret, så skickas numret på nytt."),
        _NOTHING,
    ),
    "BadConfirmDay": ErrorWords(
        marked("Dagen på papperet ligger före månaden eller efter i dag."),
        marked("Skriv dagen som står på papperet."),
        marked("Inget är bekräftat."),
    ),
}
