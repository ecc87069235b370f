"""Words of the errors about review, override and what is contested."""

from ui.error_words_of import ErrorWords
from ui.language import marked

_UNCHANGED = marked("Inget är ändrat.")

DISPUTE_WORDS: dict[str, ErrorWords] = {
    "OverrideRefused.safety": ErrorWords(
        marked("Ett säkerhetskritiskt moment brast i området. Det ändras inte för hand."),
        marked("Området kan visas igen vid ett omtest, efter åtgärden."),
        _UNCHANGED,
    ),
    "OverrideRefused.not_assessed": ErrorWords(
        marked("Området är inte bedömt, så det finns inget att döma om."),
        marked("Bedöm området först, eller låt det stå som ej bedömt."),
        _UNCHANGED,
    ),
    "OverrideRefused.credited": ErrorWords(
        marked("Området är tillgodoräknat och vilar på ett tidigare beslut."),
        marked("Ta bort tillgodoräknandet om det är fel."),
        _UNCHANGED,
    ),
    "OverrideRefused.measured": ErrorWords(
        marked("Ett mätvärde håller området tillbaka. Mått bedöms av sin tolerans, inte för hand."),
        marked("Området kan visas igen med en ny bit."),
        _UNCHANGED,
    ),
    "OverrideRefused.too_far": ErrorWords(
        marked("Så långt från vad reglerna säger går det inte att ändra."),
        marked("Välj en av nivåerna som visas."),
        _UNCHANGED,
    ),
    "ReasonTooShort": ErrorWords(
        marked("Skälet behöver minst {least} tecken, så att andra förstår det."),
        marked("Skriv vad ni såg och varför det ändrar bedömningen."),
        _UNCHANGED,
    ),
    "JudgementMissing": ErrorWords(
        marked("Områden utan egen bedömning: {names}."),
        marked("Bedöm dem först. Sedan visas vad reglerna säger."),
        marked("Det du har bedömt är kvar."),
    ),
    "NotReviewer": ErrorWords(
        marked("{name} är inte granskare vid testcentret."),
        marked("Välj en granskare, eller be samordnaren lägga till rollen."),
        _UNCHANGED,
    ),
    "TookPart": ErrorWords(
        marked("{name} deltog i bedömningen eller beslutet."),
        marked("Låt någon annan göra det här."),
        _UNCHANGED,
    ),
    "NothingSaid": ErrorWords(
        marked("Det står inte vad det gäller."),
        marked("Skriv vad som har hänt eller begärs, med egna ord."),
        marked("Inget är registrerat."),
    ),
    "NotContestable": ErrorWords(
        marked("Ärendet har inget beslut att ompröva eller överklaga."),
        marked("Välj ett ärende med ett signerat beslut."),
        marked("Inget är registrerat."),
    ),
    "UnknownEntry": ErrorWords(
        marked("Posten finns inte i registren på den här datorn."),
        marked("Gå till Register och välj den i listan."),
    ),
    "OutcomeNotPossible": ErrorWords(
        marked("Posten kan inte avgöras så."),
        marked("Välj ett av utfallen som visas."),
        _UNCHANGED,
    ),
    "NothingChanged": ErrorWords(
        marked("Ett ändrat beslut behöver skilja sig från det första."),
        marked("Ändra minst ett område, eller låt beslutet stå fast."),
        _UNCHANGED,
    ),
}
