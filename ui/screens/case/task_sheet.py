"""The task sheet: what is made, with what, the drawing, the safety walk."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.protocol import Task
from app.domain.text import Text
from ui.language import tr
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.painting import box, painting


class Drawing(QWidget):
    """A drawing of the protocol on white paper, as large as there is room."""

    def __init__(self, picture: bytes, spoken: str) -> None:
        super().__init__()
        self._drawing = QSvgRenderer(QByteArray(picture))
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """It keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """In proportion, at most 520."""
        size = self._drawing.defaultSize()
        return min(px(520), width * size.height() // max(1, size.width()))

    def sizeHint(self) -> QSize:
        """A usual width."""
        return QSize(px(600), self.heightForWidth(px(600)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White paper also in the dark: the drawing's lines are dark."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, metrics().radius, QColor("white"))
            size = self._drawing.defaultSize()
            scale = min(rect.width() / size.width(), rect.height() / size.height())
            place = QRectF(0, 0, size.width() * scale, size.height() * scale)
            place.moveCenter(rect.center())
            self._drawing.render(painter, place)


class TaskSheet(QDialog):
    """Everything of the task; nothing to fill in."""

    def __init__(self, parent: QWidget, task: Task, picture: bytes | None) -> None:
        super().__init__(parent)
        self.setObjectName("task_box")
        self.setWindowTitle(tr("Uppgiften"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(px(760), min(px(680), parent.window().height()))
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.card_padding)
        column.setSpacing(m.gap_wide)
        column.addWidget(TextLabel(said(task.title), "title", wrap=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._content(task, picture))
        column.addWidget(area, 1)
        close = SecondaryButton(tr("Tillbaka till provet"))
        close.setObjectName("task_close")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        close.setFocus()

    def _content(self, task: Task, picture: bytes | None) -> QWidget:
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, metrics().gap, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(TextLabel(said(task.brief), "body", wrap=True))
        if picture is not None:
            column.addWidget(Drawing(picture, tr("Ritning till uppgiften")))
        for head, lines in (
            (tr("Säkerhet före start"), task.safety_walk),
            (tr("Förberett"), task.setup),
            (tr("Material"), task.materials),
        ):
            _add_lines(column, head, lines)
        column.addStretch(1)
        return inner


def _add_lines(column: QVBoxLayout, head: str, lines: Sequence[Text]) -> None:
    if not lines:
        return
    column.addSpacing(metrics().gap_small)
    column.addWidget(TextLabel(head, "section"))
    for line in lines:
        column.addWidget(NoteLine("dot", "accent", said(line), style="body"))
