"""Writes tests/data/kb1_vectors.json: `python -m tests.app.seal.kb1_vectors`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.app.seal.kb1_case import Case, Loading, statuses, trust_lists
from tests.app.seal.kb1_chain import chain_loadings, hidden_keys, p256_edges, usurpers
from tests.app.seal.kb1_genuine import (
    doubtful_or_over,
    not_accredited,
    valid_circumstances,
    valid_contents,
)
from tests.app.seal.kb1_loading import loadings
from tests.app.seal.kb1_refused import bad_bytes, bad_statements, bad_text
from tests.app.seal.kb1_shapes import bad_shapes

PATH = Path(__file__).parents[2] / "data" / "kb1_vectors.json"
_GROUPS = (
    *(valid_contents, valid_circumstances, doubtful_or_over, not_accredited),
    *(bad_text, bad_bytes, bad_statements, bad_shapes),
    *(usurpers, p256_edges, hidden_keys),
)


def cases() -> list[Case]:
    """Every case of the file."""
    return [case for group in _GROUPS for case in group()]


def build() -> str:
    """The file's content."""
    content = {
        "about": "KB1 verifier vectors; statements in hex, dates ISO 8601",
        "trust_lists": {name: raw.hex() for name, raw in trust_lists().items()},
        "statuses": {name: raw.hex() for name, raw in statuses().items()},
        "verify": [_plain(case) for case in cases()],
        "load": [_plain(loading) for loading in (*loadings(), *chain_loadings())],
    }
    return json.dumps(content, ensure_ascii=True, indent=1) + "\n"


def _plain(entry: Case | Loading) -> dict[str, Any]:
    return {name: _value(value) for name, value in vars(entry).items()}


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [item.hex() for item in value]
    return value.isoformat() if isinstance(value, date) else value


if __name__ == "__main__":
    PATH.write_text(build(), encoding="utf-8")
