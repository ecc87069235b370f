"""Signer, reviewer and candidate are different people (R7, I9)."""

from enum import StrEnum
from uuid import UUID

from app.domain.errors import UserError


class Eyes(StrEnum):
    """One of the three who may not be the same person."""

    SIGNER = "signer"
    REVIEWER = "reviewer"
    CANDIDATE = "candidate"


class SamePeople(UserError):
    """Two who have to be different are one person; `one` and `other` say which (I9)."""

    def __init__(self, one: Eyes, other: Eyes) -> None:
        super().__init__()
        self.one = one
        self.other = other


def refuse_same_people(signer: UUID, reviewer: UUID | None, candidate: UUID | None) -> None:
    """Raises SamePeople when two of the three are one person.

    The ids are of people: an assessor's person where it is known (`assessors.person_id`), else
    the assessor's own id; `reviewer` None where none has to take part yet, `candidate` None where
    the assessors' people are not known.
    """
    pairs = (
        (Eyes.SIGNER, signer, Eyes.REVIEWER, reviewer),
        (Eyes.SIGNER, signer, Eyes.CANDIDATE, candidate),
        (Eyes.REVIEWER, reviewer, Eyes.CANDIDATE, candidate),
    )
    for one, first, other, second in pairs:
        if first is not None and first == second:
            raise SamePeople(one, other)
