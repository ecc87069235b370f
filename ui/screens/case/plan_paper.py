"""The plan on paper from a step of the case: printed or saved as PDF."""

from pathlib import Path

from app.domain.errors import UserError
from ui.language import tr
from ui.screens.case.pane import CasePane
from ui.screens.choose_file import save_file
from ui.screens.print_box import PrintPaperBox


def print_plan(pane: CasePane) -> PrintPaperBox:
    """Ask for the printer and print the plan of the case on view; saving where there is none."""
    assert pane.view is not None
    case_id, sheet = pane.view.id, pane.work.desk.plan_sheet
    words = (
        tr("Skriv ut planen"),
        pane.view.name,
        tr("På validandens språk. A4, verklig storlek."),
    )
    box = PrintPaperBox(
        pane,
        words,
        pane.work.background,
        sheet.printers,
        lambda printer: sheet.print(case_id, printer),
    )
    box.save_asked.connect(lambda: save_plan(pane))
    box.open()
    return box


def save_plan(pane: CasePane) -> None:
    """Ask where, and write the plan as PDF."""
    assert pane.view is not None
    case_id, sheet = pane.view.id, pane.work.desk.plan_sheet
    background = pane.work.background

    def write(path: Path) -> None:
        words = tr("Sparat som {name}.").format(name=path.name)

        def said(_none: None) -> None:
            pane.window().toast(words)  # type: ignore[attr-defined]

        background.run(pane, lambda: sheet.save(case_id, path), said, refused)

    def refused(error: UserError) -> None:
        pane.show_error(error)

    def ask(name: str) -> None:
        save_file(pane, tr("Spara planen"), name, write)

    background.run(pane, lambda: sheet.name(case_id), ask, refused)
