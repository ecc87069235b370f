"""Who may send: invitations with one-time codes, seals, accreditation, sessions."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.node import paper_keys
from app.node.bookings import let_go
from app.node.centres import Centres
from app.node.contacts import note_contact
from app.node.database import NodeDatabase
from app.node.endorsements import tell_newest
from app.node.freshness import challenge_for, is_fresh
from app.node.keys import NodeKeys
from app.node.protocols import Protocols
from app.node.region import NotOurAuthority, Region
from app.node.rosters import Rosters
from app.node.tables import EnrolledSeal, FeedRow, Invitation, InvitedRoles, SessionToken
from app.node.told_before import tell_before
from app.seal.authority import sign_accreditation
from app.seal.ceremony import Answers
from app.seal.claims import AccreditationClaims
from app.seal.keys import ALGORITHMS, algorithm_of, key_id, verify_signature
from app.sync.call_proof import CallProof, signed_part
from app.sync.wire import (
    EnrolAnswer,
    EnrolRequest,
    NodeIdentity,
    PaperKeyAnswer,
    PaperKeyRequest,
    SessionAnswer,
    SessionRequest,
    ShownAccreditation,
    TakenAnswer,
    enrol_proof,
    session_proof,
)

_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_INVITATION_DAYS = 14
_SESSION = timedelta(minutes=15)
_NEVER = b"", datetime.min.replace(tzinfo=UTC)
_MOST_MET = 4096
"""Of sessions that are remembered: of them nothing changes until they end."""

_ACCREDITED, _RENEWAL = timedelta(days=119), timedelta(days=30)


class Refused(UserError):
    """The node does not do what was asked; `code` is stable, `status` an HTTP status.

    `challenge`: what a seal has to sign for it to be done.
    """

    def __init__(self, code: str, status: int, challenge: bytes = b"") -> None:
        super().__init__()
        self.code = code
        self.status = status
        self.challenge = challenge


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom an invitation is for. `profiles`: codes without version; `roles` at the centre."""

    assessor: str
    number: int
    centre: str
    profiles: tuple[str, ...]
    roles: tuple[str, ...] = ("assessor",)


class Enrolment:
    """Invite, enrol, open sessions."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._centres = Centres(keys, now)
        self._met: dict[bytes, tuple[bytes, datetime]] = {}

    @property
    def identity(self) -> NodeIdentity:
        """Who the node is."""
        keys = self._keys
        return NodeIdentity(keys.name, keys.node.public, keys.roots, keys.seal_algorithm)

    def invite(self, invited: Invited) -> str:
        """A one-time code, good for 14 days: `K7QM-4T2P-9XWD`."""
        code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(12))
        with self._database.transaction() as session:
            session.add(
                Invitation(
                    code_hash=_hash(code),
                    assessor=invited.assessor,
                    number=invited.number,
                    centre=invited.centre,
                    profiles=",".join(invited.profiles),
                    expires=self._now() + timedelta(days=_INVITATION_DAYS),
                )
            )
            session.add(InvitedRoles(code_hash=_hash(code), roles="\n".join(invited.roles)))
        return "-".join(code[i : i + 4] for i in (0, 4, 8))

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Take in a seal; the same seal with the same code gets the same answer again.

        Raises Refused: bad_proof, bad_code, code_used, code_expired, other_algorithm for a new
        seal that is not of the kind this region asks for.
        """
        code = request.code.upper().replace("-", "").replace(" ", "")
        proof = enrol_proof(request.code, request.seal_public)
        if not _is_by(request.seal_public, request.proof, proof):
            raise Refused("bad_proof", 403)
        kid = key_id(request.seal_public)
        with self._database.transaction() as session:
            self._database.take_turn(session)
            invitation = self._invitation(session, code, kid)
            seal = session.get(EnrolledSeal, kid) or self._take_in(session, invitation, request)
            profiles = tuple(seal.profiles.split(","))
            centre_statement = self._centres.cover(session, seal.centre, profiles, kid)
            cursor = session.scalar(select(func.max(FeedRow.cursor))) or 0
            tell_newest(session, self._keys, seal, self._now())
            Protocols(self._database, self._keys, self._now).tell_all(session, kid)
            Rosters(self._database, self._keys, self._now).tell_all(session, kid, seal.centre)
            tell_before(session, seal, self._now())
            return EnrolAnswer(
                node=self.identity,
                assessor=seal.assessor,
                number=seal.number,
                centre=seal.centre,
                profiles=profiles,
                host=self._keys.host,
                trust_list=self._keys.trust_list,
                accreditation=seal.accreditation,
                cursor=cursor,
                centre_statement=centre_statement,
                roles=_roles(session, code),
            )

    def open_session(self, request: SessionRequest) -> SessionAnswer:
        """A token for a seal that proves itself.

        Raises Refused: unknown_seal, bad_proof, stale_proof.
        """
        proof = session_proof(request.kid, request.nonce, request.time, request.challenge)
        with self._database.reading() as session:
            _proved(session, request.kid, request.signature, proof)
        self._need_fresh(request)
        with self._database.transaction() as session:
            return self._open(session, session.get_one(EnrolledSeal, request.kid))

    def take_proof(self, proof: CallProof, call: tuple[str, str]) -> SessionAnswer | None:
        """Believe a call (method and path) that proves its seal; the session it asks for.

        Raises Refused: unknown_seal, bad_proof, stale_proof.
        """
        with self._database.reading() as session:
            _proved(session, proof.kid, proof.signature, signed_part(proof, call))
        self._need_fresh(proof)
        if not proof.opens:
            return None
        with self._database.transaction() as session:
            return self._open(session, session.get_one(EnrolledSeal, proof.kid))

    def take_paper_key(self, kid: bytes, request: PaperKeyRequest) -> PaperKeyAnswer:
        """Keep which key a seal signs files with. Raises Refused: unknown_seal, bad_proof."""
        with self._database.transaction() as session:
            self._database.take_turn(session)
            seal = session.get(EnrolledSeal, kid)
            if seal is None:
                raise Refused("unknown_seal", 403)
            try:
                is_certified = paper_keys.take_key(
                    session, self._keys, seal, request.statement, self._now()
                )
            except paper_keys.NotThisPaperKey as error:
                raise Refused("bad_proof", 403) from error
            return PaperKeyAnswer(is_certified)

    def take_accreditation(self, shown: ShownAccreditation) -> TakenAnswer:
        """Take in what the authority gave a seal by hand. Raises Refused: not_accredited."""
        region = Region(self._database, self._keys, self._now)
        try:
            taken = region.accept(Answers("answers", seals=(shown.statement,)))
        except NotOurAuthority as error:
            raise Refused("not_accredited", 403) from error
        return TakenAnswer(taken.seals > 0)

    def kid_at_hand(self, token: str) -> bytes | None:
        """The seal behind a bearer token that this process has met; nothing is waited for."""
        kid, expires = self._met.get(_hash(token), _NEVER)
        return kid if expires >= self._now() else None

    def kid_of_token(self, token: str) -> bytes:
        """The seal behind a bearer token. Raises Refused: no_session."""
        with self._database.reading() as session:
            found = session.get(SessionToken, _hash(token))
            if found is None or found.expires < self._now():
                raise Refused("no_session", 401)
            if len(self._met) >= _MOST_MET:
                self._met.clear()
            self._met[found.token_hash] = found.kid, found.expires
            return found.kid

    def _need_fresh(self, proof: SessionRequest | CallProof) -> None:
        """Whoever recorded what was signed then learns and changes nothing by it now."""
        node, now = self._keys.node, self._now()
        if not is_fresh(node, proof.kid, proof.time, proof.challenge, now):
            raise Refused("stale_proof", 401, challenge_for(node, proof.kid, now))

    def _open(self, session: Session, seal: EnrolledSeal) -> SessionAnswer:
        now = self._now()
        self._renew(session, seal)
        self._renew_centre(session, seal)
        note_contact(session, seal.kid, now)
        token, expires = secrets.token_urlsafe(32), now + _SESSION
        session.execute(delete(SessionToken).where(SessionToken.expires < now))
        let_go(session, now.date())
        session.add(SessionToken(token_hash=_hash(token), kid=seal.kid, expires=expires))
        return SessionAnswer(token, expires, now)

    def _invitation(self, session: Session, code: str, kid: bytes) -> Invitation:
        found = session.get(Invitation, _hash(code))
        if found is None:
            raise Refused("bad_code", 403)
        if found.used_by not in (None, kid):
            raise Refused("code_used", 403)
        if found.used_by is None and found.expires < self._now():
            raise Refused("code_expired", 403)
        return found

    def _take_in(
        self, session: Session, invitation: Invitation, request: EnrolRequest
    ) -> EnrolledSeal:
        if algorithm_of(request.seal_public) != ALGORITHMS[self._keys.seal_algorithm]:
            raise Refused("other_algorithm", 403)
        kid = key_id(request.seal_public)
        invitation.used_by = kid
        accreditation = self._accredit(invitation, request.seal_public, 1)
        seal = EnrolledSeal(
            kid=kid,
            public=request.seal_public,
            assessor=invitation.assessor,
            number=invitation.number,
            centre=invitation.centre,
            profiles=invitation.profiles,
            accreditation=accreditation,
            accreditation_serial=1,
            accredited_to=None if accreditation is None else self._now().date() + _ACCREDITED,
            state="requested" if accreditation is None else "active",
            enrolled=self._now(),
        )
        session.add(seal)
        return seal

    def _accredit(
        self, invited: Invitation | EnrolledSeal, public: bytes, serial: int
    ) -> bytes | None:
        """The statement for a seal from today on; None where the authority is elsewhere."""
        if self._keys.authority is None:
            return None
        today = self._now().date()
        return sign_accreditation(
            self._keys.authority,
            AccreditationClaims(
                number=invited.number,
                seal_public=public,
                algorithm=algorithm_of(public) or 0,
                assessor=invited.assessor,
                centre=invited.centre,
                profiles=tuple(invited.profiles.split(",")),
                first_day=today,
                last_day=today + _ACCREDITED,
                serial=serial,
            ),
        )

    def _renew(self, session: Session, seal: EnrolledSeal) -> None:
        """A trial region accredits anew before the days run out; the desk gets it by feed."""
        ends = seal.accredited_to
        if ends is None or seal.state != "active" or ends - self._now().date() > _RENEWAL:
            return
        self._database.take_turn(session)
        raw = self._accredit(seal, seal.public, seal.accreditation_serial + 1)
        if raw is None:
            return
        seal.accreditation, seal.accreditation_serial = raw, seal.accreditation_serial + 1
        seal.accredited_to = self._now().date() + _ACCREDITED
        entry = FeedRow(kid=seal.kid, type="accreditation", content=raw, written=self._now())
        session.add(entry)
        paper_keys.certify_here(session, self._keys, seal, self._now())
        tell_newest(session, self._keys, seal, self._now())

    def _renew_centre(self, session: Session, seal: EnrolledSeal) -> None:
        if seal.state == "active" and self._centres.is_due(session, seal.centre):
            self._database.take_turn(session)
            self._centres.cover(session, seal.centre, tuple(seal.profiles.split(",")))


def _roles(session: Session, code: str) -> tuple[str, ...]:
    found = session.get(InvitedRoles, _hash(code))
    return ("assessor",) if found is None else tuple(found.roles.splitlines())


def _proved(session: Session, kid: bytes, signature: bytes, told: bytes) -> EnrolledSeal:
    seal = session.get(EnrolledSeal, kid)
    if seal is None or seal.state == "compromised":
        raise Refused("unknown_seal", 403)
    if not _is_by(seal.public, signature, told):
        raise Refused("bad_proof", 403)
    return seal


def _is_by(public: bytes, signature: bytes, message: bytes) -> bool:
    return verify_signature(public, algorithm_of(public) or 0, signature, message)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
