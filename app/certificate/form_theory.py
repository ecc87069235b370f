"""The theory test on paper: questions with pictures and room for answers, never a key (R22)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from app.certificate import form_wording as wording
from app.certificate import look
from app.certificate.flow import Block
from app.certificate.form_pieces import LEFT, RIGHT, draw_form, field_row, tick_box, together
from app.certificate.letters import check_text
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.typeface import MM_PER_POINT, wrapped
from app.domain.paper_form import FormHead, letter
from app.domain.protocol import ItemKind, Option, Question
from app.domain.text import Text

_INDENT = 10.0
_PICTURE_WIDE, _PICTURE_HIGH = 120.0, 66.0
_OPTION_LEADING = 4.9


@dataclass(frozen=True, slots=True)
class TheoryQuestions:
    """What was drawn, in order. `areas`: id → name; `pictures`: name → PNG."""

    questions: tuple[Question, ...]
    areas: Mapping[str, Text]
    pictures: Mapping[str, bytes]
    minutes: int


def draw_theory_form(head: FormHead, test: TheoryQuestions) -> bytes:
    """The questions, each whole on its page. Raises MissingGlyph, RefusedLetter."""
    check_text(f"{head.name} {head.centre}")
    facts = (wording.DATE, wording.BEGAN, wording.ENDED, wording.WATCHED_BY)
    how = wording.said(head, wording.THEORY_HOW)
    words = how.format(count=len(test.questions), minutes=test.minutes)
    blocks = [field_row(head, facts, (2, 1.3, 1.3, 4))]
    blocks += lines(words, look.PLAN_BODY, LEFT, RIGHT, before=2.0)
    area = ""
    for number, question in enumerate(test.questions, 1):
        if question.area != area:
            area = question.area
            blocks += heading(wording.said(head, test.areas[area]), LEFT, RIGHT)
        blocks += together(_question(head, number, question, test.pictures))
    blocks.append(field_row(head, (wording.CANDIDATE_SIGNED, wording.DATE), (3, 1)))
    return draw_form(head, wording.THEORY, wording.FOOT, blocks)


def _question(
    head: FormHead, number: int, question: Question, pictures: Mapping[str, bytes]
) -> list[Block]:
    left = LEFT + _INDENT
    stem = [*lines(wording.said(head, question.stem), look.FORM_STEM, left, RIGHT, before=3.6)]
    stem[0] = _numbered(number, stem[0])
    if question.hint is not None:
        stem += lines(wording.said(head, question.hint), look.PLAN_WHY, left, RIGHT, before=0.6)
    if question.picture is not None and question.picture in pictures:
        spoken = wording.said(head, wording.PICTURE)
        stem.append(_picture(pictures[question.picture], spoken))
    return [*stem, *_answer(head, question)]


def _answer(head: FormHead, question: Question) -> list[Block]:
    """How the question is answered on paper, by its kind."""
    left = LEFT + _INDENT
    match question.kind:
        case ItemKind.NUMERIC:
            return [_written(head, wording.ANSWER, 1, question.unit)]
        case ItemKind.ORDER:
            count = len(question.options)
            return [*_lettered(head, question.options), _written(head, wording.ORDER, count, "")]
        case ItemKind.MATCH:
            return _match(head, question)
        case _:
            how = wording.SEVERAL if question.kind is ItemKind.MULTIPLE else wording.ONE
            told = lines(wording.said(head, how), look.LABEL, left, RIGHT, before=0.8)
            return [*told, *_lettered(head, question.options, ticked=True)]


def _match(head: FormHead, question: Question) -> list[Block]:
    left = LEFT + _INDENT
    targets = [
        block
        for number, target in enumerate(question.targets, 1)
        for block in lines(
            f"{number}   {wording.said(head, target.text)}", look.PLAN_BODY, left, RIGHT
        )
    ]
    letters = tuple(letter(at) for at in range(len(question.options)))
    told = lines(wording.said(head, wording.MATCH), look.LABEL, left, RIGHT, before=0.8)
    return [*_lettered(head, question.options), *targets, *told, _pairs(letters)]


def _lettered(head: FormHead, options: Sequence[Option], ticked: bool = False) -> list[Block]:
    return [
        _option(letter(at), wording.said(head, option.text), ticked)
        for at, option in enumerate(options)
    ]


def _option(name: str, words: str, ticked: bool) -> Block:
    left = LEFT + _INDENT + (14 if ticked else 7)
    found = [
        line for part in words.split("\n") for line in wrapped(part, look.PLAN_BODY, RIGHT - left)
    ]
    high = _OPTION_LEADING * len(found) + 1.2

    def draw(sheet: Sheet, top: float, _bottom: float) -> None:
        if ticked:
            tick_box(sheet, LEFT + _INDENT, top + 0.9, 4.2)
        sheet.text(left - 6, top + 4.3, name, look.ROW_NUMBER)
        for at, line in enumerate(found):
            sheet.text(left, top + 4.3 + at * _OPTION_LEADING, line, look.PLAN_BODY)

    return Block(high, high + 0.3, draw)


def _written(head: FormHead, label: Text, count: int, unit: str) -> Block:
    """A line, or as many short ones as there are letters to write."""
    words = wording.said(head, label)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        x = sheet.text(LEFT + _INDENT, bottom - 1.6, words, look.PLAN_BODY) + 3
        wide = 38.0 if count == 1 else 9.0
        for _ in range(count):
            sheet.rule(x, x + wide, bottom - 1, 0.6, look.INK)
            x += wide + 3
        sheet.text(x, bottom - 1.6, unit, look.PLAN_BODY)

    return Block(9.6, 10, draw)


def _pairs(letters: tuple[str, ...]) -> Block:
    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        x = LEFT + _INDENT
        for name in letters:
            x = sheet.text(x, bottom - 1.6, name, look.ROW_NUMBER) + 2
            sheet.rule(x, x + 9, bottom - 1, 0.6, look.INK)
            x += 15

    return Block(9.0, 9.4, draw)


def _numbered(number: int, first: Block) -> Block:
    def draw(sheet: Sheet, top: float, bottom: float) -> None:
        sheet.text(LEFT, bottom - 1.25, str(number), look.FORM_STEM)
        first.draw(sheet, top, bottom)

    return Block(first.tight, first.easy, draw, keeps=True)


def _picture(png: bytes, spoken: str) -> Block:
    """As wide as it may be and no larger than it is at 150 dots an inch."""
    from PIL import Image

    with Image.open(BytesIO(png)) as picture:
        dots_wide, dots_high = picture.size
    scale = min(_PICTURE_WIDE / dots_wide, _PICTURE_HIGH / dots_high, 72 / 150 * MM_PER_POINT)
    wide, high = dots_wide * scale, dots_high * scale

    def draw(sheet: Sheet, top: float, _bottom: float) -> None:
        left = LEFT + _INDENT
        with sheet.figure("", spoken, left, top + 1.5, wide, high):
            sheet.picture(png, left, top + 1.5, wide, high)

    return Block(high + 3, high + 3.6, draw)
