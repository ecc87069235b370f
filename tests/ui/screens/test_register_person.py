"""Registering: the number checked while typed, nobody twice, an unlikely age asked about once."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.employment import Employment
from app.workspace import Workspace
from tests.pages import BoxPage, PeoplePage, RegisterBox
from ui.application import Shell


class Question(BoxPage):
    """The question over the box."""

    name = "confirm_box"


@pytest.fixture
def people(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> PeoplePage:
    """People, on view."""
    made = PeoplePage(shell, qtbot)
    made.visit()
    return made


@pytest.fixture
def box(people: PeoplePage, shell: Shell, qtbot: QtBot) -> RegisterBox:
    """The box, open."""
    people.click("people_new")
    return RegisterBox(shell, qtbot)


def told(box: RegisterBox, name: str) -> str:
    """What stands under a field."""
    return box.find(QLineEdit, f"register_{name}").accessibleDescription()


def test_a_right_number_tells_what_it_is_and_fills_the_birth_date(box: RegisterBox) -> None:
    """R49."""
    box.write("register_number", "701063-2391")
    assert "Samordningsnummer" in told(box, "number")
    assert box.find(QLineEdit, "register_born").text() == "1970-10-03"


def test_a_wrong_number_is_told_at_the_field_while_typing(box: RegisterBox) -> None:
    """R49."""
    for typed, words in (
        ("198705212383", "Kontrollsiffran stämmer inte"),
        ("198713212382", "Datumet i numret finns inte"),
        ("8705212383", "Kontrollsiffran stämmer inte"),
    ):
        box.write("register_number", typed)
        assert words in told(box, "number")
        box.write("register_number", "1987")
        assert "10 eller 12 siffror" in told(box, "number")


def test_a_number_that_is_here_already_shows_who_has_it(
    box: RegisterBox, people: PeoplePage
) -> None:
    """R50."""
    box.write("register_number", "198705212382")
    assert "finns redan" in box.error()
    box.press_error_offer()
    assert not box.is_open
    assert people.says("Karin Lindqvist")
    assert people.screen.panel.name.text() == "Karin Lindqvist"  # type: ignore[attr-defined]


def test_a_namesake_with_the_same_birth_date_is_asked_about(
    box: RegisterBox, people: PeoplePage, shell: Shell, qtbot: QtBot, open_desk: Workspace
) -> None:
    """R50."""
    box.write("register_name", "Karin Lindqvist")
    box.write("register_born", "1987-05-21")
    box.click("register_save")
    question = Question(shell, qtbot)
    assert question.is_open
    question.click("confirm_yes")
    people.settle()
    assert not box.is_open
    assert open_desk.people.search("lindqvist").matching == 2


def test_an_unlikely_age_is_asked_about_once(
    box: RegisterBox, shell: Shell, qtbot: QtBot, open_desk: Workspace
) -> None:
    """R49: an official test number of somebody born in 1890."""
    box.write("register_number", "189005059804")
    question = Question(shell, qtbot)
    assert question.is_open
    question.click("confirm_yes")
    box.settle()
    assert "Personnummer" in told(box, "number")
    box.write("register_name", "Elsa Ahlgren")
    box.click("register_save")
    assert not box.is_open
    assert open_desk.people.search("elsa").matching == 1


def test_an_unlikely_birth_date_told_by_hand_is_asked_about_too(
    box: RegisterBox, shell: Shell, qtbot: QtBot, open_desk: Workspace
) -> None:
    """R49."""
    box.write("register_name", "Elsa Ahlgren")
    box.write("register_born", "1890-05-05")
    box.click("register_save")
    question = Question(shell, qtbot)
    assert question.is_open
    assert told(box, "born")
    question.click("confirm_yes")
    box.settle()
    assert not box.is_open
    assert open_desk.people.search("elsa").matching == 1


def test_a_birth_date_in_the_future_is_told_at_its_field(box: RegisterBox) -> None:
    """R49."""
    box.write("register_name", "Elsa Ahlgren")
    box.write("register_born", "2999-01-01")
    box.click("register_save")
    assert box.is_open
    assert "framtiden" in told(box, "born")


def test_a_whole_person_is_registered_and_shown(
    box: RegisterBox, people: PeoplePage, open_desk: Workspace
) -> None:
    box.write("register_name", "Lena Sandström")
    box.write("register_born", "1975-03-08")
    box.write("register_employer", "Granviks Plåt AB")
    employment = box.find(QComboBox, "register_employment")
    employment.setCurrentIndex(employment.findData(Employment.FURLOUGHED))
    box.click("register_save")
    people.settle()
    line = open_desk.people.search("sandström").lines[0]
    card = open_desk.people.card(line.id)
    assert (line.employer, card.employment) == ("Granviks Plåt AB", Employment.FURLOUGHED)
    assert people.screen.panel.person_id == line.id  # type: ignore[attr-defined]


def test_known_companies_are_offered(box: RegisterBox) -> None:
    box.write("register_employer", "Gran")
    model = box.root.form._companies  # type: ignore[attr-defined]
    assert model.stringList() == ["Granviks Plåt AB"]


def test_protection_is_one_tick(box: RegisterBox, people: PeoplePage, open_desk: Workspace) -> None:
    box.write("register_name", "Sara Hemlig")
    box.find(QCheckBox, "register_protected").click()
    box.click("register_save")
    people.settle()
    assert open_desk.people.search("sara").matching == 0


def test_nothing_can_be_registered_without_a_name(box: RegisterBox) -> None:
    button = box.root.act  # type: ignore[attr-defined]
    assert not button.isEnabled()
    box.write("register_name", "Lena")
    assert button.isEnabled()
    box.write("register_born", "1975-13-08")
    assert not button.isEnabled()


def test_a_name_without_a_letter_is_told_at_the_name(box: RegisterBox) -> None:
    box.write("register_name", "12")
    box.click("register_save")
    assert told(box, "name")
    assert isinstance(box.root, QDialog)
