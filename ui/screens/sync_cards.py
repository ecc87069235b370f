"""The cards of the sync screen: the headline, the last proof, why it waits."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.usecases.syncing import SyncStatus
from ui.figures import clock_time, number, weekday
from ui.screens.sync_standing import (
    durable_words,
    lacking_words,
    let_go_words,
    went_back_words,
)
from ui.screens.sync_words import Headline, last_words, list_age, next_try_words, why_words
from ui.sync_timer import SyncTimer
from ui.theme import metrics, px, sized_font
from ui.theme_roles import Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.icon_label import IconBadge, IconLabel
from ui.widgets.labels import TextLabel


class Headliner(Card):
    """What is only here, in one sentence."""

    def __init__(self) -> None:
        super().__init__(strip="neutral")
        self.setObjectName("sync_headline")
        m = metrics()
        self._badge = IconBadge("cloud", "neutral", size=48, shape="disc")
        self.title = TextLabel("", "title", wrap=True)
        self.title.setFont(sized_font(20, 600))
        self.title.setObjectName("sync_title")
        self._line = TextLabel("", "body", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(px(6))
        words.addWidget(self.title)
        words.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(m.card_padding)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def show_headline(self, said: Headline) -> None:
        """Say it."""
        self.set_strip(said.tone)
        self._badge.set_icon(said.icon, said.tone)
        self.title.setText(said.title)
        self._line.setText(said.line)


class ProofCard(Card):
    """The node's last word."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("sync_proof")
        self._badge = IconBadge("server", "neutral", size=40, shape="disc")
        self._when = TextLabel("", "body", wrap=True)
        self._when.setFont(sized_font(15, 400))
        self._count = TextLabel("", "small", "muted", wrap=True)
        self.durable = TextLabel("", "small", "muted", wrap=True)
        self.durable.setObjectName("sync_durable")
        self.let_go = TextLabel("", "small", "muted", wrap=True)
        self.let_go.setObjectName("sync_let_go")
        self.went_back = TextLabel("", "small", "warn", wrap=True)
        self.went_back.setObjectName("sync_went_back")
        self.lacking = TextLabel("", "small", "warn", wrap=True)
        self.lacking.setObjectName("sync_lacking")
        self._facts = Facts()
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_wide)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self._when)
        words.addWidget(self._count)
        words.addWidget(self.durable)
        words.addWidget(self.let_go)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.went_back)
        self.body.addWidget(self.lacking)
        self.body.addWidget(self._facts)

    def show_status(self, status: SyncStatus, today: date) -> None:
        """Show the last proof, or that there is none."""
        self.set_title(self.tr("Senaste kvitto från noden"))
        proof = status.proof
        self._badge.set_icon("server", "ok" if proof else "neutral")
        rows = [(self.tr("Statuslista"), list_age(status.status_date, today))]
        said = (
            (self.durable, durable_words(status)),
            (self.let_go, let_go_words(status)),
            (self.went_back, went_back_words(status, today)),
            (self.lacking, lacking_words(status)),
        )
        for label, words in said:
            label.setText(words)
            label.setVisible(bool(words))
        if proof is None:
            self._when.setText(self.tr("Inget kvitto än"))
            self._count.setText(
                self.tr("Kommer när datorn första gången når noden.")
                if status.node is not None
                else self.tr("Det finns ingen nod att få kvitto från.")
            )
        else:
            at = weekday(proof.at.date()).split(" · ")[0]
            self._when.setText(f"{at} {clock_time(proof.at)}")
            words = self.tr("%n poster kvitterade", "", proof.stored)
            self._count.setText(words.replace(str(proof.stored), number(proof.stored)))
            rows.insert(0, (self.tr("Kvitto"), proof.receipt or "–"))
        self._facts.show_rows(rows)


class WhyCard(Card):
    """Why it waits, and what happens next."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("sync_why")
        self.why = TextLabel("", "body", wrap=True)
        self.body.addWidget(self.why)
        self._last_icon, self._last = IconLabel("clock"), TextLabel("", "small", "muted", wrap=True)
        self._next_icon, self._next = IconLabel("sync"), TextLabel("", "small", "muted", wrap=True)
        for icon, label in ((self._last_icon, self._last), (self._next_icon, self._next)):
            row = QHBoxLayout()
            row.setSpacing(px(6))
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
            self.body.addLayout(row)
        self.body.addStretch(1)

    def show_status(self, status: SyncStatus, runner: SyncTimer) -> None:
        """Say why."""
        enrolled = status.node is not None
        waits = enrolled and (status.waiting or status.photos_waiting)
        self.set_title(self.tr("Varför väntar det?") if waits else self.tr("Så går det till"))
        self.why.setText(why_words(status))
        failed: Tone = "warn" if status.last_try and status.last_try.failures else "neutral"
        self._last_icon.set_icon("cloud-off" if failed == "warn" else "clock", failed)
        self._last.set_tone("warn" if failed == "warn" else "muted")
        self._last.setText(last_words(status))
        for part in (self._last_icon, self._last):
            part.setVisible(enrolled)
        self._next.setText(
            next_try_words(runner.next_try, running=runner.running, enrolled=enrolled)
        )


class ConflictsCard(Card):
    """That somebody has to settle something, and where; away while there is nothing."""

    def __init__(self) -> None:
        super().__init__(strip="warn")
        self.setObjectName("sync_conflicts")
        self._words = TextLabel("", "body", wrap=True)
        self.link = LinkButton()
        self.link.setObjectName("sync_to_conflicts")
        self.body.addWidget(self._words)
        self.body.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_count_of(self, conflicts: int) -> None:
        """So many are not answered."""
        self._words.setText(self.tr("%n konflikter att avgöra", "", conflicts))
        self.link.setText(self.tr("Visa versionerna"))
        self.setVisible(conflicts > 0)


def side_by_side(*widgets: QWidget) -> QWidget:
    """Widgets of equal width in one row."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(metrics().gap)
    for widget in widgets:
        row.addWidget(widget, 1)
    return holder
