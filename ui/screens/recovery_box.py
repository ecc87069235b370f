"""The recovery code, shown once: large, in groups, to print or write down before it holds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.background import Background
from ui.language import language, tr
from ui.screens.box import Box
from ui.screens.print_box import PrintPaperBox
from ui.theme import metrics, sized_font
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll

if TYPE_CHECKING:
    from app.usecases.recovery_codes import NewCode, RecoveryCodes

_WIDE, _HIGH, _LEAST = 620, 470, 140
_ON_A_LINE = 4


class RecoveryBox(Box):
    """Left without saying that it is on paper, the code never holds; the one before does."""

    kept = Signal()

    def __init__(
        self, parent: QWidget, codes: "RecoveryCodes", new: "NewCode", background: Background
    ) -> None:
        act = PrimaryButton(tr("Koden är på papper"), "check")
        super().__init__(parent, tr("Återställningskod"), act, tr("Avbryt"))
        self.setObjectName("recovery_box")
        self._codes, self._new, self._background, self._busy = codes, new, background, False
        self.act.setObjectName("recovery_keep")
        self.act.clicked.connect(self._on_act)
        self.print = SecondaryButton(tr("Skriv ut"), "printer")
        self.print.setObjectName("recovery_print")
        self.print.clicked.connect(self._on_print)
        self.row.insertWidget(2, self.print)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, metrics().gap_small, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self._lay_code())
        for icon, words in (
            ("eye", tr("Koden visas bara nu. Skriv ut den, eller skriv av den för hand.")),
            ("lock", tr("Lås in pappret, aldrig med datorn. Fotografera det inte.")),
            ("key", tr("Den öppnar datorn en gång, för den som har glömt sin PIN-kod.")),
            ("info", tr("Avbryter du gäller koden inte, och en tidigare kod gäller fortfarande.")),
        ):
            column.addWidget(NoteLine(icon, "accent", words, style="body"))
        column.addStretch(1)
        scroll = QuietScroll(holder, _LEAST)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrow keys, where it does not fit
        scroll.setAccessibleName(tr("Återställningskod"))
        self.body.addWidget(scroll, 1)
        self.size_within(_WIDE, _HIGH)
        self.print.setFocus()

    def _lay_code(self) -> Card:
        groups = self._new.code.split("-")
        shown = "\n".join(
            "  ".join(groups[at : at + _ON_A_LINE]) for at in range(0, len(groups), _ON_A_LINE)
        )
        self.shown = TextLabel(shown, "display")
        self.shown.setFont(sized_font(28, 600))
        self.shown.setObjectName("recovery_shown")
        self.shown.setAccessibleName(", ".join(" ".join(group) for group in groups))
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = Card(ground="accent")
        card.body.addWidget(self.shown)
        return card

    def _on_print(self) -> None:
        codes, new, spoken = self._codes, self._new, language()
        words = (
            tr("Skriv ut återställningskoden"),
            tr("En sida A4. Hämta den vid skrivaren genast."),
            tr("Koden sparas inte i någon fil."),
        )
        PrintPaperBox(
            self,
            words,
            self._background,
            codes.printers,
            lambda printer: codes.print(new, spoken, printer),
            without=tr("Ingen skrivare är inlagd på datorn. Skriv av koden för hand."),
        ).open()

    def toast(self, words: str) -> None:
        """What the print box says when it is done: told by the window."""
        self.parent().toast(words)  # type: ignore[union-attr]

    def _on_act(self) -> None:
        if self._busy:
            return
        self._busy = True
        self.errors.clear()
        codes, new = self._codes, self._new
        self._background.run(self, lambda: codes.keep(new), self._on_kept, self._on_refused)

    def _on_kept(self, _none: None) -> None:
        self.kept.emit()
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        self._busy = False
        self.show_error(error)
