"""The ways in: scanners of every layout, drops anywhere, the screen, the camera; the receipt."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.workspace import Desks, Workspace
from tests.desk_work import desks as desks_in
from tests.factories import FixedClock
from tests.pages import BoxPage, VerifyPage, choose_in_dialog
from ui.application import Shell
from ui.grey import grey
from ui.scanner import ScannerField
from ui.screens.verify_camera import CameraBox

HAS_CAMERA = find_spec("PySide6.QtMultimedia") is not None
NO_CAMERA = "QtMultimedia, the camera extra, is not installed (PySide6-Addons)"


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
def picture(open_desk: Workspace) -> QImage:
    """A picture of the certificate."""
    certificate = open_desk.certificates.list()[0].id
    return QImage.fromData(open_desk.certificates.preview(certificate, 200))


def _field(page: VerifyPage) -> QLineEdit:
    found: QLineEdit = page.screen.field.edit  # type: ignore[attr-defined]
    return found


def test_a_scanner_types_key_by_key_wherever_the_keyboard_is(page: VerifyPage, code: str) -> None:
    """Even while a button has it."""
    page.screen.paste.setFocus()  # type: ignore[attr-defined]
    for letter in code:
        page.qtbot.keyClicks(QApplication.focusWidget(), letter)
    page.key(Qt.Key.Key_Return)
    assert page.answer.startswith("PROV")


def test_a_scanner_without_enter_is_read_when_its_keys_rest(page: VerifyPage, code: str) -> None:
    """A burst that is a whole code; the field is empty again."""
    field = _field(page)
    page.qtbot.keyClicks(field, code)
    page.qtbot.waitUntil(lambda: page.sees("answer_band"), timeout=120_000)
    assert page.answer.startswith("PROV")
    assert field.text() == ""


def test_slow_typing_is_left_until_enter(qtbot: QtBot) -> None:
    """Nothing is done by chance: slow keys, few keys, half a code."""
    edit, taken, now = QLineEdit(), [], [0]
    qtbot.addWidget(edit)
    watched = ScannerField(edit, lambda text: text.endswith("9"), lambda: now[0])
    watched.scanned.connect(taken.append)

    def typed(text: str, pace: int) -> None:
        edit.clear()
        for letter in text:
            now[0] += pace
            qtbot.keyClicks(edit, letter)
        watched.settle()

    typed("1" * 400 + "9", 120)
    typed("1" * 20 + "9", 2)
    typed("1" * 400, 2)
    assert taken == []
    typed("1" * 400 + "9", 2)
    assert len(taken) == 1


@pytest.mark.parametrize(
    ("signs", "become"), [(":/-#", "Ö-+#"), (":/-#", "Ö-ß§"), ("#", "£")], ids=["sv", "de", "gb"]
)
def test_a_scanner_on_another_layout_is_understood(
    page: VerifyPage, code: str, signs: str, become: str
) -> None:
    """The digits are the code."""
    page.scan(code.translate(str.maketrans(signs, become)))
    assert page.answer.startswith("PROV")


def test_a_french_keyboard_gives_signs_for_digits(page: VerifyPage, code: str) -> None:
    """`&é"'` are 1234."""
    address, _, digits = code.partition("#")
    row = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))
    page.scan(f"{address}3" + digits.translate(str.maketrans(row)))
    assert page.answer.startswith("PROV")


def _drop(page: VerifyPage, mime: QMimeData) -> None:
    screen, copy = page.screen, Qt.DropAction.CopyAction
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, *held)
    QApplication.sendEvent(screen, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(screen, QDropEvent(QPointF(5, 5), copy, mime, *held))
    page.settle()


def test_text_link_and_picture_are_dropped_anywhere(
    page: VerifyPage, code: str, picture: QImage
) -> None:
    """From a mail, a browser, a picture viewer."""
    text, link, seen = QMimeData(), QMimeData(), QMimeData()
    text.setText(code)
    link.setUrls([QUrl(code)])
    seen.setImageData(picture)
    for mime in (text, link, seen):
        _drop(page, mime)
        assert page.answer.startswith("PROV")
        page.click("verify_next")


def test_a_code_on_the_screen_is_read(
    page: VerifyPage, picture: QImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screens' picture comes from the system; nothing of it is kept."""
    monkeypatch.setattr("ui.screens.verify_ways.screens", lambda: (picture,))
    page.click("verify_screen")
    assert page.answer.startswith("PROV")
    assert page.says("Kan inte jämföras i en bild. Jämför själv med uppgifterna här.")


def test_no_code_on_the_screen_is_told(page: VerifyPage, shell: Shell) -> None:
    """The real grab of an offscreen screen shows this window, and no code in it."""
    page.click("verify_screen")
    assert shell.window.findChild(object, "toast") is not None
    assert not page.sees("answer_band")


def test_the_receipt_says_the_outcome_and_nobodys_name(
    page: VerifyPage, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R41: on paper too. Without a printer it is saved."""
    monkeypatch.setenv("PATH", str(tmp_path))
    page.scan(code)
    page.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    box = BoxPage(page.shell, page.qtbot)
    box.name = "print_box"
    kept = tmp_path / "kvitto.pdf"
    choose_in_dialog(page, lambda: box.click("print_now"), kept)
    page.settle()
    from tests.app.certificate.reading_back import text_of

    said = text_of(kept.read_bytes())
    assert "PROV – inget bevis" in said
    assert "Bara koden är läst" in said
    assert "Lindqvist" not in said
    with pikepdf.open(kept) as pdf:
        assert "Lindqvist" not in str(pdf.docinfo)


def test_several_certificates_in_one_file_are_stepped_through(
    page: VerifyPage, open_desk: Workspace, tmp_path: Path
) -> None:
    """A batch print dropped as one file."""
    from app.certificate.page import draw_certificate
    from tests.app.certificate import samples
    from tests.app.certificate.genuine import sealed

    batch = pikepdf.new()
    for number in (b"0123456789", b"9876543210"):
        facts = sealed(_practice(samples.full(), number))
        one = tmp_path / "one.pdf"
        one.write_bytes(draw_certificate(facts))
        with pikepdf.open(one) as part:
            batch.pages.extend(part.pages)
    path = tmp_path / "alla.pdf"
    batch.save(path)
    page.drop(path)
    assert page.says("Bevis 1 av 2 i filen")
    answer = page.screen.answer  # type: ignore[attr-defined]
    first = answer.checked.number
    page.click("verify_more_onward")
    assert page.says("Bevis 2 av 2 i filen")
    assert answer.checked.number != first
    assert len(open_desk.verification.recent()) == 2


def _practice(facts: object, number: bytes) -> object:
    from dataclasses import replace

    return replace(facts, practice=True, certificate_id=number)  # type: ignore[type-var]


@pytest.mark.skipif(HAS_CAMERA, reason="the camera extra is installed")
def test_without_the_extra_the_camera_says_what_is_missing(page: VerifyPage) -> None:
    """And how to get it; no dead button."""
    page.click("verify_camera")
    box = BoxPage(page.shell, page.qtbot)
    box.name = "camera_missing"
    assert box.says("QtMultimedia")
    assert box.says("PySide6-Addons")
    box.key(Qt.Key.Key_Escape)
    assert not box.is_open


@pytest.mark.skipif(not HAS_CAMERA, reason=NO_CAMERA)
@pytest.mark.qt_log_ignore("QRhi", "propagateSizeHints")
def test_a_film_of_a_certificate_is_read(page: VerifyPage, picture: QImage) -> None:
    """Frames given to the sink as a camera gives them."""
    from PySide6.QtMultimedia import QVideoFrame

    page.click("verify_camera")
    (box,) = page.shell.window.findChildren(CameraBox)
    for _ in range(3):
        box._camera.sink.setVideoFrame(QVideoFrame(QImage(64, 64, QImage.Format.Format_RGB32)))
    frame = picture.convertToFormat(QImage.Format.Format_RGB32)

    def filmed() -> bool:
        if shiboken6.isValid(box) and box.isVisible():
            box._camera.sink.setVideoFrame(QVideoFrame(frame))
        return page.sees("answer_band")

    assert box.view.image.width() == 64
    assert "Ingen kamera hittades" in box.note.words.text()
    page.qtbot.waitUntil(filmed, timeout=120_000)
    assert page.answer.startswith("PROV")


def test_a_picture_of_a_camera_is_decoded_whatever_its_rows_are_padded_to(
    open_desk: Workspace, picture: QImage, code: str
) -> None:
    """Widths that are no multiple of four, transparency, colour: without any camera."""
    for width in (picture.width() - 1, picture.width() - 2, picture.width()):
        for form in (QImage.Format.Format_ARGB32, QImage.Format.Format_RGB888):
            part = picture.copy(0, 0, width, picture.height()).convertToFormat(form)
            assert open_desk.verification.codes_in_grey(grey(part)) == (code,)
