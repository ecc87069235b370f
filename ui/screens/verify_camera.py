"""Hold a certificate to the camera: what it sees, a frame to aim with, the code read by itself."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app.usecases.verification import GreyPicture
from ui.background import Lane
from ui.camera import EXTRA, Camera, is_installed
from ui.grey import grey
from ui.language import tr
from ui.screens.box import Box
from ui.theme import colour, metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.painting import painting

_FRAME = 0.72


class CameraView(QWidget):
    """The picture as large as it fits, and a frame in its middle."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setObjectName("camera_view")
        self.setMinimumHeight(px(260))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """As most cameras see."""
        return QSize(px(560), px(360))

    def show_image(self, image: QImage) -> None:
        """Show what is seen now."""
        self.image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, picture, frame."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), colour("track"))
            if not self.image.isNull():
                size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
                left, top = self.width() - size.width(), self.height() - size.height()
                place = QRectF(left / 2, top / 2, size.width(), size.height())
                painter.drawImage(place, self.image)
            side = min(self.width(), self.height()) * _FRAME
            frame = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            painter.setPen(QPen(colour("accent"), px(3)))
            painter.drawRoundedRect(frame, metrics().radius, metrics().radius)


class CameraBox(Box):
    """Looks until a code is seen, gives its text and closes; nothing that is seen is kept."""

    found = Signal(str)

    def __init__(
        self, parent: QWidget, decode: Callable[[GreyPicture], tuple[str, ...]], camera: Camera
    ) -> None:
        """`decode` finds the codes in a picture; it is called off the window's thread."""
        act = PrimaryButton(tr("Klar"))
        super().__init__(parent, tr("Läs med kameran"), act, tr("Avbryt"))
        self.setObjectName("camera_box")
        self.act.hide()
        self._decode, self._camera = decode, camera
        self._lane = Lane("camera")
        self.view = CameraView()
        self.cameras = QComboBox()
        self.cameras.setObjectName("camera_choice")
        self._field = Field(tr("Kamera"), self.cameras)
        self.note = NoteLine("info", "neutral", style="body")
        self.note.setObjectName("camera_note")
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._field)
        self.body.addWidget(self.note)
        self.note.show_words(tr("Håll koden i ramen, stilla och platt. Den läses av sig själv."))
        self.size_within(640, 560)
        camera.seen.connect(self._on_seen)
        camera.failed.connect(self._on_failed)
        self.finished.connect(self._on_finished)
        self._offer(camera.names())

    def _offer(self, names: tuple[str, ...]) -> None:
        self.cameras.addItems(list(names))
        self._field.setVisible(len(names) > 1)
        if not names:
            words = tr("Ingen kamera hittades. Anslut en, eller läs en bild eller fil i stället.")
            self.note.show_words(words, "warn", "warning")
            return
        self.cameras.currentIndexChanged.connect(self._camera.start)
        self._camera.start(0)

    def _on_seen(self, image: QImage) -> None:
        """Every picture is shown; the newest is read as soon as the one before is."""
        self.view.show_image(image)
        if self._lane.idle:
            self._lane.run(self, lambda: self._decode(grey(image)), self._on_decoded)

    def _on_decoded(self, codes: tuple[str, ...]) -> None:
        if codes and self.isVisible():
            self.found.emit(codes[0])
            self.accept()

    def _on_failed(self, words: str) -> None:
        form = tr(
            "Kameran går inte att använda. Kanske används den av ett annat program, eller så har "
            "Intyga inte fått lov i systemets inställningar. {detail}"
        )
        self.note.show_words(form.format(detail=words).strip(), "warn", "warning")
        self.grow()

    def _on_finished(self) -> None:
        self._camera.stop()
        self._lane.close()


class CameraMissingBox(Box):
    """What is missing for the camera, and how to get it."""

    def __init__(self, parent: QWidget) -> None:
        act = PrimaryButton(tr("Jag förstår"))
        super().__init__(parent, tr("Kameran är ett tillägg"), act, tr("Stäng"))
        self.setObjectName("camera_missing")
        self.leave.hide()
        self.act.clicked.connect(self.accept)
        said = tr(
            "Tillägget QtMultimedia finns inte på den här datorn. Den som sköter datorn "
            "installerar det så här, och startar sedan om Intyga:"
        )
        self.body.addWidget(TextLabel(said, "body", wrap=True))
        command = TextLabel(EXTRA, "key", wrap=True)
        command.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(command)
        self.body.addWidget(
            TextLabel(
                tr("Så länge går det lika bra med handskanner, fil, bild eller skärmen."),
                "body",
                "muted",
                wrap=True,
            )
        )
        self.size_at(560)


def camera_box(
    parent: QWidget, decode: Callable[[GreyPicture], tuple[str, ...]], take: Callable[[str], object]
) -> Box:
    """The camera's box, or what is missing for one; opened. `take` gets the text of a code."""
    if not is_installed():
        missing = CameraMissingBox(parent)
        missing.open()
        return missing
    camera = Camera()
    box = CameraBox(parent, decode, camera)
    camera.setParent(box)
    box.found.connect(take)
    box.open()
    return box
