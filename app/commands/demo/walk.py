"""One case taken from step to step by somebody who is good at some of it."""

import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from uuid import UUID

from app.commands.demo.clock import DemoClock
from app.domain.case import Step
from app.domain.certificate import AreaOutcome
from app.domain.protocol import Evidence, Item, ItemKind, Protocol
from app.domain.scoring import Answer
from app.storage import cases as case_rows
from app.usecases.arrival import Arrival, IdentityDocument
from app.usecases.cases import StepState
from app.usecases.certificates import issue_in
from app.usecases.practical import CriterionSheet, Seen
from app.workspace import Workspace

_NOTES = ("Arbetar lugnt och i rätt ordning.", "Behöver stöd innan det sitter.")
_RESPONSIBLE = ("Produktionsledaren", "Handledaren", "Personalavdelningen", "Skiftledaren")
_MINUTES = {
    Step.ARRIVAL: 12,
    Step.SELF_ASSESSMENT: 14,
    Step.THEORY: 70,
    Step.PRACTICAL: 110,
    Step.ORAL: 10,
    Step.DECISION: 8,
    Step.FEEDBACK: 15,
}


_SUFFICES = (AreaOutcome.SHOWN, AreaOutcome.CREDITED)


class Walk:
    """A case at a desk; `skill` 0 to 1; `weak`: the ids of the areas that are not there yet."""

    def __init__(
        self,
        signed_in: Callable[[], Workspace],
        clock: DemoClock,
        chance: random.Random,
        case_id: UUID,
        secret: str,
        skill: float,
        weak: frozenset[str],
    ) -> None:
        self._signed_in, self._clock, self._chance = signed_in, clock, chance
        self._case, self._secret, self._skill, self._weak = case_id, secret, skill, weak

    @property
    def _desk(self) -> Workspace:
        return self._signed_in()

    def until(self, step: Step) -> None:
        """Do everything before `step`; time passes."""
        acts = {
            Step.ARRIVAL: self._arrive,
            Step.SELF_ASSESSMENT: self._assess_oneself,
            Step.THEORY: self._sit_theory,
            Step.PRACTICAL: self._sit_practical,
            Step.DECISION: self._sign,
            Step.FEEDBACK: self._talk,
        }
        for line in self._desk.cases.view(self._case).steps:
            if line.step is step:
                return
            if line.state is not StepState.DONE:
                acts[line.step]()
                self._clock.spend(_MINUTES[line.step] * self._chance.uniform(0.3, 0.5))

    def certify(self) -> None:
        """Issue the certificate and close the case; its file is drawn when somebody asks for it."""
        self.until(Step.CERTIFICATE)
        desk = self._desk.desk
        with desk.database.transaction() as session:
            issue_in(desk, session, self._case)
        self._desk.cases.close(self._case)

    def _arrive(self) -> None:
        calibrated = self._clock.now().date() + timedelta(days=90)
        machine = f"Maskin {self._chance.randint(1, 6)}"
        gauge = f"Mikrometer {self._chance.randint(10, 16)}"
        seen = self._chance.choice(list(IdentityDocument)[:3])
        form = self._desk.arrivals.form(self._case)
        site = form.sites[0] if form.sites else ""
        noted = Arrival(seen, (True,) * 6, True, machine, gauge, calibrated, True, site)
        self._desk.arrivals.note(self._case, noted)

    def _assess_oneself(self) -> None:
        work = self._desk.self_assessment
        sitting = work.start(self._case)
        statements = (one for area in work.sheet(sitting).areas for one in area.statements)
        said = {one.id: self._chance.choice((2, 3, 3, 4)) for one in statements}
        self._clock.spend(10)
        work.answer_all(sitting, said)
        work.hand_in(sitting)

    def _sit_theory(self) -> None:
        if self._desk.secrecy.view().signed is None:
            self._desk.secrecy.sign(self._secret)
        sitting = self._desk.theory.start(self._case)
        items = {item.id: item for item in self._protocol().items}
        asked = [question.id for question in self._desk.theory.paper(sitting).questions]
        said = {item_id: self._answer(items[item_id]) for item_id in asked}
        self._clock.spend(sum(self._chance.uniform(0.4, 1.4) for _ in asked))
        given = {item_id: answer for item_id, answer in said.items() if answer}
        self._desk.theory.answer_all(sitting, given)
        self._desk.theory.hand_in(sitting)

    def _answer(self, item: Item) -> Answer:
        """What the person says: right as often as they can their trade, blank for want of one."""
        knows = 0.45 if item.question.area in self._weak else 0.72 + 0.27 * self._skill
        if self._chance.random() < knows:
            value = item.key.value
            return item.key.choice if value is None else (str(value).replace(".", ","),)
        if item.question.kind is not ItemKind.SINGLE:
            return ()
        wrong = [one.id for one in item.question.options if one.id not in item.key.choice]
        return (self._chance.choice(wrong),)

    def _sit_practical(self) -> None:
        practical = self._desk.practical
        sitting = practical.start(self._case)
        seen, shown = {}, {}
        for area in practical.sheet(sitting).areas:
            for sheet in area.criteria:
                level = self._level(area.id, area.required_level)
                seen[sheet.criterion.id] = self._seen(sheet, level)
                if sheet.criterion.evidence is Evidence.PHOTO:
                    shown[sheet.criterion.id] = _piece()
        self._clock.spend(sum(self._chance.uniform(1.0, 3.0) for _ in seen))
        practical.observe_all(sitting, seen)
        self._desk.photos.add_all(sitting, shown)
        practical.hand_in(sitting)

    def _level(self, area: str, required: int) -> int:
        if area in self._weak and self._chance.random() < 0.6:
            return max(1, required - 1)
        return min(4, required + (self._chance.random() < self._skill - 0.55))

    def _seen(self, sheet: CriterionSheet, level: int) -> Seen:
        measured, value = sheet.criterion.measured, ""
        if measured is not None:
            value = str((measured.lower + measured.upper) / 2).replace(".", ",")
        return Seen(level, _NOTES[level < 3], value)

    def _sign(self) -> None:
        if self._protocol().rules.reviewer_required:
            self._review()
        self._desk.decisions.sign(self._case, self._secret)

    def _review(self) -> None:
        """A colleague looks at the evidence alone and comes to the same."""
        proposal = self._desk.decisions.proposal(self._case)
        alone = {area.id: area.outcome in _SUFFICES for area in proposal.areas}
        reviewer = next(one for one in self._desk.second_persons.others())
        confirmed = self._desk.second_persons.confirm(reviewer.id, self._secret)
        self._desk.reviews.agree(self._case, alone, confirmed)

    def _talk(self) -> None:
        today = self._clock.now().date()
        due = today + timedelta(days=self._chance.randint(20, 90))
        who = self._chance.choice(_RESPONSIBLE)
        plan = self._desk.feedback.view(self._case).plan
        agreed = tuple(replace(one, responsible=who, due=due) for one in plan)
        self._desk.feedback.complete(self._case, agreed, "")

    def _protocol(self) -> Protocol:
        desk = self._desk.desk
        with desk.database.reading() as session:
            return desk.protocol(case_rows.case(session, self._case).protocol_hash)


@cache
def _piece() -> bytes:
    """A small photo of a piece, the same every time: a plain grey square."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (96, 64), "slategrey").save(out, "JPEG")
    return out.getvalue()
