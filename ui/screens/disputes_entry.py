"""One entry of a register: what was said, until when, how it was settled and why."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.usecases.disputes import EntryView
from ui.figures import iso_day
from ui.language import tr
from ui.models.dispute_rows import about_words
from ui.models.dispute_words import entry_state, late_words, outcome_state
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pill import Pill


class EntryCard(Card):
    """All of one entry, and the act that is next: to settle it."""

    settle_asked = Signal()
    case_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self._state = Pill("", "neutral", "dot")
        self.head.addWidget(self._state)
        self._facts = Facts()
        self._caption = TextLabel("", "caption", "muted")
        self._words = TextLabel("", "body", wrap=True)
        self._words.setObjectName("entry_words")
        self._late = NoteLine("clock", "warn", style="small")
        self._answer = TextLabel("", "caption", "muted")
        self._reason = TextLabel("", "body", wrap=True)
        self._reason.setObjectName("entry_reason")
        self._took_part = NoteLine("people", "neutral", style="small")
        self.case = LinkButton()
        self.case.setObjectName("entry_case")
        self.case.clicked.connect(self.case_asked)
        self.settle = PrimaryButton("", "pen", size="control_touch")
        self.settle.setObjectName("settle")
        self.settle.clicked.connect(self.settle_asked)
        for part in (
            self._facts,
            self._caption,
            self._words,
            self._late,
            self._answer,
            self._reason,
            self._took_part,
        ):
            self.body.addWidget(part)
        self.body.addWidget(Hairline())
        row = QHBoxLayout()
        row.addWidget(self.case)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.settle)
        self.body.addStretch(1)

    def show_entry(self, view: EntryView, today: date) -> None:
        """Show this entry."""
        line = view.line
        self.set_title(line.number)
        state = entry_state(line)
        self._state.show_state(state.words, state.tone, state.icon)
        self._facts.show_rows(_facts(view, today))
        self._caption.setText(tr("Vad som begärs eller har hänt"))
        self._words.setText(view.words)
        self._late.show_words(
            late_words(line, iso_day(view.file_by)) if line.is_late and view.file_by else ""
        )
        self._answer.setText(tr("Svar"))
        self._answer.setVisible(not line.is_open)
        self._reason.setText(view.reason)
        self._reason.setVisible(not line.is_open)
        self._took_part.show_words(
            tr("Du deltog i bedömningen. En kollega som inte gjorde det avgör, med sin egen kod.")
            if line.is_open and view.took_part
            else ""
        )
        self.case.setText(tr("Till ärendet"))
        self.case.setVisible(view.case_id is not None)
        self.settle.setText(tr("Avgör"))
        self.settle.setVisible(line.is_open)


def _facts(view: EntryView, today: date) -> list[tuple[str, str]]:
    line = view.line
    rows = [(tr("Gäller"), about_words(line))]
    who = view.filed_by or (tr("Validanden") if view.case_id else "–")
    rows.append((tr("Från"), who))
    rows.append((tr("Kom in"), iso_day(line.filed.date())))
    if view.file_by is not None:
        rows.append((tr("Kunde begäras till"), iso_day(view.file_by)))
    if line.is_open and line.deadline is not None:
        rows.append((tr("Svar senast"), _due_words(line.deadline, today)))
    if line.settled is not None and line.outcome is not None:
        words = f"{outcome_state(line.outcome).words}, {iso_day(line.settled.date())}"
        rows += [(tr("Utfall"), words), (tr("Avgjort av"), view.handler)]
    return rows


def _due_words(deadline: date, today: date) -> str:
    left = (deadline - today).days
    if left < 0:
        return tr("{day}, tiden har gått ut").format(day=iso_day(deadline))
    words = tr("{day}, %n dagar kvar", left)
    return words.format(day=iso_day(deadline))
