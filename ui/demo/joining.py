"""First start to an open case: join the region, unlock, register somebody, arrive."""

from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.workspace import Workspace
from ui.demo.hands import Hands
from ui.demo.region import TrialRegion
from ui.session import Session

ASSESSOR = "Maria Sandberg"
SECRET = "svarven går på tolvhundra"
NAME, NUMBER, EMPLOYER = "Karin Lindqvist", "19870521-2382", "Hällsjö Mekaniska AB"


def join_region(hands: Hands, region: TrialRegion) -> None:
    """As on the region's paper: address, fingerprint compared by eye, one-time code, own secret."""
    hands.picture("first-start")
    hands.click("begin_enrol")
    hands.type(region.address, "enrol_address")
    hands.picture("enrol-address")
    hands.press(Qt.Key.Key_Return)
    hands.find("fingerprint_same", QAbstractButton).click()
    hands.picture("enrol-compare")
    hands.click("enrol_next")
    hands.type(region.invite(ASSESSOR), "enrol_code")
    hands.type(SECRET, "enrol_secret")
    hands.type(SECRET, "enrol_again")
    hands.picture("enrol-code")
    hands.press(Qt.Key.Key_Return)


def unlock(hands: Hands, session: Session) -> None:
    """With a passphrase, since a machine without a screen has no keyring."""
    hands.until("Maria's tile", lambda: _tile(hands) is not None)
    hands.type(SECRET, "passphrase")
    hands.picture("unlock")
    hands.press(Qt.Key.Key_Return)
    hands.until("an open desk", lambda: session.workspace is not None)
    hands.find("today")
    hands.picture("today-empty")


def sign_secrecy(hands: Hands) -> None:
    """The agreement that opens the questions, signed with the desk's secret."""
    hands.click("rail_settings")
    hands.click("secrecy_read")
    hands.picture("secrecy")
    hands.click("secrecy_sign")
    hands.find("pin_box")
    hands.type(SECRET, "secret")
    hands.click("sign_now")
    hands.until("the agreement to be signed", lambda: hands.sees("secrecy_box") is None)
    hands.click("rail_today")


def register(hands: Hands) -> None:
    """A person by identity number, found again while typing."""
    hands.click("today_new")
    hands.find("new_case")
    hands.click("new_case_register")
    hands.type(NUMBER, "register_number")
    hands.type(NAME, "register_name")
    hands.type(EMPLOYER, "register_employer")
    hands.until(
        "the number to be checked",
        lambda: hands.find("register_born", QLineEdit).text() == "1987-05-21",
    )
    hands.picture("register")
    hands.click("register_save")
    hands.until("the register box to close", lambda: hands.sees("register_person") is None)


def open_case(hands: Hands) -> None:
    """The person just registered, the only role there is."""
    hands.click("new_case_open")
    hands.find("arrive")


def case_of(desk: Workspace) -> UUID:
    """The open case of the person registered."""
    person = desk.people.search(NAME).lines[0].id
    found = desk.people.card(person).open_case
    assert found is not None
    return found.case_id


def arrive(hands: Hands) -> None:
    """Identity seen, six points told, notice explained, machine and gauge."""
    hands.find("briefed_1")
    hands.click("document_passport")
    for number in range(1, 7):
        hands.find(f"briefed_{number}", QAbstractButton).click()
    hands.find("privacy_accepted", QAbstractButton).click()
    hands.find("impartial", QAbstractButton).click()
    hands.type("Svarv 4, tvåaxlig", "machine")
    hands.type("Mikrometer 0–25, nr 14", "gauge")
    hands.type((date.today() + timedelta(days=90)).isoformat(), "gauge_calibrated_to")
    hands.picture("arrival")
    hands.click("arrive")
    hands.find("self_next")


def _tile(hands: Hands) -> QAbstractButton | None:
    """The tile of an assessor, once the desk has been looked at."""
    tiles = hands.window.findChildren(QAbstractButton)
    return next((t for t in tiles if t.objectName().startswith("assessor_")), None)
