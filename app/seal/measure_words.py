"""Which records of measures lose their content when somebody is erased (R53)."""

from collections.abc import Collection, Iterable

from app.domain.company_measure import is_named
from app.domain.erasure import erasure_in
from app.seal.measure_payloads import MeasurePlanned, MeasureWorded
from app.seal.payload_form import Payload
from app.seal.payloads import PersonRegistered
from app.seal.record_header import RecordType

WORDED = (RecordType.MEASURE_PLANNED, RecordType.MEASURE_WORDED)
"""Records that carry somebody's words of a measure."""

NAMING = (RecordType.PERSON_REGISTERED, RecordType.PERSON_CORRECTED)
"""Records that say what somebody is called."""


def people_of(payload: Payload | None) -> frozenset[str]:
    """Everybody the words of a record may be about; nobody for a record of anything else."""
    match payload:
        case MeasureWorded():
            return frozenset(payload.people)
        case MeasurePlanned():
            return frozenset(one.person for one in payload.people)
        case _:
            return frozenset()


def names_in(told: Iterable[Payload]) -> frozenset[str]:
    """What these records call somebody."""
    names = (one.name for one in told if isinstance(one, PersonRegistered))
    return frozenset(name for name in names if erasure_in(name) is None)


def goes_with(payload: Payload | None, person: str, names: Collection[str]) -> bool:
    """Whether a record's words go with an erased person: they may be about them, or name them.

    Each record is judged by itself: what is written of the measure afterwards stays.
    """
    if not isinstance(payload, MeasurePlanned | MeasureWorded):
        return False
    return person in people_of(payload) or is_named(
        " | ".join((payload.text, payload.responsible, payload.length or "")), names
    )
