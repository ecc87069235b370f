"""The line that says how a certificate's file stands: what it has, or what is missing and why."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from app.storage.tables import CertificateFileRow, PaperCertificateRow
from app.usecases.certificate_files import FileStanding
from app.workspace import Desks, Workspace
from tests.desk_work import desks as desks_in
from tests.factories import FixedClock
from tests.pages import CertificatesPage
from tests.ui.drawing import DESK, clipped_texts, draw, dress, settle
from ui.application import Shell
from ui.language import set_language
from ui.screens.certificates_file_line import FileLine


@pytest.fixture
def desks(home_at_work: Path, clock: FixedClock, tmp_path: Path) -> Desks:
    """A desk with one certificate."""
    return desks_in(shutil.copytree(home_at_work, tmp_path / "desks"), clock)


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> CertificatesPage:
    """The certificates, not on view yet."""
    return CertificatesPage(shell, qtbot)


def said(page: CertificatesPage) -> str:
    """The line on view."""
    return " ".join(
        label.text() for label in page.find(FileLine, "certificate_file").findChildren(QLabel)
    )


def test_a_whole_file_is_said_to_be_one(page: CertificatesPage) -> None:
    """I4: signed and with its badge."""
    page.visit()
    assert said(page) == "Filen Underskriven · med digitalt bevis"
    draw(page.screen.window(), "certificate_file_signed", DESK)


def test_a_file_that_was_cut_off_is_made_by_looking(
    page: CertificatesPage, open_desk: Workspace
) -> None:
    """The program was killed between issue and file: nobody has to do anything."""
    with open_desk.desk.database.transaction() as session:
        session.execute(delete(CertificateFileRow))
    page.visit()
    assert said(page) == "Filen Underskriven · med digitalt bevis"


def test_a_file_without_signature_says_why(page: CertificatesPage, open_desk: Workspace) -> None:
    with open_desk.desk.database.transaction() as session:
        session.execute(delete(CertificateFileRow))
        session.execute(delete(PaperCertificateRow))
    page.visit()
    assert "ingen underskrift: nyckeln var inte godkänd" in said(page)
    draw(page.screen.window(), "certificate_file_unsigned", DESK)
    assert not clipped_texts(page.find(FileLine, "certificate_file"))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("standing", FileStanding)
def test_every_standing_has_its_words_and_fits(
    qtbot: QtBot, standing: FileStanding, language: str
) -> None:
    """At 200 % in the narrowest panel; read aloud as one sentence."""
    dress("dark", 200)
    set_language(language)
    line = FileLine()
    qtbot.addWidget(line)
    line.resize(520, 120)
    line.show_standing(standing)
    line.show()
    settle(line)
    labels = line.findChildren(QLabel)
    assert line.accessibleName() == f"{labels[0].text()}: {labels[1].text()}"
    assert not clipped_texts(line)
    line.show_standing(None)
    settle(line)
    assert line.accessibleName() == ""
    assert [label.text() for label in line.findChildren(QLabel)][1:] == [""]
