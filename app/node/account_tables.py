"""The node's tables of people who log in: accounts, second factor, sessions, knocks, the log."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.node.tables import NodeRow


class Account(NodeRow):
    """Somebody who may log in. `login`: the name typed, folded; `state`: active or disabled.

    `password`: Argon2id as a PHC string, None until chosen. `secret`: of the second factor, sealed
    with the node's key, None until proved. `used_steps`: the last codes taken, as numbers of steps.
    """

    __tablename__ = "accounts"
    id: Mapped[str] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    state: Mapped[str]
    made: Mapped[datetime]
    password: Mapped[str | None]
    secret: Mapped[bytes | None]
    used_steps: Mapped[str]


class RecoveryCode(NodeRow):
    """A code that stands in for the second factor once; only its hash, gone when used."""

    __tablename__ = "recovery_codes"
    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(index=True)


class OneTimeLink(NodeRow):
    """A link with which an account's password and second factor are chosen; only its hash."""

    __tablename__ = "one_time_links"
    link_hash: Mapped[bytes] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(index=True)
    expires: Mapped[datetime]


class PersonSession(NodeRow):
    """A browser that is let in, by the hash of its token. `account` "": by the access key.

    `stage`: "password" until the second factor is shown, "set_up" until there is one, then "in".
    `secret`: of a second factor that is being set up, sealed, not proved yet.
    """

    __tablename__ = "person_sessions"
    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(index=True)
    stage: Mapped[str]
    made: Mapped[datetime]
    seen: Mapped[datetime] = mapped_column(index=True)
    browser: Mapped[str]
    secret: Mapped[bytes | None]


class Knock(NodeRow):
    """How often an account or an address was refused in a row, and until when it has to wait."""

    __tablename__ = "knocks"
    who: Mapped[bytes] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last: Mapped[datetime] = mapped_column(index=True)


class AuditLine(NodeRow):
    """One act, after the one before it: `mark` is made of both with the node's own key."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    account: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    act: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    mark: Mapped[bytes] = mapped_column(LargeBinary)
