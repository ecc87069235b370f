"""Which certificates the status list calls stopped or ended: the bits of each seal."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.node.conflicts import reviewed
from app.node.ledger_entries import Final
from app.node.status_orders import combined, region_states
from app.node.tables import ListedPlace, RegisteredCertificate, StatusOrder
from app.seal.payloads import ListedStatus
from app.seal.status import CertificateState

_ENDED = (ListedStatus.REVOKED.value, ListedStatus.REPLACED.value)
_STATES = {
    ListedStatus.SUSPENDED: CertificateState.SUSPENDED,
    ListedStatus.REVOKED: CertificateState.REVOKED,
    ListedStatus.REPLACED: CertificateState.REPLACED,
}
_NOT_IN_FORCE = tuple(state.value for state in _STATES)


def listed_bits(session: Session) -> dict[bytes, list[tuple[int, CertificateState]]]:
    """By seal, each place of the list that is not in force, once.

    What the records tell, what the region ordered, what an earlier list called ended for good: what
    takes more away.
    """
    places: dict[tuple[bytes, int], list[ListedStatus]] = defaultdict(list)
    for place, state in _certificates(session):
        places[place].append(state)
    listed: dict[bytes, list[tuple[int, CertificateState]]] = defaultdict(list)
    for (kid, index), states in places.items():
        state = _of_place(states)
        if state in _STATES:
            listed[kid].append((index, _STATES[state]))
    return listed


def new_finals(session: Session) -> list[Final]:
    """What the next list calls ended for good and no list has called so before."""
    row, place = RegisteredCertificate, ListedPlace
    said = select(place.certificate).where(
        place.certificate == row.id, place.final.in_((row.state, ListedStatus.REVOKED))
    )
    ended = select(row.id, row.kid, row.status_index, row.state)
    new = ended.where(row.state.in_(_ENDED), ~said.exists()).order_by(row.id)
    return [
        Final(certificate, kid, index, ListedStatus(state))
        for certificate, kid, index, state in session.execute(new)
    ]


def _of_place(states: Sequence[ListedStatus]) -> ListedStatus:
    """Two certificates share the bits: the stronger state, and never that they are in force."""
    least = ListedStatus.SUSPENDED if len(states) > 1 else ListedStatus.VALID
    return reduce(combined, states, least)


def _certificates(session: Session) -> Iterator[tuple[tuple[bytes, int], ListedStatus]]:
    """The place and state of each that may not be in force, also of one whose row is missing."""
    beside = region_states(session)
    looked_into = reviewed(session)
    for certificate in looked_into:
        beside[certificate] = combined(ListedStatus.SUSPENDED, beside.get(certificate))
    found: dict[bytes, tuple[tuple[bytes, int], ListedStatus]] = {}
    for certificate, kid, index, final in session.execute(_PLACES):
        own = combined(final or ListedStatus.VALID, beside.get(certificate))
        found[certificate] = (kid, index), own
    named = _registered(looked_into) if looked_into else _REGISTERED
    for certificate, kid, index, state in session.execute(named):
        before = found.get(certificate, ((kid, index), beside.get(certificate)))[1]
        found[certificate] = (kid, index), combined(state, before)
    yield from found.values()


def _registered(looked_into: frozenset[bytes]) -> Select[bytes, bytes, int, str]:
    row = RegisteredCertificate
    named = _MAY_BE_LISTED | row.id.in_(looked_into)
    return select(row.id, row.kid, row.status_index, row.state).where(named)


_PLACES = select(
    ListedPlace.certificate, ListedPlace.kid, ListedPlace.status_index, ListedPlace.final
)
_MAY_BE_LISTED = RegisteredCertificate.state.in_(_NOT_IN_FORCE) | RegisteredCertificate.id.in_(
    select(StatusOrder.certificate)
)
_REGISTERED = _registered(frozenset())
