"""A second person at the same laptop: proved by their own secret, signing with their own seal."""

from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.desks import AssessorCard, SignedIn
from app.domain.errors import UserError
from app.storage import seals
from app.storage.log import Signer
from app.usecases.desk import Desk


class SamePerson(UserError):
    """The second person has to be somebody else than the one signed in (R7)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class UnknownColleague(UserError):
    """Nobody with this id works at this desk any longer."""


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """A colleague who has proved who they are; `signer` signs in the chain of their own seal."""

    signed_in: SignedIn
    signer: Signer


class SecondPersons:
    """Who else works here, and letting one of them confirm with their PIN or passphrase."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def others(self) -> tuple[AssessorCard, ...]:
        """Everybody who may unlock this desk but the one signed in, by name."""
        here = {entry.id for entry in self._desk.keys.entries()} - {self._desk.assessor.id}
        with self._desk.database.reading() as session:
            found = [pair for pair in seals.all_seals(session) if pair[0].id in here]
        return tuple(
            AssessorCard(assessor.id, assessor.name, assessor.roles, seal.profiles, seal.last_day)
            for assessor, seal in sorted(found, key=lambda pair: pair[0].name)
        )

    def confirm(self, colleague_id: UUID, secret: str) -> SecondPerson:
        """The colleague, once their secret has opened their own entry; takes about 0.6 s.

        Raises SamePerson, UnknownColleague, WrongSecret, TooManyTries.
        """
        if colleague_id == self._desk.assessor.id:
            raise SamePerson(self._desk.assessor.name)
        try:
            opened = self._desk.keys.open(colleague_id, secret)
        except KeyError as error:
            raise UnknownColleague from error
        signer = replace(self._desk.signer, key=opened.seal)
        return SecondPerson(self._desk.signed_in(colleague_id, signer.kid), signer)
