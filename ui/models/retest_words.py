"""What a retest is called, and from when it may be taken."""

from app.usecases.retests import RetestOffer
from ui.figures import short_day
from ui.language import tr


def retest_line(offer: RetestOffer) -> str:
    """Omtest av 2 områden; where all that today's version asks for is shown, a new decision."""
    if not offer.each:
        return tr("Nytt beslut utan omtest")
    return tr("Omtest av %n områden", len(offer.areas))


def retest_from(offer: RetestOffer) -> str:
    """Whether it may be taken now, else from when or what it waits for."""
    if offer.hindrance is None:
        return tr("möjligt nu")
    if offer.attempt > offer.max_attempts:
        return tr("inga försök kvar")
    return tr("möjligt från {day}").format(day=short_day(offer.possible_from))
