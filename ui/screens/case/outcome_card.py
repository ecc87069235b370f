"""The decision at a glance: the kind of certificate, the areas, what remains, what hinders."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.reason_words import KIND_WORDS
from app.usecases.decisions import AreaRow, Proposal
from ui.figures import permille
from ui.language import tr
from ui.screens.case.words import said
from ui.theme import metrics
from ui.theme_roles import Tone
from ui.widgets.card import Card, Hairline
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel
from ui.widgets.progress import Segment, SegmentBar

_ICONS: dict[CertificateKind, tuple[str, Tone]] = {
    CertificateKind.FULL: ("certificate", "ok"),
    CertificateKind.PARTIAL: ("file", "accent"),
    CertificateKind.STATEMENT: ("file", "neutral"),
}


class OutcomeCard(Card):
    """What the case came to."""

    def __init__(self) -> None:
        super().__init__()
        self._caption = TextLabel("", "caption", "muted")
        self._badge = IconBadge("file", "accent", size=48, shape="disc")
        self._kind = TextLabel("", "display", wrap=True)
        self._kind.setObjectName("outcome_kind")
        self._words = TextLabel("", "lead", "muted", wrap=True)
        self._words.setObjectName("outcome_words")
        self._bar = SegmentBar(numbered=True)
        self._theory = TextLabel("", "small", "muted", wrap=True)
        self._rule = TextLabel("", "small", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._kind)
        words.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_wide)
        row.addWidget(self._badge)
        row.addLayout(words, 1)
        self.body.addWidget(self._caption)
        self.body.addLayout(row)
        for part in (self._bar, self._theory, self._rule):
            self.body.addWidget(part)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the outcome."""
        result = proposal.result
        self._caption.setText(tr("Samlat utfall"))
        self._badge.set_icon(*_ICONS[result.outcome])
        self._kind.setText(said(KIND_WORDS[result.outcome]))
        self._words.setText(said(proposal.words))
        self._bar.show_segments(
            [Segment("done" if area.is_passed else "missing") for area in result.areas],
            said(proposal.words),
        )
        total = proposal.total_permille
        self._theory.setVisible(total is not None)
        if total is not None:
            self._theory.setText(
                tr("Hela teoriprovet gav {share}, {cut} krävs.").format(
                    share=permille(total), cut=permille(proposal.total_cut_permille)
                )
            )
        full = result.outcome is CertificateKind.FULL
        self._rule.setText(
            tr("Alla områden som krävs är visade.")
            if full
            else tr("Det som är visat står kvar. Resten går att visa en annan gång.")
        )


class RemainsCard(Card):
    """The areas between the person and a full certificate."""

    def __init__(self) -> None:
        super().__init__(" ")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(metrics().gap_small)
        self.body.addLayout(self._lines)

    def show_areas(self, areas: Sequence[AreaRow]) -> None:
        """Show what remains; hidden when nothing does."""
        self.setVisible(bool(areas))
        self.set_title(tr("Det som återstår"))
        self.show_count(len(areas), "warn")
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for area in areas:
            self._lines.addWidget(Hairline())
            self._lines.addWidget(_remaining(area))


def _remaining(area: AreaRow) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(metrics().gap_small)
    row.addWidget(TextLabel(str(area.number), "strong"))
    row.addWidget(TextLabel(said(area.name), "strong", wrap=True), 1)
    if area.outcome is AreaOutcome.SAFETY:
        row.addWidget(TextLabel(tr("säkerhet"), "state", "bad"))
    return holder
