"""A coordinator's way through a funding month: checked, sent, fetched; driven in Chromium."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from app.node.account_tables import AuditLine
from app.node.visiting import Role
from tests.app.node.funding_world import FEBRUARY, JANUARY, MARCH, FundingWorld
from tests.app.node.page_visits import PageNode, Served, words_of
from tests.browser import chromium, find_chromium

EVA, JOHAN = "196108283166", "199006022397"


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageNode]:
    """A node with a project."""
    found = PageNode(tmp_path_factory.mktemp("node") / "node")
    yield found
    found.database.close()


@pytest.fixture(scope="module")
def world(node: PageNode) -> FundingWorld:
    """Two people with three months of hours, the first two of them sent."""
    made = FundingWorld(node)
    for name, number in (("Eva Lindström", EVA), ("Johan Lindgren", JOHAN)):
        part = made.part(name, number)
        for month in (JANUARY, FEBRUARY, MARCH):
            made.hours(part, month, 8)
    made.send(JANUARY)
    made.send(FEBRUARY)
    return made


@pytest.fixture(scope="module")
def served(node: PageNode, world: FundingWorld) -> Iterator[Served]:
    """The node's pages at an address."""
    with node.served() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """One for the module."""
    program = find_chromium()
    assert program is not None
    with chromium(program) as found:
        yield found


@pytest.fixture
def page(browser: Chromium, served: Served) -> Iterator[Page]:
    """A coordinator's window."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    token = served.node.token(Role.COORDINATOR)
    context.add_cookies([{"name": "intyga", "value": token, "url": served.address}])
    yield context.new_page()
    context.close()


def test_a_late_change_is_found_sent_again_and_its_file_is_what_was_told(
    page: Page, world: FundingWorld, served: Served
) -> None:
    """R63, X6, I14: the cascade on the page, the check list, the locked month, the file's hash."""
    late = world.part("Magnus Lindahl", "197103011032", date(2026, 2, 2))
    world.hours(late, FEBRUARY, 6)
    world.hours(world.part("Utan Nummer"), MARCH, 4)
    page.goto(f"{served.address}/participation")
    page.get_by_role("link", name="Kompetens i industrin").click()
    page.get_by_role("row", name="2026-02 Måste skickas om").wait_for()
    page.get_by_role("row", name="2026-01 Sänd, låst").wait_for()
    page.get_by_role("link", name="Checklista 2026-02").click()
    page.locator("tbody tr", has_text="Magnus Lindahl").get_by_text("Klar").wait_for()
    page.get_by_role("button", name="Skicka månaden igen").click()
    assert page.get_by_role("status").inner_text().startswith("Månaden är låst")
    told = page.locator("code.hash").inner_text()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="CSV").click()
    path = Path(fetched.value.path())
    assert sha256(path.read_bytes()).hexdigest() == told
    assert fetched.value.suggested_filename == "deltagare-2025-00123-2026-02.csv"
    page.goto(f"{served.address}/participation/{world.project.id}/2026-03")
    page.get_by_role("button", name="Skicka månaden").click()
    assert "Kryssa i" in page.get_by_role("alert").inner_text()
    page.get_by_label("Skicka utan dem").check()
    page.get_by_role("button", name="Skicka månaden").click()
    assert page.locator("#sent dd").nth(1).inner_text() == "1"  # one is left out
    with served.node.database.reading() as session:
        acts = [line.act for line in session.query(AuditLine).order_by(AuditLine.id)]
    assert [act for act in acts if act.startswith("log_month")] == [
        "log_month_sent",
        "log_month_file",
        "log_month_sent",
    ]


def test_axe_finds_nothing_and_a_phone_shows_all_of_it(
    browser: Chromium, served: Served, world: FundingWorld
) -> None:
    """WCAG 2.2 A and AA; nothing runs out of a phone's width."""
    for scheme, width in (("light", 1366), ("dark", 390)):
        view = {"width": width, "height": 844}
        context = browser.new_context(viewport=view, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
        token = served.node.token(Role.COORDINATOR)
        context.add_cookies([{"name": "intyga", "value": token, "url": served.address}])
        page = context.new_page()
        own = f"/participation/{world.project.id}"
        paths = {"light": ("/participation/new", own), "dark": ("/participation", f"{own}/2026-03")}
        for path in paths[scheme]:
            page.goto(served.address + path)
            assert Axe().run(page).response["violations"] == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        context.close()


def test_a_project_is_made_and_changed_and_what_cannot_be_is_said(served: Served) -> None:
    """Twice, wrong and huge."""
    visitor = served.visitor(Role.COORDINATOR)
    facts = {"name": "Omställning", "number": "2026/7", "owner": "Regionen", "statuses": "employed"}
    days = {"first": "2026-01-01", "last": "2026-12-31"}
    turned = visitor.fill("/participation/new", **facts, first="2027-01-01", last="2026-12-31")
    assert "före den första" in words_of(turned)
    wrong = visitor.send("/participation/new", **facts, **days, targets="många 2026-12-31")
    assert (wrong.status_code, "antal och dag" in words_of(wrong)) == (400, True)
    assert "Omställning" in wrong.text
    huge = visitor.send("/participation/new", **facts | {"name": "x" * 5000}, **days)
    assert huge.status_code == 400
    made = visitor.send("/participation/new", **facts, **days, targets="600 2026-12-31")
    assert made.status_code == 303
    path = made.headers["location"].partition("?")[0]
    changed = visitor.fill(f"{path}/edit", **facts | {"name": "Omställning 2"}, **days)
    assert changed.status_code == 303
    assert "Omställning 2" in words_of(visitor.see(path))


@pytest.mark.parametrize(
    "path", ["nobody", "{id}/2026-13", "{id}/2025-01", "{id}/2026-01/pdf", "{id}/0000-01"]
)
def test_what_is_not_there_is_said_in_words(served: Served, world: FundingWorld, path: str) -> None:
    visitor = served.visitor(Role.COORDINATOR)
    answer = visitor.see(f"/participation/{path.format(id=world.project.id)}")
    assert answer.status_code == 404


def test_hours_are_for_coordinators_alone(served: Served, world: FundingWorld) -> None:
    for role in (Role.READER, Role.REVIEWER):
        answer = served.visitor(role).see(f"/participation/{world.project.id}/2026-01/csv")
        assert EVA not in answer.text
        assert answer.status_code in (403, 404)
