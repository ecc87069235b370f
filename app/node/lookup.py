"""Looking a certificate up by its typed number, for papers whose code cannot be read (R41)."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

import msgspec
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain.certificate_number import BadCertificateNumber, parse_certificate_number
from app.node.database import NodeDatabase
from app.node.publication import was_before
from app.node.status_orders import counting
from app.node.tables import EnrolledSeal, RegisteredCertificate, StoredRecord
from app.seal.payloads import ListedStatus

TRIES: Final = 10
"""Numbers one address may ask for in a row; another one comes every SECONDS_A_TRY."""
SECONDS_A_TRY: Final = 6.0
_ADDRESSES = 10_000
_MOST_BYTES = 200
_SAFE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Asked(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The number as typed."""

    number: str


class Found(msgspec.Struct, frozen=True):
    """All that is told: never a name. `status` as a verifier's answer, UNKNOWN when not here."""

    number: str
    status: str
    profile: str = ""
    as_of: date | None = None


class Budget:
    """How often each address may still ask: a bucket each, the oldest forgotten."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds to wait before this try is allowed; 0 takes it from the bucket."""
        now = self._monotonic()
        left, since = self._buckets.pop(address, (float(TRIES), now))
        left = min(float(TRIES), left + (now - since) / SECONDS_A_TRY)
        allowed = left >= 1
        self._buckets[address] = (left - 1 if allowed else left, now)
        if len(self._buckets) > _ADDRESSES:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) * SECONDS_A_TRY


class Lookup:
    """Answers POST /v1/lookup with number, profile and status."""

    def __init__(
        self,
        database: NodeDatabase,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._database, self._now = database, now
        self._budget = Budget(monotonic)

    def all(self) -> list[Route]:
        """The route."""
        return [Route("/v1/lookup", self._answer, methods=["POST"])]

    def find(self, number: bytes, typed: str) -> Found:
        """What is told of the certificate with this id; `typed` is said back."""
        today = self._now().date()
        with self._database.reading() as session:
            row = session.get(RegisteredCertificate, number)
            if row is None:
                return Found(typed, "UNKNOWN", as_of=today)
            return Found(row.number, _status(session, row, today), row.profile, today)

    async def _answer(self, request: Request) -> Response:
        wait = self._budget.wait(request.client.host if request.client else "")
        if wait:
            return Response(status_code=429, headers={**_SAFE, "Retry-After": f"{wait + 1:.0f}"})
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > _MOST_BYTES:
                return Response(status_code=413, headers=_SAFE)
        try:
            asked = msgspec.json.decode(bytes(body), type=Asked)
            number = parse_certificate_number(asked.number)
        except (msgspec.DecodeError, BadCertificateNumber):
            return Response(status_code=400, headers=_SAFE)
        found = await run_in_threadpool(self.find, number, asked.number)
        raw = msgspec.json.encode(found)
        return Response(raw, media_type="application/json", headers=_SAFE)


def _status(session: Session, row: RegisteredCertificate, today: date) -> str:
    """In a verifier's order: the seal, then the certificate's own state, then its last day."""
    if not _is_believed(session, row):
        return "NOT_ACCREDITED"
    state = counting(session, [row])[row.id]
    if state is not ListedStatus.VALID:
        return state.upper()
    if row.valid_to is not None and row.valid_to < today:
        return "EXPIRED"
    return "VALID"


def _is_believed(session: Session, row: RegisteredCertificate) -> bool:
    """Whether a withdrawn or stolen seal still stands behind it."""
    seal = session.get(EnrolledSeal, row.kid)
    if seal is None or seal.since is None:
        return True
    if seal.state == "withdrawn":
        return row.issued < seal.since
    record = session.get(StoredRecord, row.record)
    is_good = record is not None and was_before(record.received, seal.since)
    return seal.state != "compromised" or is_good
