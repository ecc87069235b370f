"""The rows that are projections, made again from the records; what only a desk knows stays."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.certificate_number import format_certificate_number
from app.domain.protocol import Protocol
from app.domain.result import AreaResult, Reason, Result
from app.seal.payloads import CertificateIssued, DecisionMade, PersonRegistered
from app.storage import cases, people
from app.storage.certificate_tables import CertificateChangeRow
from app.storage.log_proof import Told
from app.storage.tables import CaseRow, CertificateRow, DecisionRow, PersonRow, SealRow
from app.usecases.company_mending import CompanyMending
from app.usecases.log_rows import (
    Said,
    SaidCase,
    changes_at,
    is_as_said,
    is_decided,
    is_issued,
    mark,
)
from app.usecases.proposing import result_bytes
from app.usecases.retest_scopes import mend_scopes


@dataclass(frozen=True, slots=True)
class Mending:
    """Brings the rows to what the records say, in the caller's transaction.

    True projections: name, birth date and protection of people; whose a case is, where, and how
    it ended; a certificate with all it prints, its state and history; a decision as signed. What
    no record says is never touched: identity numbers, answers as they were given, photos, plans,
    notes, how often something was printed; of companies what `CompanyMending` names.
    """

    session: Session
    said: Said
    protocol: Callable[[str], Protocol]

    def mend(self) -> None:
        """Everything that can be made again from the records."""
        for person, (told, facts) in self.said.people.items():
            if person not in self.said.nameless:
                self._person(UUID(person), told, facts)
        for case, said in self.said.cases.items():
            self._case(UUID(case), said)
        self.session.flush()
        mend_scopes(self.session, self.said.of_retests)
        for (case, _number), (told, decision) in self.said.decisions.items():
            self._decision(UUID(case), told, decision)
        for certificate, (told, issued) in self.said.certificates.items():
            self._certificate(certificate, told, issued)
        self.session.flush()
        self._changes()
        nameless, names = frozenset(self.said.nameless), self.said.erased_names()
        CompanyMending(self.session, self.said.of_companies, nameless, names).mend()

    def _person(self, person: UUID, told: Told, facts: PersonRegistered) -> None:
        row, at = self.session.get(PersonRow, person), told.header.time.wall
        if row is None:
            kept = ("none", None, None)
            new = people.PersonFacts(
                person, facts.name, facts.birth_date, *kept, facts.is_protected, "sv", "employed",
                None,
            )  # fmt: skip
            people.register(self.session, new, at)
            return
        if (row.name, row.birth_date, row.protected) != (
            facts.name,
            facts.birth_date,
            facts.is_protected,
        ):
            row.birth_date, row.protected = facts.birth_date, facts.is_protected
            people.rename(self.session, row, facts.name, at)

    def _case(self, case: UUID, said: SaidCase) -> None:
        row = self.session.get(CaseRow, case)
        if row is None:
            self._add_case(case, said)
        elif not is_as_said(row, said):
            opened = said.opened
            row.person_id, row.centre = UUID(said.person), opened.centre
            row.attempt = opened.attempt
            row.retest_of = UUID(opened.retest_of) if opened.retest_of else None
            row.state = said.end or self._state(case)

    def _add_case(self, case: UUID, said: SaidCase) -> None:
        protocol, seal = self._pinned(said), self.session.get(SealRow, said.header.kid)
        state, opened = said.end or self._state(case), said.opened
        if protocol is None or seal is None:
            return  # the check goes on naming it
        is_over = CaseState(state).is_over
        if not is_over and cases.open_case(self.session, UUID(said.person), protocol.code):
            return
        at = said.header.time.wall
        begins = (opened.booked or at).date()
        self.session.add(
            CaseRow(
                id=case,
                person_id=UUID(said.person),
                protocol_hash=protocol.hash,
                code=protocol.code,
                centre=opened.centre,
                assessor_id=seal.assessor_id,
                state=state,
                opened=at,
                booked=opened.booked,
                touched=at,
                machine="",
                gauge="",
                retest_of=self._earlier(opened.retest_of),
                attempt=opened.attempt,
                deadline=begins + timedelta(days=protocol.rules.case_days),
            )
        )
        self.session.flush()

    def _earlier(self, case: str | None) -> UUID | None:
        known = self.session.get(CaseRow, UUID(case)) if case else None
        return None if known is None else known.id

    def _pinned(self, said: SaidCase) -> Protocol | None:
        from app.storage.errors import UnknownProtocol

        try:
            return self.protocol((said.header.protocol or b"").hex())
        except UnknownProtocol:
            return None

    def _state(self, case: UUID) -> CaseState:
        """How far the records follow a case."""
        issued = {one.case for _told, one in self.said.certificates.values()}
        if str(case) in issued:
            return CaseState.CERTIFIED
        if any(key[0] == str(case) for key in self.said.decisions):
            return CaseState.DECIDED
        is_booked = self.said.cases[str(case)].opened.booked is not None
        return CaseState.BOOKED if is_booked else CaseState.REGISTERED

    def _decision(self, case: UUID, told: Told, decision: DecisionMade) -> None:
        """A missing or changed one comes back as it was signed: with the reasons not met alone."""
        row, seal = self.session.get(CaseRow, case), self.session.get(SealRow, told.header.kid)
        held = {one.number: one for one in cases.decisions(self.session, case)}
        if row is None or seal is None:
            return
        if (known := held.get(decision.number)) is not None:
            if not is_decided(known, decision):
                known.outcome, known.result = decision.outcome, result_bytes(_result(decision))
            return
        appeal = self.protocol(row.protocol_hash).rules.appeal_days
        signed = told.header.time.wall
        self.session.add(
            DecisionRow(
                id=told.header.id,
                case_id=case,
                number=decision.number,
                outcome=decision.outcome,
                result=result_bytes(_result(decision)),
                signer_id=seal.assessor_id,
                signed=signed,
                appeal_by=signed.date() + timedelta(days=appeal),
                reason=decision.reason or "",
            )
        )

    def _certificate(self, certificate: bytes, told: Told, issued: CertificateIssued) -> None:
        row, facts = self.session.get(CertificateRow, certificate), issued.facts
        if row is None:
            if self.session.get(CaseRow, UUID(issued.case)) is None:
                return
            row = CertificateRow(id=certificate, prints=0)
            self.session.add(row)
        row.state = self.said.state_of(certificate)
        if row.number and is_issued(row, told, issued):
            return
        row.case_id, row.person_id = UUID(issued.case), UUID(issued.person)
        row.number, row.kind = format_certificate_number(certificate), facts.kind
        row.kid, row.status_index = told.header.kid, issued.status_index
        row.issued, row.valid_to = facts.issued, facts.valid_to
        row.snapshot = msgspec.json.encode(facts.to_facts(), order="sorted")

    def _changes(self) -> None:
        """The notes of those that are here stay; a missing one comes back without its note."""
        kept = changes_at(self.session)
        by = {row.kid: row.assessor_id for row in self.session.scalars(select(SealRow))}
        for changes in self.said.changes.values():
            for one in changes:
                known = self.session.get(CertificateRow, one.change.certificate)
                if known is None or mark(one) in kept or one.header.kid not in by:
                    continue
                self.session.add(
                    CertificateChangeRow(
                        certificate_id=known.id,
                        status=one.change.status,
                        reason=one.change.reason,
                        note="",
                        at=one.header.time.wall,
                        by_id=by[one.header.kid],
                    )
                )


def _result(decision: DecisionMade) -> Result:
    areas = tuple(
        AreaResult(
            area=one.area,
            theory_permille=one.theory_permille,
            practical_level=one.practical_level,
            level=one.level,
            required_level=one.required_level,
            outcome=one.outcome,
            reasons=tuple(Reason(code, met=False, shown=0, required=0) for code in one.reasons),
        )
        for one in decision.areas
    )
    missing = tuple(one.area for one in areas if not one.is_passed)
    return Result(decision.outcome, areas, decision.total_permille, missing)
