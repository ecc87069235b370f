"""A protected person's name stands in no list, however it is asked for."""

from app.domain.case import Step
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.desk_work import CaseWalk


def test_the_list_of_certificates_hides_a_protected_name(desk: Workspace) -> None:
    """R41 R55: found by number, never by name, and without the name."""
    person = desk.people.register(NewPerson("Anna Lind", protected=True))
    walk = CaseWalk(desk, desk.cases.open(person, "CNC-1")).to(Step.CERTIFICATE)
    desk.certificates.issue(walk.case_id)
    (line,) = desk.certificates.list()
    assert line.name == ""
    assert desk.certificates.list("Lind") == ()
    assert desk.certificates.list(line.number) == (line,)
    assert desk.certificates.facts(line.id).name == "Anna Lind"
    assert person not in {found.id for found in desk.people.search("Lind").lines}
