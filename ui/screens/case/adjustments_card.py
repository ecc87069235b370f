"""Adjustments of the test: what is proposed, who has approved it, one button to add (R11)."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.adjustments import AdjustmentKind
from app.domain.errors import UserError
from app.usecases.adjustments import AdjustmentLine, AdjustmentsView
from ui.messages import message
from ui.screens.case.adjustment_box import AdjustmentBox
from ui.screens.case.adjustment_words import ICONS, name_words, row_words, state_words
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.buttons import LinkButton, QuietButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.error_bar import ErrorBar
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel


class AdjustmentRow(QWidget):
    """One adjustment, with what can be done about it."""

    approved = Signal()
    taken_back = Signal()

    def __init__(self, line: AdjustmentLine, view: AdjustmentsView) -> None:
        super().__init__()
        kind = line.adjustment.kind
        self.setObjectName(f"row_{kind}")
        is_approved = line.approved is not None
        self.approve = SecondaryButton(self.tr("Godkänn"), "check")
        self.approve.setObjectName(f"approve_{kind}")
        self.approve.setAccessibleName(f"{self.approve.text()}: {name_words(kind)}")
        self.approve.setVisible(not is_approved and not view.is_fixed)
        self.remove = QuietButton(self.tr("Ta bort"))
        self.remove.setObjectName(f"take_back_{kind}")
        self.remove.setAccessibleName(f"{self.remove.text()}: {name_words(kind)}")
        self.remove.setVisible(not view.is_fixed)
        self._build(line, view, is_approved=is_approved)
        self.approve.clicked.connect(self.approved)
        self.remove.clicked.connect(self.taken_back)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops."""
        return tuple(part for part in (self.approve, self.remove) if not part.isHidden())

    def _build(self, line: AdjustmentLine, view: AdjustmentsView, *, is_approved: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(row_words(line, view), "strong", wrap=True))
        state = TextLabel(state_words(line), "small", "ok" if is_approved else "warn", wrap=True)
        words.addWidget(state)
        if line.adjustment.note:
            words.addWidget(TextLabel(line.adjustment.note, "small", "muted", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap)
        badge = IconBadge(ICONS[line.adjustment.kind], "ok" if is_approved else "warn")
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.approve)
        row.addWidget(self.remove)


class AdjustmentsCard(Card):
    """One line while there is nothing; loads itself; `changed` after every act."""

    changed = Signal()

    def __init__(self, work: CaseWork) -> None:
        super().__init__(" ")
        self.setObjectName("adjustments")
        self._work = work
        self._case_id: UUID | None = None
        self._view: AdjustmentsView | None = None
        self._busy = False
        self.rows: list[AdjustmentRow] = []
        self.add = LinkButton("", "plus", chevron=False)
        self.add.setObjectName("add_adjustment")
        self.add.clicked.connect(self._on_add)
        self.head.addWidget(self.add)
        self.errors = ErrorBar()
        self._line = TextLabel("", "body", "muted", wrap=True)
        self._line.setObjectName("adjustments_line")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(metrics().gap)
        self.body.setSpacing(metrics().gap_small)
        self.body.addWidget(self.errors)
        self.body.addWidget(self._line)
        self.body.addLayout(self._rows)
        self.retranslate()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self.add, *(stop for row in self.rows for stop in row.stops))

    def show_case(self, case_id: UUID) -> None:
        """Load what the case has; what another case showed is gone at once."""
        if self._case_id != case_id:
            self._case_id, self._view = case_id, None
            self.errors.clear()
            self._show()
        self._load()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.set_title(self.tr("Anpassningar"))
        self.add.setText(self.tr("Lägg till"))
        self.add.setAccessibleName(self.tr("Lägg till en anpassning"))
        self._show()

    def _load(self) -> None:
        case_id, adjustments = self._case_id, self._work.desk.adjustments
        assert case_id is not None
        self._work.background.run(
            self, lambda: (case_id, adjustments.view(case_id)), self._on_view, self._on_error
        )

    def _on_view(self, found: tuple[UUID, AdjustmentsView]) -> None:
        case_id, view = found
        if case_id == self._case_id:
            self._busy, self._view = False, view
            self._show()

    def _on_add(self) -> None:
        if self._case_id is not None and self._view is not None and not self._view.is_fixed:
            box = AdjustmentBox(self, self._work, self._case_id)
            box.proposed.connect(self._on_done)
            box.open()

    def _on_approve(self, kind: AdjustmentKind) -> None:
        case_id, adjustments = self._case_id, self._work.desk.adjustments
        assert case_id is not None
        self._act(lambda: adjustments.approve(case_id, kind))

    def _on_take_back(self, line: AdjustmentLine) -> None:
        """Gone at once; the toast offers to propose it anew, without the approval."""
        case_id, adjustments = self._case_id, self._work.desk.adjustments
        assert case_id is not None
        kind = line.adjustment.kind

        def again() -> None:
            self._act(lambda: adjustments.propose(case_id, line.adjustment, declared=True))

        def gone() -> None:
            words = self.tr("Borttaget: {name}.").format(name=name_words(kind))
            self.window().toast(words, again)  # type: ignore[attr-defined]

        self._act(lambda: adjustments.take_back(case_id, kind), gone)

    def _act(self, act: Callable[[], None], then: Callable[[], None] | None = None) -> None:
        if self._busy:
            return
        self._busy = True
        self.errors.clear()

        def done(_none: object) -> None:
            self._on_done()
            if then is not None:
                then()

        self._work.background.run(self, act, done, self._on_error)

    def _on_done(self) -> None:
        self._load()
        self.changed.emit()

    def _on_error(self, error: UserError) -> None:
        self._busy = False
        self.errors.show_message(message(error))

    def _show(self) -> None:
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        view = self._view
        self.rows = [] if view is None else [AdjustmentRow(line, view) for line in view.lines]
        for row, line in zip(self.rows, () if view is None else view.lines, strict=True):
            row.approved.connect(partial(self._on_approve, line.adjustment.kind))
            row.taken_back.connect(partial(self._on_take_back, line))
            self._rows.addWidget(row)
        is_fixed = view is not None and view.is_fixed
        self.add.setVisible(not is_fixed)
        self._line.setText(self._line_words(is_fixed=is_fixed))
        self._line.setVisible(bool(self._line.text()))

    def _line_words(self, *, is_fixed: bool) -> str:
        if self._view is None:
            return ""
        if not self._view.lines:
            return (
                self.tr("Inga anpassningar. Provet har börjat, så inget kan läggas till.")
                if is_fixed
                else self.tr(
                    "Inga. Lägg till om validanden behöver mer tid, uppläsning eller tolk."
                )
            )
        if is_fixed:
            return self.tr("Provet har börjat: det som är godkänt ligger fast.")
        if self._view.undecided:
            return self.tr("Det som är föreslaget ska godkännas innan provet börjar.")
        return ""
