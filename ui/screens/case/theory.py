"""The theory test from the assessor's side: start it, take it up again, see that it is in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.domain.adjustments import AdjustmentKind
from app.domain.case import SittingState, Step
from app.usecases.adjustments import AdjustmentsView
from app.usecases.theory import Paper, TheoryOutline
from ui.figures import day, duration
from ui.screens.case.adjustment_words import row_words
from ui.screens.case.pane import CasePane
from ui.screens.case.paper_key_in import open_key_in_box
from ui.screens.case.work import CaseWork
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import stacked
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class TheoryPane(CasePane):
    """The candidate answers alone in candidate mode; here is what comes before and after."""

    step = Step.THEORY

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self._paper: Paper | None = None
        self._outline: TheoryOutline | None = None
        self._adjustments: AdjustmentsView | None = None
        self._badge = IconBadge("pen", "accent", size=56, shape="disc")
        self._title, self._line = TextLabel("", "title"), TextLabel("", "lead", "muted", wrap=True)
        self._title.setObjectName("theory_title")
        self._line.setObjectName("theory_line")
        self._may_head = TextLabel("", "section")
        self._may = [NoteLine("check", "ok", style="body") for _ in range(5)]
        self._adjusted = [NoteLine("check", "ok", style="body") for _ in AdjustmentKind]
        for line in self._adjusted:
            line.setObjectName("theory_adjustment")
        self._undecided = NoteLine("warning", "warn")
        self._undecided.setObjectName("theory_undecided")
        self._todo = Card(" ")
        self._see_to = [NoteLine("dot", "accent", style="body") for _ in range(3)]
        for line in self._see_to:
            self._todo.body.addWidget(line)
        self.debrief = SecondaryButton("", "list", size="control_main")
        self.debrief.setObjectName("debrief")
        self.debrief.clicked.connect(self._on_debrief)
        self.primary = PrimaryButton(size="control_touch", chevron=True)
        self.primary.setObjectName("theory_start")
        self.primary.clicked.connect(self.go_on)
        self.lay_out(self._build(), stacked(self._todo, self.debrief, self.primary))

    def load(self) -> None:
        """Load the paper if there is one, and what is granted."""
        assert self.view is not None
        self._paper = self._outline = self._adjustments = None
        case_id, sitting_id, theory = self.view.id, self.sitting_id, self.work.desk.theory
        adjustments = self.work.desk.adjustments
        self.run(lambda: adjustments.view(case_id), self._on_adjustments)
        if sitting_id is None:
            self.run(lambda: theory.outline(case_id), self._on_outline)
        else:
            self.run(lambda: theory.paper(sitting_id), self._on_paper)
        self._show()

    def go_on(self) -> None:
        """Start the test, take it up again, or key in what was written on paper."""
        if self.view is None or self.is_over:
            return
        if self._is_on_paper():
            open_key_in_box(self)
            return
        case_id, theory = self.view.id, self.work.desk.theory
        self.act(lambda: theory.start(case_id), lambda found: self.go.emit("candidate", found))

    def take_focus(self) -> None:
        """To the main act."""
        (self.debrief if self.is_over else self.primary).setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._may_head.setText(self.tr("Säg till validanden"))
        lines = (
            self.tr("Du kan gå tillbaka och ändra tills du lämnar in."),
            self.tr("Du kan hoppa över en fråga, markera den och komma tillbaka."),
            self.tr("Varje svar sparas direkt. Om datorn stängs av fortsätter du på samma ställe."),
            self.tr("Tiden syns hela vägen. Textstorlek och kontrast går att ändra."),
            self.tr(
                "Paus tas mellan två områden. Säg till, så lämnar bedömaren provet med sin kod."
            ),
        )
        for line, words in zip(self._may, lines, strict=True):
            line.show_words(words)
        self.debrief.setText(self.tr("Gå igenom per område"))
        self._todo.set_title(self.tr("Innan provet"))
        see_to = (
            self.tr("Validanden sitter ostört vid datorn."),
            self.tr("Telefon och papper är undanlagda."),
            self.tr("Du finns i närheten."),
        )
        for line, words in zip(self._see_to, see_to, strict=True):
            line.show_words(words)
        self._show()

    def _on_outline(self, outline: TheoryOutline) -> None:
        self._outline = outline
        self._show()

    def _on_adjustments(self, view: AdjustmentsView) -> None:
        self._adjustments = view
        self._show()

    def _on_debrief(self) -> None:
        if self.view is not None:
            self.go.emit("debrief", self.view.id)

    def _is_on_paper(self) -> bool:
        return self._paper is not None and self._paper.paper_date is not None

    def _on_paper(self, paper: Paper) -> None:
        self._paper = paper
        self._show()

    def _show(self) -> None:
        if self.view is None:
            return
        over = self.is_over
        self.primary.setVisible(not over)
        self.debrief.setVisible(over)
        self._show_adjustments()
        for widget in (self._may_head, *self._may, self._todo):
            widget.setVisible(not over)
        if over:
            self._show_handed_in()
        else:
            self._show_start()

    def _show_start(self) -> None:
        paper = self._paper
        begun = paper is not None and paper.state in (SittingState.STARTED, SittingState.PAUSED)
        self._badge.set_icon("play" if begun else "pen", "accent")
        self.primary.setText(
            self.tr("Fortsätt teoriprovet") if begun else self.tr("Starta teoriprovet")
        )
        if paper is None:
            self._title.setText(self._size_words())
            self._line.setText(
                self.tr("Validanden svarar ensam i helskärm. Inget annat på datorn går att nå.")
            )
            return
        if paper.paper_date is not None:
            self._show_on_paper(paper)
            return
        self._title.setText(self.tr("Provet är påbörjat"))
        words = self.tr("{answered} av {total} frågor besvarade, {left} kvar av tiden.").format(
            answered=_answered(paper),
            total=len(paper.questions),
            left=duration(paper.seconds_left),
        )
        if paper.pause_reason:
            reason = self.tr("Pausat: {reason}").format(reason=paper.pause_reason)
            words = f"{words} {reason}"
        self._line.setText(words)

    def _show_on_paper(self, paper: Paper) -> None:
        assert paper.paper_date is not None
        self._badge.set_icon("printer", "accent")
        self._title.setText(self.tr("Provet är utskrivet på papper"))
        self.primary.setText(self.tr("Skriv in svaren"))
        self._line.setText(
            self.tr("{total} frågor, papper från {day}. {answered} är inskrivna.").format(
                total=len(paper.questions), day=day(paper.paper_date), answered=_answered(paper)
            )
        )

    def _show_adjustments(self) -> None:
        """What is granted, in the words of its row; what still waits for approval."""
        view = self._adjustments
        granted = [] if view is None else [line for line in view.lines if line.approved]
        words = [] if view is None else [row_words(line, view) for line in granted]
        spare = len(self._adjusted) - len(words)
        for line, said in zip(self._adjusted, [*words, *[""] * spare], strict=True):
            line.show_words(said)
        waits = view is not None and bool(view.undecided) and not view.is_fixed
        self._undecided.show_words(
            self.tr("Föreslagna anpassningar är inte godkända. Godkänn dem under Ankomst.")
            if waits
            else ""
        )

    def _size_words(self) -> str:
        if self._outline is None:
            return self.tr("Teoriprov på den här datorn")
        return self.tr("%n frågor på {minutes} minuter", "", self._outline.questions).format(
            minutes=self._outline.minutes
        )

    def _show_handed_in(self) -> None:
        self._badge.set_icon("check-circle", "ok")
        self._title.setText(self.tr("Teoriprovet är inlämnat"))
        words = self.tr("Resultatet visas under Beslut, område för område.")
        if self._paper is not None:
            answered = self.tr("{answered} av {total} frågor besvarade på {time}.").format(
                answered=_answered(self._paper),
                total=len(self._paper.questions),
                time=duration(self._paper.minutes * 60 - self._paper.seconds_left),
            )
            words = f"{answered} {words}"
        self._line.setText(words)

    def _build(self) -> Card:
        card = Card()
        left = Qt.AlignmentFlag.AlignLeft
        card.body.setContentsMargins(px(32), px(32), px(32), px(24))
        card.body.addWidget(self._badge, 0, left)
        card.body.addSpacing(metrics().gap_small)
        card.body.addWidget(self._title)
        card.body.addWidget(self._line)
        card.body.addWidget(self._undecided)
        for line in self._adjusted:
            card.body.addWidget(line)
        card.body.addSpacing(metrics().gap_wide)
        card.body.addWidget(self._may_head)
        lines = QVBoxLayout()
        lines.setSpacing(metrics().gap_small)
        for line in self._may:
            lines.addWidget(line)
        card.body.addLayout(lines)
        card.body.addStretch(1)
        return card


def _answered(paper: Paper) -> int:
    return sum(bool(paper.answers.get(question.id)) for question in paper.questions)
