"""The evidence of one area as a reviewer sees it, and the two words to choose between."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.usecases.reviews import AreaEvidence
from ui.figures import iso_day, permille
from ui.language import tr
from ui.models.case_criteria import CaseCriteria
from ui.screens.case.words import said
from ui.theme import metrics
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card, Hairline
from ui.widgets.cells import ColumnWidth
from ui.widgets.labels import TextLabel
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.table import HairlineTable

_COLUMNS = (ColumnWidth(62), ColumnWidth(280, stretch=True), ColumnWidth(150))
YES, NO = "review_yes", "review_no"


class EvidenceCard(Card):
    """Criteria with notes and measures, the theory's share, photos; never what it came to."""

    judged = Signal(bool)
    photos_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ", padded=False)
        self._model = CaseCriteria()
        self._theory = TextLabel("", "body", wrap=True)
        self._question = TextLabel("", "strong", wrap=True)
        self.choice = SegmentedChoice([(YES, " "), (NO, " ")])
        self.choice.chosen.connect(lambda key: self.judged.emit(key == YES))
        self.photos = QuietButton("", "photo")
        self.photos.setObjectName("review_photos")
        self.photos.clicked.connect(self.photos_asked)
        self.table = HairlineTable("row")
        self.table.setObjectName("review_criteria")
        self.table.setModel(self._model)
        self.table.set_columns(_COLUMNS)
        self.table.show_all_rows()
        self._build()

    def show_area(self, area: AreaEvidence, alone: bool | None, *, open_: bool) -> None:
        """Show this area; `alone` what was said of it, `open_` whether that can be changed."""
        self.set_title(f"{area.number}  {said(area.name)}")
        self._theory.setText(_theory_words(area))
        self._question.setText(
            tr("Räcker det du ser här för nivå {level}?").format(level=area.required_level)
        )
        self.choice.set_words(YES, tr("Räcker"))
        self.choice.set_words(NO, tr("Räcker inte"))
        self.choice.setAccessibleName(self._question.text())
        _choose(self.choice, alone)
        judging = area.can_be_judged and open_
        self.choice.setEnabled(judging)
        self.choice.setVisible(area.can_be_judged)
        self._question.setVisible(area.can_be_judged)
        count = sum(len(sheet.photos) for sheet in area.criteria)
        self.photos.setText(tr("Visa %n foton", count))
        self.photos.setVisible(bool(count))
        self._model.show_criteria(area.criteria, area.required_level)
        self.table.setVisible(bool(area.criteria))
        self.table.fit_details()
        self.table.setAccessibleName(tr("Kriterier i området"))

    def _build(self) -> None:
        side = metrics().card_padding
        top = QVBoxLayout()
        top.setContentsMargins(side, metrics().gap_small, side, metrics().gap)
        top.setSpacing(metrics().gap_small)
        top.addWidget(self._theory)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_wide)
        row.addWidget(self._question, 1)
        row.addWidget(self.choice)
        top.addLayout(row)
        foot = QHBoxLayout()
        foot.setContentsMargins(side, metrics().gap_small, side, metrics().gap_small)
        foot.addWidget(self.photos)
        foot.addStretch(1)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.body.addWidget(Hairline())
        self.body.addWidget(self.table)
        self.body.addLayout(foot)
        self.body.addStretch(1)


def _theory_words(area: AreaEvidence) -> str:
    if area.credit is not None:
        words = tr("Tillgodoräknat från {source}, {day}. Bedöms inte här.")
        return words.format(source=area.credit.source, day=iso_day(area.credit.issued))
    if not area.can_be_judged:
        return tr("Området är inte bedömt i det här ärendet.")
    if area.theory_permille is None or area.cut_permille is None:
        return tr("Området har ingen teori.")
    words = tr("Teorin gav {share}, {cut} krävs.")
    return words.format(share=permille(area.theory_permille), cut=permille(area.cut_permille))


def _choose(choice: SegmentedChoice, alone: bool | None) -> None:
    if alone is None:
        choice.choose_none()
    else:
        choice.choose(YES if alone else NO)
