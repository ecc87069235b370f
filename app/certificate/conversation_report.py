"""The report of a guided conversation on A4: in brief, pictures, what is next, what was said."""

from io import BytesIO

from app.certificate import conversation_report_wording as wording
from app.certificate import look
from app.certificate.archivable import archivable
from app.certificate.conversation_report_charts import development_block, profile_block
from app.certificate.conversation_report_rows import (
    answer_blocks,
    role_blocks,
    step_blocks,
    strength_blocks,
)
from app.certificate.flow import Block, Room, pour
from app.certificate.paper import draw_sheet_foot, draw_sheet_practice, new_canvas, spoken
from app.certificate.printable import printable
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Structure
from app.certificate.typeface import fitted
from app.certificate.xmp import About
from app.domain.conversation_report import ConversationReport

LEFT, RIGHT = look.FORM_LEFT, look.FORM_RIGHT
_HEAD_END, _LATER_HEAD_END, _BOTTOM = 40.0, 30.0, 272.0


def draw_conversation_report(facts: ConversationReport) -> bytes:
    """A PDF of one or more pages; the same facts give the same bytes.

    Letters the faces lack, and such as turn the reading direction, are left out.
    """
    paper = BytesIO()
    canvas, structure = new_canvas(paper), Structure(spoken(facts.language))
    columns = pour(_blocks(facts), Room(_HEAD_END, _BOTTOM), Room(_LATER_HEAD_END, _BOTTOM))
    for page, column in enumerate(columns, 1):
        sheet = Sheet(canvas, structure)
        if facts.practice:
            words = wording.PRACTICE.in_language(facts.language)
            draw_sheet_practice(sheet, words, LEFT, RIGHT)
        (_draw_head if page == 1 else _draw_later_head)(sheet, facts)
        column.draw(sheet)
        foot = wording.say(wording.PAGE, facts.language, page=page, pages=len(columns))
        draw_sheet_foot(sheet, facts.label, foot, LEFT, RIGHT)
        sheet.finish()
    canvas.save()
    title = f"{wording.TITLE.in_language(facts.language)}, {printable(facts.company)}"
    about = About(title, facts.centre, _occasion(facts), structure.language)
    return archivable(paper.getvalue(), structure, about)


def _blocks(facts: ConversationReport) -> tuple[Block, ...]:
    language = facts.language
    found = [*heading(wording.BRIEF.in_language(language), LEFT, RIGHT)]
    found += lines(wording.brief(facts), look.PLAN_BODY, LEFT, RIGHT, before=1.6)
    found += lines(_people(facts), look.PLAN_WHY, LEFT, RIGHT, before=1.4)
    found += heading(wording.PROFILE.in_language(language), LEFT, RIGHT)
    found.append(profile_block(facts))
    if len(facts.occasions) > 1:
        found += lines(wording.RING.in_language(language), look.PLAN_WHY, LEFT, RIGHT)
        found += heading(wording.DEVELOPMENT.in_language(language), LEFT, RIGHT)
        found.append(development_block(facts))
    found += strength_blocks(facts)
    found += step_blocks(facts)
    found += role_blocks(facts)
    return (*found, *answer_blocks(facts))


def _people(facts: ConversationReport) -> str:
    language = facts.language
    who = printable(", ".join(facts.participants))
    return " ".join(
        (
            wording.say(wording.TOOK_PART, language, who=who),
            wording.say(
                wording.LED_BY,
                language,
                who=printable(facts.led_by),
                centre=printable(facts.centre),
            ),
        )
    )


def _occasion(facts: ConversationReport) -> str:
    day = wording.written_day(facts.occasions[-1], facts.language)
    return wording.say(wording.OCCASION, facts.language, number=facts.number, day=day)


def _draw_head(sheet: Sheet, facts: ConversationReport) -> None:
    sheet.box(LEFT, look.TOP, 12, 1.1, look.ACCENT)
    title = wording.TITLE.in_language(facts.language)
    with sheet.tagged(Role.TITLE):
        sheet.text(LEFT, 29.1, title, fitted(title, look.TITLE, 120))
    sheet.text_to(RIGHT, 29.1, _occasion(facts), look.CONTINUED_NAME)
    company = printable(facts.company)
    sheet.text(LEFT, 36.2, company, fitted(company, look.PLAN_LEAD, RIGHT - LEFT - 50))


def _draw_later_head(sheet: Sheet, facts: ConversationReport) -> None:
    sheet.box(LEFT, look.TOP, 12, 1.1, look.ACCENT)
    company = printable(facts.company)
    with sheet.artifact():
        sheet.text(LEFT, 26, wording.TITLE.in_language(facts.language), look.CONTINUED_TITLE)
        sheet.text_to(RIGHT, 26, company, fitted(company, look.CONTINUED_NAME, 90))
