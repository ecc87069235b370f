"""People found while typing: the field, the rows, the newest question answered first."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.people import People
from app.usecases.person_finding import SearchHits
from ui.background import Background
from ui.figures import number
from ui.models.people_rows import PeopleRows
from ui.theme import metrics, px
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.fields import SearchField
from ui.widgets.table import HairlineTable

_STATE = ColumnWidth(124)
_WIDE = (
    ColumnWidth(228),
    ColumnWidth(104),
    ColumnWidth(220, stretch=True),
    ColumnWidth(140),
    _STATE,
)
_NARROW = (
    ColumnWidth(190, stretch=True),
    ColumnWidth(104),
    ColumnWidth(150),
    ColumnWidth(0),
    _STATE,
)
_ENOUGH = 780
_NOTE_ROOM = 430


class PeopleList(QWidget):
    """Each letter asks anew; an answer to an older question is never shown after a newer one."""

    current_changed = Signal(object)  # UUID or None
    opened = Signal(object)  # UUID
    searched = Signal(object)  # SearchHits

    def __init__(self, people: People, background: Background) -> None:
        super().__init__()
        self._people, self._background = people, background
        self._asked: str | None = None
        self._next: str | None = None
        self._wanted: UUID | None = None
        self._firmly = False  # the one wanted is shown even when no row is theirs
        self._hidden: UUID | None = None  # asked for, but in no list: a protected person
        self._hits: SearchHits | None = None
        self.field = SearchField()
        self.field.setObjectName("people_search")
        self.model = PeopleRows(self)
        self.table = HairlineTable("row_people")
        self.table.setObjectName("people_table")
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self.field.text_changed.connect(self._on_typed)
        self.field.moved.connect(self.table.step)
        self.field.entered.connect(lambda _text: self._on_entered())
        self.table.chosen.connect(self.opened)
        self.table.current_changed.connect(self.current_changed)
        self._retranslate()

    @property
    def current(self) -> UUID | None:
        """The person one is at."""
        found = self.table.current_id
        return found if isinstance(found, UUID) else self._hidden

    @property
    def current_name(self) -> str:
        """Their name as the list shows it, empty where nobody is chosen."""
        at = self.table.currentIndex()
        return str(self.model.index(at.row(), 0).data() or "") if at.isValid() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The count of hits gives way to what is written in a narrow field."""
        if event.type() == QEvent.Type.Resize and watched is self.field:
            self.field.note.setVisible(self.field.width() >= px(_NOTE_ROOM))
        return super().eventFilter(watched, event)

    def search(self, text: str) -> None:
        """Ask for `text`; while a question is under way only the newest one waits."""
        if self._asked is None:
            self._ask(text)
        else:
            self._next = text

    def reload(self) -> None:
        """The same question again; the person one was at stays current."""
        if self._wanted is None:
            self._wanted, self._firmly = self.current, self._hidden is not None
        self.search(self.field.text)

    def choose(self, person_id: UUID) -> None:
        """Be at this person, once the rows are there; the question is cleared to find them."""
        self._wanted, self._firmly = person_id, True
        with QSignalBlocker(self.field.edit):
            self.field.edit.clear()
        self.search("")

    def retranslate(self) -> None:
        """Every word in the language in force."""
        self._retranslate()
        if self._hits is not None:
            self._say(self._hits)

    def layout_with(self, beside: Callable[[QVBoxLayout], object] | None = None) -> QVBoxLayout:
        """The field above the rows, for those who show both in one column."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self.field)
        if beside is not None:
            beside(column)
        column.addWidget(self.table, 1)
        return column

    def _ask(self, text: str) -> None:
        self._asked = text
        self._background.run(self, lambda: self._people.search(text), self._on_hits)

    def _on_hits(self, hits: SearchHits) -> None:
        self._asked = None
        if self._next is not None:
            following, self._next = self._next, None
            if following != self.field.text:
                following = self.field.text
            self._ask(following)
        self._hits = hits
        self.model.show_hits(hits)
        self._say(hits)
        self._go_to(self._wanted)
        if self._asked is None:
            self._wanted = None
        self.searched.emit(hits)

    def _go_to(self, wanted: UUID | None) -> None:
        at = self.model.row_of(wanted) if wanted else 0
        if at < 0 and not self._firmly:
            at = 0
        self._hidden = wanted if at < 0 else None
        if self._hidden is None and self.model.rows:
            self.table.choose_row(at)
        else:
            self.table.setCurrentIndex(QModelIndex())
            self.current_changed.emit(self._hidden)

    def _on_typed(self, text: str) -> None:
        """Another question: the best match is current, whoever was before."""
        self._wanted = None
        self.search(text)

    def _on_entered(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

    def _say(self, hits: SearchHits) -> None:
        if not hits.words:
            self.field.note.setText(self.tr("%n personer · senaste först", "", hits.total))
            return
        known = number(hits.matching) + ("+" if hits.more else "")
        words = self.tr("{found} av {all} · bäst träff först")
        self.field.note.setText(words.format(found=known, all=number(hits.total)))

    def _retranslate(self) -> None:
        self.field.set_placeholder(self.tr("Sök namn, nummer, företag eller bevis"))
        self.table.setAccessibleName(self.tr("Personer"))
        self.table.set_empty(self.tr("Ingen träff. Sök på något annat, eller registrera personen."))
