"""The dry run: what a package is, who signed it, what it would change; then yes or no."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.protocol_import import Offer, RecallOffer, Running
from ui.figures import iso_day
from ui.language import language, tr
from ui.models.protocol_words import tests_words, version_state
from ui.screens.box import Box
from ui.screens.protocols_tabs import ChangesView
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.yielding import yielding

_WIDTH, _HEIGHT, _LOW = 720, 600, 340


class ImportBox(Box):
    """A package before it is taken in; one that is here already changes nothing."""

    taken = Signal(object)  # Offer

    def __init__(self, parent: QWidget, offer: Offer) -> None:
        heading = tr("Läs in {code} {version}?").format(code=offer.code, version=offer.version)
        super().__init__(parent, heading, PrimaryButton(tr("Läs in"), "download"), tr("Avbryt"))
        self.setObjectName("import_box")
        self.act.setObjectName("import_yes")
        self.leave.setObjectName("import_no")
        self.changes = ChangesView()
        self.changes.retranslate()
        self._build(offer)
        self.act.clicked.connect(partial(self._on_act, offer))
        self.size_within(_WIDTH, _HEIGHT if offer.comparison else _LOW)

    def _on_act(self, offer: Offer) -> None:
        self.act.setEnabled(False)
        self.taken.emit(offer)

    def _build(self, offer: Offer) -> None:
        column = _scrolled(self)
        column.addWidget(NoteLine("shield-check", "ok", _signed_words(offer)))
        facts = Facts()
        facts.show_rows(list(_facts(offer)))
        column.addWidget(facts)
        if offer.state is not None:
            state = version_state(offer.state).words.lower()
            words = tr("Versionen finns redan här ({state}). Inget ändras.").format(state=state)
            column.addWidget(NoteLine("info", "neutral", words))
            self.act.hide()
            self.leave.setText(tr("Stäng"))
        elif offer.comparison is not None:
            column.addWidget(TextLabel(tr("Vad som ändras"), "section"))
            self.changes.show_comparison(offer.in_use, offer.comparison)
            column.addWidget(yielding(self.changes, 190), 1)
        if offer.state is None:
            words = tr("Inget tas i bruk ännu: först läses versionen in, sedan granskar du den.")
            self.body.addWidget(TextLabel(words, "small", "muted", wrap=True))


class RecallBox(Box):
    """A recall before it is heeded."""

    heeded = Signal(object)  # RecallOffer

    def __init__(self, parent: QWidget, offer: RecallOffer) -> None:
        heading = tr("Huvudmannen återkallar {code} {version}").format(
            code=offer.code, version=offer.version
        )
        act = PrimaryButton(tr("Återkalla här"), "x-circle")
        super().__init__(parent, heading, act, tr("Avbryt"))
        self.setObjectName("recall_box")
        self.act.setObjectName("recall_yes")
        self.leave.setObjectName("recall_no")
        facts = Facts()
        facts.show_rows(
            [
                (tr("Huvudman"), offer.owner),
                (tr("Återkallad"), iso_day(offer.signed)),
                (tr("Skäl"), offer.reason),
            ]
        )
        column = _scrolled(self)
        column.addWidget(facts)
        for words in _recall_words(offer):
            column.addWidget(TextLabel(words, "body", wrap=True))
        column.addStretch(1)
        self.act.clicked.connect(partial(self._on_act, offer))
        self.size_within(_WIDTH, _LOW)

    def _on_act(self, offer: RecallOffer) -> None:
        self.act.setEnabled(False)
        self.heeded.emit(offer)


def _scrolled(box: Box) -> QVBoxLayout:
    """The part of a box that scrolls where the window is low."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, metrics().gap_small, 0)
    column.setSpacing(metrics().gap_wide)
    box.body.addWidget(QuietScroll(inner, 150), 1)
    return column


def running_words(running: tuple[Running, ...]) -> str:
    """`2 pågående ärenden stannar på 1.1.0`, for each version with some."""
    return ", ".join(
        tr("%n pågående ärenden stannar på {version}", each.cases).format(version=each.version)
        for each in running
    )


def _signed_words(offer: Offer) -> str:
    return tr("Äkta och hel: signerad av {owner} {day}.").format(
        owner=offer.owner, day=iso_day(offer.signed)
    )


def _facts(offer: Offer) -> Iterator[tuple[str, str]]:
    name = offer.name.in_language(language())
    yield tr("Roll"), f"{name} · {offer.level.in_language(language())}"
    yield tr("Modell"), offer.scheme
    yield tr("I bruk nu"), offer.in_use or tr("ingen version: profilen är ny här")
    if offer.running:
        yield tr("Pågående ärenden"), running_words(offer.running)
    drawn = [each.tests for each in offer.health if each.drawn]
    yield tr("Frågorna"), tests_words(min(drawn)) if drawn else tr("inget teoriprov")


def _recall_words(offer: RecallOffer) -> Iterator[str]:
    if offer.state is None:
        yield tr("Versionen finns inte här. Återkallelsen sparas, så att den aldrig tas in.")
        return
    yield tr("Inga nya ärenden kan börja på versionen.")
    if offer.running:
        yield running_words(offer.running) + "."
    if offer.falls_back_to:
        yield tr("{version} finns kvar och kan tas i bruk igen för hand.").format(
            version=offer.falls_back_to
        )
