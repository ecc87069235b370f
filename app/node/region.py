"""A region whose root and authority are elsewhere: set up, told by files what they signed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.node import paper_keys
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.ledger_entries import SealTold
from app.node.seal_orders import obey
from app.node.tables import EnrolledSeal, FeedRow, StatedCentre
from app.seal import cose
from app.seal.centre_claims import CentreClaims
from app.seal.ceremony import (
    Answers,
    AskedCentre,
    AskedSeal,
    PaperAnswer,
    Requests,
    SealOrder,
)
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal, ListRolledBack
from app.seal.cose import Purpose
from app.seal.keys import key_id
from app.seal.trust import Delegation, Trust

ClaimsT = TypeVar("ClaimsT")
_SOON, _CENTRE_SOON = timedelta(days=45), timedelta(days=100)


class NotOurAuthority(UserError):
    """A statement in the answers is not by an authority of the trust list, or not as asked."""


class OrderOfUnknownSeal(NotOurAuthority):
    """The authority's order is good, but no seal with this key id is enrolled here."""

    def __init__(self, kid: bytes) -> None:
        super().__init__()
        self.kid = kid


@dataclass(frozen=True, slots=True)
class Accepted:
    """How much of the answers was new."""

    seals: int
    centres: int
    orders: int
    endorsements: int
    papers: int


class Region:
    """Asks the authority for what is lacking, and takes in what it signed."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now

    def requests(self) -> Requests:
        """Every seal and centre without a statement, or with one that soon runs out."""
        with self._database.reading() as session:
            return self.asked(session)

    def asked(self, session: Session) -> Requests:
        """The same, in the caller's unit."""
        today = self._now().date()
        seals = tuple(session.scalars(select(EnrolledSeal).order_by(EnrolledSeal.enrolled)))
        centres = {row.centre: row for row in session.scalars(select(StatedCentre))}
        asked = tuple(
            _asked(seal, paper_keys.statement_of(session, seal.kid))
            for seal in seals
            if _is_due(session, seal, today)
        )
        return Requests(
            intyga="requests",
            region=self._keys.name,
            node=self._keys.node.public,
            seals=asked,
            centres=_centres(seals, centres, today),
        )

    def accept(self, answers: Answers) -> Accepted:
        """Take in all of it or nothing; what is here already changes nothing.

        Raises NotOurAuthority.
        """
        with self._database.transaction() as session:
            self._database.take_turn(session)
            return self.take(session, answers)

    def take(self, session: Session, answers: Answers) -> Accepted:
        """The same, in the caller's unit and turn, which must not be committed if it raises."""
        trust = Trust.load(self._keys.roots, self._keys.trust_list)
        return Accepted(
            sum(self._accredit(session, trust, raw) for raw in answers.seals),
            sum(self._state_centre(session, trust, raw) for raw in answers.centres),
            sum(self._obey(session, trust, raw) for raw in answers.orders),
            sum(self._endorse(session, trust, raw) for raw in answers.endorsements),
            sum(self._certify(session, trust, paper) for paper in answers.papers),
        )

    def _accredit(self, session: Session, trust: Trust, raw: bytes) -> bool:
        read = AccreditationClaims.from_bytes
        claims = _proved(trust, raw, Purpose.ACCREDITATION, read, lambda claims: claims.first_day)
        seal = _seal_of(session, claims)
        if claims.serial <= seal.accreditation_serial and seal.accreditation is not None:
            return False
        seal.accreditation, seal.accreditation_serial = raw, claims.serial
        seal.accredited_to = claims.last_day
        seal.profiles = ",".join(claims.profiles)
        if seal.state == "requested":
            seal.state = "active"
        self._feed(session, seal.kid, "accreditation", raw)
        return True

    def _state_centre(self, session: Session, trust: Trust, raw: bytes) -> bool:
        read = CentreClaims.from_bytes
        claims = _proved(trust, raw, Purpose.CENTRE, read, lambda claims: claims.first_day)
        held = session.get(StatedCentre, claims.centre)
        if held is not None and held.serial >= claims.serial:
            return False
        session.merge(
            StatedCentre(
                centre=claims.centre,
                profiles="\n".join(claims.profiles),
                sites="\n".join(claims.sites),
                statement=raw,
                serial=claims.serial,
                last_day=claims.last_day,
            )
        )
        self._feed(session, None, "centre", raw)
        return True

    def _obey(self, session: Session, trust: Trust, raw: bytes) -> bool:
        today = self._now().date()
        order = _proved(trust, raw, Purpose.ORDER, SealOrder.from_bytes, lambda _: today)
        if session.get(EnrolledSeal, order.kid) is None:
            raise OrderOfUnknownSeal(order.kid)
        is_new = obey(session, order, raw)
        if is_new:
            self._database.write_down(session, SealTold(order.kid, raw))
        return is_new

    def _endorse(self, session: Session, trust: Trust, raw: bytes) -> bool:
        from app.certificate.badge_errors import BadBadge
        from app.node.endorsements import take

        try:
            return take(session, trust, raw, self._now())
        except BadBadge as error:
            raise NotOurAuthority from error

    def _certify(self, session: Session, trust: Trust, paper: PaperAnswer) -> bool:
        try:
            return paper_keys.accept(session, trust, paper, self._now())
        except (BadSeal, paper_keys.NotThisPaperKey) as error:
            raise NotOurAuthority from error

    def _feed(self, session: Session, kid: bytes | None, kind: str, raw: bytes) -> None:
        session.add(FeedRow(kid=kid, type=kind, content=raw, written=self._now()))


def set_up(keys: NodeKeys, roots: tuple[bytes, ...], trust_list: bytes, word: bytes) -> NodeKeys:
    """The node's keys with what root and authority gave it; `word`: the root's delegation.

    A node that has roots keeps one of them: others would be another region's. Raises
    NotOurAuthority for a list or a word no root signed, or that is on another node.
    """
    if keys.roots and not set(keys.roots) & set(roots):
        raise NotOurAuthority
    try:
        offered = Trust(roots).with_trust_list(trust_list)
        delegation = Delegation.proved(word, roots)
    except (BadSeal, ListRolledBack) as error:
        raise NotOurAuthority from error
    if delegation.node.public != keys.node.public or offered.trust_list is None:
        raise NotOurAuthority
    if keys.trust_list and keys.trust_serial > offered.trust_list.serial:
        raise NotOurAuthority
    return replace(keys, roots=roots, trust_list=trust_list, delegation=word)


def _proved(
    trust: Trust,
    raw: bytes,
    purpose: Purpose,
    read: Callable[[bytes], ClaimsT],
    day: Callable[[ClaimsT], date],
) -> ClaimsT:
    """What an authority states that is listed for the `day` of it; else NotOurAuthority."""
    try:
        signed = cose.open1(raw, purpose)
        claims = read(signed.payload)
        authority = trust.authority_behind(signed, day(claims))
    except BadSeal as error:
        raise NotOurAuthority from error
    if authority is None:
        raise NotOurAuthority
    return claims


def _seal_of(session: Session, claims: AccreditationClaims) -> EnrolledSeal:
    """The seal the statement is about, as it was enrolled. Raises NotOurAuthority."""
    seal = session.get(EnrolledSeal, key_id(claims.seal_public))
    is_same = seal is not None and (seal.assessor, seal.number, seal.centre) == (
        claims.assessor,
        claims.number,
        claims.centre,
    )
    if seal is None or not is_same:
        raise NotOurAuthority
    return seal


def _is_due(session: Session, seal: EnrolledSeal, today: date) -> bool:
    """A key for files that came after the seal was accredited has it asked for again."""
    if seal.state not in ("requested", "active"):
        return False
    if paper_keys.lacks_certificate(session, seal.kid):
        return True
    return seal.accredited_to is None or seal.accredited_to - today <= _SOON


def _asked(seal: EnrolledSeal, paper: bytes) -> AskedSeal:
    serial = 1 if seal.accreditation is None else seal.accreditation_serial + 1
    profiles = tuple(seal.profiles.split(","))
    return AskedSeal(seal.public, seal.assessor, seal.number, seal.centre, profiles, serial, paper)


def _centres(
    seals: tuple[EnrolledSeal, ...], stated: dict[str, StatedCentre], today: date
) -> tuple[AskedCentre, ...]:
    """The centres of the seals that lack a statement, a profile in it, or soon the days."""
    wanted: dict[str, list[str]] = {}
    for seal in seals:
        wanted.setdefault(seal.centre, []).extend(seal.profiles.split(","))
    asked = []
    for centre, profiles in sorted(wanted.items()):
        held = stated.get(centre)
        known = held.profiles.split("\n") if held else []
        every = tuple(dict.fromkeys([*known, *profiles]))
        is_fresh = held is not None and held.last_day - today > _CENTRE_SOON
        if is_fresh and set(every) == set(known):
            continue
        sites = tuple(held.sites.split("\n")) if held and held.sites else ()
        asked.append(AskedCentre(centre, every, sites, held.serial + 1 if held else 1))
    return tuple(asked)
