"""The reviewer's page: judge every area alone, then see what would be signed, agree or not (R7)."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import UserError
from app.usecases.cases import CaseView
from app.usecases.reviews import AreaCompared, AreaEvidence, ReviewSheet
from app.usecases.second_person import SecondPerson
from ui.actions import bind
from ui.models.review_areas import RESULT, THEORY, ReviewAreas
from ui.screen import Screen
from ui.screens.case.photo_box import PhotoBox
from ui.screens.case.photo_loading import large_photos
from ui.screens.case.review_evidence import EvidenceCard
from ui.screens.case.second_box import SecondBox
from ui.screens.case.send_back_box import SendBackBox
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.cells import ColumnWidth
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.note_line import NoteLine
from ui.widgets.table import HairlineTable

_JUDGING = (
    ColumnWidth(52),
    ColumnWidth(220, stretch=True, least=150),
    ColumnWidth(66),
    ColumnWidth(136),
    ColumnWidth(1),
)
_COMPARING = (
    ColumnWidth(52),
    ColumnWidth(190, stretch=True, least=130),
    ColumnWidth(1),
    ColumnWidth(132),
    ColumnWidth(146),
)


class ReviewScreen(Screen):
    """Areas at the left, the evidence of one at the right; the result only after one's own word."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self.setObjectName("review")
        self._work = work
        self._case_id: UUID | None = None
        self._view: CaseView | None = None
        self._sheet: ReviewSheet | None = None
        self._alone: dict[str, bool] = {}
        self._compared: tuple[AreaCompared, ...] = ()
        self._note = ""
        self._busy = False
        self._areas = ReviewAreas()
        self.table = HairlineTable("row")
        self.table.setObjectName("review_areas")
        self.table.setModel(self._areas)
        self.table.show_all_rows()
        self.table.current_changed.connect(self._on_area)
        self.evidence = EvidenceCard()
        self.evidence.judged.connect(self._on_judged)
        self.evidence.photos_asked.connect(self._on_photos)
        self._state = NoteLine("eye", "neutral", style="small")
        self._state.setObjectName("review_progress")
        self.primary = PrimaryButton("")
        self.primary.setObjectName("review_on")
        self.primary.clicked.connect(self.go_on)
        self.back = SecondaryButton("", "undo")
        self.back.setObjectName("review_send_back")
        self.back.clicked.connect(self._on_send_back)
        self.leave = QuietButton("", "chevron-left")
        self.leave.setObjectName("review_leave")
        self.leave.clicked.connect(self._on_leave)
        bind(self, "review.yes", partial(self._on_judged, True))
        bind(self, "review.no", partial(self._on_judged, False))
        bind(self, "review.next", self.go_on)
        self._build()
        self._show_columns()
        self._retranslate()

    def open_with(self, subject: object) -> None:
        """Show the evidence of the case with this id (UUID); another's judgement is forgotten."""
        assert isinstance(subject, UUID)
        self._case_id, self._sheet, self._view = subject, None, None
        self._alone, self._compared, self._note = {}, (), ""
        self.errors.clear()
        self.refresh()

    def refresh(self) -> None:
        """Load the evidence, once for each visit."""
        case_id, desk = self._case_id, self._work.desk
        if case_id is None or self._sheet is not None:
            return
        run = self._work.background.run
        run(self, lambda: desk.cases.view(case_id), self._on_view)
        run(self, lambda: desk.reviews.sheet(case_id), self._on_sheet)

    def go_on(self) -> None:
        """The next area without a word; then what would be signed; then agree."""
        if self._sheet is None or self._busy:
            return
        waiting = self._unjudged()
        if waiting:
            self.table.choose_row(waiting[0].number - 1)
            self.table.setFocus()
        elif not self._compared:
            self._compare()
        else:
            self._confirm(self.tr("Håll med om beslutet"), self.tr("Jag håller med"), self._agree)

    def _unjudged(self) -> list[AreaEvidence]:
        assert self._sheet is not None
        return [a for a in self._sheet.areas if a.can_be_judged and a.id not in self._alone]

    def _on_view(self, view: CaseView) -> None:
        if view.id == self._case_id:
            self._view = view
            self.set_title(self.tr("Granskning"), f"{view.name} · {said(view.role)}")

    def _on_sheet(self, sheet: ReviewSheet) -> None:
        self._sheet = sheet
        self._areas.show_rows(sheet.areas)
        self.table.choose_row(0)
        self._show()
        self.table.setFocus()

    @property
    def _here(self) -> AreaEvidence | None:
        here = self.table.current_id
        areas = () if self._sheet is None else self._sheet.areas
        return next((area for area in areas if area.id == here), None)

    def _on_area(self, _area: object) -> None:
        area = self._here
        if area is not None:
            open_ = not self._compared
            self.evidence.show_area(area, self._alone.get(area.id), open_=open_)

    def _on_judged(self, suffices: bool) -> None:
        """Note one's own word; it stands once the result has been seen."""
        area = self._here
        if area is None or not area.can_be_judged or self._compared:
            return
        self._alone[area.id] = suffices
        waiting = self._unjudged()
        self._show()
        if waiting:
            later = [one for one in waiting if one.number > area.number] or waiting
            self.table.choose_row(later[0].number - 1)
            self.table.setFocus()
        else:
            self._on_area(area.id)
            self.primary.setFocus()

    def _compare(self) -> None:
        case_id, reviews, alone = self._case_id, self._work.desk.reviews, dict(self._alone)
        assert case_id is not None
        self._work.background.run(self, lambda: reviews.compare(case_id, alone), self._on_compared)

    def _on_compared(self, compared: tuple[AreaCompared, ...]) -> None:
        self._compared = compared
        differing = next((one for one in compared if not one.agrees), None)
        self._show()
        self.table.choose_row(differing.number - 1 if differing else 0)
        self._on_area(self.table.current_id)

    def _on_send_back(self) -> None:
        box = SendBackBox(self, self._note)
        box.given.connect(self._on_note)
        box.open()

    def _on_note(self, note: str) -> None:
        self._note = note
        self._confirm(self.tr("Skicka tillbaka"), self.tr("Skicka tillbaka"), self._send_back)

    def _confirm(self, question: str, act: str, then: Callable[[SecondPerson], object]) -> None:
        if self._view is None:
            return
        box = SecondBox(
            self,
            self._work,
            question,
            self.tr("Granskaren signerar med sin egen kod. Bedömaren kan inte göra det."),
            act,
            role="reviewer",
            profile=self._view.protocol_code,
        )
        box.confirmed.connect(then)
        box.open()

    def _agree(self, reviewer: SecondPerson) -> None:
        case_id, reviews, alone = self._case_id, self._work.desk.reviews, dict(self._alone)
        assert case_id is not None
        self._act(lambda: reviews.agree(case_id, alone, reviewer))

    def _send_back(self, reviewer: SecondPerson) -> None:
        case_id, reviews = self._case_id, self._work.desk.reviews
        alone, note = dict(self._alone), self._note
        assert case_id is not None
        self._act(lambda: reviews.send_back(case_id, alone, note, reviewer))

    def _act(self, act: Callable[[], object]) -> None:
        self._busy = True
        self._work.background.run(self, act, self._on_done, self._on_refused)

    def _on_done(self, _nothing: object) -> None:
        self._busy = False
        self.saved.emit()
        self._on_leave()

    def _on_refused(self, error: UserError) -> None:
        self._busy = False
        self.show_error(error)

    def _on_leave(self) -> None:
        self.go.emit("case", self._case_id)

    def _on_photos(self) -> None:
        area = self._here
        if area is not None:
            photos = tuple(photo for sheet in area.criteria for photo in sheet.photos)
            PhotoBox(self, photos, 0, large_photos(self._work), locked=True).open()

    def _show(self) -> None:
        if self._sheet is None:
            return
        self._show_columns()
        self._areas.show_judged(self._alone, {one.id: one for one in self._compared})
        waiting, all_areas = len(self._unjudged()), len(self._alone) + len(self._unjudged())
        differing = sum(not one.agrees for one in self._compared)
        if not self._compared:
            words = self.tr("{done} av {all} områden bedömda. Beslutet visas när alla är det.")
            self._state.show_words(words.format(done=all_areas - waiting, all=all_areas))
        elif differing:
            self._state.show_words(
                self.tr("%n områden skiljer sig från din bedömning.", "", differing),
                "warn",
                "warning",
            )
        else:
            self._state.show_words(
                self.tr("Du och beslutet är överens i alla områden."), "ok", "check-circle"
            )
        self._show_primary(waiting)

    def _show_columns(self) -> None:
        """The result has a column only once it may be seen; the shares give it their room."""
        told = bool(self._compared)
        self._card.set_title(
            self.tr("Din bedömning och beslutet")
            if told
            else self.tr("Bedöm varje område för dig själv")
        )
        self.table.setColumnHidden(THEORY, told)
        self.table.setColumnHidden(RESULT, not told)
        self.table.set_columns(_COMPARING if told else _JUDGING)

    def _show_primary(self, waiting: int) -> None:
        if self._compared:
            self.primary.setText(self.tr("Jag håller med"))
            self.primary.set_icon_name("pen")
        else:
            self.primary.setText(self.tr("Visa beslutet"))
            self.primary.set_icon_name("eye")
        self.primary.setEnabled(not waiting)

    def _retranslate(self) -> None:
        if self._view is None:
            self.set_title(self.tr("Granskning"))
        self._show_columns()
        self.table.setAccessibleName(self.tr("Områden att bedöma"))
        self.back.setText(self.tr("Skicka tillbaka"))
        self.leave.setText(self.tr("Till ärendet"))
        self._show_primary(1 if self._sheet is None else len(self._unjudged()))
        self._show()
        self._on_area(None)

    def _build(self) -> None:
        self._card = Card(" ", padded=False)
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self.table)
        self._card.body.addWidget(Hairline())
        foot = QWidget()
        row = QHBoxLayout(foot)
        side = metrics().card_padding
        row.setContentsMargins(side, metrics().gap_small, side, metrics().gap_small)
        row.addWidget(self._state, 1)
        self._card.body.addWidget(foot)
        acts = QWidget()
        line = QHBoxLayout(acts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(metrics().gap)
        line.addWidget(self.leave)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.primary)
        left = stacked(self._card, acts)
        self.page.addWidget(
            FlowColumns([Column(left, 560, least=440), Column(self.evidence, 640, least=420)]), 1
        )
