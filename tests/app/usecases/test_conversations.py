"""A guided conversation: every answer kept, put off, closed for good, held again and compared."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from app.domain.conversation import Answer, ChosenStep, ConversationState, Participant
from app.domain.conversation_errors import (
    ConversationDayWrong,
    ConversationLocked,
    ConversationPaused,
    ConversationUnfinished,
    NextStepIncomplete,
    NobodyTakesPart,
    PutOffWithoutReason,
    QuestionsOpen,
    RoleIncomplete,
    StepDayWrong,
)
from app.domain.free_text import TextTooLong
from app.domain.needed_roles import NeededRole
from app.open_desk import Workspace
from app.seal.conversation_payloads import ConversationHeld
from app.seal.records import RecordType
from app.storage.conversations import UnknownConversation
from app.storage.errors import ClockBehind
from app.storage.tables import ConversationAnswerRow, RecordRow
from app.usecases.companies import NewCompany
from app.usecases.conversations import Conversations
from tests.desk_work import Opener
from tests.factories import NOON, FixedClock

TODAY = NOON.date()
MANAGER = (Participant("Platschef", "Eva Ek"), Participant("Klubbordförande"))
STEP = ChosenStep("mal", "Skriv ned tre mål", "Eva Ek", TODAY + timedelta(days=30))
TURNER = NeededRole("CNC-svarvare", 4, 5, 7, critical=True)


@pytest.fixture
def company(desk: Workspace) -> UUID:
    return desk.companies.register(NewCompany("Ryds Gjuteri AB"))


@pytest.fixture
def use(desk: Workspace) -> Conversations:
    return desk.conversations


def begun(use: Conversations, company: UUID, day: date = TODAY) -> UUID:
    return use.begin(company, MANAGER, day)


def answer_all(use: Conversations, conversation: UUID, level: int = 2) -> None:
    for question in use.guide().questions:
        use.answer(conversation, question.id, Answer(level, note=f"Eva om {question.id}"))


def test_every_answer_is_kept_at_once_and_a_change_is_a_new_row(
    desk: Workspace, company: UUID, open_desk: Opener, use: Conversations
) -> None:
    """R18: what was said is there after the power goes; what was said before it stays too."""
    talk = begun(use, company)
    for level in (1, 3):
        use.answer(talk, "mal-riktning", Answer(level, note="Tavlan vid fikat"))
    desk.close()
    again = open_desk()
    sheet = again.conversations.sheet(talk)
    assert sheet.answer("mal-riktning") == Answer(3, note="Tavlan vid fikat")
    assert (sheet.line.answered, sheet.line.total) == (1, 26)
    with again.desk.database.reading() as session:
        levels = session.scalars(select(ConversationAnswerRow.level)).all()
    assert levels == [1, 3]


def test_a_question_is_skipped_for_a_reason_and_answered_later(
    use: Conversations, company: UUID
) -> None:
    talk = begun(use, company)
    with pytest.raises(PutOffWithoutReason):
        use.skip(talk, "kri-bevis", "  ")
    use.skip(talk, "kri-bevis", "Frågar skyddsombudet")
    assert use.sheet(talk).line.standings[2].skipped == 1
    use.answer(talk, "kri-bevis", Answer(4, "Frågar skyddsombudet"))
    assert use.sheet(talk).answer("kri-bevis") == Answer(4)


def test_a_paused_conversation_waits_until_it_is_taken_up(
    use: Conversations, company: UUID
) -> None:
    talk = begun(use, company)
    with pytest.raises(PutOffWithoutReason):
        use.pause(talk, "")
    use.pause(talk, "Leverans kl. 14")
    assert use.list(company)[0].pause_reason == "Leverans kl. 14"
    with pytest.raises(ConversationPaused):
        use.answer(talk, "mal-plan", Answer(1))
    use.resume(talk)
    use.answer(talk, "mal-plan", Answer(1))
    assert use.list(company)[0].state is ConversationState.OPEN


def test_closing_signs_values_without_notes_and_names(
    desk: Workspace, use: Conversations, company: UUID
) -> None:
    """I12: levels, themes and numbers of people; whatever was typed stays at the desk."""
    talk = begun(use, company)
    answer_all(use, talk)
    use.skip(talk, "eft-pension", "Vill inte säga")
    use.keep_roles(talk, (TURNER, NeededRole("Truckförare", 2, 2, 1, successors="Alla")))
    use.keep_steps(talk, (STEP,))
    use.close(talk)
    with desk.desk.database.reading() as session:
        kind = RecordRow.type == RecordType.CONVERSATION_HELD
        (record,) = session.scalars(select(RecordRow).where(kind)).all()
    assert record.payload is not None
    for typed in ("Eva", "Platschef", "tre mål", "Vill inte", "svarvare", "Ryds"):
        assert typed not in record.payload.decode()
    held = msgspec.json.decode(record.payload, type=ConversationHeld)
    assert (held.company, held.number, held.day) == (str(company), 1, TODAY)
    assert (len(held.levels), held.skipped, held.themes["mal"]) == (25, ("eft-pension",), 2000)
    assert (held.people_now, held.people_in_three, held.people_lacking) == (6, 8, 3)
    assert (held.critical_roles, held.roles_at_risk, held.steps) == (1, 1, 1)
    assert record.subject == ""


def test_it_closes_only_when_everything_is_said(use: Conversations, company: UUID) -> None:
    talk = begun(use, company)
    with pytest.raises(QuestionsOpen) as refused:
        use.close(talk)
    assert (refused.value.count, refused.value.first) == (26, "mal-riktning")
    answer_all(use, talk)
    use.keep_steps(talk, (ChosenStep("mal", "Skriv ned tre mål", "", None),))
    with pytest.raises(NextStepIncomplete):
        use.close(talk)


ACTS: list[Callable[[Conversations, UUID], object]] = [
    lambda use, talk: use.answer(talk, "mal-plan", Answer(4)),
    lambda use, talk: use.keep_roles(talk, (TURNER,)),
    lambda use, talk: use.keep_steps(talk, (STEP,)),
    lambda use, talk: use.keep_participants(talk, MANAGER),
    lambda use, talk: use.pause(talk, "Fika"),
    lambda use, talk: use.resume(talk),
    lambda use, talk: use.drop(talk),
    lambda use, talk: use.close(talk),
]


def test_nothing_is_signed_by_a_clock_that_was_set_back(
    use: Conversations, company: UUID, clock: FixedClock
) -> None:
    """I11: the conversation stays open, with every answer."""
    talk = begun(use, company)
    answer_all(use, talk)
    clock.set_wall(NOON - timedelta(days=2))
    with pytest.raises(ClockBehind):
        use.close(talk)
    assert use.sheet(talk).line.state is ConversationState.OPEN
    assert use.sheet(talk).line.answered == 26


def test_what_was_held_is_locked_and_its_steps_are_followed_up(
    use: Conversations, company: UUID
) -> None:
    """I1: nothing said is changed afterwards; what became of a next step is noted."""
    talk = begun(use, company)
    answer_all(use, talk)
    use.keep_steps(talk, (STEP,))
    use.close(talk)
    before = use.sheet(talk)
    for act in ACTS:
        with pytest.raises(ConversationLocked):
            act(use, talk)
    assert use.sheet(talk) == before
    with pytest.raises(StepDayWrong):
        use.mark_step(talk, 0, TODAY + timedelta(days=1))
    use.mark_step(talk, 0, TODAY)
    assert use.sheet(talk).steps[0].done == TODAY
    use.mark_step(talk, 0, None)
    assert use.sheet(talk).steps[0].done is None


def test_held_again_it_says_what_changed_in_each_theme(
    use: Conversations, company: UUID, clock: FixedClock
) -> None:
    first = begun(use, company)
    answer_all(use, first)
    use.keep_roles(first, (TURNER,))
    use.close(first)
    assert use.sheet(first).changes == ()
    clock.advance(timedelta(days=180))
    second = begun(use, company, clock.now().date())
    assert use.sheet(second).roles == (TURNER,)
    answer_all(use, second)
    for question in ("mal-riktning", "mal-plan"):
        use.answer(second, question, Answer(4))
    use.answer(second, "kri-ensam", Answer(1))
    goals, roles, critical = use.sheet(second).changes[:3]
    assert (goals.before, goals.now, goals.difference) == (2000, 3000, 1000)
    assert goals.risen == ("mal-riktning", "mal-plan")
    assert (roles.difference, roles.risen, roles.fallen) == (0, (), ())
    assert (critical.fallen, critical.difference) == (("kri-ensam",), -200)
    assert [line.number for line in use.list(company)] == [2, 1]
    assert use.sheet(first).answer("mal-plan").level == 2


def test_a_company_has_one_open_conversation_that_may_be_dropped(
    use: Conversations, company: UUID
) -> None:
    talk = begun(use, company)
    use.answer(talk, "mal-plan", Answer(2))
    with pytest.raises(ConversationUnfinished) as refused:
        begun(use, company)
    assert refused.value.conversation_id == talk
    use.drop(talk)
    assert use.list(company) == ()
    with pytest.raises(UnknownConversation):
        use.sheet(talk)
    begun(use, company)


def test_what_cannot_be_is_refused_and_nothing_is_stored(use: Conversations, company: UUID) -> None:
    """Days to come, nobody there, roles twice, numbers below nothing, notes without end."""
    with pytest.raises(NobodyTakesPart):
        use.begin(company, (Participant("  ", "Eva"),), TODAY)
    with pytest.raises(ConversationDayWrong):
        begun(use, company, TODAY + timedelta(days=1))
    assert use.list(company) == ()
    talk = begun(use, company)
    before = use.sheet(talk)
    with pytest.raises(TextTooLong):
        use.answer(talk, "mal-plan", Answer(1, note="x" * 2001))
    for wrong in ((TURNER, TURNER), (NeededRole("", 1, 1, 1),), (NeededRole("A", -1, 1, 1),)):
        with pytest.raises(RoleIncomplete):
            use.keep_roles(talk, wrong)
    assert use.sheet(talk) == before
    use.answer(talk, "mal-plan", Answer(1, note="Bra\u202e\x00 =1+1"))
    assert use.sheet(talk).answer("mal-plan").note == "Bra =1+1"
