"""Which certificates the status list calls stopped or ended: the bits of each seal."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node.conflicts import reviewed
from app.node.ledger_entries import Final
from app.node.status_orders import combined, standing_states
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
    row, place, beside = RegisteredCertificate, ListedPlace, standing_states(session)
    found = {
        certificate: ((kid, index), beside.get(certificate, ListedStatus.VALID))
        for certificate, kid, index in session.execute(
            select(place.certificate, place.kid, place.status_index)
        )
    }
    ordered, looked_into = select(StatusOrder.certificate), reviewed(session)
    named = row.state.in_(_NOT_IN_FORCE) | row.id.in_(ordered) | row.id.in_(looked_into)
    registered = select(row.id, row.kid, row.status_index, row.state)
    for certificate, kid, index, state in session.execute(registered.where(named)):
        found[certificate] = (kid, index), combined(state, beside.get(certificate))
    yield from found.values()
