"""What is always true and always shown: when it was saved here, the network, what waits."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from ui.figures import clock_time
from ui.language import tr
from ui.theme_roles import Tone


class Status(QObject):
    """The page head's pills and the badge of Sync are fed from here."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.saved_at: datetime | None = None
        self.online = False
        self.sending = False
        self.waiting = 0
        self.enrolled = True

    def saved(self, at: datetime) -> None:
        """Something was stored durably on this computer at `at` (local time)."""
        self.saved_at = at
        self.changed.emit()

    def network(
        self, *, online: bool, waiting: int, sending: bool = False, enrolled: bool = True
    ) -> None:
        """Whether the node answers, how many records are only here, whether a run is on.

        A desk that belongs to no node (`enrolled` False) says nothing of a network.
        """
        self.online, self.sending, self.enrolled = online, sending, enrolled
        self.waiting = waiting if enrolled else 0
        self.changed.emit()

    def saved_words(self) -> str:
        """The first pill; empty before anything was saved."""
        if self.saved_at is None:
            return ""
        return tr("Sparat på den här datorn {time}").format(time=clock_time(self.saved_at))

    def network_words(self) -> tuple[str, Tone, str]:
        """The second pill: words, tone, icon; no words where there is no node."""
        if not self.enrolled:
            return "", "neutral", ""
        if self.sending:
            return tr("Skickar · %n kvar", self.waiting), "accent", "sync"
        if not self.online:
            words = tr("Offline · %n väntar", self.waiting) if self.waiting else tr("Offline")
            return words, "warn" if self.waiting else "neutral", "cloud-off"
        if self.waiting:
            return tr("Online · %n väntar", self.waiting), "warn", "cloud"
        return tr("Online · allt är skickat"), "ok", "cloud"
