"""Boxes of the conversation: who takes part as it begins, and why something is put off."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.conversation import Participant
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE
from ui.language import tr
from ui.screens.case.scrolled_box import ScrolledBox
from ui.theme import metrics
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel


class ParticipantsBox(ScrolledBox):
    """The day, and participants by role; a name only where the company gives it."""

    given = Signal(object, object)  # tuple of Participant, day

    def __init__(self, parent: QWidget, participants: Sequence[Participant], day: date) -> None:
        act = PrimaryButton(tr("Börja samtalet"), chevron=True)
        super().__init__(parent, tr("Börja ett samtal"), act, tr("Avbryt"))
        self.setObjectName("participants_box")
        self._rows: list[tuple[QLineEdit, QLineEdit]] = []
        self._hint = TextLabel(
            tr(
                "Ta med den som leder produktionen och gärna någon som företräder de anställda. "
                "Namnen stannar i den här datorn och står bara i rapporten om företaget vill det."
            ),
            "body",
            "muted",
            wrap=True,
        )
        self.day = DayEdit()
        self.day.setObjectName("conversation_day")
        self.day.show_day(day)
        self.more = LinkButton(tr("En deltagare till"), "plus", chevron=False)
        self.more.setObjectName("participant_more")
        self.act.setObjectName("conversation_start")
        self.asked.addWidget(self._hint)
        self.asked.addWidget(Field(tr("Samtalets dag"), self.day))
        for each in participants or (Participant("", ""),):
            self._add(each)
        self.asked.addWidget(self.more)
        self.more.clicked.connect(self._on_more)
        self.act.clicked.connect(self.give)
        self.day.textChanged.connect(self._refresh)
        self._refresh()
        self.size_at(560)
        self._rows[0][0].setFocus()

    @property
    def participants(self) -> tuple[Participant, ...]:
        """What is written."""
        return tuple(Participant(role.text(), name.text()) for role, name in self._rows)

    def give(self) -> None:
        """Hand over what is written, if it can begin."""
        if self.act.isEnabled() and self.day.day is not None:
            self.errors.clear()
            self.act.setEnabled(False)
            self.given.emit(self.participants, self.day.day)

    def show_error(self, error: UserError) -> None:
        """Say what was refused; it can be mended and given again."""
        super().show_error(error)
        self._refresh()

    def _add(self, participant: Participant) -> None:
        role, name = QLineEdit(participant.role), QLineEdit(participant.name)
        number = len(self._rows) + 1
        role.setObjectName(f"participant_role_{number}")
        name.setObjectName(f"participant_name_{number}")
        for edit in (role, name):
            edit.setMaxLength(LONGEST_LINE)
            edit.textChanged.connect(self._refresh)
            edit.returnPressed.connect(self.give)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap)
        row.addWidget(Field(tr("Roll, till exempel platschef"), role), 1)
        row.addWidget(Field(tr("Namn, om ni vill"), name), 1)
        self._rows.append((role, name))
        self.asked.insertLayout(1 + len(self._rows), row)

    def _on_more(self) -> None:
        self._add(Participant("", ""))
        self.grow()
        self._rows[-1][0].setFocus()

    def _refresh(self) -> None:
        has_role = any(role.text().strip() for role, _ in self._rows)
        self.act.setEnabled(has_role and self.day.day is not None)


class ReasonBox(ScrolledBox):
    """Why a question is skipped or the conversation paused: a line, or one of the usual ones."""

    given = Signal(str)

    def __init__(
        self, parent: QWidget, heading: str, hint: str, act: str, usual: Sequence[str]
    ) -> None:
        super().__init__(parent, heading, PrimaryButton(act, "check"), tr("Avbryt"))
        self.setObjectName("reason_box")
        self.reason = QLineEdit()
        self.reason.setObjectName("reason")
        self.reason.setMaxLength(LONGEST_LINE)
        self.act.setObjectName("reason_give")
        self.asked.addWidget(TextLabel(hint, "body", "muted", wrap=True))
        self.asked.addWidget(Field(tr("Skäl"), self.reason))
        for words in usual:
            button = SecondaryButton(words)
            button.clicked.connect(lambda _on=False, words=words: self.reason.setText(words))
            self.asked.addWidget(button)
        self.act.clicked.connect(self.give)
        self.reason.returnPressed.connect(self.give)
        self.reason.textChanged.connect(self._refresh)
        self._refresh()
        self.size_at(480)
        self.reason.setFocus()

    def give(self) -> None:
        """Hand over the reason, if there is one."""
        if self.act.isEnabled():
            self.given.emit(self.reason.text())
            self.accept()

    def _refresh(self) -> None:
        self.act.setEnabled(bool(self.reason.text().strip()))
