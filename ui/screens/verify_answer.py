"""The answer to a check: the band, whose and for what, the areas, how it was checked."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.certificate import CertificateKind
from app.domain.reason_words import KIND_WORDS
from app.usecases.verification import Checked, CheckedArea
from ui.figures import iso_day
from ui.language import language
from ui.models.answer_words import answer_look, as_of, layers
from ui.theme import metrics, px, sized_font
from ui.widgets.answer_band import AnswerBand
from ui.widgets.card import Card, Hairline
from ui.widgets.facts import Fact
from ui.widgets.icon_label import IconBadge, IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pill import Pill
from ui.widgets.progress import LevelBar

_WIDEST = 3  # the column of the certificate number


class AnswerView(QWidget):
    """Everything between the band and the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self._checked: Checked | None = None
        self._today = date.min
        self.band = AnswerBand()
        self.band.setObjectName("answer_band")
        self.name = TextLabel("", "display", wrap=True)
        self.name.setObjectName("answer_name")
        self._born = TextLabel("", "body", "muted")
        self._kind = Pill("", "accent", "file")
        self._replaced = NoteLine("sync", "warn")
        self._replaced.setObjectName("answer_replaced")
        self._facts = [Fact() for _ in range(8)]
        self._areas_title = TextLabel("", "section")
        self._scale = TextLabel("", "small", "muted")
        self._layers_title = TextLabel("", "section")
        self._label = TextLabel("", "small", "muted", wrap=True)
        self._build()

    def show_checked(self, checked: Checked, today: date) -> None:
        """Show an answer."""
        self._checked, self._today = checked, today
        self.retranslate()

    def retranslate(self) -> None:
        """The answer in the language in force."""
        checked = self._checked
        if checked is None:
            return
        look = answer_look(checked.answer)
        self.band.show_answer(look.tone, look.icon, look.words, as_of(checked, self._today))
        self._who.setVisible(bool(checked.number))
        self._below.setVisible(bool(checked.number))
        if checked.number:
            self._show_claims(checked)
        self._show_layers(checked)

    def _show_claims(self, checked: Checked) -> None:
        replaced = self.tr("Ersatt av bevis {number}.").format(number=checked.replaced_by)
        self._replaced.show_words(replaced if checked.replaced_by else "")
        self.name.setText(checked.name)
        born = self.tr("Född {day}")
        self._born.setText(
            born.format(day=iso_day(checked.birth_date)) if checked.birth_date else ""
        )
        self._kind.show_state(self._kind_words(checked), "accent", "file")
        role = checked.role.in_language(language()) if checked.role else checked.profile
        until = iso_day(checked.valid_to) if checked.valid_to else self.tr("tills vidare")
        rows = (
            (self.tr("Roll"), role),
            (self.tr("Utfärdat"), iso_day(checked.issued) if checked.issued else "–"),
            (self.tr("Gäller till"), until),
            (self.tr("Bevisnummer"), checked.number),
            (self.tr("Testcenter"), checked.centre or "–"),
            (self.tr("Bedömare"), checked.assessor or "–"),
            (self.tr("Bedömarnummer"), str(checked.assessor_number or "–")),
            (self.tr("Profil"), checked.profile),
        )
        for fact, (label, value) in zip(self._facts, rows, strict=True):
            fact.show_fact(label, value)
        self._show_areas(checked)

    def _kind_words(self, checked: Checked) -> str:
        kind = KIND_WORDS[checked.kind or CertificateKind.STATEMENT].in_language(language())
        shown = sum(bool(area.level) or area.credited for area in checked.areas)
        words = self.tr("{kind} · {shown} av {all} områden")
        return words.format(kind=kind, shown=shown, all=len(checked.areas))

    def _show_areas(self, checked: Checked) -> None:
        self._areas_title.setText(self.tr("Områden och nivåer"))
        self._scale.setText(self.tr("Nivå 1–{top}").format(top=checked.top_level))
        _clear(self._areas)
        for at, area in enumerate(checked.areas):
            self._add_area(at, area, checked.top_level)
        self._areas.setRowStretch(2 * len(checked.areas), 1)

    def _add_area(self, at: int, area: CheckedArea, top: int) -> None:
        name = area.name.in_language(language()) if area.name else self.tr("Område {number}")
        number = TextLabel(str(at + 1), "small", "muted")
        words = TextLabel(name.format(number=at + 1) if not area.name else name, "small")
        words.setFont(sized_font(13, 500))
        words.setWordWrap(True)
        bar = LevelBar()
        bar.show_level(area.level, top)
        level = TextLabel(self._level_words(area), "state")
        level.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = 2 * at
        for column, part in enumerate((number, words, bar, level)):
            self._areas.addWidget(part, row, column)
        self._areas.addWidget(Hairline(), row + 1, 0, 1, 4)

    def _level_words(self, area: CheckedArea) -> str:
        if area.credited and not area.level:
            return self.tr("tillgodoräknat")
        return str(area.level) if area.level else "–"

    def _show_layers(self, checked: Checked) -> None:
        self._layers_title.setText(self.tr("Så är det kontrollerat"))
        while (item := self._layers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for state in layers(checked):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, px(6), 0, px(6))
            line.setSpacing(metrics().gap_wide)
            line.addWidget(IconBadge(state.icon, state.tone, shape="disc"))
            line.addWidget(TextLabel(state.words, "key", wrap=True), 1)
            self._layers.addWidget(row)
        self._label.setText(
            self.tr("Kontrollen görs på datorn, mot de listor som hämtats från noden.")
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        self._who = self._build_who()
        column.addWidget(self._who)
        self._line = Hairline()
        column.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(0)
        self._below = self._build_areas()
        row.addWidget(self._below, 480)
        row.addWidget(self._build_layers(), 380)
        column.addLayout(row, 1)

    def _build_who(self) -> QWidget:
        m = metrics()
        who = QWidget()
        inner = QVBoxLayout(who)
        inner.setContentsMargins(m.gap_huge, m.gap_wide, m.gap_huge, m.gap_wide)
        inner.setSpacing(px(2))
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self._kind)
        inner.addLayout(head)
        inner.addWidget(self._born)
        inner.addWidget(self._replaced)
        grid = QGridLayout()
        grid.setHorizontalSpacing(m.gap_wide)
        grid.setVerticalSpacing(m.gap)
        for at, fact in enumerate(self._facts):
            grid.addWidget(fact, at // 4, at % 4)
            grid.setColumnStretch(at % 4, 5 if at % 4 == _WIDEST else 4)
        inner.addSpacing(m.gap)
        inner.addLayout(grid)
        return who

    def _build_areas(self) -> QWidget:
        m = metrics()
        areas = QWidget()
        inner = QVBoxLayout(areas)
        inner.setContentsMargins(m.gap_huge, m.gap_wide, m.gap_huge, m.gap)
        head = QHBoxLayout()
        head.addWidget(self._areas_title, 1)
        head.addWidget(self._scale)
        inner.addLayout(head)
        self._areas = QGridLayout()
        self._areas.setHorizontalSpacing(m.gap)
        self._areas.setVerticalSpacing(px(4))
        self._areas.setColumnStretch(1, 1)
        inner.addLayout(self._areas, 1)
        return areas

    def _build_layers(self) -> QWidget:
        m = metrics()
        side = QWidget()
        inner = QVBoxLayout(side)
        inner.setContentsMargins(m.gap_huge, m.gap_wide, m.gap_huge, m.gap)
        inner.addWidget(self._layers_title)
        self._layers = QVBoxLayout()
        self._layers.setSpacing(0)
        inner.addLayout(self._layers)
        inner.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(IconLabel("info"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        inner.addLayout(row)
        return side


class AnswerCard(Card):
    """Without padding, so that the band fills its head."""

    def __init__(self) -> None:
        super().__init__(padded=False)
        self.setObjectName("answer")


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
