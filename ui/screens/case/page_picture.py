"""A page of paper as a picture: as large as there is room, with a quiet edge."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, font, metrics, px
from ui.widgets.painting import box, painting

_A4 = 297 / 210


class PagePicture(QWidget):
    """The page, or a sentence on what will be here."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_picture")
        self._page: QPixmap | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_page(self, page: QPixmap | None) -> None:
        """Show a page, or the sentence."""
        self._page = page
        self.update()

    def show_words(self, words: str) -> None:
        """What stands here before there is a page."""
        self._words = words
        self.update()

    def sizeHint(self) -> QSize:
        """Readable without being larger than a screen."""
        return QSize(px(420), px(520))

    def minimumSizeHint(self) -> QSize:
        """The page stays recognisable."""
        return QSize(px(280), px(400))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper, centred at the top."""
        with painting(self) as painter:
            width = min(float(self.width()), self.height() / _A4)
            paper = QRectF((self.width() - width) / 2, 0, width, width * _A4)
            if self._page is None:
                box(painter, paper, metrics().card_radius, colour("card"), colour("line"))
                painter.setPen(colour("muted"))
                painter.setFont(font("body"))
                side = metrics().gap_huge
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(paper.adjusted(side, side, -side, -side), int(flags), self._words)
                return
            painter.fillRect(paper, QColor("white"))
            ratio = self.devicePixelRatioF()
            size = (paper.size() * ratio).toSize()
            mode = Qt.TransformationMode.SmoothTransformation
            scaled = self._page.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode)
            scaled.setDevicePixelRatio(ratio)
            painter.drawPixmap(paper.topLeft(), scaled)
            box(painter, paper, 0, None, colour("line"))
