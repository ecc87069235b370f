"""The left column of the practical: the person, the areas with their progress, the case's steps."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.domain.case import Step
from app.usecases.cases import CaseView
from app.usecases.practical_sheet import AreaSheet
from ui.figures import day
from ui.language import tr
from ui.screens.case.rating_book import RatingBook
from ui.screens.case.steps_card import PersonCard, StepsCard
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.widgets.area_progress import AreaCount, AreaList
from ui.widgets.buttons import DangerButton, LinkButton, QuietButton
from ui.widgets.card import Card, Hairline
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.quiet_scroll import QuietScroll


class PracticalLeft(QWidget):
    """Areas to choose among; the steps of the case are one press away."""

    area_chosen = Signal(str)
    step_chosen = Signal(str)
    pause_asked = Signal()
    more_asked = Signal()
    area_left = Signal(str, bool)  # an area that is not required: left out today, or taken again

    def __init__(self) -> None:
        super().__init__()
        self._person = PersonCard()
        self._areas = AreaList()
        self._areas.chosen.connect(self.area_chosen)
        self._caption = TextLabel("", "caption", "muted")
        self._time = ElidedLabel("", "key")
        self._time.setObjectName("practical_clock")
        self.pause = QuietButton("", "pause")
        self.pause.setObjectName("pause")
        self.pause.clicked.connect(self.pause_asked)
        self.task = LinkButton()
        self.task.setObjectName("task_sheet")
        self.stop = DangerButton("", "stop-octagon")
        self.stop.setObjectName("safety_stop")
        self.leave = LinkButton()
        self.leave.setObjectName("leave_area")
        self.leave.clicked.connect(self._on_leave)
        self._here: AreaSheet | None = None
        self._to_steps, self._to_areas = LinkButton(), LinkButton()
        self._to_steps.setObjectName("all_steps")
        self._steps = StepsCard()
        self._steps.chosen.connect(self._on_step)
        self._steps.more_asked.connect(self.more_asked)
        self._stack = QStackedWidget()
        self._pages = (self._build_areas(), self._build_steps())
        for part in self._pages:
            self._stack.addWidget(part)
        self._to_steps.clicked.connect(lambda: self._turn(1))
        self._to_areas.clicked.connect(lambda: self._turn(0))
        self._turn(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def set_compact(self, compact: bool) -> None:
        """Only clock, acts and stop, where the columns stand under each other."""
        for part in (self._person, self._caption, self._scroll):
            part.setVisible(not compact)

    def show_view(self, view: CaseView) -> None:
        """Show whose case it is and where it stands."""
        self._turn(0)
        self._person.show_view(view)
        self._steps.show_view(view, Step.PRACTICAL)

    def show_book(self, book: RatingBook, *, locked: bool) -> None:
        """Show the areas with their counts."""
        counts = [
            AreaCount(area.id, said(area.name), area.done, len(area.criteria))
            for area in book.areas
        ]
        here = self._here = book.area_here
        self._areas.show_areas(counts, here.id)
        self.leave.setVisible(not here.required and not locked)
        self.leave.setText(tr("Ta området ändå") if here.is_left else tr("Tas inte idag"))

    def show_clock(self, seconds: int, minutes: int) -> None:
        """The time used of the time planned."""
        self._time.setText(
            tr("{used} av {minutes} min").format(used=seconds // 60, minutes=minutes)
        )

    def show_paper(self, written: date) -> None:
        """Keyed in from the paper form of that day: no clock runs."""
        self._time.setText(tr("Från papper, {day}").format(day=day(written)))

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._caption.setText(tr("Kompetensområden"))
        self.task.setText(tr("Uppgiften"))
        self.stop.setText(tr("Säkerhetsstopp · F12"))
        self.pause.setText(tr("Pausa"))
        self._to_steps.setText(tr("Alla steg"))
        self._to_areas.setText(tr("Tillbaka till områdena"))

    def _on_leave(self) -> None:
        if self._here is not None:
            self.area_left.emit(self._here.id, not self._here.is_left)

    def _turn(self, page: int) -> None:
        """Show the areas (0) or the steps (1); the other one asks for no room."""
        for at, widget in enumerate(self._pages):
            policy = widget.sizePolicy()
            wanted = QSizePolicy.Policy.Preferred if at == page else QSizePolicy.Policy.Ignored
            policy.setVerticalPolicy(wanted)
            widget.setSizePolicy(policy)
        self._stack.setCurrentIndex(page)

    def _on_step(self, key: str) -> None:
        self._turn(0)
        if key != Step.PRACTICAL:
            self.step_chosen.emit(key)

    def _build_areas(self) -> QWidget:
        card = Card()
        card.body.setContentsMargins(px(9), px(14), px(9), px(6))
        card.body.setSpacing(metrics().gap_small)
        caption = QHBoxLayout()
        caption.setContentsMargins(px(7), 0, 0, 0)
        caption.addWidget(self._caption)
        card.body.addLayout(caption)
        areas = QWidget()
        inner = QVBoxLayout(areas)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._areas)
        inner.addStretch(1)
        self._scroll = QuietScroll(areas, least=160)
        card.body.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(7), 0, px(7), 0)
        foot.setSpacing(metrics().gap_tiny)
        row, links = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(metrics().gap_small)
        row.addWidget(IconLabel("clock", "neutral"))
        row.addWidget(self._time, 1)
        row.addWidget(self.pause)
        links.addWidget(self.task)
        links.addStretch(1)
        links.addWidget(self._to_steps)
        foot.addWidget(self.leave)
        foot.addWidget(Hairline())
        foot.addLayout(row)
        foot.addLayout(links)
        card.body.addLayout(foot)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self._person)
        column.addWidget(card, 1)
        column.addWidget(self.stop)
        return holder

    def _build_steps(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_small)
        column.addWidget(self._steps, 1)
        column.addWidget(self._to_areas)
        return holder
