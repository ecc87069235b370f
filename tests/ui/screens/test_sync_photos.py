"""Photos on their way, in the sync room: counted, seen to go, and never said to be sent before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.case import Step
from app.storage import photo_trouble
from app.storage.photo_trouble import Troubled
from app.storage.tables import BlobRow
from app.sync.run import Progress
from app.usecases.syncing import LastTry, WaitReason
from app.workspace import Workspace
from tests.app.sync.photo_files import at_node, name_photos
from tests.app.sync.region import PHRASE, Prepared, copied_laptop, copied_node, reach
from tests.desk_work import CaseWalk
from tests.seat import Unhurried
from tests.ui.drawing import clipped_texts, draw, picture
from tests.ui.screens.test_sync import ENROLLED, NOON, NOWHERE
from ui.application import Shell
from ui.language import set_language
from ui.screens.sync import SyncScreen
from ui.screens.sync_words import headline, why_words
from ui.sync_timer import SyncTimer

ALONE = replace(
    ENROLLED,
    waiting=0,
    certificates_waiting=0,
    rows=(),
    photos_waiting=3,
    photos_size=800_000,
    reason=WaitReason.PHOTOS_LEFT,
    last_try=LastTry(NOON, WaitReason.NOTHING_WAITS),
)


@pytest.fixture
def laptop(prepared: Prepared, tmp_path: Path) -> Iterator[Workspace]:
    """The enrolled laptop; its node cannot be reached."""
    workspace = copied_laptop(prepared, tmp_path)
    reach(workspace, NOWHERE)
    yield workspace
    workspace.close()


@pytest.fixture
def runner(shell: Shell, laptop: Workspace, qtbot: QtBot) -> Iterator[SyncTimer]:
    """The laptop's runner; none of its runs comes by itself while a test looks."""
    clock = laptop.desk.clock
    made = SyncTimer(laptop.syncing, shell.background, shell.status, clock, Unhurried())
    yield made
    made.close()
    qtbot.waitUntil(lambda: shell.background.idle, timeout=120_000)


@pytest.fixture
def screen(runner: SyncTimer, laptop: Workspace, shell: Shell, qtbot: QtBot) -> SyncScreen:
    """The room, open."""
    made = SyncScreen(runner, laptop.bundles, shell.background, laptop.photo_mending)
    qtbot.addWidget(made)
    made.resize(1240, 680)
    made.show()
    qtbot.waitUntil(lambda: shell.background.idle and runner.status is not None, timeout=120_000)
    return made


def test_a_run_sends_the_photos_too_and_says_how_many_waited(
    screen: SyncScreen,
    runner: SyncTimer,
    laptop: Workspace,
    prepared: Prepared,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """R62: everything is said to be sent only when the photos are there."""
    names = set(name_photos(laptop, 200_000, 300_000))
    with copied_node(prepared, tmp_path) as node:
        reach(laptop, node.address)
        screen.refresh()
        waits = "2 bilder väntar, 500"
        qtbot.waitUntil(
            lambda: waits in screen.headline._line.text().replace("\u00a0", " "), timeout=120_000
        )
        qtbot.mouseClick(screen.now, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "Allt är skickat" in _said(screen), timeout=120_000)
        assert at_node(node) == names


def test_photos_alone_are_never_said_to_be_sent() -> None:
    said = headline(ALONE, "warn")
    assert said.title.replace("\u00a0", " ") == "3 bilder väntar, 800 kB"
    assert "kvitterade" in said.line
    assert "bilder" in why_words(ALONE)
    both = headline(replace(ENROLLED, photos_waiting=1, photos_size=1_200_000), "warn")
    assert "1 bild väntar, 1,2" in both.line
    full = replace(ALONE, reason=WaitReason.REFUSED)
    full = replace(full, last_try=LastTry(NOON, WaitReason.REFUSED, "disk_full", 1))
    assert "disk är full" in why_words(full)


def test_a_damaged_photo_is_named_with_its_case_and_fetched_from_a_copy(
    screen: SyncScreen,
    runner: SyncTimer,
    laptop: Workspace,
    prepared: Prepared,
    qtbot: QtBot,
) -> None:
    """R62: never said to be all sent; the record's hold is told; whole again it waits as usual."""
    CaseWalk(laptop, prepared.case_id, PHRASE).to(Step.DECISION)
    laptop.backups.keep_now()
    with laptop.desk.database.transaction() as session:
        blob = session.scalars(select(BlobRow)).first()
        assert blob is not None
        whole, blob.content = blob.content, b"bent"
        photo_trouble.note(session, blob.sha256)
    screen.refresh()
    qtbot.waitUntil(lambda: screen.trouble.isVisible(), timeout=120_000)
    said = " ".join(one.text() for one in screen.trouble.findChildren(QLabel))
    assert "Noden håller posten den hör till" in said
    (line,) = screen.trouble.findChildren(QAbstractButton, "sync_trouble_case")
    assert "Karin" in line.text() or line.text().endswith("bilden är skadad")
    with qtbot.waitSignal(screen.go, timeout=120_000) as gone:
        qtbot.keyClick(line, Qt.Key.Key_Space)
    assert gone.args == ["case", prepared.case_id]
    for size in (QSize(1093, 614), QSize(1366, 768)):
        draw(screen, f"sync-trouble-{size.width()}", size)
        assert clipped_texts(screen) == []
    qtbot.mouseClick(screen.trouble.mend, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not screen.trouble.isVisible(), timeout=120_000)
    with laptop.desk.database.reading() as session:
        assert session.get_one(BlobRow, blob.sha256).content == whole
    assert laptop.syncing.status().photos_waiting
    assert not laptop.syncing.status().troubled
    assert [*laptop.backups.folder.glob("*mend*")] == []
    assert runner.status is not None


def test_a_photo_that_no_copy_has_is_said_to_be_so() -> None:
    lost = replace(ALONE, photos_waiting=0, troubled=(Troubled("ab" * 32, is_missing=True),))
    lost = replace(lost, reason=WaitReason.NOTHING_WAITS)
    assert headline(lost, "warn").title == "1 bild kan inte skickas härifrån"
    assert "skadade eller borta" in why_words(lost)


def test_the_progress_turns_to_photos_when_the_records_are_through(
    screen: SyncScreen, runner: SyncTimer
) -> None:
    screen.show_status(ALONE)
    assert "och 3 bilder" in screen.figures["waiting"].accessibleName()
    runner.progressed.emit(Progress(5, 5, 2, 7))
    assert (screen.progress.value(), screen.progress.maximum()) == (2, 7)
    assert screen._doing.text() == "2 av 7 bilder skickade"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", [QSize(1093, 614), QSize(1366, 768)])
def test_nothing_is_clipped(
    screen: SyncScreen, runner: SyncTimer, language: str, size: QSize
) -> None:
    runner.close()  # a screen looks again in another language: what it found came over ALONE
    set_language(language)
    screen.show_status(ALONE)
    picture(screen, size)
    assert clipped_texts(screen) == []
    assert screen._status is ALONE


def _said(screen: SyncScreen) -> str:
    return screen.headline.title.text().replace("\u00a0", " ")
