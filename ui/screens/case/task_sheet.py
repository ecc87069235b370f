"""The task sheet: what is made, with what, the drawing, the safety walk."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.protocol import Task
from app.domain.text import Text
from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.svg_picture import SvgPicture


class _Drawing(SvgPicture):
    """Keeps a readable height in a page that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As in the pictures."""
        return QSize(px(640), px(400))

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(px(320), px(400))


class TaskSheet(Box):
    """Everything of the task; nothing to fill in."""

    def __init__(self, parent: QWidget, task: Task, picture: bytes | None) -> None:
        super().__init__(parent, said(task.title), PrimaryButton(tr("Tillbaka")), "")
        self.setObjectName("task_box")
        self.act.setObjectName("task_close")
        self.act.clicked.connect(self.accept)
        self.leave.hide()
        self.body.addWidget(QuietScroll(_content(task, picture), least=320), 1)
        tall = min(px(680), parent.window().height() - px(24))
        self.resize(min(px(760), parent.window().width() - px(24)), tall)
        self.act.setFocus()


def _content(task: Task, picture: bytes | None) -> QWidget:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, metrics().gap, 0)
    column.setSpacing(metrics().gap)
    column.addWidget(TextLabel(said(task.brief), "body", wrap=True))
    if picture is not None:
        drawing = _Drawing()
        drawing.show_picture(picture, tr("Ritning till uppgiften"))
        column.addWidget(drawing)
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
