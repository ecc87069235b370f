"""Every request counted, timed and noted: which call, how it ended, how long; never by whom."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import log
from app.node.arriving import Arriving

BOUNDS: Final = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_OTHER = "other"
_METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "OPTIONS"})
_UNNOTED = frozenset({"/healthz", "/readyz", "/metrics"})


class Requests:
    """What this process has answered since it began."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, str, int]] = Counter()
        self._within: Counter[tuple[str, int]] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self.under_way = 0

    def add(self, call: str, method: str, status: int, seconds: float) -> None:
        """One more answer."""
        self._answers[call, method, status] += 1
        self._seconds[call] += seconds
        self._within[call, sum(seconds > bound for bound in BOUNDS)] += 1

    def lines(self) -> Iterator[str]:
        """As Prometheus reads them."""
        yield "# TYPE intyga_requests_total counter"
        for (call, method, status), count in sorted(self._answers.items()):
            named = f'call="{call}",method="{method}",status="{status}"'
            yield f"intyga_requests_total{{{named}}} {count}"
        yield "# TYPE intyga_requests_under_way gauge"
        yield f"intyga_requests_under_way {self.under_way}"
        yield "# TYPE intyga_request_seconds histogram"
        for call in sorted(self._seconds):
            yield from self._histogram(call)

    def _histogram(self, call: str) -> Iterator[str]:
        count = 0
        for place, bound in enumerate((*BOUNDS, "+Inf")):
            count += self._within[call, place]
            yield f'intyga_request_seconds_bucket{{call="{call}",le="{bound}"}} {count}'
        yield f'intyga_request_seconds_sum{{call="{call}"}} {self._seconds[call]:.6f}'
        yield f'intyga_request_seconds_count{{call="{call}"}} {count}'


class Watch:
    """Around the node's application."""

    def __init__(self, app: ASGIApp, requests: Requests, arriving: Arriving) -> None:
        self._app, self._requests, self._arriving = app, requests, arriving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through and count how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 499  # what a client that went away gets

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._requests.under_way += 1
        try:
            await self._app(scope, self._arriving.watched(receive), told)
        finally:
            self._requests.under_way -= 1
            self._count(scope, status, time.monotonic() - began)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        call, method = _call(scope), scope["method"]
        method = method if method in _METHODS else _OTHER.upper()
        self._requests.add(call, method, status, seconds)
        if call not in _UNNOTED:
            taken = round(seconds * 1000)
            log.note("request", call=call, method=method, status=status, ms=taken)


def _call(scope: Scope) -> str:
    """The route as it is written: what stands in an address could name somebody."""
    app, endpoint = scope.get("app"), scope.get("endpoint")
    if not isinstance(app, Starlette) or endpoint is None:
        return _OTHER
    paths = (getattr(route, "path", _OTHER) for route in app.routes if _leads(route, endpoint))
    return next(paths, _OTHER)


def _leads(route: object, endpoint: object) -> bool:
    return getattr(route, "endpoint", None) == endpoint
