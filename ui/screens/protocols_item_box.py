"""One item as the candidate meets it, with its key, why it is right and how it does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.protocol import ItemKind, Option
from app.usecases.library import ItemPreview
from ui.figures import decimal
from ui.language import language, tr
from ui.models.protocol_words import figures_words, kind_words
from ui.screens.box import Box
from ui.screens.candidate.answering import LETTERS_OF_OPTIONS, Asked
from ui.screens.candidate.question import QuestionView
from ui.screens.candidate.sizes import LETTERS, TextSize, logical_height
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll

_WIDTH, _HEIGHT, _LOW = 1000, 760, 560


class ItemBox(Box):
    """Left and right arrow go through the items of the list."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Så möter validanden frågan"), PrimaryButton(tr("Stäng")), "")
        self.setObjectName("item_box")
        self.leave.hide()
        self.before = SecondaryButton(tr("Föregående"), "chevron-left")
        self.before.setObjectName("item_before")
        self.after = SecondaryButton(tr("Nästa"), "chevron-right")
        self.after.setObjectName("item_after")
        self.act.setObjectName("item_close")
        self.about = TextLabel("", "small", "muted", wrap=True)
        self.question = QuestionView()
        self.question.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.question.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = self.question.picture.foot.parentWidget()
        if foot is not None:
            foot.hide()  # nothing is pressed here, so nothing is enlarged
        self.key = TextLabel("", "strong", wrap=True)
        self.key.setObjectName("item_key")
        self.why = TextLabel("", "body", wrap=True)
        self.why.setObjectName("item_why")
        self.figures = TextLabel("", "small", "muted", wrap=True)
        self.figures.setObjectName("item_figures")
        self._build(is_low=logical_height(parent.window()) < _LOW)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.act.clicked.connect(self.accept)
        self.size_within(_WIDTH, _HEIGHT)
        self.after.setFocus()

    def show_item(self, item: ItemPreview) -> None:
        """Another item."""
        question = item.question
        asked = Asked(question, language(), LETTERS[TextSize.SMALL])
        self.question.show_question(asked, (), item.picture)
        for stop in self.question.stops():
            stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.about.setText(
            tr("{id} · {area} · familj {family} · {kind} · {points} p").format(
                id=question.id,
                area=item.area_name.in_language(language()),
                family=item.family,
                kind=kind_words(question.kind).lower(),
                points=item.points,
            )
        )
        self.key.setText(tr("Facit: {key}").format(key=key_words(item)))
        self.why.setText(item.why.in_language(language()))
        self.figures.setText(figures_words(item.figures))
        self.grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def _build(self, *, is_low: bool) -> None:
        """In a low window the key scrolls with the question, else it stays in view."""
        m = metrics()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, m.gap, 0)
        column.addWidget(self.question)
        told = Card(ground="accent")
        told.body.addWidget(self.key)
        told.body.addWidget(self.why)
        told.body.addWidget(self.figures)
        self.body.addWidget(self.about)
        self.body.addWidget(QuietScroll(inner, 120), 1)
        (column if is_low else self.body).addWidget(told)
        column.addStretch(1)
        self.row.insertWidget(0, self.before)
        self.row.insertWidget(1, self.after)


def key_words(item: ItemPreview) -> str:
    """The right answer in the words and letters of the question."""
    question, key = item.question, item.key
    if question.kind is ItemKind.NUMERIC:
        said = decimal(str(key.value))
        if key.tolerance:
            said += f" ± {decimal(str(key.tolerance))}"
        return f"{said} {question.unit}".strip()
    if question.kind is ItemKind.MATCH:
        pairs = (each.partition("=") for each in key.choice)
        left, right = _worded(question.options), _worded(question.targets)
        return "; ".join(f"{left[one]} – {right[other]}" for one, _, other in pairs)
    texts = _worded(question.options)
    if question.kind is ItemKind.ORDER:
        return " → ".join(texts[each] for each in key.choice)
    letters = {each.id: LETTERS_OF_OPTIONS[at] for at, each in enumerate(question.options)}
    return "; ".join(f"{letters[each]}  {texts[each]}" for each in key.choice)


def _worded(options: tuple[Option, ...]) -> dict[str, str]:
    return {each.id: each.text.in_language(language()) for each in options}
