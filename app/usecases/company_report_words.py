"""The fixed words of a company's files, in both languages."""

from app.domain.company_measure import MeasureKind
from app.domain.former_area import FormerArea
from app.domain.matrix import Stage, Standing
from app.domain.text import Language, Text

FILE_NAMES = {
    "report": Text("Kompetensrapport", "Skills report"),
    "workbook": Text("Kompetensmatris", "Skills matrix"),
    "skills": Text("Kompetenslista", "Skills list"),
}
BASIS = Text(
    "Rapporten bygger på medarbetarnas överenskommelse eller samtycke och visar nivå per område, "
    "inga enskilda svar.",
    "The report rests on the employees' agreement or consent and shows the level in each area, "
    "no single answers.",
)
VERSION = Text(
    "{code}, version {version}. Huvudman: {owner}.", "{code}, version {version}. Owner: {owner}."
)
MATRIX, GAPS, PLAN = Text("Matris", "Matrix"), Text("Gap", "Gaps"), Text("Plan", "Plan")
SKILLS = Text("Kompetenser", "Skills")
REQUIRED = Text("Krävd nivå", "Required level")
NO_BASIS = Text("underlag saknas", "no basis on record")
HEADS = {
    "name": Text("Namn", "Name"),
    "number": Text("Anställningsnummer", "Employee number"),
    "department": Text("Avdelning", "Department"),
    "stage": Text("Läge", "State"),
    "certificate": Text("Bevis", "Certificate"),
    "valid_to": Text("Gäller till", "Valid to"),
    "area": Text("Område", "Area"),
    "level": Text("Nivå", "Level"),
    "required": Text("Krävd nivå", "Required level"),
    "own": Text("Företagets egen", "The company's own"),
    "under": Text("Under kravet", "Under what is required"),
    "far": Text("Två nivåer under", "Two levels under"),
    "assessed": Text("Bedömda", "Assessed"),
    "proposal": Text("Föreslaget nästa steg", "Proposed next step"),
    "kind": Text("Slag", "Kind"),
    "what": Text("Åtgärd", "Measure"),
    "length": Text("Längd", "Length"),
    "responsible": Text("Ansvarig", "Responsible"),
    "due": Text("Senast", "By"),
    "follow_up": Text("Följs upp", "Followed up"),
    "done": Text("Genomförd", "Done"),
    "profile": Text("Profil", "Profile"),
    "credited": Text("Tillgodoräknat", "Credited"),
    "standing": Text("Mot kravet", "Against what is required"),
}
STANDINGS = {
    Standing.FAR_UNDER: Text("två nivåer under", "two levels under"),
    Standing.ONE_UNDER: Text("en nivå under", "one level under"),
    Standing.MEETS: Text("når kravet", "meets it"),
    Standing.ABOVE: Text("över kravet", "above it"),
    Standing.CREDITED: Text("tillgodoräknat", "credited"),
    Standing.NOT_ASSESSED: Text("ej bedömt", "not assessed"),
    Standing.NO_BASIS: NO_BASIS,
}
STAGES = {
    Stage.DONE: Text("Klar", "Done"),
    Stage.RUNNING: Text("Pågår", "Under way"),
    Stage.PAUSED: Text("Paus", "Paused"),
    Stage.BOOKED: Text("Bokad", "Booked"),
    Stage.WAITING: Text("Ej bokad", "Not booked"),
}
KINDS = {
    MeasureKind.COURSE: Text("Kurs", "Course"),
    MeasureKind.COACHING: Text("Handledning", "Coaching"),
    MeasureKind.PRACTICE: Text("Övning", "Practice"),
}
GONE = Text("{area} (finns inte i version {now})", "{area} (not in version {now})")
RENAMED = Text(
    "{area} (heter {successor} i version {now})", "{area} (called {successor} in version {now})"
)
CERTIFICATES = {
    "full": Text("Kompetensbevis", "Certificate of competence"),
    "partial": Text("Delbevis", "Partial certificate"),
    "statement": Text("Valideringsintyg", "Validation statement"),
    "": Text("", ""),
}


def area_words(name: Text, former: FormerArea | None, language: Language) -> str:
    """An area's name, and what became of it where today's version calls it something else."""
    area = name.in_language(language)
    if former is None:
        return area
    if former.successor is None:
        return GONE.in_language(language).format(area=area, now=former.now)
    successor = former.successor.in_language(language)
    return RENAMED.in_language(language).format(area=area, successor=successor, now=former.now)
