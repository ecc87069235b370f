"""The log of who did what at the node: only ever added to, chained so that a change shows."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.node.account_tables import AuditLine
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.roles import Visitor
from app.node.tables import NodeFact

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
        number = 1 if last is None else last.id + 1
        at, who, told = self._now().astimezone(UTC), visitor, subject[:_MOST]
        said = (number, at, who.account_id, who.name, act, told)
        mark = self._mark(_START if last is None else last.mark, said)
        session.add(
            AuditLine(
                id=number,
                at=at,
                account=who.account_id,
                name=who.name,
                act=act,
                subject=told,
                mark=mark,
            )
        )
        session.merge(NodeFact(name=_HEAD, value=self._head(number, mark)))
        session.flush()

    def damage(self, session: Session, newest: int | None = None) -> int | None:
        """The number of the first line that is not as written; None where all of it is.

        Where lines are cut away at the end it is the first that is missing. `newest`: look only at
        so many, trusting the one before them.
        """
        count = session.scalar(select(func.max(AuditLine.id))) or 0
        number = 0 if newest is None else max(0, count - newest)
        mark = session.scalar(select(AuditLine.mark).where(AuditLine.id == number)) or _START
        wanted = select(*_SAID, AuditLine.mark).where(AuditLine.id > number).order_by(AuditLine.id)
        with session.execute(wanted.execution_options(yield_per=_BATCH)) as lines:
            for *said, kept in lines:
                number += 1
                is_it = hmac.compare_digest(self._mark(mark, said), kept)
                if said[0] != number or not is_it:
                    return number
                mark = kept
        head = session.get(NodeFact, _HEAD)
        told = "" if head is None else head.value
        expected = self._head(number, mark) if number else ""
        return None if hmac.compare_digest(told, expected) else number + 1

    def _mark(self, before: bytes, said: Sequence[object]) -> bytes:
        number, at, *texts = said
        assert isinstance(at, datetime)
        told = msgspec.json.encode((number, at.astimezone(UTC).isoformat(), *texts))
        return hmac.new(self._key, before + told, hashlib.sha256).digest()

    def _head(self, number: int, mark: bytes) -> str:
        said = hmac.new(self._key, b"head %d " % number + mark, hashlib.sha256).hexdigest()
        return f"{number} {said}"


_SAID = (
    AuditLine.id,
    AuditLine.at,
    AuditLine.account,
    AuditLine.name,
    AuditLine.act,
    AuditLine.subject,
)
