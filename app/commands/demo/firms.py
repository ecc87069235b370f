"""The companies of a demo centre: what they order, plan, talk about, and the hours they report."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from app.commands.demo.clock import DemoClock
from app.commands.demo.people import Somebody
from app.domain.conversation import Answer, ChosenStep, Participant
from app.domain.employment import Employment
from app.domain.group_order import BasisKind
from app.domain.participation import Attested, Month, Period, Project
from app.usecases.companies import NewCompany
from app.usecases.company_plan import MeasureDraft
from app.usecases.group_orders import Joining, NewOrder
from app.usecases.month_hours import Attesting
from app.usecases.participation import NewPart
from app.workspace import Workspace

_DEPARTMENTS = ("Svarvning", "Fräsning", "Montering", "Svets", "Lager")
_NUMBERS = ("5560160680", "2321000057", "2321000065")
"""Organisation numbers published for tests: the first companies of the region have them."""

_AGAIN = timedelta(days=240)


class Firms:
    """What a desk writes of its companies; `signed_in` gives the desk as it is open."""

    def __init__(
        self,
        signed_in: Callable[[], Workspace],
        clock: DemoClock,
        chance: random.Random,
        *,
        has_numbers: bool,
    ) -> None:
        self._signed_in, self._clock, self._chance = signed_in, clock, chance
        self._numbers = list(_NUMBERS) if has_numbers else []
        self._ids: dict[str, UUID] = {}
        self._orders: dict[tuple[str, str], UUID] = {}
        self._talked: dict[str, date] = {}

    def order(self, somebody: Somebody, person: UUID) -> None:
        """The person is one of their company's order, most with the basis for results (R54)."""
        desk, today = self._signed_in(), self._clock.now().date()
        company = self._company(somebody.company)
        key = (somebody.company, somebody.profile)
        if key not in self._orders:
            role = next(r for r in desk.cases.roles() if r.code == somebody.profile)
            words = f"{role.name.sv} {today.year}"
            new = NewOrder(words, somebody.profile, today, today + timedelta(days=60))
            self._orders[key] = desk.group_orders.make(company, new)
        joining = Joining(
            employee_number=str(self._chance.randrange(1000, 9999)),
            department=self._chance.choice(_DEPARTMENTS),
            basis=BasisKind.AGREEMENT if self._chance.random() < 0.9 else None,
            basis_day=today,
        )
        desk.group_orders.add(self._orders[key], person, joining)
        self._take_part(company, person)

    def end_month(self) -> None:
        """Hours are attested, what is missing is planned, and now and then there is a talk."""
        month = Month.of(self._clock.now().date())
        for project in self._signed_in().participations.projects():
            for company in self._ids.values():
                self._attest(project, company, month)
        for name, profile in self._orders:
            if self._chance.random() < 0.3:
                self._plan(self._ids[name], profile)
        for name, company in self._ids.items():
            if self._chance.random() < 0.15:
                self._talk(name, company)

    def _company(self, name: str) -> UUID:
        if name not in self._ids:
            known = self._signed_in().companies.list(name)
            number = self._numbers.pop() if self._numbers else ""
            new = NewCompany(name, number, "Produktionschefen")
            found = next((one.id for one in known if one.name == name), None)
            if found is None:
                found = self._signed_in().companies.register(new)
            else:
                self._signed_in().companies.complete(found, new)
            self._ids[name] = found
        return self._ids[name]

    def _take_part(self, company: UUID, person: UUID) -> None:
        desk, today = self._signed_in(), self._clock.now().date()
        projects = [p for p in desk.participations.projects() if p.first <= today <= p.last]
        if projects and self._chance.random() < 0.8:
            status = Employment.EMPLOYED if self._chance.random() < 0.9 else Employment.FURLOUGHED
            part = NewPart(projects[0].id, person, status, Period(today), company)
            desk.participations.begin(part)

    def _attest(self, project: Project, company: UUID, month: Month) -> None:
        desk, today = self._signed_in(), self._clock.now().date()
        for line in desk.month_hours.of_company(project.id, company, month):
            if not line.proposal or line.hours is not None:
                continue
            desk.month_hours.attest(Attesting(line.part.id, month, line.proposal))
            if self._chance.random() < 0.95:
                seen = {month: line.proposal}
                desk.month_hours.confirm(line.part.id, seen, Attested.HERE, today)

    def _plan(self, company: UUID, profile: str) -> None:
        today = self._clock.now().date()
        for proposal in self._signed_in().company_plans.view(company, profile).proposals[:2]:
            draft = MeasureDraft(
                area=proposal.area,
                kind=proposal.kind,
                text=proposal.text.sv,
                length=proposal.length.sv,
                responsible="Produktionschefen",
                due=today + timedelta(days=60),
                follow_up=today + timedelta(days=75),
                people=proposal.people,
            )
            self._signed_in().company_plans.plan(company, profile, draft)

    def _talk(self, name: str, company: UUID) -> None:
        desk, today = self._signed_in().conversations, self._clock.now().date()
        if today - self._talked.get(name, date.min) < _AGAIN:
            return
        again = name in self._talked
        self._talked[name] = today
        talk = desk.begin(company, (Participant("Produktionschef"), Participant("HR")), today)
        said = {}
        for theme in desk.guide().themes:
            stands = self._chance.choice((1, 2, 2, 3)) + again
            for question in theme.questions:
                level = min(4, max(1, stands + self._chance.choice((-1, 0, 0, 1))))
                said[question.id] = Answer(level)
        desk.answer_all(talk, said)
        theme = self._chance.choice(desk.guide().themes)
        step = theme.next_steps[0]
        due = today + timedelta(days=90)
        desk.keep_steps(talk, (ChosenStep(theme.id, step.text.sv, "Produktionschefen", due),))
        desk.close(talk)
