"""SVE-1 through the whole job: another occupation is data alone."""

from uuid import UUID

import pytest

from app.certificate.reading import codes_in_bytes
from app.domain.case import Step
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.desks import PRACTICE_PIN
from app.seal.verifying import Answer
from app.workspace import Workspace
from tests.app.certificate.reading_back import words_of
from tests.desk_work import CaseWalk

NOT_CHOSEN = {"kalfog-ror", "stumfog-ror"}
"""The steps of the work that this welder does not choose to show today."""


class WelderWalk(CaseWalk):
    """The welder shows step 1 and step 3, in the plate."""

    def sit_practical(self) -> None:
        """Leave the steps not chosen, rate the rest."""
        sitting = self.desk.practical.start(self.case_id)
        for area in NOT_CHOSEN:
            self.desk.practical.leave_area(sitting, area)
        chosen = {area.id for area in self.protocol.areas} - NOT_CHOSEN
        self.rate_areas(sitting, chosen)
        self.desk.practical.hand_in(sitting)


def test_a_welder_is_validated_reviewed_and_certified(desk: Workspace) -> None:
    """R7 R32 R38: required areas decide; what was not chosen stands as not assessed."""
    case_id = _open(desk)
    WelderWalk(desk, case_id).to(Step.DECISION)
    proposal = desk.decisions.proposal(case_id)
    assert proposal.result.outcome is CertificateKind.FULL
    left = {a.area for a in proposal.result.areas if a.outcome is AreaOutcome.NOT_ASSESSED}
    assert left == NOT_CHOSEN
    _review(desk, case_id)
    WelderWalk(desk, case_id).to(Step.CERTIFICATE)
    certificate = desk.certificates.issue(case_id)
    pdf = desk.certificates.pdf(certificate)
    words = " ".join(words_of(pdf))
    assert "SS-EN ISO 9606-1" in words
    assert "Utförande steg 3: stumfog i plåt" in words
    (code,) = codes_in_bytes(pdf)
    assert desk.verification.check_text(code).answer is Answer.PRACTICE


def test_a_weld_without_extraction_ends_the_test(desk: Workspace) -> None:
    """R26 I10: the stop criteria are the protocol's own."""
    case_id = _open(desk)
    walk = WelderWalk(desk, case_id).to(Step.PRACTICAL)
    sitting = desk.practical.start(case_id)
    measure = walk.protocol.area("arbetsmiljo").measures[0].text.sv
    desk.practical.safety_stop(sitting, "arb-2", "Svetsade med utsuget avstängt.", measure)
    result = desk.decisions.proposal(case_id).result
    first = next(area for area in result.areas if area.area == "arbetsmiljo")
    assert first.outcome is AreaOutcome.SAFETY
    assert result.outcome is CertificateKind.STATEMENT


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_of_the_role_is_there_in_both_languages(desk: Workspace, language: str) -> None:
    """The screens take every word from the protocol."""
    role = next(role for role in desk.cases.roles() if role.code == "SVE-1")
    protocol = desk.desk.protocol(role.hash)
    assert all(getattr(criterion.text, language) for criterion in protocol.criteria)
    assert all(getattr(item.question.stem, language) for item in protocol.items)


def _open(desk: Workspace) -> UUID:
    """The welder booked last today."""
    return desk.today.view().booked[-1].case_id


def _review(desk: Workspace, case_id: UUID) -> None:
    """Elin looks at the evidence alone and agrees."""
    elin = next(one for one in desk.second_persons.others() if "reviewer" in one.roles)
    areas = desk.reviews.sheet(case_id).areas
    alone = {area.id: True for area in areas if area.can_be_judged}
    desk.reviews.agree(case_id, alone, desk.second_persons.confirm(elin.id, PRACTICE_PIN))
