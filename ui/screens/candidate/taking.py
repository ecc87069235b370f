"""Taking the test: answers, marks, languages, the way from question to question."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import UserError
from app.domain.reading import Reading
from app.domain.scoring import Answer
from app.domain.text import Language
from app.usecases.sittings import SittingNotRunning
from app.usecases.theory import TimeIsUp
from ui.language import language, tr
from ui.messages import message
from ui.screens.candidate.answering import Asked
from ui.screens.candidate.hand_in_page import Before
from ui.screens.candidate.question_page import QuestionPage
from ui.screens.candidate.sheet import Sheet
from ui.screens.candidate.sitting import SittingRun
from ui.screens.candidate.sizes import LETTERS, TextSize, stepped

if TYPE_CHECKING:
    from app.usecases.theory import Paper


class Taking(QObject):
    """Between the page and the sitting: what is on the sheet is on the page and in the file."""

    hand_in_asked = Signal()
    enlarge = Signal(bytes, str)  # a drawing and its words
    resized = Signal(object)  # Letters

    def __init__(self, page: QuestionPage, run: SittingRun) -> None:
        super().__init__(page)
        self._page, self._run = page, run
        self._sheet: Sheet | None = None
        self._size, self.contrast = TextSize.MEDIUM, False
        self._connect_page()
        run.queue.saved.connect(self._on_saved)
        run.queue.slow.connect(self._on_slow)
        run.queue.failed.connect(self._on_not_saved)

    @property
    def is_open(self) -> bool:
        """Whether there is a paper."""
        return self._sheet is not None

    @property
    def sheet(self) -> Sheet:
        """What the candidate has in front of them."""
        assert self._sheet is not None
        return self._sheet

    def take(self, paper: "Paper") -> None:
        """The paper as it stands; what is on the sheet of the same sitting stays."""
        known = self._sheet
        if known is None or known.paper.sitting_id != paper.sitting_id:
            self._sheet = None
            self._size = _size(paper.reading.size)
            self.contrast = paper.reading.contrast
            self.dress()
            self._sheet = Sheet(paper, language())
            self._page.show_questions(self._sheet.blocks())
        self.sheet.paper = paper
        self._page.listen.setVisible(paper.may_listen)

    def show_question(self) -> None:
        """The question on view, from its beginning."""
        self._page.listen.stop()
        sheet, queue = self.sheet, self._run.queue
        question, item = sheet.question, sheet.question.id
        picture = sheet.paper.pictures[question.picture] if question.picture else None
        self._page.head.show_language(sheet.language)
        self._page.question.show_question(self._asked(), sheet.answer(item), picture)
        saved = self._page.question.saved
        if item in queue.unsaved:
            saved.show_unsaved()
        elif queue.waits(item):
            saved.show_pending(answered=bool(sheet.answer(item)))
        elif sheet.answer(item):
            saved.show_saved(answered=True)
        else:
            saved.show_nothing()
        self._page.begin()
        self._show_progress()

    def go_to(self, at: int) -> None:
        """Another question; what is typed on this one is kept."""
        self.flush()
        if 0 <= at < len(self.sheet.questions):
            self.sheet.at = at
            self._run.visit(self.sheet.question.id)
            self.show_question()
            self._page.question.take_focus()

    def step(self, step: int) -> None:
        """One question on (1) or back (-1); after the last comes handing in."""
        if step > 0 and self.sheet.is_last:
            self.hand_in_asked.emit()
        else:
            self.go_to(self.sheet.at + step)

    def flush(self) -> None:
        """Give at once what is typed."""
        self._page.question.pane.flush()

    def again(self) -> None:
        """Give once more what could not be saved."""
        self._run.queue.again()
        self._show_progress()

    def show_error(self, error: UserError) -> None:
        """Say it above the question; what is not saved can be given again from there."""
        act = (tr("Spara igen"), self.again) if self._run.queue.unsaved else None
        self._page.errors.show_message(message(error), "bad", act)
        self._page.to_top()

    def unsaved(self) -> tuple[int, ...]:
        """Places of the answers that are not saved."""
        return tuple(sorted(map(self.sheet.place, self._run.queue.unsaved)))

    def before_hand_in(self) -> Before:
        """What there is to know before handing in."""
        sheet = self.sheet
        return Before(len(sheet.questions), sheet.blank, sheet.to_look_at, self.unsaved())

    def mark(self) -> None:
        """Mark the question, or take its mark away."""
        sheet, item = self.sheet, self.sheet.question.id
        sheet.marked ^= {item}

        def undo() -> None:
            sheet.marked ^= {item}
            self._show_progress()

        self._run.mark(item, undo, marked=item in sheet.marked)
        self._show_progress()

    def resize(self, step: int) -> None:
        """Text one size larger (1) or smaller (-1)."""
        self._on_size(stepped(self._size, step).value)

    def read_with(self, *, contrast: bool) -> None:
        """Remember the contrast the candidate has chosen."""
        self.contrast = contrast
        self._remember()

    def listen(self) -> None:
        """Read the question aloud, or be silent; only where it is granted."""
        if self.is_open and self.sheet.paper.may_listen:
            self._page.listen.toggle()

    def dress(self) -> None:
        """Everything in the size chosen and the words of the language in force."""
        letters = LETTERS[self._size]
        self._page.head.sizes.choose(self._size.value)
        self._page.dress(letters)
        if self._sheet is not None:
            self._page.question.dress(self._asked())
            self._show_progress()
        self.resized.emit(letters)

    def _on_answered(self, answer: Answer) -> None:
        item = self.sheet.question.id
        self.sheet.give(item, answer)
        self._run.queue.give(item, answer)
        self._page.question.saved.show_pending(answered=bool(answer))
        self._show_progress()

    def _on_take_back(self) -> None:
        self._page.question.pane.show_answer(())
        self._on_answered(())
        self._page.question.take_focus()

    def _on_language(self, wanted: str) -> None:
        read: Language = "en" if wanted == "en" else "sv"
        self._page.listen.stop()
        self.sheet.read_in(read)
        self._page.question.dress(self._asked())
        self._remember()

    def _on_size(self, size: str) -> None:
        self._size = TextSize(size)
        self.dress()
        if self.is_open:
            self._remember()

    def _remember(self) -> None:
        self._run.read(Reading(self._size, self.contrast, self.sheet.languages))

    def _on_enlarge(self) -> None:
        question, paper = self.sheet.question, self.sheet.paper
        if question.picture is not None:
            text = question.picture_text
            words = text.in_language(self.sheet.language) if text else ""
            self.enlarge.emit(paper.pictures[question.picture], words)

    def _on_saved(self, item: str) -> None:
        if item == self.sheet.question.id:
            saved = self._page.question.saved
            saved.show_saved(answered=bool(self.sheet.answer(item)))
        if not self._run.queue.unsaved:
            self._page.errors.clear()
        self._show_progress()

    def _on_slow(self, item: str) -> None:
        if item == self.sheet.question.id:
            self._page.question.saved.show_slow()

    def _on_not_saved(self, item: str, error: UserError) -> None:
        if item == self.sheet.question.id:
            self._page.question.saved.show_unsaved()
        self._show_progress()
        if isinstance(error, TimeIsUp | SittingNotRunning):
            self._run.tell(error)
        else:
            self.show_error(error)

    def _show_progress(self) -> None:
        self._page.show_progress(self.sheet, self._run.queue.unsaved)

    def _asked(self) -> Asked:
        return Asked(self.sheet.question, self.sheet.language, LETTERS[self._size])

    def _connect_page(self) -> None:
        page = self._page
        page.head.size_chosen.connect(self._on_size)
        page.head.language_chosen.connect(self._on_language)
        page.overview.chosen.connect(self.go_to)
        page.question.answered.connect(self._on_answered)
        page.question.enlarge.connect(self._on_enlarge)
        page.listen.asked.connect(lambda: page.listen.read(self._asked()))
        page.question.saved.take_back.connect(self._on_take_back)
        page.foot.back.connect(lambda: self.step(-1))
        page.foot.next.connect(lambda: self.step(1))
        page.foot.mark.connect(self.mark)
        page.foot.hand_in.connect(self.hand_in_asked)


def _size(stored: str) -> TextSize:
    return TextSize(stored) if stored in list(TextSize) else TextSize.MEDIUM
