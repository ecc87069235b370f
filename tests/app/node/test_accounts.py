"""Accounts at the node: log-in in two steps, sessions, slowing, the last administrator."""

import base64
import re
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import delete, select

from app.node import account_acts, totp
from app.node.account_tables import Account, Knock, PersonSession
from app.node.accounts import AccountRefused, Accounts
from app.node.person_keys import COST, Cost, PersonKeys, is_password
from app.node.status_acts import OrderRefused
from app.node.visiting import Role, Visitor
from tests.app.node.page_visits import CHEAP, PASSWORD, SECRET, Browser, PageNode, Served, words_of
from tests.postgres import fresh_database

_LOGINS = (f"person{number}" for number in count())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A node with an administrator, on either engine."""
    url = ""
    if request.param == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_server"))
    node = PageNode(tmp_path_factory.mktemp("people") / "node", url)
    node.person(Role.ADMINISTRATOR)
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture
def login(served: Served) -> str:
    """Somebody nobody else's test knows; earlier knocks and half a minute are gone."""
    name = next(_LOGINS)
    served.node.person(Role.COORDINATOR, name)
    served.node.pass_time(timedelta(seconds=totp.STEP * 4))
    with served.node.database.transaction() as session:
        session.execute(delete(Knock))
    return name


def log_in(browser: Browser, node: PageNode, login: str, code: str = "") -> int:
    """Both steps; the status of the last."""
    first = browser.fill("/login", login=login, password=PASSWORD)
    assert first.headers["location"] == "/login/code"
    return browser.fill("/login/code", code=code or node.code()).status_code


def token_of(browser: Browser) -> str:
    """What the browser carries."""
    return browser.client.cookies["intyga"]


def test_two_steps_let_in_and_each_gives_a_new_token(served: Served, login: str) -> None:
    """A token fixed from outside is never one that is let in."""
    browser = served.visitor()
    browser.client.cookies.set("intyga", "a" * 43, domain="127.0.0.1")
    assert browser.see("/log").headers["location"] == "/login?to=%2Flog"
    browser.fill("/login", login=login.upper(), password=PASSWORD)
    half_way = token_of(browser)
    assert half_way != "a" * 43
    assert browser.see("/log").headers["location"] == "/login/code"
    answer = browser.fill("/login/code", code=served.node.code(), to="/log")
    assert answer.headers["location"] == "/log"
    assert token_of(browser) not in ("a" * 43, half_way)
    assert "Sara Berg" in words_of(browser.see("/log"))
    stranger = served.visitor()
    for old in ("a" * 43, half_way):
        stranger.client.cookies.set("intyga", old, domain="127.0.0.1")
        assert stranger.see("/log").status_code == 303


def test_a_code_counts_once_and_only_near_its_time(served: Served, login: str) -> None:
    """RFC 6238 §5.2: never a used step again, one step to either side."""
    node = served.node
    assert log_in(served.visitor(), node, login) == 303
    assert log_in(served.visitor(), node, login) == 403
    step = totp.step_of(node.now)
    for far in (-2, 2):
        assert log_in(served.visitor(), node, login, totp.code_at(SECRET, step + far)) == 403
    for near in (-1, 1):
        assert log_in(served.visitor(), node, login, totp.code_at(SECRET, step + near)) == 303


def test_the_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, the six last digits of each."""
    secret = b"12345678901234567890"
    told = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    for seconds, code in told.items():
        moment = datetime.fromtimestamp(seconds, UTC)
        assert totp.code_at(secret, totp.step_of(moment)) == code
        assert totp.step_shown(secret, f"{code[:3]} {code[3:]}", moment, ()) is not None


def test_a_clock_set_back_locks_nobody_out(served: Served, login: str) -> None:
    """What was open has to be opened again; a day later as well as a day earlier."""
    node, before = served.node, served.node.now
    node.now = before + timedelta(days=400)
    browser = served.visitor()
    assert log_in(browser, node, login) == 303
    node.now = before
    assert browser.see("/account").status_code == 303
    assert log_in(served.visitor(), node, login) == 303


def test_a_link_is_used_once_and_the_phone_is_proved_before_it_counts(served: Served) -> None:
    """Password, QR code and recovery codes; a look at the link does not use it."""
    node, login = served.node, next(_LOGINS)
    admin = served.visitor(Role.ADMINISTRATOR)
    page = admin.fill("/accounts", name="Ny Person", login=login, role="reviewer")
    link = re.search(r"/welcome/[\w-]+", page.text)
    assert link is not None
    path, browser = link.group(), served.visitor()
    assert "Ny Person" in words_of(browser.see(path))
    assert browser.send(path, password=PASSWORD, again="annat").status_code == 400
    assert browser.send(path, password="kort", again="kort").status_code == 400
    answer = browser.send(path, password=PASSWORD, again=PASSWORD)
    assert answer.headers["location"] == "/login/second-factor"
    assert served.visitor().see(path).status_code == 404
    shown = browser.see("/login/second-factor")
    text = re.search(r'class="secret">([^<]+)<', shown.text)
    assert text is not None
    secret = base64.b32decode(text.group(1).replace(" ", ""))
    assert browser.see("/account").headers["location"] == "/login/second-factor"
    assert browser.send("/login/second-factor", code="000000").status_code == 403
    now = totp.code_at(secret, totp.step_of(node.now))
    codes = re.findall(
        r"<code>([\w-]{14})</code>", browser.send("/login/second-factor", code=now).text
    )
    assert len(codes) == 10
    assert browser.see("/review").status_code == 200
    for status in (303, 403):
        assert log_in(served.visitor(), node, login, codes[0].lower()) == status
    with node.database.reading() as session:
        found = node.pages.accounts.named(session, login)
        assert found is not None
        assert secret not in (found.secret or b"")
        assert node.pages.accounts.codes_left(session, found.id) == 9


def test_an_old_link_leads_nowhere(served: Served) -> None:
    """Three days, and never for somebody who is disabled."""
    node, login = served.node, next(_LOGINS)
    account = node.person(Role.READER, login)
    with node.database.transaction() as session:
        link = node.pages.accounts.link(session, account)
    assert served.visitor().see(f"/welcome/{link}").status_code == 200
    before = node.now
    node.pass_time(timedelta(hours=72))
    assert served.visitor().see(f"/welcome/{link}").status_code == 404
    node.now = before
    with node.database.transaction() as session:
        session.get_one(Account, account).state = "disabled"
    assert served.visitor().see(f"/welcome/{link}").status_code == 404


def test_a_session_ends_idle_and_at_the_latest_after_twelve_hours(
    served: Served, login: str
) -> None:
    """Thirty minutes idle; used all the time it ends anyway."""
    node, began = served.node, served.node.now
    idle, busy = served.visitor(), served.visitor()
    log_in(idle, node, login)
    node.pass_time(timedelta(minutes=2))
    log_in(busy, node, login)
    while node.now - began < timedelta(hours=12):
        node.pass_time(timedelta(minutes=28))
        is_open = busy.see("/account").status_code == 200
        assert is_open == (node.now - began < timedelta(hours=12, minutes=2))
    assert idle.see("/account").status_code == 303
    assert busy.see("/account").status_code == 303


def test_who_guesses_has_to_wait_longer_and_longer(served: Served, login: str) -> None:
    """Never for good, and not for who was let in from another place before."""
    node, browser = served.node, served.visitor()
    waits = []
    for _ in range(9):
        answer = browser.fill("/login", login=login, password="fel lösenord")
        if answer.status_code == 429:
            found = re.search(r"Vänta (\d+) s", words_of(answer))
            assert found is not None
            waits.append(int(found.group(1)))
            node.pass_time(timedelta(seconds=waits[-1]))
    assert waits == sorted(waits)
    assert waits[0] >= 4
    node.pass_time(timedelta(minutes=15))
    assert log_in(served.visitor(), node, login) == 303


def test_guesses_at_once_are_each_counted(served: Served, login: str) -> None:
    """Twenty at the same time: no more than five are looked at."""
    browsers = [served.visitor() for _ in range(12)]
    for browser in browsers:
        browser.see("/login")
    found: list[int] = []

    def guess(browser: Browser) -> None:
        answer = browser.send("/login", login=login, password="fel lösenord")
        found.append(answer.status_code)

    threads = [threading.Thread(target=guess, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(403) == 5
    assert found.count(429) == 7


def test_others_guesses_do_not_slow_who_is_known_there(served: Served, login: str) -> None:
    """The last administrator is not locked out by whoever knows the name."""
    node, door = served.node, served.node.pages.door
    assert log_in(served.visitor(), node, login) == 303
    for _ in range(30):
        door.knock(login, "203.0.113.9")
    assert door.knock(login, "203.0.113.9") > timedelta(0)
    assert door.knock(login, "127.0.0.1") == timedelta(0)


def test_another_password_ends_every_session(served: Served, login: str) -> None:
    """Also the one that changed it; the old password opens nothing."""
    node, browser, other = served.node, served.visitor(), served.visitor()
    log_in(browser, node, login)
    node.pass_time(timedelta(minutes=2))
    log_in(other, node, login)
    new = "helt nya skruvar i lådan"
    browser.see("/account")
    answer = browser.send("/account/password", present="fel", password=new, again=new)
    assert answer.status_code == 403
    answer = browser.send("/account/password", present=PASSWORD, password=new, again=new)
    assert answer.headers["location"] == "/login?done=done_password"
    assert browser.see("/account").status_code == 303
    assert other.see("/account").status_code == 303
    assert served.visitor().fill("/login", login=login, password=PASSWORD).status_code == 403
    assert served.visitor().fill("/login", login=login, password=new).status_code == 303


def test_own_sessions_are_listed_and_ended_and_nobody_elses(served: Served, login: str) -> None:
    """By the number the page gives; another's number ends nothing."""
    node, browser, other = served.node, served.visitor(), served.visitor()
    log_in(browser, node, login)
    node.pass_time(timedelta(minutes=2))
    log_in(other, node, login)
    admin = served.visitor(Role.ADMINISTRATOR)
    with node.database.reading() as session:
        theirs = session.scalars(
            select(PersonSession.token_hash).where(
                PersonSession.account == node.person(Role.ADMINISTRATOR)
            )
        ).all()
    page = browser.see("/account")
    (number,) = re.findall(r'name="session" value="(\w+)"', page.text)
    browser.send("/account/session", session=number)
    assert other.see("/account").status_code == 303
    for one in theirs:
        browser.send("/account/session", session=one.hex())
    assert admin.see("/account").status_code == 200


def test_a_password_is_hashed_anew_when_the_cost_changes(served: Served, login: str) -> None:
    """By who logs in with it; the one on disk tells its parameters (RFC 9106)."""
    node = served.node
    dearer = Cost(memory=128, passes=2, lanes=1)
    accounts = Accounts(PersonKeys(node.keys), lambda: node.now, dearer)
    with node.database.transaction() as session:
        row = accounts.named(session, login)
        assert row is not None
        assert f"m={CHEAP.memory},t={CHEAP.passes}" in (row.password or "")
        accounts.keep_up(session, row.id, PASSWORD)
        assert "$argon2id$v=19$m=128,t=2,p=1$" in (row.password or "")
        assert is_password(PASSWORD, row.password or "")
    assert (COST.memory, COST.passes, COST.lanes) == (65536, 3, 4)


def test_the_last_administrator_stays_whoever_asks(served: Served) -> None:
    """Two administrators who take each other's role at once: one of them is left."""
    node = served.node
    accounts = node.pages.accounts
    ids = [node.person(Role.ADMINISTRATOR), node.person(Role.ADMINISTRATOR, "second")]
    refused: list[str] = []

    def take(by: int, of: int) -> None:
        try:
            with node.database.transaction() as session:
                node.database.take_turn(session)
                visitor = Visitor(ids[by], "", Role.ADMINISTRATOR)
                accounts.set_role(session, visitor, ids[of], Role.READER)
        except AccountRefused as error:
            refused.append(error.why)

    threads = [threading.Thread(target=take, args=pair) for pair in ((0, 1), (1, 0))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["last_administrator"]
    with node.database.transaction() as session:
        for account in ids:
            session.get_one(Account, account).role = Role.ADMINISTRATOR


def test_an_administrator_changes_others_and_never_themselves(served: Served, login: str) -> None:
    """A role counts at the next click; a disabled account is out at once."""
    node, admin, browser = served.node, served.visitor(Role.ADMINISTRATOR), served.visitor()
    log_in(browser, node, login)
    account = node.person(Role.COORDINATOR, login)
    own = node.person(Role.ADMINISTRATOR)
    admin.see("/accounts")
    assert admin.send(f"/accounts/{own}", act="disable").status_code == 409
    assert admin.send(f"/accounts/{account}", act="role", role="king").status_code == 400
    assert browser.see("/log").status_code == 200
    assert admin.send(f"/accounts/{account}", act="role", role="read-only").status_code == 303
    assert browser.see("/log").status_code == 403
    assert admin.send(f"/accounts/{account}", act="disable").status_code == 303
    assert browser.see("/account").status_code == 303
    assert served.visitor().fill("/login", login=login, password=PASSWORD).status_code == 403
    admin.send(f"/accounts/{account}", act="enable")
    node.pass_time(timedelta(minutes=2))
    assert log_in(browser, node, login) == 303


def test_a_name_nobody_has_is_answered_as_a_wrong_password(served: Served) -> None:
    """And is not written down: it may be a password in the wrong field."""
    typed = "hunter2hunter2"
    answer = served.visitor().fill("/login", login=typed, password="x")
    known = served.visitor().fill("/login", login="anna", password="x")
    assert answer.status_code == known.status_code == 403
    assert typed not in served.visitor(Role.ADMINISTRATOR).see("/log.csv").text


def at_terminal(node: PageNode, *typed: str) -> str:
    """One `account …` as whoever runs the node types it."""
    parser = ArgumentParser()
    account_acts.add_parser(parser.add_subparsers(dest="act"))
    chosen = parser.parse_args(["account", *typed])
    return account_acts.run(node.database, node.keys, lambda: node.now, chosen)


def test_the_terminal_makes_the_first_account_and_gives_new_links(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By link or by a password typed there; a disabled one is let back, and all is logged."""
    node, login = served.node, next(_LOGINS)
    told = at_terminal(node, "create", login, "--role", "reviewer", "--address", "https://nod.se/")
    link = told.rpartition("https://nod.se")[2]
    assert "Välkommen" in words_of(served.visitor().see(link))
    for wrong in (login, "x", "å b"):
        with pytest.raises(OrderRefused):
            at_terminal(node, "create", wrong)
    with pytest.raises(OrderRefused):
        at_terminal(node, "link", "nobody")
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)
    assert "lösenordet är satt" in at_terminal(node, "link", login, "--password")
    answer = served.visitor().fill("/login", login=login, password=PASSWORD)
    assert answer.headers["location"] == "/login/second-factor"
    monkeypatch.setattr("getpass.getpass", lambda _: "kort")
    with pytest.raises(OrderRefused):
        at_terminal(node, "link", login, "--password")
    assert f"{login}  {login}  reviewer  inbjuden" in at_terminal(node, "list")
    log = words_of(served.visitor(Role.ADMINISTRATOR).see("/log?act=log_link_given"))
    assert "(terminal)" in log
