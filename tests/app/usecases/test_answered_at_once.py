"""A whole part answered in one go: kept as answer by answer, or not at all."""

import pytest

from app.domain.case import Step
from app.usecases.practical import Seen
from app.usecases.sittings import NotInSitting
from app.workspace import Workspace
from tests.desk_work import CaseWalk


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_statements_are_kept_together_and_a_strange_one_keeps_none(
    desk: Workspace, walk: CaseWalk
) -> None:
    """R25: every statement answered, none of a list that does not fit."""
    work = desk.self_assessment
    sitting = work.start(walk.to(Step.SELF_ASSESSMENT).case_id)
    known = [one.id for area in work.sheet(sitting).areas for one in area.statements]
    with pytest.raises(NotInSitting):
        work.answer_all(sitting, {known[0]: 3, "strange": 3})
    assert work.sheet(sitting).answered == 0
    work.answer_all(sitting, dict.fromkeys(known, 3))
    assert work.sheet(sitting).answered == len(known)


@pytest.mark.begins_at(Step.THEORY)
def test_answers_are_kept_together_and_a_strange_one_keeps_none(
    desk: Workspace, walk: CaseWalk
) -> None:
    """R18: what is said to be kept is kept."""
    sitting = desk.theory.start(walk.to(Step.THEORY).case_id)
    choice = next(q for q in desk.theory.paper(sitting).questions if q.options)
    given = (choice.options[0].id,)
    with pytest.raises(NotInSitting):
        desk.theory.answer_all(sitting, {choice.id: given, "strange": ()})
    assert not desk.theory.paper(sitting).answers
    desk.theory.answer_all(sitting, {choice.id: given})
    assert desk.theory.paper(sitting).answers == {choice.id: given}


@pytest.mark.begins_at(Step.PRACTICAL)
def test_ratings_are_kept_together_and_a_strange_one_keeps_none(
    desk: Workspace, walk: CaseWalk
) -> None:
    """R25: as rated one by one."""
    sitting = desk.practical.start(walk.to(Step.PRACTICAL).case_id)

    def seen() -> dict[str, int | None]:
        areas = desk.practical.sheet(sitting).areas
        return {c.criterion.id: c.seen.rating for a in areas for c in a.criteria}

    first, second, *_ = seen()
    with pytest.raises(NotInSitting):
        desk.practical.observe_all(sitting, {first: Seen(3), "strange": Seen(3)})
    assert set(seen().values()) == {None}
    desk.practical.observe_all(sitting, {first: Seen(3), second: Seen(2, "Behöver öva.")})
    assert (seen()[first], seen()[second]) == (3, 2)
