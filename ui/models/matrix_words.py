"""Words, marks and tones of a matrix: what a level is worth, how far somebody has come."""

from app.domain.company_measure import MeasureKind
from app.domain.development import DevelopmentStep
from app.domain.free_text import clean_line
from app.domain.matrix import Cell, MatrixArea, MatrixRow, Stage, Standing
from ui.language import language, marked, tr
from ui.theme_roles import Tone

STANDING_TONES: dict[Standing, Tone] = {
    Standing.FAR_UNDER: "bad",
    Standing.ONE_UNDER: "warn",
    Standing.MEETS: "ok",
    Standing.ABOVE: "accent",
    Standing.CREDITED: "ok",
    Standing.NOT_ASSESSED: "neutral",
    Standing.NO_BASIS: "neutral",
}
STANDING_ICONS = {
    Standing.FAR_UNDER: "x",
    Standing.ONE_UNDER: "arrow-down",
    Standing.MEETS: "check",
    Standing.ABOVE: "arrow-up",
    Standing.CREDITED: "check",
}
STANDING_WORDS = {
    Standing.ABOVE: marked("över kravet"),
    Standing.MEETS: marked("når kravet"),
    Standing.ONE_UNDER: marked("1 nivå under"),
    Standing.FAR_UNDER: marked("2 nivåer under"),
    Standing.CREDITED: marked("tillgodoräknat"),
    Standing.NOT_ASSESSED: marked("ej bedömt"),
    Standing.NO_BASIS: marked("underlag saknas"),
}
STAGE_WORDS = {
    Stage.DONE: marked("Klar"),
    Stage.RUNNING: marked("Pågår"),
    Stage.PAUSED: marked("Paus"),
    Stage.BOOKED: marked("Bokad"),
    Stage.WAITING: marked("Ej bokad"),
}
STAGE_COUNTED = {
    Stage.DONE: marked("Klara"),
    Stage.RUNNING: marked("Pågår"),
    Stage.PAUSED: marked("Paus"),
    Stage.BOOKED: marked("Bokade"),
    Stage.WAITING: marked("Ej bokade"),
}
STAGE_ICONS = {
    Stage.DONE: "check-circle",
    Stage.RUNNING: "half-circle",
    Stage.PAUSED: "pause",
    Stage.BOOKED: "clock",
    Stage.WAITING: "circle",
}
STAGE_TONES: dict[Stage, Tone] = {
    Stage.DONE: "ok",
    Stage.RUNNING: "accent",
    Stage.PAUSED: "warn",
    Stage.BOOKED: "neutral",
    Stage.WAITING: "neutral",
}
KIND_WORDS = {
    MeasureKind.COURSE: marked("Kurs"),
    MeasureKind.COACHING: marked("Handledning"),
    MeasureKind.PRACTICE: marked("Övning"),
}
STEP_WORDS = {
    DevelopmentStep.GAP: marked("Gap"),
    DevelopmentStep.PLANNED: marked("Åtgärd"),
    DevelopmentStep.DONE: marked("Genomförd"),
    DevelopmentStep.RETEST: marked("Omprov"),
    DevelopmentStep.CERTIFIED: marked("Helt bevis"),
}


def person_words(name: str, most: int = 60) -> str:
    """The name without what turns the reading direction, cut where no place could hold it."""
    seen = clean_line(name, len(name))
    return seen if len(seen) <= most else f"{seen[: most - 1].rstrip()}…"


def cell_text(cell: Cell) -> str:
    """What is written in a cell beside its mark: the level, T for a credit, a dash for nothing."""
    if cell.standing is Standing.CREDITED:
        return "T"
    if cell.standing is Standing.NO_BASIS:
        return tr(STANDING_WORDS[cell.standing])
    if not cell.standing.is_assessed:
        return "–"
    return str(cell.level) if cell.level is not None else "T"


def cell_words(row: MatrixRow, number: int, area: MatrixArea) -> str:
    """The cell as a sentence, for who hears it: "Anna Ek, Mätteknik: 2 av 3, 1 nivå under"."""
    cell = row.cells[number]
    name, area_name = person_words(row.person.name), area.name.in_language(language())
    parts = [tr(STANDING_WORDS[cell.standing])]
    if cell.level is not None and cell.standing.is_assessed:
        levels = tr("{level} av {required}").format(level=cell.level, required=cell.required)
        parts.insert(0, levels)
    if (was := row.person.assessed_as(area.id)) is not None:
        called = was.name.in_language(language())
        as_words = tr("bedömt som {area} i version {version}")
        parts.append(as_words.format(area=called, version=was.version))
    return f"{name}, {area_name}: {', '.join(parts)}"
