"""Finds what goes against itself among the records: certificates, people's facts, forks (R57)."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.conflicts import ConflictKind
from app.node.certificate_pairs import certificate_pairs
from app.node.conflict_tables import FoundConflict, PersonVersion
from app.node.conflicts import conflict_id
from app.node.person_versions import fact_pairs
from app.node.tables import RegisteredCertificate, StoredRecord
from app.seal.receipts import ReceiptResult

Line = tuple[bytes, bytes]
"""One log: seal and epoch."""

_AT_ONCE = 500
_FORKED = ReceiptResult.STORED_FORKED.value


def look(session: Session, people: Collection[str], forks: Iterable[Line] = ()) -> None:
    """Note what these people's records, and these forked logs, show to be in conflict.

    In the caller's transaction. Nothing is told here, and what was noted before stays as it is,
    but that a fork may turn out to have begun earlier.
    """
    for fork in _forks(session, forks):
        session.merge(fork)
    found = [*certificate_pairs(session, people), *fact_pairs(session, people)] if people else []
    for conflict in found:
        if session.get(FoundConflict, conflict.id) is None:
            session.add(conflict)
    session.flush()


def look_everywhere(session: Session) -> None:
    """The same for all that the node knows; the projections are filled already."""
    certified = session.scalars(select(RegisteredCertificate.person).distinct())
    corrected = session.scalars(select(PersonVersion.person).distinct())
    forked = select(StoredRecord.kid, StoredRecord.epoch).where(StoredRecord.result == _FORKED)
    forks = [(kid, epoch) for kid, epoch in session.execute(forked.distinct())]
    people = sorted({*certified, *corrected})
    for start in range(0, len(people), _AT_ONCE):
        look(session, people[start : start + _AT_ONCE])
    look(session, (), forks)


def _forks(session: Session, lines: Iterable[Line]) -> Iterator[FoundConflict]:
    """One conflict a log, however many links fork: where it began, whichever came first."""
    for kid, epoch in lines:
        of_line = StoredRecord.kid == kid, StoredRecord.epoch == epoch
        began = select(func.min(StoredRecord.seq)).where(*of_line, StoredRecord.result == _FORKED)
        wanted = select(StoredRecord.hash).where(
            *of_line, StoredRecord.seq == session.scalar(began)
        )
        links = session.scalars(wanted.order_by(StoredRecord.hash)).all()
        if len(links) > 1:
            yield FoundConflict(
                id=conflict_id(ConflictKind.FORK, kid, epoch),
                kind=ConflictKind.FORK,
                first=links[0],
                second=links[1],
                about="",
                certificates=b"",
                fields="",
            )
