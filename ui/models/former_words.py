"""What is said of an area that a newer version of its protocol renamed, or has no longer."""

from app.domain.former_area import FormerArea
from app.usecases.matrix import FormerLevel
from ui.language import language, tr


def former_words(former: FormerArea) -> str:
    """ "Området hette Mätteknik i version 1.2.0. I version 2.0.0 heter det Mätning." """
    if not former.version:
        return tr("Området finns inte i någon version på den här datorn.")
    name = former.name.in_language(language())
    if former.successor is None:
        words = tr("{area} bedömdes i version {version}. Version {now} har inte området.")
        return words.format(area=name, version=former.version, now=former.now)
    words = tr("{area} i version {version} heter {successor} i version {now}.")
    successor = former.successor.in_language(language())
    return words.format(area=name, version=former.version, successor=successor, now=former.now)


def former_level_words(asked: FormerLevel) -> str:
    """What became of a level that the company asks for."""
    words = former_words(asked.area)
    if asked.area.successor is None:
        more = tr("Företagets nivå {level} gäller inget område nu.")
    else:
        more = tr("Företagets nivå {level} följer med.")
    return f"{words} {more.format(level=asked.level)}"
