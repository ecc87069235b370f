"""Credits at a real desk: only a certificate in force today counts, and never a practice print."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.case import Step
from app.domain.certificate_status import StatusReason
from app.domain.credits import CreditKind
from app.seal.verifying import Answer
from app.usecases.credit_sources import NotInForce
from app.usecases.credit_standing import CreditNotInForce
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import official_numbers
from tests.node_thread import NodeThread
from tests.real_desk import PIN, RealDesk, region


@pytest.fixture
def node(tmp_path: Path) -> Iterator[NodeThread]:
    """A region's node, serving."""
    made = region(tmp_path / "node")
    yield made
    made.stop()


@pytest.fixture
def real(node: NodeThread, tmp_path: Path) -> Iterator[Workspace]:
    """A real desk, enrolled by Maria."""
    opened = RealDesk(tmp_path / "laptop", node).unlock()
    yield opened
    opened.close()


def test_a_certificate_in_force_counts_once_the_status_is_known(
    real: Workspace, walk: CaseWalk
) -> None:
    """R33, R40, R43: VALID and nothing less, and no more once the region's list says otherwise."""
    real.secrecy.sign(PIN)
    number = official_numbers()[40].personnummer
    person = real.people.register(NewPerson("Karin Lindqvist", number))
    first = CaseWalk(real, real.cases.open(person, "CNC-1"), PIN)
    certificate = real.certificates.issue(first.to(Step.CERTIFICATE).case_id)
    real.cases.close(first.case_id)
    text = real.certificates.facts(certificate).qr_text
    again: UUID = real.cases.open(person, "CNC-1")

    real.syncing.run(lambda *_: None, lambda: False)
    offer = real.credits.from_code(again, text)
    assert offer.kind is CreditKind.EXTERNAL
    assert all(claim.counts for claim in offer.claims)
    taken = CaseWalk(real, again, PIN)
    real.credits.grant(again, [taken.protocol.areas[0].id], offer)
    taken.to(Step.DECISION)
    assert real.decisions.proposal(again).hindrance is None
    real.status_acts.revoke(certificate, StatusReason.FOUND_WRONG, "Fel provbit.", PIN)
    assert real.decisions.proposal(again).hindrance is None
    real.syncing.run(lambda *_: None, lambda: False)
    assert isinstance(real.decisions.proposal(again).hindrance, CreditNotInForce)

    practice = walk.desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
    print_text = walk.desk.certificates.facts(practice).qr_text
    with pytest.raises(NotInForce) as refused:
        real.credits.from_code(again, print_text)
    assert refused.value.reason is Answer.PRACTICE
