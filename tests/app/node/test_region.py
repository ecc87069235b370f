"""The rest of a node: who may send, what coordinators get, how it ends."""

import csv
import io
import os
import signal
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.node.enrolment import Refused
from app.node.exports import FORMATS, KINDS
from app.node.tables import ExportLine, SessionToken
from app.reports.whole_file import manifest_path
from app.seal.claims import AccreditationClaims
from app.seal.cose import Purpose, open1
from app.seal.payloads import PersonRegistered
from app.seal.records import RecordType
from app.sync.wire import EnrolRequest, SessionRequest, enrol_proof, session_proof
from tests.app.node.exported import export
from tests.app.node.small_node import INVITED, SmallNode, issued
from tests.node_process import NodeProcess
from tests.signed_log import SignedLog


@pytest.fixture
def node(tmp_path: Path) -> Iterator[SmallNode]:
    """A node on SQLite."""
    small = SmallNode(tmp_path / "node")
    yield small
    small.database.close()


def log_in(node: SmallNode, log: SignedLog) -> str:
    """A session of the laptop."""
    nonce = os.urandom(16)
    proof = log.key.sign(session_proof(log.key.kid, nonce, node.now))
    request = SessionRequest(log.key.kid, nonce, node.now, proof)
    return node.enrolment.open_session(request).token


def test_a_code_is_good_for_fourteen_days(node: SmallNode) -> None:
    """code_expired afterwards, for everybody who has not used it."""
    code, log = node.enrolment.invite(INVITED), SignedLog()
    node.pass_time(timedelta(days=14, seconds=1))
    proof = log.key.sign(enrol_proof(code, log.key.public))
    with pytest.raises(Refused) as refused:
        node.enrolment.enrol(EnrolRequest(code, log.key.public, proof))
    assert refused.value.code == "code_expired"


def test_a_proof_for_another_seal_enrols_nobody(node: SmallNode) -> None:
    """Only who holds the key can use a code for it."""
    code = node.enrolment.invite(INVITED)
    mine, other = SignedLog().key, SignedLog().key
    with pytest.raises(Refused) as refused:
        node.enrolment.enrol(
            EnrolRequest(code, other.public, mine.sign(enrol_proof(code, other.public)))
        )
    assert refused.value.code == "bad_proof"


def test_a_session_ends_after_fifteen_minutes_and_leaves_no_row(node: SmallNode) -> None:
    """The table does not grow with the years."""
    log = node.laptop()
    token = log_in(node, log)
    assert node.enrolment.kid_at_hand(token) is None
    assert node.enrolment.kid_of_token(token) == log.key.kid
    assert node.enrolment.kid_at_hand(token) == log.key.kid
    for _ in range(20):
        node.pass_time(timedelta(minutes=16))
        log_in(node, log)
    assert node.enrolment.kid_at_hand(token) is None
    with pytest.raises(Refused):
        node.enrolment.kid_of_token(token)
    with node.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SessionToken)) == 1


def test_an_accreditation_is_renewed_before_it_ends_and_told_by_feed(node: SmallNode) -> None:
    """A desk that syncs can issue without a gap; each statement once."""
    log = node.laptop()
    log_in(node, log)
    node.pass_time(timedelta(days=100))
    log_in(node, log)
    log_in(node, log)
    told = node.publication.feed(log.key.kid, 0)
    claims = [
        AccreditationClaims.from_bytes(open1(entry.content, Purpose.ACCREDITATION).payload)
        for entry in told.entries
        if entry.type == "accreditation"
    ]
    assert [claim.serial for claim in claims] == [2]
    assert claims[0].first_day == node.now.date()
    assert claims[0].seal_public == log.key.public
    assert node.publication.feed(SignedLog().key.kid, 0).entries == ()
    assert node.publication.feed(log.key.kid, told.head).entries == ()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_node_exports_an_empty_table(
    node: SmallNode, tmp_path: Path, kind: str, form: str
) -> None:
    """I14: zero rows are stated too."""
    path = tmp_path / f"{kind}.{form}"
    manifest = export(node, kind, path)
    assert manifest.rows == 0
    assert manifest_path(path).exists()
    with node.database.reading() as session:
        line = session.scalars(select(ExportLine)).one()
    assert (line.rows, line.sha256) == (0, manifest.sha256)


def test_protected_people_have_no_name_and_formulas_no_effect(
    node: SmallNode, tmp_path: Path
) -> None:
    """Hidden in exports; a name that begins as a formula stays text."""
    log = node.laptop()
    for name, is_protected in (("Karin Lindqvist", True), ("=HYPERLINK(1)", False)):
        person = uuid4()
        told = PersonRegistered(person=str(person), name=name, is_protected=is_protected)
        node.take(log.link(RecordType.PERSON_REGISTERED, str(person), told), log.case(person)[1])
    path = tmp_path / "cases.csv"
    assert export(node, "cases", path).rows == 2
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
    text = path.read_text("utf-8-sig")
    assert "Karin" not in text
    assert len(rows) == 3
    assert ";=" not in text
    assert not any(cell.startswith("=") for row in rows for cell in row)
    sheet = tmp_path / "cases.xlsx"
    export(node, "cases", sheet, "en")
    cells = [cell for row in load_workbook(sheet).active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_the_pages_are_closed_without_the_key(tmp_path: Path) -> None:
    """401 and no content; with it a cookie, never the key in an address."""
    folder = tmp_path / "region" / "node"
    with NodeProcess(folder) as node, httpx.Client(base_url=node.address, timeout=60) as browser:
        for path in ("/", "/?key=wrong", "/export/cases.csv"):
            assert browser.get(path).status_code == 401
        opened = browser.get("/", params={"key": node.access})
        assert (opened.status_code, opened.headers["location"]) == (303, "/")
        page = browser.get("/?language=en")
        assert page.status_code == 200
        assert "Exports" in page.text
        assert "script" not in page.text
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
        empty = browser.get("/export/certificates.xlsx")
        assert (empty.status_code, empty.headers["X-Row-Count"]) == (200, "0")
        assert stat.S_IMODE((folder / "keys.json").stat().st_mode) == 0o600


def test_a_node_asked_to_end_ends_well(tmp_path: Path) -> None:
    """SIGTERM: answers what it has begun, closes its file, exit code 0."""
    node = NodeProcess(tmp_path / "region" / "node")
    node.start()
    process = node._process
    assert process is not None
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(20) == 0
    assert not (node.folder / "node.db-wal").exists()


def test_a_certificate_s_role_is_told_in_the_reader_s_language(
    node: SmallNode, tmp_path: Path
) -> None:
    """Both names come with the record."""
    node.take(issued(node.laptop(), uuid4(), 0))
    path = tmp_path / "certificates.csv"
    export(node, "certificates", path, "en")
    assert "CNC operator" in path.read_text("utf-8-sig")
