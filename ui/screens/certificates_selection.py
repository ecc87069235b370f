"""Several certificates chosen: what they are, and what can be done with all of them at once."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from app.domain.reason_words import KIND_WORDS
from app.usecases.certificates import CertificateLine
from ui.language import language
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine

_MOST = 3


class SelectionPanel(Card):
    """Beside the list while more than one is chosen."""

    print_asked = Signal()
    one_asked = Signal()
    many_asked = Signal()
    none_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("selection_card")
        self._lines: tuple[CertificateLine, ...] = ()
        self.title = TextLabel("", "heading", wrap=True)
        self.title.setObjectName("selection_title")
        self._facts = Facts()
        self._void = NoteLine("warning", "warn")
        self._void.setObjectName("selection_void")
        self._note = TextLabel("", "small", "muted", wrap=True)
        self.none = LinkButton("", chevron=False)
        self.none.setObjectName("selection_none")
        self.many = SecondaryButton("", "save")
        self.many.setObjectName("selection_many")
        self.one = SecondaryButton("", "file")
        self.one.setObjectName("selection_one")
        self.print = PrimaryButton("", "printer")
        self.print.setObjectName("selection_print")
        for button, signal in (
            (self.none, self.none_asked),
            (self.many, self.many_asked),
            (self.one, self.one_asked),
            (self.print, self.print_asked),
        ):
            button.clicked.connect(signal)
        above: tuple[QWidget, ...] = (self.title, self._facts, self._void, self.none)
        below: tuple[QWidget, ...] = (self._note, self.many, self.one, self.print)
        for part in above:
            self.body.addWidget(part)
        self.body.addStretch(1)
        for part in below:
            self.body.addWidget(part)

    @property
    def in_force(self) -> tuple[CertificateLine, ...]:
        """Those that are printed: what counts no longer stays where it is."""
        return tuple(line for line in self._lines if line.state == "issued")

    def show_lines(self, lines: Sequence[CertificateLine]) -> None:
        """These are chosen."""
        self._lines = tuple(lines)
        count, able = len(self._lines), len(self.in_force)
        self.title.setText(self.tr("%n bevis valda", "", count))
        self._facts.show_rows(self._rows())
        words = self.tr("%n gäller inte och skrivs inte ut.", "", count - able)
        self._void.show_words(words if count > able else "")
        self.print.setText(self.tr("Skriv ut (%n)", "", able))
        self.print.setEnabled(able > 0)
        self.one.setText(self.tr("Spara som en PDF"))
        self.one.setEnabled(able > 0)
        self.many.setText(self.tr("Spara var för sig"))
        self.none.setText(self.tr("Avmarkera alla"))
        self._note.setText(
            self.tr(
                "En PDF är för utskrift. Signatur och digitalt bevis följer de enskilda filerna."
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_lines(self._lines)

    def _rows(self) -> list[tuple[str, str]]:
        companies = Counter(line.company or self.tr("Utan företag") for line in self._lines)
        kinds = Counter(KIND_WORDS[line.kind].in_language(language()) for line in self._lines)
        printed = sum(bool(line.prints) for line in self._lines)
        return [
            (self.tr("Företag"), self._counted(companies)),
            (self.tr("Sort"), self._counted(kinds)),
            (self.tr("Utskrivna förut"), str(printed)),
        ]

    def _counted(self, counts: Counter[str]) -> str:
        """The most common with their number; the others as how many more."""
        shown = [f"{words} ({count})" for words, count in counts.most_common(_MOST)]
        more = len(counts) - len(shown)
        if more > 0:
            shown.append(self.tr("och %n till", "", more))
        return ", ".join(shown)
