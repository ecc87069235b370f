"""Telling the desks of a conflict and of how it ended, each word signed by the node (R57)."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from app import log
from app.domain.certificate_status import StatusReason
from app.domain.conflicts import ConflictKind, Keep, PersonField
from app.node import conflict_endings
from app.node.conflict_settling import waiting_settlements
from app.node.conflict_tables import ConflictWord, FoundConflict
from app.node.conflict_versions import version_of
from app.node.conflicts import FINAL, RESOLUTION, REVIEW, open_conflicts, pair_of
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.ledger_entries import Ordered
from app.node.levelling import keep_place, tell_order
from app.node.person_versions import fact_pairs
from app.node.rebuild import seal_keys, show
from app.node.status_orders import combined, region_states
from app.node.tables import EnrolledSeal, FeedRow, RegisteredCertificate
from app.seal.conflict_payloads import (
    FieldKept,
    Resolution,
    Review,
    read_review,
    sign_resolution,
    sign_review,
)
from app.seal.issued_facts import IssuedText
from app.seal.payloads import ListedStatus

_LOSERS = {
    Keep.FIRST: (1,),
    Keep.SECOND: (0,),
    Keep.NEITHER: (0, 1),
}
"""Which of the two certificates no longer counts."""


class ConflictWords:
    """What the node says; in the caller's transaction and turn."""

    def __init__(
        self, database: NodeDatabase, session: Session, keys: NodeKeys, now: datetime
    ) -> None:
        self._database, self._session = database, session
        self._keys, self._now = keys, now

    def tell(self) -> None:
        """Tell of everything found, ended or settled that has not been told of yet."""
        found, told = exists(select(FoundConflict.id)), exists(select(ConflictWord.id))
        if not self._session.scalar(select(found | told)):
            return
        if self._tell_found() and (answered := waiting_settlements(self._session)):
            show(self._session, answered, seal_keys(self._session))
        self._end_over()
        self.tell_settled()

    def tell_settled(self) -> None:
        """Let every settlement have its effect, and tell of it."""
        wanted = select(ConflictWord).where(
            ConflictWord.keep != "", ConflictWord.resolution.is_(None), ConflictWord.review != b""
        )
        for word in self._session.scalars(wanted.order_by(ConflictWord.id)).all():
            self._resolve(word)

    def _tell_found(self) -> bool:
        """Whether there was any."""
        known = select(ConflictWord.id)
        wanted = select(FoundConflict).where(FoundConflict.id.not_in(known))
        is_new = False
        new = self._session.scalars(wanted.order_by(FoundConflict.id)).all()
        ended = conflict_endings.told(self._database.ledger) if new else {}
        for found in new:
            said = ended.get(found.id)
            review = self._review(found, self._now if said is None else said.at)
            if review is None:
                continue
            raw = sign_review(self._keys.node, review)
            word = ConflictWord(
                id=found.id, review=raw, told=review.at, keep="", fields="", by="", reason=""
            )
            if said is not None:
                conflict_endings.end(word, said)
            self._session.add(word)
            self._feed(review, REVIEW, raw)
            log.note("conflict.found", kind=review.kind.value)
            is_new = True
        self._session.flush()
        return is_new

    def _review(self, found: FoundConflict, at: datetime) -> Review | None:
        """None where a version can no longer be read: an erasure took it.

        `at`: later than its end, and the desks would open it again.
        """
        first, second = (version_of(self._session, h) for h in (found.first, found.second))
        if first is None or second is None:
            return None
        kind, profile, role = ConflictKind(found.kind), "", None
        row = self._session.get(RegisteredCertificate, first.certificate or b"")
        if row is not None:
            profile, role = row.profile, IssuedText(row.role, row.role_en)
        fields = tuple(map(PersonField, found.fields.split()))
        return Review(found.id, kind, at, first, second, profile, role, fields)

    def _end_over(self) -> None:
        """Where one version has ended by itself nothing is left to choose."""
        found_still = select(FoundConflict.id)
        gone = ConflictWord.id.not_in(found_still), ConflictWord.keep == ""
        for word in self._session.scalars(select(ConflictWord).where(*gone)).all():
            word.keep, word.settled = Keep.OVER, self._now
        for found in open_conflicts(self._session):
            if not found.certificates:
                continue
            row = RegisteredCertificate
            rows = self._session.scalars(select(row).where(row.id.in_(pair_of(found)))).all()
            ordered = region_states(self._session, [one.id for one in rows])
            if any(combined(one.state, ordered.get(one.id)).value in FINAL for one in rows):
                word = self._session.get_one(ConflictWord, found.id)
                word.keep, word.settled = Keep.OVER, self._now

    def _resolve(self, word: ConflictWord) -> None:
        self._database.write_down(self._session, *conflict_endings.of(word))
        review, settled = read_review(word.review), word.settled or self._now
        fields = msgspec.json.decode(word.fields or "[]", type=tuple[FieldKept, ...])
        keep = Keep(word.keep)
        said = Resolution(word.id, settled, word.by, keep, word.reason, fields)
        word.resolution = sign_resolution(self._keys.node, said)
        self._session.flush()
        if review.kind is ConflictKind.CERTIFICATES:
            self._revoke(review, keep, word.by)
        if review.kind is ConflictKind.PERSON:
            list(fact_pairs(self._session, [review.first.person]))
        self._feed(review, RESOLUTION, word.resolution)
        log.note("conflict.settled", kind=review.kind.value, keep=keep.value)

    def _revoke(self, review: Review, keep: Keep, by: str) -> None:
        pair = (review.first.certificate or b"", review.second.certificate or b"")
        ordered = region_states(self._session, pair)
        for place in _LOSERS.get(keep, ()):
            row = self._session.get(RegisteredCertificate, pair[place])
            if row is not None and combined(row.state, ordered.get(row.id)).value not in FINAL:
                state, reason = ListedStatus.REVOKED, StatusReason.CONFLICT.value
                told = Ordered(row.id, row.kid, row.status_index, state, reason, self._now)
                self._database.write_down(self._session, told)
                keep_place(self._session, told)
                tell_order(self._session, told, by)

    def _feed(self, review: Review, kind: str, content: bytes) -> None:
        """To both seals and everybody at their test centres: somebody else has to settle it."""
        rows = [
            {"kid": kid, "type": kind, "content": content, "written": self._now}
            for kid in self._seals((review.first.centre, review.second.centre))
        ]
        if rows:  # where every seal is withdrawn nobody is left to hear
            self._session.connection().execute(insert(FeedRow), rows)

    def _seals(self, centres: Iterable[str]) -> list[bytes]:
        wanted = select(EnrolledSeal.kid).where(
            EnrolledSeal.centre.in_(set(centres)), EnrolledSeal.state == "active"
        )
        return list(self._session.scalars(wanted.order_by(EnrolledSeal.kid)))
