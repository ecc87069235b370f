"""The next steps a company chooses: proposals by theme and level, who sees to it, until when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.conversation import ChosenStep, GuideTheme, ThemeStanding, proposals
from app.domain.free_text import LONGEST_LINE, LONGEST_MEASURE
from app.domain.text import Text
from ui.language import tr
from ui.models.conversation_words import level_words
from ui.screens.case.words import said
from ui.screens.conversation_step_line import StepLine
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.card import Hairline
from ui.widgets.day_edit import DayEdit
from ui.widgets.labels import TextLabel
from ui.widgets.tick_line import TickLine


class StepRow(QWidget):
    """A proposal to tick, or a step of one's own to write; who and when once it is chosen."""

    edited = Signal()
    removed = Signal()

    def __init__(self, name: str, step: ChosenStep, proposal: Text | None, *, on: bool) -> None:
        """`proposal`: the words to tick, None for a step of one's own; `on`: it is chosen."""
        super().__init__()
        self.setObjectName(name)
        self._theme, self._done, self._proposal = step.theme, step.done, proposal
        self.tick = TickLine("" if proposal is None else said(proposal))
        self.tick.setObjectName(f"{name}_tick")
        self.tick.setChecked(on)
        self.text, self.who, self.due = QLineEdit(step.text), QLineEdit(step.responsible), DayEdit()
        self.text.setObjectName(f"{name}_text")
        self.who.setObjectName(f"{name}_who")
        self.due.setObjectName(f"{name}_due")
        self.text.setMaxLength(LONGEST_MEASURE)
        self.who.setMaxLength(LONGEST_LINE)
        self.due.show_day(step.due)
        self.remove = QuietButton("", "trash")
        self.remove.setObjectName(f"{name}_remove")
        self._fields = QWidget()
        self._build()
        self._connect()
        self._name_parts()
        self._fields.setVisible(on)

    @property
    def is_chosen(self) -> bool:
        """Whether it is one of the next steps."""
        return self._proposal is None or self.tick.isChecked()

    @property
    def step(self) -> ChosenStep:
        """What is written."""
        text = self.text.text() if self._proposal is None else said(self._proposal)
        who = self.who.text().strip()
        return ChosenStep(self._theme, text.strip(), who, self.due.day, self._done)

    def _name_parts(self) -> None:
        for edit, words in (
            (self.text, tr("Eget nästa steg")),
            (self.who, tr("Ansvarig")),
            (self.due, tr("Klart senast")),
        ):
            edit.setAccessibleName(words)
        self.text.setPlaceholderText(tr("Eget nästa steg"))
        self.who.setPlaceholderText(tr("Ansvarig"))
        self.remove.setAccessibleName(tr("Ta bort steget"))

    def _on_ticked(self, on: bool) -> None:
        self._fields.setVisible(on)
        if on:
            self.who.setFocus()
        self.edited.emit()

    def _connect(self) -> None:
        for edit in (self.text, self.who, self.due):
            edit.editingFinished.connect(self.edited)
        self.tick.toggled.connect(self._on_ticked)
        self.remove.clicked.connect(self.removed)

    def _build(self) -> None:
        m, is_own = metrics(), self._proposal is None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap_tiny)
        fields = QHBoxLayout(self._fields)
        fields.setContentsMargins(0 if is_own else px(30), 0, 0, m.gap_tiny)
        fields.setSpacing(m.gap_small)
        fields.addWidget(self.who, 1)
        self.due.setFixedWidth(px(122))
        fields.addWidget(self.due)
        fields.addWidget(self.remove)
        column.addWidget(self.tick)
        column.addWidget(self.text)
        column.addWidget(self._fields)
        self.tick.setVisible(not is_own)
        self.text.setVisible(is_own)
        self.remove.setVisible(is_own)


class ThemeSteps(QWidget):
    """The steps of one theme under its name and level; of a held conversation only those chosen."""

    edited = Signal()
    done_asked = Signal(int, bool)  # which of all steps, whether it is done

    def __init__(self, theme: GuideTheme, standing: ThemeStanding) -> None:
        super().__init__()
        self._theme, self._made = theme, 0
        self._offers = [
            Text(f"{one.text.sv} ({one.length.sv})", f"{one.text.en} ({one.length.en})")
            for one in proposals(theme, standing)
        ]
        self.rows: list[StepRow] = []
        self._name = TextLabel(said(theme.name), "strong", wrap=True)
        self._level = TextLabel(level_words(standing.level), "strong", "accent")
        self.more = LinkButton(tr("Eget steg"), "plus", chevron=False)
        self.more.setObjectName(f"steps_more_{theme.id}")
        self.more.setAccessibleDescription(said(theme.name))
        self.more.clicked.connect(self._on_more)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._level, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics().gap_small)
        self._column.addWidget(Hairline())
        self._column.addLayout(head)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def steps(self) -> tuple[ChosenStep, ...]:
        """Those chosen, in the order shown."""
        return tuple(row.step for row in self.rows if row.is_chosen)

    def show_choice(self, steps: Sequence[ChosenStep]) -> None:
        """The proposals, ticked where chosen, then the company's own steps."""
        left = list(steps)
        for offer in self._offers:
            chosen = next((step for step in left if step.text in (offer.sv, offer.en)), None)
            if chosen is not None:
                left.remove(chosen)
            blank = ChosenStep(self._theme.id, "", "", None)
            self._add(chosen or blank, offer, on=chosen is not None)
        for step in left:
            self._add(step, None, on=True)

    def show_held(self, steps: Sequence[tuple[int, ChosenStep]]) -> None:
        """What was chosen, each with its number among all steps; it can be marked as done."""
        self.more.hide()
        for number, step in steps:
            line = StepLine(number, step)
            line.done_asked.connect(self.done_asked)
            self._column.insertWidget(self._column.count() - 1, line)

    def _add(self, step: ChosenStep, proposal: Text | None, *, on: bool) -> StepRow:
        self._made += 1
        row = StepRow(f"step_{self._theme.id}_{self._made}", step, proposal, on=on)
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self._on_removed(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _on_more(self) -> None:
        blank = ChosenStep(self._theme.id, "", "", None)
        self._add(blank, None, on=True).text.setFocus()

    def _on_removed(self, row: StepRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.edited.emit()
        self.more.setFocus()
