"""Words of credits: why an area does not count, what one rests on."""

from app.domain.credits import CreditKind, CreditRefusal
from app.usecases.cases import CreditedArea
from app.usecases.credit_sources import Offer
from ui.figures import iso_day
from ui.language import marked, tr
from ui.screens.case.words import said

_REFUSALS = {
    CreditRefusal.NOT_IN_SOURCE: marked("finns inte i beviset"),
    CreditRefusal.NOT_SHOWN: marked("inte visat i beviset"),
    CreditRefusal.CREDITED_THERE: marked("tillgodoräknat redan där"),
    CreditRefusal.LEVEL_TOO_LOW: marked("för låg nivå"),
    CreditRefusal.TOO_OLD: marked("för gammalt"),
    CreditRefusal.EXPIRED: marked("beviset har gått ut"),
    CreditRefusal.WITHDRAWN: marked("beviset gäller inte"),
    CreditRefusal.OVER_SHARE: marked("över andelen"),
}


def refusal_words(refusal: CreditRefusal) -> str:
    """Why an area does not count, as it stands after its name."""
    return tr(_REFUSALS[refusal])


def offer_words(offer: Offer) -> str:
    """A certificate one can choose."""
    where = tr("Härifrån") if offer.kind is CreditKind.OWN else offer.centre
    return f"{said(offer.role)} · {iso_day(offer.issued)} · {where}"


def credit_words(credited: CreditedArea) -> str:
    """What a credited area rests on."""
    return tr("Tillgodoräknad: {source}, {day}").format(
        source=credited.source, day=iso_day(credited.issued)
    )
