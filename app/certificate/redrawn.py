"""Is a page's text what one sees there? Every line is drawn again and must look the same."""

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from app.certificate.picture import opened, painted
from app.certificate.typeface import MM_PER_POINT, Face, letters_covered
from app.certificate.visible_text import SCALE, SeenPage, Segment

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK, _LIGHT = 135, 190
_MISSING_MOST = 0.06
_EXTRA_MOST = 12
_DOT_RISE, _DOT_WIDTH, _DOTS_WIDE = 1.33, 1.5, 20.0
_ABOVE, _BELOW = 0.78, 0.2

Area = tuple[float, float, float, float]  # left, top, right, bottom in mm


class Shown:
    """A page of which only what is really seen counts.

    A PDF can hold text that is white, covered or mapped to other letters than it shows. Drawn
    again with our own faces, what is read out either gives the same ink or is not there.
    """

    def __init__(self, seen: SeenPage, again: "Image") -> None:
        """`again` is the page's text drawn anew, the same size as the page's picture."""
        self._picture, self._again = seen.picture, again
        drawn = tuple(one for one in seen.segments if one.text and self._is_seen(one))
        self.page = replace(seen, segments=drawn)

    def has_more(self, left: float, right: float, segment: Segment) -> bool:
        """Whether something dark that is no text lies on the segment's line in this range (mm)."""
        height = segment.size * MM_PER_POINT
        top, bottom = segment.baseline - _ABOVE * height, segment.baseline + _BELOW * height
        page, again = self._cut((left, top, right, bottom))
        return _dark_only(page, again) > _EXTRA_MOST

    def dots_before(self, segment: Segment) -> int:
        """The filled dots at the left of a level's number, found by their width."""
        end, y = segment.left - 0.3, segment.baseline - _DOT_RISE
        strip, _ = self._cut((end - _DOTS_WIDE, y, end, y + 0.3))
        row = bytes(strip.crop((0, 0, strip.width, 1)).tobytes())
        runs = bytes(255 if grey < _DARK else 0 for grey in row).split(b"\x00")
        return sum(len(run) / SCALE * MM_PER_POINT > _DOT_WIDTH for run in runs)

    def _is_seen(self, segment: Segment) -> bool:
        """Whether the page has ink wherever the letters have it."""
        height = segment.size * MM_PER_POINT
        place = (
            segment.left - 0.3,
            segment.baseline - _ABOVE * height,
            segment.right + 0.3,
            segment.baseline + 0.3 * height,
        )
        page, again = self._cut(place)
        ink = sum(again.histogram()[:_DARK])
        return ink > 0 and _dark_only(again, page) <= max(2, _MISSING_MOST * ink)

    def _cut(self, place: Area) -> "tuple[Image, Image]":
        scale = SCALE / MM_PER_POINT
        left, top, right, bottom = (round(edge * scale) for edge in place)
        box = (left, top, max(left + 1, right), max(top + 1, bottom))
        return self._picture.crop(box), self._again.crop(box)


def shown_pages(pages: tuple[SeenPage, ...]) -> tuple[Shown, ...]:
    """Each page with only the text that is seen on it."""
    if not pages:
        return ()
    with opened(_drawn_again(pages)) as document:
        pictures = [
            painted(document[number], SCALE * 72, grey=True).to_pil().convert("L")
            for number in range(len(pages))
        ]
    return tuple(Shown(page, again) for page, again in zip(pages, pictures, strict=True))


def _drawn_again(pages: tuple[SeenPage, ...]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    covered = letters_covered()
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(pages[0].width, pages[0].height), pageCompression=0)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        text = canvas.beginText()
        for segment in page.segments:
            text.setFont(Face.BOLD if segment.bold else Face.REGULAR, segment.size)
            for letter in segment.letters:
                if letter.text in covered and not letter.text.isspace():
                    text.setTextOrigin(letter.x, letter.y)
                    text.textOut(letter.text)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def _dark_only(one: "Image", other: "Image") -> int:
    """How many pixels are dark in one and, a pixel's width around, light in the other."""
    from PIL import ImageChops, ImageFilter

    dark = one.point([255 if grey < _DARK else 0 for grey in range(256)])
    around = other.filter(ImageFilter.MinFilter(3))
    light = around.point([255 if grey > _LIGHT else 0 for grey in range(256)])
    return int(ImageChops.darker(dark, light).histogram()[255])
