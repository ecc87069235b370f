"""A text in the two languages every protocol carries."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["sv", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same meaning in Swedish and English."""

    sv: str
    en: str

    def in_language(self, language: Language) -> str:
        """The wording in `language`."""
        return self.en if language == "en" else self.sv
