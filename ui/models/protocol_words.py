"""Words for protocols: states, sources, how far a pool reaches, how an item does."""

from app.domain.change_words import ENUMS, KINDS
from app.domain.comparing import ChangeKind
from app.domain.item_statistics import Confidence, ItemFigures
from app.domain.protocol import Criterion, Critical, Evidence, ItemKind, Method
from app.usecases.library import AreaHealth, Source, VersionState
from ui.figures import permille
from ui.language import language, marked, tr
from ui.theme_roles import Tone
from ui.widgets.cells import CellState

_STATES: dict[VersionState, CellState] = {
    VersionState.PUBLISHED: CellState("check-circle", "ok", marked("I bruk")),
    VersionState.REVIEW: CellState("eye", "warn", marked("Att granska")),
    VersionState.SUPERSEDED: CellState("sync", "neutral", marked("Ersatt")),
    VersionState.RECALLED: CellState("x-circle", "bad", marked("Återkallad")),
}
_SOURCES = {
    Source.SHIPPED: marked("Exempel, följer med programmet"),
    Source.IMPORTED: marked("Inläst paket, signerat av huvudmannen"),
}
_CHANGES: dict[ChangeKind, tuple[str, Tone]] = {
    ChangeKind.ADDED: ("plus", "ok"),
    ChangeKind.CHANGED: ("pen", "accent"),
    ChangeKind.REMOVED: ("minus", "warn"),
}
_WEAK, _HARD, _EASY = 150, 300, 950


def version_state(state: VersionState) -> CellState:
    """Icon and word of a version's state."""
    found = _STATES[state]
    return CellState(found.icon, found.tone, tr(found.words))


def source_words(source: Source) -> str:
    """Where a version came from."""
    return tr(_SOURCES[source])


def tests_words(tests: int) -> str:
    """`räcker till 3 prov`."""
    return tr("räcker till %n prov", tests)


def health_state(health: AreaHealth) -> CellState:
    """How far an area's pool reaches: three tests in a row are comfortable."""
    if not health.drawn:
        return CellState("minus", "neutral", tr("Ingen teori"))
    if health.tests >= 3:
        return CellState("check-circle", "ok", tests_words(health.tests))
    icon, tone = ("half-circle", "warn") if health.tests == 2 else ("warning", "bad")
    return CellState(icon, tone, tests_words(health.tests))  # type: ignore[arg-type]


def change_state(kind: ChangeKind) -> CellState:
    """Icon and word of what happened to a part."""
    icon, tone = _CHANGES[kind]
    return CellState(icon, tone, KINDS[kind].in_language(language()))


def kind_words(kind: ItemKind) -> str:
    """How an item is answered."""
    words = ENUMS[kind].in_language(language())
    return words[:1].upper() + words[1:]


def method_words(method: Method) -> str:
    """How a criterion is shown."""
    words = ENUMS[method].in_language(language())
    return words[:1].upper() + words[1:]


def criterion_marks(criterion: Criterion) -> str:
    """What decides and what has to be left: `Säkerhetsstopp · mätvärde`."""
    marks = []
    if criterion.critical is not Critical.NO:
        marks.append(ENUMS[criterion.critical].in_language(language()))
    if criterion.evidence is not Evidence.NONE:
        marks.append(ENUMS[criterion.evidence].in_language(language()))
    said = " · ".join(marks)
    return said[:1].upper() + said[1:]


def difficulty_words(figures: ItemFigures) -> str:
    """The share of points earned; a dash before anybody was asked."""
    return "–" if figures.difficulty is None else permille(figures.difficulty)


def figures_words(figures: ItemFigures) -> str:
    """How the item does, in a sentence with its n."""
    if figures.difficulty is None:
        return tr("Frågan har inte ställts på den här datorn ännu.")
    asked = tr("Ställd %n gånger", figures.asked)
    share = tr("{share} av poängen i snitt").format(share=permille(figures.difficulty))
    exposure = tr("i {share} av proven").format(share=permille(figures.exposure))
    return f"{asked}, {exposure}. {share}. {_telling(figures)}"


def _telling(figures: ItemFigures) -> str:
    """What the figures say of the item, never more than they carry."""
    if figures.discrimination is None:
        return tr("För få svar för att säga om den skiljer på kunnande.")
    value = f"{figures.discrimination / 1000:.2f}".replace(".", "," if language() == "sv" else ".")
    if figures.discrimination < _WEAK:
        told = tr("Den skiljer dåligt på kunnande ({value}): se över frågan.")
    else:
        told = tr("Den skiljer på kunnande ({value}).")
    return told.format(value=value)


def figures_state(figures: ItemFigures) -> CellState | None:
    """A mark on items to look at: too hard, too easy, or telling nothing; None for the rest."""
    if figures.difficulty is None or figures.confidence in (Confidence.NONE, Confidence.LOW):
        return None
    if figures.discrimination is not None and figures.discrimination < _WEAK:
        return CellState("warning", "warn", tr("Se över"))
    if figures.difficulty < _HARD:
        return CellState("warning", "warn", tr("Svår"))
    if figures.difficulty > _EASY:
        return CellState("info", "neutral", tr("Lätt"))
    return None
