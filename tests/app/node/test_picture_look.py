"""How the picture's pages look and are read: axe-core, phone and desk, light and dark."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from app.node.visiting import Role
from tests import browser as chrome
from tests.app.node.page_visits import Served
from tests.app.node.test_picture import region
from tests.conftest import missing

DESK, PHONE = (1366, 900), (390, 844)
PAGES = ("/", "/cases", "/certificates", "/companies")
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The made region, served."""
    node = region(tmp_path_factory.mktemp("look") / "node")
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """One browser for all of it."""
    program = chrome.find_chromium()
    if program is None:
        missing("chromium")
        return
    with chrome.chromium(program) as found:
        yield found


def opened(
    served: Served, chromium: Chromium, scheme: str, language: str, size: tuple[int, int]
) -> Page:
    """A tab of a coordinator's, in their colours and language."""
    width, height = size
    viewport = {"width": width, "height": height}
    context = chromium.new_context(viewport=viewport, color_scheme=scheme)
    for name, value in (
        ("intyga", served.node.token(Role.COORDINATOR)),
        ("intyga_language", language),
    ):
        context.add_cookies([{"name": name, "value": value, "url": served.address}])
    return context.new_page()


def addresses(page: Page, served: Served) -> list[str]:
    """The four pages, and one of each kind that they lead to."""
    found = list(PAGES)
    for path, wanted in (
        ("/cases?state=certified", r"/cases/[0-9a-f-]{36}"),
        ("/certificates?status=valid", r"/certificates/[0-9A-Z*~$=-]{21}"),
        ("/companies", r"/companies/card\?[^\"]+"),
    ):
        page.goto(served.address + path)
        match = re.search(f'href="({wanted})"', page.content())
        assert match is not None, path
        found.append(match.group(1))
    return found


def sample(served: Served) -> str:
    """An auditor's sample, drawn; of made cases nothing is held."""
    drawn = served.visitor(Role.READER).fill("/sample", count="3", seed="vinter")
    return drawn.headers["location"]


@pytest.mark.parametrize(
    ("scheme", "language", "size"), [("light", "sv", DESK), ("dark", "en", PHONE)]
)
def test_nothing_stands_in_anybodys_way(
    served: Served, chromium: Chromium, scheme: str, language: str, size: tuple[int, int]
) -> None:
    """WCAG 2.2 AA by axe-core, nothing outside the window, nothing the policy stops."""
    page, said = opened(served, chromium, scheme, language, size), []
    page.on("console", lambda message: said.append(message.text))
    some = addresses(page, served)[:: 1 if size == DESK else 2]
    for address in (*some, sample(served)):
        page.goto(served.address + address)
        page.evaluate("document.querySelectorAll('details.more').forEach(one => one.open = true)")
        found = Axe().run(page, options=WCAG).response["violations"]
        told = [(one["id"], [node["html"][:90] for node in one["nodes"][:3]]) for one in found]
        assert not told, (address, told)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], address
        assert page.locator("html").get_attribute("lang") == language
    assert not [one for one in said if "Failed to load resource" not in one], said
    page.context.close()


def test_a_figure_is_a_key_away(served: Served, chromium: Chromium) -> None:
    """By keyboard alone: past the rail to the content, through a figure, and narrowed there."""
    page = opened(served, chromium, "light", "sv", DESK)
    page.goto(served.address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases**")
    page.get_by_label("Läge").select_option("open")
    page.get_by_label("Läge").press("Enter")
    page.get_by_role("button", name="Visa").press("Enter")
    page.wait_for_url("**state=open**")
    assert page.get_by_role("link", name="Rensa").is_visible()
    page.context.close()
