"""The answer to a check: the band, whose and for what, the areas, the three layers."""

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.certificate import CertificateKind
from app.domain.reason_words import KIND_WORDS
from app.usecases.verification import Checked
from ui.figures import iso_day
from ui.language import language
from ui.models.answer_words import as_of, look_of
from ui.models.layer_words import differences, layer_rows
from ui.screens.verify_areas import AreaLevels
from ui.screens.verify_differences import DifferenceList
from ui.screens.verify_layers import LayerList
from ui.theme import metrics, px
from ui.widgets.answer_band import AnswerBand
from ui.widgets.card import Card, Hairline
from ui.widgets.facts import Fact
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pill import Pill

_NARROW = 640


class AnswerView(QWidget):
    """Everything between the band and the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.checked: Checked | None = None
        self._today = date.min
        self.band = AnswerBand()
        self.band.setObjectName("answer_band")
        self.name = TextLabel("", "display", wrap=True)
        self.name.setObjectName("answer_name")
        self._born = TextLabel("", "body", "muted")
        self._kind = Pill("", "accent", "file")
        self._replaced = NoteLine("sync", "warn")
        self._replaced.setObjectName("answer_replaced")
        self._identity = NoteLine("person", "accent", style="small")
        self.differences = DifferenceList()
        self._facts = [Fact() for _ in range(8)]
        self.areas = AreaLevels()
        self.layers = LayerList()
        self._build()

    def show_checked(self, checked: Checked, today: date) -> None:
        """Show an answer."""
        self.checked, self._today = checked, today
        self.retranslate()

    def retranslate(self) -> None:
        """The answer in the language in force."""
        checked = self.checked
        if checked is None:
            return
        look = look_of(checked)
        self.band.show_answer(look.tone, look.icon, look.words, as_of(checked, self._today))
        found = differences(checked)
        self.differences.show_differences(found)
        self._alarm.setVisible(bool(found))
        self._who.setVisible(bool(checked.number))
        self._line.setVisible(bool(checked.number))
        self.areas.setVisible(bool(checked.areas))
        self._between.setVisible(bool(checked.areas))
        if checked.is_protected:
            self._show_protected(checked)
        elif checked.number:
            self._show_claims(checked)
        self._show_layers(checked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow card facts go in twos, and the layers under the areas."""
        super().resizeEvent(event)
        is_narrow = self.width() < px(_NARROW)
        directions = QBoxLayout.Direction
        direction = directions.TopToBottom if is_narrow else directions.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)
            self._place_facts(2 if is_narrow else 4)

    def _show_protected(self, checked: Checked) -> None:
        """The number and nothing else (R41)."""
        self.name.setText(checked.number)
        self._born.setText(self.tr("Skyddade uppgifter: bara nummer och läge visas."))
        self._born.show()
        self._kind.hide()
        self._replaced.show_words("")
        self._identity.show_words("")
        for fact in self._facts:
            fact.hide()

    def _show_claims(self, checked: Checked) -> None:
        replaced = self.tr("Ersatt av bevis {number}.").format(number=checked.replaced_by)
        self._replaced.show_words(replaced if checked.replaced_by else "")
        self.name.setText(checked.name)
        born = self.tr("Född {day}")
        self._born.setText(
            born.format(day=iso_day(checked.birth_date)) if checked.birth_date else ""
        )
        self._born.setVisible(bool(checked.birth_date))
        self._kind.show()
        self._kind.show_state(self._kind_words(checked), "accent", "file")
        self._identity.show_words("" if checked.differs else self._identity_words(checked))
        for fact, (label, value) in zip(self._facts, self._rows(checked), strict=True):
            fact.show()
            fact.show_fact(label, value)
        self.areas.show_areas(checked)

    def _identity_words(self, checked: Checked) -> str:
        if checked.birth_date:
            return self.tr("Jämför namnet och födelsedatumet med legitimation.")
        return self.tr("Jämför namnet med legitimation.")

    def _rows(self, checked: Checked) -> tuple[tuple[str, str], ...]:
        role = checked.role.in_language(language()) if checked.role else checked.profile
        until = iso_day(checked.valid_to) if checked.valid_to else self.tr("tills vidare")
        return (
            (self.tr("Roll"), role),
            (self.tr("Utfärdat"), iso_day(checked.issued) if checked.issued else "–"),
            (self.tr("Gäller till"), until),
            (self.tr("Bevisnummer"), checked.number),
            (self.tr("Testcenter"), checked.centre or "–"),
            (self.tr("Bedömare"), checked.assessor or "–"),
            (self.tr("Bedömarnummer"), str(checked.assessor_number or "–")),
            (self.tr("Profil"), checked.profile),
        )

    def _kind_words(self, checked: Checked) -> str:
        kind = KIND_WORDS[checked.kind or CertificateKind.STATEMENT].in_language(language())
        shown = sum(bool(area.level) or area.credited for area in checked.areas)
        words = self.tr("{kind} · {shown} av {all} områden")
        return words.format(kind=kind, shown=shown, all=len(checked.areas))

    def _show_layers(self, checked: Checked) -> None:
        title = self.tr("Tre lager kontrollerade")
        if checked.layers is None:
            title = self.tr("Så är det kontrollerat")
        self.layers.setVisible(checked.foreign is None)
        note = self.tr("Kontrollen görs på datorn, mot de listor som hämtats från noden.")
        self.layers.show_layers(title, layer_rows(checked), note)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        self._who = self._build_who()
        self._alarm = QWidget()
        alarm = QVBoxLayout(self._alarm)
        m = metrics()
        alarm.setContentsMargins(m.gap_huge, m.gap_wide, m.gap_huge, 0)
        alarm.addWidget(self.differences)
        column.addWidget(self._alarm)
        column.addWidget(self._who)
        self._line = Hairline()
        column.addWidget(self._line)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._between = UprightHairline()
        self._row.addWidget(self.areas, 480)
        self._row.addWidget(self._between)
        self._row.addWidget(self.layers, 380)
        column.addLayout(self._row, 1)
        self._place_facts(4)

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
        under = QHBoxLayout()
        under.setSpacing(m.gap_wide)
        under.addWidget(self._born)
        under.addWidget(self._identity, 1)
        inner.addLayout(under)
        inner.addWidget(self._replaced)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(m.gap_wide)
        self._grid.setVerticalSpacing(m.gap)
        inner.addSpacing(m.gap)
        inner.addLayout(self._grid)
        return who

    def _place_facts(self, columns: int) -> None:
        """So many beside each other; the number of the certificate ends a row of four."""
        for at, fact in enumerate(self._facts):
            self._grid.addWidget(fact, at // columns, at % columns)
        for column in range(len(self._facts) // 2):
            wide = 5 if column == columns - 1 else 4
            self._grid.setColumnStretch(column, wide if column < columns else 0)


class UprightHairline(Hairline):
    """A line of one pixel from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(0)
        self.setMaximumHeight(16_777_215)
        self.setFixedWidth(1)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)


class AnswerCard(Card):
    """Without padding, so that the band fills its head."""

    def __init__(self) -> None:
        super().__init__(padded=False)
        self.setObjectName("answer")
