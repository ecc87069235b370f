"""What was filled in on paper, keyed in afterwards: the paper's day, who assessed, no clock."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.authority import Role
from app.domain.case import Part, SittingState, move_sitting
from app.domain.change import Touched
from app.domain.desks import SignedIn
from app.domain.errors import UserError
from app.domain.free_text import clean_line
from app.domain.paper_answers import read_answer, written_answer
from app.domain.paper_form import form_code
from app.domain.protocol import ItemKind, Protocol, Question
from app.storage import cases as case_rows
from app.storage import seals
from app.storage import sittings as rows
from app.storage.tables import AssessorRow, CaseRow, SittingRow
from app.usecases.authority import AccreditationExpired, AccreditationNotBegun, NotAccredited
from app.usecases.desk import Desk
from app.usecases.practical import Practical
from app.usecases.progress import own_sittings
from app.usecases.rating import NotYourSitting
from app.usecases.self_assessment import SelfAssessment
from app.usecases.sittings import NotInSitting, SittingNotRunning, Sittings
from app.usecases.theory import Theory
from app.usecases.ties import tie_hindrance

LONGEST_DAY = 16 * 60


class PaperDayWrong(UserError):
    """A form is filled in between `first`, when the case was opened, and `last`, today."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__()
        self.day = day
        self.first = first
        self.last = last


class NotAnAnswer(UserError):
    """What is written for question `number` is none of what it offers."""

    def __init__(self, number: int, written: str) -> None:
        super().__init__()
        self.number = number
        self.written = written


@dataclass(frozen=True, slots=True)
class PaperAssessor:
    """Somebody who may have assessed on paper."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PaperSlip:
    """What stands at the head of the form. `minutes`: how long it took, 0 where nothing is said.

    `before_opening`: the form is older than the case, and somebody has said that it is meant.
    """

    day: date
    assessor_id: UUID
    minutes: int = 0
    piece: str = ""
    batch: str = ""
    before_opening: bool = False


@dataclass(frozen=True, slots=True)
class PaperDesk:
    """What can be keyed in now: `part`, None where nothing waits; `begun` where it has begun."""

    part: Part | None
    begun: UUID | None
    code: str
    first_day: date
    last_day: date
    day: date
    minutes: int
    assessors: tuple[PaperAssessor, ...]
    assessor_id: UUID


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question of the test by its number, without its words; `written` as it stands on paper."""

    number: int
    item_id: str
    kind: ItemKind
    letters: int
    numbers: int
    unit: str
    written: str


@dataclass(frozen=True, slots=True)
class KeyedPart:
    """A part that was keyed in from paper."""

    part: Part
    day: date
    assessor: str


class PaperEntry:
    """Begin from a form, key in, and say everywhere that it came from paper (R25, R27 hold)."""

    def __init__(
        self,
        desk: Desk,
        sittings: Sittings,
        self_assessment: SelfAssessment,
        theory: Theory,
        practical: Practical,
    ) -> None:
        self._desk, self._sittings, self._theory = desk, sittings, theory
        self._start = {
            Part.SELF_ASSESSMENT: self_assessment.start_on_paper,
            Part.THEORY: theory.start_on_paper,
            Part.PRACTICAL: practical.start_on_paper,
        }

    def view(self, case_id: UUID, part: Part | None) -> PaperDesk:
        """What the head of the form is asked for; `part` is the case's next one."""
        today = self._desk.clock.now().date()
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            begun = None if part is None else _begun(session, case, part)
            return PaperDesk(
                part=part if part in self._start else None,
                begun=None if begun is None else begun.id,
                code=form_code(case.id),
                first_day=min(case.opened.date(), today),
                last_day=today,
                day=today if begun is None or begun.paper_date is None else begun.paper_date,
                minutes=0 if begun is None else begun.active_seconds // 60,
                assessors=self._assessors(session, case),
                assessor_id=self._desk.assessor.id,
            )

    def begin(self, case_id: UUID, part: Part, slip: PaperSlip) -> UUID:
        """Begin to key a part in, or correct the head of one that has begun; gives its sitting.

        A self-assessment has no time limit: one open on the screen goes on from the paper.
        Raises PaperDayWrong, SittingNotRunning for a test that runs on this laptop or a part that
        is handed in, NotYourSitting, WrongState, and what keeps the assessor named from having
        assessed that day: NotAccredited, AccreditationExpired, AccreditationNotBegun, TieInTheWay
        (R1, R4).
        """
        desk = self._desk
        with desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            protocol = desk.protocol(case.protocol_hash)
            self._refuse(session, case, protocol, part, slip)
        sitting_id = self._start[part](case_id, slip.day)
        with desk.database.transaction() as session:
            case, row = case_rows.case(session, case_id), rows.sitting(session, sitting_id)
            if SittingState(row.state).is_handed_in:
                raise SittingNotRunning(sitting_id, row.state)
            row.paper_date, row.assessor_id = slip.day, slip.assessor_id
            row.active_seconds = min(max(0, slip.minutes), LONGEST_DAY) * 60
            if part is Part.PRACTICAL:
                row.test_piece, row.batch = clean_line(slip.piece), clean_line(slip.batch)
            now, actor = desk.clock.now(), desk.assessor.name
            case_rows.add_event(session, case, now, f"{part}_keyed", actor, slip.day.isoformat())
        self._sittings.stopped(sitting_id)  # a self-assessment that was open on the screen
        desk.announce(Touched.SITTINGS, Touched.CASES)
        return sitting_id

    def give_up_test(self, case_id: UUID) -> None:
        """The printed test is lost: it counts for nothing, and its questions stay met (I6).

        Raises SittingNotRunning when no test is on paper.
        """
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            row = _begun(session, case, Part.THEORY)
            if row is None or row.paper_date is None:
                raise SittingNotRunning(case_id, "" if row is None else row.state)
            row.state = move_sitting(Part.THEORY, SittingState(row.state), SittingState.ABORTED)
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            case_rows.add_event(session, case, now, "theory_paper_lost", actor)
        self._desk.announce(Touched.SITTINGS, Touched.CASES)

    def lines(self, sitting_id: UUID) -> tuple[AnswerLine, ...]:
        """The questions of a test on paper, in the order printed."""
        with self._desk.database.reading() as session:
            questions = self._questions(session, sitting_id)
            given = rows.answers(session, sitting_id)
        return tuple(
            _line(number, question, written_answer(question, given.get(question.id, ())))
            for number, question in enumerate(questions, 1)
        )

    def key(self, sitting_id: UUID, item_id: str, written: str) -> AnswerLine:
        """Keep an answer as it is written, durable when this returns; empty takes it back.

        Raises NotAnAnswer, NotInSitting.
        """
        with self._desk.database.reading() as session:
            questions = self._questions(session, sitting_id)
        asked = {question.id: (n, question) for n, question in enumerate(questions, 1)}
        if item_id not in asked:
            raise NotInSitting(item_id)
        number, question = asked[item_id]
        answer = read_answer(question, written)
        if answer is None:
            raise NotAnAnswer(number, written[:20])
        self._theory.answer(sitting_id, item_id, answer)
        return _line(number, question, written_answer(question, answer))

    def hand_in(self, sitting_id: UUID) -> None:
        """Close the test that was keyed in."""
        self._theory.hand_in(sitting_id)

    def keyed(self, case_id: UUID) -> tuple[KeyedPart, ...]:
        """The parts of the case that came from paper, in their order."""
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            return tuple(
                KeyedPart(Part(row.part), row.paper_date, _name(session, row))
                for row in own_sittings(session, case)
                if row.paper_date is not None and SittingState(row.state).is_handed_in
            )

    def _questions(self, session: Session, sitting_id: UUID) -> tuple[Question, ...]:
        row = rows.sitting(session, sitting_id)
        protocol = self._desk.protocol(case_rows.case(session, row.case_id).protocol_hash)
        by_id = {item.id: item.question for item in protocol.items}
        return tuple(by_id[line.item_id] for line in rows.drawn(session, sitting_id))

    def _assessors(self, session: Session, case: CaseRow) -> tuple[PaperAssessor, ...]:
        """Who is signed in first; with two assessors each keys in their own form."""
        own = PaperAssessor(self._desk.assessor.id, self._desk.assessor.name)
        if case.second_assessor_id is not None:
            return (own,)
        others = {
            person.id: PaperAssessor(person.id, person.name)
            for person, seal in seals.all_seals(session)
            if Role.ASSESSOR in person.roles and case.code in seal.profiles and person.id != own.id
        }
        return (own, *others.values())

    def _refuse(
        self, session: Session, case: CaseRow, protocol: Protocol, part: Part, slip: PaperSlip
    ) -> None:
        first, last = case.opened.date(), self._desk.clock.now().date()
        if slip.day > last or (slip.day < first and not slip.before_opening):
            raise PaperDayWrong(slip.day, min(first, last), last)
        begun = _begun(session, case, part)
        on_screen = begun is not None and begun.paper_date is None
        if begun is not None and on_screen and part is not Part.SELF_ASSESSMENT:
            raise SittingNotRunning(begun.id, begun.state)
        who = self._assessed_by(session, case, slip)
        if part is Part.PRACTICAL:
            _refuse_unaccredited(protocol, who, slip.day)
        hindrance = tie_hindrance(self._desk, session, protocol, case.person_id, who)
        if hindrance is not None:
            raise hindrance

    def _assessed_by(self, session: Session, case: CaseRow, slip: PaperSlip) -> SignedIn:
        """Who is named on the form, as the file knows them. Raises NotYourSitting."""
        if slip.assessor_id == self._desk.assessor.id:
            return self._desk.assessor
        if all(slip.assessor_id != known.id for known in self._assessors(session, case)):
            raise NotYourSitting
        person, seal = next(
            (person, seal)
            for person, seal in seals.all_seals(session)
            if person.id == slip.assessor_id and case.code in seal.profiles
        )
        return SignedIn(
            person.id,
            person.name,
            person.number,
            person.roles,
            seal.profiles,
            seal.first_day,
            seal.last_day,
        )


def _refuse_unaccredited(protocol: Protocol, who: SignedIn, day: date) -> None:
    """Whoever assessed held an accreditation on the day of the paper (R1)."""
    first, last = who.accredited_from, who.accredited_to
    if protocol.code not in who.profiles or last is None:
        raise NotAccredited(protocol.code)
    if last < day:
        raise AccreditationExpired(protocol.code, last)
    if first is not None and first > day:
        raise AccreditationNotBegun(protocol.code, first)


def _begun(session: Session, case: CaseRow, part: Part) -> SittingRow | None:
    """The newest sitting of the part that is neither handed in nor given up."""
    row = rows.latest_sitting(session, case.id, part)
    open_states = (SittingState.STARTED, SittingState.PAUSED)
    return row if row is not None and row.state in open_states else None


def _name(session: Session, row: SittingRow) -> str:
    assessor = session.get(AssessorRow, row.assessor_id) if row.assessor_id else None
    return "" if assessor is None else assessor.name


def _line(number: int, question: Question, written: str) -> AnswerLine:
    return AnswerLine(
        number,
        question.id,
        question.kind,
        len(question.options),
        len(question.targets),
        question.unit,
        written,
    )
