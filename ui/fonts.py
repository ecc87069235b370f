"""Inter in three static weights, loaded once from resources/fonts."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from ui.paths import FONTS

FAMILY = "Intyga Inter"
FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")
_WEIGHTS = {400: QFont.Weight.Normal, 500: QFont.Weight.Medium, 600: QFont.Weight.DemiBold}


@cache
def load_fonts() -> None:
    """Load the desk's typeface; needs a QGuiApplication, safe to call again.

    Raises FileNotFoundError when a file is missing or damaged.
    """
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(FONTS / name)) < 0:
            raise FileNotFoundError(FONTS / name)


def inter(pixels: int, weight: int = 400) -> QFont:
    """Inter with tabular figures at `pixels` high; weight 400, 500 or 600."""
    return QFont(_made(pixels, weight))


@cache
def _made(pixels: int, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(_WEIGHTS[weight])
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
