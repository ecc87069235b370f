"""At the side of a month: how far it is, and what to do with the person chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.participation import Project
from app.usecases.month_hours import PartMonth
from ui.figures import iso_day, number
from ui.language import tr
from ui.models.hours_words import hours, spent_words
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import stacked
from ui.widgets.labels import TextLabel
from ui.widgets.progress import ThinBar


class ParticipationSide(QWidget):
    """Sum of the month, acts on one person, papers of all."""

    hand_over_asked = Signal()
    paper_asked = Signal()
    change_asked = Signal()
    take_back_asked = Signal()
    certificate_asked = Signal()
    all_asked = Signal()
    batch_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._month, self._one = Card(" "), Card(" ")
        self._sum, self._both = TextLabel("", "heading"), TextLabel("", "small", "muted", wrap=True)
        self._sum.setObjectName("month_sum")
        self._bar = ThinBar()
        self._facts = TextLabel("", "small", "muted", wrap=True)
        self.add = _button("part_add", "person")
        self.all = _button("attest_all", "pen")
        self.batch = _button("attendance_batch", "download")
        self._spent = TextLabel("", "body", wrap=True)
        self._spent.setObjectName("part_spent")
        self._by = TextLabel("", "small", "muted", wrap=True)
        self.hand_over = _button("hand_over", "person")
        self.paper = _button("on_paper", "file")
        self.certificate = _button("attendance_pdf", "printer")
        self.change = _button("part_change", "pen")
        self.take_back = _button("part_take_back", "x")
        self._build()
        for button, signal in (
            (self.hand_over, self.hand_over_asked),
            (self.paper, self.paper_asked),
            (self.certificate, self.certificate_asked),
            (self.change, self.change_asked),
            (self.take_back, self.take_back_asked),
            (self.all, self.all_asked),
            (self.batch, self.batch_asked),
        ):
            button.clicked.connect(signal)

    def show_month(self, project: Project, lines: Sequence[PartMonth]) -> None:
        """The whole month."""
        minutes = sum(line.minutes for line in lines)
        both = sum(line.is_by_both for line in lines)
        waiting = sum(line.hours is None and bool(line.proposal) for line in lines)
        self._sum.setText(hours(minutes))
        words = tr("{both} av {all} attesterade av båda")
        self._both.setText(words.format(both=number(both), all=number(len(lines))))
        self._bar.setVisible(bool(lines))
        self._bar.show_share(1000 * both // len(lines) if lines else 0)
        days = tr("{first} – {last}").format(
            first=iso_day(project.first), last=iso_day(project.last)
        )
        self._facts.setText(f"{project.number} · {project.owner} · {days}")
        self.all.setText(tr("Attestera %n förslag", waiting))
        self.all.setVisible(waiting > 0)
        self.batch.setText(tr("%n närvarointyg", both))
        self.batch.setVisible(both > 0)

    def show_one(self, line: PartMonth | None) -> None:
        """The person chosen, if any."""
        self._one.setVisible(line is not None)
        if line is None:
            return
        self._one.set_title(line.part.name or tr("Skyddad person"))
        held = line.hours
        self._spent.setText(spent_words(held.spent) or hours(0) if held else tr("Inga timmar än"))
        self._by.setText(_by(line))
        waits = held is not None and held.confirmed is None
        self.hand_over.setVisible(waits)
        self.paper.setVisible(waits)
        self.certificate.setVisible(line.is_by_both)

    def retranslate(self, line: PartMonth | None) -> None:
        """Every fixed word in the language in force."""
        self._month.set_title(tr("Månaden"))
        self.add.setText(tr("Lägg till deltagare"))
        self.hand_over.setText(tr("Låt deltagaren bekräfta"))
        self.paper.setText(tr("Bekräftad på papper"))
        self.certificate.setText(tr("Närvarointyg"))
        self.change.setText(tr("Ändra deltagandet"))
        self.take_back.setText(tr("Ta tillbaka deltagandet"))
        self.show_one(line)

    def _build(self) -> None:
        for part in (self._sum, self._bar, self._both, self._facts, self.add, self.all, self.batch):
            self._month.body.addWidget(part)
        acts = (self.hand_over, self.paper, self.certificate, self.change, self.take_back)
        for part in (self._spent, self._by, *acts):
            self._one.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(self._month, self._one))


def _by(line: PartMonth) -> str:
    """Who has attested, and when."""
    held = line.hours
    if held is None:
        words = tr("Ur provtillfällena: {hours}.") if line.proposal else ""
        return words.format(hours=spent_words(line.proposal))
    told = tr("Attesterad av {name} {day}.").format(name=held.by, day=iso_day(held.on))
    if held.confirmed is None:
        return told
    return f"{told} {tr('Bekräftad {day}.').format(day=iso_day(held.confirmed))}"


def _button(name: str, icon: str) -> SecondaryButton:
    button = SecondaryButton("", icon)
    button.setObjectName(name)
    return button
