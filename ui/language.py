"""Swedish in the code, English in resources/translations; switched live, no restart."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

import PySide6
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from ui.paths import TRANSLATIONS

Language = Literal["sv", "en"]
Forms = dict[str, list[str]]  # language -> [one, many]
Entry = str | Forms  # the English wording, or the forms of a counted text

_chosen: Language = "sv"
_installed: list[QTranslator] = []


def language() -> Language:
    """The language in force."""
    return _chosen


def locale() -> QLocale:
    """Numbers, dates and times in the language in force, as written in Sweden."""
    if _chosen == "sv":
        return QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def tr(text: str, count: int = -1) -> str:
    """The Swedish `text` in the language in force; `count` fills %n and chooses the form."""
    return QCoreApplication.translate("", text, None, count)


def marked(text: str) -> str:
    """Say that a text declared as data is to be translated; returned as it is."""
    return text


def set_language(wanted: Language) -> None:
    """Switch; every widget gets QEvent.LanguageChange. Needs a QCoreApplication."""
    global _chosen
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    _chosen = wanted
    QLocale.setDefault(locale())
    if wanted == "sv":
        _install(_qt_own_words())
    _install(Catalogue(wanted))


class Catalogue(QTranslator):
    """Answers Qt's question for a text from the JSON catalogues."""

    def __init__(self, wanted: Language) -> None:
        super().__init__()
        self._wanted = wanted
        self._entries = entries()

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The wording, or None where the Swedish source stands as it is."""
        entry = self._entries.get(source)
        if isinstance(entry, dict):
            return entry[self._wanted][0 if n == 1 else 1]
        if self._wanted == "sv":
            return None
        return entry or None

    def isEmpty(self) -> bool:
        """Never empty; Qt would refuse an empty one."""
        return False


@cache
def entries() -> dict[str, Entry]:
    """Every entry of every catalogue; one Swedish text has one English wording."""
    found: dict[str, Entry] = {}
    for path in catalogue_files():
        found.update(read_catalogue(path))
    return found


def catalogue_files() -> list[Path]:
    """The catalogues, one per module of ui/ that speaks."""
    return sorted(TRANSLATIONS.rglob("*.json"))


def read_catalogue(path: Path) -> dict[str, Entry]:
    """One catalogue; ValueError with the path if it is not JSON or names a text twice."""

    def once(pairs: list[tuple[str, Entry]]) -> dict[str, Entry]:
        if len({key for key, _ in pairs}) < len(pairs):
            raise ValueError(f"{path}: a text stands twice")
        return dict(pairs)

    try:
        read: dict[str, Entry] = json.loads(
            path.read_text(encoding="utf-8"), object_pairs_hook=once
        )
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}: {error}") from error
    return read


def _qt_own_words() -> QTranslator:
    """Qt's Swedish for its own menus and buttons (its source is English)."""
    translator = QTranslator()
    folder = Path(PySide6.__path__[0]) / "Qt" / "translations"
    translator.load("qtbase_sv", str(folder))
    return translator


def _install(translator: QTranslator) -> None:
    QCoreApplication.installTranslator(translator)
    _installed.append(translator)
