"""Why an area of somebody's came out as it did, as an employer may be told it (R54)."""

from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.former_area import same_area
from app.domain.protocol import Protocol
from app.domain.reason_words import OUTCOME_WORDS, credit_words, paper_words
from app.domain.result import AreaResult, Result
from app.domain.text import Text
from app.storage import companies, matrix_rows
from app.usecases.desk import Desk


class MatrixReasons:
    """Reads the reasons of one person: never an answer, a criterion's rating or a note."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_person(self, company_id: UUID, code: str, person_id: UUID) -> dict[str, Text]:
        """By area, in words; nothing of who is protected or without a basis (R54, R55)."""
        with self._desk.database.reading() as session:
            people = companies.order_people(session, company_id, code)
            told = next((one for one in people if one.person_id == person_id), None)
            if told is None or told.is_protected or told.basis is None:
                return {}
            return self._reasons(session, person_id, code)

    def _reasons(self, session: Session, person_id: UUID, code: str) -> dict[str, Text]:
        rows = matrix_rows.of_people(session, [person_id], code)[person_id]
        today = self._desk.protocol(matrix_rows.version_to_show(session, code))
        found: dict[str, Text] = {}
        for one in reversed(rows.chain):  # of what a retest left aside the reason is the earlier
            then = self._desk.protocol(one.case.protocol_hash)
            result = msgspec.json.decode(one.decision.result, type=Result)
            told = (area for area in result.areas if area.area not in one.left)
            found |= {_today_of(then, area.area, today): _words(then, area) for area in told}
        return found


def _today_of(then: Protocol, area_id: str, today: Protocol) -> str:
    """The area's id in today's version; its own where that has it no longer."""
    found = same_area(then.area(area_id), today)
    return area_id if found is None else found.id


def _words(protocol: Protocol, area: AreaResult) -> Text:
    if area.credit is not None:
        return credit_words(area.credit)
    words = paper_words(protocol, area)
    return words if words.sv else OUTCOME_WORDS[area.outcome]
