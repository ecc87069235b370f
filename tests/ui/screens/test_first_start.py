"""First start: practise at once, or join a region, with every answer at its field."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from app.domain.errors import UserError
from app.sync.client import NodeRefused, NodeUnreachable, NotTheNode
from app.sync.enrolment import NodeNotProved, RootMismatch
from app.workspace import Desks, SecretTooShort
from tests.node_process import NodeProcess
from tests.pages import FirstStartPage, UnlockPage
from ui.application import Shell
from ui.door import Node
from ui.screens.first_start import FirstStart
from ui.session import Session

PHRASE = "fyra gröna svarvar"
PRINT = "7C4A 19E2 B05D 33F1 9A0C 5D7E"


@pytest.fixture
def clock() -> SystemClock:
    """The node's time: one who joins a region has it."""
    return SystemClock()


@pytest.fixture
def fresh(shell: Shell, empty_desks: Desks, clock: SystemClock) -> Iterator[Session]:
    """The window on a computer where nobody has been."""
    made = Session(shell, empty_desks, clock)
    made.start()
    yield made
    made.close()


@pytest.fixture
def page(fresh: Session, shell: Shell, qtbot: QtBot) -> FirstStartPage:
    """The first page."""
    return FirstStartPage(shell, qtbot)


@pytest.fixture
def first(page: FirstStartPage) -> FirstStart:
    """Its widget."""
    found = page.root
    assert isinstance(found, FirstStart)
    return found


def test_the_practice_desk_is_made_and_asks_for_its_pin(
    page: FirstStartPage, shell: Shell, empty_desks: Desks, qtbot: QtBot
) -> None:
    page.click("begin_practice")
    qtbot.waitUntil(lambda: UnlockPage(shell, qtbot).is_shown, timeout=120_000)
    assert empty_desks.existing() == (DeskKind.PRACTICE,)


def test_an_address_where_nobody_answers_is_told_at_the_field(page: FirstStartPage) -> None:
    page.click("begin_enrol")
    page.write("enrol_address", "http://127.0.0.1:9")
    page.key(Qt.Key.Key_Return)
    field = page.find(QLineEdit, "enrol_address")
    assert "Noden går inte att nå" in field.accessibleDescription()
    assert field.text() == "http://127.0.0.1:9"


def test_going_back_keeps_what_was_written(page: FirstStartPage, first: FirstStart) -> None:
    page.click("begin_enrol")
    page.write("enrol_address", "nod.example.se")
    first.enrol._on_node(Node("https://nod.example.se", "Nod Jönköping", PRINT))
    page.click("enrol_back")
    assert page.find(QLineEdit, "enrol_address").text() == "nod.example.se"
    page.click("enrol_back")
    assert page.sees("begin_practice")


def test_the_fingerprint_has_to_be_compared_before_going_on(
    page: FirstStartPage, first: FirstStart
) -> None:
    page.click("begin_enrol")
    first.enrol._on_node(Node("https://nod.example.se", "Nod Jönköping", PRINT))
    assert page.says(PRINT)
    assert page.says("Nod Jönköping")
    assert not first.enrol.next.isEnabled()
    page.find(QCheckBox, "fingerprint_same").click()
    page.click("enrol_next")
    assert page.sees("enrol_code")


def test_another_fingerprint_has_to_be_compared_anew(first: FirstStart) -> None:
    compare = first.enrol.compare
    compare.show_node(Node("https://nod.example.se", "Nod", PRINT))
    compare.same.setChecked(True)
    compare.show_node(Node("https://nod.example.se", "Nod", PRINT.replace("7C4A", "0000")))
    assert not compare.same.isChecked()


@pytest.fixture
def at_code(page: FirstStartPage, first: FirstStart) -> FirstStartPage:
    """The last page of joining."""
    page.click("begin_enrol")
    first.enrol._on_node(Node("https://nod.example.se", "Nod Jönköping", PRINT))
    page.find(QCheckBox, "fingerprint_same").click()
    page.click("enrol_next")
    return page


def test_a_short_secret_and_two_that_differ_are_told_at_the_field(at_code: FirstStartPage) -> None:
    at_code.write("enrol_code", "K7QF-2M")
    at_code.write("enrol_secret", "kort")
    at_code.write("enrol_again", "kort")
    at_code.click("enrol_next")
    assert "Minst 12 tecken" in at_code.find(QLineEdit, "enrol_secret").accessibleDescription()
    at_code.write("enrol_secret", "korrekt häst batteri")
    at_code.write("enrol_again", "korrekt häst batteru")
    at_code.click("enrol_next")
    assert "inte lika" in at_code.find(QLineEdit, "enrol_again").accessibleDescription()


@pytest.mark.parametrize("code", ["bad_code", "code_used", "code_expired"])
def test_what_the_node_says_of_the_code_stands_at_the_code(
    at_code: FirstStartPage, first: FirstStart, code: str
) -> None:
    first.enrol._on_refused(NodeRefused(code, 403))
    assert at_code.find(QLineEdit, "enrol_code").accessibleDescription()
    assert at_code.error() == ""


def test_a_secret_too_short_for_the_desk_stands_at_the_secret(
    at_code: FirstStartPage, first: FirstStart
) -> None:
    first.enrol._on_refused(SecretTooShort(12))
    assert at_code.find(QLineEdit, "enrol_secret").accessibleDescription()


@pytest.mark.parametrize(
    "error",
    [
        NodeUnreachable("https://nod.example.se"),
        NotTheNode("https://nod.example.se"),
        NodeNotProved("https://nod.example.se"),
        NodeRefused("internal", 500),
        NodeRefused("bad_proof", 403),
    ],
)
def test_every_other_error_is_told_and_nothing_written_is_lost(
    at_code: FirstStartPage, first: FirstStart, error: UserError
) -> None:
    at_code.write("enrol_code", "K7QF-2M")
    first.enrol._on_refused(error)
    assert at_code.error()
    assert at_code.find(QLineEdit, "enrol_code").text() == "K7QF-2M"


def test_a_node_that_became_another_is_asked_for_anew(
    at_code: FirstStartPage, first: FirstStart
) -> None:
    first.enrol._on_refused(RootMismatch(PRINT, PRINT.replace("7C4A", "0000")))
    assert at_code.error()
    assert at_code.sees("enrol_address")


def test_the_language_switches_on_the_first_page(page: FirstStartPage) -> None:
    page.click("en")
    assert page.says("Welcome to Intyga")
    page.click("sv")
    assert page.says("Välkommen till Intyga")


def test_a_computer_joins_a_running_region_from_address_to_unlock(
    page: FirstStartPage,
    first: FirstStart,
    shell: Shell,
    empty_desks: Desks,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """A real node: probed, compared, a wrong code told, the right one taken, unlocked."""
    with NodeProcess(tmp_path / "region" / "node") as node:
        page.click("begin_enrol")
        page.write("enrol_address", node.address)
        page.click("enrol_next")
        assert page.says(empty_desks.probe(node.address).root_fingerprint)
        page.find(QCheckBox, "fingerprint_same").click()
        page.click("enrol_next")
        page.write("enrol_code", "AAAA-AAAA")
        page.write("enrol_secret", PHRASE)
        page.write("enrol_again", PHRASE)
        page.click("enrol_next")
        assert page.find(QLineEdit, "enrol_code").accessibleDescription()
        page.write("enrol_code", node.invite())
        first.enrol.next.click()
        qtbot.waitUntil(lambda: UnlockPage(shell, qtbot).is_shown, timeout=120_000)
    unlock = UnlockPage(shell, qtbot)
    unlock.settle()
    unlock.write("passphrase", PHRASE)
    unlock.key(Qt.Key.Key_Return)
    assert shell.window.here == "today"
