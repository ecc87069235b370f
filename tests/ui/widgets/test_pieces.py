"""Labels, fields, table, columns, questions: what each promises."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drawing import clipped_texts, picture
from tests.ui.gallery_rows import Areas, Booked
from ui.messages import Message
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.cells import ColumnWidth, matches
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.confirm_box import ask
from ui.widgets.drop_area import DropArea
from ui.widgets.error_bar import ErrorBar
from ui.widgets.fields import Field, NoteField, SearchField
from ui.widgets.icon_label import initials
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.steps import Step, StepList
from ui.widgets.table import HairlineTable, shared_widths


def test_data_is_never_read_as_markup(qtbot: QtBot) -> None:
    label = TextLabel("<b>Bygg & Son</b> <AB>")
    qtbot.addWidget(label)
    plain = TextLabel("Bygg")
    qtbot.addWidget(plain)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() > plain.sizeHint().width()


def test_a_shortened_text_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("Körning och bearbetning av långa axlar")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.is_elided
    assert label.toolTip() == "Körning och bearbetning av långa axlar"
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_the_checker_finds_a_button_too_narrow_for_its_words(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    button = SecondaryButton("Markera och återkom senare")
    button.setParent(holder)
    button.setFixedWidth(60)
    holder.show()
    assert len(clipped_texts(holder)) == 1


def test_a_button_answers_enter_and_space(qtbot: QtBot) -> None:
    button = PrimaryButton("Fortsätt provet", chevron=True)
    qtbot.addWidget(button)
    button.show()
    done: list[bool] = []
    button.clicked.connect(lambda: done.append(True))
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert done == [True]


def test_initials_are_taken_from_first_and_last_name() -> None:
    assert [initials(name) for name in ("Karin Lindqvist", "Bo", "", "anna maria ek")] == [
        "KL",
        "B",
        "",
        "AE",
    ]


def test_matched_letters_are_found_where_they_stand() -> None:
    assert matches("Karin Lindqvist", ["LIND"]) == ((6, 4),)
    assert matches("Karin Lindqvist", ["kar", "qvi", "ö"]) == ((0, 3), (10, 3))
    assert matches("Straße", ["strasse"]) == ()


def test_arrows_in_the_search_field_move_in_the_list(qtbot: QtBot) -> None:
    field, table = SearchField("Sök"), HairlineTable("row_people", "Personer")
    for widget in (field, table):
        qtbot.addWidget(widget)
    table.setModel(Booked(table))
    field.moved.connect(table.step)
    field.show()
    for _ in range(2):
        qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    assert table.currentIndex().row() == 0


def test_escape_clears_the_search(qtbot: QtBot) -> None:
    field = SearchField("Sök")
    qtbot.addWidget(field)
    told: list[str] = []
    field.text_changed.connect(told.append)
    qtbot.keyClicks(field.edit, "li")
    qtbot.keyClick(field.edit, Qt.Key.Key_Escape)
    assert told == ["l", "li", ""]


def test_a_click_on_a_name_asks_to_sort_by_it_and_again_the_other_way(qtbot: QtBot) -> None:
    table = HairlineTable()
    qtbot.addWidget(table)
    table.setModel(Booked(table))
    table.show_sort(0, rising=True)
    table.show()
    asked: list[tuple[int, bool]] = []
    table.sort_asked.connect(lambda *what: asked.append(what))
    head = table.horizontalHeader()
    for _ in range(2):
        place = QPoint(head.sectionViewportPosition(1) + 5, 10)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [(1, True), (1, False)]


def test_a_row_is_opened_by_enter(qtbot: QtBot) -> None:
    table = HairlineTable()
    qtbot.addWidget(table)
    table.setModel(Booked(table))
    opened: list[object] = []
    table.chosen.connect(opened.append)
    table.choose_row(2)
    table.choose_row(99)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert len(opened) == 1
    assert table.currentIndex().row() == 2


def test_the_stretching_column_takes_what_is_left(qtbot: QtBot) -> None:
    table = HairlineTable()
    qtbot.addWidget(table)
    table.setModel(Booked(table))
    table.set_columns([ColumnWidth(80), ColumnWidth(100, stretch=True), *[ColumnWidth(90)] * 3])
    picture(table)
    table.resize(900, 300)
    assert sum(table.columnWidth(at) for at in range(5)) == table.viewport().width()


def test_wide_columns_give_way_before_the_last_is_pushed_out(qapp: QApplication) -> None:
    columns = [ColumnWidth(80), ColumnWidth(180), ColumnWidth(200, stretch=True), ColumnWidth(184)]
    assert shared_widths(columns, 800) == [80, 180, 356, 184]
    narrow = shared_widths(columns, 560)
    assert narrow[0] == 80
    assert sum(narrow) == pytest.approx(560, abs=4)
    assert sum(shared_widths(columns, 300)) == pytest.approx(300, abs=4)


def test_a_row_with_a_reason_is_as_high_as_its_words(qtbot: QtBot) -> None:
    table = HairlineTable()
    qtbot.addWidget(table)
    table.setModel(Areas(table))
    table.set_columns([ColumnWidth(44), ColumnWidth(180, stretch=True), *[ColumnWidth(90)] * 4])
    table.show_all_rows()
    table.fit_details()
    picture(table)
    table.resize(560, 400)
    assert table.rowHeight(1) == 40
    narrow = table.rowHeight(2)
    table.resize(1200, 400)
    assert 40 < table.rowHeight(2) < narrow


def test_an_empty_table_says_what_will_be_here(qtbot: QtBot) -> None:
    table = HairlineTable()
    qtbot.addWidget(table)
    bare = picture(table).toImage()
    table.set_empty("Här syns dagens bokningar.")
    assert picture(table).toImage() != bare


def test_columns_fold_as_the_window_gets_narrower(qtbot: QtBot) -> None:
    parts = [QWidget(), QWidget(), QWidget()]
    columns = FlowColumns(
        [
            Column(parts[0], 208, fixed=True),
            Column(parts[1], 666),
            Column(parts[2], 336, fixed=True),
        ]
    )
    qtbot.addWidget(columns)
    told: list[int] = []
    columns.folded.connect(told.append)
    columns.show()
    for width in (1242, 977, 500, 1242):
        columns.resize(width, 500)
    assert columns.side_by_side == 3
    assert told[-3:] == [2, 1, 3]
    assert parts[0].width() == 208
    assert parts[2].width() == 336


def test_the_last_column_goes_under_the_one_before(qtbot: QtBot) -> None:
    parts = [QWidget(), QWidget()]
    for part in parts:
        part.setMinimumHeight(100)
    columns = FlowColumns([Column(parts[0], 830), Column(parts[1], 396, fixed=True)])
    qtbot.addWidget(columns)
    picture(columns)
    columns.resize(700, 500)
    picture(columns)
    assert parts[1].y() > parts[0].y()
    assert parts[1].width() == parts[0].width()


def test_a_field_says_what_is_wrong_and_then_its_hint_again(qtbot: QtBot) -> None:
    field = Field("Personnummer", QLineEdit())
    qtbot.addWidget(field)
    field.set_hint("10 eller 12 siffror")
    field.show_wrong("Kontrollsiffran stämmer inte.")
    assert field.editor.accessibleDescription() == "Kontrollsiffran stämmer inte."
    assert field.editor.accessibleName() == "Personnummer"
    field.show_wrong("")
    assert field.editor.accessibleDescription() == "10 eller 12 siffror"


def test_a_note_is_told_once_when_it_is_left(qtbot: QtBot) -> None:
    note = NoteField("Vad såg du?")
    qtbot.addWidget(note)
    told: list[str] = []
    note.finished.connect(told.append)
    note.show_text("Tre fogar")
    note.finish()
    assert told == []
    qtbot.keyClicks(note, "!")
    note.finish()
    note.finish()
    assert told == ["!Tre fogar"]


@pytest.mark.parametrize(("name", "expected"), [("confirm_yes", ["done"]), ("confirm_no", [])])
def test_a_question_is_answered_without_blocking(
    qtbot: QtBot, name: str, expected: list[str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    done: list[str] = []
    box = ask(
        window, "Makulera?", "Det går inte att ångra.", "Makulera", lambda: done.append("done")
    )
    qtbot.mouseClick(box.findChild(QWidget, name), Qt.MouseButton.LeftButton)
    assert done == expected


def test_escape_is_no(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    done: list[str] = []
    box = ask(window, "Makulera?", "Allt.", "Makulera", lambda: done.append("x"), danger=True)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert done == []


def test_an_error_offers_an_act_and_can_be_closed(qtbot: QtBot) -> None:
    bar = ErrorBar()
    qtbot.addWidget(bar)
    done: list[str] = []
    said = Message("Filen är skadad.", "Inget är ändrat.", "Välj en annan.")
    bar.show_message(said, act=("Välj fil", lambda: done.append("chosen")))
    bar.show()
    bar._act_button.click()
    assert done == ["chosen"]
    assert bar.accessibleName() == "Filen är skadad. Inget är ändrat. Välj en annan."
    bar.findChild(QWidget, "error_close").click()
    assert not bar.isVisible()


def test_a_file_dropped_is_handed_over(qtbot: QtBot) -> None:
    area = DropArea()
    qtbot.addWidget(area)
    got: list[object] = []
    area.dropped.connect(got.append)
    carried = QMimeData()
    carried.setUrls([QUrl("https://example.org/x"), QUrl.fromLocalFile("/tmp/bevis.pdf")])
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    area.dropEvent(event)
    assert [str(path) for path in got] == ["/tmp/bevis.pdf"]


def test_a_step_is_reached_by_a_click_and_says_its_state(qtbot: QtBot) -> None:
    steps = StepList()
    qtbot.addWidget(steps)
    steps.show_steps([Step("theory", "Teoriprov", "done", "klart"), Step("x", "Bevis", "todo")])
    steps.show()
    told: list[str] = []
    steps.chosen.connect(told.append)
    row = steps.findChild(QWidget, "step_theory")
    assert row.accessibleName() == "Teoriprov. klart"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert told == ["theory"]
