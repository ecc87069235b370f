"""Register somebody: the number checked while it is typed, nobody registered twice."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.identity_number import UnlikelyAge
from app.usecases.people import DuplicatePerson, LikelyDuplicate, NumberCheck, People
from app.usecases.person_lines import PersonLine
from ui.background import Background
from ui.figures import iso_day
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.screens.register_person_form import PersonForm
from ui.widgets.buttons import PrimaryButton
from ui.widgets.confirm_box import ask

_WHOLE_NUMBER = 10


class RegisterPerson(Box):
    """One form; `registered` gives the person, new or already known."""

    registered = Signal(object)  # person id

    def __init__(
        self, parent: QWidget, people: People, background: Background, written: str = ""
    ) -> None:
        """`written`: what was searched for in vain; a name or a number to begin with."""
        act = PrimaryButton(tr("Registrera"), "check")
        super().__init__(parent, tr("Ny person"), act, tr("Avbryt"))
        self.setObjectName("register_person")
        self._people, self._background = people, background
        self._confirmed = ("", "")  # the number and birth date whose unlikely age stands
        self.form = PersonForm()
        self.act.setObjectName("register_save")
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.size_at(640)
        self.form.number_changed.connect(self._on_number)
        self.form.employer_changed.connect(self._on_employer)
        self.form.changed.connect(self._refresh)
        self.form.entered.connect(self.save)
        self.act.clicked.connect(self.save)
        self.form.begin_with(written)
        self._refresh()

    def save(self, *, despite_likeness: bool = False) -> None:
        """Register what is written; asks where it has to be asked."""
        if not self.act.isEnabled():
            return
        self.errors.clear()
        new = self.form.person(age_confirmed=self._is_confirmed())
        self.act.setEnabled(False)
        self._background.run(
            self,
            lambda: self._people.register(new, despite_likeness=despite_likeness),
            self._on_registered,
            self._on_refused,
        )

    def _on_registered(self, person_id: UUID) -> None:
        self.accept()
        self.registered.emit(person_id)

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        if isinstance(error, DuplicatePerson):
            self._show_known(error.person)
        elif isinstance(error, LikelyDuplicate):
            self._ask_likeness(error)
        elif isinstance(error, UnlikelyAge):
            self._ask_age(error)
        elif not self.form.show_wrong(error):
            self.show_error(error)
        self.grow()

    def _on_number(self, written: str) -> None:
        """Check as soon as there are figures enough; the field says what is wrong with it."""
        self.form.show_number("")
        self.form.show_birth_date(None)
        self.errors.clear()
        if sum(letter.isdigit() for letter in written) < _WHOLE_NUMBER:
            return
        confirmed = self._is_confirmed()
        self._background.run(
            self,
            lambda: self._people.check_number(written, age_confirmed=confirmed),
            lambda check: self._on_checked(written, check),
            lambda error: self._on_wrong_number(written, error),
        )

    def _on_checked(self, written: str, check: NumberCheck) -> None:
        if written != self.form.number:
            return
        words = {
            "personnummer": self.tr("Personnummer"),
            "samordningsnummer": self.tr("Samordningsnummer"),
            "reserve": self.tr("Reservnummer"),
        }[check.kind]
        born = (
            self.tr("född {day}").format(day=iso_day(check.birth_date)) if check.birth_date else ""
        )
        self.form.show_number(" · ".join(part for part in (words, check.formatted, born) if part))
        self.form.show_birth_date(check.birth_date)
        if check.duplicate is not None:
            self._show_known(check.duplicate)

    def _on_wrong_number(self, written: str, error: UserError) -> None:
        if written != self.form.number:
            return
        if isinstance(error, UnlikelyAge):
            self._ask_age(error)
        else:
            self.form.show_wrong(error)
            self.grow()

    def _ask_age(self, error: UserError) -> None:
        written, said = self.form.identity, message(error)
        self.form.show_wrong(error)
        box = ask(
            self,
            said.what,
            said.next_step,
            self.tr("Åldern stämmer"),
            lambda: self._confirm(written),
        )
        box.rejected.connect(self.form.focus_identity)

    def _confirm(self, written: tuple[str, str]) -> None:
        self._confirmed = written
        if written[0]:
            self._on_number(written[0])
        else:
            self.form.show_right()
            self.save()

    def _is_confirmed(self) -> bool:
        """Whether the age of what is written now was asked about and stands."""
        number, born = self.form.identity
        return any(self._confirmed) and (number or born) == (
            self._confirmed[0] or self._confirmed[1]
        )

    def _ask_likeness(self, error: LikelyDuplicate) -> None:
        known = error.people[0]
        said = message(error)
        self.errors.show_message(
            said,
            "warn",
            (self.tr("Visa {name}").format(name=known.name), lambda: self._on_registered(known.id)),
        )
        ask(
            self,
            said.what,
            said.next_step,
            self.tr("Registrera ändå"),
            lambda: self.save(despite_likeness=True),
        )

    def _show_known(self, known: PersonLine) -> None:
        """Who has the number already, with the offer to open them (R50)."""
        name = self.tr("Skyddad person") if known.protected and not known.name else known.name
        said = message(DuplicatePerson(known))
        self.errors.show_message(
            said,
            "warn",
            (self.tr("Visa {name}").format(name=name), lambda: self._on_registered(known.id)),
        )
        self.grow()

    def _on_employer(self, written: str) -> None:
        self._background.run(
            self, lambda: self._people.companies(written), self.form.show_companies
        )

    def _refresh(self) -> None:
        self.act.setEnabled(self.form.is_ready)
