"""A vector of the KB1 file, and the lists that vectors name."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.seal.keys import key_id
from app.seal.status import CertificateState, SealState, SealStatus
from app.seal.trust import ListedKey
from tests.app.seal import world as w

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """One text and the answer to it; `trust_list` and `status` name entries of the file's lists."""

    name: str
    text: str
    answer: str
    code: str
    today: date = w.TODAY
    trust_list: str | None = "usual"
    status: str | None = "usual"
    roots: tuple[bytes, ...] = w.ROOTS


@dataclass(frozen=True)
class Loading:
    """A list offered to a verifier that holds others, and the code it is refused with, or OK."""

    name: str
    kind: str
    offered: bytes
    code: str
    held_trust_list: str | None = "usual"
    held_status: str | None = None
    roots: tuple[bytes, ...] = w.ROOTS


def trust_lists() -> dict[str, bytes]:
    """The trust lists the cases refer to."""
    ended = w.window(w.AUTHORITY, "Ackrediteringen", date(2025, 1, 1), date(2025, 12, 31))
    return {
        "usual": w.trust_list(),
        "by the next root": w.trust_list(w.NEXT_ROOT),
        "other authority": w.trust_list(
            authorities=(w.window(w.OTHER_AUTHORITY, "Annan", ended.last_day, ended.last_day),)
        ),
        "authority's days over": w.trust_list(authorities=(ended,)),
        "authority renewed": w.trust_list(authorities=(ended, w.AUTHORITY_ENTRY)),
        "authority's first day": w.trust_list(
            authorities=(_authority(w.ACCREDITATION.first_day, DAY),)
        ),
        "authority's last day": w.trust_list(
            authorities=(_authority(w.ACCREDITATION.first_day, -DAY),)
        ),
        "P-256 authority": w.trust_list(
            authorities=(w.window(w.P256_AUTHORITY, "Bricka", ended.first_day, w.TODAY - 60 * DAY),)
        ),
        "newer, without the node": w.trust_list(serial=4, nodes=()),
        "node renewed": w.trust_list(
            nodes=(
                w.window(w.NODE, "Nod", date(2026, 1, 1), date(2026, 3, 17)),
                w.window(w.NODE, "Nod", w.LISTED.date(), w.LISTED.date() + 300 * DAY),
            )
        ),
    }


def _authority(edge: date, length: timedelta) -> ListedKey:
    """The authority's window, with `edge` at one end of it."""
    first, last = sorted((edge, edge + length))
    return w.window(w.AUTHORITY, "Ackrediteringen", first, last)


def statuses() -> dict[str, bytes]:
    """The status bundles the cases refer to."""
    usual, day = w.certificate(), w.CLAIMS.issued
    return {
        "usual": w.status(),
        "suspended": w.status_of(CertificateState.SUSPENDED),
        "revoked": w.status_of(CertificateState.REVOKED),
        "replaced": w.status_of(CertificateState.REPLACED),
        "seal not listed": w.status({w.OTHER_SEAL.kid: SealStatus()}),
        "P-256 seal": w.status({key_id(w.P256_SEAL.public): SealStatus()}),
        "withdrawn on the day of issue": w.seal_status(SealState.WITHDRAWN, day),
        "withdrawn a day later": w.seal_status(SealState.WITHDRAWN, day + DAY),
        "compromised": w.seal_status(SealState.COMPROMISED, day + DAY),
        "compromised, registered": w.seal_status(SealState.COMPROMISED, day + DAY, usual),
        "newer": w.status(sequence=41, issued=w.LISTED + DAY),
    }
