"""The form of a new person: number, name, company, language, standing at work, protection."""

from datetime import date

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QGridLayout, QLineEdit, QWidget

from app.domain.employment import Employment
from app.domain.errors import UserError
from app.domain.text import Language
from app.usecases.people import NewPerson
from ui.figures import iso_day
from ui.language import language
from ui.messages import message
from ui.theme import metrics
from ui.widgets.fields import Field

_LONGEST = 80


class PersonForm(QWidget):
    """Fields in two columns; Enter goes on."""

    changed = Signal()
    entered = Signal()
    number_changed = Signal(str)
    employer_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._number, self._number_edit = self._field(self.tr("Identitetsnummer"), "number")
        self._name, self._name_edit = self._field(self.tr("Namn"), "name")
        self._born, self._born_edit = self._field(self.tr("Född"), "born")
        self._employer, self._employer_edit = self._field(self.tr("Företag"), "employer")
        self._language = self._choice(
            self.tr("Språk"), "language", [("sv", self.tr("Svenska")), ("en", self.tr("Engelska"))]
        )
        self._employment = self._choice(
            self.tr("Anställning"),
            "employment",
            [
                (Employment.EMPLOYED, self.tr("Anställd")),
                (Employment.FURLOUGHED, self.tr("Permitterad")),
                (Employment.UNDER_NOTICE, self.tr("Varslad")),
                (Employment.OTHER, self.tr("Annat")),
            ],
        )
        self._protected = QCheckBox(self.tr("Skyddade personuppgifter"))
        self._protected.setObjectName("register_protected")
        self._born_edit.setPlaceholderText(self.tr("ÅÅÅÅ-MM-DD"))
        self._companies = QStringListModel(self)
        self._number.set_hint(self.tr("10 eller 12 siffror. Lämna tomt om numret saknas."))
        self._complete_companies()
        self._build()
        self._number_edit.textChanged.connect(self.number_changed)
        self._name_edit.setMaxLength(_LONGEST)
        self._employer_edit.setMaxLength(_LONGEST)
        self._employer_edit.textEdited.connect(self.employer_changed)

    @property
    def number(self) -> str:
        """The number as typed."""
        return self._number_edit.text()

    @property
    def identity(self) -> tuple[str, str]:
        """The number and the birth date as typed."""
        return self.number.strip(), self._born_edit.text().strip()

    @property
    def is_ready(self) -> bool:
        """Whether there is a name, and a number or a birth date that is one (or neither)."""
        written = self._born_edit.text().strip()
        return bool(self._name_edit.text().strip()) and (not written or bool(self._birth_date()))

    def begin_with(self, written: str) -> None:
        """Put what was searched for where it belongs."""
        written = written.strip()
        figures = sum(letter.isdigit() for letter in written)
        if figures > len(written) // 2:
            self._number_edit.setText(written)
        elif written and not figures:
            self._name_edit.setText(written.title() if written.islower() else written)
        self._number_edit.setFocus()

    def fill(self, name: str, born: date | None, employer: str) -> None:
        """Put what is known already in its fields; the number is asked for."""
        self._name_edit.setText(name)
        self._born_edit.setText(iso_day(born) if born else "")
        self._employer_edit.setText(employer)
        self._number_edit.setFocus()

    def person(self, *, age_confirmed: bool) -> NewPerson:
        """What is written, to be registered."""
        spoken: Language = "en" if self._language.currentData() == "en" else "sv"
        return NewPerson(
            name=self._name_edit.text(),
            number=self.number,
            birth_date=self._birth_date(),
            employer=self._employer_edit.text(),
            language=spoken,
            employment=Employment(self._employment.currentData()),
            protected=self._protected.isChecked(),
            age_confirmed=age_confirmed,
        )

    def show_number(self, words: str) -> None:
        """What the number is, under it; empty gives the usual hint back."""
        usual = self.tr("10 eller 12 siffror. Lämna tomt om numret saknas.")
        self._number.set_hint(words or usual)

    def show_birth_date(self, born: date | None) -> None:
        """The birth date a number tells; then it is not written by hand."""
        if born is not None:
            self._born_edit.setText(iso_day(born))
        elif self._born_edit.isReadOnly():
            self._born_edit.clear()
        self._born_edit.setReadOnly(born is not None)
        self._born_edit.style().polish(self._born_edit)

    def show_companies(self, names: tuple[str, ...]) -> None:
        """Known companies to choose from."""
        self._companies.setStringList(list(names))

    def show_wrong(self, error: UserError) -> bool:
        """Say it at the field it is about; False when it is about none of them."""
        told = self._number if self.number.strip() else self._born
        field = {
            "BadIdentityNumber": told,
            "UnlikelyAge": told,
            "BadPersonName": self._name,
        }.get(type(error).__name__)
        if field is not None:
            field.show_wrong(message(error).in_one())
        return field is not None

    def show_right(self) -> None:
        """What was asked about stands."""
        self._number.show_wrong("")
        self._born.show_wrong("")

    def focus_identity(self) -> None:
        """Back to the number or the birth date, to read it again."""
        edit = self._number_edit if self.number.strip() else self._born_edit
        edit.setFocus()
        edit.selectAll()

    def _birth_date(self) -> date | None:
        try:
            return date.fromisoformat(self._born_edit.text().strip())
        except ValueError:
            return None

    def _field(self, label: str, name: str) -> tuple[Field, QLineEdit]:
        edit = QLineEdit()
        edit.setObjectName(f"register_{name}")
        field = Field(label, edit)
        edit.textChanged.connect(lambda _text: field.show_wrong(""))
        edit.textChanged.connect(lambda _text: self.changed.emit())
        edit.returnPressed.connect(self.entered)
        return field, edit

    def _choice(self, label: str, name: str, choices: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"register_{name}")
        for key, words in choices:
            box.addItem(words, key)
        box.setAccessibleName(label)
        if name == "language":
            box.setCurrentIndex(box.findData(language()))
        return box

    def _complete_companies(self) -> None:
        completer = QCompleter(self._companies, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._employer_edit.setCompleter(completer)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(metrics().gap_wide)
        grid.setVerticalSpacing(metrics().gap_wide)
        grid.addWidget(self._number, 0, 0, 1, 2)
        grid.addWidget(self._name, 1, 0, 1, 2)
        grid.addWidget(self._born, 2, 0)
        grid.addWidget(self._employer, 2, 1)
        grid.addWidget(Field(self.tr("Språk"), self._language), 3, 0)
        grid.addWidget(Field(self.tr("Anställning"), self._employment), 3, 1)
        grid.addWidget(self._protected, 4, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
