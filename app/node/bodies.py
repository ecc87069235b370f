"""Reading what a request carries, never more than is allowed."""

from starlette.requests import Request

from app.node.enrolment import Refused


async def read_body(request: Request, limit: int) -> bytes:
    """All of it. Raises Refused: too_large."""
    received = bytearray()
    async for part in request.stream():
        received += part
        if len(received) > limit:
            raise Refused("too_large", 413)
    return bytes(received)
