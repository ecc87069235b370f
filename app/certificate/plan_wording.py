"""The words of the plan sheet: plain, kind, in the candidate's language."""

from datetime import date

from app.certificate.wording import day_en, day_sv
from app.domain.plan import NewTest, PlanFacts, PlannedMeasure
from app.domain.text import Language, Text

TITLE = Text("Din plan", "Your plan")
SHOWN = Text("Det här har du visat", "What you have shown")
REMAINING = Text("Det här återstår", "What remains")
NEEDS = Text("Det här behöver du visa:", "What you need to show:")
NEW_TEST = Text("När du provar igen", "When you try again")
APPEAL = Text("Om du tycker att något blev fel", "If you think something is wrong")
CONTACT = Text("Frågor", "Questions")
COMMENT = Text("Dina egna ord", "Your own words")
YOUR_SIGNATURE = Text("Din underskrift", "Your signature")
THEIR_SIGNATURE = Text("Yrkesbedömarens underskrift", "The assessor's signature")
PRACTICE = Text("Övningsutskrift, gäller inte", "Practice print, does not count")
FOOT = Text(
    "Planen är din hjälp på vägen. Det är beviset som visar vad du kan.",
    "The plan helps you on. It is the certificate that shows what you can do.",
)

_ALL = Text("Du har visat alla {areas} områden.", "You have shown all {areas} areas.")
_SOME = Text(
    "Du har visat {shown} av {areas} områden. Det du har visat står kvar.",
    "You have shown {shown} of {areas} areas. What you have shown stands.",
)
_NONE = Text(
    "Inget område är visat ännu. Det du har gjort är sparat, och här står vägen vidare.",
    "No area is shown yet. What you have done is kept, and here is the way on.",
)
_TALK = Text("Samtal den {day}", "Talk on {day}")
_DECISION = Text("Beslut den {day}", "Decision on {day}")
_RESPONSIBLE = Text("Ansvarig: {who}", "Responsible: {who}")
_DUE = Text("Klart senast {day}", "Done by {day}")
_FOLLOW_UP = Text("Uppföljning {day}", "Follow-up {day}")
_DONE = Text("Gjort {day}", "Done {day}")
_FROM = Text(
    "Du kan provas på nytt från och med den {day}. Då gäller det bara det som återstår: {areas}.",
    "You can be tested again from {day}. It is only about what remains: {areas}.",
)
_TRIES = (
    Text(
        "Du har gjort alla prov som ingår. Fråga testcentret hur du går vidare.",
        "You have taken every test that is included. Ask the test centre how to go on.",
    ),
    Text("Du kan göra ett prov till.", "You can take one more test."),
    Text("Du kan göra {tries} prov till.", "You can take {tries} more tests."),
)
_BANKED = Text(
    "Det du har visat räknas till och med den {day}.", "What you have shown counts until {day}."
)
_SAFETY = Text(
    "Gör först åtgärden i {areas}: det handlar om din och andras säkerhet.",
    "First do the measure in {areas}: it is about your safety and others'.",
)
_APPEAL = Text(
    "Du kan begära omprövning till och med den {day}. Säg eller skriv till testcentret vad du vill "
    "få prövat igen och varför. Någon som inte var med om beslutet prövar det och svarar "
    "skriftligt med skäl.",
    "You can ask for a reconsideration until {day}. Tell or write to the test centre what you want "
    "looked at again and why. Somebody who took no part in the decision looks at it and answers in "
    "writing with reasons.",
)
_CONTACT = Text(
    "Kontakta {centre}. Din yrkesbedömare var {assessor}, nr {number}.",
    "Contact {centre}. Your assessor was {assessor}, no. {number}.",
)
_PAGE = Text("Sida {page} av {pages}", "Page {page} of {pages}")
_AND = Text("och", "and")


def day_in(language: Language, day: date) -> str:
    """`4 maj 2026` or `4 May 2026`."""
    return day_en(day) if language == "en" else day_sv(day)


def lead(facts: PlanFacts) -> str:
    """How far the person has come, in one or two sentences."""
    shown = len(facts.shown)
    words = _ALL if not facts.remaining else _SOME if shown else _NONE
    return _say(facts, words, shown=shown, areas=facts.areas)


def occasion(facts: PlanFacts) -> str:
    """`Samtal den 4 maj 2026`, the decision's day before the talk is held."""
    words, day = (_TALK, facts.talked) if facts.talked else (_DECISION, facts.decided)
    return _say(facts, words, day=day_in(facts.language, day))


def measure_line(facts: PlanFacts, measure: PlannedMeasure) -> str:
    """`Ansvarig: … · Klart senast … · Uppföljning …`, what there is of it."""
    days = ((_DUE, measure.due), (_FOLLOW_UP, measure.follow_up), (_DONE, measure.done))
    parts = [_say(facts, _RESPONSIBLE, who=measure.responsible)] if measure.responsible else []
    parts += [_say(facts, words, day=day_in(facts.language, day)) for words, day in days if day]
    return "  ·  ".join(parts)


def new_test_lines(facts: PlanFacts, test: NewTest) -> tuple[str, ...]:
    """When, what it is about, what comes first, how often still."""
    day = day_in(facts.language, test.first_day)
    names = listed(facts, tuple(area.name for area in facts.remaining))
    lines = [_say(facts, _FROM, day=day, areas=names)] if test.tries_left else []
    safety = tuple(area.name for area in facts.remaining if area.in_safety)
    if safety:
        lines.append(_say(facts, _SAFETY, areas=listed(facts, safety)))
    lines.append(_say(facts, _TRIES[min(test.tries_left, 2)], tries=test.tries_left))
    if test.banked_to is not None:
        lines.append(_say(facts, _BANKED, day=day_in(facts.language, test.banked_to)))
    return tuple(lines)


def appeal(facts: PlanFacts) -> str:
    """How to ask for a reconsideration, and until when."""
    return _say(facts, _APPEAL, day=day_in(facts.language, facts.appeal_by))


def contact(facts: PlanFacts) -> str:
    """Whom to ask."""
    number = facts.assessor_number
    return _say(facts, _CONTACT, centre=facts.centre, assessor=facts.assessor, number=number)


def page_of(language: Language, page: int, pages: int) -> str:
    """`Sida 1 av 2`."""
    return _PAGE.in_language(language).format(page=page, pages=pages)


def listed(facts: PlanFacts, names: tuple[str, ...]) -> str:
    """`a, b och c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_AND.in_language(facts.language)} {names[-1]}"


def _say(facts: PlanFacts, words: Text, **values: object) -> str:
    return words.in_language(facts.language).format(**values)
