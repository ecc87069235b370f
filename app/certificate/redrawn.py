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
_LAYERS_MOST, _TOUCHING = 4, 0.3

Area = tuple[float, float, float, float]  # left, top, right, bottom in mm


class Shown:
    """A page of which only what is really seen counts.

    A PDF can hold text that is white, covered or mapped to other letters than it shows. Drawn
    again with our own faces, what is read out either gives the same ink or is not there.
    """

    def __init__(self, seen: SeenPage, layers: "list[tuple[tuple[Segment, ...], Image]]") -> None:
        """`layers` are the page's text drawn anew, what lies over each other apart."""
        from PIL import ImageChops

        self._picture = seen.picture
        kept: list[Segment] = []
        for segments, again in layers:
            kept += (one for one in segments if one.text and self._is_seen(one, again))
        self._again = layers[0][1]
        for _, again in layers[1:]:
            self._again = ImageChops.darker(self._again, again)
        self.page = replace(seen, segments=tuple(kept))

    def has_more(self, left: float, right: float, segment: Segment) -> bool:
        """Whether something dark that is no text lies on the segment's line in this range (mm)."""
        height = segment.size * MM_PER_POINT
        top, bottom = segment.baseline - _ABOVE * height, segment.baseline + _BELOW * height
        place = left, top, right, bottom
        return _dark_only(self._picture, self._again, place) > _EXTRA_MOST

    def dots_before(self, segment: Segment) -> int:
        """The filled dots at the left of a level's number, found by their width."""
        end, y = segment.left - 0.3, segment.baseline - _DOT_RISE
        strip = _cut(self._picture, (end - _DOTS_WIDE, y, end, y + 0.3))
        row = bytes(strip.crop((0, 0, strip.width, 1)).tobytes())
        runs = bytes(255 if grey < _DARK else 0 for grey in row).split(b"\x00")
        return sum(len(run) / SCALE * MM_PER_POINT > _DOT_WIDTH for run in runs)

    def _is_seen(self, segment: Segment, drawn: "Image") -> bool:
        """Whether the page has ink wherever the letters have it."""
        height = segment.size * MM_PER_POINT
        place = (
            segment.left - 0.3,
            segment.baseline - _ABOVE * height,
            segment.right + 0.3,
            segment.baseline + 0.3 * height,
        )
        ink = sum(_cut(drawn, place).histogram()[:_DARK])
        return ink > 0 and _dark_only(drawn, self._picture, place) <= max(2, _MISSING_MOST * ink)


def shown_pages(pages: tuple[SeenPage, ...]) -> tuple[Shown, ...]:
    """Each page with only the text that is seen on it."""
    if not pages:
        return ()
    sheets = [_apart(page.segments) for page in pages]
    flat = [(page, layer) for page, layers in zip(pages, sheets, strict=True) for layer in layers]
    with opened(_drawn_again(flat)) as document:
        pictures = [
            painted(document[number], SCALE * 72, grey=True).to_pil().convert("L")
            for number in range(len(flat))
        ]
    found = iter(pictures)
    return tuple(
        Shown(page, [(layer, next(found)) for layer in layers])
        for page, layers in zip(pages, sheets, strict=True)
    )


def _apart(segments: tuple[Segment, ...]) -> list[tuple[Segment, ...]]:
    """Segments in layers, so that in none of them one lies over another; at least one layer."""
    layers: list[list[Segment]] = [[]]
    for segment in segments:
        free = (layer for layer in layers if not any(_overlap(segment, one) for one in layer))
        layer = next(free, None)
        if layer is None and len(layers) < _LAYERS_MOST:
            layer = []
            layers.append(layer)
        (layers[-1] if layer is None else layer).append(segment)
    return [tuple(layer) for layer in layers]


def _overlap(one: Segment, other: Segment) -> bool:
    high = min(one.size, other.size) * MM_PER_POINT * 0.5
    wide = min(one.right, other.right) - max(one.left, other.left)
    return abs(one.baseline - other.baseline) < high and wide > _TOUCHING


def _drawn_again(sheets: list[tuple[SeenPage, tuple[Segment, ...]]]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    covered = letters_covered()
    paper = BytesIO()
    canvas = Canvas(paper, pageCompression=0)
    for page, segments in sheets:
        canvas.setPageSize((page.width, page.height))
        text = canvas.beginText()
        for segment in segments:
            text.setFont(Face.BOLD if segment.bold else Face.REGULAR, segment.size)
            for letter in segment.letters:
                if letter.text in covered and not letter.text.isspace():
                    text.setTextOrigin(letter.x, letter.y)
                    text.textOut(letter.text)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def _cut(picture: "Image", place: Area, around: int = 0) -> "Image":
    """The part of the picture at a place, with so many pixels around it."""
    scale = SCALE / MM_PER_POINT
    left, top, right, bottom = (round(edge * scale) for edge in place)
    right, bottom = max(left + 1, right), max(top + 1, bottom)
    return picture.crop((left - around, top - around, right + around, bottom + around))


def _dark_only(one: "Image", other: "Image", place: Area) -> int:
    """How many pixels there are dark in one and, a pixel's width around, light in the other."""
    from PIL import ImageChops, ImageFilter, ImageOps

    dark = _cut(one, place).point([255 if grey < _DARK else 0 for grey in range(256)])
    darkest = ImageOps.crop(_cut(other, place, 1).filter(ImageFilter.MinFilter(3)), 1)
    light = darkest.point([255 if grey > _LIGHT else 0 for grey in range(256)])
    return int(ImageChops.darker(dark, light).histogram()[255])
