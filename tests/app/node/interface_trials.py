"""Schemathesis on a node's published interface, call by call."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode, SerializationContext
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from app.node.calls import CALLS, Call, Medium

CHECKS = (
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
)


_NAME = "Authorization"
_TOO_MUCH = (413, 416)
"""Refusals that Schemathesis does not count as such."""


@schemathesis.serializer(Medium.PIECE, Medium.NDJSON, Medium.PACKED)
def octets(_context: SerializationContext, value: object) -> bytes:
    """Bytes as they are; what else comes of a bent schema, as its text."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@dataclass(frozen=True)
class Trials:
    """How a running node is asked; `tried`: how often each call was."""

    session: str
    examples: int
    tried: Counter[tuple[str, str]]

    def of(self, operation: APIOperation, mode: GenerationMode) -> None:
        """So many cases of one call, rightly or wrongly put."""

        @hypothesis.settings(
            max_examples=self.examples,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.given(operation.as_strategy(generation_mode=mode))
        def trial(case: Case) -> None:
            is_bare = mode is GenerationMode.NEGATIVE and _NAME not in (case.headers or {})
            headers = {} if is_bare else {_NAME: self.session}
            answer = case.call(headers=headers, timeout=30)
            wanted = [] if answer.status_code in _TOO_MUCH else [checks.negative_data_rejection]
            case.validate_response(answer, checks=[*CHECKS, *wanted], headers=headers)
            self.tried[case.method, case.path] += 1

        trial()


def try_out(address: str, token: str, examples: int) -> Counter[tuple[str, str]]:
    """Ask every call so many times rightly and wrongly; how often each was asked."""
    schema = schemathesis.openapi.from_url(f"{address}/v1/openapi.json")
    trials = Trials(f"Bearer {token}", examples, Counter())
    can_be_wrong = {call.path for call in CALLS if call.asks or _is_message(call)}
    for found in schema.get_all_operations():
        operation = found.ok()
        trials.of(operation, GenerationMode.POSITIVE)
        if operation.path in can_be_wrong:
            with suppress(Unsatisfiable):
                trials.of(operation, GenerationMode.NEGATIVE)
    return trials.tried


def _is_message(call: Call) -> bool:
    """Whether it takes more than octets: of these no value is a wrong one."""
    return any(not isinstance(body, Medium) for body in call.takes)
