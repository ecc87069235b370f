"""Arrival: identity seen, six points, personal data, machine and gauge (R8–R10, R12)."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.case import Step
from app.domain.errors import UserError
from app.usecases.cases import Arrival, ArrivalForm, ArrivalIncomplete, ArrivalPoint
from ui.screens.case.arrival_parts import Briefing, Documents, Privacy, Tools
from ui.screens.case.checklist import Checklist, Point
from ui.screens.case.pane import CasePane
from ui.screens.case.tab_order import tab_through
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.columns import stacked
from ui.widgets.labels import TextLabel


class ArrivalPane(CasePane):
    """What is noted before anything begins; nothing of the document itself is kept."""

    step = Step.ARRIVAL

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self._form: ArrivalForm | None = None
        self._begun: UUID | None = None
        self._loaded: UUID | None = None
        self.documents, self.briefing = Documents(), Briefing()
        self.privacy, self.tools = Privacy(), Tools(work.today)
        self._parts: dict[ArrivalPoint, QWidget] = {
            ArrivalPoint.IDENTITY: self.documents,
            ArrivalPoint.BRIEFING: self.briefing,
            ArrivalPoint.PRIVACY: self.privacy,
            ArrivalPoint.MACHINE: self.tools.machine,
            ArrivalPoint.GAUGE: self.tools.gauge,
        }
        self._todo = Checklist()
        self.primary = PrimaryButton(size="control_touch", chevron=True)
        self.primary.setObjectName("arrive")
        self.primary.clicked.connect(self.go_on)
        self._heads = [TextLabel("", "section") for _ in range(4)]
        for part in (self.documents, self.briefing, self.privacy, self.tools):
            part.changed.connect(self._on_changed)
        card = self._build()
        self.lay_out(card, stacked(self._todo, self.primary))

    def load(self) -> None:
        """Load what is to be said and what is noted; what another case held is forgotten."""
        assert self.view is not None
        if self._begun != self.view.id:
            self._begun = self.view.id
            self.documents.choose(None)
            for part in (self.documents, self.briefing, self.privacy, self.tools):
                part.forget()
        case_id, cases = self.view.id, self.work.desk.cases
        self.run(lambda: cases.arrival(case_id), self._on_form)

    def go_on(self) -> None:
        """Note the arrival and go on; what is missing is said where it is."""
        if self.view is None or self._form is None or self.primary.isHidden():
            return
        case_id, cases, arrival = self.view.id, self.work.desk.cases, self._arrival()
        self.act(lambda: cases.arrive(case_id, arrival), self._finished, self._on_refused)

    def take_focus(self) -> None:
        """Begin at the kind of document."""
        self.documents.setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        words = (
            self.tr("Legitimation"),
            self.tr("Genomgång med validanden"),
            self.tr("Personuppgifter"),
            self.tr("Maskin och mätdon"),
        )
        for head, text in zip(self._heads, words, strict=True):
            head.setText(text)
        self._todo.set_title(self.tr("Innan ni börjar"))
        for part in (self.documents, self.briefing, self.privacy, self.tools):
            part.retranslate()
        self._show_act()

    def _on_form(self, form: ArrivalForm) -> None:
        assert self.view is not None
        if self._loaded != self.view.id:
            self._loaded = self.view.id
            if form.saved.identity_seen is not None:
                self.documents.choose(form.saved.identity_seen)
        self._form = form
        self.briefing.show_points(form.briefing, form.saved.briefed)
        self.privacy.show_notice(form.privacy, form.privacy_version, form.saved.privacy_accepted)
        self.tools.show_tools(form.saved, needed=form.needs_gauge)
        parts = (self.documents, self.briefing, self.privacy, self.tools)
        tab_through([*(stop for part in parts for stop in part.stops), self.primary])
        self._show_act()
        self._on_changed()

    def _on_changed(self) -> None:
        if self._form is None:
            return
        done = self._done()
        self._todo.show_points(
            [
                Point(self.tr("Legitimation sedd"), done[ArrivalPoint.IDENTITY]),
                Point(
                    self.tr("{done} av {total} punkter genomgångna").format(
                        done=sum(self.briefing.ticked), total=len(self.briefing.ticked)
                    ),
                    done[ArrivalPoint.BRIEFING],
                ),
                Point(self.tr("Personuppgifter förklarade"), done[ArrivalPoint.PRIVACY]),
                Point(self.tr("Maskin antecknad"), done[ArrivalPoint.MACHINE]),
                Point(
                    self.tr("Mätdon med kalibrering"),
                    done[ArrivalPoint.GAUGE],
                    warned=self.tools.is_expired,
                ),
            ]
        )

    def _on_refused(self, error: UserError) -> None:
        if not isinstance(error, ArrivalIncomplete):
            self.show_error(error)
            return
        for point, part in self._parts.items():
            part.show_wrong(point in error.missing)  # type: ignore[attr-defined]
        self._parts[error.missing[0]].setFocus()

    def _arrival(self) -> Arrival:
        machine, gauge, calibrated = self.tools.written
        return Arrival(
            identity_seen=self.documents.chosen,
            briefed=self.briefing.ticked,
            privacy_accepted=self.privacy.is_ticked,
            machine=machine,
            gauge=gauge,
            gauge_calibrated_to=calibrated,
        )

    def _done(self) -> dict[ArrivalPoint, bool]:
        machine, gauge, calibrated = self.tools.written
        needed = self._form is not None and self._form.needs_gauge
        return {
            ArrivalPoint.IDENTITY: self.documents.chosen is not None,
            ArrivalPoint.BRIEFING: all(self.briefing.ticked),
            ArrivalPoint.PRIVACY: self.privacy.is_ticked,
            ArrivalPoint.MACHINE: bool(machine) or not needed,
            ArrivalPoint.GAUGE: bool(gauge and calibrated) or not needed,
        }

    def _show_act(self) -> None:
        """Correcting is possible until the practical begins."""
        if self.view is None:
            return
        begun = self.view.sitting_of(Step.PRACTICAL) is not None or self.view.state.is_over
        self.primary.setText(
            self.tr("Spara rättelsen") if self.is_over else self.tr("Klart, gå vidare")
        )
        self.primary.setVisible(not begun)
        for part in (self.documents, self.briefing, self.privacy, self.tools):
            part.setEnabled(not begun)

    def _build(self) -> Card:
        card = Card()
        card.body.setSpacing(metrics().gap_small)
        parts = (self.documents, self.briefing, self.privacy, self.tools)
        for at, (head, part) in enumerate(zip(self._heads, parts, strict=True)):
            if at:
                card.body.addSpacing(metrics().gap_wide)
            card.body.addWidget(head)
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card
