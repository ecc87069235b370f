"""The words of the attendance paper in the participant's language."""

from datetime import date

from app.certificate.wording import day_en, day_sv
from app.domain.attendance import AttendanceFacts
from app.domain.employment import Employment
from app.domain.participation import Activity, Attested, Month
from app.domain.text import Language, Text

TITLE = Text("Närvarointyg", "Attendance certificate")
PRACTICE = Text("Övningsutskrift, gäller inte", "Practice print, does not count")
BORN = Text("Född {day}", "Born {day}")
PROJECT = Text("Projekt", "Project")
NUMBER = Text("Diarienummer", "Registry number")
OWNER = Text("Projektägare", "Project owner")
CENTRE = Text("Testcenter", "Test centre")
TAKES_PART = Text("Deltar", "Takes part")
STATUS = Text("Ställning i arbetslivet", "Standing at work")
HOURS = Text("Närvaro", "Attendance")
ACTIVITY = Text("Aktivitet", "Activity")
TIME = Text("Timmar", "Hours")
SUM = Text("Tillsammans", "Together")
ATTESTED = Text("Attest", "Attested")
LOGO = Text("Finansiärens logotyp", "The funder's logo")
FOOT = Text(
    "Intyget visar närvaron så som den är attesterad av deltagaren och bedömaren.",
    "The certificate shows attendance as attested by the participant and the assessor.",
)
YOUR_SIGNATURE = Text("Deltagarens underskrift", "The participant's signature")
THEIR_SIGNATURE = Text("Bedömarens underskrift", "The assessor's signature")

_SINCE = Text("sedan {day}", "since {day}")
_BY_ASSESSOR = Text(
    "Attesterat av {name}, bedömare {number}, den {day}.",
    "Attested by {name}, assessor {number}, on {day}.",
)
_WAYS = {
    Attested.HERE: Text(
        "Bekräftat av deltagaren på bedömarens dator den {day}.",
        "Confirmed by the participant at the assessor's computer on {day}.",
    ),
    Attested.PAPER: Text(
        "Bekräftat av deltagaren på papper den {day}.",
        "Confirmed by the participant on paper on {day}.",
    ),
}
_ACTIVITIES = {
    Activity.VALIDATION: Text("Validering", "Validation"),
    Activity.TRAINING: Text("Utbildning", "Training"),
    Activity.SUPPLY: Text("Kompetensförsörjning", "Competence supply"),
    Activity.OTHER: Text("Annat", "Other"),
}
_STATUSES = {
    Employment.EMPLOYED: Text("Anställd", "Employed"),
    Employment.FURLOUGHED: Text("Permitterad", "Furloughed"),
    Employment.UNDER_NOTICE: Text("Varslad", "Under notice"),
    Employment.OTHER: Text("Annan", "Other"),
}
_MONTHS = Text(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "January February March April May June July August September October November December",
)


def said(facts: AttendanceFacts, text: Text) -> str:
    """The text in the paper's language."""
    return text.in_language(facts.language)


def day(language: Language, of: date) -> str:
    """19 november 2026."""
    return day_en(of) if language == "en" else day_sv(of)


def month(language: Language, of: Month) -> str:
    """november 2026."""
    return f"{_MONTHS.in_language(language).split()[of.number - 1]} {of.year}"


def hours(language: Language, minutes: int) -> str:
    """7,50: hours with two decimals, as the funder's file has them."""
    written = f"{minutes // 60}.{minutes % 60 * 100 // 60:02}"
    return written if language == "en" else written.replace(".", ",")


def activity(facts: AttendanceFacts, of: Activity) -> str:
    """The activity in words."""
    return said(facts, _ACTIVITIES[of])


def facts_lines(facts: AttendanceFacts) -> tuple[tuple[str, str], ...]:
    """Labels and values under the head."""
    first = day(facts.language, facts.period.first)
    last = facts.period.last
    days = f"{first} – {day(facts.language, last)}" if last else said(facts, _SINCE)
    return (
        (said(facts, PROJECT), facts.project.name),
        (said(facts, NUMBER), facts.project.number),
        (said(facts, OWNER), facts.project.owner),
        (said(facts, CENTRE), facts.centre),
        (said(facts, TAKES_PART), days.format(day=first)),
        (said(facts, STATUS), said(facts, _STATUSES[facts.status])),
    )


def attest_lines(facts: AttendanceFacts) -> str:
    """Who has attested, how and when, as one paragraph."""
    by = said(facts, _BY_ASSESSOR).format(
        name=facts.assessor,
        number=facts.assessor_number,
        day=day(facts.language, facts.attested),
    )
    confirmed = said(facts, _WAYS[facts.way]).format(day=day(facts.language, facts.confirmed))
    return f"{by} {confirmed}"


def page_of(language: Language, page: int, pages: int) -> str:
    """Sida 1 av 1."""
    return Text(f"Sida {page} av {pages}", f"Page {page} of {pages}").in_language(language)
