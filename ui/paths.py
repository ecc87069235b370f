"""Where the desk's icons, fonts, style and translations lie."""

from app.paths import resource_folder

ICONS = resource_folder() / "icons"
FONTS = resource_folder() / "fonts"
THEMES = resource_folder() / "themes"
TRANSLATIONS = resource_folder() / "translations"
