"""No network for days: a file on a stick to the node, its answer back, by the keyboard alone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.usecases.bundles import Answered, Progress
from app.workspace import Workspace
from tests.app.sync.bundle_files import answer
from tests.app.sync.region import (
    Prepared,
    assert_agree,
    copied_laptop,
    copied_node,
    reach,
    write_links,
)
from tests.app.sync.test_bundle_objects import package, region_says
from tests.node_process import NodeProcess
from tests.seat import Seat
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw
from ui.screens.sync import SyncScreen
from ui.screens.sync_file_words import answered_words
from ui.widgets.error_bar import ErrorBar

CTRL = Qt.KeyboardModifier.ControlModifier
VIEWS = {
    "light": (Settings(theme="light"), DESK),
    "dark": (Settings(theme="dark"), DESK),
    "small": (Settings(theme="light"), SMALL),
    "small-english-dark": (Settings(theme="dark", language="en"), SMALL),
    "double": (Settings(theme="light", scale=200), DESK),
}
SitAt = Callable[[Settings], Seat]


@pytest.fixture
def laptop(prepared: Prepared, tmp_path: Path) -> Iterator[Workspace]:
    """The enrolled laptop, without a network."""
    workspace = copied_laptop(prepared, tmp_path)
    reach(workspace, "http://127.0.0.1:9")
    yield workspace
    workspace.close()


@pytest.fixture
def node(prepared: Prepared, tmp_path: Path) -> NodeProcess:
    """The node, where no wire leads."""
    return copied_node(prepared, tmp_path)


@pytest.fixture
def sit(laptop: Workspace, qtbot: QtBot) -> Iterator[SitAt]:
    """Opens the window of the laptop, in the sync room."""
    seats: list[Seat] = []

    def down(settings: Settings) -> Seat:
        seats.append(Seat(laptop, qtbot, settings))
        seats[-1].go("sync")
        return seats[-1]

    yield down
    for seat in seats:
        seat.leave()


def test_a_stick_there_and_back_by_the_keyboard(
    sit: SitAt, laptop: Workspace, node: NodeProcess, tmp_path: Path
) -> None:
    """R61, R62: what lies in the file is said, the wrong file told; receipts and news come back."""
    seat = sit(Settings(theme="light"))
    assert "finns bara på den här datorn" in _title(seat)
    seat.key(Qt.Key.Key_S, CTRL)
    seat.choose(tmp_path / "ut.intyga")
    assert "Filen är skriven: 4 poster" in _told(seat)
    assert "4 poster ligger i filen ut.intyga sedan" in _words(seat)
    assert "har inget kvitto än" in _title(seat)
    assert seat.shell.status.waiting == 4

    seat.key(Qt.Key.Key_O, CTRL)
    seat.choose(tmp_path / "ut.intyga")
    assert _error(seat).startswith("Det här är filen till noden")
    assert "Inget är ändrat här" in _error(seat)

    region_says(node.folder, lambda region: region.publish(package(node.folder)))
    answer(node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga")
    came = "Svaret är inläst: 4 kvitton. Med svaret kom 1 protokoll från regionen."
    for said in (came, "Det gav inga nya kvitton. Noden har kvitterat alla poster."):
        seat.key(Qt.Key.Key_O, CTRL)
        seat.choose(tmp_path / "svar.intyga")
        assert said in _told(seat)
        assert _error(seat) == ""
    assert _title(seat) == "Allt är skickat och kvitterat"
    assert seat.shell.status.waiting == 0
    assert_agree(laptop, node)


def test_by_the_mouse_a_full_place_is_told_and_writing_can_be_stopped(
    sit: SitAt, laptop: Workspace, tmp_path: Path
) -> None:
    """Errors say what is safe; stopped in the middle, no file is there and nothing is claimed."""
    write_links(laptop, 450)
    seat = sit(Settings(theme="light"))
    card = _screen(seat).file
    seat.press(card.write)
    seat.choose(tmp_path / "none" / "ut.intyga")
    assert _error(seat).startswith("Platsen för ut.intyga finns inte längre.")
    seen, pressed = list[int](), Event()

    def look(progress: Progress) -> None:
        seen.append(progress.sent)
        assert pressed.wait(120)

    laptop.bundles.write = _watched(laptop, look)  # type: ignore[method-assign]
    seat.press(card.write)
    seat.choose(tmp_path / "ut.intyga", wait=False)
    assert _error(seat) == ""
    seat.qtbot.waitUntil(lambda: card._doing.text() == "200 av 454 klara", timeout=120_000)
    assert seat.shell.window.focusWidget() is card.stop
    seat.qtbot.mouseClick(card.stop, Qt.MouseButton.LeftButton)
    pressed.set()
    seat.settle()
    assert seen == [200]
    assert _told(seat).startswith("Avbrutet. Ingen fil skrevs")
    assert not (tmp_path / "ut.intyga").exists()
    assert seat.shell.window.focusWidget() is card.write
    assert "ligger i filen" not in _words(seat)


@pytest.mark.parametrize("view", VIEWS)
def test_the_card_is_drawn_whole_in_every_state(
    view: str, sit: SitAt, node: NodeProcess, tmp_path: Path
) -> None:
    """Nothing clipped: before, written, refused, answered, and while it runs."""
    settings, size = VIEWS[view]
    seat = sit(settings)
    window, bundle = seat.shell.window, tmp_path / "intyga-barbar-07-2026-11-22-0302.intyga"
    card = _screen(seat).file

    def is_whole(state: str) -> bool:
        draw(window, f"sync-file-{view}-{state}", size)
        return clipped_texts(window) == []

    assert is_whole("before")
    seat.key(Qt.Key.Key_S, CTRL)
    seat.choose(bundle)
    assert is_whole("written")
    seat.key(Qt.Key.Key_O, CTRL)
    seat.choose(bundle)
    assert is_whole("refused")
    seat.key(Qt.Key.Key_O, CTRL)
    seat.choose(answer(node.folder, bundle, tmp_path / "svar.intyga"))
    assert is_whole("answered")
    came = Answered(4, 0, 2, "", datetime.now(UTC), photos=3, photos_waiting=1, protocols=1)
    card._say(lambda: answered_words(came))
    assert is_whole("answered-much")
    card._begin()
    card._on_progress(Progress(120, 453))
    assert is_whole("running")


def test_every_part_of_the_card_can_be_reached_and_has_a_name(sit: SitAt) -> None:
    card = _screen(sit(Settings(theme="light"))).file
    for button in (card.write, card.read):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.text()
    card._begin()
    assert card.progress.accessibleName()
    assert card.stop.isVisible()


def _watched(laptop: Workspace, look: Callable[[Progress], None]) -> Callable[..., object]:
    """The same writing, which waits until somebody at the screen has seen how far it is."""
    real = laptop.bundles.write

    def write(path: Path, tell: Callable[[Progress], None], stopped: Callable[[], bool]) -> object:
        def show(progress: Progress) -> None:
            tell(progress)
            look(progress)

        return real(path, show, stopped)

    return write


def _screen(seat: Seat) -> SyncScreen:
    found = seat.shell.window.findChild(SyncScreen)
    assert found is not None
    return found


def _title(seat: Seat) -> str:
    return _screen(seat).headline.title.text()


def _words(seat: Seat) -> str:
    return _text(seat, "sync_file_words")


def _told(seat: Seat) -> str:
    return _text(seat, "sync_file_told")


def _text(seat: Seat, name: str) -> str:
    found = seat.shell.window.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisible() else ""


def _error(seat: Seat) -> str:
    bars = seat.shell.window.findChildren(ErrorBar)
    return next((bar.accessibleName() for bar in bars if bar.isVisible()), "")
