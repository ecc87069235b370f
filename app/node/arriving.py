"""Requests that have not come whole yet: a node that ends does not wait for them for long."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import Message, Receive

from app.node.enrolment import Refused


class Arriving:
    """Who waits for more of a request's body just now."""

    def __init__(self) -> None:
        self._waiting = set[asyncio.Task[object]]()
        self._is_over = False

    def watched(self, receive: Receive) -> Receive:
        """The same, let go of where the body is not whole. It raises Refused: ending."""
        is_whole = False

        async def received() -> Message:
            nonlocal is_whole
            if is_whole:
                return await receive()
            with self._waits():
                message = await receive()
            is_whole = not message.get("more_body", False)
            return message

        return received

    def let_go(self) -> None:
        """Wait for nothing more: nothing of these was acknowledged, so all of it comes again."""
        self._is_over = True
        for task in self._waiting:
            task.cancel()

    @contextmanager
    def _waits(self) -> Iterator[None]:
        task = asyncio.current_task()
        if self._has_ended() or task is None:
            raise Refused("ending", 503)
        self._waiting.add(task)
        try:
            yield
        except asyncio.CancelledError:
            if not self._has_ended():
                raise
            task.uncancel()
            raise Refused("ending", 503) from None
        finally:
            self._waiting.discard(task)

    def _has_ended(self) -> bool:
        return self._is_over
