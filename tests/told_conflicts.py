"""A node's words on conflicts, signed with a key that a desk takes for its node's."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.conflicts import ConflictKind, Keep, PersonField
from app.seal.conflict_payloads import (
    AreaSaid,
    ConflictVersion,
    Resolution,
    Review,
    sign_resolution,
    sign_review,
)
from app.seal.issued_facts import IssuedText
from app.seal.keys import SigningKey
from app.storage import desk_facts
from app.sync.conflicts import take_resolution, take_review
from app.workspace import Workspace
from tests.factories import NOON

MARIA, PER, NILS = ("Maria Sandberg", 10472), ("Per Nyström", 10511), ("Nils Holm", 10600)
AREAS = ("Säkerhet vid maskin", "Ritning och toleranser", "Mätteknik", "Verktyg och skärdata")
WHY = "Mätdonet på den andra maskinen var inte kalibrerat."
_STEPS = {2: IssuedText("Med stöd", "With help"), 3: IssuedText("Självständigt", "On their own")}


@dataclass
class Teller:
    """Tells one desk; `key` is what that desk takes for its node's."""

    desk: Workspace
    key: SigningKey = field(default_factory=SigningKey.generate)

    def __post_init__(self) -> None:
        """Let the desk take the key for its node's."""
        with self.desk.desk.database.transaction() as session:
            desk_facts.put(session, desk_facts.NODE_PUBLIC, self.key.public.hex())

    def tell(self, review: Review) -> bytes:
        """As the feed brings it; the conflict's id."""
        with self.desk.desk.database.transaction() as session:
            take_review(session, sign_review(self.key, review))
        return review.conflict

    def end(self, conflict: bytes, keep: Keep, by: str = "Nils Holm") -> None:
        """That it is settled."""
        said = Resolution(conflict, NOON + timedelta(hours=2), by, keep, WHY)
        with self.desk.desk.database.transaction() as session:
            take_resolution(session, sign_resolution(self.key, said))


def two_certificates(
    first: tuple[str, int] = PER,
    second: tuple[str, int] = NILS,
    certificate: bytes | None = None,
    profile: str = "CNC-1/1",
) -> Review:
    """Two assessors, one person, one area rated differently; `certificate`: the first one's id."""
    return Review(
        uuid4().bytes,
        ConflictKind.CERTIFICATES,
        NOON,
        _certificate(first, 3, certificate or bytes(range(10))),
        _certificate(second, 2, bytes(range(1, 11))),
        profile,
        IssuedText("CNC-operatör", "CNC operator"),
    )


def two_names(person: UUID, first: str, second: str) -> Review:
    """Two laptops gave one person another name each."""
    sides = [
        ConflictVersion(
            uuid4().bytes[:8], *who, "Testcenter Värnamo", NOON, uuid4().bytes * 2,
            "person.corrected", person=str(person), name=name,
        )
        for who, name in ((PER, first), (NILS, second))
    ]  # fmt: skip
    fields = (PersonField.NAME,)
    one, other = sides
    return Review(uuid4().bytes, ConflictKind.PERSON, NOON, one, other, fields=fields)


def one_fork() -> Review:
    """One seal's log on two laptops."""
    sides = [
        ConflictVersion(bytes(8), *PER, "Testcenter Värnamo", NOON, uuid4().bytes * 2, kind)
        for kind in ("sitting.closed", "case.opened")
    ]
    one, other = sides
    return Review(uuid4().bytes, ConflictKind.FORK, NOON, one, other)


def _certificate(who: tuple[str, int], measuring: int, certificate: bytes) -> ConflictVersion:
    levels = (3, 3, measuring, 3)
    return ConflictVersion(
        kid=uuid4().bytes[:8],
        assessor=who[0],
        number=who[1],
        centre="Testcenter Värnamo",
        at=NOON + timedelta(minutes=who[1] % 100),
        record=uuid4().bytes * 2,
        type="certificate.issued",
        person=str(uuid4()),
        name="Karin Lindqvist",
        birth_date=date(1987, 5, 21),
        case=str(uuid4()),
        certificate=certificate,
        kind=CertificateKind.FULL if measuring == 3 else CertificateKind.PARTIAL,
        issued=NOON.date(),
        areas=tuple(
            AreaSaid(
                IssuedText(name, name),
                level,
                3,
                AreaOutcome.SHOWN if level == 3 else AreaOutcome.NOT_YET,
                _STEPS[level],
            )
            for name, level in zip(AREAS, levels, strict=True)
        ),
    )
