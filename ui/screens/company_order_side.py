"""At the side of an order: how far the group is, what to do with those chosen, files taken in."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.usecases.group_orders import GroupOrder, ImportLine, OrderPersonLine
from app.usecases.person_lines import Standing
from ui.language import marked, tr
from ui.theme import metrics
from ui.theme_roles import Tone
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import stacked
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.progress import Segment, SegmentBar

_DONE = (Standing.FULL, Standing.PARTIAL, Standing.STATEMENT)
_KINDS: tuple[tuple[str, str, Tone, str], ...] = (
    ("done", "check-circle", "ok", marked("Bevis")),
    ("decided", "pen", "accent", marked("Beslutade")),
    ("running", "half-circle", "accent", marked("Pågår")),
    ("paused", "pause", "warn", marked("Paus")),
    ("booked", "clock", "neutral", marked("Bokade")),
    ("waiting", "minus", "neutral", marked("Väntar")),
)
_MOST_SEGMENTS = 60


def group_kind(line: OrderPersonLine) -> str:
    """In which heap somebody counts."""
    if line.standing is None:
        return "booked" if line.slot is not None else "waiting"
    return "done" if line.standing in _DONE else str(line.standing)


class OrderSide(QWidget):
    """Progress of all, acts on those chosen, the files people came from with their undo."""

    basis_asked = Signal()
    place_asked = Signal()
    leave_asked = Signal()
    open_asked = Signal()
    print_asked = Signal()
    undo_asked = Signal(object)  # import id

    def __init__(self) -> None:
        super().__init__()
        self.bar = SegmentBar()
        self.bar.setObjectName("order_bar")
        self._counts: dict[str, TextLabel] = {}
        self._words: dict[str, TextLabel] = {}
        self._progress, self._chosen, self._files = Card(" "), Card(" "), Card(" ")
        self._done = TextLabel("", "strong")
        self._done.setObjectName("order_done")
        self.print = self._button("order_print", "printer")
        self.open = self._button("order_open", "play")
        self.basis = self._button("order_basis", "clipboard")
        self.place = self._button("order_place", "pen")
        self.leave = self._button("order_leave", "x")
        self._rows = QVBoxLayout()
        self._build()
        self.print.clicked.connect(lambda: self.print_asked.emit())
        self.open.clicked.connect(lambda: self.open_asked.emit())
        self.basis.clicked.connect(lambda: self.basis_asked.emit())
        self.place.clicked.connect(lambda: self.place_asked.emit())
        self.leave.clicked.connect(lambda: self.leave_asked.emit())
        self.retranslate()

    def show_order(self, order: GroupOrder) -> None:
        """How far everybody is."""
        heaps = Counter(group_kind(line) for line in order.people)
        for kind, _icon, _tone, words in _KINDS:
            self._counts[kind].setText(str(heaps[kind]))
            self._counts[kind].setAccessibleName(f"{tr(words)} {heaps[kind]}")
        done = tr("{done} av {all} klara").format(done=heaps["done"], all=len(order.people))
        self._done.setText(done)
        self.bar.show_segments(_segments(heaps, len(order.people)), done)
        count = sum(line.certificate_id is not None for line in order.people)
        self.print.setText(tr("Skriv ut %n bevis", count))
        self.print.setVisible(count > 0)
        self._show_files(order.imports)

    def show_chosen(self, lines: Sequence[OrderPersonLine]) -> None:
        """What can be done with those chosen."""
        one = lines[0] if len(lines) == 1 else None
        self._chosen.set_title(
            one.person.name or tr("Skyddad person") if one else tr("%n valda", len(lines))
        )
        self._chosen.setVisible(bool(lines))
        self.open.setVisible(one is not None)
        self.place.setVisible(one is not None and not one.person.is_protected)
        has_case = one is not None and one.standing is not None
        self.open.setText(tr("Öppna ärendet") if has_case else tr("Börja ärendet"))
        self.leave.setVisible(all(line.standing is None for line in lines))

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self._progress.set_title(tr("Gruppens läge"))
        self._files.set_title(tr("Inlästa listor"))
        self.basis.setText(tr("Underlag för resultat"))
        self.place.setText(tr("Nummer och avdelning"))
        self.leave.setText(tr("Ta ur ordern"))
        for kind, _icon, _tone, words in _KINDS:
            self._words[kind].setText(tr(words))

    def _show_files(self, files: Sequence[ImportLine]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._files.setVisible(bool(files))
        for line in files:
            words = tr("{file} · %n personer", line.people).format(file=line.file_name)
            self._rows.addWidget(TextLabel(words, "small", "muted", wrap=True))
            if line.may_undo:
                undo = SecondaryButton(tr("Ångra inläsningen"), "undo")
                undo.setObjectName("import_undo")
                undo.clicked.connect(lambda _on=False, one=line.id: self._on_undo(one))
                self._rows.addWidget(undo)

    def _on_undo(self, import_id: UUID) -> None:
        self.undo_asked.emit(import_id)

    def _button(self, name: str, icon: str) -> SecondaryButton:
        button = SecondaryButton("", icon)
        button.setObjectName(name)
        return button

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics().gap)
        grid.setVerticalSpacing(metrics().gap_small)
        for at, (kind, icon, tone, _words) in enumerate(_KINDS):
            place = QWidget()
            row = QGridLayout(place)
            row.setContentsMargins(0, 0, 0, 0)
            row.setHorizontalSpacing(metrics().gap_small)
            self._counts[kind] = TextLabel("0", "heading")
            self._words[kind] = TextLabel("", "small", tone)
            row.addWidget(self._counts[kind], 0, 0, 1, 2)
            row.addWidget(IconLabel(icon, tone), 1, 0)
            row.addWidget(self._words[kind], 1, 1)
            row.setColumnStretch(1, 1)
            grid.addWidget(place, at // 3, at % 3)
        self._progress.head.addWidget(self._done)
        self._progress.body.addWidget(self.bar)
        self._progress.body.addLayout(grid)
        self._progress.body.addWidget(self.print)
        for button in (self.open, self.basis, self.place, self.leave):
            self._chosen.body.addWidget(button)
        self._files.body.addLayout(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(self._progress, self._chosen, self._files))


def _segments(heaps: Counter[str], everybody: int) -> list[Segment]:
    """One piece for each; of a large group each piece stands for several."""
    if not everybody:
        return []
    pieces = min(everybody, _MOST_SEGMENTS)
    order = [
        *["done"] * heaps["done"],
        *["current"] * (heaps["decided"] + heaps["running"]),
        *["missing"] * heaps["paused"],
        *["todo"] * (heaps["booked"] + heaps["waiting"]),
    ]
    shown = [order[at * everybody // pieces] for at in range(pieces)]
    full = {"current": 1000}
    return [Segment(state, full.get(state, 0)) for state in shown]  # type: ignore[arg-type]
