"""A region of many people over eighteen months, as rows: to measure and to look at its pages."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.certificate_number import format_certificate_number
from app.node.bulk import add_all
from app.node.result_tables import (
    AreaResult,
    HeldConversation,
    KnownCompany,
    OrderedPerson,
)
from app.node.tables import (
    EnrolledSeal,
    KnownCase,
    KnownPerson,
    NodeRow,
    RegisteredCertificate,
    StoredRecord,
)

TODAY = date(2026, 11, 21)
CENTRES = ("Värnamo", "Gnosjö", "Ljungby", "Åsbo", "Norrån", "Lagadalen")
COMPANIES = tuple(f"{name} AB" for name in ("Lagadalen", "Smides", "Finnveden", "Rydaholm"))
AREAS = {
    "CNC-1": (
        ("sakerhet", 96),
        ("ritning", 80),
        ("matteknik", 66),
        ("material", 87),
        ("verktyg", 91),
        ("styrsystem", 72),
        ("korning", 80),
        ("kvalitet", 90),
    ),
    "SVE-1": (
        ("arbetsmiljo", 95),
        ("ritning", 78),
        ("utrustning", 88),
        ("fog", 84),
        ("kalfog-plat", 91),
        ("stumfog-plat", 74),
        ("egenkontroll", 81),
        ("ansvar", 90),
    ),
}
ROLES = {"CNC-1": ("CNC-operatör", "CNC operator"), "SVE-1": ("Svetsare MAG", "MAG welder")}
_ENDS = ("cancelled", "no_show", "aborted", "lapsed")


@dataclass(slots=True)
class _Rows:
    """New rows by table."""

    of: dict[type[NodeRow], list[dict[str, object]]]

    def add(self, table: type[NodeRow], **values: object) -> None:
        empty = dict.fromkeys(table.__mapper__.column_attrs.keys())
        self.of.setdefault(table, []).append(empty | values)


def fill(session: Session, people: int, today: date = TODAY, seed: int = 6) -> None:
    """Put the region into an empty node, in the caller's transaction."""
    dice, rows = random.Random(seed), _Rows({})
    for place, name in enumerate(COMPANIES):
        told = datetime(2025, 5, 1, tzinfo=UTC)
        rows.add(KnownCompany, id=_id("company", place), name=name, number="", told=told)
    _talks(rows, today)
    for place in range(12):
        _seal(rows, place, today)
    for place in range(people):
        _person(rows, dice, place, today)
    for table, found in rows.of.items():
        add_all(session, table, found)


def _id(kind: str, place: int) -> str:
    return str(UUID(bytes=sha256(f"{kind}{place}".encode()).digest()[:16], version=4))


def _talks(rows: _Rows, today: date) -> None:
    """Three conversations with the first company, each better than the last."""
    for place in range(3):
        day = today - timedelta(days=400 - 180 * place)
        rows.add(
            HeldConversation,
            id=_id("talk", place),
            company=_id("company", 0),
            guide="SKF-1",
            number=place + 1,
            day=day,
            themes=f'{{"mal":{2100 + 300 * place},"larande":{2600 + 150 * place}}}',
            people_now=40,
            people_in_three=46,
            people_lacking=6,
            critical_roles=5,
            roles_at_risk=3 - place,
            told=datetime.combine(day, datetime.min.time(), UTC),
        )


def _seal(rows: _Rows, place: int, today: date) -> None:
    at = datetime(2025, 5, 1, tzinfo=UTC)
    rows.add(
        EnrolledSeal,
        kid=place.to_bytes(8),
        public=b"",
        assessor=f"Bedömare {place + 1}",
        number=10400 + place,
        centre=f"Testcenter {CENTRES[place % 6]}",
        profiles="CNC-1,SVE-1",
        accreditation_serial=1,
        accredited_to=today + timedelta(days=200),
        state="active",
        enrolled=at,
    )


def _person(rows: _Rows, dice: random.Random, place: int, today: date) -> None:
    person, profile = _id("person", place), dice.choices(("CNC-1", "SVE-1"), (7, 3))[0]
    opened = today - timedelta(days=int(540 * dice.random() ** 1.3))
    rows.add(
        KnownPerson,
        id=person,
        name=f"{dice.choice(('Karin', 'Ali', 'Maja', 'Per', 'Zofia'))} Provperson {place}",
        protected=place % 97 == 0,
        likeness="",
        birth_date=date(1960 + place % 45, 1 + place % 12, 1 + place % 28),
    )
    company = dice.randrange(len(COMPANIES) + 1)
    if company < len(COMPANIES):
        told = datetime.combine(opened, datetime.min.time(), UTC)
        joined = {"person": person, "profile": profile, "told": told, "has_left": False}
        key = _id("company", company)
        rows.add(OrderedPerson, order=_id("order", company), company=key, **joined)
    _case(rows, dice, (place, person, profile), opened, today)


def _case(
    rows: _Rows, dice: random.Random, who: tuple[int, str, str], opened: date, today: date
) -> None:
    place, person, profile = who
    booked = opened + timedelta(days=dice.randrange(2, 16))
    state, taken = _steps(dice, booked, today)
    case, is_paused = _id("case", place), state in ("opened", "running") and dice.random() < 0.1
    touched = datetime.combine(max([opened, *taken.values()]), datetime.min.time(), UTC)
    outcome = dice.choices(("full", "partial", "statement"), (78, 19, 3))[0]
    rows.add(
        KnownCase,
        id=case,
        person=person,
        profile=f"{profile}/1",
        centre=f"Testcenter {CENTRES[place % 6]}",
        state=state,
        outcome=outcome if "decided_on" in taken else None,
        decision=int("decided_on" in taken),
        touched=touched + timedelta(hours=9, seconds=place),
        opened=datetime.combine(opened, datetime.min.time(), UTC),
        opened_on=opened,
        booked_on=booked,
        pauses=f"{int(touched.timestamp())}p" if is_paused else None,
        **taken,
    )
    if "decided_on" in taken:
        _results(rows, dice, case, profile, outcome)
    if "certified_on" in taken:
        _certificate(rows, who, case, outcome, taken["certified_on"])
    _records(rows, place, touched)


def _steps(dice: random.Random, booked: date, today: date) -> tuple[str, dict[str, date]]:
    """How far the case is today, and the days of the steps taken."""
    first = booked + timedelta(days=dice.randrange(0, 3))
    assessed = first + timedelta(days=dice.randrange(0, 18))
    decided = assessed + timedelta(days=dice.choice((0, 0, 1, 1, 2, 5)))
    days = {
        "first_on": first,
        "assessed_on": assessed,
        "decided_on": decided,
        "debriefed_on": decided,
        "certified_on": decided + timedelta(days=dice.choice((0, 0, 0, 1, 3))),
    }
    if dice.random() < 0.06:
        return (dice.choice(_ENDS), {"ended_on": booked}) if booked < today else ("opened", {})
    taken = {key: day for key, day in days.items() if day <= today}
    return next((state for key, state in _STATES if key in taken), "opened"), taken


_STATES = (
    ("certified_on", "certified"),
    ("decided_on", "decided"),
    ("first_on", "running"),
)


def _results(rows: _Rows, dice: random.Random, case: str, profile: str, outcome: str) -> None:
    for place, (area, percent) in enumerate(AREAS[profile]):
        is_shown = outcome == "full" or dice.randrange(100) < percent * 0.7
        told = "shown" if is_shown else dice.choices(("not_yet", "not_assessed"), (9, 1))[0]
        level = 3 if is_shown else 2
        rows.add(
            AreaResult, case=case, area=area, place=place, outcome=told, level=level, required=3
        )


def _certificate(rows: _Rows, who: tuple[int, str, str], case: str, kind: str, day: date) -> None:
    place, person, profile = who
    id_ = sha256(f"paper{place}".encode()).digest()[:10]
    state = "revoked" if place % 61 == 0 else "replaced" if place % 43 == 0 else "valid"
    rows.add(
        RegisteredCertificate,
        id=id_,
        number=format_certificate_number(id_),
        record=id_,
        cert_hash=id_,
        kid=(place % 12).to_bytes(8),
        status_index=place,
        person=person,
        name=f"Provperson {place}",
        profile=profile,
        role=ROLES[profile][0],
        role_en=ROLES[profile][1],
        kind=kind,
        centre=f"Testcenter {CENTRES[place % 6]}",
        assessor=f"Bedömare {place % 12 + 1}",
        issued=day,
        valid_to=day + timedelta(days=3 * 365),
        state=state,
        case=case,
        changed=None if state == "valid" else day + timedelta(days=9),
    )


def _records(rows: _Rows, place: int, touched: datetime) -> None:
    """Twelve links of each case, of the size they have."""
    for step in range(12):
        rows.add(
            StoredRecord,
            hash=sha256(f"{place}-{step}".encode()).digest(),
            kid=(place % 12).to_bytes(8),
            epoch=bytes(16),
            seq=place * 12 + step,
            type="sitting.closed",
            subject="",
            raw=bytes(500),
            payload=bytes(1500),
            result="stored",
            reason="",
            receipt=bytes(200),
            received=touched,
        )
