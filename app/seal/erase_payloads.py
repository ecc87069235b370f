"""Records of erasure: a person asks to be erased, and a desk has done what was ordered."""

from app.domain.erasure import EraseGround
from app.seal.payload_form import Id, Payload
from app.seal.record_header import RecordType

IMPERSONAL = (RecordType.CERTIFICATE_STATUS, RecordType.ERASE_REQUESTED, RecordType.ERASE_DONE)
"""What says nothing of a person but a pseudonym stays: the status bits rest on it."""


class EraseRequested(Payload, frozen=True):
    """A person, by pseudonym alone, asks the region to be erased; never words of their own."""

    person: Id
    ground: EraseGround


class EraseDone(Payload, frozen=True):
    """This desk has erased what the order names; `order`: SHA-256 (hex) of the signed order.

    `records`: how many records lost their content here, `photos`: how many files went.
    """

    person: Id
    order: str
    records: int
    photos: int = 0
