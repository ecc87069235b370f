"""A protected person's certificate: number and status when checked, and nobody looks unnoticed."""

import pytest

from app.domain.case import Step
from app.domain.certificate_number import format_certificate_number
from app.storage.people_tables import PersonEventRow
from app.storage.tables import CaseRow, PersonRow
from app.usecases.verification import Answer
from tests.desk_work import CaseWalk

pytestmark = pytest.mark.begins_at(Step.CERTIFICATE)


@pytest.fixture
def hidden(walk: CaseWalk) -> tuple[CaseWalk, bytes]:
    """A case of a protected person, certified."""
    walk.to(Step.CERTIFICATE)
    with walk.desk.desk.database.transaction() as session:
        case = session.get_one(CaseRow, walk.case_id)
        session.get_one(PersonRow, case.person_id).protected = True
    return walk, walk.desk.certificates.issue(walk.case_id)


def test_the_check_shows_number_and_status_and_nothing_else(
    hidden: tuple[CaseWalk, bytes],
) -> None:
    """R41: the flag is signed into the code, so every verifier knows."""
    walk, certificate = hidden
    facts = walk.desk.certificates.facts(certificate)
    checked = walk.desk.verification.check_text(facts.qr_text)
    assert (checked.answer, checked.is_protected) == (Answer.PRACTICE, True)
    assert checked.number == format_certificate_number(certificate)
    assert (checked.name, checked.birth_date, checked.profile) == ("", None, "")
    assert (checked.areas, checked.centre, checked.assessor) == ((), "", "")
    assert (checked.issued, checked.valid_to, checked.kind) == (None, None, None)


def test_the_list_and_what_became_of_it_name_nobody(hidden: tuple[CaseWalk, bytes]) -> None:
    """R41."""
    walk, certificate = hidden
    assert walk.desk.certificates.list()[0].name == ""
    standing = walk.desk.status_acts.standing(certificate)
    assert (standing.name, standing.person_name) == ("", "")


def test_looking_at_the_page_is_written_down(hidden: tuple[CaseWalk, bytes]) -> None:
    """R55: who looked, and at which certificate."""
    walk, certificate = hidden
    desk, number = walk.desk, format_certificate_number(certificate)
    desk.certificates.preview(certificate, 40)
    with desk.desk.database.reading() as session:
        events = session.query(PersonEventRow).filter_by(kind="read").all()
    assert [(event.actor, event.detail) for event in events] == [("Maria Sandberg", number)]
