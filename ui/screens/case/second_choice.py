"""Before the practical: whether two assess, and who the second is; or that yours is awaited."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE
from app.usecases.beside import SecondView
from app.usecases.cases import CaseView
from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.work import CaseWork
from ui.screens.unlock_people import accreditation_state, role_words
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.tiles import ChoiceTile, PersonTile

if TYPE_CHECKING:
    from app.domain.desks import AssessorCard
    from app.usecases.two_assessors import SecondChoices

_TILE_STEP = 108


class SecondChoiceBox(Box):
    """The colleagues who may be the second assessor; one press and Enter."""

    picked = Signal(object)  # UUID, or None for one assessor alone
    named = Signal(str)  # a colleague at another computer

    def __init__(self, parent: QWidget, work: CaseWork, choices: "SecondChoices") -> None:
        act = PrimaryButton(tr("Välj"), chevron=True)
        super().__init__(parent, tr("Vem bedömer tillsammans med dig?"), act, tr("Avbryt"))
        self.setObjectName("second_choice_box")
        self.act.setObjectName("second_pick")
        self._tiles: dict[UUID | None, PersonTile | ChoiceTile] = {}
        self._people = QVBoxLayout()
        self._people.setContentsMargins(0, 0, metrics().gap_small, 0)
        self._people.setSpacing(metrics().gap_small)
        holder = QWidget()
        holder.setLayout(self._people)
        meaning = tr("Ni bedömer var för sig och ser inte varandra förrän båda har lämnat in.")
        self.body.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        self._add_people(work, choices.colleagues)
        if not choices.required:
            self._add(None, ChoiceTile("person", tr("Ingen, jag bedömer ensam")), "second_none")
        self._add_elsewhere(choices)
        if not choices.colleagues:
            nobody = tr(
                "Ingen annan vid den här datorn är ackrediterad för rollen. Lägg till en kollega "
                "under Inställningar, Personer vid datorn."
            )
            self.body.addWidget(NoteLine("info", "neutral", nobody, style="body"))
        self._people.addStretch(1)
        scroll = QuietScroll(holder, 108)
        scroll.setMinimumHeight(px(min(len(self._tiles) + 1, 3) * _TILE_STEP))
        self.body.addWidget(scroll, 1)
        self.act.clicked.connect(self._on_pick)
        self.size_at(480)
        self._choose(choices.chosen)

    def _add_people(self, work: CaseWork, people: "Sequence[AssessorCard]") -> None:
        for one in people:
            words, tone, icon = accreditation_state(one.accredited_to, work.today())
            line = role_words(one.roles, one.profiles)
            self._add(one.id, PersonTile(one.name, line, words, tone, icon), f"choose_{one.id}")

    def _add_elsewhere(self, choices: "SecondChoices") -> None:
        self.elsewhere = ChoiceTile("external", tr("Kollega vid en annan dator"))
        self.elsewhere.setObjectName("second_elsewhere")
        self._people.addWidget(self.elsewhere)
        self.name = QLineEdit(choices.chosen_name if choices.chosen not in self._tiles else "")
        self.name.setObjectName("second_name")
        self.name.setMaxLength(LONGEST_LINE)
        self._name = Field(tr("Kollegans namn"), self.name)
        self._name.hide()
        self.elsewhere.toggled.connect(self._name.setVisible)
        self.elsewhere.toggled.connect(lambda _on: self.grow())
        self.name.returnPressed.connect(self._on_pick)
        self.body.addWidget(self._name)

    def _add(self, key: UUID | None, tile: PersonTile | ChoiceTile, name: str) -> None:
        tile.setObjectName(name)
        self._tiles[key] = tile
        self._people.addWidget(tile)

    def _choose(self, chosen: UUID | None) -> None:
        here = chosen if chosen is not None else next(iter(self._tiles), None)
        if here in self._tiles:
            self._tiles[here].setChecked(True)
            self._tiles[here].setFocus()
        else:
            self.elsewhere.setChecked(True)
            self.elsewhere.setFocus()

    def _on_name(self, name: str) -> None:
        self._name.show_wrong("" if name else tr("Skriv kollegans namn."))
        if name:
            self.named.emit(name)
            self.accept()
        else:
            self.name.setFocus()

    def _on_pick(self) -> None:
        if self.elsewhere.isChecked():
            self._on_name(self.name.text().strip())
            return
        picked = [key for key, tile in self._tiles.items() if tile.isChecked()]
        if picked:
            self.picked.emit(picked[0])
            self.accept()


class SecondChoice(QWidget):
    """A line on the page that begins the practical."""

    changed = Signal()  # the case has another second assessor now
    failed = Signal(object)  # UserError

    def __init__(self, work: CaseWork, *, alone: bool = False) -> None:
        """`alone`: only the act, where what is said stands beside it."""
        super().__init__()
        self.setObjectName("second_change" if alone else "second_choice")
        self._work, self._alone = work, alone
        self._view: CaseView | None = None
        self._choices: SecondChoices | None = None
        self._line = NoteLine("people", "neutral", style="body")
        self._line.setObjectName("second_line")
        self.choose = LinkButton("", "people")
        self.choose.setObjectName("second_swap" if alone else "second_choose")
        self.choose.clicked.connect(self._on_choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_tiny)
        if not alone:
            column.addWidget(self._line)
        column.addWidget(self.choose)

    def show_case(self, view: CaseView) -> None:
        """Show who assesses this case."""
        self._view, self._choices = view, None
        self._say()
        case_id, two = view.id, self._work.desk.two_assessors
        self._work.background.run(self, lambda: two.choices(case_id), self._on_choices)

    def retranslate(self) -> None:
        """Set the words for where it stands."""
        self._say()

    def _on_choices(self, choices: "SecondChoices") -> None:
        self._choices = choices
        self._say()

    def _say(self) -> None:
        second = None if self._view is None else self._view.second
        choices = self._choices
        if self._alone:
            self._line.words.setText("")
        elif second is not None:
            self._line.show_words(said_of(second), "accent", "people")
        elif choices is not None and choices.required:
            words = tr("Rollen bedöms av två. Välj vem som är andra bedömare.")
            self._line.show_words(words, "warn", "warning")
        else:
            self._line.show_words("")
        may = choices is not None and choices.may_change and not (second and second.is_second)
        self.choose.setVisible(may)
        self.choose.setText(self._act_words(second))

    def _act_words(self, second: SecondView | None) -> str:
        if second is None:
            return tr("Bedöm två tillsammans")
        if self._alone and self._choices is not None and not self._choices.required:
            return tr("Byt bedömare, eller gå vidare ensam")
        return tr("Byt andra bedömare")

    def _on_choose(self) -> None:
        if self._choices is None:
            return
        box = SecondChoiceBox(self, self._work, self._choices)
        box.picked.connect(self._on_picked)
        box.named.connect(self._on_named)
        box.open()

    def _on_picked(self, colleague: object) -> None:
        assert self._view is not None
        assert colleague is None or isinstance(colleague, UUID)
        case_id, desk = self._view.id, self._work.desk
        self._change(lambda: desk.two_assessors.choose(case_id, colleague))

    def _on_named(self, name: str) -> None:
        assert self._view is not None
        case_id, desk = self._view.id, self._work.desk
        self._change(lambda: desk.asking.choose_elsewhere(case_id, name))

    def _change(self, act: Callable[[], None]) -> None:
        assert self._view is not None
        case_id, desk = self._view.id, self._work.desk

        def work() -> CaseView:
            act()
            return desk.cases.view(case_id)

        self._work.background.run(self, work, self._on_chosen, self._on_refused)

    def _on_chosen(self, view: CaseView) -> None:
        self.show_case(view)
        self.changed.emit()

    def _on_refused(self, error: UserError) -> None:
        self.failed.emit(error)


def said_of(second: SecondView) -> str:
    """What somebody who begins should know of the other."""
    if second.helping:
        return tr(
            "Medbedömning åt {name}. Du bedömer ensam; beslutet fattas på kollegans dator."
        ).format(name=second.first_name)
    if second.elsewhere:
        return tr(
            "{name} bedömer också, vid en annan dator. Börja provet, sedan finns filen och koden "
            "till kollegan under Mer."
        ).format(name=second.second_name)
    if second.is_second:
        return tr(
            "Din bedömning väntar. Du bedömer ensam; du och {name} ser inte varandras bedömningar "
            "förrän båda har lämnat in."
        ).format(name=second.first_name)
    return tr(
        "{name} bedömer också, för sig. Ingen ser den andras förrän båda har lämnat in."
    ).format(name=second.second_name)
