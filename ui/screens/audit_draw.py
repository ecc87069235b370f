"""How many cases, and by which seed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from app.domain.sampling import LONGEST_SEED, MOST_DRAWN
from ui.language import tr
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.fields import Field

_USUAL = 5


class DrawForm(Card):
    """Two fields and the one act; Enter in either draws."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.many, self.seed = QLineEdit(str(_USUAL)), QLineEdit()
        self.many.setObjectName("sample_count")
        self.many.setValidator(QIntValidator(0, MOST_DRAWN, self))
        self.many.setFixedWidth(px(96))
        self.seed.setObjectName("sample_seed")
        self.seed.setMaxLength(LONGEST_SEED)
        self.act = PrimaryButton("", "check-circle")
        self.act.setObjectName("sample_draw")
        self._many, self._seed = Field(" ", self.many), Field(" ", self.seed)
        self.act.clicked.connect(self.asked)
        for edit in (self.many, self.seed):
            edit.returnPressed.connect(self.asked)
        self.setFocusProxy(self.many)
        self._build()

    def begin(self, seed: str) -> None:
        """A seed nobody has chosen, to draw by or write over."""
        self.seed.setText(seed)

    def show_terms(self, count: int, seed: str) -> None:
        """These, as somebody drew by them before."""
        self.many.setText(str(count))
        self.seed.setText(seed)
        self.terms()

    def terms(self) -> tuple[int, str] | None:
        """How many and by which seed; None, and what is wrong at the field, where either lacks."""
        count, seed = self.many.text(), self.seed.text().strip()
        number = int(count) if count.isdecimal() and self.many.hasAcceptableInput() else 0
        most = tr("Skriv ett tal från 1 till {most}.").format(most=MOST_DRAWN)
        self._many.show_wrong("" if number else most)
        self._seed.show_wrong("" if seed else tr("Skriv ett frö: ett ord eller ett tal."))
        if not number or not seed:
            (self.many if not number else self.seed).setFocus()
            return None
        return number, seed

    def retranslate(self) -> None:
        """Words in the language in force."""
        self._many.set_label(tr("Antal"))
        self._seed.set_label(tr("Frö"))
        self._seed.set_hint(tr("Revisorn får välja. Fröet skrivs ned, så att urvalet kan prövas."))
        self.act.setText(tr("Dra stickprov"))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(metrics().gap)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._many, 0, top)
        row.addWidget(self._seed, 1, top)
        beside = QVBoxLayout()
        beside.addSpacing(self._seed.above)
        beside.addWidget(self.act)
        row.addLayout(beside)
        row.setAlignment(beside, top)
        self.body.addLayout(row)
