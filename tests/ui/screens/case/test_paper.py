"""Debrief, forms, keying in and the plan's boxes drawn small and large: no text is cut off."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.domain.case import Part, Step
from app.domain.desks import PRACTICE_PIN
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock
from tests.pages_case import CasePage
from tests.ui.drawing import clipped_texts, in_every_look, settle
from ui.application import Shell
from ui.screens.case.debrief import DebriefScreen
from ui.screens.case.measure_done_box import MeasureDoneBox
from ui.screens.case.paper_answers import AnswersBox
from ui.screens.case.paper_key_in import KeyInBox
from ui.screens.case.paper_print import FormBox
from ui.screens.case.work import CaseWork
from ui.svg_png import svg_png


def cut_in(box: QDialog, page: CasePage) -> list[str]:
    """Texts cut off in a box, which must fit on the smallest screen."""
    page.settle()
    settle(box)
    cut = clipped_texts(box)
    box.reject()
    page.settle()
    return cut


@in_every_look
def test_the_paper_boxes_cut_no_text_off(
    shell: Shell,
    walk: CaseWalk,
    make_page: Callable[[], CasePage],
    size: QSize,
    scale: int,
    language: str,
    theme: str,
) -> None:
    """Which form, its head, the answers; with an error and with a question that is wrong."""
    shell.window.resize(size)
    walk.desk.secrecy.sign(PRACTICE_PIN)
    page = make_page().open(walk.to(Step.THEORY).case_id)
    pane = page.screen.pane
    assert pane is not None
    done = MeasureDoneBox(pane, "Kurs i mätteknik, 2 dagar. " * 8, FixedClock().now().date())
    done.open()
    cut = cut_in(done, page)
    assert not cut + form_box(page) + head_box(page) + answers_box(walk, page)


def form_box(page: CasePage) -> list[str]:
    """Which form, with what printing a test means."""
    assert page.screen.pane is not None
    forms = FormBox(page.screen.pane)
    forms.open()
    page.settle()
    forms._tiles[Part.THEORY].setChecked(True)
    return cut_in(forms, page)


def head_box(page: CasePage) -> list[str]:
    """The head of a form whose day is refused."""
    assert page.screen.pane is not None
    head = KeyInBox(page.screen.pane, Part.PRACTICAL)
    head.open()
    page.settle()
    head.day.setText("2026-04-01")
    head._on_begin()
    page.settle()
    assert head.older.isVisible()
    return cut_in(head, page)


def answers_box(walk: CaseWalk, page: CasePage) -> list[str]:
    """The answers of a printed test, one of them wrong."""
    walk.desk.paper_form.pdf(walk.case_id, Part.THEORY, svg_png)
    begun = walk.desk.paper_entry.view(walk.case_id, Part.THEORY).begun
    assert begun is not None
    assert page.screen.pane is not None
    answers = AnswersBox(page.screen.pane, begun)
    answers.open()
    page.settle()
    answers._rows[0].edit.setText("?")
    answers._rows[0].finish()
    page.settle()
    assert answers._rows[0].is_wrong
    return cut_in(answers, page)


@in_every_look
def test_the_debrief_cuts_no_text_off(
    shell: Shell,
    desk: Workspace,
    walk: CaseWalk,
    clock: FixedClock,
    qtbot: QtBot,
    size: QSize,
    scale: int,
    language: str,
    theme: str,
) -> None:
    """Strong and weak areas, with the questions shown to the assessor."""
    shell.window.resize(size)
    desk.secrecy.sign(PRACTICE_PIN)
    walk.to(Step.THEORY)
    desk.theory.hand_in(desk.theory.start(walk.case_id))
    work = CaseWork(desk, shell.background, lambda: clock.now().date())
    screen = DebriefScreen(work)
    qtbot.addWidget(screen)
    screen.resize(size)
    screen.show()
    screen.open_with(walk.case_id)
    qtbot.waitUntil(lambda: shell.background.idle and screen._view is not None, timeout=120_000)
    screen._on_questions()
    qtbot.waitUntil(lambda: screen.area.has_questions, timeout=120_000)
    settle(screen)
    assert not clipped_texts(screen)


@pytest.mark.begins_at(Step.PRACTICAL)
@in_every_look
def test_a_held_talk_with_a_safety_stop_cuts_no_text_off(
    shell: Shell,
    walk: CaseWalk,
    make_page: Callable[[], CasePage],
    size: QSize,
    scale: int,
    language: str,
    theme: str,
) -> None:
    """Notes, the listed measure, a measure done and one that is not."""
    shell.window.resize(size)
    walk.to(Step.PRACTICAL)
    desk, stop = walk.desk, next(c for c in walk.protocol.criteria if c.critical == "stop")
    desk.debrief.note(walk.case_id, stop.area, "Vill visa det igen. " * 12)
    sitting = desk.practical.start(walk.case_id)
    desk.practical.safety_stop(sitting, stop.id, "Öppnade luckan.", "Kurs i maskinsäkerhet, 1 dag")
    page = make_page().open(walk.to(Step.FEEDBACK).case_id)
    settle(shell.window)
    cut = clipped_texts(shell.window)
    day = FixedClock().now().date()
    plan = tuple(
        replace(measure, responsible="Hällsjö Mekaniska AB", due=day, follow_up=day)
        for measure in desk.feedback.view(walk.case_id).plan
    )
    desk.feedback.complete(walk.case_id, plan, "Jag känner igen mig.")
    desk.follow_ups.mark_done(walk.case_id, stop.area, day, "Intyg från kursen visat. " * 4)
    page.screen._on_step(Step.FEEDBACK)
    page.settle()
    settle(shell.window)
    assert not cut + clipped_texts(shell.window)
