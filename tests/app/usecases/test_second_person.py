"""A second person at the same laptop proves who they are and signs with their own seal."""

from datetime import timedelta

import pytest

from app.domain.desks import PRACTICE_PIN, AssessorCard
from app.seal.vault import TooManyTries, WrongSecret
from app.usecases.second_person import SamePerson, UnknownColleague
from app.workspace import Workspace
from tests.desk_work import MARIA, Opener
from tests.factories import FixedClock


def test_everybody_else_at_the_desk_can_be_the_second_person(desk: Workspace) -> None:
    """R7."""
    names = [colleague.name for colleague in desk.second_persons.others()]
    assert "Per Nyström" in names
    assert MARIA not in names
    assert names == sorted(names)


def test_a_colleague_confirms_with_their_own_pin_and_their_own_seal(desk: Workspace) -> None:
    """R7: the signature is in the chain of the colleague's own seal."""
    anna = colleague(desk)
    second = desk.second_persons.confirm(anna.id, PRACTICE_PIN)
    assert second.signed_in.name == anna.name
    assert second.signer.kid != desk.desk.signer.kid
    assert second.signer.epoch == desk.desk.signer.epoch


def test_the_one_signed_in_is_never_the_second_person(desk: Workspace) -> None:
    """R7."""
    with pytest.raises(SamePerson):
        desk.second_persons.confirm(desk.assessor.id, PRACTICE_PIN)


def test_somebody_who_does_not_work_here_confirms_nothing(desk: Workspace) -> None:
    with pytest.raises(UnknownColleague):
        desk.second_persons.confirm(desk.desk.new_id(), PRACTICE_PIN)


def test_wrong_tries_are_counted_as_at_unlocking(
    desk: Workspace, clock: FixedClock, open_desk: Opener
) -> None:
    """R51: guessing a colleague's PIN has to wait too, also after a restart."""
    anna = colleague(desk)
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongSecret) as wrong:
            desk.second_persons.confirm(anna.id, "000000")
        assert wrong.value.left == left
    desk.close()
    again = open_desk()
    with pytest.raises(TooManyTries):
        again.second_persons.confirm(anna.id, PRACTICE_PIN)
    clock.advance(timedelta(seconds=31))
    assert again.second_persons.confirm(anna.id, PRACTICE_PIN).signed_in.name == anna.name


def colleague(desk: Workspace, name: str = "Per Nyström") -> AssessorCard:
    """The colleague of that name."""
    return next(one for one in desk.second_persons.others() if one.name == name)
