"""What stands above the table on the second page and those after it; all of it repeats."""

from app.certificate import look, wording
from app.certificate.sheet import Sheet
from app.certificate.typeface import fitted
from app.domain.certificate import CertificateFacts
from app.domain.certificate_number import format_certificate_number

TABLE_TOP = 32.0


def draw_continued_head(sheet: Sheet, facts: CertificateFacts, page: str) -> None:
    """Title and page at the top, then whose certificate it is and its number."""
    number = format_certificate_number(facts.certificate_id)
    name = fitted(facts.name, look.CONTINUED_NAME, 105)
    sheet.box(look.LEFT, look.TOP, 12, 1.1, look.ACCENT)
    with sheet.artifact():
        sheet.text(look.LEFT, 27, wording.KINDS[facts.kind].title.sv, look.CONTINUED_TITLE)
        sheet.text_to(look.RIGHT, 27, page, look.LABEL)
        sheet.text(look.LEFT, TABLE_TOP, facts.name, name)
        sheet.text_to(look.RIGHT, TABLE_TOP, number, look.CONTINUED_NAME)


def draw_continues(sheet: Sheet, table_end: float) -> None:
    """The hint under a table that goes on."""
    words = f"{wording.CONTINUES.sv}  {wording.CONTINUES.en}"
    with sheet.artifact():
        sheet.text_to(look.RIGHT, table_end + 4.6, words, look.NOTE)
