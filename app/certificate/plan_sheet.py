"""The candidate's plan on A4: what is shown, what remains, what is planned, how to go on."""

from io import BytesIO

from app.certificate import look
from app.certificate import plan_wording as wording
from app.certificate.archivable import archivable
from app.certificate.flow import Block, Room, pour
from app.certificate.letters import check_text
from app.certificate.paper import draw_sheet_foot, draw_sheet_practice, new_canvas, spoken
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Structure
from app.certificate.typeface import fitted
from app.certificate.xmp import About
from app.domain.plan import PlanFacts, Remaining

_HEAD_END, _LATER_HEAD_END, _BOTTOM = 59.0, 32.0, 272.0
_SIGNATURE_HEIGHT = 20.0
_INDENT = 4.6


def draw_plan(facts: PlanFacts) -> bytes:
    """A PDF of one or more pages; the same facts give the same bytes.

    Raises MissingGlyph, RefusedLetter before anything is drawn.
    """
    _check(facts)
    paper = BytesIO()
    canvas, structure = new_canvas(paper), Structure(spoken(facts.language))
    columns = pour(_blocks(facts), Room(_HEAD_END, _BOTTOM), Room(_LATER_HEAD_END, _BOTTOM))
    for page, column in enumerate(columns, 1):
        sheet = Sheet(canvas, structure)
        if facts.practice:
            draw_sheet_practice(sheet, wording.PRACTICE.in_language(facts.language))
        (_draw_head if page == 1 else _draw_later_head)(sheet, facts)
        column.draw(sheet)
        foot = f"{wording.FOOT.in_language(facts.language)} {facts.label}".strip()
        draw_sheet_foot(sheet, foot, wording.page_of(facts.language, page, len(columns)))
        sheet.finish()
    canvas.save()
    title = f"{wording.TITLE.in_language(facts.language)}, {facts.name}"
    about = About(title, facts.centre, facts.role, structure.language)
    return archivable(paper.getvalue(), structure, about)


def _draw_head(sheet: Sheet, facts: PlanFacts) -> None:
    sheet.box(look.LEFT, look.TOP, 12, 1.1, look.ACCENT)
    with sheet.tagged(Role.TITLE):
        sheet.text(look.LEFT, 29.1, wording.TITLE.in_language(facts.language), look.TITLE)
    sheet.text_to(look.RIGHT, 29.1, wording.occasion(facts), look.ENGLISH_TITLE)
    room = look.RIGHT - look.LEFT
    sheet.text(look.LEFT, 43.5, facts.name, fitted(facts.name, look.PLAN_NAME, room))
    sheet.text(look.LEFT, 51.2, facts.role, fitted(facts.role, look.PLAN_ROLE, room))


def _draw_later_head(sheet: Sheet, facts: PlanFacts) -> None:
    sheet.box(look.LEFT, look.TOP, 12, 1.1, look.ACCENT)
    name = fitted(facts.name, look.CONTINUED_NAME, 105)
    with sheet.artifact():
        sheet.text(look.LEFT, 27, wording.TITLE.in_language(facts.language), look.CONTINUED_TITLE)
        sheet.text_to(look.RIGHT, 27, facts.name, name)


def _blocks(facts: PlanFacts) -> tuple[Block, ...]:
    language = facts.language
    found = [*lines(wording.lead(facts), look.PLAN_LEAD)]
    if facts.shown:
        found += [*heading(wording.SHOWN.in_language(language)), *_shown(facts.shown)]
    if facts.remaining:
        found += heading(wording.REMAINING.in_language(language))
        for number, area in enumerate(facts.remaining):
            found += _remaining(facts, area, first=number == 0)
    if facts.new_test is not None and facts.remaining:
        found += heading(wording.NEW_TEST.in_language(language))
        words = " ".join(wording.new_test_lines(facts, facts.new_test))
        found += lines(words, look.PLAN_BODY, before=1.2)
    if facts.comment.strip():
        found += heading(wording.COMMENT.in_language(language))
        found += lines(facts.comment, look.PLAN_BODY, before=1.2)
    found += heading(wording.APPEAL.in_language(language))
    found += lines(wording.appeal(facts), look.PLAN_BODY, before=1.2)
    found += heading(wording.CONTACT.in_language(language))
    found += lines(wording.contact(facts), look.PLAN_BODY, before=1.2)
    return (*found, _signatures(facts))


def _shown(names: tuple[str, ...]) -> list[Block]:
    """Two abreast, each with its tick."""
    middle = (look.LEFT + look.RIGHT) / 2
    pairs = [names[at : at + 2] for at in range(0, len(names), 2)]
    return [_pair(pair, middle, first=number == 0) for number, pair in enumerate(pairs)]


def _pair(names: tuple[str, ...], middle: float, first: bool) -> Block:
    room = middle - look.LEFT - _INDENT - 3
    styles = [fitted(name, look.PLAN_BODY, room) for name in names]

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        for left, name, style in zip((look.LEFT, middle), names, styles, strict=False):
            sheet.text(left, bottom - 1.3, "✓", look.PLAN_MARK)
            sheet.text(left + _INDENT, bottom - 1.3, name, style)

    before = 1.2 if first else 0.0
    return Block(4.6 + before, 5.4 + before, draw, keeps=first)


def _remaining(facts: PlanFacts, area: Remaining, first: bool) -> list[Block]:
    """Why, what to be able to do, and the measures with who and when."""
    left = look.LEFT + _INDENT
    found = [*lines(area.name, look.PLAN_AREA, before=1.2 if first else 4.0, keeps=True)]
    found += lines(area.why, look.PLAN_WHY, before=0.4, keeps=bool(area.measures))
    if area.needs:
        found += lines(
            wording.NEEDS.in_language(facts.language), look.PLAN_WHY, before=0.8, keeps=True
        )
        for need in area.needs:
            found += lines(need, look.PLAN_WHY, left, bullet="●")
    for measure in area.measures:
        words = " ".join(measure.text.split())
        found += lines(words, look.PLAN_MEASURE, left, before=1.0, keeps=True, bullet="→")
        found += lines(wording.measure_line(facts, measure), look.PLAN_DAYS, left, before=0.2)
    return found


def _signatures(facts: PlanFacts) -> Block:
    middle = (look.LEFT + look.RIGHT) / 2 + 3
    names = ((look.LEFT, facts.name), (middle, facts.assessor))
    labels = (wording.YOUR_SIGNATURE, wording.THEIR_SIGNATURE)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        y = bottom - 9.4
        for (left, name), label in zip(names, labels, strict=True):
            right = left + 72
            sheet.rule(left, right, y, 0.6, look.INK)
            sheet.text(left, y + 3.6, label.in_language(facts.language), look.LABEL)
            style = fitted(name, look.SIGNER_NUMBER, 70)
            sheet.text(left, y + 7.4, name, style)

    return Block(_SIGNATURE_HEIGHT, _SIGNATURE_HEIGHT + 5, draw)


def _check(facts: PlanFacts) -> None:
    """Every letter that comes from outside; the fixed words are checked by a test."""
    texts = [facts.name, facts.role, facts.centre, facts.assessor, facts.label, facts.comment]
    texts += facts.shown
    for area in facts.remaining:
        texts += [area.name, area.why, *area.needs]
        texts += [part for m in area.measures for part in (m.text, m.responsible)]
    check_text(" ".join(" ".join(text.split()) for text in texts))
