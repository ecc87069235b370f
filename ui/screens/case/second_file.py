"""Two assessors at two computers: the file and the code for the colleague, and their answer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.domain.case import CaseState
from app.usecases.cases import CaseView
from app.usecases.handover_files import read_file, write_file
from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.pane import CasePane
from ui.screens.choose_file import open_file, save_file
from ui.theme import metrics, sized_font
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine

if TYPE_CHECKING:
    from app.usecases.asking import HandoverFile

PATTERN = "*.intyga"


class AskBox(Box):
    """The code to tell by voice, the file to save, and opening what comes back."""

    def __init__(self, pane: CasePane) -> None:
        assert pane.view is not None
        assert pane.view.second is not None
        name = pane.view.second.second_name
        act = PrimaryButton(tr("Spara filen"), "save")
        super().__init__(pane, tr("Fil till {name}").format(name=name), act, tr("Stäng"))
        self.setObjectName("ask_box")
        self.act.setObjectName("ask_save")
        self._pane, self._case_id = pane, pane.view.id
        self._file: HandoverFile | None = None
        self.code = TextLabel("", "display")
        self.code.setFont(sized_font(32, 600))
        self.code.setObjectName("ask_code")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._state = NoteLine("check-circle", "ok")
        self._state.setObjectName("ask_state")
        self.answer = SecondaryButton(tr("Öppna svarsfilen"), "file")
        self.answer.setObjectName("ask_answer")
        self._build(name)
        self.act.clicked.connect(self._on_save)
        self.answer.clicked.connect(self._on_answer)
        self.act.setEnabled(False)
        self.size_at(520)
        asking, case_id = pane.work.desk.asking, self._case_id
        pane.work.background.run(self, lambda: asking.file(case_id), self._on_file, self.show_error)

    def save(self, path: Path) -> None:
        """Write the file there."""
        file = self._file
        if file is None:
            return
        self._run(lambda: write_file(path, file), lambda _none: self._on_saved(path))

    def take(self, path: Path) -> None:
        """Take the colleague's answer in."""
        asking, case_id = self._pane.work.desk.asking, self._case_id
        self._run(lambda: asking.take(case_id, read_file(path)), self._on_taken)

    def _run(self, work: Callable[[], object], done: Callable[[object], object]) -> None:
        self.errors.clear()
        self._pane.work.background.run(self, work, done, self.show_error)

    def _on_file(self, file: "HandoverFile") -> None:
        self._file = file
        self.code.setText(file.code)
        self.act.setEnabled(True)
        self.act.setFocus()
        self.grow()

    def _on_save(self) -> None:
        if self._file is not None:
            save_file(self, tr("Spara filen"), self._file.name, self.save)

    def _on_saved(self, path: Path) -> None:
        words = tr("Sparad: {file}. Ge den till kollegan och säg koden.").format(file=path.name)
        self._state.show_words(words)
        self.grow()

    def _on_answer(self) -> None:
        open_file(self, tr("Öppna svarsfilen"), PATTERN, self.take)

    def _on_taken(self, _none: object) -> None:
        self._pane.done.emit()
        self.accept()

    def _build(self, name: str) -> None:
        meaning = tr(
            "Ge filen till {name}, till exempel på ett USB-minne. Säg koden; skriv den inte på "
            "samma ställe. Filen innehåller inga bedömningar."
        ).format(name=name)
        self.body.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        card = Card(ground="accent")
        card.body.addWidget(self.code)
        self.body.addWidget(card)
        self.body.addWidget(self._state)
        back = QHBoxLayout()
        back.setSpacing(metrics().gap)
        words = tr("Har du fått svaret? Det visas när du också har lämnat in.")
        back.addWidget(TextLabel(words, "body", wrap=True), 1)
        back.addWidget(self.answer)
        self.body.addLayout(back)


def may_ask(view: CaseView) -> bool:
    """Whether the case has a second assessor at another computer, and its practical goes on."""
    second = view.second
    return second is not None and second.elsewhere and view.state is CaseState.RUNNING


def open_ask_box(pane: CasePane) -> AskBox:
    """Show the code and the file for the colleague."""
    box = AskBox(pane)
    box.open()
    return box


def save_answer(pane: CasePane, saved: Callable[[Path], object]) -> None:
    """Ask where the answer for the colleague is to be saved, and write it there."""
    assert pane.view is not None
    case_id, desk, background = pane.view.id, pane.work.desk, pane.work.background

    def choose(file: "HandoverFile") -> None:
        def write(path: Path) -> None:
            background.run(pane, lambda: write_file(path, file), lambda _none: saved(path))

        save_file(pane, tr("Spara svarsfilen"), file.name, write)

    background.run(pane, lambda: desk.co_assessing.answer(case_id), choose)
