"""What the records say of companies, their orders and plans, and of people's parts in projects."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from app.domain.company_measure import WORDS_GONE, is_named
from app.seal.company_payloads import CompanyRegistered, CompanyRequired, OrderJoined, OrderMade
from app.seal.conversation_payloads import ConversationHeld
from app.seal.measure_payloads import MeasurePlanned, MeasureStated, MeasureWorded
from app.seal.participation_payloads import HoursAttested, ParticipationStated
from app.seal.payload_form import Payload
from app.storage.log_proof import Told

T = TypeVar("T")
Newest = dict[str, tuple[Told, T]]


@dataclass(frozen=True, slots=True)
class SaidMeasure:
    """A measure as its row is to be; `words` None where no record has them (any more)."""

    stated: MeasureStated
    words: tuple[str, str, str] | None
    people: dict[UUID, date | None]

    @property
    def is_nobodys(self) -> bool:
        """Whether everybody it was for is erased: it is on no plan any more."""
        return bool(self.stated.people) and not self.people


@dataclass(slots=True)
class SaidOfCompanies:
    """The newest word on each; every record restates its subject whole.

    `since`: when each was first told of, by id. `basis`: the record that first had somebody's
    basis in an order as it is now; where there is none, the one that took it back.
    """

    companies: Newest[CompanyRegistered] = field(default_factory=dict)
    levels: dict[tuple[str, str], tuple[Told, CompanyRequired]] = field(default_factory=dict)
    orders: Newest[OrderMade] = field(default_factory=dict)
    joined: dict[tuple[str, str], tuple[Told, OrderJoined]] = field(default_factory=dict)
    measures: Newest[MeasureStated] = field(default_factory=dict)
    words: Newest[MeasureWorded] = field(default_factory=dict)
    held: Newest[ConversationHeld] = field(default_factory=dict)
    parts: Newest[ParticipationStated] = field(default_factory=dict)
    hours: dict[tuple[str, str], tuple[Told, HoursAttested]] = field(default_factory=dict)
    since: dict[str, datetime] = field(default_factory=dict)
    basis: dict[tuple[str, str], Told] = field(default_factory=dict)

    def take(self, told: Told, payload: Payload | None) -> None:
        """Let one more record have its say; others change nothing."""
        id_ = self._of_company(told, payload) or self._of_person(told, payload)
        self.since.setdefault(id_, told.header.time.wall)

    def _of_company(self, told: Told, payload: Payload | None) -> str:
        match payload:
            case CompanyRegistered():
                self.companies[payload.company] = told, payload
                return payload.company
            case CompanyRequired():
                self.levels[payload.company, payload.profile] = told, payload
            case OrderMade():
                self.orders[payload.order] = told, payload
                return payload.order
            case MeasurePlanned() | MeasureStated() | MeasureWorded():
                self._measure(told, payload)
                return payload.measure
            case ConversationHeld():
                self.held.setdefault(payload.conversation, (told, payload))
        return ""

    def _of_person(self, told: Told, payload: Payload | None) -> str:
        match payload:
            case OrderJoined():
                self._joined(told, payload)
            case ParticipationStated():
                self.parts[payload.participation] = told, payload
            case HoursAttested():
                self.hours[payload.participation, payload.month] = told, payload
        return ""

    def _joined(self, told: Told, payload: OrderJoined) -> None:
        """Who left and came again stands last."""
        key = payload.order, payload.person
        before = self.joined.get(key)
        if before is not None and before[1].has_left:
            del self.joined[key]
            before = None
        self.joined[key] = told, payload
        if payload.has_left:
            self.basis.pop(key, None)
        elif _basis(payload) != (None if before is None else _basis(before[1])):
            self.basis[key] = told

    def _measure(self, told: Told, payload: MeasurePlanned | MeasureStated | MeasureWorded) -> None:
        if isinstance(payload, MeasureWorded):
            self.words[payload.measure] = told, payload
            return
        if isinstance(payload, MeasurePlanned):
            self.words[payload.measure] = told, _words_in(payload)
            payload = _facts_in(payload)
        self.measures[payload.measure] = told, payload

    def measure(self, id_: str, nameless: frozenset[str], names: frozenset[str]) -> SaidMeasure:
        """A measure as its row is to be: nobody of the `nameless` is in it, nor any of the `names`.

        Words that may be about one of them are gone, whether their content is erased yet or not.
        """
        stated = self.measures[id_][1]
        people = {UUID(o.person): o.done for o in stated.people if o.person not in nameless}
        if id_ not in self.words:
            return SaidMeasure(stated, None, people)
        worded = self.words[id_][1]
        words = worded.text, worded.responsible, worded.length or ""
        if not nameless.isdisjoint(worded.people) or is_named(" | ".join(words), names):
            words = WORDS_GONE, "", ""
        return SaidMeasure(stated, words, people)


def _basis(payload: OrderJoined) -> tuple[str, date | None] | None:
    return None if payload.basis is None else (payload.basis, payload.basis_day)


def _words_in(payload: MeasurePlanned) -> MeasureWorded:
    people = tuple(one.person for one in payload.people)
    words = payload.text, payload.responsible, payload.length
    return MeasureWorded(payload.measure, people, *words)


def _facts_in(payload: MeasurePlanned) -> MeasureStated:
    return MeasureStated(
        measure=payload.measure,
        company=payload.company,
        profile=payload.profile,
        area=payload.area,
        kind=payload.kind,
        people=payload.people,
        due=payload.due,
        follow_up=payload.follow_up,
        dropped=payload.dropped,
    )
