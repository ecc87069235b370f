"""What the region itself decides of a certificate, and how it goes with what the seals say."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import log
from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import StatusReason
from app.domain.errors import UserError
from app.node.conflicts import reviewed
from app.node.database import NodeDatabase
from app.node.ledger_entries import Ordered
from app.node.levelling import keep_place, tell_order
from app.node.shared_places import is_shared, sharing
from app.node.tables import ListedPlace, RegisteredCertificate, StatusOrder, StoredRecord
from app.seal.payloads import CertificateStatus, ListedStatus, decode_payload
from app.seal.records import RecordType

ORDERED = (ListedStatus.SUSPENDED, ListedStatus.VALID, ListedStatus.REVOKED)
"""What the region may order; only the person's own centre replaces."""

_STRENGTH = (
    ListedStatus.VALID,
    ListedStatus.SUSPENDED,
    ListedStatus.REPLACED,
    ListedStatus.REVOKED,
)
_FINAL = (ListedStatus.REPLACED, ListedStatus.REVOKED)


class UnknownNumber(UserError):
    """The node has registered no such certificate."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number


class NothingToOrder(UserError):
    """The order would change nothing: the certificate is so already, or finally something else."""

    def __init__(self, number: str, state: ListedStatus) -> None:
        super().__init__()
        self.number = number
        self.state = state


class SharesPlace(UserError):
    """Another certificate has its place in the list: it is replaced, and not put in force."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number


@dataclass(frozen=True, slots=True)
class Given:
    """An order that was taken; `counts` is what the certificate is now, by all who may say."""

    number: str
    state: ListedStatus
    counts: ListedStatus


class StatusOrders:
    """Takes the region's orders."""

    def __init__(self, database: NodeDatabase, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    def give(
        self, certificate: bytes, state: ListedStatus, reason: StatusReason, actor: str
    ) -> Given:
        """Decide, write it down and tell the desk that issued it (R43).

        A stop stands until whoever made it lifts it; what is final stays. Raises UnknownNumber,
        NothingToOrder, SharesPlace.
        """
        with self._database.transaction() as session:
            self._database.take_turn(session)
            return self.give_in(session, certificate, state, reason, actor)

    def give_in(
        self,
        session: Session,
        certificate: bytes,
        state: ListedStatus,
        reason: StatusReason,
        actor: str,
    ) -> Given:
        """The same in the caller's transaction and turn, with what else the caller writes."""
        number, now = format_certificate_number(certificate), self._now()
        row = session.get(RegisteredCertificate, certificate)
        if row is None:
            raise UnknownNumber(number)
        before = region_states(session, [certificate]).get(certificate, ListedStatus.VALID)
        own = ListedStatus(row.state)
        if before is state or _is_stronger_final(own, before, state):
            raise NothingToOrder(number, combined(own, before))
        if state is ListedStatus.VALID and is_shared(session, row):
            raise SharesPlace(number)
        told = Ordered(certificate, row.kid, row.status_index, state, reason.value, now)
        self._database.write_down(session, told)
        keep_place(session, told)
        tell_order(session, told, actor)
        log.note("status.ordered", state=state.value, reason=reason.value)
        return Given(number, state, combined(own, state))


def region_states(
    session: Session, certificates: Collection[bytes] | None = None
) -> dict[bytes, ListedStatus]:
    """The newest order on each certificate; `certificates`: only on these."""
    newest_last = (StatusOrder.at, StatusOrder.id)
    orders = select(StatusOrder.certificate, StatusOrder.state).order_by(*newest_last)
    if certificates is not None:
        orders = orders.where(StatusOrder.certificate.in_(certificates))
    return {certificate: ListedStatus(state) for certificate, state in session.execute(orders)}


def standing_states(
    session: Session, certificates: Collection[bytes] | None = None
) -> dict[bytes, ListedStatus]:
    """What counts beside the records: orders, reviews, shared places, what a list called ended."""
    found = region_states(session, certificates)
    stopped = sharing(session)
    if certificates is not None:
        stopped &= frozenset(certificates)
    for certificate in stopped | reviewed(session, certificates):
        found[certificate] = combined(ListedStatus.SUSPENDED, found.get(certificate))
    ended = select(ListedPlace.certificate, ListedPlace.final).where(ListedPlace.final != "")
    if certificates is not None:
        ended = ended.where(ListedPlace.certificate.in_(certificates))
    for certificate, final in session.execute(ended):
        found[certificate] = combined(final, found.get(certificate))
    return found


def combined(own: str, ordered: ListedStatus | None) -> ListedStatus:
    """What counts of the seals' records and the region's order: what takes more away."""
    return max(ListedStatus(own), ordered or ListedStatus.VALID, key=_STRENGTH.index)


def counting(
    session: Session, rows: Iterable[RegisteredCertificate]
) -> Mapping[bytes, ListedStatus]:
    """What counts of each of these certificates."""
    found = list(rows)
    beside = standing_states(session, [row.id for row in found])
    return {row.id: combined(row.state, beside.get(row.id)) for row in found}


def reasons(session: Session) -> dict[bytes, StatusReason]:
    """The reason class of each certificate's newest change, by a record or by an order (R43)."""
    told = select(StoredRecord.payload, StoredRecord.received).where(
        StoredRecord.type == RecordType.CERTIFICATE_STATUS, StoredRecord.payload.is_not(None)
    )
    found: list[tuple[datetime, bytes, StatusReason]] = []
    for payload, received in session.execute(told):
        said = decode_payload(RecordType.CERTIFICATE_STATUS, payload or b"")
        assert isinstance(said, CertificateStatus)
        found.append((received, said.certificate, said.reason))
    orders = select(StatusOrder.at, StatusOrder.certificate, StatusOrder.reason)
    found += [(at, certificate, StatusReason(r)) for at, certificate, r in session.execute(orders)]
    newest = {certificate: reason for _, certificate, reason in sorted(found)}
    return newest | dict.fromkeys(reviewed(session), StatusReason.CONFLICT)


def _is_stronger_final(own: ListedStatus, before: ListedStatus, state: ListedStatus) -> bool:
    """Whether something final stands that the order would not go beyond."""
    final = max((one for one in (own, before) if one in _FINAL), key=_STRENGTH.index, default=None)
    return final is not None and _STRENGTH.index(state) <= _STRENGTH.index(final)
