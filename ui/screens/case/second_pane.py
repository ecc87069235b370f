"""Where two assessors stand: waiting for the colleague, then settling where they differ."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.usecases.agreeing import Agreement, DifferenceLine
from app.usecases.beside import SecondView
from app.usecases.cases import CaseView
from ui.language import tr
from ui.screens.case.differences import DifferenceCard
from ui.screens.case.pane import CasePane
from ui.screens.case.second_box import SecondBox
from ui.screens.case.second_choice import SecondChoice
from ui.screens.case.second_file import open_ask_box, save_answer
from ui.screens.case.steps_card import StepsCard
from ui.screens.case.words import said
from ui.theme import colour, font, metrics, px, sized_font
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.confirm_box import ask
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import TextLabel
from ui.widgets.list_row import ListRow
from ui.widgets.quiet_scroll import QuietScroll


class _Row(ListRow):
    """A difference in the list: number, criterion, whether it is settled."""

    def __init__(self, line: DifferenceLine) -> None:
        super().__init__(36)
        self._number, self._words = line.number, said(line.criterion.text)
        self._done = line.settled is not None
        self.setObjectName(f"difference_{line.criterion.id}")
        state = tr("löst") if self._done else tr("inte löst")
        self.setAccessibleName(f"{self._number} {self._words}: {state}")

    def draw_content(self, painter: QPainter, rect: QRectF) -> None:
        """Number in the tone of its state, then the criterion."""
        painter.setPen(colour("ok" if self._done else "accent_text"))
        painter.setFont(font("strong"))
        number = QRectF(px(8), 0, px(44), rect.height())
        words = f"✓ {self._number}" if self._done else self._number
        painter.drawText(number, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.setFont(sized_font(13, 500))
        place = QRectF(px(56), 0, rect.width() - px(62), rect.height())
        self.draw_line(painter, place, self._words)


class AgreementSide(QWidget):
    """How much they agree, which differences there are, and going on."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._card = Card(" ")
        self._alike = TextLabel("", "body", "muted", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._lines)
        column.addStretch(1)
        self._card.body.addWidget(self._alike)
        self._card.body.addWidget(QuietScroll(inner, least=108), 1)
        self.close_all = PrimaryButton("", "pen", size="control_main")
        self.close_all.setObjectName("settle_close")
        self._rows: list[_Row] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self._card, 1)
        column.addWidget(self.close_all)

    def show_agreement(self, agreement: Agreement, at: int) -> None:
        """Show the list; `at` is on view."""
        self._card.set_title(tr("Skillnader"))
        left = len(agreement.open)
        self._card.show_count(left, "warn" if left else "ok")
        alike = 0 if agreement.alike is None else agreement.alike // 10
        self._alike.setText(tr("Ni bedömde {share} % lika.").format(share=alike))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_Row(line) for line in agreement.lines]
        for number, row in enumerate(self._rows):
            row.set_current(number == at)
            row.clicked.connect(lambda _on=False, number=number: self.chosen.emit(number))
            self._lines.addWidget(row)
        self.close_all.setText(tr("Bekräfta tillsammans"))
        self.close_all.setVisible(not left)


class SecondPane(QWidget):
    """Takes the practical's place while two assessors wait for each other or settle."""

    def __init__(self, pane: CasePane) -> None:
        super().__init__()
        self.setObjectName("second_pane")
        self._pane = pane
        self._agreement: Agreement | None = None
        self._at = 0
        self.steps, self.card, self.side = StepsCard(), DifferenceCard(), AgreementSide()
        self.steps.chosen.connect(pane.step_chosen)
        self.steps.more_asked.connect(pane.more_asked)
        self._waiting = EmptyState("people")
        self._waiting.setObjectName("second_waiting")
        self._stack = QStackedWidget()
        self._finish = SecondaryButton("", "check")
        self._finish.setObjectName("helped")
        self._finish.clicked.connect(self._on_helped)
        self._waiting.acted.connect(self._on_file)
        self._change = SecondChoice(pane.work, alone=True)
        self._change.changed.connect(pane.done)
        self._change.failed.connect(pane.show_error)
        waiting = Card()
        waiting.body.addWidget(self._waiting, 1)
        waiting.body.addWidget(self._change, 0, Qt.AlignmentFlag.AlignHCenter)
        waiting.body.addWidget(self._finish, 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack.addWidget(waiting)
        self._stack.addWidget(self.card)
        self._flow = FlowColumns(
            [
                Column(self.steps, 208, fixed=True),
                Column(self._stack, 666, least=440),
                Column(self.side, 336, fixed=True),
            ]
        )
        self._flow.folded.connect(lambda abreast: self.steps.set_compact(abreast == 1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        self.card.settled.connect(self._on_settled)
        self.card.back_asked.connect(lambda: self._show(self._at - 1))
        self.side.chosen.connect(self._show)
        self.side.close_all.clicked.connect(self._on_close)

    @staticmethod
    def takes(view: CaseView) -> bool:
        """Whether the practical has nothing to rate for who is signed in, but two to wait for."""
        second = view.second
        if second is None or second.is_whole:
            return False
        return not second.takes_part or bool(second.own and second.own.is_handed_in)

    def show_view(self, view: CaseView) -> None:
        """Show where the two stand; loads the differences once both have handed in."""
        assert view.second is not None
        self.steps.show_view(view, self._pane.step)
        self.side.setVisible(not view.second.is_blind)
        if view.second.is_blind:
            self._agreement = None
            self._stack.setCurrentIndex(0)
            self._waiting.show_words(*waiting_words(view.second))
            self._finish.setVisible(view.second.helping)
            self._change.setVisible(view.second.takes_part and not view.second.is_second)
            self._change.show_case(view)
            return
        agreeing, case_id = self._pane.work.desk.agreeing, view.id
        self._pane.run(lambda: agreeing.of(case_id), self._on_agreement)

    def go_on(self) -> None:
        """Settle what is on view, or go on when all is settled."""
        if self._agreement is None:
            self._on_file()
            return
        if self.side.close_all.isVisible():
            self._on_close()
        else:
            self.card.give()

    def rate(self, rating: int) -> None:
        """Choose a rating by its key."""
        if self._agreement is not None:
            self.card.rate(rating)

    def take_focus(self) -> None:
        """To the rating, or to the act that goes on."""
        if self._agreement is None:
            (self._waiting.button if self._waiting.button.isVisible() else self).setFocus()
        elif self.side.close_all.isVisible():
            self.side.close_all.setFocus()
        else:
            self.card.take_focus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.card.retranslate()
        self._finish.setText(tr("Kollegan har fått svaret"))
        self._change.retranslate()
        if self._agreement is not None:
            self._show(self._at)

    def _on_agreement(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self._stack.setCurrentIndex(1)
        first_open = next((n for n, x in enumerate(agreement.lines) if x.settled is None), None)
        self._show(self._at if first_open is None else first_open)
        self.take_focus()

    def _show(self, at: int) -> None:
        assert self._agreement is not None
        self._at = min(max(at, 0), len(self._agreement.lines) - 1)
        self.card.show_line(self._agreement, self._at)
        view = self._pane.view
        locked = view is None or view.second is None or not view.second.takes_part
        self.card.set_locked(locked)
        self.side.show_agreement(self._agreement, self._at)
        if locked:
            self.side.close_all.hide()
        self.card.take_focus()

    def _on_file(self) -> None:
        """The file that goes to the colleague, or what came from them."""
        view = self._pane.view
        if view is None or view.second is None or not view.second.takes_part:
            return
        if view.second.helping:
            save_answer(self._pane, lambda _path: self._pane.saved.emit())
        elif view.second.elsewhere:
            open_ask_box(self._pane)

    def _on_helped(self) -> None:
        view, helping = self._pane.view, self._pane.work.desk.co_assessing
        assert view is not None
        ask(
            self,
            tr("Har kollegan fått svarsfilen?"),
            tr("Medbedömningen tas bort från Idag. Svarsfilen kan inte sparas igen härifrån."),
            tr("Ja, klart"),
            lambda: self._pane.act(
                lambda: helping.finish(view.id), lambda _none: self._pane.go.emit("today", None)
            ),
        )

    def _on_settled(self, criterion_id: str, agreed: object) -> None:
        assert self._pane.view is not None
        case_id, agreeing = self._pane.view.id, self._pane.work.desk.agreeing

        def act() -> Agreement:
            agreeing.settle(case_id, criterion_id, agreed)  # type: ignore[arg-type]
            return agreeing.of(case_id)

        self._pane.act(act, self._on_kept, self.card.show_refusal)

    def _on_kept(self, agreement: Agreement) -> None:
        self._pane.saved.emit()
        self._on_agreement(agreement)

    def _on_close(self) -> None:
        agreement, view = self._agreement, self._pane.view
        assert agreement is not None
        assert view is not None
        case_id, agreeing = view.id, self._pane.work.desk.agreeing
        if agreement.confirms is None:
            ask(
                self,
                tr("Gå vidare med det ni kom överens om?"),
                tr("Skillnaderna låses. Efter det kan de inte ändras."),
                tr("Gå vidare"),
                lambda: self._pane.finish(lambda: agreeing.close(case_id)),
            )
            return
        box = SecondBox(
            self,
            self._pane.work,
            tr("Bekräfta det ni kom överens om"),
            tr("Kollegan intygar att ni har löst skillnaderna tillsammans. Sedan låses de."),
            tr("Bekräfta"),
            only=agreement.confirms,
        )
        box.confirmed.connect(
            lambda second: self._pane.finish(lambda: agreeing.close(case_id, second))
        )
        box.open()


def waiting_words(second: SecondView) -> tuple[str, str]:
    """Who waits for whom, and the act that helps on."""
    if not second.takes_part:
        words = tr(
            "{first} och {second} bedömer var för sig. Resultatet syns när båda har lämnat in."
        )
        return words.format(first=second.first_name, second=second.second_name), ""
    if second.helping:
        words = tr(
            "Din medbedömning åt {name} är inlämnad och signerad. Spara svarsfilen och ge den till "
            "kollegan. Beslutet fattas på kollegans dator."
        )
        return words.format(name=second.first_name), tr("Spara svarsfilen")
    if second.elsewhere:
        words = tr(
            "Din bedömning är inlämnad. {name} bedömer vid en annan dator. Öppna svarsfilen när du "
            "har fått den."
        )
        return words.format(name=second.second_name), tr("Fil, kod och svar")
    words = tr(
        "Din bedömning är inlämnad. Nu bedömer {name}, utan att se din. Lås datorn med Ctrl+L så "
        "kan {name} logga in och öppna ärendet."
    )
    return words.format(name=second.other_name), ""
