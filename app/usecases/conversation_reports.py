"""The report of a conversation that was held: its facts in one language, drawn and written."""

from pathlib import Path
from uuid import UUID

from app.domain.conversation import (
    Answer,
    ChosenStep,
    ConversationState,
    GuideQuestion,
    strengths,
)
from app.domain.conversation_report import ConversationReport, ReportStep, ReportTheme, SaidAnswer
from app.domain.file_name import file_name
from app.domain.text import Language, Text
from app.usecases.conversations import ConversationLine, Conversations, ConversationSheet
from app.usecases.desk import Desk
from app.usecases.paper_writing import write_paper

_MOST_STRENGTHS = 6
_NAME = Text("Kompetensförsörjning", "Competence supply")


class ConversationReports:
    """Drawn from what is stored, as often as wanted; every file is written down (I14)."""

    def __init__(self, desk: Desk, conversations: Conversations) -> None:
        self._desk, self._conversations = desk, conversations

    def name(self, conversation_id: UUID, language: Language) -> str:
        """What the file is called: the company's name and the day."""
        sheet = self._conversations.sheet(conversation_id)
        title = f"{_NAME.in_language(language)} {sheet.line.day.isoformat()}"
        return file_name(title, sheet.company, ".pdf")

    def facts(
        self, conversation_id: UUID, language: Language, *, with_notes: bool
    ) -> ConversationReport:
        """All the report says. Raises UnknownConversation."""
        sheet = self._conversations.sheet(conversation_id)
        lines = self._conversations.list(sheet.company_id)
        history = [line for line in reversed(lines) if _is_before(line, sheet.line)]
        return _facts(self._desk, sheet, history, language, with_notes=with_notes)

    def pdf(self, conversation_id: UUID, language: Language, *, with_notes: bool) -> bytes:
        """The report. Raises UnknownConversation."""
        from app.certificate.conversation_report import draw_conversation_report

        facts = self.facts(conversation_id, language, with_notes=with_notes)
        return draw_conversation_report(facts)

    def write(
        self, conversation_id: UUID, path: Path, language: Language, *, with_notes: bool
    ) -> int:
        """Write the report with its manifest; gives how many answers it holds.

        Raises NotWritten, UnknownConversation; then nothing new stands at `path`.
        """
        facts = self.facts(conversation_id, language, with_notes=with_notes)
        filters = {"conversation": str(conversation_id), "notes": str(with_notes).lower()}

        def fill(part: Path) -> int:
            from app.certificate.conversation_report import draw_conversation_report

            part.write_bytes(draw_conversation_report(facts))
            return facts.answered

        return write_paper(self._desk, ("conversation", "pdf"), path, filters, fill).rows


def _is_before(line: ConversationLine, this: ConversationLine) -> bool:
    is_earlier = line.number < this.number and line.state is ConversationState.HELD
    return is_earlier or line.id == this.id


def _facts(
    desk: Desk,
    sheet: ConversationSheet,
    history: list[ConversationLine],
    language: Language,
    *,
    with_notes: bool,
) -> ConversationReport:
    guide = sheet.guide
    return ConversationReport(
        language=language,
        practice=desk.is_practice,
        made=desk.clock.now().date(),
        company=sheet.company,
        centre=desk.centre,
        led_by=sheet.line.led_by,
        number=sheet.line.number,
        participants=tuple(
            f"{one.role} {one.name}".strip() if with_notes else one.role or "–"
            for one in sheet.participants
        ),
        scale=tuple(step.name.in_language(language) for step in guide.scale),
        occasions=tuple(line.day for line in history),
        themes=_themes(sheet, history, language, with_notes=with_notes),
        strengths=tuple(
            _seen(question, sheet.answer(question.id), language)
            for question in strengths(guide, sheet.answers)[:_MOST_STRENGTHS]
        ),
        steps=tuple(
            _step(step, guide.theme(step.theme).short.in_language(language)) for step in sheet.steps
        ),
        roles=sheet.roles,
        risen=sum(len(change.risen) for change in sheet.changes),
        fallen=sum(len(change.fallen) for change in sheet.changes),
        answered=sum(standing.answered for standing in sheet.line.standings),
        total=sheet.line.total,
        label=f"{guide.label.in_language(language)} {guide.code}, version {guide.version}.",
        with_notes=with_notes,
    )


def _step(step: ChosenStep, theme: str) -> ReportStep:
    return ReportStep(theme, step.text, step.responsible, step.due, step.done)


def _themes(
    sheet: ConversationSheet,
    history: list[ConversationLine],
    language: Language,
    *,
    with_notes: bool,
) -> tuple[ReportTheme, ...]:
    return tuple(
        ReportTheme(
            theme.name.in_language(language),
            theme.short.in_language(language),
            tuple(_level(line, theme.id) for line in history),
            tuple(
                _said(sheet, question, language, with_notes=with_notes)
                for question in theme.questions
            ),
        )
        for theme in sheet.guide.themes
    )


def _said(
    sheet: ConversationSheet, question: GuideQuestion, language: Language, *, with_notes: bool
) -> SaidAnswer:
    answer, scale = sheet.answer(question.id), sheet.guide.scale
    level = answer.level
    return SaidAnswer(
        question.text.in_language(language),
        level,
        "" if level is None else scale[level - 1].name.in_language(language),
        _seen(question, answer, language),
        answer.skipped,
        answer.note if with_notes else "",
    )


def _seen(question: GuideQuestion, answer: Answer, language: Language) -> str:
    """What can be seen at the step that was chosen."""
    return "" if answer.level is None else question.steps[answer.level - 1].in_language(language)


def _level(line: ConversationLine, theme_id: str) -> int | None:
    return next((each.level for each in line.standings if each.theme == theme_id), None)
