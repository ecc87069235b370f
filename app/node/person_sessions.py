"""Browsers that are let in: twelve hours at most, half an hour idle; the same for every process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.node.account_tables import Account, PersonSession
from app.node.person_keys import new_token, token_hash
from app.node.roles import Role, Visitor

LONGEST: Final = timedelta(hours=12)
IDLE: Final = timedelta(minutes=30)
HALF_WAY: Final = timedelta(minutes=10)
_SLACK, _TOUCH = timedelta(minutes=5), timedelta(minutes=1)
ACCESS_KEY: Final = "Åtkomstnyckel · Access key"


@dataclass(frozen=True, slots=True)
class Found:
    """A browser's session: how far in it is ("password", "set_up", "in") and for whom."""

    stage: str
    visitor: Visitor
    is_due: bool


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One of somebody's sessions; `id`: to end it by."""

    id: str
    browser: str
    made: datetime
    seen: datetime
    is_this: bool


class PersonSessions:
    """Every method works in the caller's transaction."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def open(self, session: Session, account: str, stage: str, browser: str) -> str:
        """A token the browser has never had before; what has run out goes."""
        now, token = self._now(), new_token()
        session.execute(delete(PersonSession).where(PersonSession.seen < now - LONGEST))
        session.add(
            PersonSession(
                token_hash=token_hash(token),
                account=account,
                stage=stage,
                made=now,
                seen=now,
                browser=browser,
            )
        )
        session.flush()
        return token

    def find(self, session: Session, token: str) -> Found | None:
        """Whose token it is, while it counts and the account does."""
        if not token:
            return None
        wanted = (
            select(PersonSession, Account)
            .join(Account, Account.id == PersonSession.account, isouter=True)
            .where(PersonSession.token_hash == token_hash(token))
        )
        found = session.execute(wanted).first()
        if found is None or not self._counts(found[0]):
            return None
        row, account = found
        visitor = self._visitor(session, row, account)
        is_due = not timedelta(0) <= self._now() - row.seen < _TOUCH
        return None if visitor is None else Found(row.stage, visitor, is_due)

    def touch(self, session: Session, token: str) -> None:
        """It is used just now."""
        row = session.get(PersonSession, token_hash(token))
        if row is not None:
            row.seen = max(row.seen, self._now())

    def row(self, session: Session, token: str) -> PersonSession | None:
        """The row itself, while it counts."""
        row = session.get(PersonSession, token_hash(token))
        return row if row is not None and self._counts(row) else None

    def end(self, session: Session, token: str) -> None:
        """Log out."""
        session.execute(delete(PersonSession).where(PersonSession.token_hash == token_hash(token)))

    def own(self, session: Session, account: str, token: str) -> tuple[OwnSession, ...]:
        """Somebody's sessions that still count, the newest first."""
        wanted = select(PersonSession).where(
            PersonSession.account == account, PersonSession.stage == "in"
        )
        rows = session.scalars(wanted.order_by(PersonSession.made.desc(), PersonSession.token_hash))
        this = token_hash(token)
        return tuple(
            OwnSession(
                row.token_hash.hex(), row.browser, row.made, row.seen, row.token_hash == this
            )
            for row in rows
            if self._counts(row)
        )

    def end_own(self, session: Session, account: str, session_id: str) -> None:
        """End one of somebody's sessions; another's is left alone."""
        for row in session.scalars(select(PersonSession).where(PersonSession.account == account)):
            if row.token_hash.hex() == session_id:
                session.delete(row)

    def _counts(self, row: PersonSession) -> bool:
        """Where the clock was set back behind the session, it has to be opened again."""
        now = self._now()
        longest = LONGEST if row.stage == "in" else HALF_WAY
        in_time = row.made - _SLACK <= now < row.made + longest
        return in_time and row.seen - _SLACK <= now < row.seen + IDLE

    def _visitor(
        self, session: Session, row: PersonSession, account: Account | None
    ) -> Visitor | None:
        """The access key opens until there is an account."""
        if account is not None and account.state == "active":
            return Visitor(account.id, account.name, Role(account.role))
        if row.account or session.scalar(select(Account.id).limit(1)) is not None:
            return None
        return Visitor("", ACCESS_KEY, Role.COORDINATOR)
