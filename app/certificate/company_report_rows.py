"""The rest of a company's report: figures, the biggest gaps with bars, what is next, what ends."""

from collections.abc import Sequence

from app.certificate import company_report_wording as wording
from app.certificate import look
from app.certificate.flow import Block
from app.certificate.printable import printable
from app.certificate.running_text import heading
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Scope, Tag
from app.certificate.typeface import Style, fitted, fitted_lines
from app.domain.company_report import ReportFacts
from app.domain.reason_words import KIND_WORDS

LEFT, RIGHT = look.FORM_LEFT, look.FORM_RIGHT
_PEOPLE, _STEP, _BAR = 78.0, 118.0, 26.0
_WHO, _UNTIL = 124.0, 166.0
_ROW = 6.6


def figure_block(facts: ReportFacts) -> list[Block]:
    """Four numbers between two hairlines; none of a small group."""
    told = wording.figure_lines(facts)
    if not told:
        return []
    each = (RIGHT - LEFT) / len(told)

    def draw(sheet: Sheet, top: float, bottom: float) -> None:
        y = (top + bottom) / 2
        sheet.rule(LEFT, RIGHT, top + 3, 0.4, look.HAIRLINE)
        for number, (figure, words) in enumerate(told):
            x = LEFT + number * each
            with sheet.tagged(Role.PARAGRAPH):
                sheet.text(x, y + 2, figure, fitted(figure, look.REPORT_FIGURE, each - 3))
                sheet.text(x, y + 6.6, words, fitted(words, look.LABEL, each - 3))
        sheet.rule(LEFT, RIGHT, bottom, 0.4, look.HAIRLINE)

    return [Block(19.0, 21.0, draw)]


def gap_blocks(facts: ReportFacts) -> list[Block]:
    """Area, bar with its count, the first step; none of a small group."""
    spoken = facts.language
    gaps = sorted((g for g in facts.summary.gaps if g.under), key=lambda gap: -gap.under)
    if not gaps:
        return []
    steps = {step.area: step.text for step in reversed(facts.steps) if not step.done}
    most = max(gap.under for gap in gaps)
    heads = [(LEFT, wording.AREA), (_PEOPLE, wording.PEOPLE), (_STEP, wording.PROPOSED)]
    table = Tag(Role.TABLE)
    head = _head([(x, words.in_language(spoken)) for x, words in heads], table)
    found = [*heading(wording.GAPS.in_language(spoken), LEFT, RIGHT), head]
    for gap in gaps:
        bar = _BAR * gap.under / most
        cells = [
            (LEFT, gap.name.in_language(spoken), _PEOPLE - LEFT - 3),
            (_PEOPLE + bar + 2.4, f"{gap.under}", 10),
            (_STEP, printable(steps.get(gap.name, ""), 96), RIGHT - _STEP),
        ]
        found.append(_row(cells, table, head, bar=bar))
    return found


def step_blocks(facts: ReportFacts) -> list[Block]:
    """What is planned, and of a small group what could be: area, measure, who, until when."""
    steps = [step for step in facts.steps if step.is_planned or not facts.summary.gaps]
    if not steps:
        return []
    spoken = facts.language
    heads = [
        (LEFT, wording.AREA),
        (_PEOPLE - 14, wording.NEXT),
        (_WHO, wording.WHO_DOES),
        (_UNTIL, wording.UNTIL),
    ]
    table = Tag(Role.TABLE)
    head = _head([(x, words.in_language(spoken)) for x, words in heads], table)
    found = [*heading(wording.NEXT.in_language(spoken), LEFT, RIGHT), head]
    for step in steps:
        until = "" if step.until is None else step.until.isoformat()
        if step.done:
            until = wording.DONE.in_language(spoken)
        who = printable(step.who, 40) or wording.NOT_PLANNED.in_language(spoken)
        count = f" ({step.people})" if step.people and facts.summary.state else ""
        what = f"{printable(step.text, 96)}{count}"
        cells = [
            (LEFT, step.called or step.area.in_language(spoken), _PEOPLE - 14 - LEFT - 3),
            (_PEOPLE - 14, what, _WHO - _PEOPLE + 11),
            (_WHO, who, _UNTIL - _WHO - 3),
            (_UNTIL, until, RIGHT - _UNTIL),
        ]
        found.append(_row(cells, table, head))
    return found


def out_blocks(facts: ReportFacts) -> list[Block]:
    """Certificates whose last day is near."""
    if not facts.running_out:
        return []
    spoken, table = facts.language, Tag(Role.TABLE)
    heads = [(LEFT, wording.WHO_HEAD), (_STEP - 20, wording.PAPER), (_UNTIL, wording.LAST_DAY)]
    head = _head([(x, words.in_language(spoken)) for x, words in heads], table)
    found = [*heading(wording.RUNNING_OUT.in_language(spoken), LEFT, RIGHT), head]
    for one in facts.running_out:
        cells = [
            (LEFT, printable(one.name, 64), _STEP - 20 - LEFT - 3),
            (_STEP - 20, KIND_WORDS[one.kind].in_language(spoken), _UNTIL - _STEP + 17),
            (_UNTIL, one.last_day.isoformat(), RIGHT - _UNTIL),
        ]
        found.append(_row(cells, table, head))
    return found


def _head(cells: Sequence[tuple[float, str]], table: Tag) -> Block:
    row = Tag(Role.ROW)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        with sheet.artifact() if row.is_placed else sheet.inside(table), sheet.inside(row):
            for x, words in cells:
                with sheet.tagged(Role.HEAD, scope=Scope.COLUMN):
                    sheet.text(x, bottom - 2, words, look.HEAD)
        sheet.rule(LEFT, RIGHT, bottom, 1, look.ACCENT)

    return Block(6.4, 6.9, draw, keeps=True)


def _row(
    cells: Sequence[tuple[float, str, float]], table: Tag, head: Block, bar: float = 0.0
) -> Block:
    """One row; a long text takes two lines. The second cell stands after its bar."""
    row = Tag(Role.ROW)
    styled = [fitted_lines(words, look.REPORT_ROW, room, 2) for _, words, room in cells]
    high = _ROW + 3.8 * (max((len(words) for _, words in styled), default=1) - 1)

    def draw(sheet: Sheet, top: float, bottom: float) -> None:
        y = top + 4.5
        if bar:
            sheet.box(_PEOPLE, y - 3.2, bar, 4.2, look.ACCENT)
        with sheet.inside(table), sheet.inside(row):
            for (x, _, _), (style, words) in zip(cells, styled, strict=True):
                is_first = x == LEFT
                role, scope = (Role.HEAD, Scope.ROW) if is_first else (Role.CELL, None)
                with sheet.tagged(role, scope=scope):
                    _write(sheet, x, y, words, style)
        sheet.rule(LEFT, RIGHT, bottom, 0.4, look.HAIRLINE)

    return Block(high, high + 0.8, draw, heading=head)


def _write(sheet: Sheet, x: float, y: float, words: Sequence[str], style: Style) -> None:
    for number, line in enumerate(words):
        sheet.text(x, y + number * 3.8, line, style)
