"""Who was booked does not come."""

from app.domain.case import CaseState
from tests.day import Day
from tests.pages_course import choose, give_reason, heading, offered, why


def test_a_no_show_is_noted_and_the_person_can_be_booked_again(day: Day) -> None:
    """I5: the case is over, nobody has failed, and another can be opened."""
    walk = day.walk()
    case = day.case_page(walk.case_id)
    choose(case, "case_no_show")
    give_reason(case, "Ringde inte.")
    assert heading(case) == "Validanden kom inte"
    assert "Ringde inte." in why(case)
    assert "case_no_show" not in offered(case)
    view = day.desk.cases.view(walk.case_id)
    assert view.state is CaseState.NO_SHOW
    assert day.desk.cases.open(view.person_id, view.protocol_code) != walk.case_id


def test_who_has_arrived_cannot_be_noted_as_a_no_show(day: Day) -> None:
    walk = day.walk()
    walk.arrive()
    assert "case_no_show" not in offered(day.case_page(walk.case_id))
