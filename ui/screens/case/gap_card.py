"""A gap with its measure: proposals or own words, who sees to it, until when, asked about when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.domain.free_text import LONGEST_LINE, LONGEST_MEASURE
from app.usecases.feedback import Gap, PlannedMeasure, proposal_words
from ui.figures import day
from ui.language import tr
from ui.screens.case.words import said
from ui.theme import metrics
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class GapCard(Card):
    """One area that remains, why, and what is done about it; after the talk, whether it is done."""

    edited = Signal()
    left = Signal()
    done_asked = Signal(str)  # the area: its measure is done
    reopen_asked = Signal(str)  # the area: it was not done after all

    def __init__(self, gap: Gap, planned: PlannedMeasure | None) -> None:
        super().__init__(" ")
        self.gap = gap
        self._agreed = planned
        self.setObjectName(f"gap_{gap.area}")
        self._words = TextLabel("", "body", "muted", wrap=True)
        self._note = NoteLine("speech", "neutral", style="small")
        self._note.setObjectName("gap_note")
        self._listed = NoteLine("stop-octagon", "warn", style="small")
        self.measure = QComboBox()
        self.measure.setEditable(True)
        self.measure.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.responsible, self.due, self.follow_up = QLineEdit(), DayEdit(), DayEdit()
        self.responsible.setMaxLength(LONGEST_LINE)
        self._fields = (
            Field("", self.measure),
            Field("", self.responsible),
            Field("", self.due),
            Field("", self.follow_up),
        )
        self._state = NoteLine("clock", "neutral")
        self._state.setObjectName("gap_state")
        self.done, self.reopen = SecondaryButton("", "check"), LinkButton("", "undo", chevron=False)
        self.done.clicked.connect(lambda: self.done_asked.emit(self.area))
        self.reopen.clicked.connect(lambda: self.reopen_asked.emit(self.area))
        self._name_parts()
        self._build()
        line = self.measure.lineEdit()
        assert line is not None
        line.setMaxLength(LONGEST_MEASURE)
        self.show_gap(gap)
        if planned is not None:
            self._show_planned(planned)
        self._connect_edits()
        self.set_held(held=False)

    @property
    def area(self) -> str:
        """The area's id."""
        return self.gap.area

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (
            self.measure,
            self.responsible,
            self.due,
            self.follow_up,
            self.done,
            self.reopen,
        )

    @property
    def first_stop(self) -> QWidget:
        """Where the keyboard begins."""
        open_stops = (s for s in self.stops if s.isEnabled() and s.isVisibleTo(self))
        return next(open_stops, self.measure)

    @property
    def planned(self) -> PlannedMeasure:
        """What is written."""
        return PlannedMeasure(
            self.gap.area,
            self.gap.listed or self.measure.currentText().strip(),
            self.responsible.text().strip(),
            self.due.day,
            self.follow_up.day,
        )

    @property
    def has_wrong_day(self) -> bool:
        """Whether a day is written that is none: it would be lost in silence."""
        return self.due.is_wrong or self.follow_up.is_wrong

    def show_gap(self, gap: Gap) -> None:
        """Say the gap and its proposals in the language in force; what is written stays."""
        self.gap = gap
        written = self.measure.currentText()
        self.measure.blockSignals(True)
        self.measure.clear()
        for proposal in gap.proposals:
            self.measure.addItem(said(proposal_words(proposal)))
        self.measure.setEditText(gap.listed or written)
        self.measure.blockSignals(False)
        self.retranslate()

    def set_held(self, *, held: bool) -> None:
        """After the talk nothing of the plan changes but whether it is done."""
        for field in self._fields:
            field.setEnabled(not held)
        self._fields[0].setEnabled(not held and not self.gap.listed)
        done = None if self._agreed is None else self._agreed.done
        self._state.setVisible(held)
        self.done.setVisible(held and done is None)
        self.reopen.setVisible(held and done is not None)
        if held:
            self._show_done()

    def show_missing(self) -> None:
        """Say what is missing, where it is."""
        planned = self.planned
        self._fields[0].show_wrong("" if planned.text else tr("Välj eller skriv en åtgärd."))
        self._fields[1].show_wrong(
            "" if planned.responsible else tr("Skriv vem som ser till att det blir av.")
        )
        self._show_wrong_days(while_writing=True)

    def take_focus(self) -> None:
        """To what is missing."""
        planned = self.planned
        if not planned.text:
            self.measure.setFocus()
        elif not planned.responsible:
            self.responsible.setFocus()
        else:
            (self.due if self.due.is_wrong else self.follow_up).setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.set_title(said(self.gap.name))
        self._words.setText(said(self.gap.words))
        note = tr("Din anteckning: {note}").format(note=self.gap.note) if self.gap.note else ""
        self._note.show_words(note)
        listed = tr("Bestämdes vid säkerhetsstoppet och ska vara gjord före ett nytt prov.")
        self._listed.show_words(listed if self.gap.listed else "")
        labels = (tr("Åtgärd"), tr("Ansvarig"), tr("Klart senast"), tr("Uppföljning"))
        for field, label in zip(self._fields, labels, strict=True):
            field.set_label(label)
        self.responsible.setPlaceholderText(tr("till exempel arbetsgivaren"))
        self.done.setText(tr("Åtgärden är gjord …"))
        self.reopen.setText(tr("Inte gjord än"))

    def _show_done(self) -> None:
        agreed = self._agreed
        if agreed is None:
            self._state.show_words("")
        elif agreed.done is not None:
            words = tr("Gjord {day}").format(day=day(agreed.done))
            note = f" · {agreed.done_note}" if agreed.done_note else ""
            self._state.show_words(words + note, "ok", "check-circle")
        elif agreed.asked_on is not None:
            words = tr("Fråga hur det gick: {day}").format(day=day(agreed.asked_on))
            self._state.show_words(words, "neutral", "calendar")
        else:
            self._state.show_words(tr("Ingen dag för uppföljning är avtalad."), "neutral", "info")

    def _show_planned(self, planned: PlannedMeasure) -> None:
        self.measure.setEditText(self.gap.listed or planned.text)
        self.responsible.setText(planned.responsible)
        self.due.show_day(planned.due)
        self.follow_up.show_day(planned.follow_up)

    def _on_edited(self) -> None:
        self._fields[0].show_wrong("")
        self._fields[1].show_wrong("")
        self._show_wrong_days(while_writing=False)
        self.edited.emit()

    def _show_wrong_days(self, *, while_writing: bool) -> None:
        for field, edit in zip(self._fields[2:], (self.due, self.follow_up), strict=True):
            wrong = edit.is_wrong and (while_writing or not edit.hasFocus())
            field.show_wrong(tr("Skriv dagen som 2026-11-30.") if wrong else "")

    def _connect_edits(self) -> None:
        self.measure.editTextChanged.connect(self._on_edited)
        self.responsible.textEdited.connect(self._on_edited)
        for edit in (self.due, self.follow_up):
            edit.textChanged.connect(self._on_edited)
        for line in (self.measure.lineEdit(), self.responsible, self.due, self.follow_up):
            assert line is not None
            line.editingFinished.connect(self.left)

    def _name_parts(self) -> None:
        names = ("measure", "responsible", "due", "follow_up", "measure_done", "measure_reopen")
        for part, name in zip(self.stops, names, strict=True):
            part.setObjectName(name)

    def _build(self) -> None:
        for part in (self._words, self._note, self._listed, self._fields[0]):
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_wide)
        for field, share in zip(self._fields[1:], (4, 3, 3), strict=True):
            row.addWidget(field, share)
        self.body.addLayout(row)
        foot = QHBoxLayout()
        foot.setSpacing(metrics().gap_wide)
        foot.addWidget(self._state, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.reopen)
        foot.addWidget(self.done)
        self.body.addLayout(foot)
