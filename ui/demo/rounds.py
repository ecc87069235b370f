"""A round through every screen, in light and dark, large and small, Swedish and English."""

from PySide6.QtCore import QSize

from ui.appearance import Appearance
from ui.demo.hands import Hands
from ui.demo.joining import NAME

_USUAL, _SMALL = QSize(1366, 768), QSize(1093, 614)
_PLACES = ("today", "people", "certificates", "verify", "sync", "protocols", "settings")


def look_around(hands: Hands, appearance: Appearance) -> None:
    """A picture of each place on the rail: light, dark, the smallest window, English."""
    hands.click("rail_people")
    hands.picture("people")
    hands.type(NAME.split()[1][:4].lower())
    _round(hands, "light")
    appearance.set_theme("dark")
    _round(hands, "dark")
    appearance.set_theme("light")
    appearance.set_language("en")
    hands.window.resize(_SMALL)
    _round(hands, "small-en")
    appearance.set_language("sv")
    hands.window.resize(_USUAL)


def _round(hands: Hands, name: str) -> None:
    for place in _PLACES:
        hands.click(f"rail_{place}")
        hands.picture(f"{place}-{name}")
