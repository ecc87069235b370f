"""Tiles, segments and the PIN pad: mouse, keyboard, and what a screen reader is told."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.option_tile import OptionTick, OptionTile
from ui.widgets.pin_pad import PinPad
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.tile_drawing import largest_that_fits
from ui.widgets.tiles import RatingTile


@pytest.fixture
def tiles(qtbot: QtBot) -> list[RatingTile]:
    row = QWidget()
    layout = QHBoxLayout(row)
    made = [RatingTile(number, f"Steg {number}", "Så här") for number in (1, 2, 3, 4)]
    for tile in made:
        layout.addWidget(tile)
    qtbot.addWidget(row)
    row.show()
    row.activateWindow()
    qtbot.waitUntil(row.isActiveWindow, timeout=120_000)
    made[0]._keeps = row  # the row lives as long as its tiles
    return made


def test_a_click_anywhere_on_a_tile_chooses_it(tiles: list[RatingTile], qtbot: QtBot) -> None:
    corner = QPoint(tiles[2].width() - 4, tiles[2].height() - 4)
    qtbot.mouseClick(tiles[2], Qt.MouseButton.LeftButton, pos=corner)
    assert [tile.isChecked() for tile in tiles] == [False, False, True, False]


def test_arrows_go_from_tile_to_tile(tiles: list[RatingTile], qtbot: QtBot) -> None:
    tiles[0].setFocus()
    qtbot.keyClick(tiles[0], Qt.Key.Key_Space)
    qtbot.keyClick(tiles[0], Qt.Key.Key_Right)
    assert tiles[1].isChecked()
    assert tiles[1].hasFocus()


def test_a_screen_reader_meets_radio_buttons_with_their_meaning(tiles: list[RatingTile]) -> None:
    told = QAccessible.queryAccessibleInterface(tiles[2])
    assert told.role() == QAccessible.Role.RadioButton
    assert told.text(QAccessible.Text.Name) == "3 Steg 3"
    assert told.text(QAccessible.Text.Description) == "Så här"


def test_tab_leads_to_the_segment_chosen_by_mouse(qtbot: QtBot) -> None:
    choice = SegmentedChoice([("a", "Alla"), ("o", "Öppna"), ("s", "Slutna")], "Visa")
    qtbot.addWidget(choice)
    choice.show()
    choice.choose("a")
    clicked = choice.findChild(QRadioButton, "s")
    qtbot.mouseClick(clicked, Qt.MouseButton.LeftButton)
    reached = [
        one.objectName()
        for one in choice.findChildren(QRadioButton)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert (choice.key, reached) == ("s", ["s"])
    choice.choose_none()
    segments = choice.findChildren(QRadioButton)
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in segments)


def test_a_tile_grows_with_its_words(qtbot: QtBot) -> None:
    short = RatingTile(1, "Inte ännu", "Osäkert")
    long = RatingTile(1, "Inte ännu", "Osäkert " * 30)
    for tile in (short, long):
        qtbot.addWidget(tile)
    assert short.heightForWidth(160) == 108
    assert long.heightForWidth(160) > 200


def test_a_long_name_gets_smaller_letters_before_it_is_cut(qtbot: QtBot) -> None:
    wide, narrow = (largest_that_fits("Självständigt", width) for width in (140, 60))
    assert (wide.pixelSize(), narrow.pixelSize()) == (15, 12)


def test_an_answer_grows_with_its_text_and_its_size(qtbot: QtBot) -> None:
    tile = OptionTile("A", "25,012 mm")
    qtbot.addWidget(tile)
    plain = tile.heightForWidth(400)
    tile.look.set_text(
        "Ett svar som är så långt att det behöver flera rader för att få plats. " * 2
    )
    more = tile.heightForWidth(400)
    tile.look.set_pixels(32)
    assert plain < more < tile.heightForWidth(400)


def test_several_answers_are_tick_boxes_and_one_is_a_radio_button(qtbot: QtBot) -> None:
    one, many = OptionTile("A", "Ja"), OptionTick("A", "Ja")
    for tile in (one, many):
        qtbot.addWidget(tile)
    roles = [QAccessible.queryAccessibleInterface(tile).role() for tile in (one, many)]
    assert roles == [QAccessible.Role.RadioButton, QAccessible.Role.CheckBox]
    assert many.accessibleName() == "A: Ja"


def test_a_segment_tells_its_key_only_when_a_person_chooses(qtbot: QtBot) -> None:
    choice = SegmentedChoice([("sv", "SV"), ("en", "EN")])
    qtbot.addWidget(choice)
    choice.show()
    told: list[str] = []
    choice.chosen.connect(told.append)
    choice.choose("en")
    assert (choice.key, told) == ("en", [])
    qtbot.mouseClick(choice.findChild(QWidget, "sv"), Qt.MouseButton.LeftButton)
    assert (choice.key, told) == ("sv", ["sv"])


@pytest.fixture
def pad(qtbot: QtBot) -> PinPad:
    made = PinPad()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_pin_comes_from_the_keyboard(pad: PinPad, qtbot: QtBot) -> None:
    told: list[str] = []
    pad.entered.connect(told.append)
    qtbot.keyClicks(pad, "12x34")
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert pad.pin == "123"
    qtbot.keyClicks(pad, "4567")
    assert told == ["123456"]
    assert pad.pin == "123456"


def test_a_pin_comes_from_the_keypad(pad: PinPad, qtbot: QtBot) -> None:
    for figure in "90":
        key = pad.findChild(QWidget, f"key_{figure}")
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    assert pad.pin == "90"
    pad.clear()
    assert pad.pin == ""
