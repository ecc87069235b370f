"""The words that stand on every certificate, in Swedish and English."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.certificate import AreaLine, AreaOutcome, CertificateFacts, CertificateKind
from app.domain.text import Text

_MONTHS = (
    Text("januari", "January"),
    Text("februari", "February"),
    Text("mars", "March"),
    Text("april", "April"),
    Text("maj", "May"),
    Text("juni", "June"),
    Text("juli", "July"),
    Text("augusti", "August"),
    Text("september", "September"),
    Text("oktober", "October"),
    Text("november", "November"),
    Text("december", "December"),
)


@dataclass(frozen=True, slots=True)
class KindWords:
    """What differs between the kinds; `areas` heads the table, `remains` what is left to show.

    The English of `shows` is part of a sentence; {} takes the count of areas.
    """

    title: Text
    shows: Text
    areas: Text
    remains: Text


KINDS = {
    CertificateKind.FULL: KindWords(
        Text("Kompetensbevis", "Certificate of competence"),
        Text(
            "har visat yrkeskompetens enligt kraven för",
            "has shown the competence required for",
        ),
        Text("Kompetensområde", "Competence area"),
        Text("Det här återstår", "What remains"),
    ),
    CertificateKind.PARTIAL: KindWords(
        Text("Delbevis", "Partial certificate of competence"),
        Text(
            "har visat delar av yrkeskompetensen enligt kraven för",
            "has shown {} areas required for",
        ),
        Text("Det här är visat", "What has been shown"),
        Text("Det här återstår", "What remains"),
    ),
    CertificateKind.STATEMENT: KindWords(
        Text("Valideringsintyg", "Statement of validation"),
        Text(
            "har deltagit i validering enligt kraven för",
            "has been assessed in {} areas required for",
        ),
        Text("Det här är visat", "What has been shown"),
        Text("Kompetensområde", "Competence area"),
    ),
}

EARLIER_SHOWS = {
    CertificateKind.FULL: Text(
        "har visat yrkeskompetens som", "has shown occupational competence as"
    ),
    CertificateKind.PARTIAL: Text(
        "har visat delar av yrkeskompetensen som", "has shown competence in {} areas as"
    ),
    CertificateKind.STATEMENT: Text(
        "har deltagit i validering för yrkesrollen", "has been assessed in {} areas as"
    ),
}
"""The sentences on papers drawn before; theirs did not fit every role's name."""

LEAD_IN = "Härmed intygas att"
SHOWN_LEVEL = Text("Visad nivå", "Level shown")
REQUIRED = Text("Krav", "Required")
NEXT_STEP = Text("Nästa steg", "Next step")
CREDITED = Text("Tillgodoräknat", "Credited")
NOT_YET = Text("Ännu inte visat", "Not yet shown")
NOT_ASSESSED = Text("Inte bedömt", "Not assessed")
CREDIT_NOTE = Text("Visat tidigare.", "Shown earlier.")
RING = "Cirkeln visar nivån per område, medurs från toppen."
STANDS = "Det som är visat står kvar."
BEGUN = "Det som är gjort finns sparat. Varje område kan prövas när det är dags."
ISSUED = Text("Utfärdat", "Issued")
VALID_TO = Text("Gäller till och med", "Valid until")
VALID_WITHOUT_END = Text("Gäller", "No expiry")
WITHOUT_END = "Tills vidare"
CENTRE = Text("Testcenter", "Test centre")
OCCUPATION = Text("Yrkeskod", "Occupation code")
SIGNATURE = Text("Yrkesbedömarens underskrift", "Signature")
NUMBER = Text("Bevisnummer", "Certificate number")
REPLACES = Text("Ersätter", "Replaces")
CHECK = Text("Så kontrollerar du beviset", "How to check this certificate")
CHECK_STEPS = (
    "Rikta telefonens kamera mot koden och öppna länken.",
    "Läs svaret: gäller beviset, för vem och för vad?",
    "Jämför namn och födelsedatum med legitimation.",
)
CHECK_PRIVACY = "Kontrollen görs i telefonen. Inga personuppgifter skickas."
CHECK_ENGLISH = "Scan the code, read the answer, compare name and birth date with an ID document."
CONTINUES = Text("Fortsätter på nästa sida", "Continues on the next page")
PRACTICE = Text("Övningsutskrift, aldrig ett giltigt bevis", "Practice print, never valid")
PRACTICE_MARK = "PROV"
CODE_SPOKEN = "QR-kod med bevisets undertecknade uppgifter"

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

_SEPARATOR = "·"
_BORN = Text("född den", "Born")
_ASSESSOR = "Yrkesbedömare nr"
_SCALE = Text("Skala:", "Scale:")
_GAPS = {
    AreaOutcome.NOT_YET: Text("Ännu inte visat.", "Not yet shown."),
    AreaOutcome.NOT_ASSESSED: Text("Ännu inte bedömt.", "Not yet assessed."),
    AreaOutcome.SAFETY: Text("Säkerheten behöver visas på nytt.", "Safety to be shown again."),
}

# All constants above, so that none can be forgotten when letters are checked.
FIXED_TEXTS = tuple(
    words
    for name, words in list(globals().items())
    if name.isupper() and isinstance(words, str | Text | tuple | dict)
)


def day_sv(day: date) -> str:
    """`17 mars 1988`."""
    return f"{day.day} {_MONTHS[day.month - 1].sv} {day.year}"


def day_en(day: date) -> str:
    """`17 March 1988`."""
    return f"{day.day} {_MONTHS[day.month - 1].en} {day.year}"


def born(day: date) -> str:
    """`född den 17 mars 1988`."""
    return f"{_BORN.sv} {day_sv(day)}"


def in_english(facts: CertificateFacts) -> str:
    """What the lines above say, in one English sentence."""
    born_on = f"{_BORN.en} {day_en(facts.birth_date)}, " if facts.birth_date else ""
    shows = KINDS[facts.kind].shows.en.format(f"{_done(facts)} of {len(facts.areas)}")
    level = f", {facts.level.en}" if facts.level.en else ""
    sentence = f"{born_on}{shows} {facts.role.en}{level}."
    return sentence[0].upper() + sentence[1:]


def level_line(facts: CertificateFacts) -> str:
    """The profile's level and, unless all is shown, how many of the areas are."""
    counts = {
        CertificateKind.FULL: "",
        CertificateKind.PARTIAL: f"{_done(facts)} av {len(facts.areas)} områden",
        CertificateKind.STATEMENT: f"{_done(facts)} av {len(facts.areas)} områden prövade",
    }
    return f"  {_SEPARATOR}  ".join(part for part in (facts.level.sv, counts[facts.kind]) if part)


def ring_spoken(facts: CertificateFacts) -> str:
    """What the ring shows, for those who hear it."""
    steps = len(facts.scale)
    told = (f"{area.name.sv} {_ring_level(area)} av {steps}" for area in facts.areas)
    return f"{RING} {', '.join(told)}."


def _ring_level(area: AreaLine) -> int:
    if area.outcome is AreaOutcome.CREDITED:
        return area.required_level
    return area.level if area.outcome is AreaOutcome.SHOWN else 0


def scale_line(facts: CertificateFacts) -> Text:
    """`Skala:  1 Ännu inte · 2 Med stöd …`."""
    return Text(
        f"{_SCALE.sv} {_listed(f'{step.code} {step.name.sv}' for step in facts.scale)}",
        f"{_SCALE.en} {_listed(f'{step.code} {step.name.en}' for step in facts.scale)}",
    )


def gap(area: AreaLine) -> Text:
    """Why an area remains: the decision's own words, else plain ones."""
    if area.gap:
        return area.gap
    if area.outcome is AreaOutcome.NOT_YET and area.level:
        sv = f"Visad nivå {area.level}, krav {area.required_level}."
        return Text(sv, f"Level {area.level} shown, {area.required_level} required.")
    return _GAPS.get(area.outcome, Text("", ""))


def closing(facts: CertificateFacts) -> str:
    """The one bold line under a certificate that is not full; empty under a full one."""
    if facts.kind is CertificateKind.FULL:
        return ""
    if facts.kind is CertificateKind.STATEMENT:
        return BEGUN
    if facts.banked_to is None:
        return STANDS
    until = day_sv(facts.banked_to)
    return f"{STANDS} Till och med den {until} behöver bara det som återstår prövas."


def assessor_number(facts: CertificateFacts) -> str:
    """`Yrkesbedömare nr 10472`."""
    return f"{_ASSESSOR} {facts.assessor_number}"


def codes(facts: CertificateFacts) -> str:
    """The occupation codes people know by number: `SSYK 7223 · ISCO 7223`."""
    known = (("SSYK", facts.codes.ssyk), ("ISCO", facts.codes.isco))
    return _listed(f"{name} {code}" for name, code in known if code)


def small_print(facts: CertificateFacts) -> Text:
    """Label, protocol and owner, on a line of its own the disclaimer; label and disclaimer in
    English.
    """
    source = f"Protokoll {facts.protocol_code}, version {facts.protocol_version}."
    parts = (_sentence(facts.label.sv), source, f"Huvudman: {_sentence(facts.owner)}")
    english = (_sentence(facts.label.en), _sentence(facts.disclaimer.en))
    first = " ".join(part for part in parts if part)
    return Text(
        "\n".join(filter(None, (first, facts.disclaimer.sv))), " ".join(filter(None, english))
    )


def _done(facts: CertificateFacts) -> int:
    """How many areas are shown or, on a statement, tried."""
    if facts.kind is CertificateKind.STATEMENT:
        return sum(area.outcome is not AreaOutcome.NOT_ASSESSED for area in facts.areas)
    return sum(area.outcome in (AreaOutcome.SHOWN, AreaOutcome.CREDITED) for area in facts.areas)


def _listed(parts: Iterable[str]) -> str:
    return f" {_SEPARATOR} ".join(parts)


def _sentence(words: str) -> str:
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."
