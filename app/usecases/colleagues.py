"""Who works at this desk: another assessor joins with a code from the node, or leaves."""

from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.desks import AssessorCard, SecretTooShort
from app.domain.errors import UserError
from app.seal.trust import Trust
from app.seal.vault import Opened, VaultEntry
from app.storage import desk_facts, seals
from app.storage import trust as trust_documents
from app.storage.founding import Founder, let_work
from app.storage.log import Signer
from app.storage.tables import SealRow
from app.sync.enrolment import ProbedNode, RootMismatch, enrol, fingerprint, probe
from app.sync.paper import tell_at_once
from app.sync.wire import EnrolAnswer
from app.usecases.desk import Desk
from app.usecases.enrolment import last_day, prove
from app.usecases.second_person import SecondPersons, UnknownColleague


class NoNodeHere(UserError):
    """This desk has no node: everybody on the practice desk is there from the beginning."""


class OtherCentre(UserError):
    """The code is for somebody at another test centre than this desk's."""

    def __init__(self, centre: str, here: str) -> None:
        super().__init__()
        self.centre = centre
        self.here = here


class AlreadyHere(UserError):
    """Somebody with this assessor number works at this desk already."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class StillSignedIn(UserError):
    """Whoever is signed in cannot take themselves away; a desk always has somebody."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class Colleagues:
    """Add and remove those who may unlock this desk."""

    def __init__(self, desk: Desk, shortest_secret: int) -> None:
        self._desk, self._shortest = desk, shortest_secret
        self._persons = SecondPersons(desk)

    @property
    def shortest_secret(self) -> int:
        """How many characters a PIN or passphrase has to have at this desk."""
        return self._shortest

    def others(self) -> tuple[AssessorCard, ...]:
        """Everybody who may unlock this desk but the one signed in, by name."""
        return self._persons.others()

    def add(self, own_secret: str, code: str, secret: str) -> str:
        """Let somebody with a one-time code work here with a secret of their own; their name.

        The one signed in lets them in with `own_secret`. The new seal is on disk before the code
        is used: an attempt cut off at any point is repeated with the same code and secret. Takes
        some seconds. Raises WrongSecret, TooManyTries, SecretTooShort, NoNodeHere, OtherCentre,
        AlreadyHere, RootMismatch, NodeRefused, NodeUnreachable, NotTheNode, BadSeal.
        """
        if len(secret) < self._shortest:
            raise SecretTooShort(self._shortest)
        desk = self._desk
        with desk.database.reading() as session:
            url = desk_facts.get(session, desk_facts.NODE_URL)
            roots = trust_documents.roots(session)
        if url is None:
            raise NoNodeHere
        data_key = desk.keys.open(desk.assessor.id, own_secret).data_key
        node = believed(url, roots)
        joining = (code, secret)
        kept, opened = desk.keys.keep_joining(desk.new_id(), data_key, joining, node.algorithm)
        answer = enrol(url, code, opened.seal, node.fingerprint)
        if answer.centre != desk.centre:
            raise OtherCentre(answer.centre, desk.centre)
        prove(answer, opened.seal, Trust.load(roots, answer.trust_list))
        entry = self._entry(kept, opened, answer)
        with desk.database.transaction() as session:
            self._write(session, entry, opened, answer)
        desk.keys.let_in(entry, kept, opened, secret)
        tell_at_once(url, opened.seal, desk.clock.now())
        desk.announce(Touched.PEOPLE, Touched.LOG)
        return answer.assessor

    def remove(self, colleague_id: UUID) -> None:
        """Let a colleague no longer unlock this desk; what they signed stays and is sent.

        Raises StillSignedIn for the one at the desk, UnknownColleague.
        """
        if colleague_id == self._desk.assessor.id:
            raise StillSignedIn(self._desk.assessor.name)
        if colleague_id not in {entry.id for entry in self._desk.keys.entries()}:
            raise UnknownColleague
        self._desk.keys.remove(colleague_id)
        self._desk.announce(Touched.PEOPLE)

    def _entry(self, kept: VaultEntry, opened: Opened, answer: EnrolAnswer) -> VaultEntry:
        """What the unlock screen shows of them; who worked here before keeps their id."""
        with self._desk.database.reading() as session:
            known = seals.of_number(session, answer.number)
        here = {entry.id: entry for entry in self._desk.keys.entries()}
        if known and known.id in here and here[known.id].seal_public != opened.seal.public:
            raise AlreadyHere(known.name)
        return msgspec.structs.replace(
            kept,
            id=known.id if known else kept.id,
            name=answer.assessor,
            roles=answer.roles,
            profiles=answer.profiles,
            accredited_to=last_day(answer),
        )

    def _write(
        self, session: Session, entry: VaultEntry, opened: Opened, answer: EnrolAnswer
    ) -> None:
        desk, seal = self._desk, opened.seal
        if session.get(SealRow, seal.kid) is not None:
            return  # an earlier attempt came this far
        founder = Founder(
            entry.id, answer.assessor, answer.number, answer.roles, seal, answer.accreditation
        )
        signer = Signer(seal, desk.signer.epoch, desk.clock, desk.new_id)
        let_work(session, founder, signer, (desk.name, desk.centre))
        asked = desk_facts.asked_profiles(seal.kid)
        desk_facts.put(session, asked, ",".join(answer.profiles))


def believed(url: str, roots: tuple[bytes, ...]) -> ProbedNode:
    """The node there, once it has a root this desk believes."""
    probed = probe(url)
    if not set(probed.roots) & set(roots):
        raise RootMismatch(fingerprint(roots), probed.fingerprint)
    return probed
