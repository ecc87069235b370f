"""The menu "Mer" of a case: the acts that are possible as it stands, each opening its own box."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.case import CaseState
from app.usecases.cases import CaseView
from ui.language import marked, tr
from ui.screens.case import course_acts as course
from ui.screens.case import course_move
from ui.screens.case import course_ways as ways
from ui.screens.case.menu_box import MenuBox
from ui.screens.case.pane import CasePane
from ui.screens.case.paper_key_in import may_key_in, open_key_in_box
from ui.screens.case.paper_print import may_print, open_form_box
from ui.screens.case.second_file import may_ask, open_ask_box
from ui.screens.case.signed_file_box import open_case_file
from ui.widgets.buttons import SecondaryButton


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One entry. `words` are marked; `run` gets the pane on view, whose `view` is set."""

    name: str
    words: str
    shows_in: Callable[[CaseView], bool]
    run: Callable[[CasePane], object]
    icon: str = ""


def _is_in(*states: CaseState) -> Callable[[CaseView], bool]:
    return lambda view: view.state in states


def _save_file(pane: CasePane) -> None:
    assert pane.view is not None
    case_id = pane.view.id
    open_case_file(pane, pane.work.desk, pane.work.background, case_id, str(case_id)[:8])


ACTS: tuple[CaseAct, ...] = (
    CaseAct(
        "case_credits",
        marked("Tillgodoräkna …"),
        ways.may_credit,
        ways.show_credits,
        "certificate",
    ),
    CaseAct("case_retest", marked("Omtest …"), ways.may_retest, ways.show_retest, "sync"),
    CaseAct("case_pause", marked("Pausa ärendet …"), course.may_pause, course.pause, "pause"),
    CaseAct("case_resume", marked("Återuppta"), _is_in(CaseState.PAUSED), course.resume, "play"),
    CaseAct("ask_second", marked("Fil till andra bedömaren …"), may_ask, open_ask_box, "people"),
    CaseAct("print_form", marked("Skriv ut blankett …"), may_print, open_form_box, "printer"),
    CaseAct("key_in_paper", marked("Skriv in från papper …"), may_key_in, open_key_in_box, "pen"),
    CaseAct(
        "case_end_early",
        marked("Avsluta med intyg …"),
        course.may_end_early,
        course.end_early,
        "flag",
    ),
    CaseAct(
        "case_no_show", marked("Kom inte …"), _is_in(CaseState.BOOKED), course.no_show, "x-circle"
    ),
    CaseAct("case_cancel", marked("Avboka ärendet …"), course.may_cancel, course.cancel, "x"),
    CaseAct(
        "case_move", marked("Fel person vald …"), course_move.may_ask, course_move.move, "people"
    ),
    CaseAct("case_file", marked("Ärendets akt …"), lambda _view: True, _save_file, "download"),
    CaseAct("case_abort", marked("Avbryt ärendet …"), course.may_abort, course.abort, "x-circle"),
)


def acts_of(view: CaseView) -> tuple[CaseAct, ...]:
    """What can be done with the case as it stands, in the order of the menu."""
    return tuple(act for act in ACTS if act.shows_in(view))


class CourseMenu(MenuBox):
    """Big rows, arrows and Enter; Escape leaves it and the keyboard is where it was."""

    chosen = Signal(object)  # CaseAct

    def __init__(self, parent: QWidget, view: CaseView) -> None:
        super().__init__(parent, tr("Mer att göra med ärendet"), "", 400)
        self.setObjectName("case_menu")
        for act in acts_of(view):
            self.rows.addWidget(self._entry(act))

    def _entry(self, act: CaseAct) -> SecondaryButton:
        entry = SecondaryButton(tr(act.words), act.icon, size="control_main")
        entry.setObjectName(act.name)
        entry.setAutoDefault(True)
        entry.clicked.connect(lambda: self._choose(act))
        return entry

    def _choose(self, act: CaseAct) -> None:
        self.accept()
        self.chosen.emit(act)


def open_menu(pane: CasePane) -> CourseMenu:
    """Show what can be done with the case on view, and do what is chosen."""
    assert pane.view is not None
    menu = CourseMenu(pane, pane.view)
    menu.chosen.connect(lambda act: act.run(pane))
    menu.open()
    return menu
