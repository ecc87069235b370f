"""Where the desk's icons, fonts, style and translations lie."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
ICONS = RESOURCES / "icons"
FONTS = RESOURCES / "fonts"
THEMES = RESOURCES / "themes"
TRANSLATIONS = RESOURCES / "translations"
