"""Accreditations and seals in the browser: by the node's own authority, and by files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.certificate.authority_answer import answers_to
from app.node.enrolment import Invited
from app.node.export_tables import ExportDetail
from app.node.pages import Pages
from app.node.tables import EnrolledSeal, FeedRow, GivenOrder, StatedCentre
from app.node.visiting import Role
from app.reports.manifest_file import ManifestFile
from app.seal.ceremony import Answers, SealOrder, read_requests, sign_order
from app.seal.export_word import claimed_export, prove_export
from app.seal.keys import SigningKey
from app.seal.status import SealState
from tests.app.node.page_visits import CHEAP, PageNode, Served, words_of

LONG = "Per-Olof " + "Å" * 30
PER = Invited(LONG, 10700, "Testcenter <b>Norrån</b>", ("CNC-1", "SVETS-1"))
FORM = {"reason": "Slutade den 4 maj", "since": "2026-05-04"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A trial region's node: it holds the authority's key."""
    node = PageNode(tmp_path_factory.mktemp("seals") / "node")
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Served]:
    """The same region where the authority keeps its key elsewhere; a seal waits."""
    node = PageNode(tmp_path / "node")
    elsewhere = replace(node.keys, authority=None)
    node.pages = Pages(node.database, elsewhere, lambda: node.now, CHEAP)
    node.app.routes[:] = node.pages.all()
    waiting(node)
    with node.served() as found:
        yield found
    node.database.close()


def waiting(node: PageNode) -> bytes:
    """A seal that is enrolled and not accredited yet."""
    log = node.laptop(PER)
    with node.database.transaction() as session:
        row = session.get_one(EnrolledSeal, log.key.kid)
        row.state, row.accreditation, row.accredited_to = "requested", None, None
    return log.key.kid


def seal(served: Served, kid: bytes) -> EnrolledSeal:
    """As it stands."""
    with served.node.database.reading() as session:
        return session.get_one(EnrolledSeal, kid)


def authority(served: Served) -> SigningKey:
    """The region's key, wherever it is kept."""
    key = served.node.keys.authority
    assert key is not None
    return key


def test_what_waits_is_approved_and_the_laptop_is_told(served: Served) -> None:
    """Signed by the node's own authority; logged for each."""
    kid, browser = waiting(served.node), served.visitor(Role.COORDINATOR)
    page = browser.see("/seals")
    assert LONG in words_of(page)
    assert "Norrån</b>" not in page.text.replace("&lt;b&gt;Norrån&lt;/b&gt;", "")
    answer = browser.send("/seals/approve")
    assert answer.headers["location"] == "/seals?done=done_approved"
    row = seal(served, kid)
    assert row.state == "active"
    assert row.accredited_to == served.node.now.date() + timedelta(days=119)
    with served.node.database.reading() as session:
        told = session.scalars(select(FeedRow.type).where(FeedRow.kid == kid)).all()
    assert "accreditation" in told
    assert "ackrediterade" in words_of(browser.see("/log?find=10700"))
    assert "Ingenting väntar" in words_of(browser.see("/seals"))
    another = waiting(served.node)
    with served.node.database.transaction() as session:
        row = session.get_one(EnrolledSeal, another)
        row.assessor = "Å" * 200
    refused = browser.send("/seals/approve")
    assert refused.status_code == 409
    assert "går inte att skriva under" in words_of(refused)
    with served.node.database.transaction() as session:
        session.delete(session.get_one(EnrolledSeal, row.kid))


def test_a_seal_is_withdrawn_blocked_and_given_back(served: Served) -> None:
    """Each with a reason and the next number, so that an old order is not played again."""
    log, browser = served.node.laptop(PER), served.visitor(Role.COORDINATOR)
    path = f"/seals/{log.key.kid.hex()}"
    browser.see(path)
    for bad in ({"reason": "x"}, {"since": "2026-02-30"}, {"state": "requested"}):
        fields = {"state": "withdrawn"} | FORM | bad
        assert browser.send(path, **fields).status_code == 400
    for number, state in enumerate(("withdrawn", "compromised", "active"), 1):
        answer = browser.send(path, state=state, **FORM)
        assert answer.headers["location"] == f"/seals?done=done_seal_{state}"
        assert browser.send(path, state=state, **FORM).status_code == 409
        with served.node.database.reading() as session:
            assert session.get_one(GivenOrder, log.key.kid).serial == number
        assert seal(served, log.key.kid).state == state
    assert "Slutade den 4 maj" in words_of(browser.see("/log?act=log_seal_withdrawn"))
    unknown = browser.send("/seals/00112233", state="withdrawn", **FORM)
    assert unknown.status_code == 404


def test_a_test_centre_is_stated_with_its_sites(served: Served) -> None:
    """Nothing of what nobody could state."""
    browser = served.visitor(Role.COORDINATOR)
    fields = {"centre": "Testcenter Åsbo", "profiles": "CNC-1, SVETS-1,,"}
    fields |= {"sites": "Verkstad\n\nHall"}
    browser.see("/seals")
    assert browser.send("/seals/centre", **fields).status_code == 303
    with served.node.database.reading() as session:
        row = session.get_one(StatedCentre, "Testcenter Åsbo")
        assert (row.profiles, row.sites) == ("CNC-1\nSVETS-1", "Verkstad\nHall")
    for bad in ({"centre": ""}, {"profiles": ","}, {"profiles": "<b>"}):
        answer = browser.send("/seals/centre", **(fields | bad))
        assert answer.status_code == 400, bad
    assert "Inget är ändrat" in words_of(answer)


def test_the_list_is_filtered_in_the_address(served: Served) -> None:
    """By name, state and centre; signs of a pattern are only signs."""
    served.node.laptop(PER)
    browser = served.visitor(Role.READER)
    assert "0 rader" in words_of(browser.see("/seals?find=%25"))
    assert "0 rader" in words_of(browser.see("/seals?state=requested"))
    assert "0 rader" not in words_of(browser.see("/seals?find=svets"))
    assert 'name="reason"' not in browser.see("/seals").text


def test_the_ceremonys_files_go_out_and_come_back(real: Served) -> None:
    """As `authority answer` reads and writes them, stated (I14); twice changes nothing."""
    browser = real.visitor(Role.COORDINATOR)
    page = browser.see("/seals")
    assert "Nyckeln förvaras på annat håll" in words_of(page)
    assert browser.send("/seals/approve").status_code == 409
    answer = browser.see("/seals/requests.json")
    asked = read_requests(answer.content, "")
    with real.node.database.reading() as session:
        kept = session.scalars(select(ExportDetail).order_by(ExportDetail.export.desc())).first()
    assert kept is not None
    beside = msgspec.json.decode(kept.manifest, type=ManifestFile)
    signed, manifest = claimed_export(beside.signature or b"")
    prove_export(signed, real.node.keys.node.public)
    assert manifest == beside.manifest
    assert (manifest.sha256, manifest.file) == (sha256(answer.content).hexdigest(), kept.file)
    assert [one.assessor for one in asked.seals] == [LONG]
    answers = answers_to(authority(real), asked, 90, real.node.now.date())
    text = msgspec.json.format(msgspec.json.encode(answers)).decode()
    browser.see("/seals")
    for bad in ("", "{}", text[:-40], '{"intyga":"requests"}', "å" * 1000):
        assert browser.send("/seals/answers", answers=bad).status_code == 400
    stranger = answers_to(SigningKey.generate(), asked, 90, real.node.now.date())
    foreign = browser.send("/seals/answers", answers=msgspec.json.encode(stranger).decode())
    assert foreign.status_code == 400
    assert "inte undertecknat av regionens" in words_of(foreign)
    for _ in range(2):
        assert browser.send("/seals/answers", answers=text).status_code == 303
    with real.node.database.reading() as session:
        (row,) = session.scalars(select(EnrolledSeal)).all()
    assert (row.state, row.accreditation_serial) == ("active", 1)
    assert "tog emot svar" in words_of(browser.see("/log"))


def test_an_order_from_elsewhere_is_taken_by_its_file(real: Served) -> None:
    """The page says which command makes it, with the next number; a role below may not."""
    with real.node.database.reading() as session:
        kid = session.scalars(select(EnrolledSeal.kid)).one()
    browser = real.visitor(Role.COORDINATOR)
    page = words_of(browser.see(f"/seals/{kid.hex()}"))
    assert f"authority order {kid.hex()} withdrawn" in page
    assert "--serial 1" in page
    browser.see("/seals")
    refused = browser.send(f"/seals/{kid.hex()}", state="withdrawn", **FORM)
    assert refused.status_code == 409
    order = SealOrder(kid, SealState.COMPROMISED, date(2026, 5, 4), 1)
    raw = msgspec.json.encode(Answers("answers", orders=(sign_order(authority(real), order),)))
    reviewer = real.visitor(Role.REVIEWER)
    reviewer.see("/account")
    assert reviewer.send("/seals/answers", answers=raw.decode()).status_code == 403
    assert browser.send("/seals/answers", answers=raw.decode()).status_code == 303
    assert seal(real, kid).state == "compromised"


def test_the_files_are_made_by_nobody_below(served: Served) -> None:
    """Neither the requests nor an approval."""
    reviewer = served.visitor(Role.REVIEWER)
    reviewer.see("/account")
    assert reviewer.see("/seals/requests.json").status_code == 403
    assert reviewer.send("/seals/approve").status_code == 403
