"""Reading aloud, for those who were granted it: read, be silent, slower or faster."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.protocol import ItemKind
from ui.screens.candidate.answering import LETTERS_OF_OPTIONS, Asked
from ui.screens.candidate.sizes import Letters
from ui.speech import Speech, Speed
from ui.theme import metrics, sized_font
from ui.widgets.buttons import SecondaryButton
from ui.widgets.note_line import NoteLine
from ui.widgets.segmented import SegmentedChoice


class ListenBar(QWidget):
    """Above the question; says plainly when the computer cannot read."""

    asked = Signal()  # read what is on view

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("listen_bar")
        self.speech = Speech(self)
        self.button = SecondaryButton("", "speech", size="control_main")
        self.button.setObjectName("listen")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.speeds = SegmentedChoice([(speed, "") for speed in Speed])
        self.speeds.setObjectName("listen_speed")
        self.speeds.setFixedHeight(metrics().control_main)
        self.speeds.choose(Speed.NORMAL)
        self.note = NoteLine("info", "accent")
        self.note.setObjectName("listen_note")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap)
        row.addWidget(self.button)
        row.addWidget(self.speeds)
        row.addWidget(self.note, 1)
        row.addStretch(0)
        self.button.clicked.connect(self.toggle)
        self.speeds.chosen.connect(lambda _speed: self._on_speed())
        self.speech.began.connect(self.retranslate)
        self.speech.ended.connect(self.retranslate)
        self.speech.failed.connect(self._on_failed)
        self._works = self.speech.is_there
        self.hide()

    def toggle(self) -> None:
        """Read, or be silent."""
        if self.speech.is_reading:
            self.speech.stop()
        elif self._works:
            self.asked.emit()

    def read(self, asked: Asked) -> None:
        """Read the question with its answers."""
        speed = Speed(self.speeds.key)
        self.speech.read(spoken_question(asked), asked.language, speed)

    def stop(self) -> None:
        """Be silent: something else comes on view."""
        self.speech.stop()

    def dress(self, letters: Letters) -> None:
        """Size of the words."""
        self.button.setFont(sized_font(letters.control, 600))
        self.note.words.setFont(sized_font(letters.small + 1, 600))
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language in force."""
        reading = self.speech.is_reading
        self.button.setText(self.tr("Sluta läsa") if reading else self.tr("Läs upp"))
        self.button.set_icon_name("x" if reading else "speech")
        words = (self.tr("Långsamt"), self.tr("Normalt"), self.tr("Snabbt"))
        for speed, said in zip(Speed, words, strict=True):
            self.speeds.set_words(speed, said)
        self.speeds.setAccessibleName(self.tr("Hur snabbt det läses"))
        for widget in (self.button, self.speeds):
            widget.setVisible(self._works)
        self.note.show_words(
            "" if self._works else self.tr("Ingen talsyntes på den här datorn. Be uppläsaren läsa.")
        )

    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key passes, in order."""
        return (self.button, self.speeds) if self._works else ()

    def _on_speed(self) -> None:
        """At once, where something is being read."""
        if self.speech.is_reading:
            self.asked.emit()

    def _on_failed(self) -> None:
        self._works = False
        self.retranslate()


def spoken_question(asked: Asked) -> str:
    """The question as it is read: the text, the hint, then every answer with its letter."""
    question, language = asked.question, asked.language
    parts = [question.stem.in_language(language)]
    if question.hint:
        parts.append(question.hint.in_language(language))
    lettered = question.kind in (ItemKind.SINGLE, ItemKind.MULTIPLE)
    for letter, option in zip(LETTERS_OF_OPTIONS, question.options, strict=False):
        text = option.text.in_language(language)
        parts.append(f"{letter}: {text}" if lettered else text)
    for letter, target in zip(LETTERS_OF_OPTIONS, question.targets, strict=False):
        parts.append(f"{letter}: {target.text.in_language(language)}")
    return " ".join(f"{part.rstrip('.')}." if part[-1:] not in "?!" else part for part in parts)
