"""The secrecy agreement to read, and the secret that signs it (R5)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.secrecy import Secrecy, SecrecyView
from ui.background import Background
from ui.language import language, tr
from ui.screens.box import Box
from ui.screens.case.pin_box import PinBox
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll

_WIDE, _HIGH, _LEAST = 560, 400, 120


class SecrecyBox(Box):
    """Point by point; in a small window the points scroll, by arrow keys too."""

    signed = Signal()

    def __init__(
        self,
        parent: QWidget,
        agreement: SecrecyView,
        secrecy: Secrecy,
        background: Background,
        *,
        passphrase: bool,
    ) -> None:
        title = agreement.title.in_language(language())
        super().__init__(parent, title, PrimaryButton(tr("Skriv under"), "pen"), tr("Avbryt"))
        self.setObjectName("secrecy_box")
        self._secrecy, self._background, self._passphrase = secrecy, background, passphrase
        self.act.setObjectName("secrecy_sign")
        self.act.clicked.connect(self._ask)
        points = QWidget()
        column = QVBoxLayout(points)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        for point in agreement.points:
            words = point.in_language(language())
            column.addWidget(NoteLine("check", "accent", words, style="body"))
        column.addStretch(1)
        scroll = QuietScroll(points, _LEAST)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(title)
        self.body.addWidget(scroll, 1)
        self.size_at(_WIDE, min(_HIGH, parent.window().height() * 100 // px(100)))
        self.act.setFocus()

    def _ask(self) -> None:
        box = PinBox(
            self,
            tr("Skriv under sekretessförbindelsen"),
            tr("Med din kod intygar du att du har läst den och följer den."),
            tr("Skriv under"),
            passphrase=self._passphrase,
        )
        secrecy = self._secrecy

        def sign(secret: str) -> None:
            self._background.run(
                box, lambda: secrecy.sign(secret), lambda _none: done(), box.show_wrong
            )

        def done() -> None:
            box.accept()
            self.signed.emit()
            self.accept()

        box.given.connect(sign)
        box.open()
