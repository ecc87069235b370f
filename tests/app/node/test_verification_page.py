"""The public page in a real browser: the same answers as Python, and nothing told to the node."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page

from app.domain.certificate import CertificateKind
from app.domain.certificate_number import format_certificate_number
from app.seal.authority import sign_certificate
from app.seal.carrier import qr_text
from app.seal.claims import CREDITED, CertificateClaims
from app.seal.keys import SigningKey
from app.seal.trust import Trust
from app.seal.verifying import verify
from app.sync.client import NodeClient
from tests import browser as chrome
from tests.app.node.page_probes import (
    TEXTS_IN_PAGE,
    VECTORS_IN_PAGE,
    code_png,
    mutations,
)
from tests.conftest import missing
from tests.node_process import NodeProcess

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "data" / "kb1_vectors.json").read_text(encoding="utf-8")
)
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
SMALL = {"width": 320, "height": 568}
NAME = "Karin Åström <b>Ek</b>"


@dataclass(frozen=True, slots=True)
class Issuer:
    """A seal enrolled at the node, to sign certificates with."""

    key: SigningKey
    accreditation: bytes

    def text(self, **changed: Any) -> str:
        """The QR text of a certificate issued today."""
        facts: dict[str, Any] = {
            "certificate_id": secrets.token_bytes(10),
            "name": NAME,
            "birth_date": date(1987, 5, 21),
            "profile": "CNC-1/1",
            "levels": (4, 3, CREDITED, 3, 4, 3, 3, 3),
            "issued": date.today(),
            "valid_to": date.today() + timedelta(days=1800),
            "status_index": 0,
        }
        signed = sign_certificate(self.key, CertificateClaims(**{**facts, **changed}))
        return qr_text("intyga.example", signed, self.accreditation)


@pytest.fixture(scope="module")
def own_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeProcess]:
    """A running node that these tests may stop and start."""
    with NodeProcess(tmp_path_factory.mktemp("page") / "folder") as running:
        yield running


@pytest.fixture(scope="module")
def issuer(own_node: NodeProcess) -> Issuer:
    """Somebody accredited by the node's authority, in its status list."""
    key = SigningKey.generate()
    with NodeClient(own_node.address) as client:
        answer = client.enrol(own_node.invite(), key)
    assert answer.accreditation is not None
    return Issuer(key, answer.accreditation)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, issuer: Issuer) -> Path:
    """What the camera sees: the code of a valid certificate."""
    path = tmp_path_factory.mktemp("film") / "code.y4m"
    chrome.write_film(code_png(issuer.text()), path)
    return path


@pytest.fixture(scope="module")
def running_browser(film: Path) -> Iterator[Browser]:
    """Chromium with a camera that plays the film."""
    program = chrome.find_chromium()
    if program is None:
        missing("Chromium", "python3 dev.py test installs it, or: apt-get install chromium")
        return
    with chrome.chromium(program, film) as found:
        yield found


@pytest.fixture
def page(running_browser: Browser) -> Iterator[Page]:
    """A phone's page in Swedish; whatever it complains of fails the test."""
    context = running_browser.new_context(viewport=PHONE, locale="sv-SE", permissions=["camera"])
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda line: complaints.append(line.text) if line.type == "error" else 0)
    yield opened
    context.close()
    expected = ("ERR_CONNECTION", "status of 400")
    assert not [each for each in complaints if not any(word in each for word in expected)]


def test_every_vector_gets_pythons_answer_in_the_browser(page: Page, own_node: NodeProcess) -> None:
    """R40 R43: one set of answers and codes, whoever asks."""
    page.goto(f"{own_node.address}/v")
    differing = page.evaluate(VECTORS_IN_PAGE, VECTORS)
    assert differing == []


def test_a_changed_code_gets_pythons_answer_in_the_browser(
    page: Page, own_node: NodeProcess, issuer: Issuer
) -> None:
    """R40: bits flipped, digits changed, cut, doubled: no text is judged otherwise by the two."""
    genuine = issuer.text()
    texts = [genuine, *mutations(genuine, 300)]
    with httpx.Client(base_url=own_node.address, timeout=60) as asking:
        lists = (asking.get("/trust").content, asking.get("/status/bundle").content)
    roots = json.loads((own_node.folder / "keys.json").read_bytes())["roots"]
    import base64

    trust = Trust.load([base64.b64decode(root) for root in roots], *lists)
    wanted = [
        [verdict.answer.value, verdict.code.value]
        for verdict in (verify(text, trust, date.today()) for text in texts)
    ]
    page.goto(f"{own_node.address}/v")
    page.wait_for_selector("#scan")
    day = (date.today() - date(1970, 1, 1)).days
    got = page.evaluate(TEXTS_IN_PAGE, {"texts": texts, "today": day})
    assert wanted[0] == ["VALID", "OK"]
    assert [(t, w, g) for t, w, g in zip(texts, wanted, got, strict=True) if w != g] == []


def test_the_code_in_the_address_is_answered_and_taken_out_of_it(
    page: Page, own_node: NodeProcess, issuer: Issuer
) -> None:
    """R41: name, birth date, profile and dates; a name is text and never markup."""
    _open(page, own_node, issuer.text())
    assert _answer(page) == ("VALID", "OK")
    assert page.url == f"{own_node.address}/v"
    assert page.evaluate("history.length") <= 2
    shown = page.inner_text("main")
    assert NAME in shown
    assert "Giltigt bevis" in shown
    assert "Säkerhet vid maskin" in shown
    assert "Tillgodoräknat" in shown
    assert page.query_selector(".person b") is None


def test_the_language_is_switched_at_once_and_remembered(
    page: Page, own_node: NodeProcess, issuer: Issuer
) -> None:
    _open(page, own_node, issuer.text(kind=CertificateKind.PARTIAL, levels=(3, 0) + (1,) * 6))
    assert "Giltigt delbevis" in page.inner_text("main")
    page.click("#en")
    _until(page, "document.documentElement.lang === 'en'")
    assert "Valid partial certificate" in page.inner_text("main")
    assert "Not assessed" in page.inner_text("main")
    page.reload()
    page.wait_for_selector("#scan")
    assert page.inner_text("h1") == "Check a certificate"


def test_a_practice_print_is_never_called_valid(
    page: Page, own_node: NodeProcess, issuer: Issuer
) -> None:
    _open(page, own_node, issuer.text(practice=True))
    assert _answer(page) == ("PRACTICE", "E_PRACTICE")
    assert "Giltigt" not in page.inner_text("main")


def test_a_protected_persons_paper_shows_number_and_status_only(
    page: Page, own_node: NodeProcess, issuer: Issuer
) -> None:
    """R41: the code carries more, the page says nothing of it."""
    certificate = secrets.token_bytes(10)
    text = issuer.text(is_protected=True, certificate_id=certificate, kind=CertificateKind.PARTIAL)
    page.goto(f"{own_node.address}/v#{text.split('#')[1]}")
    page.wait_for_selector("[data-answer=VALID]")
    shown = page.inner_text("body")
    assert format_certificate_number(certificate) in shown
    assert "Giltigt bevis" in shown
    hidden = ("Karin", "1987", "CNC", "Maria", "Testcenter", "Delbevis", "delbevis", "till och med")
    assert [word for word in hidden if word in shown] == []


def test_the_camera_reads_a_filmed_certificate(page: Page, own_node: NodeProcess) -> None:
    """R40."""
    page.goto(f"{own_node.address}/v")
    page.click("#scan")
    page.wait_for_selector(".band", timeout=120_000)
    assert _answer(page) == ("VALID", "OK")
    assert page.query_selector("video") is None


def test_a_picture_and_a_pasted_text_are_read_as_well(
    page: Page, own_node: NodeProcess, issuer: Issuer, tmp_path: Path
) -> None:
    """R40: whoever has no camera at hand."""
    picture = tmp_path / "kod.png"
    picture.write_bytes(code_png(issuer.text()))
    page.goto(f"{own_node.address}/v")
    page.set_input_files("#file", picture)
    page.wait_for_selector(".band", timeout=120_000)
    assert _answer(page) == ("VALID", "OK")
    page.click("#again")
    text = issuer.text()
    scanned = text.translate(str.maketrans(":/-#", "Ö-+#"))  # a scanner at a Swedish keyboard
    page.fill("#text", f"  {scanned[:200]}\n{scanned[200:]} ")
    page.click("#by-text button")
    page.wait_for_selector(".band")
    assert _answer(page) == ("VALID", "OK")


def test_a_number_is_looked_up_where_the_code_is_gone(page: Page, own_node: NodeProcess) -> None:
    """R41: the register knows the number or not, and the page says what that does not prove."""
    page.goto(f"{own_node.address}/v")
    page.fill("#number", "7K3M Q9TX")
    page.click("#by-number button")
    page.wait_for_selector("text=Numret har 17 tecken")
    page.fill("#number", "0000 0000 0000 0000 0")
    page.click("#by-number button")
    assert _answer(page) == ("UNKNOWN", "")


def test_what_holds_no_code_is_said_and_can_be_tried_again(
    page: Page, own_node: NodeProcess, tmp_path: Path
) -> None:
    from io import BytesIO

    from PIL import Image

    empty = BytesIO()
    Image.new("RGB", (200, 200), "white").save(empty, "PNG")
    (tmp_path / "tom.png").write_bytes(empty.getvalue())
    (tmp_path / "trasig.png").write_bytes(b"\x89PNG no picture")
    page.goto(f"{own_node.address}/v")
    page.set_input_files("#file", tmp_path / "tom.png")
    page.wait_for_selector("text=Ingen kod hittades")
    page.set_input_files("#file", tmp_path / "trasig.png")
    page.wait_for_selector("text=Filen är ingen bild")
    page.fill("#text", "9" * 5000)
    page.click("#by-text button")
    page.wait_for_selector(".band")
    assert _answer(page) == ("NOT_GENUINE", "E_TEXT")


def test_the_page_answers_with_the_node_down_and_says_how_old_its_list_is(
    page: Page, own_node: NodeProcess, issuer: Issuer
) -> None:
    """R40: offline once loaded, as of the list it holds."""
    page.goto(f"{own_node.address}/v")
    page.wait_for_selector("#scan")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    _until(page, "caches.match('/v/profiles.json').then(found => found !== undefined)")
    _until(page, "caches.match('/status/bundle').then(found => found !== undefined)")
    own_node.stop()
    try:
        digits = issuer.text().split("#")[1]
        page.goto("about:blank")
        page.goto(f"{own_node.address}/v#{digits}")
        page.wait_for_selector(".band")
        assert _answer(page) == ("VALID", "OK")
        assert "Säkerhet vid maskin" in page.inner_text("main")
        assert "Status enligt listan från" in page.inner_text("footer")
    finally:
        own_node.start()


def test_nothing_runs_out_of_the_screen(page: Page, own_node: NodeProcess, issuer: Issuer) -> None:
    """A long name, a long centre, 64 areas: readable on the smallest phone."""
    _open(page, own_node, issuer.text(name="Wolfeschlegelsteinhausenbergerdorff " * 2 + "Ek"))
    assert _answer(page)[0] == "VALID"
    for size in (PHONE, SMALL, DESK):
        chrome.resize(page, (size["width"], size["height"]))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
        targets = page.eval_on_selector_all("button", "all => all.map(e => e.offsetHeight)")
        assert min(targets) >= 44


def test_the_node_learns_nothing_of_who_is_checked(
    page: Page, own_node: NodeProcess, issuer: Issuer
) -> None:
    """R41 I12: no request carries the code, and the log has neither code nor name."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    text = issuer.text(name="Lars Utterström")
    _open(page, own_node, text)
    digits = text.split("#")[1]
    told = (own_node.folder.parent / "node.log").read_text(encoding="utf-8", errors="replace")
    assert not [url for url in asked if digits[:40] in url.partition("#")[0]]
    assert digits[:40] not in told
    assert "Utterström" not in told


def test_only_the_pages_own_files_are_served_and_nothing_else_may_run(
    own_node: NodeProcess,
) -> None:
    """A strict policy on every answer; no path leads out of the folder."""
    with httpx.Client(base_url=own_node.address, timeout=60) as asking:
        answer = asking.get("/v")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        again = asking.get("/v/page.js")
        mark = {"If-None-Match": again.headers["etag"]}
        assert asking.get("/v/page.js", headers=mark).status_code == 304
        for path in ("/v/../keys.json", "/v/%2e%2e/keys.json", "/v//etc/passwd", "/v/index.html"):
            assert asking.get(path).status_code == 404
        assert set(asking.get("/v/profiles.json").json()) >= {"CNC-1/1", "SVE-1/1"}


def _open(page: Page, node: NodeProcess, text: str) -> None:
    page.goto(f"{node.address}/v#{text.split('#')[1]}")
    page.wait_for_selector(".band")
    _until(page, "caches.match('/status/bundle').then(found => found !== undefined)")
    _until(
        page,
        "!['W_NO_STATUS', 'E_UNKNOWN_KEY'].includes(document.querySelector('.band').dataset.code)",
    )


def _until(page: Page, expression: str) -> None:
    """Wait for a state of the page; its policy forbids Playwright's own way of asking."""
    for _ in range(3000):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    pytest.fail(f"never: {expression}")


def _answer(page: Page) -> tuple[str, str]:
    band = page.wait_for_selector(".band")
    assert band is not None
    return band.get_attribute("data-answer") or "", band.get_attribute("data-code") or ""
