"""A picture in grey, as codes are looked for in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GreyPicture:
    """One byte a pixel, row after row; `width` counts any padding at the rows' ends too."""

    grey: memoryview
    width: int
    height: int
