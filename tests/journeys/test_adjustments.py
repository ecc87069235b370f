"""Reading difficulty, other language: granted before the start, there in the test, on no paper."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from tests.app.certificate.reading_back import text_of
from tests.day import Day
from tests.desk_work import booked_case
from tests.journeys.test_power_cut import candidate
from tests.pages import BoxPage, Page
from tests.pages_case import CasePage


class AdjustmentBoxPage(BoxPage):
    """The box that proposes one."""

    name = "adjustment_box"


def propose(
    day: Day, page: CasePage, kind: str, name: str = "", language: str = "", *, tick: bool = False
) -> AdjustmentBoxPage:
    """Choose a kind, write who and which language, press the one button."""
    page.click("add_adjustment")
    box = AdjustmentBoxPage(day.shell, day.qtbot)
    box.click(f"adjustment_{kind}")
    for field, text in (("name", name), ("language", language)):
        if text:
            box.write(f"adjustment_{field}", text)
    if tick:
        box.click("adjustment_declared")
    box.click("adjustment_add")
    page.settle()
    return box


def test_what_a_person_needs_is_granted_before_the_test_and_changes_it(day: Day) -> None:
    """R11, R21: proposed and approved at the arrival; half as long again, and read aloud."""
    case_id = booked_case(day.desk)
    page = day.case_page(case_id)
    propose(day, page, "extra_time")
    propose(day, page, "interpreter", "Amira Saleh", "arabiska")
    day.walk(case_id).to(Step.THEORY)
    window = Page(day.shell, day.qtbot)
    page = day.case_page(case_id)
    assert page.find(QWidget, "theory_undecided").isVisible()
    page.on()
    assert "inte är godkända" in window.error()
    assert day.desk.cases.view(case_id).sitting_of(Step.THEORY) is None

    page.screen._on_step(Step.ARRIVAL)
    page.settle()
    for kind in ("extra_time", "interpreter"):
        page.click(f"approve_{kind}")
    propose(day, page, "read_aloud")
    page.click("approve_read_aloud")
    page = day.case_page(case_id)
    assert "90 minuter" in page.find(QLabel, "theory_title").text()
    page.on()
    test = candidate(day)
    assert test.screen.test.head.time.left == 90 * 60
    assert test.part(QWidget, "listen_bar").isVisible()
    test.key(Qt.Key.Key_Escape)
    test.enter_secret(PRACTICE_PIN)

    page = day.case_page(case_id)
    page.screen._on_step(Step.ARRIVAL)
    page.settle()
    assert not page.find(QAbstractButton, "add_adjustment").isVisible()
    assert not page.find(QAbstractButton, "take_back_extra_time").isVisible()


def test_whoever_knows_the_subject_does_not_read_the_test_aloud(day: Day) -> None:
    """R23: an assessor of the role is refused by name; anybody else is declared first."""
    page = day.case_page(booked_case(day.desk))
    box = propose(day, page, "reader", "Elin Sjöberg", tick=True)
    assert box.says("Elin Sjöberg bedömer den här rollen")
    box.find(QLineEdit, "adjustment_name").clear()
    box.write("adjustment_name", "Bo Ek")
    box.click("adjustment_declared")
    box.click("adjustment_add")
    assert box.says("Det är inte bekräftat att Bo Ek saknar roll i ämnet.")
    box.click("adjustment_declared")
    box.click("adjustment_add")
    page.settle()
    assert not box.is_open
    assert page.find(QWidget, "row_reader").isVisible()
    page.click("take_back_reader")
    assert day.desk.adjustments.view(booked_case(day.desk)).lines == ()


def test_the_certificate_says_nothing_of_adjustments(day: Day, tmp_path: Path) -> None:
    """R44: not in the printed facts, not on the page, not in what is signed into the code."""
    case_id = booked_case(day.desk)
    page = day.case_page(case_id)
    propose(day, page, "interpreter", "Amira Saleh", "arabiska")
    propose(day, page, "reader", "Bo Ek", tick=True)
    propose(day, page, "extra_time")
    for kind in ("interpreter", "reader", "extra_time"):
        page.click(f"approve_{kind}")
    walk = day.walk(case_id).to(Step.CERTIFICATE)
    certificate = day.desk.certificates.issue(walk.case_id)
    paper = tmp_path / "bevis.pdf"
    paper.write_bytes(day.desk.certificates.pdf(certificate))
    told = text_of(paper.read_bytes()) + repr(day.desk.certificates.facts(certificate))
    for word in ("Amira", "Bo Ek", "arabiska", "tolk", "Tolk", "uppläs", "anpass", "Anpass"):
        assert word not in told


def test_nothing_is_proposed_twice(day: Day) -> None:
    """R11: one of a kind, the newest words count."""
    page = day.case_page(booked_case(day.desk))
    for _ in range(2):
        propose(day, page, "dictionary", language="somaliska")
    assert len(day.desk.adjustments.view(booked_case(day.desk)).lines) == 1
