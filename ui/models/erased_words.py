"""What stands for a name that was erased, in the language of the screen."""

from app.domain.erasure import ErasureStage, erasure_in
from ui.figures import iso_day
from ui.language import marked, tr

_WORDS = {
    ErasureStage.REQUESTED: marked("Radering begärd {day}"),
    ErasureStage.ERASED: marked("Raderad enligt beslut {day}"),
}


_SHORT = {
    ErasureStage.REQUESTED: marked("Radering begärd"),
    ErasureStage.ERASED: marked("Raderad"),
}


def short_name(name: str) -> str:
    """The same where there is little room."""
    erasure = erasure_in(name)
    if erasure is None:
        return name
    return tr(_SHORT[erasure.stage])


def shown_name(name: str) -> str:
    """A name as it is; words with the day where it was erased or is to be."""
    erasure = erasure_in(name)
    if erasure is None:
        return name
    return tr(_WORDS[erasure.stage]).format(day=iso_day(erasure.day))
