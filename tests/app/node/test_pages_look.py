"""The door's pages in a real browser without script: logged in by hand, looked at, read by axe."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from app.node.conflict_tables import ConflictWord
from app.node.tables import EnrolledSeal
from app.node.visiting import Role
from tests import browser as chrome
from tests.app.node.page_visits import PASSWORD, PageNode, Served
from tests.app.node.test_conflicts import ELIN, Laptop
from tests.app.node.test_review_pages import assessed_twice
from tests.conftest import missing
from tests.ui.drawing import PICTURES

PHONE, DESK = (390, 844), (1366, 900)
PATHS = (
    *("/account", "/accounts", "/log", "/settings", "/review", "/seals"),
    *("/exports", "/statistics/assessors"),
)
LOOKS = [("light", DESK, "sv"), ("dark", PHONE, "en")]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A node where something waits, with names as long as they come."""
    node = PageNode(tmp_path_factory.mktemp("look") / "node")
    for role in Role:
        node.person(role)
    assessed_twice(Laptop(node, node.laptop()), Laptop(node, node.laptop(ELIN)))
    with node.database.transaction() as session:
        for row in session.scalars(select(EnrolledSeal)):
            row.assessor = f"{row.assessor} {'Ålänningen' * 17}"
    node.pass_time(timedelta(days=100))
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all of them."""
    program = chrome.find_chromium()
    if program is None:
        missing("Chromium", "apt-get install chromium")
        return
    with chrome.chromium(program) as running:
        yield running


def pages_of(served: Served) -> list[str]:
    """Every page that is looked at."""
    with served.node.database.reading() as session:
        conflict = session.scalars(select(ConflictWord.id)).first() or b""
        kid = session.scalars(select(EnrolledSeal.kid)).first() or b""
    account = served.node.person(Role.READER)
    return [*PATHS, f"/accounts/{account}", f"/review/{conflict.hex()}", f"/seals/{kid.hex()}"]


def flaws(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA and good practice, and what runs out of the page."""
    found = Axe().run(page).response["violations"]
    told = [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        told.append("wider than the window")
    return told


@pytest.mark.parametrize(("scheme", "size", "language"), LOOKS)
def test_every_page_is_readable_and_fits(
    served: Served, chromium: Browser, scheme: str, size: tuple[int, int], language: str
) -> None:
    """Light and dark, desk and phone, both languages; a picture of each is kept."""
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    token = served.node.token(Role.ADMINISTRATOR)
    told = {"intyga": token, "intyga_language": language}
    context.add_cookies(
        [{"name": name, "value": value, "url": served.address} for name, value in told.items()]
    )
    page = context.new_page()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for path in pages_of(served):
        answer = page.goto(served.address + path)
        assert answer is not None
        assert answer.status == 200, path
        name = re.sub(r"[0-9a-f-]{16,}", "one", path).strip("/").replace("/", "_")
        page.screenshot(path=PICTURES / f"node_{name}_{scheme}_{size[0]}_{language}.png")
        assert flaws(page) == [], (path, scheme, size, language)
    context.close()


def test_one_logs_in_and_out_by_keyboard_without_script(served: Served, chromium: Browser) -> None:
    """Both steps, the menu of a phone, the language; the page one wanted comes then."""
    context = chromium.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{served.address}/review")
    page.get_by_label("Användarnamn").fill("omar")
    page.get_by_label("Lösenord").fill("fel lösenord här")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("stämmer inte").wait_for()
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Kod från telefonen").fill(served.node.code())
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.address}/review")
    page.get_by_text("Meny", exact=True).click()
    page.locator("details.bar").get_by_role("link", name="Behörighet").click()
    page.wait_for_url(f"{served.address}/seals")
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", level=1, name="Authorities").wait_for()
    page.get_by_text("Omar Falk").last.click()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("status").get_by_text("You are logged out").wait_for()
    page.goto(f"{served.address}/review")
    assert "/login" in page.url
    context.close()


@pytest.mark.parametrize("path", ["/login", "/welcome/{link}", "/login/second-factor"])
def test_the_door_itself_is_readable(served: Served, chromium: Browser, path: str) -> None:
    """Log-in, the one-time link and the QR code, on a phone in the dark."""
    node, context = (
        served.node,
        chromium.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, color_scheme="dark"),
    )
    page, account = context.new_page(), node.person(Role.READER, "nora")
    with node.database.transaction() as session:
        link = node.pages.accounts.link(session, account)
    page.goto(served.address + path.format(link=link).replace("/second-factor", ""))
    if path == "/login/second-factor":
        page.goto(f"{served.address}/welcome/{link}")
        for label in ("Nytt lösenord", "Samma igen"):
            page.get_by_label(label).fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("img", name="QR-kod för appen").wait_for()
    assert flaws(page) == []
    context.close()
