"""The page as it prints, what it is, and the acts on it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.domain.change import Change, Touched
from app.domain.reason_words import KIND_WORDS
from app.usecases.certificates import CertificateLine
from app.usecases.status_acts import CertificateStanding
from ui.figures import iso_day
from ui.language import language
from ui.models.certificate_rows import certificate_state
from ui.models.erased_words import shown_name
from ui.screens.case.status_flow import StatusFlow, StatusWork
from ui.screens.case.status_line import StatusLine
from ui.screens.certificates_file_line import FileLine
from ui.theme import colour, metrics, px
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.painting import painting
from ui.widgets.pill import Pill
from ui.widgets.wrapped import Wrapped
from ui.widgets.yielding import yielding

_TOUCHES = {Touched.CERTIFICATES, Touched.LOG, Touched.TRUST}
_A4 = (210, 297)
_POINTS_WIDE = 8.27  # inches


class CertificatePanel(Card):
    """The card at the right."""

    print_asked = Signal()
    save_asked = Signal()
    case_asked = Signal(object)
    other_asked = Signal(object)  # the certificate to look at now

    def __init__(self) -> None:
        super().__init__(padded=False)
        self.setObjectName("certificate_card")
        self.line: CertificateLine | None = None
        self.name = TextLabel("", "heading", wrap=True)
        self.name.setObjectName("certificate_name")
        self._state = Pill()
        self.page = PagePicture()
        self._gone = NoteLine("lock", "neutral", style="body")
        self._gone.setObjectName("certificate_gone")
        self._facts, self.file = Facts(), FileLine()
        self.save = SecondaryButton("", "save")
        self.save.setObjectName("certificate_save")
        self.print = PrimaryButton("", "printer")
        self.print.setObjectName("certificate_print")
        self.case = LinkButton("")
        self.standing = StatusLine()
        self.change = QuietButton("", "pen")
        self.change.setObjectName("certificate_change")
        self._flow: StatusFlow | None = None
        self._work: StatusWork | None = None
        self._empty = EmptyState("file")
        self._stack = QStackedWidget()
        self._build()
        self.save.clicked.connect(self.save_asked)
        self.print.clicked.connect(self.print_asked)
        self.case.clicked.connect(self._on_case)
        self.change.clicked.connect(self.change_now)
        self.change.hide()
        self.show_nothing()

    def work_with(self, work: StatusWork) -> None:
        """From now on say what became of a certificate, and let it be changed."""
        self._work, self._flow = work, StatusFlow(self, work)
        self._flow.changed.connect(self.other_asked)
        self.change.show()

    def change_now(self) -> None:
        """Stop, lift, revoke, void, replace; read the history."""
        if self._flow is not None and self.line is not None:
            self._flow.begin(self.line.id)

    def on_change(self, change: Change) -> None:
        """A receipt or a new list may say more of the certificate on view."""
        if _TOUCHES & change.touched:
            self._load_standing()

    @property
    def dots_per_inch(self) -> int:
        """What the page's place on the screen asks for, at the screen's own density."""
        wide = max(self.page.width(), px(300)) * self.devicePixelRatioF()
        return max(72, min(220, round(wide / _POINTS_WIDE)))

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self.line = None
        self._empty.show_words(self.tr("Välj ett bevis i listan, så syns sidan här."))
        self._stack.setCurrentIndex(0)

    def show_line(self, line: CertificateLine) -> None:
        """What it is; the page follows."""
        self.line = line
        self._stack.setCurrentIndex(1)
        self.name.setText(shown_name(line.name))
        self._show_gone(is_gone=line.is_erased)
        state = certificate_state(line)
        self._state.show_state(state.words, state.tone, state.icon)
        self.page.show_page(None)
        self.standing.show_standing(None)
        self.file.show_standing(None)
        self._load_standing()
        until = iso_day(line.valid_to) if line.valid_to else self.tr("tills vidare")
        self._facts.show_rows(
            (
                (self.tr("Sort"), KIND_WORDS[line.kind].in_language(language())),
                (self.tr("Bevisnummer"), line.number),
                (self.tr("Gäller till"), until),
                (self.tr("Utskrifter"), str(line.prints)),
            )
        )
        self.save.setText(self.tr("Spara PDF"))
        self.print.setText(self.tr("Skriv ut"))
        self.case.setObjectName("certificate_case")
        self.case.setText(self.tr("Visa ärendet"))
        self.change.setText(self.tr("Ändra …"))
        self.change.setAccessibleName(self.tr("Ändra eller återkalla beviset, läs historiken"))

    def _show_gone(self, *, is_gone: bool) -> None:
        """Of an erased person there is no page, and nothing to print or save."""
        words = self.tr("Personens uppgifter är raderade. Ett papper kan fortfarande prövas.")
        self._gone.show_words(words if is_gone else "")
        self.page.is_paper = not is_gone
        for part in (self.file, self.save, self.print):
            part.setVisible(not is_gone)

    def _load_standing(self) -> None:
        if self._work is None or self.line is None:
            return
        acts, wanted = self._work.acts, self.line.id

        def show(standing: CertificateStanding) -> None:
            if self.line is not None and self.line.id == wanted:
                self.standing.show_standing(standing)

        self._work.background.run(self, lambda: acts.standing(wanted), show)

    def show_page(self, certificate_id: bytes, png: bytes) -> None:
        """The page of a certificate, if it is still the one on view."""
        if self.line is None or self.line.id != certificate_id:
            return
        picture = QPixmap()
        picture.loadFromData(png)
        self.page.show_page(picture)
        if self._work is not None:
            self.file.look_at(certificate_id, self._work.files, self._work.background)
        self.page.setAccessibleName(
            self.tr("Beviset som det skrivs ut: {number}").format(number=self.line.number)
        )

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            if self.line is None:
                self.show_nothing()
            else:
                picture = self.page.picture
                self.show_line(self.line)
                self.page.show_page(picture)

    def _on_case(self) -> None:
        if self.line is not None:
            self.case_asked.emit(self.line.case_id)

    def _build(self) -> None:
        m = metrics()
        shown = Wrapped()
        column = QVBoxLayout(shown)
        column.setContentsMargins(*(m.card_padding,) * 4)
        column.setSpacing(m.gap)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.standing)
        column.addWidget(self._gone)
        column.addWidget(yielding(self.page, 170), 1)
        facts = QVBoxLayout()
        facts.setSpacing(0)
        facts.addWidget(self._facts)
        facts.addWidget(self.file)
        column.addLayout(facts)
        acts = QHBoxLayout()
        acts.addWidget(self.case)
        acts.addStretch(1)
        acts.addWidget(self.change)
        column.addLayout(acts)
        foot = QHBoxLayout()
        foot.setSpacing(m.gap_small)
        foot.addWidget(self.save)
        foot.addWidget(self.print, 1)
        column.addLayout(foot)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(shown)
        self.body.addWidget(self._stack, 1)


class PagePicture(QWidget):
    """An A4 page, as big as there is room; a quiet page while it is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QPixmap | None = None
        self.is_paper = True
        self.setObjectName("certificate_page")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_page(self, picture: QPixmap | None) -> None:
        """Show a page, or an empty one until it is drawn."""
        self.picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the card."""
        return QSize(px(300), px(380))

    def minimumSizeHint(self) -> QSize:
        """Small, but still a page."""
        return QSize(px(120), px(170))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page in the middle, with a line around it; nothing where there is no page."""
        if not self.is_paper:
            return
        wide, high = _A4
        scale = min(self.width() / wide, self.height() / high)
        size = QSize(int(wide * scale), int(high * scale))
        place = QRect(
            (self.width() - size.width()) // 2,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
        with painting(self) as painter:
            painter.fillRect(place, Qt.GlobalColor.white)
            if self.picture is not None:
                ratio = self.devicePixelRatioF()
                smooth = Qt.TransformationMode.SmoothTransformation
                keep = Qt.AspectRatioMode.IgnoreAspectRatio
                scaled = self.picture.scaled(size * ratio, keep, smooth)
                scaled.setDevicePixelRatio(ratio)
                painter.drawPixmap(place.topLeft(), scaled)
            painter.setPen(colour("strong_line"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
