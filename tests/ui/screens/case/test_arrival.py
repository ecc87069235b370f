"""Arrival on the screen: what is missing stands where it is, an expired gauge is warned about."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from app.domain.case import Step
from app.seal.authority import sign_centre
from app.seal.centre_claims import CentreClaims
from app.seal.keys import SigningKey
from app.storage import centres
from app.usecases.arrival import IdentityDocument
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage
from tests.ui.drawing import clipped_texts
from ui.screens.case.arrival import ArrivalPane
from ui.widgets.note_line import NoteLine


def _pane(page: CasePage) -> ArrivalPane:
    pane = page.screen.pane
    assert isinstance(pane, ArrivalPane)
    return pane


def _fill(page: CasePage, calibrated: str = "2099-01-31") -> None:
    for name in (
        "document_passport",
        *(f"briefed_{n}" for n in range(1, 7)),
        "privacy_accepted",
        "impartial",
    ):
        page.find(QAbstractButton, name).click()
    for name, text in (("machine", "Svarv 4"), ("gauge", "Mikrometer 14")):
        page.find(QLineEdit, name).setText(text)
    page.find(QLineEdit, "gauge_calibrated_to").setText(calibrated)


def test_what_is_missing_is_said_where_it_is_and_nothing_is_noted(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    """R8–R10, R12: the use case refuses, each part says its own."""
    page.open(walk.case_id)
    page.find(QAbstractButton, "document_passport").click()
    page.click("arrive")
    pane = _pane(page)
    assert pane.documents.wrong.isHidden()
    assert pane.briefing.wrong.isVisible()
    assert pane.privacy.wrong.isVisible()
    assert page.focus.objectName() == "briefed_1"
    assert desk.cases.view(walk.case_id).next_step is Step.ARRIVAL


def test_an_arrival_is_noted_whole(page: CasePage, walk: CaseWalk, desk: Workspace) -> None:
    page.open(walk.case_id)
    _fill(page)
    page.click("arrive")
    saved = desk.arrivals.form(walk.case_id).saved
    assert page.step is Step.SELF_ASSESSMENT
    assert (saved.identity_seen, saved.machine) == (IdentityDocument.PASSPORT, "Svarv 4")


def test_a_gauge_past_its_calibration_is_warned_about_before_anything_begins(
    page: CasePage, walk: CaseWalk
) -> None:
    """R12: in words, with the day, on the desk's own clock."""
    page.open(walk.case_id)
    _fill(page, "2026-05-03")
    warning = page.find(NoteLine, "gauge_expired")
    assert warning.isVisible()
    assert "3 maj 2026" in warning.words.text()
    page.find(QLineEdit, "gauge_calibrated_to").setText("2026-05-04")
    assert warning.isHidden()


def test_a_kind_chosen_before_the_form_has_loaded_is_kept(page: CasePage, walk: CaseWalk) -> None:
    page.shell.window.go("case", walk.case_id)
    page.qtbot.waitUntil(lambda: page.screen.pane is not None, timeout=120_000)
    page.find(QAbstractButton, "document_driving_licence").click()
    page.settle()
    assert _pane(page).documents.chosen is IdentityDocument.DRIVING_LICENCE


@pytest.mark.begins_at(Step.THEORY)
def test_a_done_arrival_is_looked_at_and_can_be_corrected(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.to(Step.THEORY).case_id)
    page.click("step_arrival")
    assert page.step is Step.ARRIVAL
    page.find(QLineEdit, "machine").setText("Svarv 9")
    page.click("arrive")
    assert desk.arrivals.form(walk.case_id).saved.machine == "Svarv 9"
    assert page.step is Step.THEORY


def test_enter_in_a_field_goes_to_the_next_and_never_on_by_itself(
    page: CasePage, walk: CaseWalk
) -> None:
    page.open(walk.case_id)
    _fill(page)
    page.find(QWidget, "machine").setFocus()
    page.enter()
    assert page.focus.objectName() == "gauge"
    assert page.step is Step.ARRIVAL


def _state(desk: Workspace, *sites: str) -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    claims = CentreClaims(desk.centre, sites, ("CNC-1",), first, last, 99)
    with desk.desk.database.transaction() as session:
        centres.take(session, sign_centre(SigningKey.generate(), claims))


def test_the_site_is_asked_for_only_where_there_are_several(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    """R2: one tick less to think of at a centre with one site; chosen by keyboard at the others."""
    page.open(walk.case_id)
    assert page.find(QComboBox, "site").isHidden() or not page.find(QComboBox, "site").isVisible()
    _state(desk, "Värnamo", "Ljungby")
    page.screen.refresh()
    page.settle()
    _fill(page)
    page.click("arrive")
    assert page.focus.objectName() == "site"
    page.key(Qt.Key.Key_Down)
    page.on()
    assert page.step is Step.SELF_ASSESSMENT
    assert desk.arrivals.form(walk.case_id).saved.site == "Ljungby"


def test_a_long_site_is_cut_in_the_box_and_never_widens_the_page(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    """R2: eighty letters, in a small window, at any size of letters."""
    _state(desk, "Industrigatan " * 5 + "port 12", "Kort")
    page.shell.window.resize(1093, 614)
    page.open(walk.case_id)
    assert clipped_texts(page.screen) == []
    assert page.find(QComboBox, "site").width() < page.screen.width()
