"""One person: who, the case under way, what happened, the next act."""

from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.erasure import ErasureStage
from app.usecases.person_card import HistoryLine, OpenCaseLine, PersonCard
from app.usecases.retests import RetestOffer
from ui.figures import iso_day, short_day
from ui.language import language
from ui.models.case_words import case_state, step_words
from ui.models.erased_words import short_name, shown_name
from ui.models.history_words import history_words
from ui.models.retest_words import retest_from, retest_line
from ui.screens.participation_section import ParticipationSection
from ui.screens.ties_section import TiesSection
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_label import Avatar
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pill import Pill
from ui.widgets.progress import ThinBar
from ui.widgets.timeline import Event, Timeline
from ui.widgets.yielding import yielding


class PersonPanel(Card):
    """The card at the right; empty until somebody is chosen."""

    resumed = Signal(object)  # case id
    begun = Signal(object, str)  # person id and name
    certificate_asked = Signal(object)  # the name, for the list of certificates
    erase_asked = Signal(object, str)  # person id and name
    protect_asked = Signal(object, bool)  # person id, and whether they are to be protected

    def __init__(
        self, ties: TiesSection, participation: ParticipationSection | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("person_card")
        self.ties, self.participation = ties, participation
        self._card: PersonCard | None = None
        self._avatar = Avatar(size=56)
        self.name = TextLabel("", "heading", wrap=True)
        self.name.setObjectName("person_name")
        self._line = TextLabel("", "small", "muted", wrap=True)
        self._flag = Pill("", "neutral", "lock")
        self._running = _Running()
        self._retests = NoteLine("sync", "accent")
        self._retests.setObjectName("person_retests")
        self._history_title = TextLabel("", "section")
        self._history = Timeline()
        self.certificates = SecondaryButton("", "file")
        self.certificates.setObjectName("person_certificates")
        self.act = PrimaryButton("", chevron=True)
        self.act.setObjectName("person_act")
        self.erase = QuietButton("", "trash")
        self.erase.setObjectName("person_erase")
        self.protect = QuietButton("", "lock")
        self.protect.setObjectName("person_protect")
        self._empty = EmptyState("person")
        self._stack = QStackedWidget()
        self._build()
        self.act.clicked.connect(self._on_act)
        self.certificates.clicked.connect(self._on_certificates)
        self.erase.clicked.connect(self._on_erase)
        self.protect.clicked.connect(self._on_protect)
        self.show_nobody()

    @property
    def person_id(self) -> UUID | None:
        """Who is shown."""
        return self._card.line.id if self._card else None

    @property
    def open_case(self) -> UUID | None:
        """The case under way of who is shown."""
        running = self._card.open_case if self._card else None
        return None if running is None else running.case_id

    def show_nobody(self) -> None:
        """Nobody is chosen."""
        self._card = None
        self._empty.show_words(self.tr("Välj en person i listan, så syns historiken här."))
        self._stack.setCurrentIndex(0)

    def show_card(self, card: PersonCard) -> None:
        """Show a person."""
        self._say(card)
        self.ties.show_person(card.line.id, card.line.name)
        if self.participation is not None and card.erasure is None:
            self.participation.show_person(card.line.id)

    def _say(self, card: PersonCard) -> None:
        self._card, line = card, card.line
        self._stack.setCurrentIndex(1)
        self._avatar.show_person("" if card.erasure else line.name)
        self.name.setText(short_name(line.name))
        born = self.tr("Född {day}").format(day=iso_day(line.birth_date)) if line.birth_date else ""
        words = shown_name(line.name) if card.erasure else born
        parts = (card.identity_masked or words, line.employer)
        self._line.setText(" · ".join(part for part in parts if part))
        self._show_flag(card)
        self._running.setVisible(card.open_case is not None)
        if card.open_case is not None:
            self._running.show_case(card.open_case)
        self._retests.show_words("\n".join(map(_retest, card.retests)))
        self._history_title.setText(self.tr("Historik"))
        self._history.show_events([_event(*pair) for pair in enumerate(card.history)])
        count = len(card.certificates)
        self.certificates.setText(self.tr("Bevis ({count})").format(count=count))
        self.certificates.setVisible(bool(count))
        going = self.tr("Fortsätt ärendet") if _is_begun(card) else self.tr("Öppna ärendet")
        start = self.tr("Starta omtest") if card.retests else self.tr("Starta ärende")
        self.act.setText(going if card.open_case else start)
        self.act.setVisible(card.erasure is None)
        self.ties.setVisible(card.erasure is None)
        if self.participation is not None and card.erasure is not None:
            self.participation.hide()
        self.erase.setText(self.tr("Begär radering"))
        self.erase.setVisible(card.erasure is None)
        is_protected = line.protected
        mark, take = self.tr("Markera som skyddad"), self.tr("Ta bort skyddet")
        self.protect.setText(take if is_protected else mark)
        self.protect.setVisible(card.erasure is None)

    def _show_flag(self, card: PersonCard) -> None:
        """One at most: what matters most of how the person may be shown."""
        if card.erasure is not None and card.erasure.stage is ErasureStage.REQUESTED:
            self._flag.show_state(self.tr("Väntar på regionens beslut"), "warn", "clock")
        elif card.erasure is not None:
            words = self.tr("Nummer och läge på bevis står kvar")
            self._flag.show_state(words, "neutral", "lock")
        else:
            words = self.tr("Skyddad · läsningen är loggad") if card.line.protected else ""
            self._flag.show_state(words, "warn", "lock")

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            if self._card is None:
                self.show_nobody()
            else:
                self._say(self._card)

    def _on_act(self) -> None:
        if self._card is None:
            return
        if self._card.open_case is not None:
            self.resumed.emit(self._card.open_case.case_id)
        else:
            self.begun.emit(self._card.line.id, self._card.line.name)

    def _on_certificates(self) -> None:
        if self._card is not None:
            self.certificate_asked.emit(self._card.certificates[0].id)

    def _on_erase(self) -> None:
        if self._card is not None:
            self.erase_asked.emit(self._card.line.id, self._card.line.name)

    def _on_protect(self) -> None:
        if self._card is not None:
            self.protect_asked.emit(self._card.line.id, not self._card.line.protected)

    def _build(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._person())
        self.body.addWidget(self._stack, 1)

    def _person(self) -> QWidget:
        m = metrics()
        person = QWidget()
        column = QVBoxLayout(person)
        column.setContentsMargins(*(m.card_padding,) * 4)
        column.setSpacing(m.gap_wide)
        head = QHBoxLayout()
        head.setSpacing(m.gap_wide)
        words = QVBoxLayout()
        words.setSpacing(px(4))
        for label in (self.name, self._line, self._flag):
            words.addWidget(label)
        head.addWidget(self._avatar)
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(self._running)
        column.addWidget(self._retests)
        parts = () if self.participation is None else (self.participation,)
        told = (self.ties, *parts, self._history_title, self._history)
        told = (*told, self.protect, self.erase)
        column.addWidget(yielding(_scrolled(*told), 90), 1)
        foot = QHBoxLayout()
        foot.setSpacing(m.gap_small)
        foot.addWidget(self.certificates)
        foot.addWidget(self.act, 1)
        column.addLayout(foot)
        return person


class _Running(Card):
    """The case under way: role, step, how far."""

    def __init__(self) -> None:
        super().__init__(ground="accent")
        m = metrics()
        self.body.setContentsMargins(m.gap_wide, m.gap, m.gap_wide, m.gap_wide)
        self.body.setSpacing(px(6))
        self._title = ElidedLabel("", "strong", "accent")
        self._line = ElidedLabel("", "small")
        self._bar = ThinBar()
        for part in (self._title, self._line, self._bar):
            self.body.addWidget(part)

    def show_case(self, case: OpenCaseLine) -> None:
        """Show the case under way."""
        role = case.role.in_language(language())
        self._title.setText(f"{case_state(case.state).words}: {role}")
        step = step_words(case.step) if case.step else ""
        progress = self.tr("{done} av {total} klara")
        self._line.setText(
            f"{step} · {progress.format(done=case.done, total=case.total)}" if case.total else step
        )
        self._bar.setVisible(bool(case.total))
        self._bar.show_share(1000 * case.done // case.total if case.total else 0)


def _scrolled(*parts: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    holder = QWidget()
    holder.setObjectName("scrolled")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(metrics().gap_wide)
    for part in parts:
        left = isinstance(part, QuietButton)
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0))
    column.addStretch(1)
    area.setWidget(holder)
    return area


def _event(at: int, line: HistoryLine) -> Event:
    icon, tone, words = history_words(line.kind, line.detail)
    return Event(icon, tone, short_day(line.at), words, current=at == 0)


def _retest(offer: RetestOffer) -> str:
    role = offer.role.in_language(language())
    return f"{retest_line(offer)} · {role} – {retest_from(offer)}"


def _is_begun(card: PersonCard) -> bool:
    case = card.open_case
    return case is not None and case.state not in ("registered", "booked")
