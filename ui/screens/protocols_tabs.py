"""What is told of one version: overview, criteria, pool and changes, a tab each."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.change_words import FIELDS, KINDS, PLURALS
from app.domain.comparing import ChangeKind, Comparison, Part
from app.domain.protocol import Area, Criterion
from app.usecases.library import VersionChanges, VersionDetail
from ui.figures import iso_day, permille
from ui.language import language, tr
from ui.models.protocol_rows import ChangeRows, CriterionRows, HealthRows
from ui.models.protocol_words import criterion_marks, method_words, source_words, tests_words
from ui.theme import metrics
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.table import HairlineTable
from ui.widgets.yielding import yielding

_CRITERIA = (
    ColumnWidth(300, stretch=True),
    ColumnWidth(164),
    ColumnWidth(84),
    ColumnWidth(206, least=206),
)
_CRITERIA_NARROW = (
    ColumnWidth(240, stretch=True),
    ColumnWidth(0),
    ColumnWidth(0),
    ColumnWidth(160),
)
_HEALTH = (
    ColumnWidth(200, stretch=True, least=150),
    *(ColumnWidth(78), ColumnWidth(74), ColumnWidth(82)),
    ColumnWidth(190, least=180),
)
_CHANGES = (ColumnWidth(118), ColumnWidth(110, least=90), ColumnWidth(320, stretch=True))


class Tab(QWidget):
    """A tab's content, flush with the card."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(metrics().gap)


class OverviewTab(Tab):
    """The facts of a version and its rules."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        inner = QWidget()
        column = QVBoxLayout(inner)
        side = metrics().card_padding
        column.setContentsMargins(side, 0, side, side)
        column.addWidget(self.facts)
        column.addStretch(1)
        self.column.addWidget(QuietScroll(inner, 150), 1)

    def show_detail(self, detail: VersionDetail) -> None:
        """Another version."""
        self.facts.show_rows(list(_facts(detail)))

    def retranslate(self) -> None:
        """The rows are told anew with their version."""


class CriteriaTab(Tab):
    """Every criterion; the one one is at in full below."""

    def __init__(self) -> None:
        super().__init__()
        self.model = CriterionRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("protocol_criteria")
        self.table.setModel(self.model)
        ColumnChoice(self.table, _CRITERIA, _CRITERIA_NARROW, 640)
        self.whole = TextLabel("", "body", "text", wrap=True)
        self.whole.setObjectName("protocol_criterion")
        self._areas: dict[str, Area] = {}
        inner = QWidget()
        column = QVBoxLayout(inner)
        side = metrics().card_padding
        column.setContentsMargins(side, metrics().gap_small, side, side)
        column.addWidget(self.whole)
        column.addStretch(1)
        self.column.addWidget(yielding(self.table, 108), 1)
        self.column.addWidget(QuietScroll(inner, 96))
        self.table.current_changed.connect(self._on_current)

    def show_detail(self, detail: VersionDetail) -> None:
        """Another version."""
        self._areas = {area.id: area for area in detail.areas}
        self.model.show_criteria(detail.criteria, detail.areas)
        self.table.choose_row(0)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.table.setAccessibleName(tr("Kriterier"))

    def _on_current(self, criterion_id: object) -> None:
        found = next((row for row in self.model.rows if row.id == criterion_id), None)
        area = self._areas.get(found.area) if found else None
        self.whole.setText(_criterion_words(found, area) if found and area else "")


class HealthTab(Tab):
    """How far the pool of each area reaches."""

    def __init__(self) -> None:
        super().__init__()
        self.model = HealthRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("protocol_health")
        self.table.setModel(self.model)
        self.table.set_columns(_HEALTH)
        self.words = TextLabel("", "body", "muted", wrap=True)
        self.words.setObjectName("protocol_health_words")
        side = metrics().card_padding
        self.words.setContentsMargins(side, 0, side, 0)
        self.column.addWidget(self.words)
        self.column.addWidget(yielding(self.table, 108), 1)

    def show_detail(self, detail: VersionDetail) -> None:
        """Another version."""
        self.model.show_rows(detail.health)
        if detail.tests is None:
            self.words.setText(tr("Protokollet har inget teoriprov."))
            return
        self.words.setText(
            tr("Frågorna {reach} i rad för samma person, utan att någon fråga kommer igen.").format(
                reach=tests_words(detail.tests)
            )
        )

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.table.setAccessibleName(tr("Poolhälsa"))


class ChangesView(Tab):
    """A comparison: counts in a line, then every change."""

    def __init__(self) -> None:
        super().__init__()
        self.model = ChangeRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("protocol_changes")
        self.table.setModel(self.model)
        self.table.set_columns(_CHANGES)
        self.words = TextLabel("", "body", "muted", wrap=True)
        self.words.setObjectName("protocol_change_words")
        self.column.addWidget(self.words)
        self.column.addWidget(yielding(self.table, 108), 1)

    def show_comparison(self, against: str, comparison: Comparison) -> None:
        """What changed since the version `against`."""
        self.model.show_comparison(comparison)
        said = counts_words(comparison) or tr("inget")
        self.words.setText(tr("Mot {version}: {changes}").format(version=against, changes=said))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.table.setAccessibleName(tr("Ändringar"))
        self.table.set_empty(tr("Inget att jämföra med: det är den första versionen här."))


class ChangesTab(ChangesView):
    """What a version changed against the one before it."""

    def __init__(self) -> None:
        super().__init__()
        side = metrics().card_padding
        self.words.setContentsMargins(side, 0, side, 0)

    def show_changes(self, changes: VersionChanges | None) -> None:
        """Another version; None for the first."""
        if changes is None:
            self.model.show_rows(())
            self.words.setText("")
        else:
            self.show_comparison(changes.against, changes.comparison)
        self.words.setVisible(changes is not None)


def counts_words(comparison: Comparison) -> str:
    """`regler: ändrad 2 · frågor: ny 3, borttagen 1`."""
    parts = []
    for part in Part:
        counts = [
            f"{KINDS[kind].in_language(language()).lower()} {count}"
            for kind in ChangeKind
            if (count := comparison.count(part, kind))
        ]
        if counts:
            parts.append(f"{PLURALS[part].in_language(language()).lower()}: {', '.join(counts)}")
    return " · ".join(parts)


def _facts(detail: VersionDetail) -> Iterator[tuple[str, str]]:
    line, rules = detail.line, detail.rules
    yield tr("Kommer från"), source_words(line.source)
    yield tr("Huvudman"), line.owner
    yield tr("Modell"), line.scheme
    yield tr("Installerat"), iso_day(line.installed.date())
    if line.recalled is not None:
        yield tr("Återkallad"), f"{iso_day(line.recalled.date())}: {line.recall_reason}"
    yield tr("Pågående ärenden på versionen"), str(line.open_cases)
    yield tr("Innehåll (SHA-256)"), line.hash[:16]
    yield tr("Skala"), " · ".join(step.name.in_language(language()) for step in detail.scale)
    yield tr("Områden"), str(len(detail.areas))
    yield tr("Kriterier"), str(len(detail.criteria))
    yield tr("Frågor"), str(sum(each.items for each in detail.health))
    for name in _RULES:
        value = getattr(rules, name)
        words = FIELDS[name].in_language(language())
        said = permille(value) if name.endswith("_permille") else str(value)
        yield words[:1].upper() + words[1:], said


_RULES = (
    *("theory_minutes", "practical_minutes", "total_cut_permille", "validity_months"),
    *("banked_months", "waiting_days", "max_attempts", "appeal_days"),
)


def _criterion_words(criterion: Criterion, area: Area) -> str:
    """The criterion whole: what is looked for, and what each step looks like."""
    steps = [f"{at}  {text.in_language(language())}" for at, text in enumerate(criterion.levels, 1)]
    where, how = area.name.in_language(language()), method_words(criterion.method)
    head = (criterion.id, where, how, criterion_marks(criterion))
    said = criterion.detail.in_language(language())
    return "\n".join([" · ".join(part for part in head if part), said, *steps])
