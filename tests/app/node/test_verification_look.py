"""How the public page looks and is read: every answer on a phone and a desk, light and dark."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from app.domain.foreign_code import ForeignCode, foreign_code
from app.seal.authority import sign_delegation
from tests import browser as chrome
from tests.app.node.page_world import NAME, SHOWN, PageWorld, Shown
from tests.app.seal import world as w
from tests.conftest import missing
from tests.ui.drawing import PICTURES

PHONE, DESK, SMALL = (360, 740), (1280, 800), (320, 568)
COUNTS = ("valid", "partial", "unsure", "expired")
FOREIGN = [
    "HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2O5 N2FBBRW1*70HS8",
    "shc:/5676290952432060346029243740446031222959532654603460292540772804",
    "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln",
    '{ "@context": []}',
    "https://www.skatteverket.se/privat",
    "www.example.org",
    "BEGIN:VCARD\nVERSION:3.0\nN:Ek;Karin\nEND:VCARD",
    "MECARD:N:Ek;;",
    "WIFI:T:WPA;S:verkstad;P:hemligt;;",
    "BCD\n002\n1\nSCT",
    "swish://payment?data=x",
    "BEGIN:VEVENT\nSUMMARY:Prov\nEND:VEVENT",
    "geo:57.18,14.04",
    "mailto:a@example.org",
    "tel:+4637012345",
    "https://bevis.example/v#123",
    "https://bevis.example/v",
    "7350053850019",
    "ABC123456",
    "hej",
    "åäö" * 3000,
    "7KKQ 0JM6 M74Z 63AJ G",
    "7kkq-0jm6-m74z-63aj-g",
    "{",
    "",
    "   ",
    "]C1abc",
]
ASK_KIND = """async (texts) => {
  const { foreignCode } = await import("/v/foreign.js");
  return texts.map(foreignCode);
}"""
CONTRAST = """() => {
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => {
    const [r, g, b] = parts(text).slice(0, 3).map((one) => {
      const share = one / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = getComputedStyle(at).backgroundColor;
      if (parts(found)[3] !== 0) return found;
    }
    return "rgb(255, 255, 255)";
  };
  const low = [];
  const words = "h1,h2,h3,p,span,strong,th,td,dt,dd,summary,button,label";
  for (const element of document.querySelectorAll(words)) {
    if (!element.textContent.trim() || !element.offsetParent) continue;
    const [one, other] = [light(getComputedStyle(element).color), light(groundOf(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) low.push([element.textContent.slice(0, 30), ratio]);
  }
  return low;
}"""


@pytest.fixture(scope="module")
def world() -> Iterator[PageWorld]:
    """The page, served on the test world's lists."""
    with PageWorld() as running:
        yield running


@pytest.fixture(scope="module")
def running_browser() -> Iterator[Browser]:
    """Chromium."""
    program = chrome.find_chromium()
    if program is None:
        missing("Chromium", "python3 dev.py test installs it, or: apt-get install chromium")
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    with chrome.chromium(program) as found:
        yield found


def opened(browser: Browser, size: tuple[int, int], **chosen: Any) -> Page:
    """A page of this size in Swedish."""
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, **{"locale": "sv-SE", **chosen})  # type: ignore[arg-type]
    return context.new_page()


def test_every_answer_is_whole_readable_and_of_good_contrast(
    running_browser: Browser, world: PageWorld
) -> None:
    """R40 R41: band, name and date of the list are on view at once; nothing runs out sideways."""
    page, held = opened(running_browser, SMALL), None
    for name, shown in sorted(SHOWN.items(), key=lambda one: _lists(one[1]) != _lists(USUAL)):
        show = world.show_next if held == _lists(shown) else world.show
        show(page, shown)
        held = _lists(shown)
        assert_whole(page, name, SMALL)
        speak(page, "en")
        assert_whole(page, name, SMALL)
        speak(page, "sv")
        for size in (PHONE, DESK):
            chrome.resize(page, size)
            assert_whole(page, name, size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert page.evaluate(CONTRAST) == [], (name, scheme)
            page.screenshot(path=PICTURES / f"verify_{name}_{scheme}.png")
        assert_counts(page, name, shown)
        chrome.resize(page, SMALL)
    page.context.close()


USUAL = SHOWN["valid"]


def _lists(shown: Shown) -> tuple[object, object]:
    """What the page holds when it answers, and on which day."""
    return shown.status, shown.today


def speak(page: Page, language: str) -> None:
    """Have the answer in this language, which it is not in."""
    before = page.inner_text("main")
    page.click(f"#{language}")
    while page.inner_text("main") == before:
        page.wait_for_timeout(5)


def assert_whole(page: Page, name: str, size: tuple[int, int]) -> None:
    """What has to be seen is seen at this size."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    for part in (".band h2", "footer p:first-child"):
        box = page.locator(part).bounding_box()
        assert box is not None, name
        assert 0 <= box["y"] <= size[1] - box["height"], (name, part)
    heights = page.eval_on_selector_all("button", "all => all.map(e => e.offsetHeight)")
    assert min(heights) >= 44


def assert_counts(page: Page, name: str, shown: Shown) -> None:
    """R41: a revoked, replaced, practice … paper shows no level; the reader is told what to do."""
    has_areas = page.locator("table").count() == 1
    assert has_areas is (name in COUNTS), name
    assert (page.locator(".compare").count() == 1) is (name in COUNTS), name
    assert (page.locator(".note").count() == 1) is (shown.answer != "VALID"), name
    assert page.locator(f"text={NAME}").count() == int(
        name not in ("protected", "unknown", "not_genuine")
    )


def test_a_certificate_of_eight_areas_is_seen_whole_on_a_phone(
    running_browser: Browser, world: PageWorld
) -> None:
    """As in the picture: answer, person, eight areas, centre and number without scrolling."""
    page = opened(running_browser, PHONE)
    world.show(page, SHOWN["valid"])
    box = page.locator(".facts p:last-child").bounding_box()
    foot = page.locator("footer").bounding_box()
    assert box is not None
    assert foot is not None
    assert box["y"] + box["height"] <= foot["y"]
    page.context.close()


def test_the_order_of_reading_is_answer_then_what_to_do_then_the_person(
    running_browser: Browser, world: PageWorld
) -> None:
    """A screen reader hears the answer first: the focus stands on it, headings follow in order."""
    page = opened(running_browser, PHONE)
    world.show(page, SHOWN["revoked"])
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "Återkallat"
    heads = page.eval_on_selector_all("h1,h2,h3", "all => all.map(e => e.textContent)")
    assert heads == ["Kontrollera bevis", "Återkallat", NAME]
    text = page.inner_text("main")
    order = [text.index(one) for one in ("Återkallat", "Godta inte", NAME, "Utfärdat", "Områden")]
    assert order == sorted(order)
    assert page.get_attribute("main", "aria-live") == "polite"
    page.context.close()


def test_the_whole_page_is_used_by_keyboard(running_browser: Browser, world: PageWorld) -> None:
    """Language, camera, picture, text and number in this order; Enter checks, and again goes on."""
    page = opened(running_browser, PHONE)
    page.goto(world.address)
    page.wait_for_selector("#scan")
    order = []
    for _ in range(8):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.type"))
    assert order == ["sv", "en", "scan", "file", "text", "submit", "number", "submit"]
    page.focus("#text")
    page.keyboard.insert_text("WIFI:T:WPA;S:x;;")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".band")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#scan")
    assert page.evaluate("document.activeElement.id") == "scan"
    page.context.close()


def test_a_foreign_code_is_told_what_it_is_in_both_languages(
    running_browser: Browser, world: PageWorld
) -> None:
    """R40: a health certificate, a web page, a business card: neither genuine nor forged."""
    page = opened(running_browser, PHONE)
    page.goto(world.address)
    page.wait_for_selector("#scan")
    for text, said in (
        (FOREIGN[0], "vaccinationsbevis"),
        (FOREIGN[6], "visitkort"),
        ("https://bevis.example/v#123", "Bara början"),
    ):
        page.fill("#text", text)
        page.click("#by-text button")
        page.wait_for_selector(f"text={said}")
        assert page.inner_text(".band h2") == "Inget kompetensbevis"
        page.click("#en")
        page.wait_for_selector("text=Not a certificate of competence")
        page.click("#sv")
        page.wait_for_selector(f"text={said}")
        page.click("#again")
        page.wait_for_selector("#scan")
    page.context.close()


def test_page_and_desk_tell_foreign_codes_apart_alike(
    running_browser: Browser, world: PageWorld
) -> None:
    page = opened(running_browser, PHONE)
    page.goto(world.address)
    told = page.evaluate(ASK_KIND, FOREIGN)
    wanted = [foreign_code(text).value for text in FOREIGN]
    assert list(zip(FOREIGN, told, strict=True)) == list(zip(FOREIGN, wanted, strict=True))
    assert {ForeignCode(one) for one in told} == set(ForeignCode)
    page.context.close()


def test_an_older_list_is_refused_and_said_and_the_newer_one_kept(
    running_browser: Browser, world: PageWorld
) -> None:
    """R43: E_ROLLBACK of a restored node, E_NODE_AUTH of one nobody stands behind."""
    page = opened(running_browser, PHONE)
    unsure = SHOWN["unsure"]
    world.show(page, unsure)
    for bundle, code in (
        (w.status(sequence=39), "E_ROLLBACK"),
        (w.status(node=w.OTHER_SEAL, sequence=41), "E_NODE_AUTH"),
        (b"\x00", "E_SHAPE"),
    ):
        world.status = bundle
        page.click("#refresh")
        page.wait_for_selector(f"text=Nodens lista godtogs inte ({code})")
        assert page.get_attribute(".band", "data-code") == "W_STATUS_STALE"
    world.status = None
    page.click("#refresh")
    page.wait_for_selector("text=Ingen förbindelse med noden")
    page.context.close()


def test_a_page_built_with_the_next_roots_believes_their_list(
    running_browser: Browser, world: PageWorld
) -> None:
    """After `install`: the kept list of a dropped root is left, the new root's is taken."""
    page = opened(running_browser, PHONE)
    world.show(page, SHOWN["valid"])
    before = world.trust
    world.pin(w.NEXT_ROOT.public)
    try:
        world.trust = before
        world.show(page, Shown("UNKNOWN_ISSUER", text=SHOWN["valid"].code))
        world.trust = w.trust_list(w.NEXT_ROOT, serial=4)
        word = sign_delegation(w.NEXT_ROOT, w.NODE_ENTRY, 3)
        world.show(page, Shown("VALID", status=w.status(sequence=41, delegation=word)))
        world.trust = w.trust_list(w.NEXT_ROOT, serial=3)
        world.show(page, Shown("VALID", status=w.status(sequence=41, delegation=word)))
        page.wait_for_selector("text=Nodens lista godtogs inte (E_ROLLBACK)")
    finally:
        world.trust = before
        world.pin(*w.ROOTS)
    page.context.close()


def test_a_first_visit_never_calls_a_genuine_paper_unknown(
    running_browser: Browser, world: PageWorld
) -> None:
    """Until the lists are here the page says that it fetches them; then it answers."""
    page = opened(running_browser, PHONE)
    held: list[Any] = []
    page.route("**/trust", lambda route: held.append(route))
    shown = SHOWN["valid"]
    world.status = shown.status
    page.clock.set_fixed_time(datetime(2026, 3, 20, 12))
    page.goto(f"{world.address}#{shown.code.split('#')[1]}")
    page.wait_for_selector("text=Hämtar listan över utfärdare")
    while not held:
        page.wait_for_timeout(10)
    assert page.locator(".band").count() == 0
    held[0].continue_()
    page.wait_for_selector(".band[data-answer=VALID]")
    page.context.close()


def test_on_paper_the_answer_stands_with_its_day_and_without_buttons(
    running_browser: Browser, world: PageWorld, tmp_path: Path
) -> None:
    """Ctrl+P: what was answered, as of which list, and when it was asked."""
    page = opened(running_browser, DESK)
    world.show(page, SHOWN["valid"])
    page.emulate_media(media="print")
    assert page.locator("#again").is_hidden()
    assert page.locator(".languages").is_hidden()
    assert "Kontrollerat 20 mars 2026" in page.inner_text("footer")
    page.pdf(path=tmp_path / "svar.pdf", format="A4", print_background=True)
    assert (tmp_path / "svar.pdf").stat().st_size > 1000
    page.context.close()
