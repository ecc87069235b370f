"""The theory test in candidate mode: drawn by blueprint, every answer durable, the key unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.adjustments import AdjustmentKind, granted_minutes
from app.domain.case import Part, SittingState
from app.domain.change import Touched
from app.domain.draw import draw
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_NOTE, clean_text
from app.domain.pausing import PauseBetweenAreas, left_in_area
from app.domain.protocol import Protocol, Question
from app.domain.reading import Reading
from app.domain.scoring import Answer, fits
from app.domain.text import Text
from app.domain.theory_clock import TheoryClock, allowed_seconds
from app.storage import cases as case_rows
from app.storage import sittings as rows
from app.storage.protocols import pictures
from app.storage.tables import CaseRow, SittingRow
from app.usecases.adjustments import granted, granted_kinds
from app.usecases.closing import write_sitting
from app.usecases.desk import Desk
from app.usecases.evidence import areas_to_take
from app.usecases.secrecy import require_secrecy
from app.usecases.sittings import Incident, NotInSitting, Sittings


class TimeIsUp(UserError):
    """No time is left: what is answered stands, the test can only be handed in."""


@dataclass(frozen=True, slots=True)
class Paper:
    """All the candidate's screen may know (R22).

    `pictures`: name to SVG bytes; `may_listen`: reading aloud is granted; `helpers` in words;
    `pause_reason`: why it was paused in the middle of an area; `paper_date`: taken on paper then.
    """

    sitting_id: UUID
    case_id: UUID
    name: str
    role: Text
    questions: tuple[Question, ...]
    areas: Mapping[str, Text]
    answers: Mapping[str, Answer]
    marked: frozenset[str]
    current: str
    seconds_left: int
    minutes: int
    pictures: Mapping[str, bytes]
    state: SittingState
    incident: Incident | None
    may_listen: bool
    helpers: tuple[str, ...]
    reading: Reading
    pause_reason: str
    paper_date: date | None


@dataclass(frozen=True, slots=True)
class TheoryOutline:
    """What the test will be, before anything is drawn; `minutes` with the extra time granted."""

    questions: int
    minutes: int
    areas: int


class Theory:
    """Start, answer, mark, go back, pause, hand in (R15–R22)."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk, self._sittings = desk, sittings

    def outline(self, case_id: UUID) -> TheoryOutline:
        """How many questions, minutes and areas the case's theory will have."""
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            kinds = granted_kinds(session, case_id)
            to_take = areas_to_take(session, case, protocol)
        counts = [area.items for area in protocol.areas if area.items and area.id in to_take]
        rules = protocol.rules
        minutes = granted_minutes(rules.theory_minutes, rules.extra_time_permille, kinds)
        return TheoryOutline(sum(counts), minutes, len(counts))

    def start(self, case_id: UUID) -> UUID:
        """Draw and begin, or give the sitting already begun.

        Raises PoolExhausted (R24), AdjustmentsUndecided (R11), SecrecyNotSigned (R5).
        """
        return self._start(case_id)

    def start_on_paper(self, case_id: UUID, paper_date: date) -> UUID:
        """The same test to be printed and keyed in afterwards; no clock runs here.

        A sitting already begun is given as it is. Raises as `start`.
        """
        return self._start(case_id, paper_date)

    def paper(self, sitting_id: UUID) -> Paper:
        """The test as it stands, without anything the candidate must not see."""
        with self._desk.database.transaction() as session:
            row = self._sittings.take_up(session, sitting_id)
            case = case_rows.case(session, row.case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            drawn = rows.drawn(session, sitting_id)
            questions = self._questions(session, row)
            names = {question.picture for question in questions if question.picture}
            hashes = {name: protocol.pictures[name] for name in names}
            return Paper(
                sitting_id=row.id,
                case_id=case.id,
                name=case_rows.person_of(session, case).name,
                role=protocol.name,
                questions=questions,
                areas={area.id: area.name for area in protocol.areas},
                answers=rows.answers(session, sitting_id),
                marked=frozenset(line.item_id for line in drawn if line.marked),
                current=row.current or questions[0].id,
                seconds_left=_clock(row).remaining,
                minutes=row.minutes,
                pictures=pictures(session, hashes),
                state=SittingState(row.state),
                incident=self._sittings.incident(session, sitting_id),
                may_listen=AdjustmentKind.READ_ALOUD in granted_kinds(session, case.id),
                helpers=tuple(row.helpers.splitlines()),
                reading=msgspec.json.decode(row.reading, type=Reading),
                pause_reason=row.pause_reason,
                paper_date=row.paper_date,
            )

    def answer(self, sitting_id: UUID, item_id: str, answer: Answer) -> datetime:
        """Keep an answer, () takes it back; durable when this returns (R18).

        Raises TimeIsUp, NotInSitting.
        """
        return self.answer_all(sitting_id, {item_id: answer})

    def answer_all(self, sitting_id: UUID, answers: Mapping[str, Answer]) -> datetime:
        """As `answer`, the answers by item: all of them are kept, or none."""
        with self._desk.database.transaction() as session:
            row, now = self._in_time(session, sitting_id), self._desk.clock.now()
            asked = {question.id: question for question in self._questions(session, row)}
            for item_id, answer in answers.items():
                if item_id not in asked or not fits(asked[item_id], answer):
                    raise NotInSitting(item_id)
                row.current = item_id
            rows.keep_answers(session, row.id, answers, now)
            return now

    def mark(self, sitting_id: UUID, item_id: str, marked: bool) -> None:
        """Set or clear the candidate's mark to come back (R19)."""
        with self._desk.database.transaction() as session:
            row = self._in_time(session, sitting_id)
            self._question(session, row, item_id)
            rows.mark(session, row.id, item_id, marked)

    def visit(self, sitting_id: UUID, item_id: str) -> None:
        """Remember the question on screen, so that a restart comes back to it (R18)."""
        with self._desk.database.transaction() as session:
            row = self._in_time(session, sitting_id)
            row.current = self._question(session, row, item_id).id

    def heartbeat(self, sitting_id: UUID) -> int:
        """Make the time so far durable; gives the seconds left (R20), 0 when time is up."""
        with self._desk.database.transaction() as session:
            row = self._sittings.running(session, sitting_id, Part.THEORY)
            return _clock(row).remaining

    def hand_in(self, sitting_id: UUID) -> None:
        """Close the test; after this nothing changes."""
        with self._desk.database.transaction() as session:
            row = self._sittings.running(session, sitting_id, Part.THEORY)
            case = self._sittings.close(session, row, SittingState.HANDED_IN)
            write_sitting(self._desk, session, case, row)
        self._sittings.stopped(sitting_id)
        self._desk.announce(Touched.SITTINGS, Touched.CASES, Touched.LOG)

    def read(self, sitting_id: UUID, reading: Reading) -> None:
        """Remember how the candidate reads, for a restart."""
        with self._desk.database.transaction() as session:
            row = self._sittings.running(session, sitting_id, Part.THEORY)
            row.reading = msgspec.json.encode(reading)

    def pause(self, sitting_id: UUID, incident: str = "") -> None:
        """Stop the clock between two areas, or at once for an `incident` told in words (R20).

        Raises PauseBetweenAreas, TextTooLong, SittingNotRunning.
        """
        reason = clean_text(incident, LONGEST_NOTE).strip()
        with self._desk.database.transaction() as session:
            row = self._sittings.running(session, sitting_id, Part.THEORY)
            if not reason:
                self._refuse_pause(session, row)
            self._sittings.stand_still(session, row, reason)
        self._sittings.stopped(sitting_id)
        self._desk.announce(Touched.SITTINGS, Touched.CASES)

    def let_go(self, sitting_id: UUID) -> None:
        """Leave the test where the disk keeps nothing any more.

        The clock stands still; taken up again it is a sitting that was cut off (R18).
        """
        self._sittings.stopped(sitting_id)

    def resume(self, sitting_id: UUID) -> None:
        """Let the clock run on."""
        self._sittings.resume(sitting_id)

    def confirm_incident(self, sitting_id: UUID) -> None:
        """The assessor has seen the lost time; the clock runs on."""
        self._sittings.confirm_incident(sitting_id)

    def _start(self, case_id: UUID, paper_date: date | None = None) -> UUID:
        require_secrecy(self._desk)
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            earlier = rows.latest_sitting(session, case_id, Part.THEORY)
            if earlier is not None and earlier.state != SittingState.ABORTED:
                return earlier.id
            protocol = self._desk.protocol(case.protocol_hash)
            allowed = granted(session, case, protocol)
            row = self._sittings.begin(
                session, case, Part.THEORY, allowed.minutes, paper_date=paper_date
            )
            self._draw(session, protocol, case, row)
            sitting_id = row.id
        self._desk.announce(Touched.SITTINGS, Touched.CASES)
        return sitting_id

    def _draw(self, session: Session, protocol: Protocol, case: CaseRow, row: SittingRow) -> None:
        met = rows.met_items(session, case.person_id, protocol.scheme)
        near = rows.items_before_others(session, case.id)
        areas = areas_to_take(session, case, protocol)
        drawn = draw(protocol, met, row.seed, areas, near)
        session.flush()
        rows.set_drawn(session, row.id, drawn)
        rows.remember_met(session, case.person_id, protocol.scheme, drawn)
        row.current = drawn[0]

    def _refuse_pause(self, session: Session, row: SittingRow) -> None:
        questions = self._questions(session, row)
        left = left_in_area(questions, rows.answers(session, row.id), row.current)
        if left:
            raise PauseBetweenAreas(left)

    def _questions(self, session: Session, row: SittingRow) -> tuple[Question, ...]:
        protocol = self._desk.protocol(case_rows.case(session, row.case_id).protocol_hash)
        by_id = {item.id: item.question for item in protocol.items}
        return tuple(by_id[line.item_id] for line in rows.drawn(session, row.id))

    def _in_time(self, session: Session, sitting_id: UUID) -> SittingRow:
        """The running sitting; what is keyed in from paper has had its time already."""
        row = self._sittings.running(session, sitting_id, Part.THEORY)
        if row.paper_date is None and _clock(row).is_out:
            raise TimeIsUp
        return row

    def _question(self, session: Session, row: SittingRow, item_id: str) -> Question:
        """The question, if it was drawn for this sitting. Raises NotInSitting."""
        if all(line.item_id != item_id for line in rows.drawn(session, row.id)):
            raise NotInSitting(item_id)
        protocol = self._desk.protocol(case_rows.case(session, row.case_id).protocol_hash)
        return next(item.question for item in protocol.items if item.id == item_id)


def _clock(row: SittingRow) -> TheoryClock:
    return TheoryClock(allowed_seconds(row.minutes), row.active_seconds)
