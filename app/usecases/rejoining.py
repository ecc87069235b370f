"""After a recovery at a real desk: the node takes in the new seal, for the same person."""

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.seal.trust import Trust
from app.storage import centres, desk_facts, seals
from app.storage import trust as trust_documents
from app.sync.enrolment import enrol
from app.sync.paper import tell_at_once
from app.sync.wire import EnrolAnswer
from app.usecases.colleagues import NoNodeHere, OtherCentre, believed
from app.usecases.desk import Desk
from app.usecases.enrolment import prove


class OtherPerson(UserError):
    """The one-time code was made for somebody else than the one signed in."""

    def __init__(self, name: str, here: str) -> None:
        super().__init__()
        self.name = name
        self.here = here


class Rejoining:
    """A seal the recovery made is known to nobody until the node has taken it in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def is_waiting(self) -> bool:
        """Whether the one signed in has a new seal the node does not know."""
        desk = self._desk
        if desk.is_practice:
            return False
        kid = desk.signer.kid
        with desk.database.reading() as session:
            made = desk_facts.get(session, desk_facts.recovered(kid))
            asked = desk_facts.get(session, desk_facts.asked_profiles(kid))
        return made is not None and asked is None

    def join(self, code: str) -> None:
        """Have the node take in the seal of the one signed in, with a one-time code of theirs.

        Cut off at any point it is repeated with the same code. Raises NoNodeHere, OtherCentre,
        OtherPerson, RootMismatch, NodeRefused, NodeUnreachable, NotTheNode, BadSeal.
        """
        desk = self._desk
        with desk.database.reading() as session:
            url = desk_facts.get(session, desk_facts.NODE_URL)
            roots = trust_documents.roots(session)
        if url is None:
            raise NoNodeHere
        seal = desk.signer.key
        answer = enrol(url, code, seal, believed(url, roots).fingerprint)
        if answer.number != desk.assessor.number:
            raise OtherPerson(answer.assessor, desk.assessor.name)
        if answer.centre != desk.centre:
            raise OtherCentre(answer.centre, desk.centre)
        prove(answer, seal, Trust.load(roots, answer.trust_list))
        with desk.database.transaction() as session:
            self._take(session, answer)
        tell_at_once(url, seal, desk.clock.now())
        desk.read_accreditation()
        desk.announce(Touched.PEOPLE, Touched.LOG, Touched.TRUST)

    def _take(self, session: Session, answer: EnrolAnswer) -> None:
        kid = self._desk.signer.kid
        if answer.accreditation is not None:
            seals.set_accreditation(session, kid, answer.accreditation)
        if answer.centre_statement is not None:
            centres.take(session, answer.centre_statement)
        desk_facts.put(session, desk_facts.asked_profiles(kid), ",".join(answer.profiles))
