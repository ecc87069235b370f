"""The one look of the desk: colours by role, measures, type; scaled and switched live."""

import re
from dataclasses import asdict, dataclass, fields
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.fonts import inter, load_fonts
from ui.paths import THEMES
from ui.theme_roles import CONTRAST, DARK, LIGHT, TONES, Roles, Tone

ThemeChoice = Literal["light", "dark", "auto"]
TextStyle = Literal[
    "display",
    "title",
    "heading",
    "section",
    "lead",
    "strong",
    "key",
    "body",
    "small",
    "state",
    "label",
    "caption",
]

SCALES = (100, 125, 150, 175, 200)

_TYPE: dict[TextStyle, tuple[int, int]] = {
    "display": (26, 600),  # the person one works with now
    "title": (22, 600),  # page head
    "heading": (18, 600),
    "section": (15, 600),  # card head
    "lead": (15, 500),  # the line under a display or heading
    "strong": (14, 600),
    "key": (14, 500),  # key column, names
    "body": (14, 400),
    "small": (13, 400),
    "state": (13, 600),
    "label": (12, 600),  # above a value
    "caption": (12, 600),  # in capitals, above a card's content
}


_UNSCALED = ("practice_band", "practice_band_low", "practice_foot")


@dataclass(frozen=True, slots=True)
class Metrics:
    """Measures of the desk in logical pixels, already scaled."""

    gap_tiny: int = 4
    gap_small: int = 8
    gap: int = 12
    gap_wide: int = 16
    gap_huge: int = 24
    page_padding: int = 20
    page_padding_small: int = 16  # below page_narrow
    page_narrow: int = 1200
    page_head: int = 64
    column_gap: int = 16
    card_padding: int = 20
    card_foot: int = 48
    card_radius: int = 12
    card_strip: int = 6
    radius: int = 8
    control: int = 40
    control_main: int = 48
    control_touch: int = 56
    finger: int = 44  # the least a gloved finger hits
    rail: int = 84
    row: int = 40
    row_sync: int = 44
    row_people: int = 48
    row_today: int = 56
    table_head: int = 36
    icon: int = 16
    icon_button: int = 18
    icon_rail: int = 22
    content_max: int = 1240
    reading_max: int = 640
    practice_band_low: int = 28  # below window_low; not scaled either
    window_low: int = 720
    practice_band: int = 48  # not scaled: its letters are, as far as there is room
    practice_foot: int = 8


@dataclass(frozen=True, slots=True)
class Look:
    """What the desk looks like now."""

    roles: Roles
    dark: bool
    scale: int  # percent, 100 to 200
    metrics: Metrics
    choice: ThemeChoice = "light"
    contrast: bool = False  # strong contrast in place of light or dark


def _scaled(scale: int) -> Metrics:
    plain = Metrics()
    grown = {f.name: round(getattr(plain, f.name) * scale / 100) for f in fields(Metrics)}
    kept = {name: getattr(plain, name) for name in _UNSCALED}
    return Metrics(**grown | kept)


_look = Look(LIGHT, False, 100, Metrics())


def look() -> Look:
    """The look in force."""
    return _look


def metrics() -> Metrics:
    """The measures in force, scaled."""
    return _look.metrics


def px(pixels: float) -> int:
    """A measure at 100 % in pixels at the scale in force."""
    return round(pixels * _look.scale / 100)


def colour(role: str) -> QColor:
    """The colour of a role in the theme in force."""
    return QColor(getattr(_look.roles, role))


def tone_word(tone: Tone) -> QColor:
    """The colour of words and icons of a tone."""
    return colour(TONES[tone].word)


def tone_ground(tone: Tone) -> QColor:
    """The quiet ground of a tone."""
    return colour(TONES[tone].ground)


def font(style: TextStyle) -> QFont:
    """The font of a text style at the scale in force."""
    size, weight = _TYPE[style]
    return sized_font(size, weight)


def sized_font(pixels: float, weight: int = 400) -> QFont:
    """Inter at a size given at 100 %; for the few texts no style covers."""
    return inter(px(pixels), weight)


def apply_theme(app: QApplication, choice: ThemeChoice, scale: int = 100) -> None:
    """Dress the whole application; widgets repaint by themselves.

    `scale` in percent is held within 100 to 200. A change of scale reaches only widgets built
    afterwards, so the window builds its screens again.
    """
    _dress(app, choice, max(SCALES[0], min(SCALES[-1], scale)), contrast=_look.contrast)


def set_contrast(app: QApplication, *, on: bool) -> None:
    """Strong contrast in place of the theme chosen, or back to that."""
    _dress(app, _look.choice, _look.scale, contrast=on)


def _dress(app: QApplication, choice: ThemeChoice, scale: int, *, contrast: bool) -> None:
    global _look
    dark = contrast or choice == "dark" or (choice == "auto" and _system_is_dark(app))
    roles = CONTRAST if contrast else DARK if dark else LIGHT
    wanted = Look(roles, dark, scale, _scaled(scale), choice, contrast)
    if wanted == _look and app.styleSheet():
        return  # dressing every widget anew takes a third of a second
    _look = wanted
    load_fonts()
    app.setStyleSheet("")  # else style, font and palette polish every widget, each by itself
    app.setStyle("Fusion")
    app.setFont(font("body"))
    app.setPalette(_palette(_look.roles))
    app.setStyleSheet(style_sheet(_look))


def style_sheet(wanted: Look) -> str:
    """The template resources/themes/desk.qss with roles (@name) and scaled pixels filled in."""
    template = (THEMES / "desk.qss").read_text(encoding="utf-8")
    colours = asdict(wanted.roles)
    icons = (THEMES.parent / "icons" / "control").as_posix()
    tint = "dark" if wanted.dark else "light"
    filled = template.replace("@icons", icons).replace("@tint", tint)
    filled = re.sub(r"@([a-z_]+)", lambda found: colours[found[1]], filled)
    return re.sub(
        r"(\d+)px", lambda found: f"{round(int(found[1]) * wanted.scale / 100)}px", filled
    )


def _system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(roles: Roles) -> QPalette:
    group, part = QPalette.ColorGroup, QPalette.ColorRole
    palette = QPalette()
    for role, value in (
        (part.Window, roles.ground),
        (part.WindowText, roles.text),
        (part.Base, roles.card),
        (part.AlternateBase, roles.ground),
        (part.Text, roles.text),
        (part.PlaceholderText, roles.muted),
        (part.Button, roles.card),
        (part.ButtonText, roles.text),
        (part.BrightText, roles.bad),
        (part.Highlight, roles.accent),
        (part.HighlightedText, roles.on_accent),
        (part.Link, roles.accent_text),
        (part.LinkVisited, roles.accent_text),
        (part.ToolTipBase, roles.text),
        (part.ToolTipText, roles.card),
        (part.Mid, roles.line),
        (part.Midlight, roles.line),
        (part.Dark, roles.strong_line),
        (part.Shadow, roles.strong_line),
        (part.Light, roles.card),
        (part.Accent, roles.accent),
    ):
        palette.setColor(role, QColor(value))
    for role in (part.WindowText, part.Text, part.ButtonText):
        palette.setColor(group.Disabled, role, QColor(roles.muted))
    return palette
