"""Every icon draws, in the colour asked for, and the code asks only for icons there are."""

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from tests.sources import modules
from ui.icons import icon, icon_names, icon_pixmap


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_draws_in_one_colour(qapp: QApplication, name: str) -> None:
    drawn = icon_pixmap(name, 24, QColor("#123456"), 2.0).toImage()
    assert (drawn.width(), drawn.devicePixelRatio()) == (48, 2.0)
    inked = [drawn.pixelColor(x, y) for x in range(48) for y in range(48)]
    solid = [pixel for pixel in inked if pixel.alpha() == 255]
    assert len(solid) > 8
    assert {pixel.name() for pixel in solid} == {"#123456"}
    assert not any(drawn.pixelColor(x, y).alpha() > 200 for x in (0, 47) for y in range(48))


def test_an_icon_that_is_not_there_is_named_with_those_that_are(qapp: QApplication) -> None:
    with pytest.raises(KeyError, match="no icon 'unicorn'"):
        icon_pixmap("unicorn", 24, QColor("#000000"))


def test_a_menu_gets_its_icon_sharp_for_dense_screens(qapp: QApplication) -> None:
    assert not icon("home").isNull()


def test_the_same_icon_is_drawn_once(qapp: QApplication) -> None:
    one = icon_pixmap("home", 24, QColor("#123456"))
    assert icon_pixmap("home", 24, QColor("#123456")).cacheKey() == one.cacheKey()


def test_the_code_asks_only_for_icons_there_are() -> None:
    """Icons named in the call that takes one: first there, second for buttons."""
    kinds = "IconLabel|IconBadge|EmptyState|set_icon_name|CellState|Attention|ChoiceTile|Event"
    first = re.compile(rf'\b(?:{kinds})\(\s*"([a-z-]+)"')
    second = re.compile(r'\b(?:Primary|Secondary|Danger|Quiet|Link)Button\([^()]*?,\s*"([a-z-]+)"')
    missing = {
        (module.path, name)
        for module in modules("ui")
        for pattern in (first, second)
        for name in pattern.findall(module.text)
        if name not in icon_names()
    }
    assert not missing
