"""Photos at the practical's screen: file, clipboard, drop; small, large, away and back."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from app.domain.case import Step
from app.domain.missing import Missing
from app.usecases.practical_sheet import Photo
from tests.desk_work import CaseWalk, a_photo
from tests.pages_case import CasePage
from ui.screens.case.practical import PracticalPane

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def practical(page: CasePage, walk: CaseWalk) -> PracticalPane:
    """The practical just begun, at a criterion that wants a photo."""
    page.open(walk.to(Step.PRACTICAL).case_id)
    page.enter()
    pane = page.screen.pane
    assert isinstance(pane, PracticalPane)
    pane._go_to(wanting(walk))
    return pane


def wanting(walk: CaseWalk) -> str:
    """The first criterion that wants a photo."""
    return next(c.id for c in walk.protocol.criteria if c.evidence == "photo")


def photos(pane: PracticalPane) -> tuple[Photo, ...]:
    """The photos of the criterion on view."""
    assert pane.book is not None
    return pane.book.here.photos


def copy_picture(tint: int = 0x557799) -> None:
    """A picture on the clipboard."""
    picture = QImage(320, 200, QImage.Format.Format_RGB32)
    picture.fill(tint)
    QGuiApplication.clipboard().setImage(picture)


def test_a_rating_asks_for_the_photo_and_a_pasted_one_goes_on(
    page: CasePage, practical: PracticalPane, walk: CaseWalk
) -> None:
    """R28: said in words beside the button; done with the picture."""
    page.rate(3)
    assert page.focus.objectName() == "photo"
    assert "inte ansikten" in practical.card.acts.hint.text()
    copy_picture()
    page.key(Qt.Key.Key_V, CONTROL)
    assert practical.book is not None
    assert practical.book.current != wanting(walk)
    assert practical.book.sheet(wanting(walk)).is_done


def test_a_picture_pasted_in_the_note_is_a_photo_and_words_stay_words(
    page: CasePage, practical: PracticalPane
) -> None:
    page.key(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    copy_picture()
    page.key(Qt.Key.Key_V, CONTROL)
    assert len(photos(practical)) == 1
    QGuiApplication.clipboard().setText("slät yta")
    page.key(Qt.Key.Key_V, CONTROL)
    assert practical.card.note.toPlainText() == "slät yta"
    assert len(photos(practical)) == 1


def test_a_file_is_chosen_in_the_systems_own_dialog(
    page: CasePage, practical: PracticalPane, tmp_path: Path
) -> None:
    picture = tmp_path / "bit.jpg"
    picture.write_bytes(a_photo())
    page.click("photo")
    chooser = page.shell.window.findChild(QFileDialog, "choose_file")
    assert chooser is not None
    chooser.fileSelected.emit(str(picture))
    chooser.reject()
    page.settle()
    assert len(photos(practical)) == 1
    assert page.find(QAbstractButton, "photo_1").isVisible()


def test_files_dropped_on_the_card_are_photos(
    page: CasePage, practical: PracticalPane, tmp_path: Path
) -> None:
    paths = [tmp_path / "a.jpg", tmp_path / "b.png"]
    paths[0].write_bytes(a_photo())
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "olive").save(out, "PNG")
    paths[1].write_bytes(out.getvalue())
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    over = practical.card.rect().center()
    entered = QDragEnterEvent(over, copy, given, left, none)
    QApplication.sendEvent(practical.card, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(practical.card, QDropEvent(QPointF(over), copy, given, left, none))
    page.settle()
    assert len(photos(practical)) == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bild.heic", b"\x00\x00\x00\x18ftypheic" + bytes(60), "HEIC"),
        ("brev.jpg", b"hej", "ingen bild"),
        ("borta.jpg", None, "ingen bild"),
    ],
)
def test_a_file_that_is_no_picture_is_refused_in_words(
    page: CasePage,
    practical: PracticalPane,
    tmp_path: Path,
    name: str,
    content: bytes | None,
    words: str,
) -> None:
    """What is rated stays; the next step is said."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    practical.photos._add_file(tmp_path / name)
    page.settle()
    assert page.screen.errors.isVisible()
    assert words in page.screen.errors.what.text()
    assert photos(practical) == ()
    assert "Läser" not in practical.card.acts.hint.text()


def test_a_photo_is_looked_at_large_taken_away_and_brought_back(
    page: CasePage, practical: PracticalPane
) -> None:
    for tint in (0x557799, 0x995577):
        copy_picture(tint)
        page.key(Qt.Key.Key_V, CONTROL)
    assert len(photos(practical)) == 2
    page.click("photo_2")
    box = page.dialog("photo_box")
    page.settle()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    page.settle()
    assert len(photos(practical)) == 1
    box.accept()
    undo = page.shell.window.findChild(QAbstractButton, "toast_undo")
    assert undo is not None
    undo.click()
    page.settle()
    assert len(photos(practical)) == 2


def test_a_photo_belongs_to_the_criterion_it_was_taken_for(
    page: CasePage, practical: PracticalPane, walk: CaseWalk
) -> None:
    """Somebody goes on before the picture is read."""
    copy_picture()
    practical.photos.paste()
    practical._go_to("sak-4")
    page.settle()
    assert photos(practical) == ()
    assert practical.book is not None
    assert len(practical.book.sheet(wanting(walk)).photos) == 1
    assert Missing.RATING in practical.book.sheet(wanting(walk)).missing


@pytest.mark.begins_at(Step.DECISION)
def test_nothing_is_added_to_a_practical_that_is_over(page: CasePage, walk: CaseWalk) -> None:
    page.open(walk.to(Step.DECISION).case_id)
    page.screen._on_step(Step.PRACTICAL)
    page.settle()
    pane = page.screen.pane
    assert isinstance(pane, PracticalPane)
    pane._go_to(wanting(walk))
    copy_picture()
    pane.photos.paste()
    page.settle()
    assert len(photos(pane)) == 1
    assert not page.find(QAbstractButton, "photo").isEnabled()
