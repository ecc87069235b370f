"""Theme, scale and language of the desk: switched live, remembered between starts."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from ui.language import Language, set_language
from ui.theme import ThemeChoice, apply_theme


class Appearance(QObject):
    """How the desk looks and speaks."""

    scale_changed = Signal()  # widgets have to be built again

    def __init__(
        self, app: QApplication, settings: Settings, remember: Callable[[Settings], object]
    ) -> None:
        """`remember` stores the settings after every change."""
        super().__init__()
        self._app, self._settings, self._remember = app, settings, remember
        self._dress()
        set_language(settings.language)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def settings(self) -> Settings:
        """Everything remembered."""
        return self._settings

    def set_theme(self, theme: ThemeChoice) -> None:
        """Light, dark, or as the system has it."""
        self.change(theme=theme)
        self._dress()

    def set_scale(self, percent: int) -> None:
        """100 to 200 percent."""
        self.change(scale=percent)
        self._dress()
        self.scale_changed.emit()

    def set_language(self, language: Language) -> None:
        """Swedish or English, at once."""
        self.change(language=language)
        set_language(language)

    def change(self, **values: object) -> None:
        """Remember other values of the settings, such as the window's place."""
        self._settings = msgspec.structs.replace(self._settings, **values)
        self._remember(self._settings)

    def _dress(self) -> None:
        apply_theme(self._app, self._settings.theme, self._settings.scale)

    def _on_system_changed(self) -> None:
        if self._settings.theme == "auto":
            self._dress()
