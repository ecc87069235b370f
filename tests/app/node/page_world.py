"""The verification page on lists of the test world's making: any answer, on any day."""

import threading
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Self

import uvicorn
from playwright.sync_api import Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain.certificate import CertificateKind
from app.node.keys import NodeKeys
from app.node.verification import VerificationPage
from app.seal.claims import CREDITED
from app.seal.status import CertificateState, SealStatus, pack_bits
from tests.app.seal import world as w
from tests.node_process import own_port

NAME, CENTRE = "Amina Lindqvist", "Testcenter Lagadalen, Värnamo"
LEVELS = (4, 3, CREDITED, 3, 4, 3, 3, 3)
USUAL: dict[str, Any] = {
    "name": NAME,
    "birth_date": date(1988, 3, 17),
    "levels": LEVELS,
    "issued": w.TODAY - timedelta(days=10),
    "valid_to": date(2031, 3, 9),
    "centre": CENTRE,
}


def status_bits(state: CertificateState) -> bytes:
    """A bundle that gives the usual certificate this state."""
    return w.status({w.SEAL.kid: SealStatus(bits=pack_bits([(17, state)]))})


@dataclass(frozen=True)
class Shown:
    """One answer: the certificate's changes, the lists, and the day it is asked."""

    answer: str
    changes: dict[str, Any] = field(default_factory=dict)
    status: bytes | None = field(default_factory=w.status)
    text: str = ""
    today: date = w.TODAY

    @property
    def code(self) -> str:
        """The text in the code."""
        return self.text or w.text(w.certificate(**{**USUAL, **self.changes}))


SHOWN = {
    "valid": Shown("VALID"),
    "partial": Shown(
        "VALID", {"kind": CertificateKind.PARTIAL, "levels": (3, 0, 2, 3, 0, 1, 3, 0)}
    ),
    "protected": Shown("VALID", {"is_protected": True}),
    "revoked": Shown("REVOKED", status=status_bits(CertificateState.REVOKED)),
    "suspended": Shown("SUSPENDED", status=status_bits(CertificateState.SUSPENDED)),
    "replaced": Shown("REPLACED", status=status_bits(CertificateState.REPLACED)),
    "unsure": Shown("GENUINE_STATUS_UNCERTAIN", today=w.TODAY + timedelta(days=16)),
    "expired": Shown(
        "EXPIRED", {"issued": date(2026, 1, 20), "valid_to": w.TODAY - timedelta(days=3)}
    ),
    "not_accredited": Shown("NOT_ACCREDITED", {"profile": "SVE-1/1"}),
    "practice": Shown("PRACTICE", {"practice": True}),
    "unknown": Shown("UNKNOWN_ISSUER", text=w.text(acc=w.accreditation(w.OTHER_AUTHORITY))),
    "not_genuine": Shown("NOT_GENUINE", text=w.text()[:-1] + "0"),
}


class PageWorld:
    """Serves the page; `status` is what it answers for the status bundle, None is an error."""

    def __init__(self) -> None:
        keys = NodeKeys("Nod", w.HOST, "", w.NODE, w.ROOTS, w.DELEGATION, w.trust_list(), None)
        self.trust, self.status = w.trust_list(), w.status()
        self.asked: list[str] = []
        routes = [Route("/trust", self._trust), Route("/status/bundle", self._status)]
        self._page = VerificationPage(keys)
        self._keys, self._port = keys, own_port(self)
        app = Starlette(routes=[*self._page.all(), *routes])
        config = uvicorn.Config(app, port=self._port, log_level="critical", access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.005)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self._port}/v"

    def pin(self, *roots: bytes) -> None:
        """Build other roots into the page, as after `install` and a start."""
        self._page._keys = replace(self._keys, roots=roots)

    def show(self, page: Page, shown: Shown) -> None:
        """Open the code on its day, with its status list, and wait for the answer."""
        self.status = shown.status
        noon = datetime.combine(shown.today, datetime.min.time()) + timedelta(hours=12)
        page.clock.set_fixed_time(noon)
        page.goto("about:blank")
        page.goto(f"{self.address}#{shown.code.split('#')[1]}")
        page.wait_for_selector(f".band[data-answer={shown.answer}]")

    def show_next(self, page: Page, shown: Shown) -> None:
        """Another code on the same day with the same list, as somebody scans it in that window."""
        before = page.inner_text("main")
        page.evaluate("digits => { location.hash = digits }", shown.code.split("#")[1])
        while page.inner_text("main") == before:
            page.wait_for_timeout(5)
        page.wait_for_selector(f".band[data-answer={shown.answer}]")

    async def _trust(self, request: Request) -> Response:
        self.asked.append(str(request.url))
        return Response(self.trust)

    async def _status(self, request: Request) -> Response:
        self.asked.append(str(request.url))
        return Response(self.status or b"", status_code=200 if self.status else 503)
