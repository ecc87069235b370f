"""Two more of the company the same day, and their certificates signed at once."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from app.domain.case import Step
from app.domain.protocol import Evidence
from app.usecases.arrival import Arrival, IdentityDocument
from app.usecases.people import NewPerson
from app.usecases.practical import Seen
from app.workspace import Workspace
from ui.demo.hands import Hands
from ui.demo.joining import EMPLOYER

NAMES = ("Fredrik Ek", "Amina Haddad")
_NOTE = "Arbetar lugnt och i rätt ordning, utan påminnelse."


def work_beside(desk: Workspace, secret: str, photo: bytes) -> None:
    """What the desk did meanwhile, without a picture: two people as far as the certificate."""
    for name in NAMES:
        person = desk.people.register(NewPerson(name, employer=EMPLOYER))
        case_id = desk.cases.open(person, desk.cases.roles()[0].code)
        _arrive(desk, case_id)
        _assess_oneself(desk, case_id)
        _sit_theory(desk, case_id)
        _sit_practical(desk, case_id, photo)
        desk.decisions.sign(case_id, secret)
        _talk(desk, case_id)


def issue_together(hands: Hands, desk: Workspace, secret: str) -> None:
    """One signature for both, in the room of certificates."""
    hands.click("rail_certificates")
    hands.click("issue_many")
    hands.find("issue_box")
    hands.picture("issue-many", "issue_box")
    hands.click("issue_now")
    hands.find("pin_box")
    hands.type(secret, "secret")
    hands.click("sign_now")
    hands.until_done("the certificates", lambda: len(desk.certificates.list()) == len(NAMES) + 1)
    hands.find("batch_report")
    hands.picture("issued-many", "issue_box")
    hands.close("issue_box")
    hands.picture("certificates-many")


def _arrive(desk: Workspace, case_id: UUID) -> None:
    ticked = (True,) * len(desk.arrivals.form(case_id).briefing)
    calibrated = date.today() + timedelta(days=90)
    passport, gauge = IdentityDocument.PASSPORT, "Mikrometer 0–25, nr 14"
    arrival = Arrival(passport, ticked, True, "Svarv 4, tvåaxlig", gauge, calibrated, True)
    desk.arrivals.note(case_id, arrival)


def _assess_oneself(desk: Workspace, case_id: UUID) -> None:
    sitting = desk.self_assessment.start(case_id)
    for area in desk.self_assessment.sheet(sitting).areas:
        for statement in area.statements:
            desk.self_assessment.answer(sitting, statement.id, 3)
    desk.self_assessment.hand_in(sitting)


def _sit_theory(desk: Workspace, case_id: UUID) -> None:
    sitting = desk.theory.start(case_id)
    keys = {item.id: item.key for item in desk.desk.protocol(desk.cases.roles()[0].hash).items}
    for question in desk.theory.paper(sitting).questions:
        key = keys[question.id]
        answer = key.choice if key.value is None else (str(key.value).replace(".", ","),)
        desk.theory.answer(sitting, question.id, answer)
    desk.theory.hand_in(sitting)


def _sit_practical(desk: Workspace, case_id: UUID, photo: bytes) -> None:
    sitting = desk.practical.start(case_id)
    sheets = [s for area in desk.practical.sheet(sitting).areas for s in area.criteria]
    for criterion in (sheet.criterion for sheet in sheets):
        limits = criterion.measured
        value = "" if limits is None else str((limits.lower + limits.upper) / 2).replace(".", ",")
        desk.practical.observe(sitting, criterion.id, Seen(3, _NOTE, value))
        if criterion.evidence is Evidence.PHOTO:
            desk.photos.add(sitting, criterion.id, photo)
    desk.practical.hand_in(sitting)
    assert desk.cases.view(case_id).next_step is Step.DECISION


def _talk(desk: Workspace, case_id: UUID) -> None:
    plan = desk.feedback.view(case_id).plan
    agreed = tuple(replace(measure, responsible="Per Nyström") for measure in plan)
    desk.feedback.complete(case_id, agreed, "Jag känner igen mig.")
