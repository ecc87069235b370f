"""The node's door: the cookie, the steps of logging in, the access key of a new node."""

import hmac
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session
from starlette.responses import Response

from app.node.accounts import Accounts
from app.node.audit import Audit
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.knocking import is_known, knock, remember, was_right
from app.node.person_keys import COST, Cost, PersonKeys
from app.node.person_sessions import ACCESS_KEY, LONGEST, PersonSessions
from app.node.roles import NOBODY, Role, Visitor

_COOKIE: Final = "intyga"
_STEPS: Final = {"password": "/login/code", "set_up": "/login/second-factor"}
IN: Final = "in"


class Door:
    """Lets people in, one step after the other; each step gives the browser a new token."""

    def __init__(
        self,
        database: NodeDatabase,
        keys: NodeKeys,
        now: Callable[[], datetime],
        cost: Cost = COST,
    ) -> None:
        self._database, self._access, self._now = database, keys.access, now
        self.keys = PersonKeys(keys)
        self.accounts = Accounts(self.keys, now, cost)
        self.sessions = PersonSessions(now)
        self.audit = Audit(database, keys, now)

    @staticmethod
    def token_of(cookies: Mapping[str, str], *, is_tls: bool) -> str:
        """What the browser carries."""
        return cookies.get(_name(is_tls=is_tls), "")

    @staticmethod
    def give(answer: Response, token: str, *, is_tls: bool) -> None:
        """Let the browser carry this token; "" takes it back."""
        answer.set_cookie(
            _name(is_tls=is_tls),
            token,
            httponly=True,
            samesite="strict",
            secure=is_tls,
            path="/",
            max_age=int(LONGEST.total_seconds()) if token else 0,
        )

    @staticmethod
    def next_step(stage: str) -> str:
        """The page that somebody half way in has to go to."""
        return _STEPS[stage]

    def find(self, token: str) -> tuple[Visitor, str]:
        """Who the token lets in, and how far: NOBODY and "" for a token of nobody's."""
        if not token:
            return NOBODY, ""
        with self._database.reading() as session:
            found = self.sessions.find(session, token)
        if found is None:
            return NOBODY, ""
        if found.stage != IN:
            return NOBODY, found.stage
        if found.is_due:
            with self._database.transaction() as session:
                self.sessions.touch(session, token)
        return found.visitor, found.stage

    def is_by_key(self) -> bool:
        """Whether the access key still opens: until there is an account."""
        with self._database.reading() as session:
            return not self.accounts.are_there(session)

    def by_key(self, given: str, browser: str) -> str | None:
        """A session for who has the access key; None where it is wrong or opens no more."""
        is_it = hmac.compare_digest(given.encode(), self._access.encode())
        if not is_it or not self.is_by_key():
            return None
        with self._database.transaction() as session:
            self._database.take_turn(session)
            visitor = Visitor("", ACCESS_KEY, Role.COORDINATOR)
            self.audit.note(session, visitor, "log_key_used", "")
            return self.sessions.open(session, "", IN, browser)

    def knock(self, login: str, address: str) -> timedelta:
        """Count a try of a password; how long to wait where it is too soon."""
        with self._database.transaction() as session:
            self._database.take_turn(session)
            return knock(session, self._knocks(session, login, address), self._now())

    def knock_code(self, login: str, address: str) -> timedelta:
        """Count a try of a second factor: by itself, so that passwords guessed do not slow it."""
        with self._database.transaction() as session:
            self._database.take_turn(session)
            return knock(session, [self._of_code(session, login, address)], self._now())

    def was_right(self, session: Session, login: str, address: str) -> None:
        """The password was right: what was guessed before it is forgotten."""
        was_right(session, self._knocks(session, login, address), self._now())

    def let_in(self, session: Session, login: str, address: str) -> None:
        """The second factor was right too: where it came from is known from now on."""
        was_right(session, [self._of_code(session, login, address)], self._now())
        remember(session, self._known(login, address), self._now())

    def _of_code(self, session: Session, login: str, address: str) -> tuple[str, bytes]:
        known = is_known(session, self._known(login, address))
        return "code", self.keys.knocker("code", _folded(login), address if known else "")

    def _knocks(self, session: Session, login: str, address: str) -> list[tuple[str, bytes]]:
        """Where somebody was let in before, others' guesses elsewhere do not slow them."""
        known = self._known(login, address)
        if is_known(session, known):
            return [("known", known)]
        account = self.keys.knocker("account", _folded(login))
        return [("account", account), ("address", self.keys.knocker("address", address))]

    def _known(self, login: str, address: str) -> bytes:
        return self.keys.knocker("known", _folded(login), address)


def _folded(login: str) -> str:
    return login.strip().casefold()[:64]


def _name(*, is_tls: bool) -> str:
    """With the prefix no other host and no line without TLS can set it (RFC 6265bis §4.1.3)."""
    return f"__Host-{_COOKIE}" if is_tls else _COOKIE
