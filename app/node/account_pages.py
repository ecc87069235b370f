"""Pages of accounts: one's own, and for administrators everybody's."""

from datetime import timedelta
from urllib.parse import quote

from sqlalchemy.orm import Session
from starlette.responses import Response

from app.node.account_tables import Account
from app.node.accounts import LINK_HOURS, MOST_PASSWORD, AccountRefused
from app.node.visiting import NoSuchPage, Page, Role, Visit


def show_own(visit: Visit) -> Response:
    """One's own account."""
    return _own_page(visit)


def change_password(visit: Visit) -> Response:
    """Another password; every session ends, this one too."""
    door, form = visit.parts.door, visit.form
    account = _own(visit)
    if door.knock(account.login, visit.asked.address):
        return _own_page(visit, visit.words["wrong"], 429)
    new = form.raw("password")[: MOST_PASSWORD + 1]
    if new != form.raw("again")[: MOST_PASSWORD + 1]:
        return _own_page(visit, visit.words["not_same"], 400)
    if not door.accounts.is_right(account, form.raw("present")):
        return _own_page(visit, visit.words["wrong"], 403)
    try:
        password_hash = door.accounts.hashed(new, account)
        with visit.acting() as session:
            kept = account.password or ""
            door.accounts.change_password(session, account.id, kept, password_hash)
            door.was_right(session, account.login, visit.asked.address)
            visit.note(session, "log_password_changed", account.login)
    except AccountRefused as refused:
        return _own_page(visit, visit.words[refused.why], 400)
    return visit.go("/login", done="done_password")


def new_codes(visit: Visit) -> Response:
    """Ten new recovery codes, told once."""
    account = _own(visit)
    with visit.acting() as session:
        codes = visit.parts.door.accounts.new_codes(session, account.id)
        visit.note(session, "log_codes_made", account.login)
    return visit.page("codes.html", codes=codes)


def end_session(visit: Visit) -> Response:
    """Log one of one's own browsers out."""
    with visit.acting() as session:
        visit.parts.door.sessions.end_own(
            session, _own(visit).id, visit.form.text("session", most=64)
        )
        visit.note(session, "log_session_ended", "")
    return visit.go("/account", done="done_session")


def show_all(visit: Visit) -> Response:
    """Everybody who has an account."""
    return _all_page(visit)


def invite(visit: Visit) -> Response:
    """A new account and the link to give."""
    door, form = visit.parts.door, visit.form
    name, login = form.text("name", least=1), form.text("login", most=64)
    role = Role(form.choice("role", list(Role)))
    try:
        with visit.acting() as session:
            account = door.accounts.create(session, login, name, role)
            link = door.accounts.link(session, account)
            visit.note(session, "log_account_made", f"{login.casefold()} · {role}")
    except AccountRefused as refused:
        return _all_page(visit, visit.words[refused.why], 400)
    return _link_page(visit, name, link)


def show_first(visit: Visit) -> Response:
    """The first account, by whoever has the access key."""
    if visit.visitor.account_id:
        raise NoSuchPage
    return visit.page("first.html", problem="")


def make_first(visit: Visit) -> Response:
    """The first account is an administrator; the key opens nothing from then on."""
    if visit.visitor.account_id:
        raise NoSuchPage
    door, form = visit.parts.door, visit.form
    name, login = form.text("name", least=1), form.text("login", most=64)
    try:
        with visit.acting() as session:
            if door.accounts.are_there(session):
                raise NoSuchPage
            account = door.accounts.create(session, login, name, Role.ADMINISTRATOR)
            link = door.accounts.link(session, account)
            subject = f"{login.casefold()} · {Role.ADMINISTRATOR}"
            visit.note(session, "log_account_made", subject)
    except AccountRefused as refused:
        return visit.page("first.html", 400, problem=visit.words[refused.why])
    return visit.go(f"/welcome/{link}")


def show_one(visit: Visit) -> Response:
    """What may be changed of an account."""
    return _one_page(visit)


def change_one(visit: Visit) -> Response:
    """Do one of: role, link, disable, enable."""
    act = _ACTS[visit.form.choice("act", _ACTS)]
    try:
        return act(visit, visit.asked.params["id"])
    except AccountRefused as refused:
        if refused.why == "unknown":
            raise NoSuchPage from refused
        return _one_page(visit, visit.words[refused.why], 409)


def _set_role(visit: Visit, account: str) -> Response:
    role = Role(visit.form.choice("role", list(Role)))
    with visit.acting() as session:
        row = visit.parts.door.accounts.set_role(session, visit.visitor, account, role)
        visit.note(session, "log_role_set", f"{row.login} · {role}")
    return visit.go("/accounts", done="done_role")


def _give_link(visit: Visit, account: str) -> Response:
    with visit.acting() as session:
        row = visit.parts.door.accounts.get(session, account)
        link = visit.parts.door.accounts.link(session, account)
        visit.note(session, "log_link_given", row.login)
    return _link_page(visit, row.name, link)


def _disable(visit: Visit, account: str) -> Response:
    return _switch(visit, account, is_active=False)


def _enable(visit: Visit, account: str) -> Response:
    return _switch(visit, account, is_active=True)


def _switch(visit: Visit, account: str, *, is_active: bool) -> Response:
    accounts, word = visit.parts.door.accounts, "enabled" if is_active else "disabled"
    with visit.acting() as session:
        row = accounts.set_active(session, visit.visitor, account, is_active=is_active)
        visit.note(session, f"log_{word}", row.login)
    return visit.go("/accounts", done=f"done_{word}")


_ACTS = {"role": _set_role, "link": _give_link, "disable": _disable, "enable": _enable}


def _own(visit: Visit) -> Account:
    with visit.reading() as session:
        account = session.get(Account, visit.visitor.account_id)
    if account is None:
        raise NoSuchPage
    return account


def _own_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    account, door = _own(visit), visit.parts.door
    with visit.reading() as session:
        sessions = door.sessions.own(session, account.id, visit.asked.token)
        left = door.accounts.codes_left(session, account.id)
    facts = {"account": account, "sessions": sessions, "left": left, "problem": problem}
    return visit.page("account.html", status, **facts)


def _all_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    with visit.reading() as session:
        people = visit.parts.door.accounts.all(session)
    return visit.page("accounts.html", status, people=people, roles=tuple(Role), problem=problem)


def _one_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    with visit.reading() as session:
        person = _person(visit, session)
    return visit.page(
        "account_edit.html", status, person=person, roles=tuple(Role), problem=problem
    )


def _person(visit: Visit, session: Session) -> object:
    wanted = visit.asked.params["id"]
    people = visit.parts.door.accounts.all(session)
    found = next((one for one in people if one.id == wanted), None)
    if found is None:
        raise NoSuchPage
    return found


def _link_page(visit: Visit, name: str, link: str) -> Response:
    scheme = "https" if visit.asked.is_tls else "http"
    address = f"{scheme}://{visit.asked.host}/welcome/{quote(link)}"
    until = visit.now + timedelta(hours=LINK_HOURS)
    return visit.page("account_link.html", person=name, link=address, until=until)


PAGES = (
    Page("/account", Role.READER, show_own),
    Page("/account/password", Role.READER, None, change_password),
    Page("/account/codes", Role.READER, None, new_codes),
    Page("/account/session", Role.READER, None, end_session),
    Page("/accounts", Role.ADMINISTRATOR, show_all, invite),
    # Whoever came by the access key; anybody with an account is told that there is no such page.
    Page("/accounts/first", Role.COORDINATOR, show_first, make_first),
    Page("/accounts/{id}", Role.ADMINISTRATOR, show_one, change_one),
)
