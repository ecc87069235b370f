"""Personal accounts at the node: made, invited, changed, disabled; passwords and second factors."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final
from uuid import uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.node import totp
from app.node.account_tables import Account, OneTimeLink, PersonSession, RecoveryCode
from app.node.person_keys import (
    COST,
    Cost,
    PersonKeys,
    hash_password,
    is_outdated,
    is_password,
    new_recovery_code,
    new_token,
    token_hash,
)
from app.node.roles import Role, Visitor

LINK_HOURS: Final = 72
LEAST_PASSWORD: Final = 12
MOST_PASSWORD: Final = 200
RECOVERY_CODES: Final = 10
_LOGIN_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyzåäöéü0123456789.-_@+")


class AccountRefused(UserError):
    """What was asked of an account cannot be done; nothing has changed.

    `why`: login_taken, bad_login, last_administrator, weak_password, unknown, own_account.
    """

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


@dataclass(frozen=True, slots=True)
class Person:
    """An account as the pages show it; `is_ready`: has password and second factor."""

    id: str
    login: str
    name: str
    role: Role
    is_active: bool
    is_ready: bool
    last_seen: datetime | None


class Accounts:
    """Every method works in the caller's transaction; what writes wants its turn too."""

    def __init__(self, keys: PersonKeys, now: Callable[[], datetime], cost: Cost = COST) -> None:
        self._keys, self._now, self._cost = keys, now, cost

    @cached_property
    def _nobodys(self) -> str:
        """What a name that nobody has is compared with: it takes as long as a real one."""
        return hash_password(new_token(), self._cost)

    def are_there(self, session: Session) -> bool:
        """Whether anybody has an account yet."""
        return session.scalar(select(Account.id).limit(1)) is not None

    def all(self, session: Session) -> tuple[Person, ...]:
        """Every account by name, with when it was last used."""
        seen = select(PersonSession.account, func.max(PersonSession.seen)).group_by(
            PersonSession.account
        )
        last = {account: at for account, at in session.execute(seen)}
        rows = session.scalars(select(Account).order_by(Account.name, Account.login))
        return tuple(_person(row, last.get(row.id)) for row in rows)

    def create(self, session: Session, login: str, name: str, role: Role) -> str:
        """A new account, its id; it opens nothing until somebody used its link.

        Raises AccountRefused: bad_login, login_taken.
        """
        folded = login.strip().casefold()
        if not 2 <= len(folded) <= 64 or not _LOGIN_SIGNS.issuperset(folded):
            raise AccountRefused("bad_login")
        if session.scalar(select(Account.id).where(Account.login == folded)) is not None:
            raise AccountRefused("login_taken")
        row = Account(
            id=str(uuid4()),
            login=folded,
            name=name or folded,
            role=role.value,
            state="active",
            made=self._now(),
            used_steps="",
        )
        session.add(row)
        session.flush()
        return row.id

    def link(self, session: Session, account: str) -> str:
        """A one-time link's secret, good for 72 hours; earlier ones no longer count."""
        self.get(session, account)
        session.execute(delete(OneTimeLink).where(OneTimeLink.account == account))
        token, expires = new_token(), self._now() + timedelta(hours=LINK_HOURS)
        session.add(OneTimeLink(link_hash=token_hash(token), account=account, expires=expires))
        session.flush()
        return token

    def linked(self, session: Session, token: str) -> Account:
        """The account a link is for. Raises AccountRefused: unknown."""
        link = session.get(OneTimeLink, token_hash(token))
        if link is None or not self._now() < link.expires:
            raise AccountRefused("unknown")
        row = self.get(session, link.account)
        if row.state != "active":
            raise AccountRefused("unknown")
        return row

    def use_link(self, session: Session, token: str, password_hash: str) -> Account:
        """Choose the password by a link; the second factor is set up anew.

        Raises AccountRefused: unknown.
        """
        row = self.linked(session, token)
        row.password, row.secret, row.used_steps = password_hash, None, ""
        for table in (OneTimeLink, RecoveryCode, PersonSession):
            session.execute(delete(table).where(table.account == row.id))
        session.flush()
        return row

    def hashed(self, password: str, account: Account) -> str:
        """The hash to keep; outside any transaction, it takes its time.

        Raises AccountRefused: weak_password.
        """
        is_name = password.casefold() in (account.login, account.name.casefold())
        few = len(set(password)) < 5
        if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD or is_name or few:
            raise AccountRefused("weak_password")
        return hash_password(password, self._cost)

    def is_right(self, account: Account | None, password: str) -> bool:
        """Whether it is the account's password; as slow where there is no account."""
        kept = account.password if account is not None and account.state == "active" else None
        is_it = is_password(password[: MOST_PASSWORD + 1], kept or self._nobodys)
        return is_it and kept is not None

    def keep_up(self, session: Session, account: str, password: str) -> None:
        """Hash a password that was just right anew, where the cost is another by now."""
        row = self.get(session, account)
        if row.password is not None and is_outdated(row.password, self._cost):
            row.password = hash_password(password, self._cost)

    def change_password(
        self, session: Session, account: str, kept: str, password_hash: str
    ) -> None:
        """Another password, unless it was changed meanwhile; every session ends.

        Raises AccountRefused: unknown.
        """
        row = self.get(session, account)
        if row.password != kept:
            raise AccountRefused("unknown")
        row.password = password_hash
        session.execute(delete(PersonSession).where(PersonSession.account == account))

    def named(self, session: Session, login: str) -> Account | None:
        """The account of this name."""
        folded = login.strip().casefold()[:64]
        return session.scalar(select(Account).where(Account.login == folded))

    def get(self, session: Session, account: str) -> Account:
        """The account. Raises AccountRefused: unknown."""
        row = session.get(Account, account)
        if row is None:
            raise AccountRefused("unknown")
        return row

    def set_role(self, session: Session, by: Visitor, account: str, role: Role) -> Account:
        """Raises AccountRefused: unknown, own_account, last_administrator."""
        row = self._other(session, by, account)
        if role is not Role.ADMINISTRATOR:
            self._not_the_last(session, row)
        row.role = role.value
        return row

    def set_active(
        self, session: Session, by: Visitor, account: str, *, is_active: bool
    ) -> Account:
        """Disable or enable. Raises AccountRefused: unknown, own_account, last_administrator."""
        row = self._other(session, by, account)
        if not is_active:
            self._not_the_last(session, row)
            for table in (PersonSession, OneTimeLink):
                session.execute(delete(table).where(table.account == account))
        row.state = "active" if is_active else "disabled"
        return row

    def prove_factor(self, session: Session, account: str, secret: bytes, typed: str) -> bool:
        """Take this secret as the account's second factor, once its digits were shown right."""
        row, now = self.get(session, account), self._now()
        step = totp.step_shown(secret, typed, now, ())
        if step is None:
            return False
        row.secret, row.used_steps = self._keys.seal(secret, account), str(step)
        return True

    def show_factor(self, session: Session, account: str, typed: str) -> str:
        """How the second factor was shown: "code", "recovery" or "" for not at all.

        What was used is used: neither counts again.
        """
        row = self.get(session, account)
        secret = None if row.secret is None else self._keys.unseal(row.secret, account)
        used = tuple(map(int, row.used_steps.split()))
        step = None if secret is None else totp.step_shown(secret, typed, self._now(), used)
        if step is not None:
            row.used_steps = " ".join(map(str, totp.with_used(used, step)))
            return "code"
        code = session.get(RecoveryCode, self._keys.code_hash(account, typed))
        if code is None or code.account != account:
            return ""
        session.delete(code)
        return "recovery"

    def new_codes(self, session: Session, account: str) -> tuple[str, ...]:
        """Ten recovery codes in place of the earlier ones; told once, only their hashes stay."""
        session.execute(delete(RecoveryCode).where(RecoveryCode.account == account))
        codes = tuple(new_recovery_code() for _ in range(RECOVERY_CODES))
        for code in codes:
            kept = self._keys.code_hash(account, code)
            session.add(RecoveryCode(code_hash=kept, account=account))
        return codes

    def codes_left(self, session: Session, account: str) -> int:
        """How many recovery codes are not used yet."""
        left = select(func.count()).select_from(RecoveryCode)
        return session.scalar(left.where(RecoveryCode.account == account)) or 0

    def _other(self, session: Session, by: Visitor, account: str) -> Account:
        """Nobody takes from themselves what only another could give back."""
        if account == by.account_id:
            raise AccountRefused("own_account")
        return self.get(session, account)

    def _not_the_last(self, session: Session, row: Account) -> None:
        """Of those who can log in; somebody who was only invited can not yet."""
        others = select(Account.id).where(
            Account.role == Role.ADMINISTRATOR,
            Account.state == "active",
            Account.secret.is_not(None),
            Account.id != row.id,
        )
        if row.role == Role.ADMINISTRATOR and session.scalar(others.limit(1)) is None:
            raise AccountRefused("last_administrator")


def _person(row: Account, seen: datetime | None) -> Person:
    is_ready = row.password is not None and row.secret is not None
    return Person(
        row.id, row.login, row.name, Role(row.role), row.state == "active", is_ready, seen
    )
