"""How far a batch is: what it does, a bar, and how long it may still take."""

from time import monotonic

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.batch_report import BatchProgress, BatchStep
from ui.figures import number
from ui.language import marked, tr
from ui.theme import metrics
from ui.widgets.labels import TextLabel
from ui.widgets.progress import ThinBar

_STEPS = {
    BatchStep.ISSUING: marked("Utfärdar: {done} av {total}"),
    BatchStep.FILES: marked("Gör filerna klara: {done} av {total}"),
    BatchStep.PRINTING: marked("Skickar till skrivaren: {done} av {total}"),
    BatchStep.SAVING: marked("Sparar: {done} av {total}"),
}
_SHARES = {BatchStep.ISSUING: (0, 200), BatchStep.FILES: (200, 800)}
"""Where a step begins on the bar and how much of it is its own, in permille; else all of it."""

_FEW = 3  # too few to tell from how long the rest will take


class BatchProgressPart(QWidget):
    """Words, bar and time left; `show_progress` as the batch tells it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = TextLabel("", "strong")
        self.words.setObjectName("batch_words")
        self.bar = ThinBar()
        self.left = TextLabel("", "small", "muted")
        self.left.setObjectName("batch_time_left")
        self._step: BatchStep | None = None
        self._began = 0.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_small)
        for part in (self.words, self.bar, self.left):
            column.addWidget(part)

    def show_progress(self, progress: BatchProgress) -> None:
        """So far it is now."""
        now = monotonic()
        if progress.step is not self._step:
            self._step, self._began = progress.step, now
        values = {"done": number(progress.done), "total": number(progress.total)}
        self.words.setText(tr(_STEPS[progress.step]).format(**values))
        first, own = _SHARES.get(progress.step, (0, 1000))
        share = first + own * progress.done // max(1, progress.total)
        self.bar.show_share(share, spoken=self.words.text())
        self.left.setText(time_left(now - self._began, progress))

    def start(self) -> None:
        """Nothing is done yet."""
        self._step = None
        self.words.setText("")
        self.left.setText("")
        self.bar.show_share(0)


def time_left(seconds: float, progress: BatchProgress) -> str:
    """How long the step may still take at the pace so far, in words; "" while nobody knows."""
    if progress.done < _FEW or progress.done >= progress.total:
        return ""
    left = seconds / progress.done * (progress.total - progress.done)
    if left < 5:
        return tr("Strax klart")
    if left < 60:
        return tr("Ungefär %n sekunder kvar", round(left / 5) * 5)
    return tr("Ungefär %n minuter kvar", round(left / 60))
