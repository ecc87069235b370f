"""The region's picture: what a selection of cases comes to, every figure from the same cases."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import Text
from app.node.area_names import read_names
from app.node.contacts import last_synced
from app.node.picture_choice import LOST, Choice, Standing
from app.node.picture_facts import CaseFact, in_state, read_cases, read_companies, role_of
from app.node.picture_figures import (
    Goal,
    MonthStates,
    StepTime,
    Trend,
    goals,
    grown,
    lead_time,
    months,
    step_times,
    under_way,
)
from app.node.picture_results import (
    AreaGap,
    AreaShare,
    area_shares,
    gaps,
    read_outcomes,
    with_result,
)
from app.node.projects import projects
from app.node.region_settings import regions, targets
from app.node.status_orders import standing_states
from app.node.tables import (
    EnrolledSeal,
    KnownCase,
    KnownPerson,
    RegisteredCertificate,
)
from app.seal.payloads import ListedStatus

GONE = (ListedStatus.REVOKED, ListedStatus.REPLACED)
_GAPS = 5


@dataclass(frozen=True, slots=True)
class Options:
    """What there is to choose among; companies as pairs of key and name."""

    regions: tuple[str, ...]
    centres: tuple[str, ...]
    roles: tuple[tuple[str, Text], ...]
    companies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What the overview shows of a selection; None where there are too few to say anything.

    `goals` () where the selection is narrowed: targets are the whole region's. `role`: whose
    areas `shares` are of. `lost`: no-shows and cancellations. `lately`: how many of the
    `computers` have sent in the last week.
    """

    cases: int
    people: int
    goals: tuple[Goal, ...]
    full: Trend
    partial: Trend
    lead: Trend | None
    open: Trend
    lost: tuple[tuple[Standing, int], ...]
    months: tuple[MonthStates, ...]
    role: tuple[str, Text] | None
    shares: tuple[AreaShare, ...]
    gaps: tuple[AreaGap, ...]
    steps: tuple[StepTime, ...]
    lately: int
    computers: int


class Selection:
    """The cases of a choice, read once for whoever asks more of them."""

    def __init__(self, session: Session, choice: Choice, now: datetime) -> None:
        self._session, self.choice, self.now = session, choice, now.astimezone()
        self.companies, self.names = read_companies(session), read_names(session)
        self.cases = self._select()

    @property
    def today(self) -> date:
        """The day at the node."""
        return self.now.date()

    @property
    def at(self) -> date | None:
        """The earlier day whose states are meant; None for the present."""
        at = self.choice.at
        return None if at is None or at >= self.today else at

    def standing(self, case: CaseFact) -> Standing:
        """Where a case is, or was when that day ended."""
        then = None if self.at is None else case.on(self.at, self.now.tzinfo)
        return then or case.standing

    def _select(self) -> tuple[CaseFact, ...]:
        choice, zone, at = self.choice, self.now.tzinfo, self.at
        places = regions(self._session) if choice.region else {}
        company = self.companies.keys.get(choice.company, choice.company)
        found = tuple(
            case
            for case in read_cases(self._session, choice, self.companies)
            if (not choice.region or places.get(case.centre) == choice.region)
            and (not company or case.company == company)
            and (not choice.state or in_state(case, choice.state, at, zone))
        )
        if not (choice.area and choice.result):
            return found
        return with_result(found, choice, read_outcomes(self._session), self.names)


def read_picture(session: Session, choice: Choice, now: datetime) -> Picture:
    """All figures of the overview."""
    selection = Selection(session, choice.shared, now)
    cases, today = selection.cases, selection.today
    outcomes, papers = read_outcomes(session), _papers(session, selection)
    then = months(cases, today, selection.now.tzinfo)
    role = _role(selection)
    lately, computers = _computers(session, now)
    is_narrow = choice.shared != Choice(since=choice.since, until=choice.until)
    wanted = () if is_narrow else _targets(session, today)
    return Picture(
        cases=len(cases),
        people=len({case.counted_as for case in cases}),
        goals=goals(cases, wanted, today),
        full=grown(papers.get("full", []), today),
        partial=grown(papers.get("partial", []), today),
        lead=lead_time(cases, today),
        open=under_way(then),
        lost=tuple((one, sum(case.standing is one for case in cases)) for one in LOST),
        months=then,
        role=role,
        shares=area_shares(cases, outcomes, selection.names, role[0]) if role else (),
        gaps=gaps(cases, outcomes, selection.names)[:_GAPS],
        steps=step_times(cases, today),
        lately=lately,
        computers=computers,
    )


def read_options(session: Session) -> Options:
    """Everything a filter may be set to, whatever is chosen now."""
    row = KnownCase
    names, companies = read_names(session), read_companies(session)
    found = session.execute(
        select(row.centre, row.profile, row.company, KnownPerson.employer)
        .join(KnownPerson, KnownPerson.id == row.person, isouter=True)
        .distinct()
    ).all()
    named = {companies.of("", "", told[2], told[3]) for told in found}
    places = set(regions(session).values())
    roles = sorted({role_of(told[1]) for told in found} - {""})
    keys = {*companies.names, *named} - {""}
    return Options(
        regions=tuple(sorted(places)) if len(places) > 1 else (),
        centres=tuple(sorted({told[0] for told in found} - {""})),
        roles=tuple((code, names.role(code)) for code in roles),
        companies=tuple(sorted(((k, companies.name(k)) for k in keys), key=lambda one: one[1])),
    )


def _targets(session: Session, today: date) -> list[tuple[int, date | None]]:
    """The region's own, else those of the projects that have not ended."""
    own: list[tuple[int, date | None]] = [(one.people, one.by) for one in targets(session)]
    under_way = (one.project for one in projects(session) if one.project.last >= today)
    return own or sorted({(one.people, one.day) for told in under_way for one in told.targets})


def _papers(session: Session, selection: Selection) -> dict[str, list[date]]:
    """By kind the days on which certificates were issued that neither fell nor were replaced."""
    row, beside = RegisteredCertificate, standing_states(session)
    chosen = {case.id for case in selection.cases}
    found: dict[str, list[date]] = {}
    for id_, case, kind, issued, state in session.execute(
        select(row.id, row.case, row.kind, row.issued, row.state)
    ):
        if case in chosen and state not in GONE and beside.get(id_) not in GONE:
            found.setdefault(kind, []).append(issued)
    return found


def _role(selection: Selection) -> tuple[str, Text] | None:
    """The role chosen, else the one that most have been decided for."""
    counted: dict[str, int] = {}
    for case in selection.cases:
        if case.decided is not None:
            counted[case.profile] = counted.get(case.profile, 0) + 1
    if not counted:
        return None
    profile = min(counted, key=lambda one: (-counted[one], one))
    return profile, selection.names.role(profile)


def _computers(session: Session, now: datetime) -> tuple[int, int]:
    """How many seals have sent in the last week, of those that may."""
    may = select(EnrolledSeal.kid).where(EnrolledSeal.state == "active")
    kids = list(session.scalars(may))
    last = last_synced(session, kids)
    return sum(at > now - timedelta(days=7) for at in last.values()), len(kids)
