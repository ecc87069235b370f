"""What is put on top of a page and may look otherwise in another program or on paper."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Page

_LEAST = 1.0  # points: the field of our own signature has no size
_NOTES_MOST = 200


def has_stuck_on(pdf: bytes, first: int, count: int) -> bool:
    """Whether these pages hold notes, stamps or fields, or the file has layers to be switched.

    Our own files have neither (ISO 19005-3 §6.3, §6.9). A file that cannot be opened has none.
    """
    from pikepdf import Pdf, PdfError

    try:
        with Pdf.open(BytesIO(pdf)) as opened:
            pages = opened.pages[first : first + count]
            return "/OCProperties" in opened.Root or any(_has_note(page) for page in pages)
    except (PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return False


def _has_note(page: "Page") -> bool:
    notes = page.obj.get("/Annots")
    if notes is None:
        return False
    return len(notes) > _NOTES_MOST or any(_has_size(note) for note in notes)


def _has_size(note: Any) -> bool:  # noqa: ANN401 - pikepdf types no dictionary
    left, bottom, right, top = (float(edge) for edge in note.get("/Rect", (0, 0, 0, 0)))
    return abs(right - left) > _LEAST and abs(top - bottom) > _LEAST
