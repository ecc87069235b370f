"""A new desk's first rows: who it is, whom it trusts, who works there, and the opened log."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.seal.keys import SigningKey
from app.seal.payloads import LogOpened
from app.seal.records import RecordType
from app.storage import centres, desk_facts, epochs, log, seals, trust


@dataclass(frozen=True, slots=True)
class Founder:
    """An assessor of the new desk; `accreditation` may come later by feed."""

    id: UUID
    name: str
    number: int
    roles: tuple[str, ...]
    seal: SigningKey
    accreditation: bytes | None


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new desk starts with. `host` is where a QR leads; `facts` are kept as they are.

    The caller has proved `centre_statement`; it may come later by feed.
    """

    name: str
    centre: str
    host: str
    roots: tuple[bytes, ...]
    trust_list: bytes
    founders: tuple[Founder, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    centre_statement: bytes | None = None


def found(session: Session, founding: Founding, clock: Clock, new_id: Callable[[], UUID]) -> None:
    """Write the first rows of a desk in an empty file."""
    now, epoch = clock.now(), os.urandom(16)
    own = {
        desk_facts.NAME: founding.name,
        desk_facts.CENTRE: founding.centre,
        desk_facts.HOST: founding.host,
        desk_facts.EPOCH: epoch.hex(),
    }
    for name, value in {**founding.facts, **own}.items():
        desk_facts.put(session, name, value)
    for root in founding.roots:
        trust.pin_root(session, root, now)
    trust.keep(session, trust.TRUST_LIST, founding.trust_list, now)
    if founding.centre_statement is not None:
        centres.take(session, founding.centre_statement)
    for founder in founding.founders:
        signer = log.Signer(founder.seal, epoch, clock, new_id)
        let_work(session, founder, signer, (founding.name, founding.centre))


def let_work(
    session: Session, founder: Founder, signer: log.Signer, place: tuple[str, str]
) -> None:
    """Let somebody work at the desk of this name at this centre: their rows and opened log."""
    seal, (desk, centre) = founder.seal, place
    seals.add_assessor(
        session,
        seals.NewAssessor(
            founder.id,
            founder.name,
            founder.number,
            founder.roles,
            seal.public,
            seal.kid,
            centre,
        ),
    )
    if founder.accreditation is not None:
        seals.set_accreditation(session, seal.kid, founder.accreditation)
    opened = epochs.as_clone(session, seal.kid) or LogOpened(
        desk, centre, founder.name, seal.public
    )
    log.append(session, signer, RecordType.LOG_OPENED, "", opened)
