"""The talk about the theory test, area by area, once it is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState, WrongState
from app.domain.change import Touched
from app.domain.debrief import AreaDebrief, debrief, is_missed
from app.domain.free_text import LONGEST_NOTE, clean_text
from app.domain.protocol import Item, Protocol
from app.domain.scoring import Answer, theory_permille
from app.domain.text import Text
from app.storage import cases as case_rows
from app.storage import sittings as rows
from app.usecases.debrief_notes import keep_note, read_notes
from app.usecases.desk import Desk
from app.usecases.secrecy import require_secrecy


@dataclass(frozen=True, slots=True)
class DebriefView:
    """The test as a whole and per area. Shares in permille; `notes`: area id → own words."""

    case_id: UUID
    name: str
    role: Text
    areas: tuple[AreaDebrief, ...]
    total_permille: int
    total_cut_permille: int
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """A question that was not wholly right, for the assessor alone (R5, R22).

    `slips`: what somebody thinks who answers so, as far as the protocol says.
    """

    stem: Text
    why: Text
    is_blank: bool
    slips: tuple[Text, ...] = ()


class Debrief:
    """Shares against cuts for the candidate's eyes; the questions for the assessor's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, case_id: UUID) -> DebriefView:
        """How it went, without a single question. Raises WrongState before the hand-in."""
        with self._desk.database.reading() as session:
            protocol, drawn, answers = self._taken(session, case_id)
            case = case_rows.case(session, case_id)
            notes = read_notes(case_rows.plan(session, case_id))
            name = case_rows.person_of(session, case).name
        scoring = protocol.rules.multiple_scoring
        return DebriefView(
            case_id,
            name,
            protocol.name,
            debrief(protocol, [item.id for item in drawn], answers),
            theory_permille(drawn, answers, scoring),
            protocol.rules.total_cut_permille,
            notes,
        )

    def questions(self, case_id: UUID, area: str) -> tuple[MissedQuestion, ...]:
        """What was missed in the area and why the right answer is right.

        Raises SecrecyNotSigned, WrongState before the hand-in.
        """
        require_secrecy(self._desk)
        with self._desk.database.reading() as session:
            _, drawn, answers = self._taken(session, case_id)
        return tuple(
            _missed(item, answers.get(item.id, ()))
            for item in drawn
            if item.area == area and is_missed(item, answers)
        )

    def note(self, case_id: UUID, area: str, note: str) -> None:
        """Keep the assessor's note for the talk; durable when this returns.

        Raises TextTooLong; WrongState before the hand-in, and once the talk is held.
        """
        note = clean_text(note, LONGEST_NOTE)
        with self._desk.database.transaction() as session:
            self._taken(session, case_id)
            plan = case_rows.plan(session, case_id)
            if plan is not None and plan.talked is not None:
                raise WrongState("debriefed", "decided")
            keep_note(session, case_id, area, note, self._desk.clock.now())
        self._desk.announce(Touched.CASES)

    def _taken(
        self, session: Session, case_id: UUID
    ) -> tuple[Protocol, tuple[Item, ...], Mapping[str, Answer]]:
        """The protocol, what was drawn and what was answered, once it is handed in."""
        case = case_rows.case(session, case_id)
        protocol = self._desk.protocol(case.protocol_hash)
        sitting = rows.latest_sitting(session, case_id, Part.THEORY)
        if sitting is None or not SittingState(sitting.state).is_handed_in:
            raise WrongState("" if sitting is None else sitting.state, SittingState.HANDED_IN)
        asked = {row.item_id: row.position for row in rows.drawn(session, sitting.id)}
        items = sorted((i for i in protocol.items if i.id in asked), key=lambda i: asked[i.id])
        return protocol, tuple(items), rows.answers(session, sitting.id)


def _missed(item: Item, answer: Answer) -> MissedQuestion:
    slips = tuple(slip for option, slip in item.slips if option in answer)
    return MissedQuestion(item.question.stem, item.why, not answer, slips)
