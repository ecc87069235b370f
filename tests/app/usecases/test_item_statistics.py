"""How the items of a protocol did in the tests handed in here."""

import pytest

from app.domain.case import Step
from app.domain.item_statistics import Confidence
from app.storage.protocols import UnknownProtocol
from app.workspace import Workspace
from tests.desk_work import CaseWalk


@pytest.mark.begins_at(Step.THEORY)
def test_only_tests_handed_in_count(desk: Workspace, walk: CaseWalk) -> None:
    """R15: drawn is not asked before it is handed in; nothing names a person."""
    walk.to(Step.THEORY)
    sitting = desk.theory.start(walk.case_id)
    assert desk.item_statistics.of(walk.protocol.hash).tests == 0
    questions = desk.theory.paper(sitting).questions
    for question in questions[:10]:
        desk.theory.answer(sitting, question.id, walk.right_answer(question.id))
    desk.theory.hand_in(sitting)
    found = desk.item_statistics.of(walk.protocol.hash)
    assert found.tests == 1
    assert set(found.items) == {item.id for item in walk.protocol.items}
    asked = {item for item, one in found.items.items() if one.asked}
    assert asked == {question.id for question in questions}
    right, blank = found.items[questions[0].id], found.items[questions[10].id]
    assert (right.difficulty, right.exposure, right.confidence) == (1000, 1000, Confidence.LOW)
    assert (blank.difficulty, blank.discrimination) == (0, None)


def test_two_tests_share_the_exposure(desk: Workspace) -> None:
    """R17: neighbours' items differ, so each was in one test of two."""
    for line in desk.today.view().booked[:2]:
        walk = CaseWalk(desk, line.case_id).to(Step.PRACTICAL)
    found = desk.item_statistics.of(walk.protocol.hash)
    assert found.tests == 2
    assert {one.exposure for one in found.items.values()} <= {0, 500, 1000}
    assert sum(one.asked for one in found.items.values()) == 80


def test_a_protocol_nobody_has_is_said_to_be_one(desk: Workspace) -> None:
    with pytest.raises(UnknownProtocol):
        desk.item_statistics.of("0" * 64)
