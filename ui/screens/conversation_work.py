"""A conversation under way or held: themes at the left, question, roles or summary beside them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.conversation import (
    HIGHEST,
    Answer,
    ChosenStep,
    ConversationState,
    GuideQuestion,
    theme_standing,
)
from app.domain.errors import UserError
from app.domain.needed_roles import NeededRole
from app.usecases.conversations import ConversationLine, Conversations, ConversationSheet
from ui.actions import bind
from ui.background import Background
from ui.language import tr
from ui.models.conversation_words import held_words
from ui.screens.case.words import said
from ui.screens.conversation_question import QuestionCard
from ui.screens.conversation_roles import RolesCard
from ui.screens.conversation_side import ROLES, SUMMARY, ConversationSide
from ui.screens.conversation_summary import ConversationSummary
from ui.theme import metrics
from ui.widgets.columns import Column, FlowColumns


class ConversationWork(QWidget):
    """Everything is kept as it is said; a place is a question's id, the roles or the summary."""

    left = Signal()  # back to the list
    failed = Signal(UserError)
    headed = Signal(str)
    report_asked = Signal(object)  # ConversationSheet

    def __init__(
        self, use: Conversations, background: Background, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.setObjectName("conversation_work")
        self.use, self.background, self._today = use, background, today
        self.sheet: ConversationSheet | None = None
        self._history: tuple[ConversationLine, ...] = ()
        self.at = ""
        self.side = ConversationSide()
        self.question, self.roles = QuestionCard(), RolesCard()
        self.summary = ConversationSummary()
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._bind_keys()

    def open(self, conversation_id: UUID) -> None:
        """Show a conversation: where one was, a held one at its summary."""
        self.at = ""
        self._read(conversation_id, self._on_opened)

    def flush(self) -> None:
        """Say what is written and not yet said: before one leaves."""
        self.question.note.finish()
        self.roles.flush()
        self.summary.flush()

    def go_to(self, place: str) -> None:
        """To a question, the roles or the summary."""
        self.flush()
        self.at = place
        self._show_place()
        self._take_focus()

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        for part in (self.side, self.question, self.roles, self.summary):
            part.retranslate()
        if self.sheet is not None:
            self._show_place()

    def _read(self, conversation_id: UUID, done: Callable[..., object]) -> None:
        use = self.use

        def read() -> tuple[ConversationSheet, tuple[ConversationLine, ...]]:
            sheet = use.sheet(conversation_id)
            return sheet, use.list(sheet.company_id)[::-1]

        self.background.run(self, read, lambda found: done(*found), self._on_failed)

    def _on_opened(self, sheet: ConversationSheet, lines: Sequence[ConversationLine]) -> None:
        self._take(sheet, lines)
        if not self.at:
            self.at = SUMMARY if sheet.is_locked else self._first_open() or SUMMARY
        self.question.show_scale(sheet.guide.scale)
        self.retranslate()
        if sheet.line.state is ConversationState.PAUSED:
            self.side.resume.setFocus()
        else:
            self._take_focus()

    def _on_read_again(self, sheet: ConversationSheet, lines: Sequence[ConversationLine]) -> None:
        self._take(sheet, lines)
        self._show_place()

    def _take(self, sheet: ConversationSheet, lines: Sequence[ConversationLine]) -> None:
        self.sheet = sheet
        held = [line for line in lines if line.state is ConversationState.HELD]
        earlier = [line for line in held if line.number < sheet.line.number]
        self._history = (*earlier, sheet.line)
        self.headed.emit(held_words(sheet.line))

    def question_at(self) -> GuideQuestion | None:
        """The question on view, None elsewhere."""
        assert self.sheet is not None
        return next((q for q in self.sheet.guide.questions if q.id == self.at), None)

    def _order(self) -> list[str]:
        assert self.sheet is not None
        return [*(question.id for question in self.sheet.guide.questions), ROLES, SUMMARY]

    def _first_open(self) -> str:
        assert self.sheet is not None
        sheet = self.sheet
        return next((q.id for q in sheet.guide.questions if not sheet.answer(q.id).is_given), "")

    @property
    def may_change(self) -> bool:
        """Whether it is neither paused nor held."""
        return self.sheet is not None and self.sheet.line.state is ConversationState.OPEN

    def _show_place(self) -> None:
        sheet = self.sheet
        assert sheet is not None
        self.side.show_sheet(sheet, self.at)
        question = self.question_at()
        if question is not None:
            self._stack.setCurrentWidget(self.question)
            self._show_question(question)
        elif self.at == ROLES:
            self._stack.setCurrentWidget(self.roles)
            self.roles.show_roles(sheet.roles, locked=not self.may_change)
        else:
            self._stack.setCurrentWidget(self.summary)
            self.summary.show_sheet(sheet, (*self._history[:-1], sheet.line))

    def _show_question(self, question: GuideQuestion) -> None:
        sheet = self.sheet
        assert sheet is not None
        theme = next(theme for theme in sheet.guide.themes if question in theme.questions)
        place = tr("{theme} · fråga {number} av {total}").format(
            theme=said(theme.name),
            number=theme.questions.index(question) + 1,
            total=len(theme.questions),
        )
        self.question.show_question(question, place, sheet.answer(question.id))
        self.question.set_locked(not self.may_change)
        self.question.back.setEnabled(question is not sheet.guide.questions[0])
        self.question.show_before(self._before(question))

    def _before(self, question: GuideQuestion) -> str:
        assert self.sheet is not None
        earlier = self.sheet.earlier
        level = earlier.answers.get(question.id, Answer()).level if earlier else None
        if level is None or level > len(question.steps):
            return ""
        words = tr("Förra samtalet: {number} {step}. {words}")
        step = self.sheet.guide.scale[level - 1]
        seen = question.steps[level - 1]
        return words.format(number=level, step=said(step.name), words=said(seen))

    def _reload(self) -> None:
        if self.sheet is not None:
            self._read(self.sheet.line.id, self._on_read_again)

    def _on_refused(self, error: UserError) -> None:
        self.failed.emit(error)
        self._reload()

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(error)
        self.left.emit()

    def step(self, by: int) -> None:
        """To the place after or before this one."""
        if self.sheet is None:
            return
        order = self._order()
        at = order.index(self.at) + by
        if 0 <= at < len(order):
            self.go_to(order[at])

    def say(self, question: GuideQuestion, answer: Answer) -> None:
        """Take over what was said, and keep it."""
        sheet = self.sheet
        if sheet is None or not self.may_change or sheet.answer(question.id) == answer:
            return
        answers = {**sheet.answers, question.id: answer}
        themes = sheet.guide.themes
        line = replace(sheet.line, standings=tuple(theme_standing(t, answers) for t in themes))
        self.sheet = replace(sheet, answers=answers, line=line)
        self.side.show_sheet(self.sheet, self.at)
        if question.id == self.at:
            self.question.show_answer(answer)
        self.keep(lambda: self.use.answer(sheet.line.id, question.id, answer))

    def keep(self, act: Callable[[], object], *, again: bool = False) -> None:
        """Do it on the worker; what was refused is shown as it is stored."""
        done = self._reload if again else (lambda: None)
        self.background.run(self, act, lambda _none: done(), self._on_refused)

    def _keep_typed(self, act: Callable[[], object]) -> None:
        """Keep what is typed; refused, it stays on the screen to be mended."""
        self.background.run(self, act, lambda _none: None, self.failed.emit)

    def leave_after(self, act: Callable[[], object]) -> None:
        """Do it on the worker, then back to the list."""
        self.background.run(self, act, lambda _none: self.left.emit(), self._on_refused)

    def _on_key(self, level: int) -> None:
        if self.question_at() is not None:
            self.question.choose(level)

    def _on_theme(self, theme_id: str) -> None:
        if self.sheet is not None:
            questions = self.sheet.guide.theme(theme_id).questions
            given = {q.id: self.sheet.answer(q.id).is_given for q in questions}
            self.go_to(
                next((each for each, is_given in given.items() if not is_given), questions[0].id)
            )

    def _on_chosen(self, step: int) -> None:
        question = self.question_at()
        if question is not None and self.sheet is not None:
            self.say(question, Answer(step, "", self.question.note.toPlainText().strip()))

    def _on_noted(self, note: str) -> None:
        question = self.question_at()
        if question is not None and self.sheet is not None:
            self.say(question, replace(self.sheet.answer(question.id), note=note.strip()))

    def _on_roles(self, roles: tuple[NeededRole, ...]) -> None:
        if self.sheet is not None and self.may_change:
            conversation = self.sheet.line.id
            self.sheet = replace(self.sheet, roles=roles)
            self._keep_typed(lambda: self.use.keep_roles(conversation, roles))

    def _on_steps(self, steps: tuple[ChosenStep, ...]) -> None:
        if self.sheet is not None and self.may_change:
            conversation = self.sheet.line.id
            self.sheet = replace(self.sheet, steps=steps)
            self._keep_typed(lambda: self.use.keep_steps(conversation, steps))

    def _on_done(self, number: int, done: bool) -> None:
        if self.sheet is not None:
            conversation, day = self.sheet.line.id, self._today() if done else None
            self.keep(lambda: self.use.mark_step(conversation, number, day), again=True)

    def _on_earlier_done(self, number: int, done: bool) -> None:
        if self.sheet is not None and self.sheet.earlier is not None:
            conversation, day = self.sheet.earlier.id, self._today() if done else None
            self.keep(lambda: self.use.mark_step(conversation, number, day), again=True)

    def _take_focus(self) -> None:
        current = self._stack.currentWidget()
        if isinstance(current, QuestionCard | RolesCard | ConversationSummary):
            current.take_focus()

    def _connect(self) -> None:
        side, question, summary = self.side, self.question, self.summary
        side.theme_chosen.connect(self._on_theme)
        side.place_chosen.connect(self.go_to)
        question.chosen.connect(self._on_chosen)
        question.noted.connect(self._on_noted)
        question.back_asked.connect(partial(self.step, -1))
        question.next_asked.connect(partial(self.step, 1))
        self.roles.edited.connect(self._on_roles)
        self.roles.next_asked.connect(partial(self.step, 1))
        summary.steps_edited.connect(self._on_steps)
        summary.done_asked.connect(self._on_done)
        summary.earlier_done_asked.connect(self._on_earlier_done)
        summary.open_asked.connect(lambda: self.go_to(self._first_open() or SUMMARY))
        summary.report_asked.connect(lambda: self.report_asked.emit(self.sheet))

    def _bind_keys(self) -> None:
        for level in range(1, HIGHEST + 1):
            shortcut = QShortcut(QKeySequence(str(level)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self._on_key, level))
            bind(self, f"conversation.step{level}", partial(self._on_key, level))
        bind(self, "conversation.next", partial(self.step, 1))
        bind(self, "conversation.back", partial(self.step, -1))
        bind(self, "conversation.note", self.question.note.setFocus)
        bind(self, "conversation.help", self.question.help.click)
        bind(self, "conversation.summary", partial(self.go_to, SUMMARY))

    def _build(self) -> None:
        for part in (self.question, self.roles, self.summary):
            self._stack.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap)
        columns = [Column(self.side, 308, fixed=True), Column(self._stack, 860, least=560)]
        self.columns = FlowColumns(columns)
        self.columns.folded.connect(lambda count: self.side.set_compact(compact=count == 1))
        row.addWidget(self.columns)
