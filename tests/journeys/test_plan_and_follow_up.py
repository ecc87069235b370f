"""Debrief, plan and follow-up at the screen: from the theory's weak area to a measure done."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.domain.case import Step
from tests.app.certificate.reading_back import text_of
from tests.day import Day
from tests.desk_work import CaseWalk
from tests.pages import BoxPage, Page, type_text
from tests.pages_case import CasePage
from ui.screens.case.debrief import DebriefScreen
from ui.widgets.note_line import NoteLine

pytestmark = pytest.mark.begins_at(Step.THEORY)

AREA = "matteknik"


def weak_theory(walk: CaseWalk) -> None:
    """A test handed in with one area left blank."""
    walk.to(Step.THEORY)
    sitting = walk.desk.theory.start(walk.case_id)
    asked = walk.desk.theory.paper(sitting).questions
    given = {one.id: walk.right_answer(one.id) for one in asked if one.area != AREA}
    walk.desk.theory.answer_all(sitting, given)
    walk.desk.theory.hand_in(sitting)


def box(page: CasePage, name: str) -> BoxPage:
    """A box over the window."""
    page.dialog(name)
    found = BoxPage(page.shell, page.qtbot)
    found.name = name
    return found


def test_the_debrief_goes_area_by_area_by_keyboard(day: Day) -> None:
    """R5 R22: from the theory step, arrows between areas, a note, Enter on to the practical."""
    walk = day.walk()
    weak_theory(walk)
    page = day.case_page(walk.case_id)
    page.screen._on_step(Step.THEORY)
    page.settle()
    page.click("debrief")
    day.settle()
    screen = day.shell.window.screen_of("debrief")
    assert isinstance(screen, DebriefScreen)
    window = Page(day.shell, day.qtbot)
    rows = [area.area.id for area in day.desk.debrief.view(walk.case_id).areas]
    for _ in range(rows.index(AREA)):
        window.key(Qt.Key.Key_Down)
    assert screen.area.heading.text() == "Mätteknik"
    share = screen.area.findChild(QLabel, "debrief_share")
    assert share is not None
    assert share.text() == "0\u00a0%, 60\u00a0% krävs"
    assert window.says("Teorin räcker inte än")
    assert not screen.area.findChildren(QWidget, "missed_question")
    window.click("debrief_questions")
    assert screen.area.findChildren(QWidget, "missed_question")
    screen.notes.note.setFocus()
    type_text(screen.notes.note, "Öva nonie")
    window.click("debrief_on")
    assert dict(day.desk.debrief.view(walk.case_id).notes) == {AREA: "Öva nonie"}
    for _ in range(len(rows) - rows.index(AREA) - 1):
        window.key(Qt.Key.Key_Return)
    assert day.shell.window.here == "case"


def test_a_plan_is_agreed_printed_followed_up_and_done(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R36 R37: who, until when, asked about when; printed; due on Idag; done; reopened."""
    walk = day.walk()
    walk.weak_areas = (AREA,)
    walk.to(Step.FEEDBACK)
    page = day.case_page(walk.case_id)
    assert isinstance(page.focus, QComboBox | QLineEdit)
    for words in ("", "Per Nyström", "2026-06-01", "2026-06-31"):
        type_text(page.focus, words)
        page.key(Qt.Key.Key_Tab)
    page.click("complete")
    assert page.step is Step.FEEDBACK
    wrong = page.find(QLineEdit, "follow_up")
    assert wrong.accessibleDescription() == "Skriv dagen som 2026-11-30."
    wrong.selectAll()
    type_text(wrong, "2026-06-08")
    paper = _fake_printer(tmp_path, monkeypatch)
    page.click("print_plan")
    box(page, "print_box").click("print_now")
    page.settle()
    said = text_of(paper.read_bytes())
    assert "Per Nyström" in said
    assert "Uppföljning 8 juni 2026" in said
    comment = page.find(QPlainTextEdit, "comment")
    comment.setFocus()
    type_text(comment, "Bra.")
    page.click("complete")
    assert page.step is Step.CERTIFICATE
    day.clock.advance(timedelta(days=35))
    _mark_done(day, page)
    (line,) = day.desk.follow_ups.of_case(walk.case_id)
    assert line.measure.done == day.clock.now().date()
    assert line.measure.done_note == "Sett intyg"
    page.click("measure_reopen")
    assert page.find(NoteLine, "gap_state").words.text() == "Fråga hur det gick: 8 juni 2026"
    (line,) = day.desk.follow_ups.of_case(walk.case_id)
    assert line.measure.done is None


def _mark_done(day: Day, page: CasePage) -> None:
    """Come by Idag, which asks about it, and say that it is done."""
    day.shell.window.go("sync")
    day.shell.window.go("today")
    day.settle()
    today = Page(day.shell, day.qtbot)
    assert today.sees("attention_follow_up")
    page.open(page.screen._case_id)  # type: ignore[arg-type]
    page.screen._on_step(Step.FEEDBACK)
    page.settle()
    page.click("measure_done")
    done = box(page, "measure_done_box")
    done.write("done_day", "2027-01-01")
    done.click("done_now")
    assert "1 januari 2027" in done.error()
    done.write("done_day", day.clock.now().date().isoformat())
    note = done.find(QPlainTextEdit, "done_note")
    note.setFocus()
    type_text(note, "Sett intyg")
    done.click("done_now")
    page.settle()
    assert not done.is_open


def _fake_printer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print program that keeps what it is given."""
    made, paper = folder / "bin", folder / "paper.pdf"
    made.mkdir()
    for name, script in (("lp", f"cat > {paper}"), ("lpstat", "echo Kontoret")):
        program = made / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{made}{os.pathsep}{os.environ['PATH']}")
    return paper
