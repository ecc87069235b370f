"""Looking a certificate up by its typed number, for papers whose code cannot be read (R41)."""

from collections.abc import Callable
from datetime import date, datetime

import msgspec
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain.certificate_number import BadCertificateNumber, parse_certificate_number
from app.node.database import NodeDatabase
from app.node.limits import Budget
from app.node.publication import was_before
from app.node.status_orders import counting
from app.node.tables import EnrolledSeal, RegisteredCertificate, StoredRecord
from app.seal.payloads import ListedStatus

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
