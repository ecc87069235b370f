"""Register a company, or complete one that is known: nobody's number twice."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.errors import UserError
from app.domain.organisation_number import BadOrganisationNumber
from app.usecases.companies import BadEmail, Companies, CompanyCard, DuplicateCompany, NewCompany
from ui.background import Background
from ui.language import tr
from ui.messages import message
from ui.screens.case.scrolled_box import ScrolledBox
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field, NoteField

_LONGEST = 120


class CompanyBox(ScrolledBox):
    """One form; `given` is the company, new or the one that was here already."""

    given = Signal(object)  # company id

    def __init__(
        self,
        parent: QWidget,
        companies: Companies,
        background: Background,
        known: CompanyCard | None = None,
        written: str = "",
    ) -> None:
        """`known`: the one to complete; `written`: what was searched for in vain."""
        heading = tr("Nytt företag") if known is None else tr("Företagets uppgifter")
        act = PrimaryButton(tr("Registrera") if known is None else tr("Spara"), "check")
        super().__init__(parent, heading, act, tr("Avbryt"))
        self.setObjectName("company_box")
        self._companies, self._background, self._known = companies, background, known
        self._name, self._name_edit = _field(tr("Namn"), "company_name")
        self._number, self._number_edit = _field(tr("Organisationsnummer"), "company_number")
        self._contact, self._contact_edit = _field(tr("Kontaktperson"), "company_contact")
        self._email, self._email_edit = _field(tr("E-post"), "company_email")
        self._note_edit = NoteField()
        self._note_edit.setObjectName("company_note")
        self._note_edit.setMaximumHeight(px(110))
        self._note = Field(tr("Anteckning"), self._note_edit)
        self._number.set_hint(tr("Tio siffror. En enskild firmas nummer stannar i den här datorn."))
        self.act.setObjectName("company_save")
        self._build()
        self._fill(known, written)
        self.act.clicked.connect(self.save)
        for edit in self._edits():
            edit.returnPressed.connect(self.save)
            edit.textChanged.connect(self._refresh)
        self._refresh()

    def save(self) -> None:
        """Keep what is written; a duplicate is shown with the offer to open it."""
        if not self.act.isEnabled():
            return
        self.errors.clear()
        self.act.setEnabled(False)
        self._background.run(self, self._work(self._written()), self._on_kept, self._on_refused)

    def _work(self, new: NewCompany) -> Callable[[], UUID]:
        known, companies = self._known, self._companies

        def keep() -> UUID:
            if known is None:
                return companies.register(new)
            companies.complete(known.id, new)
            return known.id

        return keep

    def _written(self) -> NewCompany:
        name, number, contact, email = (edit.text() for edit in self._edits())
        return NewCompany(name, number, contact, email, self._note_edit.toPlainText())

    def _on_kept(self, company_id: UUID) -> None:
        self.accept()
        self.given.emit(company_id)

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        if isinstance(error, DuplicateCompany):
            known = error.company
            words = tr("Visa {name}").format(name=known.name)
            self.errors.show_message(
                message(error), "warn", (words, lambda: self._on_kept(known.id))
            )
        elif isinstance(error, BadOrganisationNumber):
            self._number.show_wrong(message(error).in_one())
            self._number_edit.setFocus()
        elif isinstance(error, BadEmail):
            self._email.show_wrong(message(error).in_one())
            self._email_edit.setFocus()
        else:
            self.show_error(error)
        self.grow()

    def _refresh(self) -> None:
        for field in (self._number, self._email):
            field.show_wrong("")
        self.act.setEnabled(bool(self._name_edit.text().strip()))

    def _edits(self) -> tuple[QLineEdit, ...]:
        return self._name_edit, self._number_edit, self._contact_edit, self._email_edit

    def _fill(self, known: CompanyCard | None, written: str) -> None:
        if known is not None:
            facts = (known.name, known.number, known.contact, known.email)
            for edit, text in zip(self._edits(), facts, strict=True):
                edit.setText(text)
            self._note_edit.show_text(known.note)
        elif sum(letter.isdigit() for letter in written) > len(written) // 2:
            self._number_edit.setText(written)
        else:
            self._name_edit.setText(written)
        (self._number_edit if self._name_edit.text() else self._name_edit).setFocus()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(metrics().gap_wide)
        grid.addWidget(self._name, 0, 0, 1, 2)
        grid.addWidget(self._number, 1, 0, 1, 2)
        grid.addWidget(self._contact, 2, 0)
        grid.addWidget(self._email, 2, 1)
        self.asked.addLayout(grid)
        self.asked.addWidget(self._note, 1)
        self.size_at(600)


def _field(words: str, name: str) -> tuple[Field, QLineEdit]:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setMaxLength(_LONGEST)
    return Field(words, edit), edit
