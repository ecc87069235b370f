"""One row in every table of companies: orders, measures, conversations, participation."""

from uuid import UUID

from app.domain.conversation import ChosenStep, Participant
from app.domain.needed_roles import NeededRole
from app.storage import tables as t
from tests.factories import NOON
from tests.stored_ids import ASSESSOR, CASE, COMPANY, DAY, PERSON


def company_rows() -> list[t.Row]:
    """One of each, parents first."""
    return [
        *_company(),
        *_participation(),
        *_conversation(),
    ]


def _company() -> list[t.Row]:
    order, taken = UUID(int=11), UUID(int=12)
    return [
        t.CompanyRow(id=COMPANY, contact="Eva", email="", note="", registered=NOON),
        t.GroupOrderRow(
            id=order, company_id=COMPANY, code="CNC-1", name="Hösten", state="open", made=NOON
        ),
        t.PeopleImportRow(
            id=taken, order_id=order, at=NOON, actor="Maria", file_name="lista.xlsx", rows=1
        ),
        t.OrderPersonRow(
            order_id=order,
            person_id=PERSON,
            place=0,
            employee_number="17",
            department="Svarv",
            basis="agreement",
            basis_day=DAY,
            basis_by="Maria",
            import_id=taken,
            made_here=True,
        ),
        t.RotaRow(
            order_id=order,
            person_id=PERSON,
            day=DAY,
            begins=480,
            minutes=320,
            machine="Svarv 4",
            assessor="Maria",
            turn=0,
        ),
        t.ColumnMappingRow(headings="namn", columns=("name",)),
        t.LeftAreaRow(case_id=CASE, area_id="material"),
        *_measures(),
    ]


def _participation() -> list[t.Row]:
    project, part = UUID(int=21), UUID(int=22)
    return [
        t.ProjectRow(id=project, serial=1, word=b"word"),
        t.ParticipationRow(
            id=part,
            project_id=project,
            person_id=PERSON,
            company_id=COMPANY,
            status="employed",
            first=DAY,
            is_void=False,
            stated=NOON,
        ),
        t.AttestedHoursRow(
            participation_id=part,
            month=DAY.replace(day=1),
            spent=b"[]",
            assessor_id=ASSESSOR,
            attested=NOON,
            record=bytes(32),
        ),
        t.ToldMonthRow(
            project_id=project, month=DAY.replace(day=1), state="sent", sent=NOON, said=NOON
        ),
        t.ToldGenderRow(person_id=PERSON, gender="woman"),
    ]


def _measures() -> list[t.Row]:
    measure = UUID(int=13)
    return [
        t.CompanyLevelRow(company_id=COMPANY, code="CNC-1", area_id="matteknik", level=3),
        t.MeasureRow(
            id=measure,
            company_id=COMPANY,
            code="CNC-1",
            area_id="matteknik",
            kind="course",
            text="Mätteknik",
            length="2 dagar",
            responsible="Eva",
            made=NOON,
        ),
        t.MeasurePersonRow(measure_id=measure, person_id=PERSON),
    ]


def _conversation() -> list[t.Row]:
    guide, held = "0" * 64, UUID(int=31)
    return [
        t.ConversationGuideRow(
            hash=guide, code="SKF-1", version="1.0.0", canonical=b"{}", kept=NOON
        ),
        t.ConversationRow(
            id=held,
            company_id=COMPANY,
            number=1,
            guide_hash=guide,
            day=DAY,
            state="held",
            assessor_id=ASSESSOR,
            participants=(Participant("Platschef", "Eva"),),
            roles=(NeededRole("Svarvare", 4, 4, 6, critical=True),),
            steps=(ChosenStep("mal", "Tre mål", "Eva", DAY),),
            begun=NOON,
            touched=NOON,
            held=NOON,
            record=bytes(32),
        ),
        t.ConversationAnswerRow(
            conversation_id=held,
            question_id="mal-riktning",
            level=2,
            skipped="",
            note="",
            author_id=ASSESSOR,
            at=NOON,
        ),
    ]
