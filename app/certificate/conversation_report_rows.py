"""The tables and the answers of the report of a guided conversation."""

from collections.abc import Sequence

from app.certificate import conversation_report_wording as wording
from app.certificate import look
from app.certificate.flow import Block
from app.certificate.printable import printable
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Scope, Tag
from app.certificate.typeface import fitted_lines
from app.domain.conversation_report import ConversationReport, SaidAnswer
from app.domain.needed_roles import NeededRole

LEFT, RIGHT = look.FORM_LEFT, look.FORM_RIGHT
_INDENT = 4.6
_STEP_AT = (LEFT, 48.0, 130.0, 164.0)
_ROLE_AT = (LEFT, 74.0, 90.0, 108.0, 128.0, 146.0)


def strength_blocks(facts: ConversationReport) -> list[Block]:
    """What already works, as many as one remembers."""
    if not facts.strengths:
        return []
    found = [*heading(wording.STRENGTHS.in_language(facts.language), LEFT, RIGHT)]
    for words in facts.strengths:
        found += lines(words, look.PLAN_BODY, LEFT + _INDENT, RIGHT, before=0.6, bullet="✓")
    return found


def step_blocks(facts: ConversationReport) -> list[Block]:
    """Theme, what, who, until when."""
    language = facts.language
    found = [*heading(wording.NEXT.in_language(language), LEFT, RIGHT)]
    if not facts.steps:
        words = wording.NO_STEPS.in_language(language)
        return [*found, *lines(words, look.PLAN_BODY, LEFT, RIGHT, before=1.2)]
    heads = (wording.THEME, wording.WHAT, wording.WHO, wording.UNTIL)
    table = _Table(_STEP_AT, [head.in_language(language) for head in heads])
    found.append(table.head)
    for step in facts.steps:
        until = "" if step.until is None else step.until.isoformat()
        if step.done is not None:
            until = wording.say(wording.DONE, language, day=step.done.isoformat())
        found.append(table.row((step.theme, printable(step.text), printable(step.who), until)))
    return found


def role_blocks(facts: ConversationReport) -> list[Block]:
    """Role, people now and later, how many are lacking, who can take over."""
    if not facts.roles:
        return []
    language = facts.language
    table = _Table(_ROLE_AT, [head.in_language(language) for head in wording.ROLE_HEADS])
    found = [*heading(wording.ROLES.in_language(language), LEFT, RIGHT), table.head]
    return [*found, *(table.row(_role(facts, role)) for role in facts.roles)]


def answer_blocks(facts: ConversationReport) -> list[Block]:
    """Theme by theme what was answered, with notes where the company wants them."""
    found = [*heading(wording.ANSWERS.in_language(facts.language), LEFT, RIGHT)]
    for theme in facts.themes:
        level = wording.level_words(theme.now, facts.language)
        head = f"{theme.name}, {level}"
        found += lines(head, look.PLAN_AREA, LEFT, RIGHT, before=4.0, keeps=True)
        for answer in theme.answers:
            found += _answer(facts, answer)
    return found


def _answer(facts: ConversationReport, answer: SaidAnswer) -> list[Block]:
    left = LEFT + _INDENT
    found = [*lines(answer.question, look.PLAN_BODY, LEFT, RIGHT, before=1.8, keeps=True)]
    if answer.level is not None:
        said = f"{answer.level} {answer.step}: {answer.words}"
    elif answer.skipped:
        said = wording.say(wording.SKIPPED, facts.language, reason=printable(answer.skipped))
    else:
        said = wording.NOT_SAID.in_language(facts.language)
    found += lines(said, look.PLAN_WHY, left, RIGHT, before=0.2, keeps=bool(answer.note))
    if answer.note:
        found += lines(f"”{printable(answer.note)}”", look.PLAN_DAYS, left, RIGHT, before=0.2)
    return found


def _role(facts: ConversationReport, role: NeededRole) -> tuple[str, ...]:
    language, name = facts.language, printable(role.name)
    named = wording.say(wording.CRITICAL, language, role=name) if role.critical else name
    after = printable(role.successors).strip()
    shown = after if facts.with_notes else wording.SOMEBODY.in_language(language)
    return (
        named,
        str(role.now),
        str(role.in_one),
        str(role.in_three),
        str(max(0, role.gap)) if role.gap > 0 else "–",
        shown if after else wording.NOBODY.in_language(language),
    )


class _Table:
    """Rows under one head, which is repeated on a new page."""

    def __init__(self, at: Sequence[float], heads: Sequence[str]) -> None:
        self._at, self._tag = tuple(at), Tag(Role.TABLE)
        self._rooms = [
            right - left - 3 for left, right in zip(at, (*at[1:], RIGHT + 3), strict=True)
        ]
        row = Tag(Role.ROW)

        def draw(sheet: Sheet, _top: float, bottom: float) -> None:
            with sheet.inside(self._tag), sheet.inside(row):
                for x, words in zip(self._at, heads, strict=True):
                    with sheet.tagged(Role.HEAD, scope=Scope.COLUMN):
                        sheet.text(x, bottom - 2, words, look.HEAD)
            sheet.rule(LEFT, RIGHT, bottom, 1, look.ACCENT)

        self.head = Block(6.4, 6.9, draw, keeps=True)

    def row(self, cells: Sequence[str]) -> Block:
        """One row; a long text takes up to three lines."""
        row = Tag(Role.ROW)
        styled = [
            fitted_lines(words, look.REPORT_ROW, room, 3)
            for words, room in zip(cells, self._rooms, strict=True)
        ]
        high = 6.6 + 3.8 * (max(len(words) for _style, words in styled) - 1)

        def draw(sheet: Sheet, top: float, bottom: float) -> None:
            with sheet.inside(self._tag), sheet.inside(row):
                for x, (style, words) in zip(self._at, styled, strict=True):
                    with sheet.tagged(Role.CELL):
                        for number, line in enumerate(words):
                            sheet.text(x, top + 4.5 + number * 3.8, line, style)
            sheet.rule(LEFT, RIGHT, bottom, 0.4, look.HAIRLINE)

        return Block(high, high + 0.8, draw, heading=self.head)
