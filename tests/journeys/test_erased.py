"""A person asks to be erased and the region decides so: by keyboard, and every screen goes on."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.case import Step
from app.domain.change import Touched
from app.domain.desks import PRACTICE_PIN
from app.seal.erasure import EraseOrder, sign_order
from app.seal.keys import SigningKey
from app.storage import desk_facts
from app.storage.tables import CaseRow
from app.sync.erasing import obey
from tests.day import Day
from tests.pages import BoxPage, CertificatesPage, Page, PeoplePage, TodayPage
from tests.pages_registers import PinPage
from ui.language import set_language
from ui.widgets.note_line import NoteLine

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
NAME = "Karin Lindqvist"
ASKED, ERASED = "Radering begärd 2026-05-04", "Raderad enligt beslut 2026-05-04"


class EraseBoxPage(BoxPage):
    """What is asked before a request."""

    name = "erase_box"


def region_orders(day: Day, person: UUID) -> None:
    """The region decides, and the desk hears of it as in any run."""
    node, desk = SigningKey.generate(), day.desk.desk
    order = sign_order(node, EraseOrder(person, datetime(2026, 5, 4, 9, 0, tzinfo=UTC)))
    with desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.NODE_PUBLIC, node.public.hex())
        obey(session, order, desk.signer.key, desk.clock)
    desk.announce(Touched.PEOPLE, Touched.CASES, Touched.CERTIFICATES, Touched.LOG)
    day.settle()


def ask(day: Day, people: PeoplePage) -> None:
    """Request it by the keyboard: no reason, no act; a wrong code, no act."""
    people.find(QAbstractButton, "person_erase").setFocus()
    people.key(Qt.Key.Key_Space, NONE)
    box = EraseBoxPage(day.shell, day.qtbot)
    box.key(Qt.Key.Key_Return, CTRL)
    assert "Välj varför" in box.find(NoteLine, "erase_wrong").words.text()
    box.key(Qt.Key.Key_Space, NONE)
    box.key(Qt.Key.Key_Return, CTRL)
    day.qtbot.keyClicks(QApplication.focusWidget() or box.root, "000000")
    day.settle()
    assert box.is_open
    PinPage(day).sign(PRACTICE_PIN)
    assert not box.is_open


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_person_is_erased_from_request_to_order(day: Day) -> None:
    """R53: asked once and signed; afterwards words stand where the name stood, on every screen."""
    walk = day.walk().to(Step.CERTIFICATE)
    day.desk.certificates.issue(walk.case_id)
    with day.desk.desk.database.reading() as session:
        person = session.get_one(CaseRow, walk.case_id).person_id
    number = day.desk.people.card(person).certificates[0].number
    people = PeoplePage(day.shell, day.qtbot)
    people.visit()
    assert people.search("Karin") == [NAME]
    people.click("person_erase")
    assert "pågående ärende" in people.error()
    day.desk.cases.close(walk.case_id)
    day.settle()
    ask(day, people)
    assert people.search("Karin") == []
    people.search(number)
    day.qtbot.waitUntil(lambda: people.says(ASKED), timeout=120_000)
    assert people.says("Väntar på regionens beslut")
    assert not people.sees("person_act")
    assert not people.sees("person_erase")
    region_orders(day, person)
    assert people.search(number) == ["Raderad"]
    day.qtbot.waitUntil(lambda: people.says(ERASED), timeout=120_000)
    assert people.says("Nummer och läge på bevis står kvar")
    people.click("person_certificates")
    look_around(day, walk.case_id)


def look_around(day: Day, case_id: UUID) -> None:
    """No name, no error and nothing offered that cannot be done, in both languages."""
    certificates = CertificatesPage(day.shell, day.qtbot)
    assert "Raderad" in certificates.cells("certificate_table")[0]
    assert certificates.says("Ett papper kan fortfarande prövas")
    assert not certificates.sees("certificate_print")
    assert not certificates.error()
    today = TodayPage(day.shell, day.qtbot)
    today.visit()
    assert not today.says(NAME)
    day.case_page(case_id)
    window = Page(day.shell, day.qtbot)
    assert window.says(ERASED)
    assert not window.says(NAME)
    assert not window.sees("print")
    assert not window.error()
    set_language("en")
    day.settle()
    assert window.says("Erased by decision 2026-05-04")
    set_language("sv")
