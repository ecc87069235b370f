"""What can be done with a conversation as a whole: skip, pause, take up, remove, close."""

from functools import partial

from PySide6.QtCore import QObject

from app.domain.conversation import Answer, GuideQuestion
from ui.actions import bind
from ui.language import tr
from ui.screens.conversation_boxes import ReasonBox
from ui.screens.conversation_work import ConversationWork
from ui.widgets.confirm_box import ask


class ConversationActs(QObject):
    """Asks where something is put off or lost, then does it."""

    def __init__(self, work: ConversationWork) -> None:
        super().__init__(work)
        self._work = work
        work.question.skip_asked.connect(self.skip)
        work.side.pause.clicked.connect(self.pause)
        work.side.resume.clicked.connect(self.resume)
        work.side.drop.clicked.connect(self.drop)
        work.summary.close_asked.connect(self.close)
        bind(work, "conversation.skip", self.skip)
        bind(work, "conversation.pause", self.pause)

    def skip(self) -> None:
        """Leave the question on view for a reason."""
        work, question = self._work, self._work.question_at()
        if question is None or not work.may_change:
            return
        hint = tr("Svara senare om ni kan. Skälet står kvar tills frågan besvaras.")
        usual = (tr("Vi vet inte, frågar någon"), tr("Gäller inte oss"), tr("Vill inte svara"))
        box = ReasonBox(work, tr("Hoppa över frågan"), hint, tr("Hoppa över"), usual)
        box.given.connect(partial(self._skip, question))
        box.open()

    def pause(self) -> None:
        """Put the conversation off for a reason."""
        work = self._work
        if work.sheet is None or not work.may_change:
            return
        work.flush()
        hint = tr("Allt som är sagt är sparat. Ni fortsätter där ni är.")
        usual = (tr("Tiden tog slut"), tr("Vi behöver ta reda på mer"))
        box = ReasonBox(work, tr("Pausa samtalet"), hint, tr("Pausa"), usual)
        conversation = work.sheet.line.id
        box.given.connect(
            lambda reason: work.leave_after(lambda: work.use.pause(conversation, reason))
        )
        box.open()

    def resume(self) -> None:
        """Go on with a paused conversation."""
        work = self._work
        if work.sheet is not None:
            conversation = work.sheet.line.id
            work.keep(lambda: work.use.resume(conversation), again=True)

    def drop(self) -> None:
        """Remove a conversation that was begun by mistake."""
        work = self._work
        if work.sheet is None or work.sheet.is_locked:
            return
        conversation = work.sheet.line.id
        ask(
            work,
            tr("Ta bort samtalet?"),
            tr("Alla svar och anteckningar i det försvinner. Det går inte att ångra."),
            tr("Ta bort"),
            lambda: work.leave_after(lambda: work.use.drop(conversation)),
            danger=True,
        )

    def close(self) -> None:
        """Sign that it was held."""
        work = self._work
        if work.sheet is None:
            return
        work.flush()
        conversation = work.sheet.line.id
        ask(
            work,
            tr("Avsluta och signera samtalet?"),
            tr("Svaren låses. Anteckningar och namn stannar i den här datorn."),
            tr("Avsluta och signera"),
            lambda: work.keep(lambda: work.use.close(conversation), again=True),
        )

    def _skip(self, question: GuideQuestion, reason: str) -> None:
        note = self._work.question.note.toPlainText().strip()
        self._work.say(question, Answer(None, reason.strip(), note))
        self._work.step(1)
