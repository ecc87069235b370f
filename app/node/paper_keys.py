"""Keys that seals sign files with: told by the desks, certified here or elsewhere."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.node.keys import NodeKeys
from app.node.tables import EnrolledSeal, FeedRow, PaperKey
from app.seal import cose
from app.seal.ceremony import PaperAnswer
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal
from app.seal.cose import Purpose
from app.seal.paper_certificate import (
    authority_certificate,
    certify_paper_key,
    is_of,
    prove_paper_certificate,
    read_paper_certificate,
)
from app.seal.paper_key import proved_paper_key
from app.seal.trust import Trust
from app.sync.wire import PaperPair, encode

_TYPE = "paper"


class NotThisPaperKey(UserError):
    """The key is not the seal's own, or a certificate is for another key or seal than asked."""


def take_key(
    session: Session, keys: NodeKeys, seal: EnrolledSeal, statement: bytes, now: datetime
) -> bool:
    """Keep which key a seal signs files with; whether it is certified for the seal's days.

    A desk asks until it has the certificate: one that is here is told anew. Raises
    NotThisPaperKey where the seal itself does not say so.
    """
    _proved(statement, seal)
    row = session.get(PaperKey, seal.kid)
    if row is None:
        row = PaperKey(kid=seal.kid, statement=statement)
        session.add(row)
    if certify_here(session, keys, seal, now):
        return True
    if row.certificate is None or row.issuer is None or seal.accreditation is None:
        return False
    if not is_of(_claims(seal), read_paper_certificate(row.certificate)):
        return False
    _tell(session, row, row.certificate, row.issuer, now)
    return True


def certify_here(session: Session, keys: NodeKeys, seal: EnrolledSeal, now: datetime) -> bool:
    """A trial region certifies the key it was told of for the newest accreditation; if so anew."""
    row = session.get(PaperKey, seal.kid)
    if keys.authority is None or row is None or seal.accreditation is None:
        return False
    if seal.state != "active":
        return False
    leaf = certify_paper_key(keys.authority, _claims(seal), _proved(row.statement, seal))
    if leaf == row.certificate:
        return False
    _tell(session, row, leaf, authority_certificate(keys.authority), now)
    return True


def accept(session: Session, trust: Trust, answer: PaperAnswer, now: datetime) -> bool:
    """Take what an authority certified and tell the desk; whether it was new.

    One for an earlier accreditation, or of a key not told of (a node restored), is passed by.
    Raises BadSeal where no listed authority says it, NotThisPaperKey for another key or seal.
    """
    stated = prove_paper_certificate(answer.certificate, answer.issuer, trust)
    seal, row = session.get(EnrolledSeal, answer.kid), session.get(PaperKey, answer.kid)
    if seal is None or (row is not None and stated.public != _proved(row.statement, seal)):
        raise NotThisPaperKey
    if row is None or row.certificate == answer.certificate:
        return False
    if seal.accreditation is None or not is_of(_claims(seal), stated):
        return False
    _tell(session, row, answer.certificate, answer.issuer, now)
    return True


def statement_of(session: Session, kid: bytes) -> bytes:
    """The seal's word on its key, for the authority; b"" before it has sent one."""
    row = session.get(PaperKey, kid)
    return b"" if row is None else row.statement


def lacks_certificate(session: Session, kid: bytes) -> bool:
    """Whether a key was told of and nothing is there for it."""
    row = session.get(PaperKey, kid)
    return row is not None and row.certificate is None


def _tell(session: Session, row: PaperKey, leaf: bytes, issuer: bytes, now: datetime) -> None:
    row.certificate, row.issuer = leaf, issuer
    content = encode(PaperPair(row.kid, leaf, issuer))
    session.add(FeedRow(kid=row.kid, type=_TYPE, content=content, written=now))


def _proved(statement: bytes, seal: EnrolledSeal) -> bytes:
    try:
        return proved_paper_key(statement, seal.public)
    except BadSeal as error:
        raise NotThisPaperKey from error


def _claims(seal: EnrolledSeal) -> AccreditationClaims:
    signed = cose.open1(seal.accreditation or b"", Purpose.ACCREDITATION)
    return AccreditationClaims.from_bytes(signed.payload)
