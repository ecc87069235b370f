"""Accreditation without files: show the request as a code, take the answer by scanner or paste."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.background import Background
from ui.language import tr
from ui.screens.box import Box
from ui.screens.choose_file import open_file
from ui.screens.verify_camera import camera_box
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.code_square import CodeSquare
from ui.widgets.facts import Facts
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll

if TYPE_CHECKING:
    from app.usecases.accrediting import Accredited, Accrediting, Asked

_WIDE, _HIGH, _LEAST, _FOLDS = 860, 560, 165, 700
_CODE, _AROUND = 312, 155  # the code is seen whole: it has to be read


class AccreditBox(Box):
    """The request to the left, the answer to the right; stays open until an answer is taken."""

    accredited = Signal(object)  # Accredited

    def __init__(
        self, parent: QWidget, asked: "Asked", accrediting: "Accrediting", background: Background
    ) -> None:
        act = PrimaryButton(tr("Ta emot svaret"), "check")
        super().__init__(parent, tr("Ackreditera med kod"), act, tr("Stäng"))
        self.setObjectName("accredit_box")
        self._asked, self._accrediting, self._background = asked, accrediting, background
        self._busy = False
        self.act.setObjectName("accredit_take")
        self.act.clicked.connect(self._on_act)
        self.answer = QLineEdit()
        self.answer.setObjectName("accredit_answer")
        self._field = Field(tr("Svaret"), self.answer)
        self._field.set_hint(
            tr("Läs svarets kod med handskanner, eller klistra in texten som börjar med KB1A.")
        )
        self.file = SecondaryButton(tr("Öppna bild eller fil"), "file")
        self.file.setObjectName("accredit_file")
        self.camera = SecondaryButton(tr("Läs med kameran"), "camera")
        self.camera.setObjectName("accredit_camera")
        self.copy = SecondaryButton(tr("Kopiera frågan som text"), "clipboard")
        self.copy.setObjectName("accredit_copy")
        self._copied = NoteLine("check-circle", "ok")
        self.body.addWidget(QuietScroll(self._lay_out(), _LEAST), 1)
        self.answer.returnPressed.connect(self._on_act)
        self.answer.textChanged.connect(lambda _text: self._field.show_wrong(""))
        self.file.clicked.connect(self._on_file)
        self.camera.clicked.connect(self._on_camera)
        self.copy.clicked.connect(self._on_copy)
        self.size_within(_WIDE, _HIGH)
        self.answer.setFocus()

    def _lay_out(self) -> QWidget:
        holder, m = QWidget(), metrics()
        window = self.parentWidget()
        is_narrow = window is not None and window.width() < px(_FOLDS)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(way, holder)
        row.setContentsMargins(0, 0, m.gap_small, 0)
        row.setSpacing(m.gap_huge)
        row.addLayout(self._lay_request())
        row.addLayout(self._lay_answer(), 1)
        return holder

    def _lay_request(self) -> QVBoxLayout:
        column, asked = QVBoxLayout(), self._asked
        column.setSpacing(metrics().gap)
        column.addWidget(TextLabel(tr("1. Visa frågan för den ackrediterande"), "section"))
        room = self.parentWidget().height() - px(_AROUND)  # type: ignore[union-attr]
        code = CodeSquare(min(px(_CODE), room))
        code.setObjectName("accredit_code")
        code.show_code(asked.modules, tr("Frågan som QR-kod"))
        column.addWidget(code, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._copied)
        column.addStretch(1)
        return column

    def _lay_answer(self) -> QVBoxLayout:
        column, asked = QVBoxLayout(), self._asked
        column.setSpacing(metrics().gap)
        column.addWidget(TextLabel(tr("Frågan gäller"), "section"))
        facts = Facts()
        facts.show_rows(
            (
                (tr("Plombens id"), _grouped(asked.seal)),
                (
                    tr("Bedömare"),
                    tr("{name}, nr {number}").format(name=asked.assessor, number=asked.number),
                ),
                (tr("Testcenter"), asked.centre),
                (tr("Profiler"), ", ".join(asked.profiles) or tr("de som regionen väljer")),
            )
        )
        column.addWidget(facts)
        column.addWidget(TextLabel(tr("2. Ta emot svaret"), "section"))
        column.addWidget(self._field)
        foot = QHBoxLayout()
        foot.addWidget(self.camera)
        foot.addWidget(self.file)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
        return column

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._asked.text)
        self._copied.show_words(tr("Kopierad"))

    def _on_file(self) -> None:
        open_file(self, tr("Bild, PDF eller textfil"), "*.png *.jpg *.jpeg *.pdf *.txt", self.take)

    def _on_camera(self) -> None:
        camera_box(self, self._accrediting.codes_in_grey, self._on_seen)

    def _on_seen(self, text: str) -> None:
        self.answer.setText(text)
        self._on_act()

    def take(self, path: Path) -> None:
        """Take the answer in a file."""
        self._run(lambda: self._accrediting.take_file(path))

    def _on_act(self) -> None:
        text = self.answer.text()
        if not text.strip():
            self._field.show_wrong(tr("Läs av koden eller klistra in svaret först."))
            self.answer.setFocus()
            return
        self._run(lambda: self._accrediting.take(text))

    def _run(self, take: "Callable[[], Accredited]") -> None:
        if self._busy:
            return
        self.errors.clear()
        self._show_busy(busy=True)
        self._background.run(self, take, self._on_taken, self._on_refused)

    def _on_taken(self, taken: "Accredited") -> None:
        self.accredited.emit(taken)
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        """What was read is marked, so that the next reading takes its place."""
        self._show_busy(busy=False)
        self.show_error(error)
        self.answer.setFocus()
        self.answer.selectAll()

    def _show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.act.setEnabled(not busy)
        self.file.setEnabled(not busy)
        self.camera.setEnabled(not busy)


def _grouped(seal: str) -> str:
    """`1A2B 3C4D 5E6F 7081`: as the authority reads it."""
    return " ".join(seal[at : at + 4] for at in range(0, len(seal), 4))
