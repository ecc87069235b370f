"""The criterion at work: what is asked, the steps, what was seen, what was measured."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.missing import Missing
from app.domain.protocol import Criterion, Critical, Method, ScaleStep
from app.usecases.practical_sheet import AreaSheet, CriterionSheet
from ui.language import tr
from ui.screens.case.criterion_acts import CriterionActs
from ui.screens.case.measure_line import MeasureLine
from ui.screens.case.photo_strip import PhotoStrip
from ui.screens.case.short_note import ShortNote
from ui.screens.case.tab_order import tab_through
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.theme_roles import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pill import Pill
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.step_tile import StepTile
from ui.widgets.tiles import RatingTile
from ui.widgets.wrapped import Wrapped


class CriterionCard(Card):
    """Shows one criterion; says what the assessor does with it."""

    rated = Signal(int)  # 0 not assessed, 1–4
    note_edited = Signal(str)
    measured_edited = Signal(str)
    later_asked = Signal(bool)
    lab_asked = Signal(bool)
    field_left = Signal()
    dropped = Signal(QMimeData)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("criterion")
        self._sheet: CriterionSheet | None = None
        self._quiet = False
        self.caption = ElidedLabel("", "caption", "muted")
        self.caption.setObjectName("criterion_place")
        self.title = TextLabel("", "title", wrap=True)
        self.title.setObjectName("criterion_text")
        self.detail = TextLabel("", "body", "muted", wrap=True)
        self.pills = tuple(Pill() for _ in range(3))
        self.tiles: list[RatingTile] = []
        self._tiles_row = QHBoxLayout()
        self._tiles_row.setSpacing(metrics().gap_small)
        self.not_assessed = StepTile(0, "")
        self.not_assessed.setObjectName("rating_0")
        self.measure = MeasureLine()
        self.note = ShortNote()
        self.note.setObjectName("note")
        self.note_label = TextLabel("", "state")
        self.note_label.setBuddy(self.note)
        self.note_hint = NoteLine("info", "neutral")
        self.note_hint.setObjectName("note_hint")
        self.acts = CriterionActs()
        self.photo, self.later, self.lab = self.acts.photo, self.acts.later, self.acts.lab
        self.photos = PhotoStrip()
        self.hint = ElidedLabel("", "small", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = SecondaryButton("", "chevron-left")
        self.back.setObjectName("criterion_back")
        self.next = PrimaryButton(chevron=True)
        self.next.setObjectName("criterion_next")
        self.next_quiet = SecondaryButton("", chevron=True)
        self._build()
        self._connect()

    def show_scale(self, scale: Sequence[ScaleStep]) -> None:
        """The steps of the protocol; tiles are made once a scale."""
        if len(self.tiles) == len(scale):
            return
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        self.tiles = [RatingTile(step.code, said(step.name)) for step in scale]
        for tile in self.tiles:
            tile.setObjectName(f"rating_{tile.number}")
            tile.toggled.connect(lambda on, n=tile.number: self._on_rated(n, on))
            policy = tile.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)  # all as high as the highest
            tile.setSizePolicy(policy)
            tile.setMinimumWidth(px(104))
            self._tiles_row.addWidget(tile)
        writing = (self.measure.edit, self.photos, self.not_assessed, self.note)
        tab_through([*self.tiles, *writing, *self.acts.stops, self.back, self.next])
        tab_through([self.next, self.next_quiet])

    def show_criterion(
        self, sheet: CriterionSheet, area: AreaSheet, place: str, scale: Sequence[ScaleStep]
    ) -> None:
        """Show a criterion with what is stored of it; `place` says where in the protocol it is."""
        self._quiet = True
        self._sheet = sheet
        criterion = sheet.criterion
        self.show_scale(scale)
        self.caption.setText(place)
        self.title.setText(said(criterion.text))
        self.detail.setText(said(criterion.detail))
        self._show_pills(criterion, area.required_level)
        for step, tile in zip(scale, self.tiles, strict=True):
            words = criterion.levels[step.code - 1] if criterion.levels else step.description
            tile.show_words(said(step.name), said(words))
            tile.set_tone("ok" if step.code >= area.required_level else "warn")
        self._choose(sheet.seen.rating)
        if self.note.toPlainText() != sheet.seen.note:
            self.note.show_text(sheet.seen.note)
        self.measure.show_measure(criterion, sheet.seen.measured)
        self.acts.show_criterion(criterion)
        self.show_state(sheet, said_by_key=False)
        self._scroll.verticalScrollBar().setValue(0)
        self._quiet = False

    def show_state(self, sheet: CriterionSheet, *, said_by_key: bool) -> None:
        """Say what is missing and how the measure came out; `said_by_key`: one wanted to go on."""
        self._sheet = sheet
        self.measure.show_verdict(sheet)
        self.measure.show_lacks(sheet.missing, said_by_key=said_by_key)
        needs_note = Missing.NOTE in sheet.missing
        tone: Tone = "bad" if said_by_key else "warn"
        self.note_hint.show_words(self._note_hint() if needs_note else "", tone, "pen")
        self.acts.show_state(sheet, said_by_key=said_by_key)
        self.photos.show_photos(sheet.photos)

    def show_reading(self, reading: bool) -> None:
        """Whether a picture is on its way."""
        self.acts.show_reading(reading)

    def lacking_field(self) -> QWidget | None:
        """Where what is missing is to be written, None when nothing has to be."""
        assert self._sheet is not None
        if {Missing.VALUE, Missing.OUT_OF_TOLERANCE} & set(self._sheet.missing):
            return self.measure.edit
        if Missing.NOTE in self._sheet.missing:
            return self.note
        return self.photo if Missing.PHOTO in self._sheet.missing else None

    def write_in(self, field: QWidget) -> None:
        """Put the keyboard in a field and let it be seen whole."""
        field.setFocus()
        self._scroll.ensureWidgetVisible(field, 0, px(12))

    def take_focus(self) -> None:
        """To the step chosen, or the first."""
        chosen = next((tile for tile in self._all_tiles() if tile.isChecked()), None)
        (chosen or self.tiles[0]).setFocus()

    def rate(self, rating: int) -> None:
        """Choose a step, as by its key."""
        tile = next((tile for tile in self._all_tiles() if tile.number == rating), None)
        if tile is None or not tile.isEnabled():
            return
        if tile.isChecked():
            self._on_rated(rating, True)
        tile.setChecked(True)

    def set_locked(self, locked: bool) -> None:
        """Whether it can be looked at only."""
        self.hint.setVisible(not locked)
        for part in (*self._all_tiles(), self.measure):
            part.setEnabled(not locked)
        self.acts.set_locked(locked)
        self.setAcceptDrops(not locked)
        self.note.setReadOnly(locked)

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.not_assessed.show_words(tr("Ej bedömt"))
        self.note_label.setText(tr("Vad såg du?"))
        self.note.setAccessibleName(tr("Vad såg du?"))
        self.acts.retranslate()
        self.back.setText(tr("Föregående"))
        self.hint.setText(tr("1–4 bedömer och går vidare"))
        self.next.setText(tr("Nästa kriterium"))
        self.next_quiet.setText(tr("Nästa kriterium"))
        self.measure.retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A picture, or a file that may be one."""
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Taken as if it had been pasted."""
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _all_tiles(self) -> tuple[RatingTile | StepTile, ...]:
        return (*self.tiles, self.not_assessed)

    def _choose(self, rating: int | None) -> None:
        for tile in self._all_tiles():
            tile.setAutoExclusive(False)
            tile.setChecked(tile.number == rating)
        for tile in self._all_tiles():
            tile.setAutoExclusive(True)

    def _note_hint(self) -> str:
        assert self._sheet is not None
        rating = self._sheet.seen.rating
        if rating == 0:
            return tr("Skriv varför det inte kunde bedömas.")
        if Missing.NOTE in self._sheet.missing and rating is not None:
            return tr("Skriv kort vad du såg: det behövs för den här bedömningen.")
        return ""

    def _show_pills(self, criterion: Criterion, required: int) -> None:
        first, second, third = self.pills
        if criterion.critical is Critical.STOP:
            first.show_state(tr("Stoppar provet"), "bad", "stop-octagon")
        elif criterion.critical is Critical.MUST:
            first.show_state(tr("Måste visas"), "accent", "flag")
        else:
            first.show_state("", "neutral")
        second.show_state(tr("Krav: nivå {level}").format(level=required), "neutral")
        methods = {Method.ORAL: tr("Muntligt"), Method.DOCUMENT: tr("Dokument")}
        third.show_state(methods.get(criterion.method, ""), "neutral", "speech")

    def _on_rated(self, rating: int, on: bool) -> None:
        if on and not self._quiet:
            self.rated.emit(rating)

    def _on_note(self) -> None:
        if not self._quiet:
            self.note_edited.emit(self.note.toPlainText())

    def _connect(self) -> None:
        self.not_assessed.toggled.connect(lambda on: self._on_rated(0, on))
        self.note.textChanged.connect(self._on_note)
        self.note.finished.connect(lambda _text: self.field_left.emit())
        self.measure.edited.connect(self.measured_edited)
        self.measure.left.connect(self.field_left)
        self.later.clicked.connect(self.later_asked)
        self.lab.clicked.connect(self.lab_asked)

    def _build(self) -> None:
        m = metrics()
        side = m.card_padding
        self.body.setContentsMargins(0, m.gap_wide, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(side, 0, side, 0)
        head.setSpacing(m.gap_small)
        head.addWidget(self.caption, 1)
        for pill in self.pills:
            head.addWidget(pill)
        self.body.addLayout(head)
        self.body.addWidget(self._build_scroll(), 1)
        self.body.addWidget(self.acts)
        self.foot.setContentsMargins(side, m.gap, side, m.gap)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.hint, 1)
        self.foot.addWidget(self.next)
        self.foot.addWidget(self.next_quiet)

    def _build_scroll(self) -> QuietScroll:
        inner = Wrapped()
        m = metrics()
        column = QVBoxLayout(inner)
        column.setContentsMargins(m.card_padding, 0, m.gap, m.gap)
        column.setSpacing(m.gap)
        column.addWidget(self.title)
        column.addWidget(self.detail)
        column.addLayout(self._tiles_row)
        label = QHBoxLayout()
        label.setSpacing(m.gap_small)
        label.addWidget(self.note_label)
        label.addWidget(self.photos)
        label.addStretch(1)
        label.addWidget(self.not_assessed)
        column.addWidget(self.measure)
        column.addLayout(label)
        column.addWidget(self.note_hint)
        column.addWidget(self.note, 1)
        self.not_assessed.setFixedWidth(px(140))
        self._scroll = QuietScroll(inner, least=220)
        return self._scroll
