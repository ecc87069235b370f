"""The laptop's file is ruined in the middle of a day: a copy, one question, on with the work."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from sqlalchemy import select

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.storage.tables import RecordRow
from app.usecases.people import NewPerson
from app.usecases.restores import RestoreProgress, RestoreStep
from tests.day import Day
from tests.pages import Page, UnlockPage
from ui.screens.restore import Restore


class Hand(Page):
    """Whoever sits there, by the keyboard."""

    @property
    def root(self) -> Restore:
        """The page on view."""
        return next(one for one in self.shell.window.findChildren(Restore) if one.isVisible())

    def press(self, name: str) -> None:
        """A button, by Space."""
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.settle()


@pytest.mark.begins_at(Step.PRACTICAL)
def test_from_settings_to_the_copy_of_this_morning_and_nothing_signed_is_lost(day: Day) -> None:
    """R59, R60: asked for in Settings; what is replaced, safe and given back is said before."""
    case = day.walk().case_id
    day.desk.backups.keep_now()
    day.clock.advance(2 * 3600)
    day.desk.people.register(NewPerson("Nora Nykomling"))
    signed = _hashes(day)
    day.shell.window.go("settings")
    day.settle()
    _press(day, "keeping_restore")
    _press(day, "confirm_yes")
    hand = Hand(day.shell, day.qtbot)
    hand.settle()
    assert day.session.workspace is None
    hand.press("restore_copy_1")  # the newest was made when the desk was locked just now
    hand.write("restore_pin", PRACTICE_PIN)
    hand.key(Qt.Key.Key_Return)
    for words in (
        "Ska kopian ersätta det som finns här?",
        "Kopian är 2 timmar äldre än det som finns här.",
        "signerad post som bara finns här följer med.",
        "läggs undan bredvid",
        "inget mer kommer tillbaka",
    ):
        assert hand.says(words), words
    hand.press("restore_now")
    unlock = UnlockPage(day.shell, day.qtbot)
    unlock.settle()
    assert unlock.says("är på plats")
    assert unlock.says("1 signerad post följde med")
    day.unlock()
    assert signed <= _hashes(day)
    assert day.desk.people.search("Nykomling").matching == 1
    assert day.desk.cases.view(case).next_step is Step.PRACTICAL
    assert day.desk.log_check.verify().is_whole


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_ruined_file_is_met_at_unlock_a_wrong_one_told_and_the_stick_mends_it(
    day: Day, tmp_path: Path
) -> None:
    """R59, R60: dropped on the page; stopped once in the middle, nothing has changed; then done."""
    case = day.walk().case_id
    kept = _kept_on_a_stick(day, tmp_path / "stick")
    file = day.home / DeskKind.PRACTICE / "desk.db"
    file.write_bytes(b"ruined" * 9000)
    unlock = UnlockPage(day.shell, day.qtbot)
    unlock.settle()
    unlock.type(PRACTICE_PIN)
    assert "kan inte läsas" in unlock.error()
    unlock.press_error_offer()
    hand = Hand(day.shell, day.qtbot)
    hand.settle()
    half = tmp_path / "halv.intyga-backup"
    half.write_bytes(kept.read_bytes()[: 5 * 4096 + 7])
    hand.root.choose.drop.dropped.emit(half)
    hand.settle()
    assert "slutet" in hand.error()
    hand.root.choose.drop.dropped.emit(kept)
    hand.settle()
    hand.write("restore_pin", PRACTICE_PIN)
    _stop_on_the_way(hand)
    assert "avbröts innan något ändrades" in hand.error()
    assert file.read_bytes() == b"ruined" * 9000
    hand.press("restore_now")
    assert hand.says("inte går att läsa")
    hand.press("restore_now")
    unlock.settle()
    assert unlock.says("desk.db.before-restore-")
    day.unlock()
    assert day.desk.cases.view(case).next_step is Step.PRACTICAL
    assert [*file.parent.glob("*.restoring*")] == []


def _kept_on_a_stick(day: Day, stick: Path) -> Path:
    """A copy there; the desk is locked then."""
    stick.mkdir()
    day.desk.backups.choose_second(stick)
    day.desk.backups.keep_now()
    day.lock()
    return next(stick.iterdir())


def _stop_on_the_way(hand: Hand) -> None:
    """Enter, and Cancel as soon as it has begun; the work waits for that, however slow the hand."""
    page, pressed = hand.root, Event()
    heard, lane = page._on_progress, hand.shell.background.network
    relay = lane.relay

    def stop_at_once(progress: RestoreProgress) -> None:
        heard(progress)
        if progress.step is RestoreStep.COPYING:
            page._on_stop()
            pressed.set()

    def waiting(owner: QObject, tell: Callable[[Any], object]) -> Callable[[Any], None]:
        report = relay(owner, tell)

        def told(progress: RestoreProgress) -> None:
            report(progress)
            assert progress.step is not RestoreStep.COPYING or pressed.wait(120)

        return told

    page._on_progress = stop_at_once  # type: ignore[method-assign]
    lane.relay = waiting  # type: ignore[method-assign]
    hand.key(Qt.Key.Key_Return)
    page._on_progress, lane.relay = heard, relay  # type: ignore[method-assign]


def _press(day: Day, name: str) -> None:
    found = [b for b in day.shell.window.findChildren(QAbstractButton, name) if b.isVisible()]
    found[-1].setFocus()
    day.qtbot.keyClick(found[-1], Qt.Key.Key_Space)
    day.settle()
    assert day.shell.window.findChildren(QLabel)


def _hashes(day: Day) -> set[bytes]:
    with day.desk.desk.database.reading() as session:
        return set(session.scalars(select(RecordRow.hash)))
