"""Both versions beside each other; what differs is marked by colour, sign and word."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.conflicts import ConflictKind, Keep
from app.domain.reason_words import KIND_WORDS
from app.usecases.conflicts import AreaView, ConflictView, VersionView
from ui.figures import iso_day, short_day_and_time
from ui.language import language, tr
from ui.models.conflict_words import fact_words, field_words, place_words
from ui.models.sync_rows import content_words
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.widgets.card import Hairline
from ui.widgets.labels import TextLabel


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: what it is, both versions; `differs`: the two say different things that matter."""

    label: str
    first: str
    second: str
    differs: bool = False


class CompareGrid(QWidget):
    """Three columns: what it is, the first version, the second; the same letters all through."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("conflict_versions")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(metrics().gap_wide)
        self._grid.setVerticalSpacing(metrics().gap_small)
        self._grid.setColumnMinimumWidth(0, px(128))
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)

    def show_view(self, view: ConflictView) -> None:
        """Show both versions of this conflict."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._add_head(view)
        for line in compared(view):
            self._add(line)

    def _add_head(self, view: ConflictView) -> None:
        for column, version in ((1, view.first), (2, view.second)):
            name = TextLabel(version.assessor, "strong", wrap=True)
            name.setObjectName(f"conflict_version_{column}")
            self._grid.addWidget(name, 0, column)
        self._grid.addWidget(Hairline(), 1, 0, 1, 3)

    def _add(self, line: Compared) -> None:
        row, top = self._grid.rowCount(), Qt.AlignmentFlag.AlignTop
        label = TextLabel(line.label, "small", "muted", wrap=True)
        self._grid.addWidget(label, row, 0, top)
        differs = tr("skiljer") if line.differs else ""
        for column, words in ((1, line.first), (2, line.second)):
            style, tone = ("strong", "warn") if line.differs else ("body", "text")
            part = TextLabel(f"≠ {words}" if line.differs else words, style, tone, wrap=True)  # type: ignore[arg-type]
            spoken = (line.label, differs, words)
            part.setAccessibleName(", ".join(filter(None, spoken)))
            self._grid.addWidget(part, row, column, top)


def compared(view: ConflictView) -> Iterator[Compared]:
    """Every line; the facts of the two papers, then area by area."""
    first, second = view.first, view.second
    yield Compared(tr("Signerat"), short_day_and_time(first.at), short_day_and_time(second.at))
    yield Compared(tr("Dator"), place_words(first), place_words(second))
    yield Compared(tr("Testcenter"), first.centre, second.centre)
    if view.line.kind is ConflictKind.CERTIFICATES:
        yield from _papers(first, second)
        for pair in view.areas:
            words = (_area(pair.first), _area(pair.second))
            yield Compared(said(pair.name), *words, differs=pair.differs)
    elif view.line.kind is ConflictKind.FORK:
        yield Compared(tr("Innehåll"), _content(first), _content(second))
    for fact in view.facts:
        words = (fact_words(fact, Keep.FIRST), fact_words(fact, Keep.SECOND))
        yield Compared(field_words(fact.field), *words, differs=True)


def _papers(first: VersionView, second: VersionView) -> Iterator[Compared]:
    names, born = (first.name, second.name), (_day(first), _day(second))
    if any(names):
        yield Compared(tr("Namn"), *names, differs=first.name != second.name)
    if first.birth_date or second.birth_date:
        yield Compared(tr("Född"), *born, differs=first.birth_date != second.birth_date)
    yield Compared(tr("Bevisnummer"), first.number, second.number)
    yield Compared(tr("Sort"), _kind(first), _kind(second), differs=first.kind != second.kind)


def _day(version: VersionView) -> str:
    return "–" if version.birth_date is None else iso_day(version.birth_date)


def _kind(version: VersionView) -> str:
    return "–" if version.kind is None else KIND_WORDS[version.kind].in_language(language())


def _area(area: AreaView | None) -> str:
    if area is None:
        return tr("Finns inte med")
    return said(area.step) if area.level == 0 else f"{area.level} · {said(area.step)}"


def _content(version: VersionView) -> str:
    return "–" if version.content is None else content_words(version.content)
