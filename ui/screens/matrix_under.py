"""A row under the matrix: how many are under what is required in each area, of those assessed."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from app.domain.matrix import MatrixArea
from app.domain.matrix_summary import AreaGap, Summary
from ui.language import language, tr
from ui.models.matrix_model import FIRST_AREA
from ui.theme import colour, font, metrics, px
from ui.widgets.painting import box, painting

_MANY = 0.5
"""From this share of those assessed on a count stands out."""


class UnderRow(QWidget):
    """Stands under the columns of a table; for a window with no room for the bars beside it."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self.setObjectName("matrix_under")
        self._table = table
        self._gaps: tuple[AreaGap | None, ...] = ()
        self.setFixedHeight(px(32))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self.update())

    def show_summary(self, areas: tuple[MatrixArea, ...], summary: Summary) -> None:
        """The counts; a dash where too few are assessed to count."""
        by_area = {gap.area: gap for gap in summary.gaps}
        self._gaps = tuple(by_area.get(area.id) for area in areas)
        said = [
            f"{gap.name.in_language(language())} {_count(gap)}"
            for gap in self._gaps
            if gap is not None
        ]
        self.setAccessibleName(f"{tr('Under krävd nivå')}: {', '.join(said)}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, then a count under each column."""
        head = self._table.horizontalHeader()
        with painting(self) as painter:
            box(painter, QRectF(self.rect()), px(6), colour("ground"))
            painter.setFont(font("strong"))
            painter.setPen(colour("text"))
            first = head.sectionViewportPosition(FIRST_AREA) if self._gaps else self.width()
            place = QRectF(metrics().card_padding, 0, first - metrics().card_padding, self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), tr("Under krävd nivå"))
            painter.setFont(font("state"))
            for number, gap in enumerate(self._gaps):
                left = head.sectionViewportPosition(FIRST_AREA + number)
                column = QRectF(left, 0, head.sectionSize(FIRST_AREA + number), self.height())
                is_many = gap is not None and gap.under >= gap.assessed * _MANY
                painter.setPen(colour("warn" if is_many else "text"))
                painter.drawText(column, int(Qt.AlignmentFlag.AlignCenter), _count(gap))


def _count(gap: AreaGap | None) -> str:
    if gap is None:
        return "–"
    return tr("{under} av {assessed}").format(under=gap.under, assessed=gap.assessed)
