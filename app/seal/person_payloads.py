"""Records of what a desk tells of a person beside who they are."""

from app.domain.identity_number import Sex
from app.seal.payload_form import Id, Payload


class PersonGender(Payload, frozen=True):
    """The legal gender that a person's number says; the newest counts, no number is told (I12).

    In a record of its own, so that people whose number says nothing, and protected people, are
    simply not told of, and that it goes with the person (R53).
    """

    person: Id
    gender: Sex
