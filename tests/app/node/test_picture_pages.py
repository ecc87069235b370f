"""The picture's pages as a coordinator uses them: figures led to, filters, orders, protection."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from app.node.picture_choice import Choice
from app.node.registry_lists import read_rows
from app.node.visiting import Role
from app.seal.receipts import ReceiptResult
from tests.app.node.page_visits import Browser, PageNode, Served, words_of
from tests.app.node.test_picture import CENTRE, NOW, PEOPLE, region
from tests.signed_log import SignedLog

COUNTED = re.compile(r'class="counted" role="status">([\d\s]+)')
FIGURE = re.compile(
    r'href="(/(?:cases|certificates)\?[^"]*)"[^>]*>\s*([\d\N{NO-BREAK SPACE}]+)\s*<'
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The made region, served."""
    node = region(tmp_path_factory.mktemp("pages") / "node")
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture
def coordinator(served: Served) -> Browser:
    """Somebody who may decide."""
    return served.visitor(Role.COORDINATOR)


def counted(browser: Browser, address: str) -> int:
    """How many the page says there are in the selection."""
    answer = browser.see(address)
    assert answer.status_code == 200, address
    found = COUNTED.search(answer.text)
    assert found is not None, address
    return int(re.sub(r"\D", "", found.group(1)))


def test_a_figure_leads_to_a_list_of_as_many(coordinator: Browser) -> None:
    """Every link with a figure in it, of the months' table and the areas, with filters kept."""
    text = coordinator.see("/?centre=Testcenter+V%C3%A4rnamo&since=2025-08-01").text
    found = [(unescape(address), int(n)) for address, n in FIGURE.findall(text)]
    assert len(found) > 30
    for address, figure in found[:2] + found[-8:]:
        assert "centre=Testcenter" in address
        assert counted(coordinator, address) == figure


def test_a_part_of_a_column_leads_where_its_table_leads(coordinator: Browser) -> None:
    """What the mouse may press in a chart stands in the table under it, for the keyboard."""
    text = coordinator.see("/").text
    chart, table = text.split('<details class="more">', 1)
    pressed = set(re.findall(r'<a href="([^"]+)" tabindex="-1"><rect', chart))
    told = set(re.findall(r'<td class="number"><a href="([^"]+)"', table))
    assert pressed
    assert pressed <= told
    assert "style=" not in text


def test_the_selection_is_said_kept_and_cleared(coordinator: Browser) -> None:
    """Also what came by a click and is no field of the form."""
    assert counted(coordinator, "/") == counted(coordinator, "/cases") >= PEOPLE
    narrow = "/cases?role=CNC-1&area=matteknik&result=left&at=2026-10-31&state=open"
    answer = coordinator.see(narrow)
    for name, value in (("area", "matteknik"), ("result", "left"), ("at", "2026-10-31")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in answer.text
    assert 'class="clear" href="/cases"' in answer.text
    assert 'class="clear"' not in coordinator.see("/cases").text
    with_centre = coordinator.see(f"/?centre={CENTRE}").text
    assert f'<option value="{CENTRE}" selected>' in with_centre


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-7",
        "page=99999999999999999999",
        "since=i+dag&until=2026-99-99",
        "since=2027-01-01&until=2025-01-01",
        "state=%00&role='%3B--&centre=%E2%80%AE",
        "area=%3A%2C&result=left",
        "area=nonsens&result=assessed",
        "text=" + "%25_" * 60,
        "order=; DROP TABLE cases",
        "company=" + "a" * 5000,
        "at=0001-01-01&state=open",
        "at=9999-12-31&state=booked",
        "since=9999-12-31",
    ],
)
def test_a_bent_address_shows_a_page(coordinator: Browser, query: str) -> None:
    for path in ("/", "/cases", "/certificates"):
        assert coordinator.client.get(f"{path}?{query}").status_code == 200, path


@pytest.mark.parametrize("path", ["/cases/x", "/certificates/1234", "/companies/card?company=x"])
def test_what_is_not_there_is_said_in_words(coordinator: Browser, path: str) -> None:
    answer = coordinator.see(path)
    assert answer.status_code == 404
    assert "Sidan finns inte" in words_of(answer)


def paper(node: PageNode, is_protected: bool = False) -> str:
    """The address of a certificate in force."""
    with node.database.reading() as session:
        rows = read_rows(session, Choice(status="valid"), NOW)
    number = next(row.number for row in rows if row.is_protected == is_protected)
    return f"/certificates/{number.replace(' ', '-')}"


def logged(browser: Browser) -> str:
    """What stands in the log."""
    return words_of(browser.see("/log"))


def test_every_look_at_somebody_protected_is_logged(served: Served) -> None:
    """R55: of case and certificate; the pages say so and show number and state alone."""
    browser = served.visitor(Role.COORDINATOR)
    text = browser.see("/cases").text
    case = next(
        address
        for address, name in re.findall(r'<a href="(/cases/[0-9a-f-]{36})">([^<]+)<', text)
        if name == "Skyddad"
    )
    assert "skyddade uppgifter" in words_of(browser.see(case))
    address = paper(served.node, is_protected=True)
    answer = browser.see(address)
    assert "skyddade uppgifter" in words_of(answer)
    assert "Provperson" not in answer.text
    told = logged(browser)
    assert "öppnade en skyddad persons uppgift" in told
    assert told.count(case.rpartition("/")[2]) == 1
    assert told.count(address.rpartition("/")[2].replace("-", " ")) == 1


def test_a_coordinator_suspends_lifts_and_revokes_with_a_reason(served: Served) -> None:
    """R43: in the list from now on, in the log with the reason, told to the centre's desk."""
    browser, address = served.visitor(Role.COORDINATOR), paper(served.node)
    why = "Testcentret har hört av sig"
    for state, reason, said in (
        ("suspended", "under_review", "Stoppat"),
        ("valid", "lifted", "Gäller"),
        ("revoked", "found_wrong", "Återkallat"),
    ):
        answer = browser.fill(address, state=state, reason=reason, told=why)
        assert answer.status_code == 303, state
        assert said in words_of(browser.see(answer.headers["location"]))
    told = logged(browser)
    assert "ändrade ett bevis läge" in told
    assert told.count(why) == 3
    assert f"revoked · found_wrong · {why}" in told
    assert '<form method="post" class="form">' not in browser.see(address).text
    again = browser.send(address, state="valid", reason="lifted", told=why)
    assert again.status_code == 409
    assert "Inget är ändrat" in words_of(again)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "suspended", "reason": "under_review", "told": "kort"}, "Skriv varför"),
        ({"state": "suspended", "reason": "misprint", "told": "Av andra skäl"}, "Välj ett skäl"),
        ({"state": "replaced", "reason": "lifted", "told": "Av andra skäl"}, "Välj vad beviset"),
        ({}, "Välj vad beviset"),
    ],
)
def test_an_order_without_its_reason_changes_nothing(
    served: Served, fields: dict[str, str], said: str
) -> None:
    browser, address = served.visitor(Role.COORDINATOR), paper(served.node)
    answer = browser.fill(address, **fields)
    assert answer.status_code == 400
    assert said in words_of(answer)
    assert "Gäller" in words_of(browser.see(address))


def test_a_reader_sees_the_registry_and_orders_nothing(served: Served) -> None:
    """Neither offered nor taken."""
    reader, address = served.visitor(Role.READER), paper(served.node)
    assert 'name="told"' not in reader.see(address).text
    refused = reader.send(address, state="suspended", reason="under_review", told="Av andra skäl")
    assert refused.status_code == 403


def test_an_empty_node_says_what_will_come(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No figure is made of nothing, and every page says where its rows come from."""
    node = PageNode(tmp_path_factory.mktemp("empty") / "node")
    with node.served() as found:
        browser = found.visitor(Role.READER)
        assert "Inga ärenden än" in words_of(browser.see("/"))
        assert "Inga ärenden än" in words_of(browser.see("/cases"))
        assert "Inga bevis än" in words_of(browser.see("/certificates"))
        assert "Inga företag än" in words_of(browser.see("/companies"))
    node.database.close()


def test_a_name_is_never_markup(served: Served) -> None:
    """A record's text is text, on every page it comes to."""
    nasty = "<script>alert(1)</script>"
    log: SignedLog = served.node.laptop()
    person, registered = log.person(nasty)
    answers = served.node.take(registered, log.case(person)[1])
    assert {answer.result for answer in answers} == {ReceiptResult.STORED}
    browser = served.visitor(Role.COORDINATOR)
    answer = browser.see("/cases?text=alert")
    assert nasty not in answer.text
    assert "&lt;script&gt;" in answer.text
