"""An area decided otherwise than the rules say: two people, a reason, until the signature (R31)."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import CaseState, WrongState, move_case
from app.domain.change import Touched
from app.domain.desks import SignedIn
from app.domain.four_eyes import refuse_same_people
from app.domain.free_text import LONGEST_NOTE, clean_text
from app.domain.overrides import SHORTEST_REASON, ReasonTooShort, refuse_override
from app.storage import cases as case_rows
from app.storage import reviews as rows
from app.storage.tables import CaseRow, OverrideRow
from app.usecases.desk import Desk
from app.usecases.proposing import propose
from app.usecases.second_person import SecondPerson
from app.usecases.signing import signing_hindrance
from app.usecases.sittings import NotInSitting
from app.usecases.took_part import person_behind

_OPEN = (CaseState.ASSESSED, CaseState.REVIEWED)


class Overrides:
    """Decide an area otherwise, or take that back, before the decision is signed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def make(
        self, case_id: UUID, area_id: str, level: int, reason: str, second: SecondPerson
    ) -> None:
        """Decide the area to `level`; `second` has proved who they are.

        Raises ReasonTooShort, OverrideRefused, NotInSitting, SamePeople, what keeps either from
        signing, WrongState, ResultMissing, TextTooLong.
        """
        words = written(reason)
        with self._desk.database.transaction() as session:
            case = self._open_case(session, case_id)
            self._refuse_people(session, case, second)
            protocol = self._desk.protocol(case.protocol_hash)
            computed = propose(session, protocol, case).computed
            area = next((area for area in computed.areas if area.area == area_id), None)
            if area is None:
                raise NotInSitting(area_id)
            refuse_override(protocol, area, level)
            rows.take_back(session, case_id, area_id)
            row = OverrideRow(
                case_id=case_id,
                area_id=area_id,
                computed=area.level or 0,
                level=level,
                reason=words,
                made_by=self._desk.assessor.id,
                second_id=second.signed_in.id,
                at=self._desk.clock.now(),
            )
            session.add(row)
            name = protocol.area(area_id).name.sv
            self._changed(session, case, "overridden", f"{name}, {second.signed_in.name}")
        self._desk.announce(Touched.CASES)

    def take_back(self, case_id: UUID, area_id: str) -> None:
        """Let the rules decide the area again; nothing happens where they do.

        Raises WrongState, and what keeps the person signed in from signing.
        """
        with self._desk.database.transaction() as session:
            case = self._open_case(session, case_id)
            self._refuse_unfit(session, case, self._desk.assessor)
            if rows.take_back(session, case_id, area_id):
                name = self._desk.protocol(case.protocol_hash).area(area_id).name.sv
                self._changed(session, case, "override_taken_back", name)
        self._desk.announce(Touched.CASES)

    def _open_case(self, session: Session, case_id: UUID) -> CaseRow:
        case = case_rows.case(session, case_id)
        if CaseState(case.state) not in _OPEN:
            raise WrongState(case.state, CaseState.ASSESSED)
        return case

    def _refuse_people(self, session: Session, case: CaseRow, second: SecondPerson) -> None:
        here, other = self._desk.assessor.id, second.signed_in.id
        refuse_same_people(
            person_behind(session, here), person_behind(session, other), case.person_id
        )
        for who in (self._desk.assessor, second.signed_in):
            self._refuse_unfit(session, case, who)

    def _refuse_unfit(self, session: Session, case: CaseRow, who: SignedIn) -> None:
        protocol = self._desk.protocol(case.protocol_hash)
        hindrance = signing_hindrance(self._desk, session, protocol, case, who)
        if hindrance is not None:
            raise hindrance

    def _changed(self, session: Session, case: CaseRow, kind: str, detail: str) -> None:
        """A result that changes has to be reviewed again (I9)."""
        if case.state == CaseState.REVIEWED:
            case.state = move_case(CaseState.REVIEWED, CaseState.ASSESSED)
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        case_rows.add_event(session, case, now, kind, actor, detail)


def written(reason: str) -> str:
    """A reason in writing, long enough to say something. Raises ReasonTooShort, TextTooLong."""
    words = clean_text(reason, LONGEST_NOTE).strip()
    if len(words) < SHORTEST_REASON:
        raise ReasonTooShort(SHORTEST_REASON)
    return words
