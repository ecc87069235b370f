"""What ties an assessor to a person, in words."""

from datetime import date

from app.domain.ties import TieKind
from ui.figures import day
from ui.language import marked, tr

_KINDS = {
    TieKind.SELF: marked("Är själv den här personen"),
    TieKind.RELATIVE: marked("Närstående"),
    TieKind.LINE_MANAGER: marked("Chef"),
    TieKind.TRAINED: marked("Har utbildat personen"),
    TieKind.ORGANISATION: marked("Samma organisation"),
}
_MEANINGS = {
    TieKind.SELF: marked("Bedömer aldrig sig själv."),
    TieKind.RELATIVE: marked("Får inte bedöma."),
    TieKind.LINE_MANAGER: marked("Får inte bedöma."),
    TieKind.TRAINED: marked("Får inte bedöma förrän tiden i protokollet har gått."),
    TieKind.ORGANISATION: marked("Antecknas bara; hindrar ingenting."),
}


def tie_words(kind: TieKind, since: date | None = None) -> str:
    """The kind of tie, with its day where it has one."""
    words = tr(_KINDS[kind])
    return tr("{tie} till {day}").format(tie=words, day=day(since)) if since else words


def meaning_words(kind: TieKind) -> str:
    """What the tie keeps somebody from."""
    return tr(_MEANINGS[kind])
