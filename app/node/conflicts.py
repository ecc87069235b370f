"""Open conflicts: which certificates are under review, what is told of them, what is forgotten."""

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.conflicts import ConflictKind
from app.node.bookings import ROSTER
from app.node.conflict_tables import ConflictWord, FoundConflict, PersonVersion
from app.node.tables import FeedRow, RegisteredCertificate
from app.seal.conflict_payloads import read_review
from app.seal.payloads import ListedStatus

REVIEW, RESOLUTION = "review", "resolution"
"""The types of feed entries that tell of a conflict and of its end."""

FINAL = (ListedStatus.REVOKED.value, ListedStatus.REPLACED.value)
_ID = 10


def open_conflicts(session: Session) -> Sequence[FoundConflict]:
    """What is found and not settled, in a fixed order."""
    settled = select(ConflictWord.id).where(ConflictWord.keep != "")
    wanted = select(FoundConflict).where(FoundConflict.id.not_in(settled))
    return session.scalars(wanted.order_by(FoundConflict.id)).all()


def reviewed(session: Session, certificates: Iterable[bytes] | None = None) -> frozenset[bytes]:
    """The certificates that are under review; `certificates`: only of these.

    Where one of two has ended for good by itself there is nothing left to choose.
    """
    pairs = [pair_of(one) for one in open_conflicts(session) if one.certificates]
    if not pairs:
        return frozenset()
    row = RegisteredCertificate
    named = {certificate for pair in pairs for certificate in pair}
    ended = set(session.scalars(select(row.id).where(row.id.in_(named), row.state.in_(FINAL))))
    found = frozenset(one for pair in pairs if not ended & set(pair) for one in pair)
    return found if certificates is None else found & frozenset(certificates)


def pair_of(found: FoundConflict) -> tuple[bytes, bytes]:
    """The two certificates of a conflict about certificates."""
    return found.certificates[:_ID], found.certificates[_ID:]


def conflict_id(kind: ConflictKind, *parts: bytes) -> bytes:
    """The same for the same two versions, in whatever order and at whatever node."""
    return hashlib.sha256(b"\0".join([kind.encode(), *sorted(parts)])).digest()[:16]


def is_forgotten(row: FeedRow) -> bool:
    """Whether what the entry told of somebody was taken: its number and type stay."""
    return row.type in (REVIEW, RESOLUTION, ROSTER) and not row.content


def told_of(session: Session, person: str) -> frozenset[bytes]:
    """The seals that a word naming the person was told to: of two test centres, not of one."""
    words = [raw for word in _naming(session, person) for raw in _contents(word)]
    wanted = select(FeedRow.kid).where(
        FeedRow.type.in_((REVIEW, RESOLUTION)), FeedRow.content.in_(words)
    )
    return frozenset(kid for kid in session.scalars(wanted) if kid is not None)


def forget(session: Session, person: str) -> None:
    """Let go of every word that names the person: an erasure takes both versions.

    How a conflict ended stays, so that it is not found anew; so does a fork, which names nobody
    and is found in the chain for good.
    """
    for word in _naming(session, person):
        told = FeedRow.type.in_((REVIEW, RESOLUTION)), FeedRow.content.in_(_contents(word))
        session.execute(update(FeedRow).where(*told).values(content=b""))
        word.review, word.reason, word.resolution = b"", "", None
        word.keep = word.keep or "over"
        named = (FoundConflict.id == word.id) & (FoundConflict.kind != ConflictKind.FORK)
        session.execute(delete(FoundConflict).where(named))
    session.execute(delete(PersonVersion).where(PersonVersion.person == person))


def _naming(session: Session, person: str) -> list[ConflictWord]:
    words = session.scalars(select(ConflictWord).where(ConflictWord.review != b"")).all()
    reviews = ((word, read_review(word.review)) for word in words)
    return [word for word, said in reviews if person in (said.first.person, said.second.person)]


def _contents(word: ConflictWord) -> list[bytes]:
    return [word.review, *([word.resolution] if word.resolution else [])]
