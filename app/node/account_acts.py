"""`account create|link|list`: who may log in to the pages, at the node's own terminal."""

import argparse
import getpass
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.node.account_tables import Account, PersonSession
from app.node.accounts import LINK_HOURS, AccountRefused, Accounts
from app.node.audit import Audit
from app.node.database import NodeDatabase
from app.node.filters import plain_line
from app.node.keys import NodeKeys
from app.node.person_keys import PersonKeys
from app.node.roles import Role, Visitor
from app.node.status_acts import OrderRefused

ACT = "account"
_REFUSED = {
    "login_taken": "{}: namnet är upptaget. Inget är ändrat. · the name is taken. Nothing changed.",
    "bad_login": "{}: 2–64 bokstäver, siffror och . - _ @ +. · 2–64 letters, digits and . - _ @ +.",
    "unknown": "{}: inget sådant konto, se `account list`. · no such account, see `account list`.",
    "weak_password": "Minst 12 tecken, inte namnet. Inget är ändrat. · At least 12 characters, not "
    "the name. Nothing changed.",
    "not_same": "De två är olika. Inget är ändrat. · The two differ. Nothing changed.",
}
_LINK = (
    "{}: öppna länken inom {} timmar, den gäller en gång. · open the link within {} hours, it "
    "counts once.\n{}/welcome/{}"
)
_TYPED = (
    "{}: lösenordet är satt, telefonen kopplas vid inloggningen. · the password is set, the phone "
    "is linked at the log-in."
)
_NONE = "Inga konton. · No accounts."


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act."""
    account = acts.add_parser(ACT, help="vilka som får logga in · who may log in to the pages")
    parts = account.add_subparsers(dest="account_act")
    create = parts.add_parser("create", help="gör ett konto · make one")
    create.add_argument("login", metavar="NAME")
    create.add_argument("--role", default=Role.COORDINATOR.value, choices=[r.value for r in Role])
    create.add_argument("--full-name", default="", help="visas på sidorna · shown on the pages")
    link = parts.add_parser("link", help="en ny länk, även efter utelåsning · a new link")
    link.add_argument("login", metavar="NAME")
    for made in (create, link):
        made.add_argument(
            "--password", action="store_true", help="skriv lösenordet här · type it here"
        )
        made.add_argument(
            "--address", default="", help="nodens adress, https://… · the node's address"
        )
    parts.add_parser("list", help="alla · all of them")


def run(
    database: NodeDatabase,
    keys: NodeKeys,
    now: Callable[[], datetime],
    chosen: argparse.Namespace,
) -> str:
    """Do the act and say what came of it. Raises OrderRefused."""
    accounts = Accounts(PersonKeys(keys), now)
    if chosen.account_act not in ("create", "link"):
        with database.reading() as session:
            return _listed(accounts, session)
    try:
        return _changed(database, accounts, Audit(database, keys, now), chosen)
    except AccountRefused as refused:
        raise OrderRefused(_REFUSED[refused.why].format(chosen.login)) from refused


def _changed(
    database: NodeDatabase, accounts: Accounts, audit: Audit, chosen: argparse.Namespace
) -> str:
    login = plain_line(chosen.login)
    typed = _typed() if chosen.password else ""
    with database.transaction() as session:
        database.take_turn(session)
        row = _row(accounts, session, login, chosen)
        act = "log_account_made" if chosen.account_act == "create" else "log_link_given"
        who = Visitor("", f"{getpass.getuser()} (terminal)", Role.ADMINISTRATOR)
        audit.note(session, who, act, f"{row.login} · {row.role}")
        if chosen.password:
            row.password, row.secret = accounts.hashed(typed, row), None
            session.execute(delete(PersonSession).where(PersonSession.account == row.id))
            return _TYPED.format(row.login)
        link, hours = accounts.link(session, row.id), LINK_HOURS
        return _LINK.format(row.login, hours, hours, chosen.address.rstrip("/"), link)


def _row(accounts: Accounts, session: Session, login: str, chosen: argparse.Namespace) -> Account:
    if chosen.account_act == "create":
        name = plain_line(chosen.full_name)[:200]
        made = accounts.create(session, login, name or login, Role(chosen.role))
        return accounts.get(session, made)
    row = accounts.named(session, login)
    if row is None:
        raise AccountRefused("unknown")
    row.state = "active"
    return row


def _typed() -> str:
    first = getpass.getpass("Lösenord · Password: ")
    if getpass.getpass("Samma igen · The same again: ") != first:
        raise AccountRefused("not_same")
    return first


def _listed(accounts: Accounts, session: Session) -> str:
    lines = (
        f"{one.login}  {one.name}  {one.role}"
        f"{'' if one.is_active else '  avstängt · disabled'}"
        f"{'' if one.is_ready else '  inbjuden · invited'}"
        for one in accounts.all(session)
    )
    return "\n".join(lines) or _NONE
