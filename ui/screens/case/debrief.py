"""The debrief after the theory test: arrows between the areas, Enter goes on."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout

from app.domain.debrief import AreaDebrief
from app.usecases.debrief import DebriefView, MissedQuestion
from ui.actions import bind
from ui.figures import permille
from ui.icons import draw_icon
from ui.screen import Screen
from ui.screens.case.debrief_area import AreaCard, DebriefNotes
from ui.screens.case.debrief_words import share_words
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.theme import colour, font, metrics, px, tone_word
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.cut_bar import CutBar
from ui.widgets.labels import TextLabel
from ui.widgets.list_row import ListRow
from ui.widgets.note_line import NoteLine

_ON = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DebriefScreen(Screen):
    """What the candidate may see of the test, area by area; the rest on the assessor's asking."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self.setObjectName("debrief")
        self._work = work
        self._case_id: UUID | None = None
        self._view: DebriefView | None = None
        self._at = 0
        self._rows: list[AreaRow] = []
        self._list, self._total = Card(" "), TextLabel("", "section")
        self._total_bar = CutBar()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.area, self.notes = AreaCard(), DebriefNotes()
        self.area.questions_asked.connect(self._on_questions)
        self.notes.written.connect(self._on_note)
        self._privacy = NoteLine("lock", "neutral", style="small")
        self.primary = PrimaryButton(size="control_touch", chevron=True)
        self.primary.setObjectName("debrief_on")
        self.primary.clicked.connect(self.go_on)
        self._leave = SecondaryButton("", "chevron-left")
        self._leave.setObjectName("debrief_leave")
        self._leave.clicked.connect(self.leave)
        bind(self, "case.next", self.go_on)
        bind(self, "case.back", self.leave)
        self._build()
        self._retranslate()

    def open_with(self, subject: object) -> None:
        """Show the debrief of the case with this id (UUID), at its first area."""
        assert isinstance(subject, UUID)
        self.flush()
        self._case_id, self._view, self._at = subject, None, 0
        self.errors.clear()
        self.refresh()

    def refresh(self) -> None:
        """Load how the test went."""
        case_id, debrief = self._case_id, self._work.desk.debrief
        if case_id is not None and self._view is None:
            self._work.background.run(self, lambda: debrief.view(case_id), self._on_view)

    def may_leave(self) -> bool:
        """Store the note first."""
        self.flush()
        return True

    def flush(self) -> None:
        """Store the note if it has changed."""
        self.notes.note.finish()

    def go_on(self) -> None:
        """The next area; after the last one back to the case, at its next step."""
        if self._view is not None and self._at + 1 < len(self._view.areas):
            self._turn_to(self._at + 1)
        else:
            self.leave()

    def leave(self) -> None:
        """Back to the case."""
        self.flush()
        self.go.emit("case", self._case_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, else goes on."""
        here = QApplication.focusWidget()
        if Qt.Key(event.key()) not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(here, QPushButton) and self.isAncestorOf(here):
            here.click()
        else:
            self.go_on()

    def _step(self, step: int) -> None:
        assert self._view is not None
        self._turn_to(min(max(0, self._at + step), len(self._view.areas) - 1))

    def _on_view(self, view: DebriefView) -> None:
        if view.case_id != self._case_id:
            return
        self._view = view
        self.set_title(self.tr("Genomgång av teoriprovet"), f"{view.name} · {said(view.role)}")
        self._show_total(view)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for at, area in enumerate(view.areas):
            row = AreaRow(area)
            row.clicked.connect(lambda _checked=False, n=at: self._turn_to(n))
            row.stepped.connect(self._step)
            row.went_on.connect(self.go_on)
            self._rows.append(row)
            self._lines.addWidget(row)
        self._turn_to(min(self._at, len(view.areas) - 1))

    def _turn_to(self, at: int) -> None:
        assert self._view is not None
        self.flush()
        self._at = at
        area = self._view.areas[at]
        for number, row in enumerate(self._rows):
            row.set_current(number == at)
        self.area.show_area(area)
        self.notes.note.show_text(self._view.notes.get(area.area.id, ""))
        self._show_primary()
        if self.isVisible():
            self._rows[at].setFocus()

    def _on_questions(self) -> None:
        if self.area.has_questions:
            self.area.hide_questions()
            return
        assert self._view is not None
        case_id, area, debrief = self._view.case_id, self._here.area.id, self._work.desk.debrief

        def show(missed: tuple[MissedQuestion, ...]) -> None:
            if self._here.area.id == area:
                self.area.show_missed(missed)

        self._work.background.run(self, lambda: debrief.questions(case_id, area), show)

    def _on_note(self, note: str) -> None:
        if self._view is None:
            return
        case_id, area, debrief = self._view.case_id, self._here.area.id, self._work.desk.debrief
        self._view = replace(self._view, notes={**self._view.notes, area: note})
        self._work.background.run(
            self, lambda: debrief.note(case_id, area, note), lambda _none: self.saved.emit()
        )

    @property
    def _here(self) -> AreaDebrief:
        assert self._view is not None
        return self._view.areas[self._at]

    def _show_total(self, view: DebriefView) -> None:
        words = share_words(view.total_permille, view.total_cut_permille)
        self._total.setText(self.tr("Hela provet: {share}").format(share=words))
        self._total_bar.show_share(view.total_permille, view.total_cut_permille, words)

    def _show_primary(self) -> None:
        is_last = self._view is None or self._at + 1 >= len(self._view.areas)
        self.primary.setText(self.tr("Klart, till ärendet") if is_last else self.tr("Nästa område"))

    def _build(self) -> None:
        self._list.body.addWidget(self._total)
        self._list.body.addWidget(self._total_bar)
        self._list.body.addLayout(self._lines)
        self._list.body.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(metrics().gap)
        foot.addWidget(self._leave)
        foot.addStretch(1)
        foot.addWidget(self.primary)
        right = stacked(self.area, self.notes, self._privacy, stretch=0)
        column = right.layout()
        assert isinstance(column, QVBoxLayout)
        column.addLayout(foot)
        self.page.addWidget(
            FlowColumns([Column(self._list, 440), Column(right, 780, least=440)]), 1
        )

    def _retranslate(self) -> None:
        self.set_title(self.tr("Genomgång av teoriprovet"), self.context)
        self._list.set_title(self.tr("Område för område"))
        self.notes.retranslate()
        self._privacy.show_words(
            self.tr("Frågorna är hemliga: visa dem bara för dig själv. De skrivs aldrig ut.")
        )
        self._leave.setText(self.tr("Till ärendet"))
        self._show_primary()
        if self._view is not None:
            self._on_view(self._view)


class AreaRow(ListRow):
    """An area with its share, whether that is enough, and a bar with the cut."""

    stepped = Signal(int)
    went_on = Signal()

    def __init__(self, area: AreaDebrief) -> None:
        super().__init__(56)
        self._area = area
        self.setObjectName(f"debrief_{area.area.id}")
        words = share_words(area.permille, area.cut_permille)
        self.setAccessibleName(f"{said(area.area.name)}: {words}")
        self._bar = CutBar(self)
        self._bar.show_share(area.permille, area.cut_permille, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours, Enter on."""
        key = Qt.Key(event.key())
        if key in (*_ON, *_BACK):
            self.stepped.emit(1 if key in _ON else -1)
        elif key in _ENTER:
            self.went_on.emit()
        else:
            super().keyPressEvent(event)

    def draw_content(self, painter: QPainter, rect: QRectF) -> None:
        """Icon and name, the share in words at the right, the bar under them."""
        icon = "check-circle" if self._area.is_met else "half-circle"
        tint = tone_word("ok" if self._area.is_met else "warn")
        draw_icon(painter, icon, QRectF(px(8), px(11), px(16), px(16)), tint)
        share = permille(self._area.permille)
        painter.setFont(font("state"))
        painter.setPen(tint)
        wide = painter.fontMetrics().horizontalAdvance(share)
        right = rect.width() - px(8)
        place = QRectF(right - wide, px(8), wide + 1, px(22))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), share)
        painter.setFont(font("key"))
        painter.setPen(colour("text"))
        room = QRectF(px(32), px(8), right - wide - px(40), px(22))
        self.draw_line(painter, room, said(self._area.area.name))
        self._bar.setGeometry(px(32), px(33), self.width() - px(40), px(16))
