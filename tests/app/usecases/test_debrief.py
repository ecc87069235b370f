"""The talk about the theory test: per area, in words, and never a question without secrecy."""

import pytest

from app.domain.case import Step, WrongState
from app.domain.debrief import QuestionKind
from app.domain.desks import PRACTICE_PIN
from app.domain.free_text import TextTooLong
from app.domain.protocol import Item, ItemKind
from app.storage.tables import AssessorRow
from app.usecases.secrecy import SecrecyNotSigned
from tests.desk_work import CaseWalk

pytestmark = pytest.mark.begins_at(Step.THEORY)

AREA = "matteknik"


def sit(walk: CaseWalk, *, blank: str) -> dict[str, Item]:
    """A test with everything right but the items of one area, left blank; gives the items."""
    walk.to(Step.THEORY)
    items = {item.id: item for item in walk.protocol.items}
    sitting = walk.desk.theory.start(walk.case_id)
    asked = walk.desk.theory.paper(sitting).questions
    given = {one.id: walk.right_answer(one.id) for one in asked if one.area != blank}
    walk.desk.theory.answer_all(sitting, given)
    walk.desk.theory.hand_in(sitting)
    return items


def test_each_area_shows_its_share_against_its_cut_and_what_was_missed(walk: CaseWalk) -> None:
    """R22: shares and kinds of questions, and not one word of a question."""
    sit(walk, blank=AREA)
    view = walk.desk.debrief.view(walk.case_id)
    weak = next(area for area in view.areas if area.area.id == AREA)
    strong = next(area for area in view.areas if area.area.id != AREA)
    assert (weak.permille, weak.is_met, weak.missed) == (0, False, weak.questions)
    assert (strong.permille, strong.is_met, strong.kinds) == (1000, True, ())
    assert sum(kind.missed for kind in weak.kinds) == weak.questions
    assert all(kind.blank == kind.missed for kind in weak.kinds)
    assert 0 < view.total_permille < 1000
    told = repr(view)
    asked = [item for item in walk.protocol.items if item.area == AREA]
    assert not [item for item in asked if item.question.stem.sv in told or item.why.sv in told]


def test_kinds_are_told_by_what_they_ask_for(walk: CaseWalk) -> None:
    """A picture to read comes first; the rest by how it is answered."""
    from app.domain.debrief import question_kind

    kinds = {question_kind(item) for item in walk.protocol.items}
    pictured = [item for item in walk.protocol.items if item.question.picture]
    assert {question_kind(item) for item in pictured} == {QuestionKind.PICTURE}
    numeric = [i for i in walk.protocol.items if i.question.kind is ItemKind.NUMERIC]
    plain = {question_kind(item) for item in numeric if not item.question.picture}
    assert plain <= {QuestionKind.NUMBER}
    assert QuestionKind.JUDGE in kinds


def test_the_questions_are_for_an_assessor_under_secrecy(walk: CaseWalk) -> None:
    """R5: nothing without the signed agreement, the reasons with it."""
    items = sit(walk, blank=AREA)
    with walk.desk.desk.database.transaction() as session:
        session.get_one(AssessorRow, walk.desk.assessor.id).secrecy_signed = None
    with pytest.raises(SecrecyNotSigned):
        walk.desk.debrief.questions(walk.case_id, AREA)
    walk.desk.secrecy.sign(PRACTICE_PIN)
    missed = walk.desk.debrief.questions(walk.case_id, AREA)
    reasons = {item.why.sv for item in items.values() if item.area == AREA}
    assert missed
    assert all(question.is_blank and question.why.sv in reasons for question in missed)
    assert walk.desk.debrief.questions(walk.case_id, "sakerhet") == ()


def test_before_the_test_is_handed_in_there_is_nothing_to_show(walk: CaseWalk) -> None:
    """R22: neither shares nor questions while it runs, nor before."""
    walk.to(Step.THEORY)
    debrief = walk.desk.debrief
    for _ in range(2):
        with pytest.raises(WrongState):
            debrief.view(walk.case_id)
        with pytest.raises(WrongState):
            debrief.note(walk.case_id, AREA, "För tidigt")
        walk.desk.theory.start(walk.case_id)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_notes_follow_to_the_feedback_and_end_with_it(walk: CaseWalk) -> None:
    """R36: what was noted stands beside the gap; after the talk nothing is noted any more."""
    walk.weak_areas = (AREA,)
    walk.to(Step.PRACTICAL)
    debrief = walk.desk.debrief
    debrief.note(walk.case_id, AREA, "Osäker på nonieskalan.")
    debrief.note(walk.case_id, "sakerhet", "Trygg.")
    debrief.note(walk.case_id, "sakerhet", "  ")
    with pytest.raises(TextTooLong):
        debrief.note(walk.case_id, AREA, "x" * 2001)
    assert dict(debrief.view(walk.case_id).notes) == {AREA: "Osäker på nonieskalan."}
    walk.to(Step.FEEDBACK)
    view = walk.desk.feedback.view(walk.case_id)
    assert [gap.note for gap in view.gaps] == ["Osäker på nonieskalan."]
    assert len(view.plan) == 1
    assert view.talked is None
    walk.to(Step.CERTIFICATE)
    with pytest.raises(WrongState):
        debrief.note(walk.case_id, AREA, "För sent")
    assert "nonie" not in repr(walk.desk.plan_sheet.facts(walk.case_id))


def test_a_wrong_choice_comes_with_what_somebody_thinks_who_makes_it(walk: CaseWalk) -> None:
    """R22: for the assessor, of what was chosen alone; nothing is guessed of a blank."""
    walk.to(Step.THEORY)
    items = {item.id: item for item in walk.protocol.items}
    sitting = walk.desk.theory.start(walk.case_id)
    drawn = [items[question.id] for question in walk.desk.theory.paper(sitting).questions]
    wrong, blank = [item for item in drawn if len(item.slips) > 1][:2]
    option, slip = wrong.slips[1]
    walk.desk.theory.answer(sitting, wrong.id, (option,))
    walk.desk.theory.hand_in(sitting)
    walk.desk.secrecy.sign(PRACTICE_PIN)
    told = {
        question.stem: question.slips
        for area in {wrong.area, blank.area}
        for question in walk.desk.debrief.questions(walk.case_id, area)
    }
    assert told[wrong.question.stem] == (slip,)
    assert told[blank.question.stem] == ()
    assert slip.sv not in repr(walk.desk.debrief.view(walk.case_id))
