"""Who may open what at the node, and what a hostile request comes to."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from app.node.account_tables import Knock
from app.node.accounts import Accounts
from app.node.navigation import RAIL
from app.node.page_frame import SAFE
from app.node.page_table import PAGES
from app.node.region_settings import regions, targets
from app.node.visiting import Role
from tests.app.node.page_visits import NAMES, PASSWORD, Browser, PageNode, Served, words_of

NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
LONG = "Åke " + "Lång" * 49
TURNED = "Anna\u202eneppo\u0000\u2066"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A node with an account of every role."""
    node = PageNode(tmp_path_factory.mktemp("guarded") / "node")
    node.laptop()
    for role in Role:
        node.person(role)
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture
def admin(served: Served) -> Browser:
    """The administrator; the clock goes on a little."""
    with served.node.database.transaction() as session:
        session.execute(delete(Knock))
    served.node.pass_time(timedelta(minutes=1))
    return served.visitor(Role.ADMINISTRATOR)


def filled(path: str) -> str:
    """The address of a page whose parameters are of nothing there is."""
    return re.sub(r"\{[^}]*\}", "zz", path)


@pytest.mark.parametrize("role", list(Role))
def test_every_page_asks_for_its_role(served: Served, role: Role) -> None:
    """Every route × role, GET and POST, by the one table; what is too much does nothing."""
    browser = served.visitor(role)
    assert NAMES[role] in browser.see("/account").text
    for page in PAGES:
        if page.least is None or page.path == "/logout":
            continue
        path, least, form = filled(page.path), page.act_least or page.least, browser.form_token
        answers = []
        if page.show:
            answers.append((page.least, browser.client.get(path)))
        if page.act:
            answers.append((least, browser.client.post(path, data={"form_token": form})))
        for wanted, answer in answers:
            is_refused = "hör till en annan roll" in answer.text
            assert is_refused == (not role.covers(wanted)), path
            assert answer.status_code < 500, path


def test_nobody_is_led_to_the_door(served: Served) -> None:
    """From every page; a form that was sent has to be filled in again."""
    stranger = served.visitor()
    stranger.see("/login")
    for page in PAGES:
        if page.least is not None and page.show:
            answer = stranger.client.get(filled(page.path))
            assert answer.headers["location"].startswith("/login"), page.path
        if page.least is not None and page.act:
            assert stranger.send(filled(page.path)).headers["location"] == "/login", page.path


def test_open_pages_are_those_of_the_door() -> None:
    """Nothing else is for everybody."""
    paths = {page.path for page in PAGES if page.least is None}
    assert paths == {"/login", "/login/code", "/login/second-factor", "/welcome/{link}"}
    assert len({page.path for page in PAGES}) == len(PAGES)


def test_the_rail_leads_only_where_one_may_go(served: Served) -> None:
    """And every entry of it is a page."""
    least = {page.path: page.least for page in PAGES if page.show}
    for place in RAIL:
        if place.path in least:
            wanted = least[place.path]
            assert wanted is not None
            assert place.least.covers(wanted), place.path
    for role in Role:
        text = served.visitor(role).see("/account").text
        assert ('href="/log"' in text) == role.covers(Role.COORDINATOR)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"content-type": "text/plain"},
        {"content-type": "multipart/form-data; boundary=x"},
    ],
    ids=lambda headers: " ".join(f"{key} {value}" for key, value in headers.items()),
)
def test_a_form_from_elsewhere_is_refused(
    served: Served, admin: Browser, headers: dict[str, str]
) -> None:
    """With the right cookie and even the right token; nothing is done (CSRF)."""
    admin.see("/accounts")
    body = f"form_token={admin.form_token}&name=Eve&login=eve&role=administrator"
    sent = {"content-type": "application/x-www-form-urlencoded"} | headers
    answer = admin.client.post("/accounts", content=body, headers=sent)
    assert answer.status_code == 403
    with served.node.database.reading() as session:
        assert served.node.pages.accounts.named(session, "eve") is None


def test_a_form_needs_the_token_of_its_own_session(served: Served, admin: Browser) -> None:
    """Neither none nor that of somebody else's session."""
    other = served.visitor(Role.ADMINISTRATOR)
    other.see("/accounts")
    fields = {"name": "Eve", "login": "eve", "role": "administrator"}
    for token in ("", other.form_token, "å" * 64):
        answer = admin.client.post("/accounts", data=fields | {"form_token": token})
        assert answer.status_code == 403
    assert "Formuläret gäller inte" in words_of(answer)
    own = {"origin": served.address, "sec-fetch-site": "same-origin"}
    admin.see("/settings")
    sent = {"form_token": admin.form_token, "name": "Jönköping"}
    assert admin.client.post("/settings", data=sent, headers=own).status_code == 303


def test_a_logging_in_cannot_be_forced_from_elsewhere(served: Served, admin: Browser) -> None:
    """Log-in too wants the token this browser was given."""
    stranger = served.visitor()
    answer = stranger.client.post("/login", data={"login": "anna", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Formuläret gäller inte" in words_of(answer)


def test_the_cookie_is_for_this_host_alone_behind_tls(served: Served) -> None:
    """HttpOnly, SameSite=Strict always; Secure and __Host- when the proxy says https."""
    plain = served.visitor().client.get("/login").headers["set-cookie"]
    assert re.match(r"intyga=[\w-]{43}; HttpOnly; .*SameSite=strict$", plain)
    client = served.visitor().client
    answer = client.get("/login", headers={"x-forwarded-proto": "https"})
    told = answer.headers["set-cookie"]
    assert told.startswith("__Host-intyga=")
    for word in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert word in told
    assert "Domain" not in told
    token = served.node.token(Role.READER)
    behind = {"x-forwarded-proto": "https", "cookie": f"intyga={token}"}
    assert client.get("/account", headers=behind).status_code == 303


@pytest.mark.parametrize("name", [NASTY, LONG, TURNED, "😀👩🏽‍🏭", "=1+1"])
def test_every_name_is_shown_as_text(served: Served, admin: Browser, name: str) -> None:
    """Nothing of it runs, steers or is computed, on any page that shows it."""
    login = f"n{abs(hash(name)) % 10**8}"
    answer = admin.fill("/accounts", name=name, login=login, role="reviewer")
    assert answer.status_code == 200
    path = f"/accounts/{served.node.person(Role.REVIEWER, login)}"
    for page in ("/accounts", path, "/log", f"/log?find={login}"):
        text = admin.see(page).text
        for sign in ("<script", "<img", "\u202e", "\x00"):
            assert sign not in text
    assert "{{7*7}}" in words_of(admin.see("/accounts")) or name != NASTY
    assert not re.search(r'"[=+@-]', admin.see("/log.csv").text)


def test_what_is_too_long_or_too_much_is_refused_in_words(admin: Browser) -> None:
    """Names of 201 letters, forms of thousands of fields and of megabytes."""
    answer = admin.fill("/accounts", name="x" * 201, login="long", role="reviewer")
    assert answer.status_code == 400
    assert "Inget har sparats" in words_of(answer)
    many = "&".join(f"f{number}=1" for number in range(600))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    body = f"form_token={admin.form_token}&{many}"
    assert admin.client.post("/settings", content=body, headers=kind).status_code == 403
    huge = b"x=" + b"y" * 200_000
    assert admin.client.post("/settings", content=huge, headers=kind).status_code == 413
    for raw in (b"\xff\xfe", b"form_token=%ff", "form_token=å".encode()):
        assert admin.client.post("/settings", content=raw, headers=kind).status_code == 403


@pytest.mark.parametrize(
    "to", ["//evil.example", "/\\evil.example", "https://evil.example", "/\tx", "javascript:1"]
)
def test_logging_in_leads_nowhere_else(served: Served, admin: Browser, to: str) -> None:
    """An address with somebody else's page to go on to goes on to none."""
    browser = served.visitor()
    text = browser.client.get("/login", params={"to": to}).text
    assert 'name="to" value=""' in text
    browser.see("/login")
    answer = browser.send("/login", login="omar", password=PASSWORD, to=to)
    assert answer.headers["location"] == "/login/code"


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/..%2f..%2fetc%2fpasswd",
        "/fonts/..%2f..%2fkeys.json",
        "/review/%00",
        "/seals/zz",
        "/seals/00",
        "/welcome/" + "x" * 3000,
        "/log?since=9999-12-31&until=0001-01-01&page=-4&find=%25_%00",
        "/log?page=999999999999999999999999",
        "/seals?find=%25&state=king&page=0",
        "/?language=xx&key=wrong&done=done_settings",
        "/?done=log_refused&done=password",
    ],
)
def test_a_bent_address_is_answered_in_words(admin: Browser, path: str) -> None:
    """Never 500, never a file, never somebody else's words at the top."""
    answer = admin.client.get(path)
    assert answer.status_code in (200, 404)
    assert "root:" not in answer.text


def test_every_answer_says_what_it_may_do(admin: Browser) -> None:
    """No script at all, no frame, nothing kept; also files and refusals."""
    for path in ("/account", "/log.csv", "/accounts/zz", "/login"):
        headers = admin.client.get(path).headers
        assert {key: headers[key] for key in SAFE} == SAFE
    assert "script-src" not in SAFE["Content-Security-Policy"]
    assert SAFE["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_access_key_makes_the_first_administrator_and_opens_nothing_then(
    tmp_path: Path,
) -> None:
    """Once, and not a second one at the same time."""
    node = PageNode(tmp_path / "node")
    with node.served() as served:
        browser, other = served.visitor(), served.visitor()
        assert browser.see("/").status_code == 401
        assert browser.see("/?key=wrong").status_code == 401
        for one in (browser, other):
            assert one.see(f"/?key={node.keys.access}").headers["location"] == "/"
            assert "åtkomstnyckel" in words_of(one.see("/review"))
            assert one.see("/accounts").status_code == 403
            one.see("/accounts/first")
        made = browser.send("/accounts/first", name="Anna Lind", login="anna")
        assert made.headers["location"].startswith("/welcome/")
        assert other.send("/accounts/first", name="Eve", login="eve").status_code in (303, 403, 404)
        assert browser.see(f"/?key={node.keys.access}").headers["location"].startswith("/login")
        assert other.see("/review").headers["location"].startswith("/login")
        with node.database.reading() as session:
            people: Accounts = node.pages.accounts
            assert [one.login for one in people.all(session)] == ["anna"]
    node.database.close()


def test_the_region_is_called_as_it_is_set_and_its_targets_are_kept(
    served: Served, admin: Browser
) -> None:
    """By an administrator; a target without its day is none, and nothing is kept of it."""
    fields = {"name": "Region <b>Kronoberg</b>", "people_1": "600", "by_1": "2027-03-31"}
    fields |= {"people_2": "1000", "by_2": "2027-12-31", "note_2": "ESF", "region_0": "Jönköping"}
    admin.see("/settings")
    assert admin.send("/settings", **fields).status_code == 303
    for wrong in ({"by_1": ""}, {"people_1": "0"}, {"people_1": "många"}, {"by_2": "31/12"}):
        assert admin.send("/settings", **(fields | wrong)).status_code == 400
    with served.node.database.reading() as session:
        kept = [(one.people, str(one.by), one.note) for one in targets(session)]
        assert kept == [(600, "2027-03-31", ""), (1000, "2027-12-31", "ESF")]
        assert regions(session) == {"Testcenter Värnamo": "Jönköping"}
    text = served.visitor().see("/login").text
    assert "Region &lt;b&gt;Kronoberg" in text
    reader = served.visitor(Role.READER).see("/settings")
    assert "1000 personer senast 2027-12-31 · ESF" in words_of(reader)
    assert 'name="people_1"' not in reader.text
