"""The attendance paper of one person and month on A4, tagged, PDF/A, signed where it can be."""

from datetime import datetime
from io import BytesIO

from app.certificate import attendance_wording as wording
from app.certificate import look
from app.certificate.archivable import archivable
from app.certificate.finished import FileKeys, may_sign
from app.certificate.flow import Block, Room, pour
from app.certificate.letters import check_text
from app.certificate.paper import draw_sheet_foot, draw_sheet_practice, new_canvas, spoken
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Scope, Structure, Tag
from app.certificate.typeface import fitted
from app.certificate.xmp import About
from app.domain.attendance import AttendanceFacts
from app.seal.keys import SigningKey, algorithm_of
from app.seal.paper_key import paper_key

_TOP, _BOTTOM = 63.0, 272.0
_LOGO_WIDE, _LOGO_HIGH = 44.0, 16.0
_LABEL_ROOM = 46.0
_ROW = 6.4


def finished_attendance(facts: AttendanceFacts, keys: FileKeys, when: datetime) -> bytes:
    """The paper with an electronic signature where there is a certificate good for the key now.

    Raises MissingGlyph, RefusedLetter.
    """
    seal = SigningKey.from_bytes(keys.seal_secret, algorithm_of(keys.seal_public))
    paper = paper_key(seal)
    if not may_sign(keys, paper, when):
        return draw_attendance(facts)
    from app.certificate.signing import sign_pdf

    return sign_pdf(draw_attendance(facts, sign=True), paper, keys.leaf, keys.issuer, when)


def draw_attendance(facts: AttendanceFacts, *, sign: bool = False) -> bytes:
    """The page; the same facts give the same bytes. Raises MissingGlyph, RefusedLetter."""
    _check(facts)
    paper = BytesIO()
    canvas, structure = new_canvas(paper), Structure(spoken(facts.language))
    columns = pour(_blocks(facts), Room(_TOP, _BOTTOM), Room(32.0, _BOTTOM))
    for page, column in enumerate(columns, 1):
        sheet = Sheet(canvas, structure)
        if facts.practice:
            draw_sheet_practice(sheet, wording.said(facts, wording.PRACTICE))
        if page == 1:
            _draw_head(sheet, facts)
        column.draw(sheet)
        page_words = wording.page_of(facts.language, page, len(columns))
        draw_sheet_foot(sheet, wording.said(facts, wording.FOOT), page_words)
        sheet.finish()
    canvas.save()
    title = wording.said(facts, wording.TITLE)
    month = wording.month(facts.language, facts.month)
    about = About(f"{title} {month}, {facts.name}", facts.centre, month, structure.language)
    return archivable(paper.getvalue(), structure, about, sign=sign)


def _draw_head(sheet: Sheet, facts: AttendanceFacts) -> None:
    sheet.box(look.LEFT, look.TOP, 12, 1.1, look.ACCENT)
    with sheet.tagged(Role.TITLE):
        sheet.text(look.LEFT, 29.1, wording.said(facts, wording.TITLE), look.TITLE)
    if facts.project.logo:
        _draw_logo(sheet, facts)
    room = look.RIGHT - look.LEFT - (_LOGO_WIDE + 4 if facts.project.logo else 0)
    sheet.text(look.LEFT, 43.5, facts.name, fitted(facts.name, look.PLAN_NAME, room))
    born = ""
    if facts.birth_date is not None:
        day = wording.day(facts.language, facts.birth_date)
        born = wording.said(facts, wording.BORN).format(day=day) + "  ·  "
    line = f"{born}{wording.month(facts.language, facts.month)}"
    sheet.text(look.LEFT, 51.2, line, fitted(line, look.PLAN_ROLE, look.RIGHT - look.LEFT))


def _draw_logo(sheet: Sheet, facts: AttendanceFacts) -> None:
    """What the region has set for the project, on white, within its place (R45)."""
    from PIL import Image

    try:
        with Image.open(BytesIO(facts.project.logo)) as found:
            found.load()
            picture = found.convert("RGBA")
    except (OSError, ValueError, SyntaxError):  # Pillow's own answers to a broken PNG
        return
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    whole = BytesIO()
    ground.save(whole, "PNG")
    scale = min(_LOGO_WIDE / ground.width, _LOGO_HIGH / ground.height)
    wide, high = ground.width * scale, ground.height * scale
    left, top = look.RIGHT - wide, look.TOP
    with sheet.figure("logo", wording.said(facts, wording.LOGO), left, top, wide, high):
        sheet.picture(whole.getvalue(), left, top, wide, high)


def _blocks(facts: AttendanceFacts) -> tuple[Block, ...]:
    found = [_fact(label, value) for label, value in wording.facts_lines(facts)]
    found += heading(wording.said(facts, wording.HOURS))
    table = Tag(Role.TABLE)
    head = (wording.said(facts, wording.ACTIVITY), wording.said(facts, wording.TIME))
    found.append(_row(table, head, is_head=True))
    for one in facts.spent:
        cells = (
            wording.activity(facts, one.activity),
            wording.hours(facts.language, one.minutes),
        )
        found.append(_row(table, cells))
    minutes = sum(one.minutes for one in facts.spent)
    sum_words = (wording.said(facts, wording.SUM), wording.hours(facts.language, minutes))
    found.append(_row(table, sum_words, is_sum=True))
    found += heading(wording.said(facts, wording.ATTESTED))
    found += lines(wording.attest_lines(facts), look.PLAN_BODY, before=1.2)
    return (*found, _signatures(facts))


def _fact(label: str, value: str) -> Block:
    room = look.RIGHT - look.LEFT - _LABEL_ROOM
    style = fitted(value, look.VALUE, room)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        with sheet.tagged(Role.PARAGRAPH):
            sheet.text(look.LEFT, bottom - 1.6, label, look.LABEL)
            sheet.text(look.LEFT + _LABEL_ROOM, bottom - 1.6, value, style)

    return Block(_ROW, _ROW, draw)


def _row(
    table: Tag, cells: tuple[str, str], *, is_head: bool = False, is_sum: bool = False
) -> Block:
    """A line of the table: the activity at the left, hours at the right."""
    style = look.HEAD if is_head else look.ROW_NUMBER if is_sum else look.ROW
    role, row = (Role.HEAD if is_head else Role.CELL), Tag(Role.ROW)
    tags = [Tag(role, scope=Scope.COLUMN if is_head else None) for _ in cells]

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        line = look.INK if is_sum else look.HAIRLINE
        if not is_head:
            sheet.rule(look.LEFT, look.RIGHT, bottom - _ROW, 0.4 if not is_sum else 0.8, line)
        with sheet.inside(table), sheet.inside(row):
            with sheet.inside(tags[0]):
                sheet.text(look.LEFT, bottom - 1.9, cells[0], style)
            with sheet.inside(tags[1]):
                sheet.text_to(look.RIGHT, bottom - 1.9, cells[1], style)

    return Block(_ROW, _ROW + 0.6, draw, keeps=True)


def _signatures(facts: AttendanceFacts) -> Block:
    middle = (look.LEFT + look.RIGHT) / 2 + 3
    names = ((look.LEFT, facts.name), (middle, facts.assessor))
    labels = (wording.YOUR_SIGNATURE, wording.THEIR_SIGNATURE)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        y = bottom - 9.4
        for (left, name), label in zip(names, labels, strict=True):
            sheet.rule(left, left + 72, y, 0.6, look.INK)
            sheet.text(left, y + 3.6, wording.said(facts, label), look.LABEL)
            sheet.text(left, y + 7.4, name, fitted(name, look.SIGNER_NUMBER, 70))

    return Block(26.0, 34.0, draw)


def _check(facts: AttendanceFacts) -> None:
    """Every letter that comes from outside; the fixed words are checked by a test."""
    project = facts.project
    outside = (facts.name, facts.centre, facts.assessor, project.name, project.number)
    check_text(" ".join((*outside, project.owner)))
