"""Signer, reviewer and candidate are never the same person."""

from uuid import UUID

import pytest

from app.domain.four_eyes import Eyes, SamePeople, refuse_same_people

A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)


def test_three_different_people_are_let_through() -> None:
    """I9."""
    refuse_same_people(A, B, C)
    refuse_same_people(A, None, None)
    refuse_same_people(A, B, None)


@pytest.mark.parametrize(
    ("signer", "reviewer", "candidate", "pair"),
    [
        (A, A, C, (Eyes.SIGNER, Eyes.REVIEWER)),
        (A, B, A, (Eyes.SIGNER, Eyes.CANDIDATE)),
        (A, B, B, (Eyes.REVIEWER, Eyes.CANDIDATE)),
        (A, None, A, (Eyes.SIGNER, Eyes.CANDIDATE)),
    ],
)
def test_two_who_are_one_are_refused_and_named(
    signer: UUID, reviewer: UUID | None, candidate: UUID | None, pair: tuple[Eyes, Eyes]
) -> None:
    """R7, I9."""
    with pytest.raises(SamePeople) as refused:
        refuse_same_people(signer, reviewer, candidate)
    assert (refused.value.one, refused.value.other) == pair
