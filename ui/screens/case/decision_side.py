"""The decision's right column: outcome, what remains, what waits, and how it stands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case import CaseState
from app.usecases.cases import CaseView
from app.usecases.decisions import Proposal
from app.usecases.disputes import EntryLine
from app.usecases.signing import ReviewerNeeded
from ui.figures import day, day_and_time
from ui.language import tr
from ui.messages import message
from ui.models.dispute_words import kind_words
from ui.screens.case.outcome_card import OutcomeCard, RemainsCard
from ui.theme import metrics
from ui.widgets.buttons import QuietButton
from ui.widgets.note_line import NoteLine


class DecisionState(QWidget):
    """Notes on review, signature and what is contested; the quiet acts that follow from them."""

    reopen_asked = Signal()
    contest_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.review = NoteLine("eye", "neutral", style="small")
        self.review.setObjectName("review_state")
        self.line = NoteLine("info", "neutral", style="small")
        self.line.setObjectName("signing_state")
        self.contested = NoteLine("flag", "warn", style="small")
        self.contested.setObjectName("contested_state")
        self.reopen = QuietButton("", "undo")
        self.reopen.setObjectName("reopen_practical")
        self.reopen.clicked.connect(self.reopen_asked)
        self.contest = QuietButton("", "flag")
        self.contest.setObjectName("contest")
        self.contest.clicked.connect(self.contest_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics().gap_tiny, 0, 0, 0)
        column.setSpacing(metrics().gap_small)
        for part in (self.review, self.line, self.contested, self.reopen, self.contest):
            column.addWidget(part)
        self.reopen.hide()
        self.contest.hide()

    def show_proposal(
        self, proposal: Proposal, view: CaseView, entries: tuple[EntryLine, ...]
    ) -> None:
        """Say how it stands with review, signature and contests."""
        self._show_review(proposal)
        self._show_signature(proposal)
        self._show_contested(view, entries)
        self.reopen.setText(tr("Gå tillbaka till det praktiska provet"))
        self.reopen.setVisible(bool(proposal.review.note) and proposal.signed is None)
        frozen = view.state is CaseState.UNDER_RECONSIDERATION
        self.contest.setText(tr("Begär omprövning"))
        self.contest.setVisible(proposal.signed is not None and not frozen)

    def _show_review(self, proposal: Proposal) -> None:
        review = proposal.review
        if review.agreed_by:
            words = tr("Granskat av {name}, som håller med.").format(name=review.agreed_by)
            self.review.show_words(words, "ok", "check-circle")
        elif review.note:
            words = tr("{name} skickade tillbaka ärendet: {note}").format(
                name=review.sent_back_by, note=review.note
            )
            self.review.show_words(words, "warn", "undo")
        elif review.is_lacking:
            words = tr("En granskare bedömer underlaget för sig innan beslutet signeras.")
            self.review.show_words(words, "neutral", "eye")
        else:
            self.review.show_words("")

    def _show_signature(self, proposal: Proposal) -> None:
        hindrance = proposal.hindrance
        if proposal.signed is not None and proposal.appeal_by is not None:
            self.line.show_words(_signed_words(proposal), "ok", "check-circle")
        elif hindrance is not None and not isinstance(hindrance, ReviewerNeeded):
            self.line.show_words(message(hindrance).in_one(), "bad", "warning")
        else:
            words = tr(
                "Validanden kan begära omprövning i %n dagar efter signeringen.",
                proposal.appeal_days,
            )
            self.line.show_words(words, "neutral", "info")

    def _show_contested(self, view: CaseView, entries: tuple[EntryLine, ...]) -> None:
        waiting = [entry for entry in entries if entry.is_open and entry.kind.contests]
        if not waiting or view.state is not CaseState.UNDER_RECONSIDERATION:
            self.contested.show_words("")
            return
        entry = waiting[-1]
        words = tr("{kind} {number} pågår. Ärendet är låst till dess att den är avgjord.").format(
            kind=kind_words(entry.kind), number=entry.number
        )
        self.contested.show_words(words, "warn", "lock")


class DecisionSide(QWidget):
    """Outcome, what remains, and the state of the signature, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome, self.remains, self.state = OutcomeCard(), RemainsCard(), DecisionState()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        for part in (self.outcome, self.remains, self.state):
            column.addWidget(part)

    def show_proposal(
        self, proposal: Proposal, view: CaseView, entries: tuple[EntryLine, ...]
    ) -> None:
        """Show what was proposed or signed."""
        self.outcome.show_proposal(proposal)
        self.remains.show_areas(
            [row for row in proposal.areas if row.id in proposal.result.missing]
        )
        self.state.show_proposal(proposal, view, entries)


def _signed_words(proposal: Proposal) -> str:
    assert proposal.signed is not None
    assert proposal.appeal_by is not None
    signed, until = day_and_time(proposal.signed.astimezone()), day(proposal.appeal_by)
    if proposal.number > 1:
        words = tr("Beslut {number}, ändrat av {name} {signed}. Kan omprövas till och med {until}.")
        words = words.format(
            number=proposal.number, name=proposal.signer, signed=signed, until=until
        )
        return f"{words} {proposal.reason}"
    words = tr("Signerat {signed}. Validanden kan begära omprövning till och med {until}.")
    return words.format(signed=signed, until=until)
