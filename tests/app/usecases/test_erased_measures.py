"""Somebody is erased: a company's plan says nothing of them from the moment they ask."""

from uuid import UUID

from sqlalchemy import select

from app.domain.company_measure import WORDS_GONE, MeasureKind
from app.domain.conversation import Answer, ChosenStep, Participant
from app.domain.erasure import EraseGround
from app.domain.needed_roles import NeededRole
from app.open_desk import Workspace
from app.seal.measure_payloads import MeasurePlanned, MeasureTaker
from app.seal.records import RecordType
from app.storage import log
from app.storage.tables import MeasurePersonRow, MeasureRow
from app.usecases.companies import NewCompany
from app.usecases.company_plan import MeasureDraft
from app.usecases.log_check import mend
from app.usecases.people import NewPerson
from tests.app.usecases.test_erased import everything, order, tell
from tests.app.usecases.told_company import lose
from tests.desk_work import PRACTICE_PIN

NAME = "Alva Erasdotter"
GONE = (WORDS_GONE, "", 1)


class Planned:
    """A company's measures for two people, of whom the first is to be erased."""

    def __init__(self, desk: Workspace) -> None:
        self.desk = desk
        self.company = desk.companies.register(NewCompany("Ängby Plåt AB"))
        self.erased = desk.people.register(NewPerson(NAME))
        self.other = desk.people.register(NewPerson("Bo Kvarström"))
        self.plan("Hemlig kurs", "Eva Ek", self.erased)
        self.two = self.plan("Hemligt om två", "Eva Ek", self.erased, self.other)
        self.plan("Kurs för Bo", NAME.upper(), self.other)
        self.plan("Bara om Bo", "Eva Ek", self.other)

    def plan(self, text: str, by: str, *people: UUID, change: UUID | None = None) -> UUID:
        """A measure put on the plan, or changed."""
        about = "matteknik", MeasureKind.COURSE, text, "", by, None, None, people, change
        return self.desk.company_plans.plan(self.company, "CNC-1", MeasureDraft(*about))

    def tell_as_before(self) -> None:
        """A measure for the first, told in one record as records were before."""
        desk, ids = self.desk.desk, (str(UUID(int=1)), str(self.company), "CNC-1", "matteknik")
        takers = (MeasureTaker(str(self.erased)),)
        said = MeasurePlanned(*ids, MeasureKind.COURSE, "Hemlig gammal", "Eva Ek", takers)
        with desk.database.transaction() as session:
            log.append(session, desk.signer, RecordType.MEASURE_PLANNED, "", said)
        mend(desk)

    def rows(self) -> list[tuple[str, str, int]]:
        """Words, who sees to it, and for how many, of every measure."""
        with self.desk.desk.database.reading() as session:
            takers = session.scalars(select(MeasurePersonRow.measure_id)).all()
            found = session.scalars(select(MeasureRow).order_by(MeasureRow.made, MeasureRow.id))
            return [(row.text, row.responsible, takers.count(row.id)) for row in found]


LEFT = [GONE, GONE, ("Bara om Bo", "Eva Ek", 1)]


def test_the_plan_is_silent_at_once_and_the_words_go_with_the_order(desk: Workspace) -> None:
    """R53: asked for, ordered, told twice and made again: what was about others stays."""
    at = Planned(desk)
    at.tell_as_before()
    assert len(at.rows()) == 5
    desk.erase_requests.request(at.erased, EraseGround.ASKED, PRACTICE_PIN)
    assert at.rows() == LEFT
    assert desk.log_check.verify().is_whole
    tell(desk, order(at.erased))
    for secret in (NAME, NAME.upper(), "Hemlig"):
        assert secret not in everything(desk)
    assert at.rows() == LEFT
    assert desk.log_check.verify().is_whole
    lose(desk, "measure_people", "measures")
    mend(desk.desk)
    assert at.rows() == LEFT
    tell(desk, order(at.erased))
    assert at.rows() == LEFT


def test_words_written_anew_for_the_others_stay(desk: Workspace) -> None:
    """R53: told of the order once more, as a colleague's seal is, nothing new is taken."""
    at = Planned(desk)
    desk.erase_requests.request(at.erased, EraseGround.ASKED, PRACTICE_PIN)
    at.plan("Nya ord", "Eva Ek", at.other, change=at.two)
    again = [("Nya ord", "Eva Ek", 1), *LEFT[1:]]
    for _ in range(2):
        tell(desk, order(at.erased))
        assert at.rows() == again
    assert desk.log_check.verify().is_whole


def test_words_that_were_for_somebody_go_though_they_left_the_measure(desk: Workspace) -> None:
    """R53: text changed a little after they were taken off may be about them still."""
    at = Planned(desk)
    at.plan("Hemligt om två, men nu en", "Eva Ek", at.other, change=at.two)
    tell(desk, order(at.erased))
    assert at.rows() == LEFT
    assert "Hemlig" not in everything(desk)
    assert desk.log_check.verify().is_whole


def test_a_companys_card_and_talk_name_them_no_more(desk: Workspace) -> None:
    """R53: contact, who took part, who takes over, steps and notes; who is called else stays."""
    erased, use = desk.people.register(NewPerson(NAME)), desk.conversations
    new = NewCompany("Ängby Plåt AB", "", NAME, "alva@angby.example", f"Fråga {NAME}")
    company = desk.companies.register(new)
    both = Participant("Platschef", NAME), Participant("Ombud", "Eva Ek")
    talk = use.begin(company, both, desk.desk.clock.now().date())
    first, second, *_ = [question.id for question in use.guide().questions]
    use.answer(talk, first, Answer(2, note=f"{NAME} sa det"))
    use.skip(talk, second, f"Frågar {NAME}")
    use.keep_roles(talk, (NeededRole("Svarvare", 4, 4, 5, successors=f"{NAME}, Eva Ek"),))
    use.keep_steps(talk, (ChosenStep("mal", "Tre mål", NAME, None),))
    desk.erase_requests.request(erased, EraseGround.ASKED, PRACTICE_PIN)
    card, sheet = desk.companies.card(company), use.sheet(talk)
    assert (card.contact, card.email, card.note) == ("", "", WORDS_GONE)
    assert sheet.participants == (Participant("Platschef"), both[1])
    assert (sheet.answer(first).note, sheet.answer(second).skipped) == (WORDS_GONE, WORDS_GONE)
    assert (sheet.roles[0].successors, sheet.steps[0].responsible) == (WORDS_GONE, WORDS_GONE)
    assert sheet.steps[0].text == "Tre mål"
