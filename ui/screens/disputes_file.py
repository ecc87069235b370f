"""File an entry: about which case, from whom, in whose words."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.disputes import DisputeKind
from app.domain.free_text import LONGEST_LINE, LONGEST_NOTE
from app.usecases.disputes import DecidedCase, NewEntry
from ui.figures import iso_day
from ui.language import language, marked, tr
from ui.models.dispute_words import kind_words
from ui.models.rows import Cell, RowsModel
from ui.screens.box import Box
from ui.screens.case.work import CaseWork
from ui.theme import px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.cells import ColumnWidth
from ui.widgets.fields import Field, NoteField, SearchField
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.table import HairlineTable


class _Decided(RowsModel[DecidedCase]):
    heads = (marked("Person"), marked("Roll"), marked("Kan begäras till"))

    def id_of(self, row: DecidedCase) -> object:
        return row.case_id

    def cell(self, row: DecidedCase, column: int) -> Cell:
        if column == 0:
            return Cell(row.name or tr("Skyddad person"), key=True)
        if column == 1:
            return Cell(row.role.in_language(language()))
        return Cell(iso_day(row.file_by))


class FileBox(Box):
    """A contest names a decided case; a complaint or deviation says who it comes from."""

    given = Signal(object)  # NewEntry

    def __init__(
        self, parent: QWidget, work: CaseWork, kind: DisputeKind, case_id: UUID | None
    ) -> None:
        heading = tr("Registrera: {kind}").format(kind=kind_words(kind).lower())
        super().__init__(parent, heading, PrimaryButton(tr("Registrera")), tr("Avbryt"))
        self.setObjectName("file_box")
        self.act.setObjectName("file_now")
        self._work, self._kind, self._case_id = work, kind, case_id
        self._cases: tuple[DecidedCase, ...] = ()
        self._about = TextLabel("", "strong", wrap=True)
        self._until = NoteLine("calendar", "neutral", style="small")
        self._until.setObjectName("file_until")
        self.search = SearchField(tr("Sök namn bland beslutade ärenden"))
        self._model = _Decided()
        self.table = HairlineTable("row_sync", tr("Beslutade ärenden"))
        self.table.setObjectName("file_cases")
        self.who, self.words = QLineEdit(), NoteField()
        self._words_field = Field(self._asked(), self.words)
        self._build()
        self.act.clicked.connect(self._on_act)
        self.size_at(620)
        self._load()
        (self.words if case_id or not kind.contests else self.search).setFocus()

    def _asked(self) -> str:
        if self._kind.contests:
            return tr("Vad begärs och varför? Gärna personens egna ord.")
        if self._kind is DisputeKind.COMPLAINT:
            return tr("Vad gäller klagomålet?")
        return tr("Vad hände, när och var?")

    def _load(self) -> None:
        disputes, case_id = self._work.desk.disputes, self._case_id
        if case_id is not None:
            run = self._work.background.run
            run(self, lambda: disputes.decided_case(case_id), self._on_case, self.show_error)
        elif self._kind.contests:
            self._find("")

    def _find(self, text: str) -> None:
        disputes = self._work.desk.disputes
        self._work.background.run(self, lambda: disputes.contestable(text), self._on_cases)

    def _on_cases(self, cases: Sequence[DecidedCase]) -> None:
        self._cases = tuple(cases)
        self._model.show_rows(cases)
        self.table.choose_row(0)
        self._on_chosen(self.table.current_id)

    def _on_case(self, case: DecidedCase) -> None:
        name = case.name or tr("Skyddad person")
        self._about.setText(f"{name} · {case.role.in_language(language())}")
        self._show_until(case)

    def _on_chosen(self, case_id: object) -> None:
        found = next((one for one in self._cases if one.case_id == case_id), None)
        if found is not None:
            self._show_until(found)
        else:
            self._until.show_words("")

    def _show_until(self, case: DecidedCase) -> None:
        if case.is_late:
            words = tr("Tiden gick ut {day}. Begäran registreras, men kan bara avvisas.")
            self._until.show_words(words.format(day=iso_day(case.file_by)), "warn", "clock")
        else:
            words = tr("I tid: kan begäras till och med {day}. Ärendet låses tills det är avgjort.")
            self._until.show_words(words.format(day=iso_day(case.file_by)), "neutral", "calendar")
        self.grow()

    def _on_act(self) -> None:
        words = self.words.toPlainText().strip()
        if not words or len(words) > LONGEST_NOTE:
            self._words_field.show_wrong(
                tr("Skriv vad det gäller.")
                if not words
                else tr("Skriv högst {longest} tecken.").format(longest=LONGEST_NOTE)
            )
            self.grow()
            self.words.setFocus()
            return
        chosen = self._case_id or self.table.current_id
        case_id = chosen if self._kind.contests and isinstance(chosen, UUID) else None
        self.act.setEnabled(False)
        self.given.emit(NewEntry(self._kind, words, self.who.text().strip(), case_id))

    def show_refused(self) -> None:
        """It was not taken: what is written stays, to be mended."""
        self.act.setEnabled(True)

    def _build(self) -> None:
        contests = self._kind.contests
        self.who.setObjectName("file_who")
        self.who.setMaxLength(LONGEST_LINE)
        self.words.setObjectName("file_words")
        self.words.setFixedHeight(px(110))
        self.search.setObjectName("file_search")
        self.search.text_changed.connect(self._find)
        self.search.moved.connect(self.table.step)
        self.table.setModel(self._model)
        self.table.setFixedHeight(px(180))
        self.table.set_columns((ColumnWidth(180, stretch=True), ColumnWidth(170), ColumnWidth(130)))
        self.table.set_empty(tr("Inget beslutat ärende har det namnet."))
        self.table.current_changed.connect(self._on_chosen)
        asks_case = contests and self._case_id is None
        self._about.setVisible(self._case_id is not None)
        self.search.setVisible(asks_case)
        self.table.setVisible(asks_case)
        label = tr("Från vem, om inte validanden själv") if contests else tr("Från vem")
        for part in (
            self._about,
            self.search,
            self.table,
            self._until,
            self._words_field,
            Field(label, self.who),
        ):
            self.body.addWidget(part)
