"""The log of acts: added to in turn, a change or a cut shows, filtered, exported."""

import ast
import csv
import re
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from io import StringIO

import msgspec
import pytest
from sqlalchemy import delete, func, select, update

from app.node.account_tables import AuditLine
from app.node.audit import Audit
from app.node.audit_reading import PAGE
from app.node.export_tables import ExportDetail
from app.node.tables import NodeFact
from app.node.visiting import Role, Visitor
from app.node.wording import words
from app.reports.manifest_file import ManifestFile
from app.seal.export_word import claimed_export, prove_export
from tests.app.node.page_visits import PageNode, Served, words_of
from tests.node_process import ROOT
from tests.postgres import fresh_database

WHO = Visitor("id", "Anna Lind", Role.ADMINISTRATOR)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A node on either engine."""
    url = ""
    if request.param == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_server"))
    node = PageNode(tmp_path_factory.mktemp("audit") / "node", url)
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture
def audit(served: Served) -> Audit:
    """The log, empty, then with five lines."""
    node = served.node
    log = Audit(node.database, node.keys, lambda: node.now)
    with node.database.transaction() as session:
        session.execute(delete(AuditLine))
        session.execute(delete(NodeFact).where(NodeFact.name == "audit_head"))
    write(served, log, 5)
    return log


def write(served: Served, audit: Audit, lines: int) -> None:
    """So many acts after each other."""
    for number in range(lines):
        with served.node.database.transaction() as session:
            audit.note(session, WHO, "log_export_made", f"{number} · åäö")
            served.node.pass_time(timedelta(seconds=1))


def damage(served: Served, audit: Audit, newest: int | None = None) -> int | None:
    """The first line that is not as written."""
    with served.node.database.reading() as session:
        return audit.damage(session, newest)


def test_an_untouched_log_is_whole(served: Served, audit: Audit) -> None:
    """All of it, the newest few, and an empty one."""
    assert damage(served, audit) is None
    assert damage(served, audit, 2) is None
    with served.node.database.transaction() as session:
        session.execute(delete(AuditLine))
        session.execute(delete(NodeFact).where(NodeFact.name == "audit_head"))
    assert damage(served, audit) is None


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (lambda: update(AuditLine).where(AuditLine.id == 3).values(subject="other"), 3),
        (lambda: update(AuditLine).where(AuditLine.id == 5).values(name="Eve"), 5),
        (lambda: update(AuditLine).where(AuditLine.id == 2).values(act="log_log_in"), 2),
        (lambda: delete(AuditLine).where(AuditLine.id == 2), 2),
        (lambda: delete(AuditLine).where(AuditLine.id >= 4), 4),
        (lambda: delete(AuditLine), 1),
        (lambda: delete(NodeFact).where(NodeFact.name == "audit_head"), 6),
    ],
)
def test_a_change_or_a_cut_shows(
    served: Served, audit: Audit, change: Callable[[], object], first: int
) -> None:
    """At the place where it is; who lacks the node's key cannot mend the chain."""
    with served.node.database.transaction() as session:
        session.execute(change())  # type: ignore[call-overload]
    assert damage(served, audit) == first
    page = words_of(served.visitor(Role.ADMINISTRATOR).see("/log"))
    assert f"Ändrad eller avkortad från rad {first}" in page


def test_acts_at_once_stand_after_each_other(served: Served, audit: Audit) -> None:
    """Eight people in the same moment: thirteen lines, one chain."""
    threads = [threading.Thread(target=write, args=(served, audit, 1)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with served.node.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AuditLine)) == 13
    assert damage(served, audit) is None


def test_what_was_not_done_is_not_in_the_log(served: Served, audit: Audit) -> None:
    """An act that fails takes its line with it."""

    def fail() -> None:
        with served.node.database.transaction() as session:
            audit.note(session, WHO, "log_export_made", "never")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert damage(served, audit) is None


def test_the_log_is_filtered_paged_and_exported(served: Served, audit: Audit) -> None:
    """By act, text and day; the export is a line of its own with rows and hash (I14)."""
    write(served, audit, PAGE)
    browser = served.visitor(Role.COORDINATOR)
    first = browser.see("/log")
    assert "Sida 1 av 2" in words_of(first)
    assert "/log?page=2" in first.text
    assert "Sida 2 av 2" in words_of(browser.see("/log?page=99"))
    assert "1 rader" in words_of(browser.see("/log?find=49+%C2%B7"))
    assert "Ingen rad passar" in words_of(browser.see("/log?act=log_disabled"))
    assert "0 rader" in words_of(browser.see("/log?find=%25%25"))
    day = served.node.now.date()
    assert "0 rader" in words_of(browser.see(f"/log?until={day - timedelta(days=1)}"))
    answer = browser.see("/log.csv?find=4+%C2%B7")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) - 1 == int(answer.headers["X-Row-Count"]) == 6
    with served.node.database.reading() as session:
        (kept,) = session.scalars(select(ExportDetail).where(ExportDetail.file.like("%-log-%")))
    beside = browser.see(f"/exports/{kept.export}/manifest.json")
    stated = msgspec.json.decode(beside.content, type=ManifestFile)
    signed, manifest = claimed_export(stated.signature or b"")
    prove_export(signed, served.node.keys.node.public)
    assert stated.manifest == manifest
    assert (manifest.rows, manifest.kind, manifest.filters) == (6, "log", {"find": "…"})
    assert manifest.sha256 == sha256(answer.content).hexdigest()
    newest = words_of(browser.see("/log?act=log_log_exported"))
    assert f"6 · {answer.headers['X-Content-SHA256'][:16]}" in newest
    assert damage(served, audit) is None


def test_every_act_that_is_logged_or_said_has_its_words() -> None:
    """In whatever module of the node it stands."""
    found = {
        node.value
        for file in (ROOT / "app" / "node").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    acts = {one for one in found if re.fullmatch("(log|done)_[a-z_]+[a-z]", one)}
    assert len(acts) > 30
    assert {one for one in acts if one not in words("sv")} == set()
