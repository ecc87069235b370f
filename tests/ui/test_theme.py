"""Colours that can be told apart, one look for everything, scaled and switched live."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.drawing import dress, picture
from ui import theme
from ui.paths import THEMES
from ui.theme_roles import CONTRAST, DARK, LIGHT, TONES, Roles
from ui.widgets.labels import TextLabel

TEXT_PAIRS = [
    ("text", "card"),
    ("text", "ground"),
    ("muted", "card"),
    ("muted", "ground"),
    ("muted", "track"),
    ("text", "accent_ground"),
    ("muted", "accent_ground"),
    ("text", "warn_ground"),
    ("muted", "warn_ground"),
    ("text", "bad_ground"),
    ("accent_text", "card"),
    ("accent_text", "ground"),
    ("accent_text", "warn_ground"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("rail_text", "rail"),
    ("rail_current_text", "rail_current"),
    ("on_badge", "badge"),
    ("on_practice", "practice"),
    ("on_practice", "practice_stripe"),
    *((tone, "card") for tone in ("ok", "warn", "bad")),
    *((tone, "ground") for tone in ("ok", "warn", "bad")),
    *((pair.word, pair.ground) for pair in TONES.values()),
    *((pair.on_full, pair.full) for pair in TONES.values()),
]
CONTROL_PAIRS = [
    ("control_border", "card"),
    ("control_border", "ground"),
    ("accent", "card"),
    ("accent", "ground"),
    ("accent", "accent_ground"),
    ("ok", "ok_ground"),
    ("warn", "warn_ground"),
    ("bad", "bad_ground"),
]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(name: str) -> float:
        parts = QColor(name).getRgbF()[:3]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("roles", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_every_text_can_be_read_on_its_ground(roles: Roles) -> None:
    weak = [
        (word, ground, round(contrast(getattr(roles, word), getattr(roles, ground)), 2))
        for word, ground in TEXT_PAIRS
        if contrast(getattr(roles, word), getattr(roles, ground)) < 4.5
    ]
    assert not weak


@pytest.mark.parametrize("roles", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_every_control_stands_out_from_its_ground(roles: Roles) -> None:
    weak = [
        (edge, ground, round(contrast(getattr(roles, edge), getattr(roles, ground)), 2))
        for edge, ground in CONTROL_PAIRS
        if contrast(getattr(roles, edge), getattr(roles, ground)) < 3
    ]
    assert not weak


def test_the_style_sheet_names_only_roles_and_files_there_are(qapp: QApplication) -> None:
    filled = theme.style_sheet(theme.look())
    assert "@" not in filled
    files = re.findall(r'url\("([^"]+)"\)', filled)
    assert files
    assert not [name for name in files if not (THEMES.parent / name).exists()]


def test_measures_and_letters_grow_with_the_scale(qapp: QApplication) -> None:
    dress("light", 200)
    assert theme.metrics().rail == 168
    assert theme.px(12) == 24
    assert theme.font("body").pixelSize() == 28
    assert "min-height: 76px" in theme.style_sheet(theme.look())


def test_a_scale_beyond_the_limits_is_held_within_them(qapp: QApplication) -> None:
    dress("light", 900)
    assert theme.look().scale == 200
    dress("light", 10)
    assert theme.look().scale == 100


def test_a_change_of_theme_reaches_what_is_on_view(qapp: QApplication) -> None:
    label = TextLabel("Muted", "body", "muted")
    assert picture(label).width() > 0
    assert label.palette().windowText().color() == QColor(LIGHT.muted)
    dress("dark")
    assert label.palette().windowText().color() == QColor(DARK.muted)
    assert qapp.palette().window().color() == QColor(DARK.ground)


def test_strong_contrast_goes_over_the_theme_and_away_again(qapp: QApplication) -> None:
    dress("light", 125)
    theme.set_contrast(qapp, on=True)
    assert (theme.look().roles, theme.look().scale) == (CONTRAST, 125)
    dress("light", 150)
    assert theme.look().roles == CONTRAST
    theme.set_contrast(qapp, on=False)
    assert (theme.look().roles, theme.look().scale) == (LIGHT, 150)


def test_auto_follows_the_system(qapp: QApplication) -> None:
    dress("auto")
    assert theme.look().dark == (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)


def test_a_font_stays_through_a_change_of_theme(qapp: QApplication) -> None:
    label = TextLabel("Rubrik", "title")
    button = QPushButton("Knapp")
    button.setFont(theme.font("heading"))
    for widget in (label, button):
        picture(widget)
    dress("dark")
    assert label.font().pixelSize() == 22
    assert button.font().pixelSize() == 18
