"""The charts of the region's picture, drawn with reportlab.graphics and given as SVG."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Final, Literal

from markupsafe import Markup
from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String

from app.domain.shares import Share, Spread
from app.node.charts_svg import INK, to_svg

Anchor = Literal["start", "middle", "end"]
_TEXT: Final = 12
_WIDE, _HIGH, _FOOT, _SIDE, _HEAD = 320, 236, 24, 30, 18
_SHARE, _BAR, _BAR_HIGH = 90, 190, 12
_RANGE, _RANGE_HIGH = 240, 20
_SPARK, _SPARK_HIGH = 64, 26
_TARGET, _TARGET_HIGH = 350, 20

_drawn_once = lru_cache(maxsize=2000)
"""A chart is what it shows and nothing else: the same values are the same picture."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a column: what it is (a name of charts_svg), how many, where it leads."""

    name: str
    count: int
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A month and its parts, from the ground up."""

    label: str
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(one.count for one in self.segments)


@_drawn_once
def columns(months: tuple[MonthColumn, ...]) -> Markup:
    """Stacked columns with a grid; the last is the present and has its sum above."""
    drawing = Drawing(_WIDE, _HIGH)
    step, top = grid(max((month.total for month in months), default=0))
    scale = (_HIGH - _FOOT - _HEAD) / top
    for value in range(0, top + 1, step):
        height = _FOOT + value * scale
        drawing.add(_line(_SIDE, height, _WIDE, height, "grid"))
        drawing.add(_text(_SIDE - 6, height - 4, str(value), "quiet", "end"))
    room = (_WIDE - _SIDE) / max(len(months), 1)
    for place, month in enumerate(months):
        _column(drawing, month, _SIDE + room * place, room, scale, place == len(months) - 1)
    return to_svg(drawing, "columns")


@_drawn_once
def sparkline(values: tuple[int, ...]) -> Markup:
    """How a figure went, without axes; "" of fewer than two values."""
    if len(values) < 2:
        return Markup()
    drawing = Drawing(_SPARK, _SPARK_HIGH)
    least, most = min(values), max(values)
    span = (most - least) or 1
    step = (_SPARK - 10) / (len(values) - 1)
    points = [
        (4 + step * place, 5 + (_SPARK_HIGH - 10) * (value - least) / span)
        for place, value in enumerate(values)
    ]
    flat = [one for point in points for one in point]
    drawing.add(PolyLine(flat, strokeColor=INK["pale"], strokeWidth=2))
    drawing.add(_dot(*points[-1], 3))
    return to_svg(drawing, "spark")


@_drawn_once
def share_bar(found: Share) -> Markup:
    """A share on its ground, with the interval as a line with two ends."""
    drawing, middle = Drawing(_SHARE, _BAR_HIGH), _BAR_HIGH / 2
    drawing.add(_box(0, 0, _SHARE, _BAR_HIGH, "ground"))
    drawing.add(_box(0, 0, _SHARE * found.part / found.whole, _BAR_HIGH, "bar"))
    low, high = (_SHARE * permille / 1000 for permille in (found.low, found.high))
    low, high = max(low, 1), min(high, _SHARE - 1)
    for start, end in (((low, middle), (high, middle)), *(((x, 2), (x, 10)) for x in (low, high))):
        drawing.add(_line(*start, *end, "ink", 1.6))
    return to_svg(drawing, "strip")


@_drawn_once
def plain_bar(value: int, most: int, is_first: bool) -> Markup:
    """A count beside others, the greatest the strongest."""
    drawing = Drawing(_BAR, _BAR_HIGH)
    drawing.add(_box(0, 0, _BAR * value / max(most, 1), _BAR_HIGH, "bar" if is_first else "pale"))
    return to_svg(drawing, "strip")


@_drawn_once
def range_bar(found: Spread, step: int, top: int) -> Markup:
    """The median as a dot on the band of the middle eight of ten; a line every `step` to `top`."""
    drawing, middle = Drawing(_RANGE, _RANGE_HIGH), _RANGE_HIGH / 2
    scale, left = (_RANGE - 14) / top, 7
    for days in range(0, top + 1, step):
        drawing.add(_line(left + days * scale, 0, left + days * scale, _RANGE_HIGH, "grid"))
    low, high = (left + days * scale for days in (found.low, found.high))
    drawing.add(_box(low - 4, middle - 4, high - low + 8, 8, "band", 4))
    drawing.add(_dot(left + found.median * scale, middle, 6))
    return to_svg(drawing, "range")


@_drawn_once
def target_bar(value: int, targets: tuple[int, ...]) -> Markup:
    """How far towards the greatest of the targets, each a mark."""
    drawing = Drawing(_TARGET, _TARGET_HIGH)
    most = max((value, *targets, 1))
    drawing.add(_box(0, 4, _TARGET, 12, "ground", 6))
    width = _TARGET * value / most
    if width:
        drawing.add(_box(0, 4, max(width, 12), 12, "bar", 6))
    for target in targets:
        x = min(max(_TARGET * target / most, 1), _TARGET - 1)
        drawing.add(_line(x, 0, x, _TARGET_HIGH, "ink", 2))
    return to_svg(drawing, "target")


def grid(most: int, lines: int = 4) -> tuple[int, int]:
    """A round step and the round number at the top, so that at most `lines` steps reach `most`."""
    rounds = (first * 10**power for power in count() for first in (1, 2, 5))
    step = next(one for one in rounds if one * lines >= most)
    return step, step * max(-(-most // step), 1)


def _column(
    drawing: Drawing, month: MonthColumn, left: float, room: float, scale: float, is_last: bool
) -> None:
    width, height = min(room * 0.68, 26), float(_FOOT)
    x = left + (room - width) / 2
    for segment in month.segments:
        if segment.count:
            part = _box(x, height, width, segment.count * scale, segment.name)
            part.strokeColor, part.strokeWidth = INK["card"], 1
            vars(part).update(hrefURL=segment.address, hrefTitle=segment.title)
            drawing.add(part)
            height += segment.count * scale
    drawing.add(_text(x + width / 2, 8, month.label, "ink" if is_last else "quiet", "middle"))
    if is_last:
        drawing.add(_text(x + width / 2, height + 5, str(month.total), "ink", "middle"))


def _box(x: float, y: float, width: float, height: float, name: str, round_: float = 0) -> Rect:
    box = Rect(x, y, width, height, rx=round_, ry=round_)
    box.fillColor, box.strokeColor = INK[name], None
    return box


def _dot(x: float, y: float, radius: float) -> Circle:
    return Circle(x, y, radius, fillColor=INK["bar"], strokeColor=INK["card"], strokeWidth=1)


def _line(x: float, y: float, to_x: float, to_y: float, name: str, width: float = 1) -> Line:
    return Line(x, y, to_x, to_y, strokeColor=INK[name], strokeWidth=width)


def _text(x: float, y: float, text: str, name: str, anchor: Anchor) -> String:
    written = String(x, y, text, fontSize=_TEXT, fillColor=INK[name])
    vars(written)["_svgAttrs"] = {"text-anchor": anchor}  # the reader's font, not reportlab's
    return written
