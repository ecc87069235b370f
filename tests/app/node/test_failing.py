"""A node that cannot store says why in its log, by the engine's own word and nothing of a row."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from app.node.failing import code_of
from app.node.ledger import LedgerDamaged
from app.sync.call_proof import prove_call
from tests.app.node.small_node import SmallNode
from tests.app.node.test_call_proof import RECORDS, _asking, chunk


def test_each_failure_has_its_word() -> None:
    """SQLite's name, PostgreSQL's SQLSTATE, the system's; else the type."""
    statement = ("INSERT INTO people VALUES ('Karin')", {})
    for error, told in (
        (OperationalError(*statement, psycopg.errors.AdminShutdown("Karin")), "57P01"),
        (OperationalError(*statement, psycopg.OperationalError("Karin")), "operationalerror"),
        (OSError(errno.ENOSPC, "Karin"), "ENOSPC"),
        (LedgerDamaged(Path("Karin"), 3), "ledgerdamaged"),
    ):
        assert code_of(error) == told


def test_a_database_that_another_holds_is_named_so_and_takes_the_same_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """R56: 503 and nothing acknowledged; the same call once it is free is answered."""
    node = SmallNode(tmp_path)
    log, ask = node.laptop(), _asking(node)
    body = chunk(log)

    def sent() -> httpx.Response:
        return ask(prove_call(log.key, node.now, RECORDS, body, opens=False), body)

    with node.database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(tmp_path / "node.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = sent()
    assert (refused.status_code, refused.json()["code"]) == (503, "database_away")
    assert "database.failed" in caplog.text
    assert "SQLITE_BUSY" in caplog.text
    assert sent().status_code == 200
