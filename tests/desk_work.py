"""A desk at work without a screen: opened quickly, and a case walked to any step."""

import io
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from PIL import Image

from app.domain.case import Step
from app.domain.clock import Clock
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.domain.protocol import Evidence, Item, Protocol
from app.domain.scoring import Answer
from app.seal.vault import Cost
from app.storage import cases as case_rows
from app.usecases.arrival import Arrival, IdentityDocument
from app.usecases.practical import AreaSheet, CriterionSheet, Seen
from app.workspace import Desks, Workspace

QUICK = Cost(memory_kib=64, passes=1, lanes=1)
MARIA = "Maria Sandberg"

Opener = Callable[[], Workspace]
"""Opens a desk; again after a close, as a restart would."""

Enter = Callable[[str], Workspace]
"""Lets somebody in at a desk, by name, after locking it for whoever was there."""


def desks(home: Path, clock: Clock) -> Desks:
    """The desks in `home`, with keys that open quickly."""
    return Desks(home, clock, argon=QUICK)


def practice_desk(home: Path, clock: Clock, assessor: str = MARIA) -> Workspace:
    """The practice desk, made when it is not there, unlocked by `assessor`."""
    found = desks(home, clock)
    if DeskKind.PRACTICE not in found.existing():
        found.create_practice()
    return unlock(found, DeskKind.PRACTICE, assessor, PRACTICE_PIN)


def unlock(found: Desks, kind: DeskKind, assessor: str, secret: str) -> Workspace:
    """The desk unlocked by the assessor of that name."""
    card = next(card for card in found.assessors(kind) if card.name == assessor)
    return found.unlock(kind, card.id, secret)


class CaseWalk:
    """One case taken from step to step by somebody who does everything right."""

    def __init__(self, workspace: Workspace, case_id: UUID, secret: str = PRACTICE_PIN) -> None:
        self.desk, self.case_id, self.secret = workspace, case_id, secret
        self.level = 3
        self.weak_areas: tuple[str, ...] = ()

    @property
    def protocol(self) -> Protocol:
        """The protocol the case is pinned to."""
        with self.desk.desk.database.reading() as session:
            pinned = case_rows.case(session, self.case_id).protocol_hash
        return self.desk.desk.protocol(pinned)

    def to(self, step: Step) -> "CaseWalk":
        """Do everything before `step`."""
        acts = {
            Step.ARRIVAL: self.arrive,
            Step.SELF_ASSESSMENT: self.assess_oneself,
            Step.THEORY: self.sit_theory,
            Step.PRACTICAL: self.sit_practical,
            Step.DECISION: lambda: self.desk.decisions.sign(self.case_id, self.secret),
            Step.FEEDBACK: self.talk,
        }
        while (now := self.desk.cases.view(self.case_id).next_step) is not step:
            acts[now]()
        return self

    def arrive(self) -> None:
        """Identity seen, briefed, gauge within calibration."""
        self.desk.arrivals.note(self.case_id, self.arrival())

    def arrival(self) -> Arrival:
        """A complete arrival."""
        calibrated = self.desk.desk.clock.now().date() + timedelta(days=90)
        seen = IdentityDocument.PASSPORT
        return Arrival(seen, (True,) * 6, True, "Svarv 4", "Mikrometer 14", calibrated, True)

    def assess_oneself(self) -> None:
        """Every statement at the walk's level."""
        sitting = self.desk.self_assessment.start(self.case_id)
        areas = self.desk.self_assessment.sheet(sitting).areas
        levels = {statement.id: self.level for area in areas for statement in area.statements}
        self.desk.self_assessment.answer_all(sitting, levels)
        self.desk.self_assessment.hand_in(sitting)

    def sit_theory(self) -> None:
        """Every item right; the secrecy agreement is signed where it was not."""
        if self.desk.secrecy.view().signed is None:
            self.desk.secrecy.sign(self.secret)
        sitting = self.desk.theory.start(self.case_id)
        asked = [question.id for question in self.desk.theory.paper(sitting).questions]
        self.desk.theory.answer_all(sitting, {item: self.right_answer(item) for item in asked})
        self.desk.theory.hand_in(sitting)

    def right_answer(self, item_id: str) -> Answer:
        """What the key says, as a candidate would give it."""
        items: dict[str, Item] = {item.id: item for item in self.protocol.items}
        key = items[item_id].key
        return key.choice if key.value is None else (str(key.value).replace(".", ","),)

    def sit_practical(self) -> None:
        """Every criterion at the walk's level, weak areas one under what is required."""
        sitting = self.desk.practical.start(self.case_id)
        self.rate_areas(sitting, None)
        self.desk.practical.hand_in(sitting)

    def rate_areas(self, sitting: UUID, only: Collection[str] | None) -> None:
        """Rate every criterion of these areas, of all where None, in a practical under way."""
        areas = self.desk.practical.sheet(sitting).areas
        rated = [area for area in areas if only is None or area.id in only]
        self.desk.practical.observe_all(
            sitting,
            {
                sheet.criterion.id: seen(sheet, self._level_in(area))
                for area in rated
                for sheet in area.criteria
            },
        )
        self._photograph(sitting, rated)

    def add_photos(self, sitting_id: UUID) -> None:
        """One of the piece wherever the protocol wants one."""
        self._photograph(sitting_id, self.desk.practical.sheet(sitting_id).areas)

    def _level_in(self, area: AreaSheet) -> int:
        return area.required_level - 1 if area.id in self.weak_areas else self.level

    def _photograph(self, sitting_id: UUID, areas: Iterable[AreaSheet]) -> None:
        self.desk.photos.add_all(sitting_id, photos_of(areas))

    def talk(self) -> None:
        """A plan for every gap, with somebody responsible."""
        plan = self.desk.feedback.view(self.case_id).plan
        agreed = tuple(replace(measure, responsible="Per Nyström") for measure in plan)
        self.desk.feedback.complete(self.case_id, agreed, "Jag känner igen mig.")


def rate_all(desk: Workspace, sitting_id: UUID, unseen: Collection[str] = ()) -> None:
    """Every criterion at 3 with its picture, not assessed where it is among `unseen`."""
    areas = desk.practical.sheet(sitting_id).areas
    sheets = [sheet for area in areas for sheet in area.criteria]
    levels = {one.criterion.id: 0 if one.criterion.id in unseen else 3 for one in sheets}
    rated = {one.criterion.id: seen(one, levels[one.criterion.id]) for one in sheets}
    desk.photos.add_all(sitting_id, photos_of(areas))
    desk.practical.observe_all(sitting_id, rated)


def photos_of(areas: Iterable[AreaSheet]) -> dict[str, bytes]:
    """A picture for each criterion that wants one."""
    wanted = (sheet.criterion for area in areas for sheet in area.criteria)
    return {one.id: a_photo() for one in wanted if one.evidence is Evidence.PHOTO}


def seen(sheet: CriterionSheet, level: int) -> Seen:
    """A complete observation, with a value inside its limits where one is asked for."""
    measured = sheet.criterion.measured
    value = "" if measured is None else str((measured.lower + measured.upper) / 2)
    return Seen(level, "Arbetar lugnt och i rätt ordning.", value.replace(".", ","))


def a_photo(side: int = 64, tint: str = "steelblue") -> bytes:
    """A small JPEG as a camera gives it, with words in it that nobody should keep."""
    photo, out = Image.new("RGB", (side, side), tint), io.BytesIO()
    photo.save(out, "JPEG", comment=b"position 57.78 14.16")
    return out.getvalue()


def booked_case(workspace: Workspace) -> UUID:
    """The first case booked today at the practice desk."""
    desk = workspace.desk
    midnight = desk.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    with desk.database.reading() as session:
        return case_rows.booked_between(session, midnight, midnight + timedelta(days=1))[0][0].id
