"""The words of the blank forms, in Swedish and English."""

from decimal import Decimal

from app.domain.paper_form import FormHead
from app.domain.protocol import Criterion, Critical, Evidence, MeasuredValue, ScaleStep
from app.domain.text import Language, Text

PRACTICAL = Text("Blankett: praktiskt prov", "Form: practical test")
THEORY = Text("Blankett: teoriprov", "Form: theory test")
SELF = Text("Blankett: självskattning", "Form: self-assessment")
CODE = Text("Blankettens kod", "Form code")
DATE = Text("Datum", "Date")
BEGAN = Text("Började kl", "Began at")
ENDED = Text("Slutade kl", "Ended at")
ASSESSOR = Text("Yrkesbedömare, namn och nr", "Assessor, name and no.")
WATCHED_BY = Text("Den som vakade provet", "Who watched the test")
MACHINE = Text("Maskin", "Machine")
GAUGE = Text("Mätdon", "Gauge")
CALIBRATED = Text("Kalibrerat till", "Calibrated until")
PIECE = Text("Provbit", "Test piece")
BATCH = Text("Batch", "Batch")
OTHERS = Text("Andra som var med", "Others present")
TASK = Text("Uppgift", "Task")
SAFETY_WALK = Text("Gå igenom före start", "Walk through before the start")
REQUIRED = Text("Krävs nivå {level}", "Level {level} required")
NOTE = Text("Anteckning", "Note")
NOTE_ALWAYS = Text("Anteckning (krävs)", "Note (required)")
PHOTO = Text("Foto tas", "Take a photo")
PICTURE = Text("Bild till frågan", "Picture for the question")
VALUE = Text("Mätvärde", "Measured value")
LIMITS = Text(
    "Ska vara {nominal} {unit}, tillåtet {lower} till {upper}. Mätdon: {gauge}.",
    "To be {nominal} {unit}, allowed {lower} to {upper}. Gauge: {gauge}.",
)
STOP_MARK = Text("STOPP", "STOP")
MUST_MARK = Text("MÅSTE", "MUST")
HOW = Text(
    "Sätt ett kryss för varje kriterium. Skriv vad du såg när nivån är lägre än den som krävs. "
    "Ej = ej bedömt. STOPP: brister det avbryts provet genast.",
    "Tick one box for each criterion. Write what you saw where the level is under the required "
    "one. NA = not assessed. STOP: if it fails, the test ends at once.",
)
NOT_ASSESSED = Text("Ej", "NA")
STOP_TITLE = Text("Säkerhetsstopp", "Safety stop")
STOP_CRITERION = Text("Kriterium nr", "Criterion no.")
STOP_AT = Text("Klockan", "Time")
STOP_WHAT = Text("Vad hände?", "What happened?")
STOP_MEASURE = Text("Åtgärd som ska göras först", "Measure to be done first")
SIGNED = Text("Underskrift", "Signature")
ASSESSOR_SIGNED = Text("Yrkesbedömarens underskrift", "The assessor's signature")
CANDIDATE_SIGNED = Text("Validandens underskrift", "The candidate's signature")
SELF_HOW = Text(
    "Sätt ett kryss på varje rad: hur bra kan du det här själv?",
    "Tick one box in each line: how well can you do this yourself?",
)
THEORY_HOW = Text(
    "Svara på det du kan. Du får hoppa över och gå tillbaka. {count} frågor, {minutes} minuter.",
    "Answer what you can. You may skip and go back. {count} questions, {minutes} minutes.",
)
ONE = Text("Sätt ett kryss.", "Tick one box.")
SEVERAL = Text("Sätt kryss för alla som stämmer.", "Tick all that are right.")
ORDER = Text("Skriv bokstäverna i rätt ordning:", "Write the letters in the right order:")
MATCH = Text("Skriv rätt siffra vid varje bokstav:", "Write the right number at each letter:")
ANSWER = Text("Svar:", "Answer:")
PRACTICE = Text("Övningsutskrift, gäller inte", "Practice print, does not count")
FOOT = Text(
    "Skrivs in i Intyga av en yrkesbedömare. Frågor och svar lämnas aldrig ut.",
    "To be keyed into Intyga by an assessor. Questions and answers are never given out.",
)
FOOT_OPEN = Text(
    "Skrivs in i Intyga av en yrkesbedömare. Blanketten sparas tills det är gjort.",
    "To be keyed into Intyga by an assessor. Keep the form until that is done.",
)
_PAGE = Text("{code}  ·  Sida {page} av {pages}", "{code}  ·  Page {page} of {pages}")


def said(head: FormHead, words: Text) -> str:
    """The words in the form's language."""
    return words.in_language(head.language)


def page_of(head: FormHead, page: int, pages: int) -> str:
    """`4F2A 91CB · Sida 1 av 4`."""
    return said(head, _PAGE).format(code=head.code, page=page, pages=pages)


def limits(measured: MeasuredValue, language: Language) -> str:
    """What the value should be and between which limits, with the gauge."""
    return LIMITS.in_language(language).format(
        nominal=decimal(measured.nominal, language),
        unit=measured.unit,
        lower=decimal(measured.lower, language),
        upper=decimal(measured.upper, language),
        gauge=measured.gauge.in_language(language),
    )


def mark(criterion: Criterion) -> Text | None:
    """`STOPP` or `MÅSTE` where the criterion is critical."""
    marks = {Critical.STOP: STOP_MARK, Critical.MUST: MUST_MARK}
    return marks.get(criterion.critical)


def note_label(criterion: Criterion) -> Text:
    """Whether a note is always asked for."""
    return NOTE_ALWAYS if criterion.evidence is Evidence.NOTE else NOTE


def scale_line(scale: tuple[ScaleStep, ...], language: Language) -> str:
    """`1 Ännu inte · 2 Med stöd …`."""
    return "  ·  ".join(f"{step.code} {step.name.in_language(language)}" for step in scale)


def decimal(value: Decimal, language: Language) -> str:
    """A number as the language writes it."""
    text = str(value).replace("-", "−")
    return text.replace(".", ",") if language == "sv" else text
