"""Two assessors on two laptops: asked and answered by file, without network, blind (R29, R61)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from app.domain.agreement import Rated
from app.domain.case import CaseState, SittingState, Step
from app.node.enrolment import Invited
from app.seal.codes import BadSeal, Code
from app.seal.handover import Answer, WrongCode, open_content, seal_content
from app.storage.tables import CaseRow, ProtocolRow
from app.usecases.agreeing import StillBlind
from app.usecases.asking import AnswerOfAnother, NobodyNamed, NotBegun
from app.usecases.helping import NotHandedIn, OwnCase, ProtocolMissing
from app.usecases.people import NewPerson
from app.usecases.rating import NotYourSitting
from app.usecases.second_person import SamePerson
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.node_thread import NodeThread
from tests.real_desk import CENTRE, ELIN, MARIA, PIN, RealDesk, region
from tests.two_hands import rate_alone


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeThread]:
    """The region both laptops belong to."""
    running = region(tmp_path_factory.mktemp("region"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def laptops(
    node: NodeThread, tmp_path_factory: pytest.TempPathFactory
) -> tuple[RealDesk, RealDesk, UUID]:
    """Maria's with a case at the practical, and Elin's; to copy, never to open."""
    place = tmp_path_factory.mktemp("laptops")
    first, second = RealDesk(place / "maria", node, MARIA), RealDesk(place / "elin", node, ELIN)
    opened = first.unlock()
    case_id = at_practical(opened, 0)
    opened.close()
    return first, second, case_id


@pytest.fixture
def maria(laptops: tuple[RealDesk, RealDesk, UUID], tmp_path: Path) -> Iterator[Workspace]:
    """Maria's laptop, with a case."""
    opened = laptops[0].copied(tmp_path / "maria").unlock()
    yield opened
    opened.close()


@pytest.fixture
def elin(laptops: tuple[RealDesk, RealDesk, UUID], tmp_path: Path) -> Iterator[Workspace]:
    """Elin's laptop."""
    opened = laptops[1].copied(tmp_path / "elin").unlock()
    yield opened
    opened.close()


@pytest.fixture
def case(laptops: tuple[RealDesk, RealDesk, UUID]) -> UUID:
    """A case at the practical at Maria's; a colleague called Elin S is to rate beside."""
    return laptops[2]


def at_practical(desk: Workspace, number: int) -> UUID:
    """A new person's case, ready for the practical; Elin is to rate beside."""
    if desk.secrecy.view().signed is None:
        desk.secrecy.sign(PIN)
    personnummer = ("198705212382", "197103011032")[number]
    person = desk.people.register(NewPerson("Karin Lindqvist", personnummer))
    case_id = desk.cases.open(person, "CNC-1")
    CaseWalk(desk, case_id, PIN).to(Step.PRACTICAL)
    desk.asking.choose_elsewhere(case_id, " Elin S ")
    return case_id


def helped(maria: Workspace, elin: Workspace, case: UUID, weak: int = 0) -> bytes:
    """Maria begins and asks, Elin rates and answers; the answer's bytes."""
    maria.practical.start(case)
    asked = maria.asking.file(case)
    here = elin.co_assessing.open(asked.content, asked.code)
    rate_alone(elin, here, weak)
    return elin.co_assessing.answer(here).content


def test_a_colleague_elsewhere_is_named_and_the_file_needs_a_practical(
    maria: Workspace, case: UUID
) -> None:
    """R29."""
    with pytest.raises(NobodyNamed):
        maria.asking.choose_elsewhere(case, "  ")
    with pytest.raises(NotBegun):
        maria.asking.file(case)
    view = maria.cases.view(case).second
    assert view is not None
    assert (view.second_name, view.elsewhere) == ("Elin S", True)
    maria.practical.start(case)
    first, again = maria.asking.file(case), maria.asking.file(case)
    assert first.code == again.code
    assert "Karin" not in first.name
    assert b"Karin" not in first.content


def test_each_rates_at_their_own_laptop_and_the_differences_are_settled_at_the_first(
    maria: Workspace, elin: Workspace, case: UUID
) -> None:
    """R29, R61: nothing is shown before both have handed in; what is settled counts."""
    answer = helped(maria, elin, case, weak=1)
    maria.asking.take(case, answer)
    second = maria.cases.view(case).second
    assert second is not None
    assert (second.other, second.second_name) == (SittingState.HANDED_IN, "Elin Sjöberg")
    with pytest.raises(StillBlind):
        maria.agreeing.of(case)
    rate_alone(maria, case)
    agreement = maria.agreeing.of(case)
    (line,) = agreement.lines
    assert (line.first.rating, line.second.rating) == (3, 1)
    assert agreement.confirms is None
    maria.agreeing.settle(case, line.criterion.id, Rated(2, "Vi talades vid i telefon."))
    maria.agreeing.close(case)
    view = maria.cases.view(case)
    assert view.next_step is Step.DECISION
    areas = maria.decisions.proposal(case).areas
    shown = {s.criterion.id: s.seen.rating for area in areas for s in area.criteria}
    assert shown[line.criterion.id] == 2


def test_the_other_laptop_has_the_practical_only_and_decides_nothing(
    maria: Workspace, elin: Workspace, case: UUID
) -> None:
    """R29: the second sees whose case it is, rates, and never decides there."""
    maria.practical.start(case)
    asked = maria.asking.file(case)
    here = elin.co_assessing.open(asked.content, asked.code)
    view = elin.cases.view(here)
    assert view.name == "Karin Lindqvist"
    assert view.second is not None
    assert (view.second.helping, view.second.first_name) == (True, "Maria Sandberg")
    assert Step.THEORY not in [line.step for line in view.steps]
    with pytest.raises(NotHandedIn):
        elin.co_assessing.answer(here)
    with pytest.raises(NotHandedIn):
        elin.co_assessing.finish(here)
    rate_alone(elin, here)
    view = elin.cases.view(here)
    assert (view.state, view.next_step) == (CaseState.RUNNING, Step.PRACTICAL)
    elin.co_assessing.finish(here)
    assert elin.cases.view(here).state is CaseState.ABORTED
    assert elin.co_assessing.answer(here).content


def test_the_same_files_twice_change_nothing(maria: Workspace, elin: Workspace, case: UUID) -> None:
    """R56."""
    maria.practical.start(case)
    asked = maria.asking.file(case)
    here = elin.co_assessing.open(asked.content, asked.code)
    assert elin.co_assessing.open(asked.content, asked.code) == here
    rate_alone(elin, here)
    answer = elin.co_assessing.answer(here).content
    maria.asking.take(case, answer)
    before = maria.cases.view(case)
    maria.asking.take(case, answer)
    assert maria.cases.view(case) == before


def test_the_answer_of_another_case_is_refused(
    maria: Workspace, elin: Workspace, case: UUID
) -> None:
    other = at_practical(maria, 1)
    maria.practical.start(other)
    answer = helped(maria, elin, case)
    with pytest.raises(WrongCode):
        maria.asking.take(other, answer)
    code = maria.asking.file(other).code
    said = open_content(answer, maria.asking.file(case).code, Answer)
    with pytest.raises(AnswerOfAnother):
        maria.asking.take(other, seal_content(said, code))


def test_a_changed_answer_is_refused(maria: Workspace, elin: Workspace, case: UUID) -> None:
    """I1: whoever knows the code can still not write another's ratings."""
    answer = helped(maria, elin, case)
    code = maria.asking.file(case).code
    said = open_content(answer, code, Answer)
    other = msgspec.structs.replace(said, payload=said.payload.replace(b'"level":3', b'"level":4'))
    with pytest.raises(BadSeal):
        maria.asking.take(case, seal_content(other, code))
    bent = bytes([*said.record[:-1], said.record[-1] ^ 1])
    with pytest.raises(BadSeal):
        maria.asking.take(case, seal_content(msgspec.structs.replace(said, record=bent), code))
    second = maria.cases.view(case).second
    assert second is not None
    assert second.other is None


def test_an_assessor_nobody_here_trusts_is_refused(
    maria: Workspace, case: UUID, tmp_path: Path
) -> None:
    """R1: the statement has to be of an authority this desk knows."""
    elsewhere = region(tmp_path / "elsewhere")
    try:
        stranger = RealDesk(tmp_path / "stranger", elsewhere, ELIN).unlock()
        answer = helped(maria, stranger, case)
        stranger.close()
    finally:
        elsewhere.stop()
    with pytest.raises(BadSeal) as refused:
        maria.asking.take(case, answer)
    assert refused.value.code is Code.E_UNKNOWN_KEY


def test_nobody_rates_beside_themselves(
    maria: Workspace, case: UUID, node: NodeThread, tmp_path: Path
) -> None:
    """R29: one person with two laptops is one person."""
    maria.practical.start(case)
    asked = maria.asking.file(case)
    with pytest.raises(SamePerson):
        maria.co_assessing.open(asked.content, asked.code)
    own = RealDesk(tmp_path / "second", node, replace(MARIA, centre=CENTRE)).unlock()
    with pytest.raises(SamePerson):
        own.co_assessing.open(asked.content, asked.code)
    own.close()


def test_a_file_opened_at_the_desk_it_was_written_at_is_refused(
    maria: Workspace, case: UUID, node: NodeThread
) -> None:
    maria.practical.start(case)
    asked = maria.asking.file(case)
    maria.colleagues.add(PIN, node.invite(ELIN), "739154")
    elin = maria.second_persons.others()[0]
    assert elin.name == "Elin Sjöberg"
    maria.desk.assessor = replace(maria.assessor, number=elin_number())
    with pytest.raises(OwnCase):
        maria.co_assessing.open(asked.content, asked.code)


def test_a_version_that_is_not_installed_is_named(
    maria: Workspace, elin: Workspace, case: UUID
) -> None:
    maria.practical.start(case)
    asked = maria.asking.file(case)
    with elin.desk.database.transaction() as session, maria.desk.database.reading() as source:
        pinned = source.get_one(CaseRow, case).protocol_hash
        session.delete(session.get_one(ProtocolRow, pinned))
    with pytest.raises(ProtocolMissing) as missing:
        elin.co_assessing.open(asked.content, asked.code)
    assert missing.value.profile == "CNC-1"


def test_a_safety_stop_there_ends_it_here(maria: Workspace, elin: Workspace, case: UUID) -> None:
    """R26, R29."""
    maria.practical.start(case)
    asked = maria.asking.file(case)
    here = elin.co_assessing.open(asked.content, asked.code)
    sitting = elin.practical.start(here)
    criteria = CaseWalk(elin, here).protocol.criteria
    stop = next(c for c in criteria if c.critical == "stop" and c.is_rated)
    elin.practical.safety_stop(sitting, stop.id, "Hand i riskzonen.", "Kurs i maskinsäkerhet")
    maria.asking.take(case, elin.co_assessing.answer(here).content)
    assert maria.cases.view(case).next_step is Step.DECISION


def test_nobody_at_the_other_laptop_sees_the_first_sitting(
    maria: Workspace, elin: Workspace, case: UUID
) -> None:
    first = maria.practical.start(case)
    asked = maria.asking.file(case)
    elin.co_assessing.open(asked.content, asked.code)
    with pytest.raises(NotYourSitting):
        elin.practical.sheet(first)


def elin_number() -> int:
    """Elin's number in the region."""
    invited: Invited = ELIN
    return invited.number


def test_a_colleague_elsewhere_who_never_answers_is_let_go(maria: Workspace, case: UUID) -> None:
    """R29: the first goes on alone, or with somebody at this desk."""
    rate_alone(maria, case)
    assert maria.cases.view(case).next_step is Step.PRACTICAL
    maria.two_assessors.choose(case, None)
    view = maria.cases.view(case)
    assert (view.second, view.next_step) == (None, Step.DECISION)
