"""Which seal makes a call: by its session, or by the call's own proof."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from app.node.bodies import read_body
from app.node.enrolment import Enrolment, Refused
from app.node.limits import Limits
from app.sync.call_proof import SCHEME, SESSION, read_proof
from app.sync.wire import SessionAnswer, encode


@dataclass(frozen=True, slots=True)
class Caller:
    """A seal that is known to call. `digest`: of the one body its proof is good for."""

    kid: bytes
    digest: bytes | None = None
    session: SessionAnswer | None = None

    async def body(self, request: Request, limit: int) -> bytes:
        """What the call carries. Raises Refused: too_large, bad_proof (another body)."""
        body = await read_body(request, limit)
        if self.digest is not None and hashlib.sha256(body).digest() != self.digest:
            raise Refused("bad_proof", 403)
        return body

    @property
    def headers(self) -> Mapping[str, str]:
        """What the answer carries beside its content: the session that was asked for."""
        return {} if self.session is None else {SESSION: encode(self.session).decode()}


def let(wait: float) -> None:
    """Refuse a call that has to wait. Raises Refused: too_many."""
    if wait:
        raise Refused("too_many", 429)


async def seal_of(request: Request, enrolment: Enrolment) -> bytes:
    """The seal whose session the call carries. Raises Refused: no_session, too_many."""
    scheme, token = _authorization(request)
    if scheme != "bearer" or not token:
        raise Refused("no_session", 401)
    kid = enrolment.kid_at_hand(token)
    if kid is None:
        kid = await run_in_threadpool(enrolment.kid_of_token, token)
    limits: Limits = request.app.state.limits
    let(limits.seal(kid))
    return kid


async def caller_of(request: Request, enrolment: Enrolment) -> Caller:
    """The same; a call's own proof counts too, before any of its body is read.

    Raises Refused: no_session, unknown_seal, bad_proof, too_many; BadMessage.
    """
    scheme, told = _authorization(request)
    if scheme != SCHEME.lower():
        return Caller(await seal_of(request, enrolment))
    limits: Limits = request.app.state.limits
    let(limits.address(request.client.host if request.client else ""))
    proof, call = read_proof(told), (request.method, request.url.path)
    session = await run_in_threadpool(enrolment.take_proof, proof, call)
    let(limits.seal(proof.kid))
    return Caller(proof.kid, proof.digest, session)


def _authorization(request: Request) -> tuple[str, str]:
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    return scheme.lower(), told
