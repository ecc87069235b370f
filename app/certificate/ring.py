"""The level ring: one sector an area clockwise from the top, one ring a step of the scale."""

from math import asin, cos, degrees, radians, sin, tan

from app.certificate.look import ACCENT, CREDITED, EMPTY
from app.certificate.sheet import Point, Sheet
from app.domain.certificate import AreaLine, AreaOutcome

_PITCH, _THICK = 0.223, 0.108
_SECTOR_GAP = 1.1

Piece = tuple[Point, ...]


def draw_ring(
    sheet: Sheet, centre: Point, radius: float, areas: tuple[AreaLine, ...], steps: int
) -> None:
    """The areas' levels; what is not shown stays pale, a credit fills to the demand."""
    pitch, thick = radius * _PITCH, radius * _THICK
    turn = 360 / len(areas)
    for index, area in enumerate(areas):
        reached, colour = _filled(area)
        for step in range(steps):
            outer = radius - (steps - 1 - step) * pitch
            paint = colour if step < reached else EMPTY
            sector = (index * turn, (index + 1) * turn)
            sheet.shape(_band(centre, (outer - thick, outer), sector), paint)


def _filled(area: AreaLine) -> tuple[int, int]:
    if area.outcome is AreaOutcome.CREDITED:
        return area.required_level, CREDITED
    return (area.level if area.outcome is AreaOutcome.SHOWN else 0), ACCENT


def _band(centre: Point, radii: Point, sector: Point) -> tuple[Piece, ...]:
    """The outline of a piece of a ring whose sides run parallel to its neighbours'."""
    inner, outer = radii
    gap = min(_SECTOR_GAP, 0.3 * inner * radians(sector[1] - sector[0]))
    if sector[1] - sector[0] >= 360:
        gap = 0
    near, far = (degrees(asin(gap / 2 / radius)) for radius in radii)
    start, stop = sector
    return (
        (_at(centre, outer, start + far),),
        *_arc(centre, outer, start + far, stop - far),
        (_at(centre, inner, stop - near),),
        *_arc(centre, inner, stop - near, start + near),
    )


def _arc(centre: Point, radius: float, start: float, stop: float) -> tuple[Piece, ...]:
    """Bézier curves of at most a quarter turn each, in degrees clockwise from the top."""
    count = max(1, round(abs(stop - start) / 90 + 0.49))
    turn = (stop - start) / count
    reach = radius * 4 / 3 * tan(radians(turn) / 4)
    curves = []
    for index in range(count):
        a, b = start + index * turn, start + (index + 1) * turn
        leave = _beside(_at(centre, radius, a), a, reach)
        arrive = _beside(_at(centre, radius, b), b, -reach)
        curves.append((leave, arrive, _at(centre, radius, b)))
    return tuple(curves)


def _at(centre: Point, radius: float, turn: float) -> Point:
    angle = radians(turn)
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


def _beside(point: Point, turn: float, reach: float) -> Point:
    angle = radians(turn)
    return point[0] + reach * cos(angle), point[1] + reach * sin(angle)
