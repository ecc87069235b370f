"""What is put on top of a page and may look otherwise in another program or on paper."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Page

_LEAST = 1.0  # points: the field of our own signature has no size
_NOTES_MOST = 200


def has_stuck_on(pdf: bytes, first: int, count: int) -> bool:
    """Whether these pages hold notes, stamps or fields, or the file has layers to be switched.

    Our own files have neither (ISO 19005-3 §6.3, §6.9). A file that cannot be opened has none; a
    note that cannot be understood is one, or it would hide those after it.
    """
    from pikepdf import Pdf, PdfError

    try:
        opened = Pdf.open(BytesIO(pdf))
    except (PdfError, ValueError, TypeError):
        return False
    with opened:
        try:
            pages = opened.pages[first : first + count]
            return "/OCProperties" in opened.Root or any(_has_note(page) for page in pages)
        except (PdfError, ValueError, TypeError, AttributeError, LookupError):
            return True


def _has_note(page: "Page") -> bool:
    notes = page.obj.get("/Annots")
    if notes is None:
        return False
    return len(notes) > _NOTES_MOST or any(_has_size(note) for note in notes)


def _has_size(note: Any) -> bool:  # noqa: ANN401 - pikepdf types no dictionary
    left, bottom, right, top = (float(edge) for edge in note.get("/Rect", (0, 0, 0, 0)))
    return abs(right - left) > _LEAST or abs(top - bottom) > _LEAST
