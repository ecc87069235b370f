"""Theory, clock and cuts: durable answers, time that never grows, the same place afterwards."""

from collections import Counter
from datetime import timedelta

import pytest

from app.domain.case import SittingState, Step
from app.domain.draw import PoolExhausted
from app.domain.pausing import PauseBetweenAreas
from app.domain.protocol import Question
from app.domain.reading import Reading
from app.usecases.practical import Seen
from app.usecases.sittings import SittingNotRunning
from app.usecases.theory import TimeIsUp
from app.workspace import Workspace
from tests.app.usecases.test_adjustments import closed_theory
from tests.desk_work import CaseWalk, Opener, booked_case
from tests.factories import FixedClock


@pytest.mark.begins_at(Step.THEORY)
def test_the_test_is_drawn_by_the_blueprint(walk: CaseWalk) -> None:
    """R15: five items an area, forty in all, the seed kept."""
    walk.to(Step.THEORY)
    paper = walk.desk.theory.paper(walk.desk.theory.start(walk.case_id))
    per_area = [sum(q.area == area.id for q in paper.questions) for area in walk.protocol.areas]
    assert per_area == [5] * 8


@pytest.mark.begins_at(Step.THEORY)
def test_nobody_meets_an_item_or_a_family_twice(desk: Workspace, walk: CaseWalk) -> None:
    """R16 I6: what was drawn is remembered before the first question is shown."""
    walk.to(Step.THEORY)
    paper = desk.theory.paper(desk.theory.start(walk.case_id))
    families = {item.id: item.family for item in walk.protocol.items}
    drawn = [question.id for question in paper.questions]
    assert len({families[item] for item in drawn}) == len(drawn) == 40
    with desk.desk.database.reading() as session:
        from app.storage.sittings import met_items

        person = desk.cases.view(walk.case_id).person_id
        assert met_items(session, person, walk.protocol.scheme) == set(drawn)


@pytest.mark.begins_at(Step.THEORY)
def test_an_exhausted_pool_names_the_area_and_starts_nothing(
    desk: Workspace, walk: CaseWalk
) -> None:
    """R24: no sitting, no items met."""
    from app.storage.sittings import met_items, remember_met

    walk.to(Step.THEORY)
    person = desk.cases.view(walk.case_id).person_id
    met = [item.id for item in walk.protocol.items if item.area == "matteknik"]
    with desk.desk.database.transaction() as session:
        remember_met(session, person, walk.protocol.scheme, met)
    with pytest.raises(PoolExhausted) as refused:
        desk.theory.start(walk.case_id)
    assert refused.value.area == "matteknik"
    assert desk.cases.view(walk.case_id).sitting_of(Step.THEORY) is None
    with desk.desk.database.reading() as session:
        assert met_items(session, person, walk.protocol.scheme) == set(met)


@pytest.mark.begins_at(Step.THEORY)
def test_the_screen_never_gets_the_key(walk: CaseWalk) -> None:
    """R22: a Question has no field for key, points, family or explanation."""
    walk.to(Step.THEORY)
    paper = walk.desk.theory.paper(walk.desk.theory.start(walk.case_id))
    assert all(type(question) is Question for question in paper.questions)
    assert not {"key", "why", "points", "family"} & set(Question.__slots__)


@pytest.mark.begins_at(Step.THEORY)
def test_answers_can_be_changed_blanked_and_marked_until_hand_in(walk: CaseWalk) -> None:
    """R19: the newest answer counts, none after hand-in."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    first, second = (question.id for question in theory.paper(sitting).questions[:2])
    theory.answer(sitting, first, ("a",))
    theory.answer(sitting, first, ("b",))
    theory.answer(sitting, second, ("a",))
    theory.answer(sitting, second, ())
    theory.mark(sitting, second, True)
    theory.visit(sitting, second)
    paper = theory.paper(sitting)
    assert paper.answers == {first: ("b",)}
    assert paper.marked == {second}
    assert paper.current == second
    theory.hand_in(sitting)
    with pytest.raises(SittingNotRunning):
        theory.answer(sitting, first, ("c",))


@pytest.mark.begins_at(Step.THEORY)
def test_time_counts_only_while_the_candidate_can_answer(walk: CaseWalk, clock: FixedClock) -> None:
    """R20: a pause and a sleeping laptop cost nothing; a running minute does."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    whole = theory.heartbeat(sitting)
    for _ in range(6):
        clock.advance(5)
        left = theory.heartbeat(sitting)
    assert left == whole - 30
    theory.pause(sitting)
    clock.advance(timedelta(hours=1))
    theory.resume(sitting)
    assert theory.heartbeat(sitting) == left
    clock.advance(timedelta(hours=8))
    assert theory.heartbeat(sitting) == left - 30


@pytest.mark.begins_at(Step.THEORY)
def test_when_time_is_up_what_is_answered_stands(walk: CaseWalk, clock: FixedClock) -> None:
    """R20: no more answers, hand-in works."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    question = theory.paper(sitting).questions[0].id
    theory.answer(sitting, question, ("a",))
    while theory.heartbeat(sitting):
        clock.advance(30)
    with pytest.raises(TimeIsUp):
        theory.answer(sitting, question, ("b",))
    assert theory.paper(sitting).answers == {question: ("a",)}
    theory.hand_in(sitting)
    assert theory.paper(sitting).state is SittingState.HANDED_IN


@pytest.mark.begins_at(Step.THEORY)
def test_a_cut_leaves_the_test_at_the_same_place_with_the_clock_stopped(
    open_desk: Opener, clock: FixedClock
) -> None:
    """R18: all answers, the question on screen, the time of the last heartbeat."""
    desk = open_desk()
    walk = CaseWalk(desk, booked_case(desk)).to(Step.THEORY)
    sitting = desk.theory.start(walk.case_id)
    questions = [question.id for question in desk.theory.paper(sitting).questions]
    for question in questions[:7]:
        clock.advance(10)
        desk.theory.answer(sitting, question, ("a",))
    left = desk.theory.heartbeat(sitting)
    clock.advance(4)
    desk.close()
    clock.advance(timedelta(minutes=25))
    theory = open_desk().theory
    paper = theory.paper(sitting)
    assert paper.incident is not None
    assert paper.incident.lost_seconds == 25 * 60 + 4
    assert set(paper.answers) == set(questions[:7])
    assert paper.current == questions[6]
    assert paper.seconds_left == left
    with pytest.raises(SittingNotRunning):
        theory.answer(sitting, questions[7], ("a",))
    theory.confirm_incident(sitting)
    theory.answer(sitting, questions[7], ("a",))
    assert theory.paper(sitting).incident is None
    assert theory.heartbeat(sitting) == left


@pytest.mark.begins_at(Step.PRACTICAL)
def test_looking_twice_after_a_cut_makes_one_incident(open_desk: Opener, clock: FixedClock) -> None:
    """The incident is found once, confirmed once, and stands in the sitting's record."""
    desk = open_desk()
    walk = CaseWalk(desk, booked_case(desk)).to(Step.PRACTICAL)
    sitting = desk.practical.start(walk.case_id)
    desk.close()
    clock.advance(60)
    again = open_desk()
    first, second = (again.practical.sheet(sitting).incident for _ in range(2))
    assert first == second
    assert first is not None
    again.practical.confirm_incident(sitting)
    assert again.practical.sheet(sitting).incident is None


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_paused_practical_is_no_incident(open_desk: Opener, clock: FixedClock) -> None:
    """A pause survives a restart as a pause; ratings stay."""
    desk = open_desk()
    walk = CaseWalk(desk, booked_case(desk)).to(Step.PRACTICAL)
    sitting = desk.practical.start(walk.case_id)
    criterion = desk.practical.sheet(sitting).areas[0].criteria[0].criterion.id
    desk.practical.observe(sitting, criterion, Seen(3, "Visade säkert."))
    desk.practical.pause(sitting)
    desk.close()
    again = open_desk().practical
    sheet = again.sheet(sitting)
    assert sheet.state is SittingState.PAUSED
    assert sheet.incident is None
    assert sheet.areas[0].criteria[0].seen.rating == 3
    again.resume(sitting)
    again.observe(sitting, criterion, Seen(4, "Visade säkert."))


def test_neighbours_share_only_what_the_pool_forces(desk: Workspace) -> None:
    """R17: with two open tests in the room a third is drawn from what is left."""
    drawn: list[set[str]] = []
    for line in desk.today.view().booked[:2]:
        walk = CaseWalk(desk, line.case_id).to(Step.THEORY)
        paper = desk.theory.paper(desk.theory.start(walk.case_id))
        drawn.append({question.id for question in paper.questions})
    families = Counter(item.area for item in walk.protocol.items if item.id not in drawn[0])
    assert min(families.values()) >= 5
    assert not drawn[0] & drawn[1]


def test_a_neighbour_who_has_handed_in_no_longer_counts(desk: Workspace) -> None:
    """R17: what lies before nobody may be drawn."""
    first, second = (line.case_id for line in desk.today.view().booked[:2])
    CaseWalk(desk, first).to(Step.PRACTICAL)
    CaseWalk(desk, second).to(Step.THEORY)
    with desk.desk.database.reading() as session:
        from app.storage.sittings import items_before_others

        assert items_before_others(session, second) == frozenset()


@pytest.mark.begins_at(Step.THEORY)
def test_a_pause_waits_for_the_end_of_the_area(walk: CaseWalk, clock: FixedClock) -> None:
    """R20: begun is begun; the time left is the same afterwards."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    questions = theory.paper(sitting).questions
    theory.answer(sitting, questions[0].id, walk.right_answer(questions[0].id))
    with pytest.raises(PauseBetweenAreas) as refused:
        theory.pause(sitting)
    assert refused.value.left == 4
    for question in questions[1:5]:
        theory.answer(sitting, question.id, walk.right_answer(question.id))
    theory.pause(sitting)
    left = theory.paper(sitting).seconds_left
    clock.advance(3600)
    theory.resume(sitting)
    assert theory.paper(sitting).seconds_left == left


@pytest.mark.begins_at(Step.THEORY)
def test_an_incident_pauses_at_once_and_stands_in_the_record(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R20: with its reason in the history, and the time it took."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    question = theory.paper(sitting).questions[0]
    theory.answer(sitting, question.id, walk.right_answer(question.id))
    theory.pause(sitting, "Brandlarm")
    assert theory.paper(sitting).pause_reason == "Brandlarm"
    event = walk.desk.cases.view(walk.case_id).history[-1]
    assert (event.kind, event.detail) == ("incident_pause", "Brandlarm")
    clock.advance(600)
    theory.resume(sitting)
    assert theory.paper(sitting).pause_reason == ""
    assert theory.paper(sitting).incident is None
    theory.hand_in(sitting)
    (incident,) = closed_theory(walk.desk).incidents
    assert (incident.found - incident.stopped).total_seconds() == 600


@pytest.mark.begins_at(Step.THEORY)
def test_a_test_let_go_without_room_on_the_disk_was_cut_off(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R18: the clock stands still although nothing could be written."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    left = theory.paper(sitting).seconds_left
    theory.let_go(sitting)
    clock.advance(3600)
    paper = theory.paper(sitting)
    assert paper.incident is not None
    assert paper.seconds_left == left
    with pytest.raises(SittingNotRunning):
        theory.heartbeat(sitting)
    theory.confirm_incident(sitting)
    assert theory.heartbeat(sitting) == left


@pytest.mark.begins_at(Step.THEORY)
def test_how_the_candidate_reads_is_remembered(open_desk: Opener) -> None:
    """R18: size, contrast and the questions read in English are there after a restart."""
    desk = open_desk()
    walk = CaseWalk(desk, booked_case(desk)).to(Step.THEORY)
    sitting = desk.theory.start(walk.case_id)
    item = desk.theory.paper(sitting).questions[3].id
    reading = Reading("large", contrast=True, languages=((item, "en"),))
    desk.theory.read(sitting, reading)
    desk.close()
    assert open_desk().theory.paper(sitting).reading == reading


@pytest.mark.begins_at(Step.THEORY)
def test_theory_on_paper_is_the_same_test_without_a_clock(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R15, I6: drawn and met as ever; keyed in afterwards, however long that takes."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    day = clock.now().date()
    sitting = theory.start_on_paper(walk.case_id, day)
    assert theory.start(walk.case_id) == sitting
    clock.advance(5 * 3600)
    paper = theory.paper(sitting)
    assert (paper.paper_date, paper.incident, len(paper.questions)) == (day, None, 40)
    for question in paper.questions:
        clock.advance(600)
        theory.answer(sitting, question.id, walk.right_answer(question.id))
    theory.hand_in(sitting)
    assert closed_theory(walk.desk).active_seconds == 0
