"""The card that matters most: on with the case one was at, in one press."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.case import Step
from app.usecases.today import ResumeLine
from ui.figures import clock_time
from ui.language import language
from ui.models.case_words import step_words
from ui.theme import px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.progress import Segment, SegmentBar


class ResumeCard(Card):
    """Who, what, how far; the day's main act."""

    resumed = Signal(object)  # case id

    def __init__(self) -> None:
        super().__init__(strip="accent")
        self.setObjectName("resume")
        self._line: ResumeLine | None = None
        self._caption = TextLabel("", "caption", "muted")
        self._name = ElidedLabel("", "display")
        self._what = ElidedLabel("", "lead")
        self.act = PrimaryButton("", chevron=True, size="control_main")
        self.act.setObjectName("resume_act")
        self._saved = TextLabel("", "small", "muted")
        self._bar = SegmentBar()
        self._done_icon = IconLabel("check", "ok")
        self._done = TextLabel("", "small", "ok")
        self._now_icon = IconLabel("dot", "accent")
        self._now = ElidedLabel("", "state", "accent")
        self._total = TextLabel("", "small", "muted")
        self._build()
        self.act.clicked.connect(self._on_act)

    def show_line(self, line: ResumeLine) -> None:
        """Show the case last worked in."""
        self._line = line
        self._caption.setText(self.tr("Fortsätt där du var"))
        name = line.name or self.tr("Skyddad person")
        self._name.setText(self.tr("Fortsätt: {name}").format(name=name))
        self._what.setText(" · ".join(self._what_words(line)))
        self.act.setText(self._act_words(line.step))
        saved = [self.tr("Sparat {time}").format(time=clock_time(line.saved))]
        if line.minutes_left is not None:
            saved.append(self.tr("cirka %n min kvar", "", line.minutes_left))
        self._saved.setText(" · ".join(saved))
        self._show_areas(line)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._line is not None:
            self.show_line(self._line)

    def _what_words(self, line: ResumeLine) -> list[str]:
        words = [line.role.in_language(language()), step_words(line.step).lower()]
        if line.areas:
            place = self.tr("område {at} av {count}")
            words.append(place.format(at=line.position + 1, count=len(line.areas)))
        return words

    def _show_areas(self, line: ResumeLine) -> None:
        for part in (self._bar, self._done_icon, self._done, self._now_icon, self._now):
            part.setVisible(bool(line.areas))
        self._total.setVisible(bool(line.areas))
        if not line.areas:
            return
        self._bar.show_segments(
            [
                Segment("done")
                if area.done >= area.total
                else Segment("current", 1000 * area.done // area.total)
                if at == line.position
                else Segment("todo")
                for at, area in enumerate(line.areas)
            ],
            self._what.text(),
        )
        complete = sum(area.done >= area.total for area in line.areas)
        self._done.setText(self.tr("%n områden klara", "", complete))
        here = line.areas[line.position]
        name = here.name.in_language(language())
        if line.step is Step.PRACTICAL:
            place, total = (
                self.tr("kriterium {at} av {count}"),
                self.tr("{at} av {count} kriterier"),
            )
        else:
            place, total = self.tr("fråga {at} av {count}"), self.tr("{at} av {count} frågor")
        at = min(here.done + 1, here.total)
        self._now.setText(f"{name}: {place.format(at=at, count=here.total)}")
        self._total.setText(total.format(at=line.done, count=line.total))

    def _act_words(self, step: Step) -> str:
        if step in (Step.THEORY, Step.PRACTICAL):
            return self.tr("Fortsätt provet")
        return self.tr("Fortsätt")

    def _on_act(self) -> None:
        if self._line is not None:
            self.resumed.emit(self._line.case_id)

    def _build(self) -> None:
        self.body.setContentsMargins(px(22), px(16), px(24), px(20))
        self.body.setSpacing(px(4))
        top = QHBoxLayout()
        top.setSpacing(px(16))
        words = QVBoxLayout()
        words.setSpacing(px(4))
        for label in (self._caption, self._name, self._what):
            words.addWidget(label)
        top.addLayout(words, 1)
        act = QVBoxLayout()
        act.addWidget(self.act)
        self._saved.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        act.addWidget(self._saved)
        act.addStretch(1)
        top.addLayout(act)
        self.body.addLayout(top)
        self.body.addSpacing(px(12))
        self.body.addWidget(self._bar)
        line = QHBoxLayout()
        line.setSpacing(px(6))
        line.addWidget(self._done_icon)
        line.addWidget(self._done)
        line.addSpacing(px(32))
        line.addWidget(self._now_icon)
        line.addWidget(self._now, 1)
        line.addWidget(self._total)
        self.body.addSpacing(px(4))
        self.body.addLayout(line)
