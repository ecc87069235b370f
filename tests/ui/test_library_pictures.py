"""Every drawing of the library, as the desk shows it light and dark and as paper has it."""

import re
from collections import Counter
from functools import cache

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.protocols.faults import Fault
from app.protocols.svg import check_svg
from tests.app.protocols.shipped import shipped, shipped_codes
from ui.svg_png import svg_image, svg_png
from ui.theme import ThemeChoice, apply_theme
from ui.theme_roles import LIGHT
from ui.widgets.svg_picture import SvgPicture

READABLE = 4.5
"""WCAG 2.2, 1.4.3: contrast of text; a mark of colour needs less, but every drawing has text or
lines that must be seen."""

INK_PERMILLE = (2, 600)
SMALLEST_TEXT = 11
"""Pixels at the drawing's own size: half of that is still told apart on paper."""


@pytest.fixture(scope="module", params=shipped_codes())
def pictures(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return shipped(request.param).loaded.pictures


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_picture_is_seen_on_the_desk_in_light_and_dark(
    theme: ThemeChoice, pictures: dict[str, bytes], qapp: QApplication
) -> None:
    """The ground of a drawing is light in both, because drawings are dark lines."""
    apply_theme(qapp, theme)
    shown = SvgPicture()
    for name, svg in pictures.items():
        shown.show_picture(svg, name)
        assert shown.is_drawn, name
        shown.resize(shown.fitted(QSize(300, 220)) + QSize(24, 24))
        assert is_readable(shown.grab().toImage()), name


def test_every_picture_is_seen_on_paper(pictures: dict[str, bytes]) -> None:
    for name, svg in pictures.items():
        assert is_readable(svg_image(svg).scaledToWidth(300)), name
    file = QImage.fromData(svg_png(svg))  # making a file of each takes five times as long
    assert file == svg_image(svg), name


def test_every_picture_is_plain_with_text_large_and_dark_enough(
    pictures: dict[str, bytes],
) -> None:
    for name, svg in pictures.items():
        faults: list[Fault] = []
        check_svg(name, svg, faults)
        assert faults == [], name
        text = svg.decode()
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)', text)]
        assert min(sizes, default=SMALLEST_TEXT) >= SMALLEST_TEXT, name


def is_readable(image: QImage) -> bool:
    """Neither blank nor flooded, with enough dots that stand out from the light ground."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dots = Counter(plain.constBits().tobytes())
    ink = 1000 * sum(dots[value] for value in dark_values()) / (plain.width() * plain.height())
    return INK_PERMILLE[0] <= ink <= INK_PERMILLE[1]


@cache
def dark_values() -> tuple[int, ...]:
    """The greys that stand out from the light ground."""
    ground = luminance(QColor(LIGHT.card))
    return tuple(value for value in range(256) if _contrast(ground, value / 255) >= READABLE)


def _contrast(ground: float, grey: float) -> float:
    return float((ground + 0.05) / (grey**2.2 + 0.05))


def luminance(colour: QColor) -> float:
    """Relative luminance, near enough, of a colour of the theme."""
    red, green, blue = (part**2.2 for part in colour.getRgbF()[:3])
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
