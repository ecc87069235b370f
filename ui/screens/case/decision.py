"""The decision: computed by the protocol's rules, explained in plain words, signed once."""

from datetime import datetime
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.case import CaseState, Step
from app.domain.errors import UserError
from app.usecases.decisions import AreaRow, Proposal
from app.usecases.disputes import EntryLine
from app.usecases.signing import ReviewerNeeded
from ui.actions import bind
from ui.models.case_areas import CaseAreas
from ui.models.case_criteria import CaseCriteria
from ui.screens.case.decision_side import DecisionSide
from ui.screens.case.decision_waits import DecisionWaits
from ui.screens.case.override_act import OverrideAct
from ui.screens.case.pane import CasePane
from ui.screens.case.paper_note import KeyedNote
from ui.screens.case.pin_box import PinBox
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.screens.contest import Contest
from ui.theme import metrics
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.cells import ColumnWidth
from ui.widgets.columns import stacked
from ui.widgets.labels import TextLabel
from ui.widgets.table import HairlineTable

_AREA_COLUMNS = (
    ColumnWidth(52),
    ColumnWidth(238, stretch=True),
    ColumnWidth(58),
    ColumnWidth(64),
    ColumnWidth(108),
    ColumnWidth(136),
)
_CRITERION_COLUMNS = (ColumnWidth(62), ColumnWidth(280, stretch=True), ColumnWidth(150))


class DecisionPane(CasePane):
    """Result per area at the left, outcome and signature at the right."""

    step = Step.DECISION

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self._proposal: Proposal | None = None
        self._case_id: UUID | None = None
        self._entries: tuple[EntryLine, ...] = ()
        self._box: PinBox | None = None
        self._row: AreaRow | None = None
        self._areas, self._criteria = CaseAreas(), CaseCriteria()
        self.table = HairlineTable("row")
        self.table.setObjectName("decision_areas")
        self.table.setModel(self._areas)
        self.table.set_columns(_AREA_COLUMNS)
        self.table.show_all_rows()
        self.table.current_changed.connect(self._on_area)
        self.criteria = HairlineTable("row")
        self.criteria.setObjectName("decision_criteria")
        self.criteria.setModel(self._criteria)
        self.criteria.set_columns(_CRITERION_COLUMNS)
        self.criteria.show_all_rows()
        self.criteria.hide()
        self._rule = TextLabel("", "small", "muted")
        self.more = LinkButton()
        self.more.setObjectName("show_criteria")
        self.more.clicked.connect(self._on_more)
        self.override = OverrideAct(self)
        self.override.done.connect(self._on_overridden)
        self.side, self.keyed = DecisionSide(), KeyedNote(work)
        self.side.state.reopen_asked.connect(self._on_reopen)
        self.side.state.contest_asked.connect(self._on_contest)
        self.primary = PrimaryButton("", "pen", size="control_touch")
        self.primary.setObjectName("sign")
        self.primary.clicked.connect(self.go_on)
        bind(self, "case.sign", self.go_on)
        self.waits = DecisionWaits(work)
        self.waits.changed.connect(self._on_waited)
        self.waits.begun.connect(self.done)
        self.waits.failed.connect(self.show_error)
        self.lay_out(self._build(), stacked(self.side, self.waits, self.keyed, self.primary))

    def load(self) -> None:
        """Load what the rules say, or what was signed."""
        assert self.view is not None
        case_id, desk = self.view.id, self.work.desk
        if self._case_id != case_id:
            self._case_id, self._proposal, self._row, self._entries = case_id, None, None, ()
            self._show_act()
        self.waits.show_case(self.view)
        self.keyed.show_case(case_id)
        self.run(lambda: desk.disputes.of_case(case_id), self._on_entries)
        self.run(lambda: desk.decisions.proposal(case_id), self._on_proposal)

    def go_on(self) -> None:
        """Hand over to the reviewer, sign; once signed, on to the feedback."""
        proposal, view = self._proposal, self.view
        if proposal is None or view is None:
            return
        if self._open_entry is not None:
            self.go.emit("disputes", self._open_entry.id)
        elif proposal.signed is not None:
            if self._leads_to_talk:
                self.done.emit()
        elif isinstance(proposal.hindrance, ReviewerNeeded):
            self.go.emit("review", view.id)
        elif proposal.hindrance is None and self._box is None:
            self._ask()

    def take_focus(self) -> None:
        """To the table: up and down show each area's reason."""
        self.table.setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._card.set_title(self.tr("Resultat per område"))
        self._show_rule()
        self.waits.retranslate()
        self.keyed.retranslate()
        self.table.setAccessibleName(self.tr("Resultat per område"))
        self.criteria.setAccessibleName(self.tr("Kriterier i området"))
        self._show_act()

    def _on_proposal(self, proposal: Proposal) -> None:
        fresh = self._proposal is None or self._proposal.areas != proposal.areas
        self._proposal = proposal
        self._areas.show_rows(proposal.areas)
        self._show_rule()
        self._show_side()
        self._show_act()
        if fresh or self.table.current_id is None:
            here = -1 if self._row is None else self._areas.row_of(self._row.id)
            self._open(here if here >= 0 else self._first(proposal))

    def _on_waited(self) -> None:
        """A laboratory has answered: what the rules say is new."""
        self.load()
        self.changed.emit()

    def _on_entries(self, entries: tuple[EntryLine, ...]) -> None:
        self._entries = entries
        self._show_side()
        self._show_act()

    def _show_rule(self) -> None:
        """How the result came about: by the rules alone, or with areas two people changed."""
        areas = () if self._proposal is None else self._proposal.areas
        changed = sum(row.override is not None for row in areas)
        self._rule.setText(
            self.tr("Enligt reglerna, %n områden ändrade", "", changed)
            if changed
            else self.tr("Räknat enligt protokollets regler")
        )

    def _show_side(self) -> None:
        if self._proposal is not None and self.view is not None:
            self.side.show_proposal(self._proposal, self.view, self._entries)

    @property
    def _open_entry(self) -> EntryLine | None:
        """What the case waits for while it is contested."""
        if self.view is None or self.view.state is not CaseState.UNDER_RECONSIDERATION:
            return None
        return next((one for one in self._entries if one.is_open and one.kind.contests), None)

    def _on_overridden(self) -> None:
        self.saved.emit()
        self.load()
        self.changed.emit()

    def _on_reopen(self) -> None:
        assert self.view is not None
        case_id, practical = self.view.id, self.work.desk.practical
        self.finish(lambda: practical.reopen(case_id))

    def _on_contest(self) -> None:
        assert self.view is not None
        self.go.emit("disputes", Contest(self.view.id))

    def _first(self, proposal: Proposal) -> int:
        """The area to explain first: the first that remains."""
        missing = proposal.result.missing
        return next((n for n, row in enumerate(proposal.areas) if row.id in missing), 0)

    def _open(self, row: int) -> None:
        self.table.choose_row(row)
        self._on_area(self.table.current_id)

    def _on_area(self, area_id: object) -> None:
        if self._proposal is None or area_id is None:
            return
        row: AreaRow = next(row for row in self._proposal.areas if row.id == area_id)
        self._areas.open_row(row.id)
        self.table.fit_details()
        self._criteria.show_criteria(row.criteria, row.required_level)
        self.criteria.fit_details()
        self._row = row
        self.override.show_row(row, self._proposal, self.view)
        self._show_more()

    def _on_more(self) -> None:
        self.criteria.setVisible(self.criteria.isHidden())
        self._show_more()

    def _show_more(self) -> None:
        """The offer to see the criteria of the area one is at, or to put them away."""
        row = self._row
        self.more.setVisible(row is not None and bool(row.criteria))
        if row is None:
            return
        if self.criteria.isHidden():
            words = self.tr("Visa de %n kriterierna i {area}", "", len(row.criteria))
        else:
            words = self.tr("Dölj kriterierna i {area}")
        self.more.setText(words.format(area=said(row.name)))

    def _ask(self) -> None:
        box = PinBox(
            self,
            self.tr("Signera beslutet"),
            self.tr("Beslutet kan inte ändras efteråt, bara omprövas."),
            self.tr("Signera"),
            passphrase=self.work.desk.takes_passphrase,
        )
        box.given.connect(self._on_given)
        box.finished.connect(self._on_closed)
        self._box = box
        box.open()

    def _on_given(self, secret: str) -> None:
        assert self.view is not None
        case_id, decisions = self.view.id, self.work.desk.decisions
        self.work.background.run(
            self,
            lambda: decisions.sign(case_id, secret),
            lambda _none: self._on_signed(),
            self._on_refused,
        )

    def _on_signed(self) -> None:
        if self._box is not None:
            self._box.accept()
        self.saved.emit()
        self.load()
        self.changed.emit()

    def _on_refused(self, error: UserError) -> None:
        if self._box is not None:
            self._box.show_wrong(error)
        else:
            self.show_error(error)

    def _on_closed(self) -> None:
        self._box = None
        self.take_focus()

    @property
    def _leads_to_talk(self) -> bool:
        return self.view is not None and self.view.state is CaseState.DECIDED

    def _show_act(self) -> None:
        proposal = self._proposal
        signed: datetime | None = None if proposal is None else proposal.signed
        waits = proposal is not None and isinstance(proposal.hindrance, ReviewerNeeded)
        contested = self._open_entry is not None
        if contested:
            words, icon = self.tr("Öppna i registret"), "list"
        elif signed:
            words, icon = self.tr("Till återkopplingen"), ""
        elif waits:
            words, icon = self.tr("Lämna till granskaren"), "eye"
        else:
            words, icon = self.tr("Signera beslut"), "pen"
        self.primary.setText(words)
        self.primary.set_icon_name(icon)
        may_sign = proposal is not None and proposal.hindrance is None
        self.primary.setEnabled(signed is not None or may_sign or waits)
        self.primary.setVisible(signed is None or contested or self._leads_to_talk)

    def _build(self) -> QWidget:
        self._card = Card(" ", padded=False)
        self._card.head.addWidget(self._rule)
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self.table)
        self._card.body.addWidget(Hairline())
        head = QHBoxLayout()
        side = metrics().card_padding
        head.setContentsMargins(side, metrics().gap_small, side, metrics().gap_small)
        head.addWidget(self.more)
        head.addStretch(1)
        head.addWidget(self.override)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self.criteria)
        self._card.body.addStretch(1)
        return self._card
