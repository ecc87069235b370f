"""What each person of a matrix has shown, what is left of it, how far they have come (R54)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.credits import CreditKind, top_level
from app.domain.decision import LOWEST_LEVEL
from app.domain.former_area import former_area, same_area
from app.domain.group_order import OrderPerson
from app.domain.matrix import FormerShown, MatrixPerson, PersonCourse, Shown, Stage
from app.domain.protocol import Protocol
from app.domain.result import AreaResult, Result
from app.storage import matrix_rows
from app.storage.matrix_rows import DecidedRows, PersonRows
from app.storage.tables import CaseRow, CertificateRow
from app.usecases.area_versions import AreaVersions
from app.usecases.certificate_standing import Shown as ShownState
from app.usecases.certificate_standing import shown_states
from app.usecases.desk import Desk
from app.usecases.follow_up import agreed_plan

_STAGES: dict[CaseState, Stage] = {
    CaseState.REGISTERED: Stage.WAITING,
    CaseState.BOOKED: Stage.BOOKED,
    CaseState.PAUSED: Stage.PAUSED,
    CaseState.DECIDED: Stage.DONE,
    CaseState.DEBRIEFED: Stage.DONE,
    CaseState.CERTIFIED: Stage.DONE,
    CaseState.CLOSED: Stage.DONE,
}
_IN_FORCE = ("issued", "expired")


@dataclass(frozen=True, slots=True)
class _Read:
    """Of a decision: what it shows by today's areas, and which of them are passed.

    `former`: what was shown under another name.
    """

    shown: Mapping[str, Shown] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
    former: tuple[FormerShown, ...] = ()


class MatrixReader:
    """The people's rows read once, each person made of them."""

    def __init__(
        self, desk: Desk, session: Session, protocol: Protocol, people: list[OrderPerson]
    ) -> None:
        self._desk, self._protocol = desk, protocol
        ids = [person.person_id for person in people]
        self._rows = matrix_rows.of_people(session, ids, protocol.code)
        found = self._rows.values()
        cases = {one.case.id for rows in found for one in rows.chain}
        cases |= {rows.newest.id for rows in found if rows.newest is not None}
        self._credits = matrix_rows.credits_of(session, cases)
        self._state: ShownState = shown_states(desk, session)
        self._versions = AreaVersions(desk, session, protocol)

    def person(self, told: OrderPerson) -> MatrixPerson:
        """Somebody with what they have shown; nothing of it without a basis (R54)."""
        rows = self._rows[told.person_id]
        has_basis = told.basis is not None
        certificate = rows.chain[0].certificate if rows.chain else None
        in_force = certificate if has_basis and self._is_in(certificate, _IN_FORCE) else None
        read = self._read(rows) if has_basis else _Read()
        return MatrixPerson(
            told.person_id,
            told.name,
            told.employee_number,
            told.department,
            _stage(rows),
            has_basis,
            self._credited(rows) | dict(read.shown),
            in_force.kind if in_force else "",
            in_force.valid_to if in_force else None,
            self._course(rows, read) if has_basis else PersonCourse(),
            read.former,
        )

    def _read(self, rows: PersonRows) -> _Read:
        """The newest decision; where a retest left areas aside, the one before it for those."""
        read = _Read()
        for one in reversed(rows.chain):
            aside = self._today(one.case, one.left)
            here = self._of(one)
            before = {area: shown for area, shown in read.shown.items() if area in aside}
            former = tuple(each for each in read.former if each.today in aside)
            read = _Read({**before, **here.shown}, here.passed, (*former, *here.former))
        return read

    def _of(self, decided: DecidedRows) -> _Read:
        """Of a certificate that is taken back nothing counts."""
        certificate = decided.certificate
        if certificate is not None and not self._is_in(certificate, (*_IN_FORCE, "replaced")):
            return _Read()
        result = msgspec.json.decode(decided.decision.result, type=Result)
        shown, former = self._shown(decided, result)
        passed = {area.area for area in result.areas if area.is_passed}
        return _Read(shown, frozenset(self._today(decided.case, passed)), former)

    def _is_in(self, certificate: CertificateRow | None, states: tuple[str, ...]) -> bool:
        return certificate is not None and self._state(certificate).state.value in states

    def _shown(
        self, decided: DecidedRows, result: Result
    ) -> tuple[dict[str, Shown], tuple[FormerShown, ...]]:
        """What a decision says of today's areas: areas are one by their shared id."""
        case = decided.case
        then = self._desk.protocol(case.protocol_hash)
        is_comparable = top_level(then) == top_level(self._protocol)
        found, former = {}, []
        for area in result.areas:
            kept = self._credits.get((case.id, area.area))
            shown = _shown_of(area, is_banked=kept is not None and kept.kind == CreditKind.BANKED)
            if shown is None:
                continue
            before = then.area(area.area)
            today = same_area(before, self._protocol)
            if today is not None:
                found[today.id] = shown if is_comparable else _by_outcome(shown, area)
            if (name := former_area(before, then, self._protocol)) is not None:
                former.append(FormerShown(name, shown, "" if today is None else today.id))
        return found, tuple(former)

    def _today(self, case: CaseRow, areas: Collection[str]) -> set[str]:
        """Areas of a case's version by their ids of today."""
        if not areas:
            return set()
        then = self._desk.protocol(case.protocol_hash)
        same = (same_area(one, self._protocol) for one in then.areas if one.id in areas)
        return {one.id for one in same if one is not None}

    def _credited(self, rows: PersonRows) -> dict[str, Shown]:
        """What is credited in the case under way."""
        newest = rows.newest
        if newest is None:
            return {}
        return {
            today: Shown(credit.level, credited=credit.kind != CreditKind.BANKED)
            for (case, area), credit in self._credits.items()
            if case == newest.id and credit.kind != CreditKind.WITHDRAWN
            for today in self._today(newest, (area,))
        }

    def _course(self, rows: PersonRows, read: _Read) -> PersonCourse:
        """How far the person is on the way from a gap to a full certificate."""
        newest, plan = rows.newest, rows.plan
        decided = rows.chain[0] if rows.chain else None
        remains = decided is not None and decided.decision.outcome != CertificateKind.FULL
        is_last = decided is not None and newest is not None and decided.case.id == newest.id
        is_over = decided is not None and CaseState(decided.case.state).is_over
        return PersonCourse(
            case_id=None if newest is None else newest.id,
            decided=None if decided is None else decided.case.id,
            may_retest=remains and is_last and is_over,
            in_retest=remains and not is_last and newest is not None,
            planned_in=None if plan is None else plan.case_id,
            planned={self._versions.today_of(m.area) or m.area: m for m in agreed_plan(plan)},
            left=frozenset(a.id for a in self._protocol.areas if a.id not in read.passed),
            retaken=self._retaken(rows) if remains and not is_last else frozenset(),
            judged=self._judged(rows),
        )

    def _judged(self, rows: PersonRows) -> dict[str, date]:
        """When each area was decided on; one that a retest left aside was before that."""
        found: dict[str, date] = {}
        for one in reversed(rows.chain):
            then = self._desk.protocol(one.case.protocol_hash)
            tried = {area.id for area in then.areas} - one.left
            found |= dict.fromkeys(self._today(one.case, tried), one.decision.signed.date())
        return found

    def _retaken(self, rows: PersonRows) -> frozenset[str]:
        """The areas that the retest under way is about."""
        newest = rows.newest
        if newest is None:
            return frozenset()
        said = rows.left | {area for case, area in self._credits if case == newest.id}
        skipped = self._today(newest, said)
        return frozenset(area.id for area in self._protocol.areas if area.id not in skipped)


def _shown_of(area: AreaResult, *, is_banked: bool) -> Shown | None:
    match area.outcome:
        case AreaOutcome.NOT_ASSESSED:
            return None
        case AreaOutcome.CREDITED:
            return Shown(area.level, credited=not is_banked)
        case AreaOutcome.SAFETY:
            return Shown(area.level, safe=False)
        case _:
            return Shown(area.level)


def _by_outcome(shown: Shown, area: AreaResult) -> Shown:
    """A level of another scale says nothing here: shown stands for the level asked for."""
    level = None if area.is_passed else LOWEST_LEVEL
    return Shown(level, shown.credited, shown.safe)


def _stage(rows: PersonRows) -> Stage:
    if rows.newest is None:
        return Stage.WAITING
    return _STAGES.get(CaseState(rows.newest.state), Stage.RUNNING)
