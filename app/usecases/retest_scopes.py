"""Areas a retest leaves for another one: held against its record, and made again from it (R35)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.log_check import Difference, Finding
from app.seal.course_payloads import CaseMoved
from app.seal.payload_form import Payload
from app.seal.record_header import RecordType
from app.seal.retest_payloads import RetestScoped
from app.storage.log_proof import Told
from app.storage.tables import CaseRow, LeftAreaRow


@dataclass(slots=True)
class SaidScopes:
    """What each retest leaves; nothing any more once its case went to somebody else."""

    scopes: dict[str, tuple[Told, RetestScoped]] = field(default_factory=dict)

    def take(self, told: Told, payload: Payload | None) -> None:
        """Let one more record have its say; others change nothing."""
        match payload:
            case RetestScoped():
                self.scopes[payload.case] = told, payload
            case CaseMoved():
                self.scopes.pop(payload.case, None)


def scope_differences(
    session: Session, said: SaidScopes, silent: Counter[tuple[str, str]]
) -> Iterator[Difference]:
    """Every retest whose areas are not as its record says; `silent`: by type and person."""
    held: dict[str, set[str]] = {}
    whose: dict[str, str] = {}
    found = select(LeftAreaRow, CaseRow.person_id).join(CaseRow, CaseRow.id == LeftAreaRow.case_id)
    for row, person in session.execute(found):
        held.setdefault(str(row.case_id), set()).add(row.area_id)
        whose[str(row.case_id)] = str(person)
    for case, (told, scope) in said.scopes.items():
        if held.pop(case, set()) != set(scope.left):
            yield Difference(Finding.CASE, told.hash, case)
    for case in held:
        if not silent[RecordType.RETEST_SCOPED, whose[case]]:
            yield Difference(Finding.UNSIGNED, None, case)


def mend_scopes(session: Session, said: SaidScopes) -> None:
    """Bring the rows of cases that are here to what is said."""
    for case, (_told, scope) in said.scopes.items():
        if session.get(CaseRow, UUID(case)) is None:
            continue
        own = select(LeftAreaRow).where(LeftAreaRow.case_id == UUID(case))
        held = {row.area_id: row for row in session.scalars(own)}
        for area in held.keys() - set(scope.left):
            session.delete(held[area])
        left = set(scope.left) - held.keys()
        session.add_all(LeftAreaRow(case_id=UUID(case), area_id=area) for area in sorted(left))
    session.flush()
