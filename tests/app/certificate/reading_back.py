"""What a reader finds in a drawn PDF: its words page by page, its pictures, its raw objects."""

from app.certificate.picture import opened


def words_of(pdf: bytes) -> list[str]:
    """The text of each page on one line, with single spaces."""
    with opened(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def text_of(pdf: bytes) -> str:
    """All pages in one."""
    return " ".join(words_of(pdf))


def lowest_and_widest(pdf: bytes) -> tuple[float, float]:
    """The lowest edge of any letter and the rightmost, in mm from the top left."""
    low = wide = 0.0
    with opened(pdf) as document:
        for page in document:
            height, texts = page.get_height(), page.get_textpage()
            for at in range(texts.count_chars()):
                left, bottom, right, _top = texts.get_charbox(at)
                if right > left:
                    low = max(low, (height - bottom) * 25.4 / 72)
                    wide = max(wide, right * 25.4 / 72)
    return low, wide
