"""The card of photos that wait and cannot be sent: whose case, what is wrong, the way on."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.usecases.photo_mending import Mended, PhotoMending, Troubled
from ui.background import Background
from ui.language import language, tr
from ui.theme import px
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel

_SHOWN = 4


class TroubleCard(Card):
    """Hidden while every photo that waits can be sent."""

    failed = Signal(object)  # UserError
    case_asked = Signal(object)  # UUID

    def __init__(self, mending: PhotoMending, background: Background) -> None:
        super().__init__(" ", strip="warn")
        self.setObjectName("sync_trouble")
        self._mending, self._lane = mending, background.network
        self._troubled: tuple[Troubled, ...] = ()
        self._said: Mended | None = None
        self._shown: tuple[object, ...] = ()
        self.words = TextLabel("", "body", wrap=True)
        self.words.setObjectName("sync_trouble_words")
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        self.told = TextLabel("", "small", "muted", wrap=True)
        self.told.setObjectName("sync_trouble_told")
        self.mend = SecondaryButton("", "download")
        self.mend.setObjectName("sync_trouble_mend")
        self.mend.clicked.connect(self._on_mend)
        for part in (self.words, self._lines, self.told, self.mend):
            self.body.addWidget(part)
        self.hide()

    def show_troubled(self, troubled: Sequence[Troubled]) -> None:
        """Name them; nothing hides the card."""
        self._troubled = tuple(troubled)
        self.retranslate()

    def retranslate(self) -> None:
        """Every word, in the language in force."""
        self.setVisible(bool(self._troubled))
        self.set_title(tr("Bilder som inte kan skickas"))
        self.words.setText(
            tr(
                "%n bilder är skadade eller borta här. Noden håller posterna de hör till, utan "
                "att visa dem, tills bilderna har kommit.",
                len(self._troubled),
            )
        )
        self.mend.setText(tr("Hämta ur säkerhetskopiorna"))
        self.told.setText(self._told_words())
        self.told.setVisible(bool(self.told.text()))
        self._show_lines()

    def _told_words(self) -> str:
        if self._said is None:
            return ""
        if self._said.left:
            return tr(
                "Ingen säkerhetskopia här har %n av dem. Sätt i en sticka med kopior och försök "
                "igen, eller ring samordnaren.",
                len(self._said.left),
            )
        return ""

    def _show_lines(self) -> None:
        """Made again only when they say something else: whoever is at a link stays there."""
        shown = (self._troubled, language())
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._troubled[:_SHOWN]:
            self._column.addWidget(self._line(one))
        more = len(self._troubled) - _SHOWN
        if more > 0:
            self._column.addWidget(TextLabel(tr("och %n till", more), "small", "muted"))

    def _line(self, one: Troubled) -> QWidget:
        what = tr("bilden saknas") if one.is_missing else tr("bilden är skadad")
        who = one.name or tr("Utan namn här")
        words = f"{who}: {what}"
        if one.case_id is None:
            return TextLabel(words, "small", wrap=True)
        link = LinkButton(words)
        link.setObjectName("sync_trouble_case")
        link.clicked.connect(lambda _on=False, case=one.case_id: self._open(case))
        return link

    def _open(self, case: UUID) -> None:
        self.case_asked.emit(case)

    def _on_mend(self) -> None:
        self.mend.setEnabled(False)
        self.mend.setText(tr("Letar …"))
        lane = self._lane
        self._lane.run(
            self, lambda: self._mending.mend(lambda: lane.is_closed), self._on_mended, self._refused
        )

    def _on_mended(self, mended: Mended) -> None:
        self._said = mended
        self.mend.setEnabled(True)
        self.show_troubled(mended.left)

    def _refused(self, error: UserError) -> None:
        self.mend.setEnabled(True)
        self.retranslate()
        self.failed.emit(error)
