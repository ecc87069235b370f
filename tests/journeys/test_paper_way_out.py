"""The paper way out, at the screen: print the form, key it in afterwards, marked as from paper."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from app.domain.case import Part, Step
from app.domain.desks import PRACTICE_PIN
from app.domain.paper_answers import written_answer
from tests.app.certificate.reading_back import words_of
from tests.day import Day
from tests.desk_work import CaseWalk
from tests.pages import BoxPage, type_text
from tests.pages_case import CasePage
from ui.screens.case.paper_answers import AnswersBox


def box(page: CasePage, name: str) -> BoxPage:
    """A box over the window."""
    page.dialog(name)
    found = BoxPage(page.shell, page.qtbot)
    found.name = name
    return found


def more(page: CasePage, entry: str) -> None:
    """Choose an entry of the case's menu by keyboard and mouse."""
    page.key(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    box(page, "case_menu").click(entry)


def save_as(page: CasePage, path: Path) -> None:
    """Name the file in the box that asks where to save."""
    dialog = page.dialog("choose_file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    page.settle()


@pytest.mark.begins_at(Step.THEORY)
def test_a_test_on_paper_is_printed_and_keyed_in(day: Day, tmp_path: Path) -> None:
    """R5 R22 R25: saved as a form, keyed in by letters alone, handed in, told in the history."""
    walk = day.walk().to(Step.THEORY)
    day.desk.secrecy.sign(PRACTICE_PIN)
    page = day.case_page(walk.case_id)
    more(page, "print_form")
    forms = box(page, "form_box")
    forms.click("form_theory")
    assert forms.says("De är hemliga")
    forms.click("form_save")
    save_as(page, tmp_path / "prov.pdf")
    paper = " ".join(words_of((tmp_path / "prov.pdf").read_bytes()))
    code = day.desk.paper_form.code(walk.case_id)
    assert code in paper
    assert "PROV" in paper
    more(page, "key_in_paper")
    head = box(page, "key_in_box")
    assert head.says(code)
    head.write("key_in_minutes", "50")
    head.click("key_in_begin")
    _key_in(page, walk)
    assert page.step is Step.PRACTICAL
    assert [part.part for part in day.desk.paper_entry.keyed(walk.case_id)] == [Part.THEORY]
    assert day.desk.debrief.view(walk.case_id).total_permille == 1000


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_practical_on_paper_holds_every_rule(day: Day) -> None:
    """R25 R27: a day that cannot be is refused in words; a missing note still refuses."""
    walk = day.walk().to(Step.PRACTICAL)
    page = day.case_page(walk.case_id)
    more(page, "key_in_paper")
    head = box(page, "key_in_box")
    head.write("key_in_day", "2026-05-05")
    head.click("key_in_begin")
    assert "5 maj 2026" in head.error()
    head.write("key_in_day", "2026-05-03")
    head.click("key_in_begin")
    head.click("key_in_older")
    head.click("key_in_begin")
    page.settle()
    assert not head.is_open
    assert page.step is Step.PRACTICAL
    assert page.find(QLabel, "practical_clock").text() == "Från papper, 3 maj 2026"
    page.rate(1)
    sitting = page.screen.pane.sitting_id  # type: ignore[union-attr]
    assert sitting is not None
    first = day.desk.practical.sheet(sitting).areas[0].criteria[0]
    assert (first.seen.rating, first.is_done) == (1, False)


def _key_in(page: CasePage, walk: CaseWalk) -> None:
    """Type every answer as it stands on the form, then hand in."""
    found = page.dialog("answers_box")
    assert isinstance(found, AnswersBox)
    page.settle()
    questions = {item.id: item.question for item in walk.protocol.items}
    for row in found._rows:
        answer = walk.right_answer(row.line.item_id)
        row.edit.setFocus()
        type_text(row.edit, written_answer(questions[row.line.item_id], answer))
        row.finish()
    page.settle()
    assert found.filled == len(found._rows)
    answers = box(page, "answers_box")
    answers.click("answers_hand_in")
    page.settle()
