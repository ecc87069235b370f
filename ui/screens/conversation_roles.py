"""Roles the company needs: how many now, in one and in three years, and who can take over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.free_text import LONGEST_LINE, LONGEST_MEASURE
from app.domain.needed_roles import MOST_PEOPLE, NeededRole, role_totals
from ui.language import tr
from ui.screens.case.tab_order import tab_through
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.wrapped import Wrapped

_FEWEST = 3


class RoleRow:
    """The fields of one role in the grid."""

    def __init__(self, number: int, role: NeededRole) -> None:
        self.name, self.successors = QLineEdit(role.name), QLineEdit(role.successors)
        self.name.setMaxLength(LONGEST_LINE)
        self.successors.setMaxLength(LONGEST_MEASURE)
        known = (role.now, role.in_one, role.in_three) if role.name else ("", "", "")
        self.counts = tuple(QLineEdit(str(count)) for count in known)
        for count in self.counts:
            count.setValidator(QIntValidator(0, MOST_PEOPLE, count))
            count.setAlignment(Qt.AlignmentFlag.AlignRight)
            count.setMaximumWidth(px(66))
        self.critical = QCheckBox()
        self.critical.setChecked(role.critical)
        self.remove = QuietButton("", "trash")
        self.remove.setObjectName(f"role_remove_{number}")
        self.name.setObjectName(f"role_name_{number}")
        self.successors.setObjectName(f"role_successors_{number}")
        self.critical.setObjectName(f"role_critical_{number}")
        for part, count in zip(("now", "one", "three"), self.counts, strict=True):
            count.setObjectName(f"role_{part}_{number}")

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The fields in order."""
        return (self.name, *self.counts, self.critical, self.successors, self.remove)

    @property
    def edits(self) -> tuple[QLineEdit, ...]:
        """The fields one writes in."""
        return (self.name, *self.counts, self.successors)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not any(edit.text().strip() for edit in self.edits)

    @property
    def role(self) -> NeededRole:
        """What is written; a number left out is as the one before it, none at first."""
        found: list[int] = []
        for count in self.counts:
            found.append(int(count.text()) if count.text() else (found[-1] if found else 0))
        name, successors = self.name.text(), self.successors.text()
        now, in_one, in_three = found
        return NeededRole(name, now, in_one, in_three, self.critical.isChecked(), successors)

    def name_parts(self) -> None:
        """Words for those who do not see the heads."""
        heads = (*_heads()[:4], _heads()[4], _heads()[5], tr("Ta bort rollen"))
        for part, words in zip(self.parts, heads, strict=True):
            part.setAccessibleName(words)


class RolesCard(Card):
    """Rows of roles, kept as they are written; what they come to stands below."""

    edited = Signal(object)  # tuple of NeededRole
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("roles_card")
        self._rows: list[RoleRow] = []
        self._known: tuple[NeededRole, ...] = ()
        self._locked = False
        self._made = 0
        self._intro = TextLabel("", "body", "muted", wrap=True)
        self._heads = [TextLabel("", "label", "muted") for _ in range(6)]
        self.more = SecondaryButton("", "plus")
        self.more.setObjectName("role_more")
        self.unnamed = NoteLine("pen", "bad")
        self.unnamed.setObjectName("roles_unnamed")
        self.gap = NoteLine("people", "neutral")
        self.gap.setObjectName("roles_gap")
        self.risk = NoteLine("warning", "warn")
        self.risk.setObjectName("roles_risk")
        self.next = PrimaryButton("", chevron=True)
        self.next.setObjectName("roles_next")
        self._build()
        self.more.clicked.connect(self._on_more)
        self.next.clicked.connect(self.next_asked)

    @property
    def roles(self) -> tuple[NeededRole, ...]:
        """What is written, rows left empty not counted."""
        return tuple(row.role for row in self._rows if not row.is_empty)

    def show_roles(self, roles: Sequence[NeededRole], *, locked: bool) -> None:
        """Show these; a few empty rows to begin with."""
        self._locked, self._known = locked, tuple(roles)
        for row in self._rows:
            self._drop_parts(row)
        self._rows = []
        empty = 0 if locked else max(0, _FEWEST - len(roles))
        for role in (*roles, *([NeededRole("", 0, 0, 0)] * empty)):
            self._add(role)
        self.more.setVisible(not locked)
        self._say_totals()

    def flush(self) -> None:
        """Say what is written, if it is not what was shown or said last."""
        roles = self.roles
        named = tuple(role for role in roles if role.name.strip())
        if not self._locked and named != self._known:
            self._known = named
            self.edited.emit(named)
        self._say_totals()

    def take_focus(self) -> None:
        """To the first field."""
        (self._rows[0].name if self._rows and not self._locked else self.next).setFocus()

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self.set_title(tr("Roller som behövs"))
        self._intro.setText(
            tr(
                "Skriv de roller företaget inte klarar sig utan. Antalen är människor i dag och de "
                "som behövs om ett och tre år. Kritisk: företaget stannar om rollen står tom."
            )
        )
        for label, words in zip(self._heads, _heads(), strict=True):
            label.setText(words)
        self.more.setText(tr("En roll till"))
        self.next.setText(tr("Till sammanfattningen"))
        for row in self._rows:
            row.name_parts()
        self._say_totals()

    def _add(self, role: NeededRole) -> RoleRow:
        self._made += 1
        row = RoleRow(self._made, role)
        row.name_parts()
        self._rows.append(row)
        at = self._grid.rowCount()
        for column, part in enumerate(row.parts):
            place = Qt.AlignmentFlag.AlignCenter if column == 4 else Qt.AlignmentFlag(0)
            self._grid.addWidget(part, at, column, place)
            part.setEnabled(not self._locked)
        row.remove.setVisible(not self._locked)
        for edit in row.edits:
            edit.editingFinished.connect(self.flush)
        row.critical.clicked.connect(lambda _on: self.flush())
        row.remove.clicked.connect(lambda: self._on_remove(row))
        tab_through([*(part for each in self._rows for part in each.parts), self.more, self.next])
        return row

    def _on_more(self) -> None:
        self._add(NeededRole("", 0, 0, 0)).name.setFocus()

    def _on_remove(self, row: RoleRow) -> None:
        self._rows.remove(row)
        self._drop_parts(row)
        self.flush()
        self.take_focus()

    def _drop_parts(self, row: RoleRow) -> None:
        for part in row.parts:
            part.blockSignals(True)
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()

    def _say_totals(self) -> None:
        unnamed = any(not role.name.strip() for role in self.roles)
        self.unnamed.show_words(tr("En rad saknar namn på rollen.") if unnamed else "")
        totals = role_totals(tuple(role for role in self.roles if role.name.strip()))
        if not totals.roles:
            self.gap.show_words("")
            self.risk.show_words("")
            return
        words = tr(
            "I dag {now} personer, om ett år {one}, om tre år {three}. Att hitta: {lacking}."
        )
        self.gap.show_words(
            words.format(
                now=totals.now, one=totals.in_one, three=totals.in_three, lacking=totals.lacking
            )
        )
        at_risk = tr("%n kritiska roller har ingen som kan ta över.", totals.at_risk)
        self.risk.show_words(at_risk if totals.at_risk else "")

    def _build(self) -> None:
        inner, m = Wrapped(), metrics()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, m.gap, 0)
        column.setSpacing(m.gap)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(m.gap_small)
        self._grid.setVerticalSpacing(m.gap_small)
        for at, label in enumerate(self._heads):
            self._grid.addWidget(label, 0, at)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(5, 4)
        column.addWidget(self._intro)
        column.addLayout(self._grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.unnamed)
        column.addWidget(self.gap)
        column.addWidget(self.risk)
        column.addStretch(1)
        self.body.addWidget(QuietScroll(inner, least=220), 1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.next)


def _heads() -> tuple[str, ...]:
    return (
        tr("Roll"),
        tr("I dag"),
        tr("Om 1 år"),
        tr("Om 3 år"),
        tr("Kritisk"),
        tr("Vem kan ta över"),
    )
