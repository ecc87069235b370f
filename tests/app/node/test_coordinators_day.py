"""A coordinator's day in the browser: in by two factors, what is stuck, a conflict, an export."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.__main__ import main
from app.node.visiting import Role
from app.sync.trust_folder import ROOTS, TRUST_LIST
from tests import browser as chrome
from tests.app.node.page_visits import PASSWORD, PageNode, Served
from tests.app.node.test_conflicts import ELIN, Laptop
from tests.app.node.test_review_pages import WHY, assessed_twice, open_ones
from tests.conftest import missing
from tests.signed_log import SignedLog


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A node where two laptops assessed one person."""
    node = PageNode(tmp_path / "node")
    node.person(Role.COORDINATOR)
    assessed_twice(Laptop(node, node.laptop()), Laptop(node, node.laptop(ELIN)))
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture
def page(served: Served) -> Iterator[Page]:
    """A tab at the node's address, without script."""
    program = chrome.find_chromium()
    if program is None:
        missing("Chromium", "apt-get install chromium")
        return
    with chrome.chromium(program) as browser:
        context = browser.new_context(java_script_enabled=False, locale="sv-SE")
        tab = context.new_page()
        tab.goto(served.address)
        yield tab


def test_from_the_door_to_a_checked_file(
    served: Served, page: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In, what is stuck, settled, exported, and the file is checked (R57, R58, I14)."""
    logs_in(served, page)
    stuck = page.locator("section.help")
    stuck.get_by_role("heading", name="Behöver din hjälp").wait_for()
    stuck.get_by_role("link").first.click()
    page.get_by_role("link", name="Två bevis").first.click()
    settles(page)
    assert open_ones(Laptop(served.node, SignedLog())) == set()
    file = fetches(page, tmp_path)
    check = ["export", "check", str(file), "--trust", str(believed(served, tmp_path))]
    assert main(check) == 0
    assert "Sara Berg" in capsys.readouterr().out
    file.write_bytes(file.read_bytes().replace(b"Karin", b"Sabin"))
    assert main(check) == 7


def believed(served: Served, folder: Path) -> Path:
    """The region's root and list, as the product is shipped with them."""
    found, keys = folder / "trust", served.node.keys
    found.mkdir()
    (found / ROOTS).write_text(keys.roots[0].hex())
    (found / TRUST_LIST).write_bytes(keys.trust_list)
    return found


def logs_in(served: Served, page: Page) -> None:
    """Name, password, the phone's digits."""
    page.get_by_label("Användarnamn").fill("sara")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Kod från telefonen").fill(served.node.code())
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Översikt").wait_for()


def settles(page: Page) -> None:
    """The first version is kept, with the reason."""
    page.get_by_text("skiljer").first.wait_for()
    page.locator("input[name=keep][value=first]").check()
    page.locator("textarea[name=reason]").fill(WHY)
    page.locator("form.form button.primary").click()
    page.get_by_role("status").wait_for()


def fetches(page: Page, folder: Path) -> Path:
    """The cases as CSV with the manifest beside, as the browser keeps them."""
    page.get_by_role("link", name="Export").first.click()
    page.locator("select[name=form]").select_option("csv")
    with page.expect_download() as made:
        page.locator("form.stacked button.primary").click()
    file = folder / made.value.suggested_filename
    made.value.save_as(file)
    page.reload()
    with page.expect_download() as told:
        page.get_by_role("link", name="Följeblad").first.click()
    told.value.save_as(folder / told.value.suggested_filename)
    return file
