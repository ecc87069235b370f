"""Print or save the blank form of a part of the case."""

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from app.domain.case import CaseState, Part
from app.usecases.cases import CaseView
from app.usecases.paper_form import PrintableForm
from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.pane import CasePane
from ui.screens.case.paper_words import PARTS
from ui.screens.choose_file import save_file
from ui.screens.print_box import PrintPaperBox
from ui.svg_png import svg_png
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.tiles import ChoiceTile

_ICONS = {Part.SELF_ASSESSMENT: "person", Part.THEORY: "pen", Part.PRACTICAL: "wrench"}
_AT_WORK = (CaseState.REGISTERED, CaseState.BOOKED, CaseState.IDENTIFIED, CaseState.RUNNING)


def may_print(view: CaseView) -> bool:
    """Whether there can be a part left to print."""
    return view.state in _AT_WORK


def open_form_box(pane: CasePane) -> "FormBox":
    """Ask which form of the case on view, and print or save it."""
    box = FormBox(pane)
    box.open()
    return box


class FormBox(Box):
    """One tile for each part that is left; what printing a test means is said before."""

    def __init__(self, pane: CasePane) -> None:
        act = PrimaryButton(tr("Skriv ut …"), "printer")
        super().__init__(pane, tr("Skriv ut blankett"), act, tr("Avbryt"))
        self.setObjectName("form_box")
        assert pane.view is not None
        self._pane, self._case_id = pane, pane.view.id
        self._who = f"{pane.view.name} · {pane.work.desk.paper_form.code(self._case_id)}"
        self._forms: tuple[PrintableForm, ...] = ()
        self._tiles: dict[Part, ChoiceTile] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(metrics().gap_small)
        self._note = NoteLine("info", "neutral", style="small")
        self._save = SecondaryButton(tr("Spara som PDF"), "save")
        self._save.setObjectName("form_save")
        self._save.clicked.connect(self._on_save)
        self.act.setObjectName("form_print")
        self.act.clicked.connect(self._on_print)
        words = tr("När datorn inte kan vara med: fyll i på papper och skriv in efteråt.")
        self.body.addWidget(TextLabel(words, "body", "muted", wrap=True))
        self.body.addLayout(self._column)
        self.body.addWidget(self._note)
        self.body.addWidget(self._save)
        self.size_at(460)
        self._show_ready(ready=False)
        forms = pane.work.desk.paper_form
        pane.work.background.run(self, lambda: forms.forms(self._case_id), self._on_forms)

    @property
    def chosen(self) -> Part | None:
        """The part whose form is wanted."""
        return next((part for part, tile in self._tiles.items() if tile.isChecked()), None)

    def _on_forms(self, forms: tuple[PrintableForm, ...]) -> None:
        self._forms = forms
        for form in forms:
            tile = ChoiceTile(_ICONS[form.part], tr(PARTS[form.part]))
            tile.setObjectName(f"form_{form.part}")
            tile.toggled.connect(self._on_chosen)
            self._tiles[form.part] = tile
            self._column.addWidget(tile)
        if not forms:
            self._note.show_words(tr("Alla delar är redan inlämnade."))
        else:
            wanted = self._tiles.get(Part.PRACTICAL) or self._tiles[forms[0].part]
            wanted.setChecked(True)
            wanted.setFocus()
        self.grow()

    def _on_chosen(self) -> None:
        part = self.chosen
        self._show_ready(ready=part is not None)
        if part is not Part.THEORY:
            words = tr("Namn och ärendets kod skrivs ut, aldrig personnumret.")
            self._note.show_words(words, "neutral", "info")
        else:
            drawn = any(form.drawn for form in self._forms if form.part is Part.THEORY)
            words = tr("Samma prov skrivs ut igen. Det är hemligt: samla in varje blad.")
            if not drawn:
                words = tr(
                    "Frågorna dras nu och räknas som sedda. De är hemliga: samla in varje blad."
                )
            self._note.show_words(words, "warn", "lock")
        self.grow()

    def _on_print(self) -> None:
        part, forms, case_id = self.chosen, self._pane.work.desk.paper_form, self._case_id
        if part is None:
            return
        words = (
            tr("Skriv ut blanketten"),
            f"{tr(PARTS[part])} · {self._who}",
            tr("A4, verklig storlek."),
        )
        box = PrintPaperBox(
            self._pane,
            words,
            self._pane.work.background,
            forms.printers,
            lambda printer: forms.print(case_id, part, svg_png, printer),
        )
        box.save_asked.connect(lambda: _save(self._pane, case_id, part))
        box.finished.connect(lambda _result: self._pane.changed.emit())
        self.accept()
        box.open()

    def _on_save(self) -> None:
        part = self.chosen
        if part is not None:
            self.accept()
            _save(self._pane, self._case_id, part)

    def _show_ready(self, *, ready: bool) -> None:
        self.act.setEnabled(ready)
        self._save.setEnabled(ready)


def _save(pane: CasePane, case_id: UUID, part: Part) -> None:
    forms = pane.work.desk.paper_form
    name = f"{tr(PARTS[part])} {forms.code(case_id)}.pdf"

    def write(path: Path) -> None:
        words = tr("Sparat som {name}.").format(name=path.name)

        def said(_none: None) -> None:
            pane.window().toast(words)  # type: ignore[attr-defined]
            pane.changed.emit()

        pane.work.background.run(
            pane, lambda: forms.save(case_id, part, svg_png, path), said, pane.show_error
        )

    save_file(pane, tr("Spara blanketten"), name, write)
