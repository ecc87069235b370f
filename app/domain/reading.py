"""How a candidate reads the test: size of text, contrast, what is read in the other language."""

from dataclasses import dataclass

from app.domain.text import Language


@dataclass(frozen=True, slots=True)
class Reading:
    """Kept with the sitting. `size` "" as the desk's; `languages` of the questions switched."""

    size: str = ""
    contrast: bool = False
    languages: tuple[tuple[str, Language], ...] = ()
