"""Checking: scanned, dropped, chosen, pasted; one answer in words for every case."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.layers import AGREES, Layer, Layers, LayerState, Why
from app.usecases.verification import Answer, Checked, Code
from app.workspace import Desks, Workspace
from tests.desk_work import desks as desks_in
from tests.factories import FixedClock
from tests.pages import VerifyPage, choose_in_dialog
from ui.application import Shell
from ui.models.answer_words import answer_look, as_of, code_words
from ui.models.layer_words import layer_rows

DAY = date(2026, 5, 4)


@pytest.fixture
def desks(home_at_work: Path, clock: FixedClock, tmp_path: Path) -> Desks:
    """A desk with one certificate."""
    return desks_in(shutil.copytree(home_at_work, tmp_path / "desks"), clock)


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> VerifyPage:
    """The screen, on view."""
    made = VerifyPage(shell, qtbot)
    made.visit()
    return made


@pytest.fixture
def code(open_desk: Workspace) -> str:
    """What stands in the QR of the certificate."""
    return open_desk.certificates.facts(open_desk.certificates.list()[0].id).qr_text


@pytest.fixture
def paper(open_desk: Workspace, tmp_path: Path) -> Path:
    """The certificate as a file."""
    path = tmp_path / "bevis.pdf"
    open_desk.certificates.save(open_desk.certificates.list()[0].id, path)
    return path


def test_a_scanned_practice_print_is_unmistakable(page: VerifyPage, code: str) -> None:
    """R40: never valid, whatever else it says."""
    page.scan(code)
    assert page.answer.startswith("PROV – inget bevis")
    assert page.says("Karin Lindqvist")
    assert page.says("CNC-operatör")
    assert page.says("Kompetensbevis · 8 av 8 områden")
    assert page.says("Säkerhet vid maskin")


def test_the_next_scan_lands_in_the_empty_field_wherever_the_keyboard_was(
    page: VerifyPage, code: str
) -> None:
    page.scan(code)
    field = page.screen.field.edit  # type: ignore[attr-defined]
    assert field.text() == ""
    assert QApplication.focusWidget() is field
    page.screen.drop.button.setFocus()  # type: ignore[attr-defined]
    page.qtbot.keyClicks(QApplication.focusWidget(), "KB1")
    assert field.text() == "KB1"


def test_a_dropped_file_is_checked(page: VerifyPage, paper: Path) -> None:
    page.drop(paper)
    assert page.answer.startswith("PROV")


def test_a_chosen_picture_is_checked(
    page: VerifyPage, open_desk: Workspace, tmp_path: Path
) -> None:
    picture = tmp_path / "bevis.png"
    certificate = open_desk.certificates.list()[0].id
    picture.write_bytes(open_desk.certificates.preview(certificate, 200))
    choose_in_dialog(page, page.screen.choose, picture)  # type: ignore[attr-defined]
    assert page.answer.startswith("PROV")


def test_text_file_and_picture_are_pasted(
    page: VerifyPage, code: str, paper: Path, open_desk: Workspace
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(code)
    page.click("verify_paste")
    assert page.answer.startswith("PROV")
    page.click("verify_next")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(paper))])
    clipboard.setMimeData(mime)
    page.click("verify_paste")
    assert page.answer.startswith("PROV")
    page.click("verify_next")
    certificate = open_desk.certificates.list()[0].id
    clipboard.setImage(QImage.fromData(open_desk.certificates.preview(certificate, 200)))
    page.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page.settle()
    assert page.answer.startswith("PROV")


def test_an_empty_clipboard_is_told(page: VerifyPage, shell: Shell) -> None:
    QGuiApplication.clipboard().clear()
    page.click("verify_paste")
    assert shell.window.findChild(object, "toast") is not None


def test_a_code_of_something_else_is_not_genuine(page: VerifyPage) -> None:
    page.scan("https://example.com/menu")
    assert page.answer.startswith("Inget kompetensbevis")
    assert "webbsida" in page.answer
    assert not page.sees("answer_name")


@pytest.mark.parametrize(
    ("name", "content"),
    [("tom.pdf", b""), ("text.pdf", b"hej"), ("bild.png", b"\x89PNG\r\n\x1a\n")],
)
def test_a_file_that_cannot_be_read_is_told_where_it_was_given(
    page: VerifyPage, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    page.drop(path)
    assert page.error()
    assert not page.sees("answer_band")


def test_a_picture_without_code_is_told(page: VerifyPage, tmp_path: Path) -> None:
    picture = QImage(200, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    path = tmp_path / "vit.png"
    picture.save(str(path))
    page.drop(path)
    assert page.error()


def test_recent_checks_tell_the_answer_and_nobodys_name(page: VerifyPage, code: str) -> None:
    """R41."""
    page.scan(code)
    page.scan("https://example.com")
    assert page.sees("verify_recent")
    texts = [label.text() for label in page.screen.recent.findChildren(QLabel)]  # type: ignore[attr-defined]
    assert "Ej äkta" in texts
    assert "Prov" in texts
    assert not any("Lindqvist" in text for text in texts)


def test_next_makes_ready_for_another(page: VerifyPage, code: str) -> None:
    page.scan(code)
    page.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not page.sees("answer_band")
    assert page.says("Läs in ett bevis, så syns svaret här.")


@pytest.mark.parametrize("code_", list(Code))
def test_every_code_has_a_sentence(code_: Code) -> None:
    assert code_words(code_).endswith((".", "?"))


@pytest.mark.parametrize("answer", list(Answer))
def test_every_answer_has_colour_icon_words_and_steps(answer: Answer) -> None:
    """R40: as of which list, unless there was none to check against."""
    look = answer_look(answer)
    assert look.words
    assert look.short
    assert (look.tone == "ok") == (answer is Answer.VALID)
    checked = Checked(answer, Code.OK, status_date=DAY)
    assert "inget äkta att jämföra med" in layer_rows(checked)[1].words
    assert as_of(checked, DAY)
    if answer not in (Answer.NOT_GENUINE, Answer.UNKNOWN_ISSUER, Answer.PRACTICE):
        assert "2026-05-04 (idag)" in as_of(checked, DAY)


@pytest.mark.parametrize(
    ("why", "said"), [(Why.UNENDORSED, "ingen myndighets ord"), (Why.ENDORSER_UNKNOWN, "okänd här")]
)
def test_a_badge_nobody_here_stands_behind_is_amber_in_words_of_its_own(
    why: Why, said: str
) -> None:
    """R40: neither an alarm nor agreement; a file that was changed is worse and said instead."""
    badge = Layer(LayerState.MISSING, why)
    checked = Checked(Answer.VALID, Code.OK, number="0", layers=Layers(AGREES, badge, AGREES))
    row = layer_rows(checked)[-1]
    assert (row.icon, row.tone) == ("info", "warn")
    assert row.words.startswith("PDF-filen är oförändrad. Märket i den stämmer, men ")
    assert said in row.words
    changed = Layer(LayerState.DIFFERS, Why.PROOF)
    checked = Checked(Answer.VALID, Code.OK, number="0", layers=Layers(AGREES, badge, changed))
    assert layer_rows(checked)[-1].tone == "bad"


def test_the_answer_speaks_english(page: VerifyPage, code: str, shell: Shell) -> None:
    page.scan(code)
    shell.appearance.set_language("en")
    page.settle()
    assert page.answer.startswith("PRACTICE – not a certificate")
    assert page.says("Machine safety") or page.says("CNC operator")
