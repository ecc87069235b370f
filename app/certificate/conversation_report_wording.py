"""The words of the report of a guided conversation; what it says in brief follows from numbers."""

from datetime import date

from app.certificate.wording import day_en, day_sv
from app.domain.conversation_report import ConversationReport, ReportTheme
from app.domain.needed_roles import role_totals
from app.domain.text import Language, Text

TITLE = Text("Strategisk kompetensförsörjning", "Strategic competence supply")
OCCASION = Text("Samtal {number}, {day}", "Conversation {number}, {day}")
BRIEF = Text("I korthet", "In brief")
PROFILE, DEVELOPMENT = Text("Profil", "Profile"), Text("Utveckling över tid", "Development")
STRENGTHS, NEXT = Text("Styrkor", "Strengths"), Text("Nästa steg", "Next steps")
ROLES = Text("Roller som behövs", "Roles needed")
ANSWERS = Text("Det här sades", "What was said")
PRACTICE = Text("Övning – gäller inte.", "Practice – not valid.")
PAGE = Text("Sida {page} av {pages}", "Page {page} of {pages}")
LED_BY = Text("Samtalet leddes av {who}, {centre}.", "Led by {who}, {centre}.")
TOOK_PART = Text("Med i samtalet: {who}.", "Took part: {who}.")
RING = Text("Ringen visar förra samtalet.", "The ring shows the conversation before.")
NO_STEPS = Text("Inga steg är valda.", "No steps have been chosen.")
SKIPPED = Text("Hoppades över: {reason}", "Skipped: {reason}")
NOT_SAID = Text("Obesvarad", "Not answered")
THEME, WHAT, WHO, UNTIL = (
    Text("Tema", "Theme"),
    Text("Vad", "What"),
    Text("Ansvarig", "Responsible"),
    Text("Senast", "By"),
)
DONE = Text("Gjort {day}", "Done {day}")
ROLE_HEADS = (
    Text("Roll", "Role"),
    Text("I dag", "Now"),
    Text("Om 1 år", "In 1 year"),
    Text("Om 3 år", "In 3 years"),
    Text("Fattas", "Lacking"),
    Text("Kan ta över", "Can take over"),
)
CRITICAL = Text("{role} (kritisk)", "{role} (critical)")
NOBODY, SOMEBODY = Text("Ingen", "Nobody"), Text("Ja", "Yes")

_ANSWERED = Text(
    "Företaget har svarat på {answered} av {total} frågor.",
    "The company has answered {answered} of {total} questions.",
)
_STRONGEST = Text(
    "Starkast är temat {high} ({high_level} av 4). Mest att vinna finns i temat {low} "
    "({low_level} av 4).",
    "The strongest theme is {high} ({high_level} of 4). Most is to be gained in {low} "
    "({low_level} of 4).",
)
_EVEN = Text("Alla teman står lika.", "All themes stand alike.")
_MOVED = Text(
    "Sedan förra samtalet, {day}, har {risen} svar stigit och {fallen} sjunkit.",
    "Since the conversation before, {day}, {risen} answers have risen and {fallen} fallen.",
)
_PEOPLE = Text(
    "I rollerna nedan finns {now} personer i dag; om tre år behövs {later}.",
    "The roles below have {now} people today; in three years {later} are needed.",
)
_LACKING = Text(
    "{lacking} behöver hittas eller läras upp.", "{lacking} are to be found or trained."
)
_RISK = Text(
    "Kritiska roller där ingen kan ta över: {count}.",
    "Critical roles that nobody can take over: {count}.",
)


def say(words: Text, language: Language, **values: object) -> str:
    """The words in the language, with their values."""
    return words.in_language(language).format(**values)


def written_day(day: date, language: Language) -> str:
    """`4 maj 2026` or `4 May 2026`."""
    return day_en(day) if language == "en" else day_sv(day)


def level_words(level: int | None, language: Language) -> str:
    """2400 → `2,4` (Swedish) or `2.4`; a dash where there were too few answers."""
    if level is None:
        return "–"
    tenths = (level + 50) // 100
    return f"{tenths // 10}{'.' if language == 'en' else ','}{tenths % 10}"


def move_words(theme: ReportTheme, language: Language) -> str:
    """How far a theme has moved since the first occasion with a level: `+0,8`."""
    known = [level for level in theme.levels if level is not None]
    if len(known) < 2:
        return ""
    moved = known[-1] - known[0]
    sign = "+" if moved > 0 else "−" if moved < 0 else "±"
    return f"{sign}{level_words(abs(moved), language)}"


def brief(facts: ConversationReport) -> str:
    """How it stands, in a few sentences."""
    language, occasions = facts.language, facts.occasions
    told = [say(_ANSWERED, language, answered=facts.answered, total=facts.total)]
    told += _extremes(facts)
    if len(occasions) > 1:
        day = written_day(occasions[-2], language)
        told.append(say(_MOVED, language, day=day, risen=facts.risen, fallen=facts.fallen))
    totals = role_totals(facts.roles)
    if totals.roles:
        told.append(say(_PEOPLE, language, now=totals.now, later=totals.in_three))
    if totals.lacking:
        told.append(say(_LACKING, language, lacking=totals.lacking))
    if totals.at_risk:
        told.append(say(_RISK, language, count=totals.at_risk))
    return " ".join(told)


def _extremes(facts: ConversationReport) -> list[str]:
    levels = [(theme.now, theme.name) for theme in facts.themes if theme.now is not None]
    if len(levels) < 2:
        return []
    high, low = max(levels, key=lambda each: each[0]), min(levels, key=lambda each: each[0])
    if high[0] == low[0]:
        return [_EVEN.in_language(facts.language)]
    return [
        say(
            _STRONGEST,
            facts.language,
            high=high[1],
            high_level=level_words(high[0], facts.language),
            low=low[1],
            low_level=level_words(low[0], facts.language),
        )
    ]


def profile_spoken(facts: ConversationReport) -> str:
    """The profile in words, for whoever does not see it."""
    return "; ".join(
        f"{theme.short} {level_words(theme.now, facts.language)}" for theme in facts.themes
    )


def development_spoken(facts: ConversationReport) -> str:
    """The development in words, for whoever does not see it."""
    days = [day.isoformat() for day in facts.occasions]
    return "; ".join(
        f"{theme.short}: "
        + ", ".join(
            f"{day} {level_words(level, facts.language)}"
            for day, level in zip(days, theme.levels, strict=True)
        )
        for theme in facts.themes
    )
