"""Where an error is mended: the room that helps, offered beside its words."""

from app.domain.errors import UserError
from ui.language import marked, tr

_SETTINGS = ("settings", marked("Öppna Inställningar"))
_SYNC = ("sync", marked("Öppna Synk"))
_CONFLICTS = ("conflicts", marked("Öppna Konflikter"))
_OFFERS = {
    "SecrecyNotSigned": _SETTINGS,
    "ClockBehind": _SETTINGS,
    "AccreditationExpired": _SYNC,
    "NoAccreditation": _SYNC,
    "NoCentreStatement": _SYNC,
    "CentreExpired": _SYNC,
    "UnderReview": _CONFLICTS,
    "UnknownConflict": _CONFLICTS,
}


def offer(error: UserError) -> tuple[str, str] | None:
    """The room's key and the words of the offer, None where no room helps."""
    found = _OFFERS.get(type(error).__name__)
    return None if found is None else (found[0], tr(found[1]))
