"""Arrival: identity, six points, impartiality, personal data, tools (R4, R8–R12, R14)."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.case import Step
from app.domain.errors import UserError
from app.usecases.arrival import Arrival, ArrivalForm, ArrivalIncomplete, ArrivalPoint
from ui.screens.case.adjustments_card import AdjustmentsCard
from ui.screens.case.arrival_parts import ArrivalPart, Briefing, Documents, Privacy, Tools
from ui.screens.case.arrival_trust import Expiring, Hindrance, Impartiality, Site, prior_words
from ui.screens.case.checklist import Checklist, Point
from ui.screens.case.pane import CasePane
from ui.screens.case.tab_order import tab_through
from ui.screens.case.work import CaseWork
from ui.screens.tie_box import TieBox
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
        self.impartial, self.site = Impartiality(), Site()
        self.adjustments = AdjustmentsCard(work)
        self._hindrance, self._expiring = Hindrance(), Expiring()
        self._parts: dict[ArrivalPoint, QWidget] = {
            ArrivalPoint.IDENTITY: self.documents,
            ArrivalPoint.BRIEFING: self.briefing,
            ArrivalPoint.PRIVACY: self.privacy,
            ArrivalPoint.IMPARTIAL: self.impartial,
            ArrivalPoint.SITE: self.site,
            ArrivalPoint.MACHINE: self.tools.machine,
            ArrivalPoint.GAUGE: self.tools.gauge,
        }
        self._todo = Checklist()
        self.primary = PrimaryButton(size="control_touch", chevron=True)
        self.primary.setObjectName("arrive")
        self.primary.clicked.connect(self.go_on)
        self._heads = [TextLabel("", "section") for _ in range(5)]
        for part in self._forms:
            part.changed.connect(self._on_changed)
        self.impartial.tie_asked.connect(self._on_tie)
        middle = stacked(self._build(), self.adjustments)
        notes = (self._hindrance, self._expiring)
        self.lay_out(middle, stacked(self._todo, *notes, self.primary))

    @property
    def _forms(self) -> tuple[ArrivalPart, ...]:
        """What is filled in, in order."""
        return (
            self.documents,
            self.briefing,
            self.privacy,
            self.impartial,
            self.site,
            self.tools,
        )

    def load(self) -> None:
        """Load what is to be said and what is noted; what another case held is forgotten."""
        assert self.view is not None
        if self._begun != self.view.id:
            self._begun = self.view.id
            self.documents.choose(None)
            for part in self._forms:
                part.forget()
        case_id, arrivals = self.view.id, self.work.desk.arrivals
        self.adjustments.show_case(case_id)
        self.run(lambda: arrivals.form(case_id), self._on_form)

    def go_on(self) -> None:
        """Note the arrival and go on; what is missing is said where it is."""
        if self.view is None or self._form is None or self.primary.isHidden():
            return
        case_id, arrivals, arrival = self.view.id, self.work.desk.arrivals, self._arrival()
        self.act(lambda: arrivals.note(case_id, arrival), self._finished, self._on_refused)

    def take_focus(self) -> None:
        """Begin at the kind of document."""
        self.documents.setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        words = (
            self.tr("Legitimation"),
            self.tr("Genomgång med validanden"),
            self.tr("Personuppgifter"),
            self.tr("Opartiskhet"),
            self.tr("Maskin och mätdon"),
        )
        for head, text in zip(self._heads, words, strict=True):
            head.setText(text)
        self._todo.set_title(self.tr("Innan ni börjar"))
        for part in self._forms:
            part.retranslate()
        self.adjustments.retranslate()
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
        self.impartial.show_declared(form.months, declared=form.saved.impartial)
        self.site.show_sites(form.sites, form.saved.site)
        self.tools.show_tools(form.saved, needed=form.needs_gauge)
        self._hindrance.show_reason(form.hindrance)
        self._expiring.show_first(form.expiring)
        stops = [stop for part in self._forms for stop in part.stops]
        tab_through([*stops, *self.adjustments.stops, self.primary])
        self._show_act()
        self._on_changed()

    def _on_changed(self) -> None:
        if self._form is None:
            return
        self._todo.show_points(self._points(self._form))

    def _points(self, form: ArrivalForm) -> list[Point]:
        done, ticked = self._done(), self.briefing.ticked
        gone_through = self.tr("{done} av {total} punkter genomgångna")
        points = [
            Point(self.tr("Legitimation sedd"), done[ArrivalPoint.IDENTITY]),
            Point(
                gone_through.format(done=sum(ticked), total=len(ticked)),
                done[ArrivalPoint.BRIEFING],
            ),
            Point(self.tr("Personuppgifter förklarade"), done[ArrivalPoint.PRIVACY]),
            Point(self.tr("Opartisk"), done[ArrivalPoint.IMPARTIAL]),
            Point(self.tr("Maskin antecknad"), done[ArrivalPoint.MACHINE]),
            Point(
                self.tr("Mätdon med kalibrering"),
                done[ArrivalPoint.GAUGE],
                warned=self.tools.is_expired,
            ),
            Point(prior_words(form.prior), done=True, warned=form.prior is None),
        ]
        if form.sites:
            points.insert(4, Point(self.tr("Plats vald"), done[ArrivalPoint.SITE]))
        return points

    def _on_tie(self) -> None:
        if self._form is None or self.view is None:
            return
        person = (self._form.person_id, self.view.name)
        box = TieBox(self, self.work.desk.ties, self.work.background, person)
        box.noted.connect(self.load)
        box.open()

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
            impartial=self.impartial.is_ticked,
            site=self.site.chosen,
        )

    def _done(self) -> dict[ArrivalPoint, bool]:
        machine, gauge, calibrated = self.tools.written
        needed = self._form is not None and self._form.needs_gauge
        return {
            ArrivalPoint.IDENTITY: self.documents.chosen is not None,
            ArrivalPoint.BRIEFING: all(self.briefing.ticked),
            ArrivalPoint.PRIVACY: self.privacy.is_ticked,
            ArrivalPoint.IMPARTIAL: self.impartial.is_ticked,
            ArrivalPoint.SITE: bool(self.site.chosen),
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
        for part in self._forms:
            part.setEnabled(not begun)

    def _build(self) -> Card:
        card = Card()
        card.body.setSpacing(metrics().gap_small)
        trust = stacked(self.impartial, self.site)
        parts = (self.documents, self.briefing, self.privacy, trust, self.tools)
        for at, (head, part) in enumerate(zip(self._heads, parts, strict=True)):
            if at:
                card.body.addSpacing(metrics().gap_wide)
            card.body.addWidget(head)
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card
