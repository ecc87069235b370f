"""The theory test from the assessor's side: start it, take it up again, see that it is in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.domain.case import SittingState, Step
from app.usecases.theory import Paper, TheoryOutline
from ui.figures import duration
from ui.screens.case.pane import CasePane
from ui.screens.case.work import CaseWork
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
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
        self._badge = IconBadge("pen", "accent", size=56, shape="disc")
        self._title, self._line = TextLabel("", "title"), TextLabel("", "lead", "muted", wrap=True)
        self._title.setObjectName("theory_title")
        self._line.setObjectName("theory_line")
        self._may_head = TextLabel("", "section")
        self._may = [NoteLine("check", "ok", style="body") for _ in range(5)]
        self._todo = Card(" ")
        self._see_to = [NoteLine("dot", "accent", style="body") for _ in range(3)]
        for line in self._see_to:
            self._todo.body.addWidget(line)
        self.primary = PrimaryButton(size="control_touch", chevron=True)
        self.primary.setObjectName("theory_start")
        self.primary.clicked.connect(self.go_on)
        self.lay_out(self._build(), stacked(self._todo, self.primary))

    def load(self) -> None:
        """Load the paper if there is one."""
        assert self.view is not None
        self._paper = self._outline = None
        case_id, sitting_id, theory = self.view.id, self.sitting_id, self.work.desk.theory
        if sitting_id is None:
            self.run(lambda: theory.outline(case_id), self._on_outline)
        else:
            self.run(lambda: theory.paper(sitting_id), self._on_paper)
        self._show()

    def go_on(self) -> None:
        """Start the test, or take it up again."""
        if self.view is None or self.is_over:
            return
        case_id, theory = self.view.id, self.work.desk.theory
        self.act(lambda: theory.start(case_id), lambda found: self.go.emit("candidate", found))

    def take_focus(self) -> None:
        """To the main act."""
        (self.primary if not self.is_over else self).setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._may_head.setText(self.tr("Säg till validanden"))
        lines = (
            self.tr("Du kan gå tillbaka och ändra tills du lämnar in."),
            self.tr("Du kan hoppa över en fråga, markera den och komma tillbaka."),
            self.tr("Varje svar sparas direkt. Om datorn stängs av fortsätter du på samma ställe."),
            self.tr("Tiden syns hela vägen. Textstorlek och kontrast går att ändra."),
            self.tr(
                "Vill du ta paus eller sluta säger du till. Bedömaren lämnar provet med sin kod."
            ),
        )
        for line, words in zip(self._may, lines, strict=True):
            line.show_words(words)
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

    def _on_paper(self, paper: Paper) -> None:
        self._paper = paper
        self._show()

    def _show(self) -> None:
        if self.view is None:
            return
        over = self.is_over
        self.primary.setVisible(not over)
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
        self._title.setText(self.tr("Provet är påbörjat"))
        self._line.setText(
            self.tr("{answered} av {total} frågor besvarade, {left} kvar av tiden.").format(
                answered=_answered(paper),
                total=len(paper.questions),
                left=duration(paper.seconds_left),
            )
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
