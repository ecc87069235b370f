"""The drawing that belongs to a question, with the way to enlarge it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme import sized_font
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.svg_picture import SvgPicture


class PictureCard(Card):
    """Press the drawing or the button: it opens over the whole window."""

    enlarge = Signal()

    def __init__(self) -> None:
        super().__init__(padded=False)
        self.setObjectName("picture_card")
        self.picture = SvgPicture()
        self.picture.setObjectName("picture")
        self.picture.setCursor(Qt.CursorShape.PointingHandCursor)
        self.picture.installEventFilter(self)
        self.button = SecondaryButton("", "search", size="control_main")
        self.button.setObjectName("enlarge")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.enlarge)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.addWidget(self.picture, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)

    def show_picture(self, svg: bytes, spoken: str) -> None:
        """Show a drawing."""
        self.picture.show_picture(svg, spoken)

    def dress(self, pixels: int) -> None:
        """Words and size."""
        self.button.setFont(sized_font(pixels, 600))
        self.button.setText(self.tr("Förstora"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on the drawing enlarges it."""
        pressed = event.type() == QEvent.Type.MouseButtonRelease
        if watched is self.picture and pressed and isinstance(event, QMouseEvent):
            self.enlarge.emit()
            return True
        return super().eventFilter(watched, event)
