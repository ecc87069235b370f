"""The photos of a criterion, large: look through them, take one away."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.usecases.practical_sheet import Photo
from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.photo_strip import Load
from ui.theme import colour, font, metrics, px
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, painting


class _Large(QWidget):
    """The whole photo, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        """Another photo."""
        self.image = image
        self.update()

    def sizeHint(self) -> QSize:
        """What is comfortable; it takes what there is."""
        return QSize(px(640), px(420))

    def minimumSizeHint(self) -> QSize:
        """Still a picture."""
        return QSize(px(240), px(180))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the middle, on a quiet ground."""
        with painting(self) as painter:
            box(painter, QRectF(self.rect()), metrics().radius, colour("track"))
            if self.image is None:
                return
            if self.image.isNull():
                painter.setPen(colour("muted"))
                painter.setFont(font("body"))
                words = tr("Fotot finns nu bara hos noden.")
                painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), words)
                return
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)


class PhotoBox(Box):
    """Left and right go through the photos, Delete takes the one on view away, Escape leaves."""

    removed = Signal(object)  # Photo

    def __init__(
        self, parent: QWidget, photos: tuple[Photo, ...], at: int, load: Load, *, locked: bool
    ) -> None:
        super().__init__(parent, tr("Foto"), PrimaryButton(tr("Tillbaka")), "")
        self.setObjectName("photo_box")
        self._photos, self._at, self._load, self._locked = list(photos), at, load, locked
        self.picture = _Large()
        self._place = TextLabel("", "small", "muted")
        self._place.setObjectName("photo_place")
        self.before, self.after = SecondaryButton("", "chevron-left"), SecondaryButton(chevron=True)
        self.before.setText(tr("Förra"))
        self.after.setText(tr("Nästa"))
        self.remove = QuietButton(tr("Ta bort fotot"), "trash")
        self.remove.setObjectName("photo_remove")
        self._build()
        tall = min(px(680), parent.window().height() - px(24))
        self.resize(min(px(860), parent.window().width() - px(24)), tall)
        self._show()
        self.act.setFocus()

    def _build(self) -> None:
        self.leave.hide()
        self.act.setObjectName("photo_close")
        self.act.clicked.connect(self.accept)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.remove.clicked.connect(self._on_remove)
        for keys, act in (
            ("Left", self.before.click),
            ("Right", self.after.click),
            ("Delete", self.remove.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_small)
        for part in (self.before, self.after, self._place):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.remove)
        self.body.addWidget(self.picture, 1)
        self.body.addLayout(row)

    def _turn(self, step: int) -> None:
        self._at = (self._at + step) % len(self._photos)
        self._show()

    def _show(self) -> None:
        count = len(self._photos)
        self._at = min(self._at, count - 1)
        words = tr("{at} av {count}").format(at=self._at + 1, count=count)
        self._place.setText(words)
        self.picture.setAccessibleName(f"{tr('Foto')} {words}")
        for button in (self.before, self.after):
            button.setVisible(count > 1)
        self._place.setVisible(count > 1)
        self.remove.setVisible(not self._locked)
        photo = self._photos[self._at]
        self._load(self, photo.sha256, lambda image: self._take(photo, image))

    def _take(self, photo: Photo, image: QImage) -> None:
        if self._photos and self._photos[self._at] == photo:
            self.picture.show_image(image)

    def _on_remove(self) -> None:
        if self._locked:
            return
        self.removed.emit(self._photos.pop(self._at))
        if self._photos:
            self._show()
        else:
            self.accept()
