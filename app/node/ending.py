"""A server that ends: what has come whole is answered, what has not is not waited for long."""

import asyncio
import socket

import uvicorn

from app.node.application import WholeNode

_STEPS = 20
_STEP_SECONDS = 0.25


class EndingServer(uvicorn.Server):
    """Serves a node until it is told to end.

    A chunk that a desk has sent again over another line may go on arriving for as long as a bad
    line takes, and nobody reads its answer: after five seconds it is refused, and comes again.
    """

    def __init__(self, config: uvicorn.Config, whole: WholeNode, steps: int = _STEPS) -> None:
        """`steps`: of a quarter of a second each, counted only while this process runs."""
        super().__init__(config)
        self._arriving, self._steps = whole.arriving, steps
        whole.routes.waiting.is_ending = lambda: self.should_exit

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more calls and end with the last answer."""
        letting_go = asyncio.create_task(self._let_go())
        try:
            await super().shutdown(sockets)
        finally:
            letting_go.cancel()

    async def _let_go(self) -> None:
        for _ in range(self._steps):
            await asyncio.sleep(_STEP_SECONDS)
        self._arriving.let_go()
