"""The published interface: made of the table, the table as the routes, and Schemathesis on it."""

import ast
import json
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from app.domain.clock import SystemClock
from app.node import page_table
from app.node.__main__ import now
from app.node.application import WholeNode
from app.node.calls import CALLS
from app.node.database import NodeDatabase
from app.node.keys import load_or_create
from app.node.openapi import describe
from app.node.problem_codes import CODES
from app.sync.client import NodeClient
from tests.node_process import ROOT
from tests.node_thread import NodeThread
from tests.real_desk import region
from tests.signed_log import SignedLog

EXAMPLES = min(200, int(os.environ.get("INTYGA_EXAMPLES", "4")))
PAGES = {
    *(page.path for page in page_table.PAGES),
    *("/style.css", "/favicon.ico", "/fonts/{name}"),
    *("/v", "/v/profiles.json", "/v/{name:path}", "/metrics"),
}
"""What is for people and for operators, no call of the interface."""


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeThread]:
    running = region(tmp_path_factory.mktemp("interface") / "node")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def token(node: NodeThread) -> str:
    """Of a session that a seal has opened."""
    log = SignedLog()
    with NodeClient(node.address) as client:
        client.enrol(node.invite(), log.key)
        return client.open_session(log.key, SystemClock().now()).token


def test_the_table_names_the_calls_that_the_node_answers_and_no_others(tmp_path: Path) -> None:
    """So the document cannot drift from the node."""
    keys = load_or_create(tmp_path / "node", "Nod", "intyga.example")
    database = NodeDatabase(f"sqlite:///{tmp_path / 'node.db'}")
    whole = WholeNode(database, keys, tmp_path / "node", now)
    answered = {
        (method, route.path)
        for route in whole.starlette.routes
        if isinstance(route, Route) and route.path not in PAGES
        for method in (route.methods or ())
        if method != "HEAD" or "GET" not in (route.methods or ())
    }
    database.close()
    assert answered == {(call.method, call.path) for call in CALLS}
    assert len({call.name for call in CALLS}) == len(CALLS)


def test_every_code_the_node_refuses_with_is_published_with_its_status() -> None:
    """A desk may act on a code: none is given that the document does not name."""
    found = {}
    for file in sorted((ROOT / "app" / "node").glob("*.py")):
        for each in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(each, ast.Call) and getattr(each.func, "id", "") in _GIVES:
                given = [arg.value for arg in each.args[:2] if isinstance(arg, ast.Constant)]
                if len(given) == 2:
                    found[given[0]] = given[1]
    assert found
    assert {code: CODES[code][0] for code in found if code in CODES} == found
    named = {code for call in CALLS for code in call.codes}
    assert named <= CODES.keys()


_GIVES = ("Refused", "_problem")


def test_the_document_is_whole_openapi(node: NodeThread) -> None:
    """Every reference leads somewhere, and the same document is served as is described."""
    answer = httpx.get(f"{node.address}/v1/openapi.json", timeout=60)
    assert answer.headers["content-type"] == "application/json"
    document = answer.json()
    assert document == json.loads(json.dumps(describe(CALLS)))
    text, schemas = answer.text, document["components"]["schemas"]
    named = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert named <= schemas.keys()
    assert document["x-problem-codes"]["no_session"]["status"] == 401


def test_schemathesis_finds_nothing(node: NodeThread, token: str) -> None:
    """No 500, no status and no media type that is not published, nonsense is refused."""
    from tests.app.node.interface_trials import try_out

    tried = try_out(node.address, token, EXAMPLES)
    itself = {("GET", "/v1/openapi.json")}
    assert tried.keys() == {(call.method, call.path) for call in CALLS} - itself
