"""The vectors any verifier of KB1 has to answer alike, and that they cover every answer."""

import json
from datetime import date
from typing import Any

import pytest

from app.domain.errors import UserError
from app.seal.codes import Code
from app.seal.trust import Trust
from app.seal.verifying import Answer, verify
from tests.app.seal import kb1_vectors

VECTORS: dict[str, Any] = json.loads(kb1_vectors.PATH.read_text(encoding="utf-8"))
_ISSUING_OR_PDF = {Code.E_TOO_LARGE}
_LOADING = {Code.E_ROLLBACK, Code.E_NODE_AUTH, Code.E_BUNDLE_SIZE}


def _trust(roots: list[str], trust_list: str | None, status: str | None) -> Trust:
    lists, bundles = VECTORS["trust_lists"], VECTORS["statuses"]
    return Trust.load(
        [bytes.fromhex(root) for root in roots],
        None if trust_list is None else bytes.fromhex(lists[trust_list]),
        None if status is None else bytes.fromhex(bundles[status]),
    )


@pytest.mark.parametrize("case", VECTORS["verify"], ids=lambda case: case["name"])
def test_each_text_gets_its_answer(case: dict[str, Any]) -> None:
    """R40: every state and code of certificate.md, in its order."""
    trust = _trust(case["roots"], case["trust_list"], case["status"])
    verdict = verify(case["text"], trust, date.fromisoformat(case["today"]))
    assert (verdict.answer, verdict.code) == (case["answer"], case["code"])


@pytest.mark.parametrize("case", VECTORS["load"], ids=lambda case: case["name"])
def test_each_list_is_taken_or_refused_with_its_code(case: dict[str, Any]) -> None:
    """R43: a newer list replaces the one held; an older, foreign or swollen one does not."""
    trust = _trust(case["roots"], case["held_trust_list"], case["held_status"])
    take = trust.with_status if case["kind"] == "status" else trust.with_trust_list
    try:
        take(bytes.fromhex(case["offered"]))
        code = "OK"
    except UserError as refused:
        code = getattr(refused, "code", "no code")
    assert code == case["code"]


def test_the_file_is_what_the_generator_makes() -> None:
    """The vectors are derived, so that nobody edits an answer by hand."""
    assert kb1_vectors.PATH.read_text(encoding="utf-8") == kb1_vectors.build()


def test_every_answer_and_every_code_is_reached() -> None:
    """No state or code of certificate.md is without a vector."""
    reached = {case["code"] for case in VECTORS["verify"]}
    assert {case["answer"] for case in VECTORS["verify"]} == set(Answer)
    assert reached == set(Code) - _LOADING - _ISSUING_OR_PDF
    assert {case["code"] for case in VECTORS["load"]} >= _LOADING


def test_vectors_have_names_of_their_own() -> None:
    """A failing vector can be found by its name."""
    for kind in ("verify", "load"):
        names = [case["name"] for case in VECTORS[kind]]
        assert len(names) == len(set(names)) >= 20
