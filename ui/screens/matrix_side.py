"""Beside the matrix: how far the group has come, the biggest gaps, the next step."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.matrix import Stage
from app.domain.matrix_summary import SMALLEST_GROUP, AreaGap, GroupState, Summary
from app.usecases.company_plan import Proposal
from ui.language import language, tr
from ui.models.matrix_words import KIND_WORDS, STAGE_COUNTED, STAGE_ICONS, STAGE_TONES
from ui.theme import colour, metrics, px, tone_ground, tone_word
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, Hairline
from ui.widgets.icon_label import IconBadge, IconLabel
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.painting import box, painting

_SQUARES_MOST = 40
_ACROSS = 4


class StageSquares(QWidget):
    """A square for each person, in the tone of how far they are; shares where there are many."""

    def __init__(self) -> None:
        super().__init__()
        self._state: GroupState | None = None
        self.setFixedHeight(px(20))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, state: GroupState) -> None:
        """Another group."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a row of squares."""
        return QSize(px(200), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The squares from left to right, stage by stage."""
        if self._state is None or not self._state.total:
            return
        count = min(self._state.total, _SQUARES_MOST)
        gap = px(3) if count < _SQUARES_MOST else 1
        side = (self.width() - gap * (count - 1)) / count
        stages = [stage for stage in Stage for _ in range(self._state.counts[stage])]
        with painting(self) as painter:
            for number in range(count):
                stage = stages[number * len(stages) // count]
                place = QRectF(number * (side + gap), 0, side, self.height())
                tone = STAGE_TONES[stage]
                if stage is Stage.PAUSED:
                    box(painter, place, px(3), tone_ground(tone), tone_word(tone))
                else:
                    quiet = stage in (Stage.BOOKED, Stage.WAITING)
                    box(painter, place, px(3), colour("track") if quiet else colour(tone))


class GapBar(QWidget):
    """How many are under what is required, of those assessed; the part that is far under in red."""

    def __init__(self, gap: AreaGap) -> None:
        super().__init__()
        self._gap = gap
        self.setFixedHeight(px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Far under, under, the rest."""
        high, radius = self.height(), px(4)
        with painting(self) as painter:
            box(painter, QRectF(self.rect()), radius, colour("track"))
            for count, tone in ((self._gap.under, "warn"), (self._gap.far, "bad")):
                wide = self.width() * count / self._gap.assessed
                if count:
                    box(painter, QRectF(0, 0, wide, high), radius, colour(tone))


class StateCard(Card):
    """How many of the group have come how far."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("matrix_state")
        self.done = TextLabel("", "strong")
        self.head.addWidget(self.done)
        self.squares = StageSquares()
        self.body.addWidget(self.squares)
        self._counts = QGridLayout()
        self.body.addLayout(self._counts)
        self.small = TextLabel("", "body", "muted", wrap=True)
        self.small.setObjectName("matrix_small")
        self.body.addWidget(self.small)

    def show_summary(self, summary: Summary) -> None:
        """The group's state; a small group is not summed up."""
        state = summary.state
        self.set_title(tr("Gruppens läge"))
        _clear(self._counts)
        self.squares.setVisible(state is not None)
        self.done.setVisible(state is not None)
        self.small.setVisible(state is None)
        self.small.setText(small_words())
        if state is None:
            return
        self.squares.show_state(state)
        words = tr("{done} av {total} klara")
        self.done.setText(words.format(done=state.counts[Stage.DONE], total=state.total))
        stages = [s for s in Stage if state.counts[s] or s is not Stage.WAITING]
        across = len(stages) if len(stages) <= _ACROSS else _ACROSS - 1
        for at, stage in enumerate(stages):
            count = _count(stage, state.counts[stage])
            self._counts.addWidget(count, at // across, at % across)
        self._counts.setColumnStretch(_ACROSS, 1)


class GapsCard(Card):
    """The biggest gaps first, and what could be done about the biggest."""

    plan_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("matrix_gaps")
        self.told = TextLabel("", "small", "muted")
        self.head.addWidget(self.told)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(4))
        self.body.addLayout(self._rows)
        self.words = TextLabel("", "body", "muted", wrap=True)
        self.body.addWidget(self.words)
        self.body.addStretch(1)
        self._build_next()

    @property
    def has_rows(self) -> bool:
        """Whether any area is counted."""
        return self._rows.count() > 0

    def show_gaps(self, summary: Summary, proposals: Sequence[Proposal]) -> None:
        """The gaps of areas where enough are assessed, and the first proposal."""
        self.set_title(tr("Störst gap"))
        self.told.setText(tr("under krav / bedömda"))
        _clear(self._rows)
        for gap in summary.gaps:
            self._rows.addWidget(_gap_row(gap))
        self.words.setText(_words_of(summary))
        self.words.setVisible(bool(self.words.text()))
        self._show_next(proposals)

    def _show_next(self, proposals: Sequence[Proposal]) -> None:
        self._next.setVisible(bool(proposals) and bool(self._rows.count()))
        self.plan.setText(tr("Planera"))
        if not proposals:
            return
        first = proposals[0]
        length = first.length.in_language(language())
        text = first.text.in_language(language())
        self.next_title.setText(", ".join(filter(None, (text, length))))
        self.next_title.setToolTip(self.next_title.text())
        kind = tr(KIND_WORDS[first.kind])
        people = tr("För %n personer", len(first.people))
        self.next_line.setText(f"{kind} · {people} · {tr('inte planerad än')}")

    def _build_next(self) -> None:
        self._next = QWidget()
        column = QVBoxLayout(self._next)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(Hairline())
        row = QHBoxLayout()
        row.setSpacing(metrics().gap)
        row.addWidget(IconBadge("book", "accent", size=36))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.next_title, self.next_line = (
            ElidedLabel("", "strong"),
            ElidedLabel("", "small", "muted"),
        )
        words.addWidget(self.next_title)
        words.addWidget(self.next_line)
        row.addLayout(words, 1)
        self.plan = LinkButton("")
        self.plan.setObjectName("matrix_plan")
        self.plan.clicked.connect(lambda: self.plan_asked.emit())
        row.addWidget(self.plan)
        column.addLayout(row)
        self.body.addWidget(self._next)


def small_words() -> str:
    """Why nothing is said of the group as a whole."""
    return tr("Färre än {least} personer: gruppen sammanfattas inte.").format(least=SMALLEST_GROUP)


def _words_of(summary: Summary) -> str:
    if summary.state is None:
        return small_words()
    if not summary.gaps:
        return tr("Färre än {least} är bedömda än.").format(least=SMALLEST_GROUP)
    if summary.too_few:
        names = ", ".join(name.in_language(language()) for name in summary.too_few)
        return tr("För få bedömda: {areas}.").format(areas=names)
    return ""


def _gap_row(gap: AreaGap) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(px(4))
    name = gap.name.in_language(language())
    count = tr("{under} av {assessed}").format(under=gap.under, assessed=gap.assessed)
    grid.addWidget(ElidedLabel(name, "small"), 0, 0)
    grid.addWidget(TextLabel(count, "state"), 0, 1)
    grid.addWidget(GapBar(gap), 1, 0, 1, 2)
    grid.setColumnStretch(0, 1)
    spoken = tr("{area}: {under} av {assessed} under kravet")
    holder.setAccessibleName(spoken.format(area=name, under=gap.under, assessed=gap.assessed))
    return holder


def _count(stage: Stage, count: int) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, px(14), 0)
    column.setSpacing(px(2))
    column.addWidget(TextLabel(str(count), "heading"))
    row = QHBoxLayout()
    row.setSpacing(px(4))
    row.addWidget(IconLabel(STAGE_ICONS[stage], STAGE_TONES[stage], 13))
    row.addWidget(TextLabel(tr(STAGE_COUNTED[stage]), "small", STAGE_TONES[stage]))
    column.addLayout(row)
    return holder


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
