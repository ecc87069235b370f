"""GET /v1/openapi.json: the interface as OpenAPI 3.1, made of the table of calls alone."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.node.calls import CALLS, Call, Medium
from app.node.problem_codes import CODES
from app.sync.call_proof import SCHEME, SESSION, CallProof
from app.sync.wire import Problem

PATH: Final = "/v1/openapi.json"
_PROBLEM: Final = "application/problem+json"
_PLACE: Final = "#/components/schemas/{name}"
_VERSION: Final = "1"
_ALWAYS: Final = ("not_found", "method_not_allowed", "internal", "database_away")
_SESSION: Final = ("no_session", "too_many")
_BODY: Final = ("ending",)
_PROVED: Final = ("unknown_seal", "bad_proof", "stale_proof")
_PROOF: Final = (
    "The call's own proof, base64url of a CallProof: the seal's signature over KB1-call, method, "
    "path and the rest of the proof, zero bytes between them. With `opens` the answer carries a "
    f"SessionAnswer in {SESSION}. It is good for five minutes around its time by the node's clock, "
    "or with the node's `challenge`, given with stale_proof, of the last five minutes."
)


class Interface:
    """Publishes the document; made once, when it is first asked for."""

    def all(self) -> list[Route]:
        """The route."""
        return [Route(PATH, self._document)]

    @cached_property
    def document(self) -> bytes:
        """The document."""
        return msgspec.json.encode(describe(CALLS))

    async def _document(self, request: Request) -> Response:
        return Response(self.document, media_type="application/json")


def describe(calls: Iterable[Call]) -> dict[str, Any]:
    """The calls as an OpenAPI 3.1 document."""
    table = tuple(calls)
    messages = tuple(dict.fromkeys(_messages(table)))
    schemas, components = msgspec.json.schema_components(messages, ref_template=_PLACE)
    refs = dict(zip(messages, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for call in table:
        paths.setdefault(call.path, {})[call.method.lower()] = _operation(call, refs)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Intyga, regional node",
            "version": _VERSION,
            "description": "What a desk asks of its region's node. Every refusal with a body is "
            "application/problem+json; its `code` never changes its meaning.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "session": {"type": "http", "scheme": "bearer"},
                "proof": {"type": "http", "scheme": SCHEME, "description": _PROOF},
            },
        },
        "x-problem-codes": {
            code: {"status": status, "description": words}
            for code, (status, words) in CODES.items()
        },
    }


def _messages(calls: Iterable[Call]) -> Iterator[type[msgspec.Struct]]:
    yield from (Problem, CallProof)
    for call in calls:
        for each in (*call.takes, call.gives):
            if each is not None and not isinstance(each, Medium):
                yield each


def _operation(call: Call, refs: dict[type[msgspec.Struct], Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": call.name,
        "summary": call.words,
        "responses": _answers(call, refs),
    }
    if call.asks:
        described["parameters"] = [
            {
                "name": each.name,
                "in": each.place,
                "required": each.is_required,
                "description": each.words,
                "schema": each.schema,
            }
            for each in call.asks
        ]
    if call.takes:
        described["requestBody"] = {"required": True, "content": _contents(call.takes, refs)}
    if call.with_session:
        proof = [{"proof": list[str]()}] if call.with_proof else []
        described["security"] = [{"session": []}, *proof]
    return described


def _answers(call: Call, refs: dict[type[msgspec.Struct], Any]) -> dict[str, Any]:
    gives = () if call.gives is None else (call.gives,)
    done: dict[str, Any] = {"description": call.words}
    if gives:
        done["content"] = _contents(gives, refs)
        if Medium.PACKED in call.takes:
            done["content"] |= _contents((Medium.PACKED,), refs)
    answers: dict[str, Any] = {str(call.status): done}
    if call.name == "object":
        answers["206"] = {**done, "description": "The range asked for."}
    if call.name == "ready":
        answers["503"] = {**done, "description": "Why not."}
    for status, codes in _refusals(call).items():
        words = " ".join(f"{code}: {CODES[code][1]}" for code in codes)
        answers.setdefault(str(status), _problem(words, codes, refs))
    for status in call.bare:
        answers[str(status)] = {"description": "Without a body."}
    return dict(sorted(answers.items()))


def _refusals(call: Call) -> dict[int, list[str]]:
    """Which codes each status may carry."""
    found: dict[int, list[str]] = {}
    session = _SESSION if call.with_session else ()
    proof = _PROVED if call.with_proof else ()
    body = _BODY if call.takes else ()
    for code in dict.fromkeys((*call.codes, *session, *proof, *_ALWAYS, *body)):
        found.setdefault(CODES[code][0], []).append(code)
    return found


def _problem(words: str, codes: list[str], refs: dict[type[msgspec.Struct], Any]) -> dict[str, Any]:
    said = {"properties": {"code": {"enum": codes}}}
    return {
        "description": words,
        "content": {_PROBLEM: {"schema": {"allOf": [refs[Problem], said]}}},
    }


def _contents(
    bodies: Iterable[type[msgspec.Struct] | Medium], refs: dict[type[msgspec.Struct], Any]
) -> dict[str, Any]:
    contents: dict[str, Any] = {}
    for body in bodies:
        if isinstance(body, Medium):
            is_text = body in (Medium.TEXT, Medium.JSON)
            contents[body.value] = {"schema": {} if is_text else _OCTETS}
        else:
            contents["application/json"] = {"schema": refs[body]}
    return contents


_OCTETS: Final = {"type": "string", "format": "binary"}
