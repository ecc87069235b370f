"""The log of who did what at the node: only ever added to, chained so that a change shows."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node.account_tables import AuditLine
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.tables import NodeFact
from app.node.visiting import Visitor

_HEAD: Final = "audit_head"
_START: Final = bytes(32)
_MOST: Final = 300
_BATCH: Final = 1_000


class Audit:
    """Writes lines and proves them. The key of the chain is made of the node's own."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now
        kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"intyga audit 1")
        self._key = kdf.derive(keys.node.raw)

    def note(self, session: Session, visitor: Visitor, act: str, subject: str) -> None:
        """Add a line, in the caller's transaction and turn (`Visit.acting`, `take_turn`)."""
        self._database.take_turn(session)
        last = session.scalar(select(AuditLine).order_by(AuditLine.id.desc()).limit(1))
        line = AuditLine(
            id=1 if last is None else last.id + 1,
            at=self._now().astimezone(UTC),
            account=visitor.account_id,
            name=visitor.name,
            act=act,
            subject=subject[:_MOST],
        )
        line.mark = self._mark(_START if last is None else last.mark, line)
        session.add(line)
        session.merge(NodeFact(name=_HEAD, value=self._head(line.id, line.mark)))
        session.flush()

    def damage(self, session: Session) -> int | None:
        """The number of the first line that is not as written; None where all of it is.

        Where lines are cut away at the end it is the first that is missing.
        """
        mark, number = _START, 0
        for line in session.scalars(
            select(AuditLine).order_by(AuditLine.id).execution_options(yield_per=_BATCH)
        ):
            number += 1
            if line.id != number or not hmac.compare_digest(self._mark(mark, line), line.mark):
                return number
            mark = line.mark
        head = session.get(NodeFact, _HEAD)
        told = "" if head is None else head.value
        expected = self._head(number, mark) if number else ""
        return None if hmac.compare_digest(told, expected) else number + 1

    def _mark(self, before: bytes, line: AuditLine) -> bytes:
        said = (line.id, line.at.isoformat(), line.account, line.name, line.act, line.subject)
        return hmac.new(self._key, before + msgspec.json.encode(said), hashlib.sha256).digest()

    def _head(self, number: int, mark: bytes) -> str:
        said = hmac.new(self._key, b"head %d " % number + mark, hashlib.sha256).hexdigest()
        return f"{number} {said}"
