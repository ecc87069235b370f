"""The status bundle over again, seal by seal, as standard verifiers of badges ask for it."""

from collections import OrderedDict

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.publication import Publication
from app.node.tables import RegisteredCertificate
from app.seal.status import (
    CertificateState,
    SealState,
    SealStatus,
    StatusBundle,
    StatusList,
)

_KEPT = 256
_NOT_KNOWN = bytes([CertificateState.REVOKED * 0b01010101])
_OPEN = {
    "Cache-Control": "max-age=300",
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
}


class StatusLists:
    """Answers /v1/status/{kid}: each list signed once for each bundle, by whatever process."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, publication: Publication) -> None:
        self._database, self._keys, self._publication = database, keys, publication
        self._read: tuple[str, StatusList] | None = None
        self._made: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()

    def all(self) -> list[Route]:
        """The route of the lists."""
        return [Route("/v1/status/{kid}", self._list)]

    def credential(self, kid: bytes) -> tuple[str, bytes] | None:
        """An ETag and the signed list of a seal; None for one the node does not know."""
        mark, content = self._content()
        seal = content.seals.get(kid)
        if seal is None:
            return None
        made = self._made.get((mark, kid))
        if made is None:
            made = self._sign(kid, seal, content)
            self._made[mark, kid] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return mark, made

    def _content(self) -> tuple[str, StatusList]:
        """The bundle as published, so that both say the same; read once for each."""
        mark, raw = self._publication.status_bundle()
        read = self._read
        if read is None or read[0] != mark:
            read = mark, StatusList.from_bytes(StatusBundle.from_bytes(raw).statement.payload)
            self._read = read
        return read

    def _sign(self, kid: bytes, seal: SealStatus, content: StatusList) -> bytes:
        from app.certificate.badge_words import list_address
        from app.certificate.status_credential import status_credential

        return status_credential(
            list_address(self._keys.host, kid),
            self._bits(kid, seal),
            self._keys.node,
            content.issued,
            content.next_update,
        )

    def _bits(self, kid: bytes, seal: SealStatus) -> bytes:
        """The bundle's bits; of a stolen seal only what was registered before is not revoked."""
        if seal.state is not SealState.COMPROMISED:
            return seal.bits
        from app.certificate.status_credential import LEAST_ENTRIES

        with self._database.reading() as session:
            row = RegisteredCertificate
            known = session.scalars(select(row.status_index).where(row.kid == kid)).all()
        bits = bytearray(_NOT_KNOWN * (max(LEAST_ENTRIES, *known, 0) // 4 + 1))
        for index in known:
            octet, place = divmod(index, 4)
            bits[octet] &= ~(3 << (6 - 2 * place))
            bits[octet] |= seal.certificate(index) << (6 - 2 * place)
        return bytes(bits)

    async def _list(self, request: Request) -> Response:
        kid = _kid(request.path_params["kid"])
        found = None if kid is None else await run_in_threadpool(self.credential, kid)
        if found is None:
            return Response(status_code=404, headers=_OPEN)
        mark, raw = found
        headers = {**_OPEN, "ETag": f'"{mark}"'}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(raw, media_type="application/vc", headers=headers)


def _kid(text: str) -> bytes | None:
    """A kid as an address has it: 16 small hex digits, else None."""
    try:
        kid = bytes.fromhex(text)
    except ValueError:
        return None
    return kid if kid.hex() == text and len(kid) == 8 else None
