"""Logging in: password, second factor, the first set-up by a one-time link, logging out."""

from sqlalchemy.orm import Session
from starlette.responses import Response

from app.node import totp
from app.node.account_tables import Account, PersonSession
from app.node.accounts import LEAST_PASSWORD, MOST_PASSWORD, AccountRefused
from app.node.visiting import NOBODY, Page, Role, Visit, Visitor

_MOST_TARGET = 2_000


def show_login(visit: Visit) -> Response:
    """The door; whoever is inside already goes on."""
    if visit.visitor != NOBODY:
        return visit.go("/")
    return _login_page(visit)


def log_in(visit: Visit) -> Response:
    """The first step: name and password."""
    door, form = visit.parts.door, visit.form
    login, password = form.raw("login")[:200], form.raw("password")
    wait = door.knock(login, visit.asked.address)
    if wait:
        seconds = int(wait.total_seconds()) + 1
        return _login_page(visit, visit.words.counted("too_soon", seconds), 429)
    with visit.reading() as session:
        account = door.accounts.named(session, login)
    if not door.accounts.is_right(account, password) or account is None:
        _note_refused(visit, account)
        return _login_page(visit, visit.words["wrong"], 403)
    stage = "password" if account.secret is not None else "set_up"
    with visit.acting() as session:
        door.accounts.keep_up(session, account.id, password)
        door.was_right(session, account.login, visit.asked.address)
        door.sessions.end(session, visit.asked.token)
        token = door.sessions.open(session, account.id, stage, _browser(visit.asked.browser))
    to = _target(form.raw("to"))
    answer = visit.go(door.next_step(stage), **({"to": to} if to else {}))
    door.give(answer, token, is_tls=visit.asked.is_tls)
    return answer


def show_code(visit: Visit) -> Response:
    """The second step."""
    if visit.stage != "password":
        return visit.go("/login")
    return _code_page(visit)


def take_code(visit: Visit) -> Response:
    """The six digits, or a recovery code."""
    half_way = _half_way(visit, "password")
    if half_way is None:
        return visit.go("/login")
    door = visit.parts.door
    wait = door.knock_code(half_way.login, visit.asked.address)
    if wait:
        seconds = int(wait.total_seconds()) + 1
        return _code_page(visit, visit.words.counted("too_soon", seconds), 429)
    typed = visit.form.raw("code")[:40]
    with visit.acting() as session:
        row = door.sessions.row(session, visit.asked.token)
        how = "" if row is None else door.accounts.show_factor(session, half_way.id, typed)
        if how:
            act = "log_log_in" if how == "code" else "log_log_in_recovery"
            token = _let_in(visit, session, half_way, act)
    if not how:
        _note_refused(visit, half_way)
        return _code_page(visit, visit.words["code_wrong"], 403)
    answer = visit.go(_target(visit.form.raw("to")) or "/")
    door.give(answer, token, is_tls=visit.asked.is_tls)
    return answer


def show_factor(visit: Visit) -> Response:
    """The QR code of a second factor that is to be set up; the same until it is proved."""
    if visit.stage != "set_up":
        return visit.go("/login")
    return _factor_page(visit)


def prove_factor(visit: Visit) -> Response:
    """Proved once with its digits it counts; then the recovery codes are told, once."""
    half_way = _half_way(visit, "set_up")
    if half_way is None:
        return visit.go("/login")
    door, typed = visit.parts.door, visit.form.raw("code")[:40]
    wait = door.knock_code(half_way.login, visit.asked.address)
    if wait:
        seconds = int(wait.total_seconds()) + 1
        return _factor_page(visit, visit.words.counted("too_soon", seconds), 429)
    with visit.acting() as session:
        row = door.sessions.row(session, visit.asked.token)
        secret = None if row is None else _secret(visit, row)
        if secret is None:
            return visit.go("/login")
        is_proved = door.accounts.prove_factor(session, half_way.id, secret, typed)
        if is_proved:
            codes = door.accounts.new_codes(session, half_way.id)
            door.audit.note(session, _visitor(half_way), "log_factor_set", half_way.login)
            token = _let_in(visit, session, half_way, "log_log_in")
    if not is_proved:
        return _factor_page(visit, visit.words["code_wrong"], 403)
    answer = visit.page("codes.html", codes=codes)
    door.give(answer, token, is_tls=visit.asked.is_tls)
    return answer


def show_welcome(visit: Visit) -> Response:
    """A one-time link, which is not used by being looked at."""
    return _welcome_page(visit)


def take_welcome(visit: Visit) -> Response:
    """Choose the password; the link is used then."""
    door, link = visit.parts.door, visit.asked.params["link"]
    password = visit.form.raw("password")[: MOST_PASSWORD + 1]
    if password != visit.form.raw("again")[: MOST_PASSWORD + 1]:
        return _welcome_page(visit, visit.words["not_same"], 400)
    try:
        with visit.reading() as session:
            account = door.accounts.linked(session, link)
        password_hash = door.accounts.hashed(password, account)
        with visit.acting() as session:
            account = door.accounts.use_link(session, link, password_hash)
            door.audit.note(session, _visitor(account), "log_link_used", account.login)
            browser = _browser(visit.asked.browser)
            token = door.sessions.open(session, account.id, "set_up", browser)
    except AccountRefused as refused:
        words = visit.words["weak_password"] if refused.why == "weak_password" else ""
        return _welcome_page(visit, words, 400)
    answer = visit.go(door.next_step("set_up"))
    door.give(answer, token, is_tls=visit.asked.is_tls)
    return answer


def log_out(visit: Visit) -> Response:
    """The browser's token counts no more."""
    with visit.acting() as session:
        visit.parts.door.sessions.end(session, visit.asked.token)
        visit.note(session, "log_log_out", "")
    answer = visit.go("/login", done="done_log_out")
    visit.parts.door.give(answer, "", is_tls=visit.asked.is_tls)
    return answer


def _let_in(visit: Visit, session: Session, account: Account, act: str) -> str:
    door = visit.parts.door
    door.sessions.end(session, visit.asked.token)
    door.let_in(session, account.login, visit.asked.address)
    door.audit.note(session, _visitor(account), act, account.login)
    return door.sessions.open(session, account.id, "in", _browser(visit.asked.browser))


def _half_way(visit: Visit, stage: str) -> Account | None:
    """The account that has shown its password in this browser."""
    if visit.stage != stage:
        return None
    with visit.reading() as session:
        row = visit.parts.door.sessions.row(session, visit.asked.token)
        return None if row is None else session.get(Account, row.account)


def _secret(visit: Visit, row: PersonSession) -> bytes | None:
    return visit.parts.door.keys.unseal(row.secret or b"", row.account) if row.secret else None


def _login_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    to = _target(visit.form.raw("to") or dict(visit.asked.query).get("to", ""))
    login = visit.form.raw("login")[:64]
    return visit.page("login.html", status, problem=problem, to=to, login=login)


def _code_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    to = _target(visit.form.raw("to") or dict(visit.asked.query).get("to", ""))
    return visit.page("code.html", status, problem=problem, to=to)


def _factor_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    door = visit.parts.door
    with visit.acting() as session:
        row = door.sessions.row(session, visit.asked.token)
        if row is None:
            return visit.go("/login")
        account = door.accounts.get(session, row.account)
        secret = _secret(visit, row)
        if secret is None:
            secret = totp.new_secret()
            row.secret = door.keys.seal(secret, account.id)
    address = totp.as_address(secret, visit.parts.keys.name, account.login)
    size, path = totp.qr_path(address)
    text = totp.as_text(secret)
    facts = {"problem": problem, "size": size, "path": path, "text": text}
    return visit.page("factor.html", status, **facts)


def _welcome_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    try:
        with visit.reading() as session:
            account = visit.parts.door.accounts.linked(session, visit.asked.params["link"])
    except AccountRefused:
        return visit.page("message.html", 404, word="link_over")
    facts = {"problem": problem, "account": account, "least": LEAST_PASSWORD}
    return visit.page("welcome.html", status, **facts)


def _note_refused(visit: Visit, account: Account | None) -> None:
    """A name that nobody has is not written down: it may be a password typed in the wrong field."""
    with visit.acting() as session:
        who = NOBODY if account is None else _visitor(account)
        subject = "" if account is None else account.login
        visit.parts.door.audit.note(session, who, "log_refused", subject)


def _visitor(account: Account) -> Visitor:
    return Visitor(account.id, account.name, Role(account.role))


def _target(to: str) -> str:
    """Where to go afterwards: a page of ours, or "" for anything else."""
    is_ours = to.startswith("/") and not to.startswith(("//", "/\\")) and len(to) < _MOST_TARGET
    return to if is_ours and to.isprintable() and "\\" not in to else ""


def _browser(agent: str) -> str:
    """What a browser calls itself, in two words."""
    browsers = (
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    systems = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")
    browser = next((name for sign, name in browsers if sign in agent), "?")
    return f"{browser}, {next((name for name in systems if name in agent), '?')}"


PAGES = (
    Page("/login", None, show_login, log_in),
    Page("/login/code", None, show_code, take_code),
    Page("/login/second-factor", None, show_factor, prove_factor),
    Page("/welcome/{link}", None, show_welcome, take_welcome),
    Page("/logout", Role.READER, None, log_out),
)
