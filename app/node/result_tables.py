"""Projections the region's picture is counted from: results per area, companies and their own."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.node.tables import NodeRow


class AreaResult(NodeRow):
    """One area of a case's newest decision, `place` its order in it; R31 made it at the desk.

    `outcome`: an `AreaOutcome`; `level` None where none was shown.
    """

    __tablename__ = "area_results"
    case: Mapped[str] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    outcome: Mapped[str]
    level: Mapped[int | None]
    required: Mapped[int]


class RetestScope(NodeRow):
    """What a retest's case is about: ids of its `areas`, and of those `left` for another one."""

    __tablename__ = "retest_scopes"
    case: Mapped[str] = mapped_column(primary_key=True)
    areas: Mapped[str]
    left: Mapped[str]


class KnownCompany(NodeRow):
    """A company as newest told; `number` "" for a sole trader, whose number is personal data."""

    __tablename__ = "companies"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    number: Mapped[str]
    told: Mapped[datetime]


class KnownOrder(NodeRow):
    """A company's group order as newest told; `first_day` to `last_day`: wanted."""

    __tablename__ = "orders"
    id: Mapped[str] = mapped_column(primary_key=True)
    company: Mapped[str] = mapped_column(index=True)
    profile: Mapped[str]
    name: Mapped[str]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    is_closed: Mapped[bool]
    told: Mapped[datetime]


class OrderedPerson(NodeRow):
    """Somebody in a group order, as newest told: their cases of its profile are the company's."""

    __tablename__ = "order_people"
    order: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True, index=True)
    company: Mapped[str]
    profile: Mapped[str]
    has_left: Mapped[bool]
    told: Mapped[datetime]


class HeldConversation(NodeRow):
    """A guided conversation as newest told: values alone, never a note or a name.

    `themes`: theme and mean in permille of a step, as JSON.
    """

    __tablename__ = "held_conversations"
    id: Mapped[str] = mapped_column(primary_key=True)
    company: Mapped[str] = mapped_column(index=True)
    guide: Mapped[str]
    number: Mapped[int]
    day: Mapped[date]
    themes: Mapped[str]
    people_now: Mapped[int]
    people_in_three: Mapped[int]
    people_lacking: Mapped[int]
    critical_roles: Mapped[int]
    roles_at_risk: Mapped[int]
    told: Mapped[datetime]
