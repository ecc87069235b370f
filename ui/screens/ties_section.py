"""Conflict of interest on the person card: what is noted, one act to add, one each to remove."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.usecases.ties import TieLine, Ties
from ui.background import Background
from ui.models.tie_words import tie_words
from ui.screens.tie_box import RemoveTieBox, TieBox
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel


class TiesSection(QWidget):
    """Loads itself for a person; one line while there is nothing."""

    failed = Signal(object)  # a UserError, for the screen

    def __init__(self, ties: Ties, background: Background) -> None:
        super().__init__()
        self.setObjectName("ties")
        self._ties, self._background = ties, background
        self._person: tuple[UUID, str] | None = None
        self._lines: tuple[TieLine, ...] = ()
        self._title = TextLabel("", "section")
        self.add = LinkButton("", "plus", chevron=False)
        self.add.setObjectName("add_tie")
        self.add.clicked.connect(self._on_add)
        self._nothing = TextLabel("", "small", "muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(4))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addLayout(self._rows)
        self._retranslate()

    def show_person(self, person_id: UUID, name: str) -> None:
        """Load the ties to this person; those of somebody else are gone at once."""
        if self._person is None or self._person[0] != person_id:
            self._show(())
        self._person = (person_id, name)
        self._load()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show(self._lines)

    def _load(self) -> None:
        if self._person is not None:
            person_id = self._person[0]
            self._background.run(
                self,
                lambda: (person_id, self._ties.of(person_id)),
                self._on_found,
                self.failed.emit,
            )

    def _on_found(self, found: tuple[UUID, tuple[TieLine, ...]]) -> None:
        if self._person is not None and found[0] == self._person[0]:
            self._show(found[1])

    def _show(self, lines: tuple[TieLine, ...]) -> None:
        self._lines = lines
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._rows.addWidget(self._row(line))
        self._nothing.setVisible(not lines)

    def _row(self, line: TieLine) -> QWidget:
        row = QWidget()
        inner = QHBoxLayout(row)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(metrics().gap_small)
        words = f"{line.assessor}: {tie_words(line.kind, line.since)}"
        said = TextLabel(f"{words}. {line.note}" if line.note else words, "small", wrap=True)
        remove = LinkButton(self.tr("Ta bort"), chevron=False)
        remove.setObjectName(f"remove_tie_{line.kind}")
        remove.setAccessibleName(f"{remove.text()}: {words}")
        remove.clicked.connect(partial(self._on_remove, line))
        inner.addWidget(IconLabel("people", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(said, 1)
        inner.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _on_add(self) -> None:
        if self._person is not None:
            box = TieBox(self, self._ties, self._background, self._person)
            box.noted.connect(self._load)
            box.open()

    def _on_remove(self, line: TieLine, _checked: bool = False) -> None:
        def remove(reason: str) -> None:
            self._background.run(
                self, lambda: self._ties.remove(line.id, reason), self._on_removed, self._on_error
            )

        RemoveTieBox(self, line, remove).open()

    def _on_removed(self, _none: object) -> None:
        self._load()

    def _on_error(self, error: UserError) -> None:
        self.failed.emit(error)
        self._load()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Jäv och anknytning"))
        self.add.setText(self.tr("Anteckna"))
        self.add.setAccessibleName(self.tr("Anteckna en anknytning"))
        self._nothing.setText(self.tr("Ingen anknytning till någon här är antecknad."))
