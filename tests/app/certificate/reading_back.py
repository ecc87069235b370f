"""What a reader finds in a drawn PDF: its words page by page, its pictures, its raw objects."""

from app.certificate.picture import opened


def words_of(pdf: bytes) -> list[str]:
    """The text of each page on one line, with single spaces."""
    with opened(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
