"""The words of a company's report; what it says in brief follows from its numbers."""

from collections.abc import Sequence
from datetime import date

from app.domain.company_report import Figures, ReportFacts, biggest, figures, met_by_all
from app.domain.matrix_summary import SMALLEST_GROUP
from app.domain.text import Language, Text

TITLE = Text("Kompetensrapport", "Skills report")
BRIEF = Text("I korthet", "In brief")
WHO = Text("Vem kan vad", "Who can what")
WHO_HEAD = Text("Medarbetare", "Employee")
REQUIRED = Text("Krav", "Required")
MET = Text("Når kravet, av {count}", "Meet it, of {count}")
GAPS = Text("Störst gap först", "Biggest gap first")
AREA, PEOPLE = Text("Område", "Area"), Text("Personer", "People")
PROPOSED = Text("Föreslaget nästa steg", "Proposed next step")
NEXT = Text("Nästa steg", "Next steps")
RUNNING_OUT = Text("Bevis som går ut", "Certificates that run out")
PAPER, LAST_DAY = Text("Bevis", "Certificate"), Text("Sista dag", "Last day")
WHO_DOES, UNTIL = Text("Ansvarig", "Responsible"), Text("Senast", "By")
NOT_PLANNED, DONE = Text("inte planerat", "not planned"), Text("genomfört", "done")
NO_BASIS = Text("underlag saknas", "no basis on record")
NOTHING = Text(
    "Inget är bedömt än, eller underlag för att visa resultat saknas.",
    "Nothing is assessed yet, or there is no basis on record to show results.",
)
OF = Text("av", "of")
GAP_KEY = Text("gap: visad nivå av den som krävs", "gap: level shown of the one required")
KEYS = Text(
    "–  ännu inte bedömt    T  tillgodoräknat    fet siffra: över kravet",
    "–  not yet assessed    T  credited    bold figure: above what is required",
)
SCALE = Text("Skala", "Scale")
PRACTICE = Text("Övning – gäller inte.", "Practice – not valid.")
PAGE = Text("Sida {page} av {pages}", "Page {page} of {pages}")
FIGURES = (
    Text("medarbetare bedömda", "employees assessed"),
    Text("kompetensbevis", "certificates"),
    Text("delbevis", "partial certificates"),
    Text("områden återstår", "areas remain"),
)
SMALL = Text(
    "Färre än {least} medarbetare är bedömda. Därför sammanfattas inte gruppen: tabellen visar "
    "var och en för sig.",
    "Fewer than {least} employees are assessed. So the group is not summed up: the table shows "
    "each person alone.",
)
ALL_MET = Text(
    "{met} av {count} medarbetare når kravet i alla områden.",
    "{met} of {count} employees meet what is required in every area.",
)
PAPERS = Text(
    "{full} har kompetensbevis och {partial} har delbevis; det de har visat står kvar.",
    "{full} hold a certificate and {partial} a partial one; what they have shown stands.",
)
EVERYBODY = Text("Alla når kravet i {areas}.", "All meet what is required in {areas}.")
MOST = Text("Flest gap finns i {areas}.", "Most gaps are in {areas}.")
NO_GAP = Text("Ingen är under kravet.", "Nobody is under what is required.")
WITH_COUNT = Text("{area} ({count} personer)", "{area} ({count} people)")
WITH_ONE = Text("{area} (1 person)", "{area} (1 person)")
HIDDEN = Text("{count} personer visas inte.", "{count} people are not shown.")
TOO_FEW = Text("För få bedömda för att räknas: {areas}.", "Too few assessed to count: {areas}.")

_NUMBERS = {
    "sv": "ingen en två tre fyra fem sex sju åtta nio tio elva tolv",
    "en": "none one two three four five six seven eight nine ten eleven twelve",
}
_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def brief(facts: ReportFacts) -> str:
    """A few sentences that follow from the numbers; of a small group only that it is one."""
    spoken, found = facts.language, figures(facts)
    if found is None:
        return SMALL.in_language(spoken).format(least=SMALLEST_GROUP)
    told = [_met(found, spoken), _papers(found, spoken), *_areas(facts)]
    if facts.summary.too_few:
        names = _listed([name.in_language(spoken) for name in facts.summary.too_few], spoken)
        told.append(TOO_FEW.in_language(spoken).format(areas=names))
    if facts.matrix.hidden:
        told.append(HIDDEN.in_language(spoken).format(count=facts.matrix.hidden))
    return " ".join(filter(None, told))


def figure_lines(facts: ReportFacts) -> tuple[tuple[str, str], ...]:
    """Number and what it counts; none of a small group."""
    found, spoken = figures(facts), facts.language
    if found is None:
        return ()
    left = f"{found.left} {OF.in_language(spoken)} {found.cells}"
    numbers = (str(found.assessed), str(found.full), str(found.partial), left)
    return tuple(
        (number, words.in_language(spoken)) for number, words in zip(numbers, FIGURES, strict=True)
    )


def written_day(day: date, language: Language) -> str:
    """12 november 2026."""
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def _met(found: Figures, spoken: Language) -> str:
    met = _number(found.all_met, spoken).capitalize()
    count = _number(found.assessed, spoken)
    return ALL_MET.in_language(spoken).format(met=met, count=count)


def _papers(found: Figures, spoken: Language) -> str:
    if not found.full and not found.partial:
        return ""
    full, partial = _number(found.full, spoken), _number(found.partial, spoken)
    return PAPERS.in_language(spoken).format(full=full.capitalize(), partial=partial)


def _areas(facts: ReportFacts) -> list[str]:
    spoken, told = facts.language, []
    everybody = [_within(area.name, spoken) for area in met_by_all(facts)]
    if everybody:
        told.append(EVERYBODY.in_language(spoken).format(areas=_listed(everybody, spoken)))
    most = [_counted(gap.name, gap.under, spoken) for gap in biggest(facts)]
    if most:
        told.append(MOST.in_language(spoken).format(areas=_listed(most, spoken)))
    elif facts.summary.gaps:
        told.append(NO_GAP.in_language(spoken))
    return told


def _counted(name: Text, count: int, spoken: Language) -> str:
    form = WITH_ONE if count == 1 else WITH_COUNT
    return form.in_language(spoken).format(area=_within(name, spoken), count=count)


def _within(name: Text, spoken: Language) -> str:
    """The name inside a sentence; one that begins as an abbreviation stays."""
    words = name.in_language(spoken)
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _number(value: int, spoken: Language) -> str:
    words = _NUMBERS[spoken].split()
    return words[value] if value < len(words) else str(value)


def _listed(names: Sequence[str], spoken: Language) -> str:
    if len(names) < 2:
        return "".join(names)
    both = "och" if spoken == "sv" else "and"
    return f"{', '.join(names[:-1])} {both} {names[-1]}"
