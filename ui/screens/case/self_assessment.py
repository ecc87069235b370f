"""The candidate's own view: statements area by area, 1–4 and Enter, changeable until handed in."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import Step
from app.domain.errors import UserError
from app.usecases.self_assessment import SelfArea, SelfSheet
from ui.screens.case.incident_bar import IncidentBar
from ui.screens.case.pane import CasePane
from ui.screens.case.paper_words import keyed_words
from ui.screens.case.statement_row import StatementRow
from ui.screens.case.tab_order import tab_through
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.area_progress import AreaCount, AreaList
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import stacked
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine

_LEVELS = 4


class SelfAssessmentPane(CasePane):
    """One area at a time; every answer is stored as it is given."""

    step = Step.SELF_ASSESSMENT

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self._sheet: SelfSheet | None = None
        self._sitting: UUID | None = None
        self._levels: dict[str, int] = {}
        self._area, self._at = 0, 0
        self._rows: list[StatementRow] = []
        self.incident = IncidentBar()
        self.incident.confirmed.connect(self._on_confirmed)
        self._caption, self._name = TextLabel("", "caption", "muted"), TextLabel("", "title")
        self._intro = TextLabel("", "body", "muted", wrap=True)
        self._paper = NoteLine("file", "neutral", style="small")
        self._lines = QVBoxLayout()
        self._areas = AreaList()
        self._areas.chosen.connect(self._on_area)
        self._back = SecondaryButton("", "chevron-left")
        self._back.clicked.connect(self._on_back)
        self._hint = KeyHint("1–4")
        self.primary = PrimaryButton(chevron=True)
        self.primary.setObjectName("self_next")
        self.primary.clicked.connect(self.go_on)
        self._progress = Card(" ")
        self._progress.body.addWidget(self._areas)
        self._progress.body.addStretch(1)
        self.lay_out(self._build(), stacked(self._progress, stretch=0))
        for level in range(1, _LEVELS + 1):
            shortcut = QShortcut(QKeySequence(str(level)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._on_key, level))

    def load(self) -> None:
        """Begin, or take up the sitting as it stands."""
        assert self.view is not None
        case_id, use = self.view.id, self.work.desk.self_assessment
        known = self.sitting_id

        def begin() -> tuple[UUID, SelfSheet]:
            sitting_id = known or use.start(case_id)
            return sitting_id, use.sheet(sitting_id)

        self.run(begin, self._on_sheet)

    def go_on(self) -> None:
        """To the next statement without an answer; when all are answered, hand in."""
        if self._sheet is None or self.is_over or self._sheet.incident is not None:
            return
        if self._open:
            self._show_open()
        else:
            self._hand_in()

    def take_focus(self) -> None:
        """To the statement one is at."""
        if self._rows:
            self._rows[self._at].take_focus()
        else:
            self.setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._intro.setText(
            self.tr(
                "Validanden väljer själv. Svaren påverkar inte resultatet, de hjälper samtalet."
            )
        )
        self._back.setText(self.tr("Föregående"))
        self._hint.words.setText(self.tr("välj steg"))
        self._progress.set_title(self.tr("Områden"))

    @property
    def _open(self) -> list[str]:
        """The statements without an answer, in order."""
        assert self._sheet is not None
        return [
            statement.id
            for area in self._sheet.areas
            for statement in area.statements
            if statement.id not in self._levels
        ]

    def _on_sheet(self, begun: tuple[UUID, SelfSheet]) -> None:
        first = self._sitting != begun[0]
        self._sitting, sheet = begun
        self._sheet = sheet
        self._levels = {
            s.id: s.level for area in sheet.areas for s in area.statements if s.level is not None
        }
        self.incident.show_incident(sheet.incident)
        self._paper.show_words(keyed_words(sheet.paper_date) if sheet.paper_date else "")
        if first:
            self._area, self._at = 0, 0
            left = self._open
            if left:
                self._area, self._at = self._place_of(left[0])
        here = QApplication.focusWidget()
        had_keyboard = here is not None and self.isAncestorOf(here)
        self._show_area()
        if self.isVisible() and (first or had_keyboard):
            self.take_focus()

    def _on_key(self, level: int) -> None:
        if self._rows and self._sheet is not None and level <= len(self._sheet.scale):
            self._rows[self._at].choose(level)

    def _on_answer(self, at: int, level: int) -> None:
        assert self._sheet is not None
        assert self._sitting is not None
        self._at = at
        self._show_current()
        statement = self._sheet.areas[self._area].statements[at].id
        if self._levels.get(statement) == level:
            return
        self._levels[statement] = level
        sitting_id, use = self._sitting, self.work.desk.self_assessment
        self.run(
            lambda: use.answer(sitting_id, statement, level), self._on_stored, self._on_not_stored
        )
        self._show_progress()

    def _on_stored(self, _nothing: object) -> None:
        self.saved.emit()

    def _on_not_stored(self, error: UserError) -> None:
        """Show what is stored, not what was meant."""
        self.show_error(error)
        self.load()

    def _on_area(self, key: str) -> None:
        assert self._sheet is not None
        self._area = next(n for n, area in enumerate(self._sheet.areas) if area.id == key)
        self._at = 0
        self._show_area()
        self.take_focus()

    def _on_back(self) -> None:
        if self._area:
            self._area, self._at = self._area - 1, 0
            self._show_area()
            self.take_focus()

    def _on_confirmed(self) -> None:
        assert self._sitting is not None
        sitting_id, use = self._sitting, self.work.desk.self_assessment
        self.run(lambda: use.confirm_incident(sitting_id), lambda _none: self.load())

    def _hand_in(self) -> None:
        assert self._sitting is not None
        sitting_id, use = self._sitting, self.work.desk.self_assessment
        self.finish(lambda: use.hand_in(sitting_id))

    def _show_open(self) -> None:
        """Go to the next open statement after the one on view, or the first of all."""
        assert self._sheet is not None
        here = (self._area, self._at)
        places = [self._place_of(statement) for statement in self._open]
        area, at = next((place for place in places if place > here), places[0])
        if area != self._area:
            self._area = area
            self._at = at
            self._show_area()
        self._at = at
        self._show_current()
        self.take_focus()

    def _place_of(self, statement: str) -> tuple[int, int]:
        assert self._sheet is not None
        return next(
            (a, n)
            for a, area in enumerate(self._sheet.areas)
            for n, each in enumerate(area.statements)
            if each.id == statement
        )

    def _show_area(self) -> None:
        assert self._sheet is not None
        area = self._sheet.areas[self._area]
        self._caption.setText(
            self.tr("Område {number} av {total}").format(
                number=self._area + 1, total=len(self._sheet.areas)
            )
        )
        self._name.setText(said(area.name))
        self._rebuild(area)
        self._back.setEnabled(self._area > 0)
        self._show_current()
        self._show_progress()

    def _rebuild(self, area: SelfArea) -> None:
        assert self._sheet is not None
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for at, statement in enumerate(area.statements):
            row = StatementRow(statement, self._sheet.scale, self._levels.get(statement.id))
            row.chosen.connect(partial(self._on_answer, at))
            row.entered.connect(partial(self._on_entered, at))
            row.setEnabled(not self.is_over and self._sheet.incident is None)
            self._rows.append(row)
            self._lines.addWidget(row)
        tab_through([*(tile for row in self._rows for tile in row.tiles), self._back, self.primary])

    def _on_entered(self, at: int) -> None:
        self._at = at
        self._show_current()

    def _show_current(self) -> None:
        for at, row in enumerate(self._rows):
            row.show_current(at == self._at and not self.is_over)

    def _show_progress(self) -> None:
        assert self._sheet is not None
        counts = [
            AreaCount(
                area.id,
                said(area.name),
                sum(s.id in self._levels for s in area.statements),
                len(area.statements),
            )
            for area in self._sheet.areas
        ]
        self._areas.show_areas(counts, self._sheet.areas[self._area].id)
        total = sum(count.total for count in counts)
        self._progress.count.show_state(f"{len(self._levels)}/{total}", "neutral")
        left = len(self._open)
        self.primary.setText(self.tr("Nästa") if left else self.tr("Lämna in självskattningen"))
        self.primary.setVisible(not self.is_over)

    def _build(self) -> QWidget:
        card = Card()
        self._lines.setSpacing(metrics().gap_small)
        for part in (self.incident, self._caption, self._name, self._intro):
            card.body.addWidget(part)
        card.body.addWidget(self._paper)
        card.body.addLayout(self._lines)
        card.body.addStretch(1)
        m = metrics()
        card.foot.setContentsMargins(m.card_padding, m.gap, m.card_padding, m.gap)
        card.foot.addWidget(self._back)
        card.foot.addStretch(1)
        holder = QHBoxLayout()
        holder.addWidget(self._hint)
        card.foot.addLayout(holder)
        card.foot.addWidget(self.primary)
        return card
