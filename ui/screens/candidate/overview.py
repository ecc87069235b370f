"""All questions at a glance: one chip each, the areas in blocks; answered, marked, here."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.language import tr
from ui.screens.candidate.sheet import Mark
from ui.theme import colour, px, sized_font
from ui.widgets.painting import box, focus_ring, painting

_SIDE = {13: 28, 14: 30, 17: 38}  # a chip by the size of its letters, both at 100 %
_BADGE = 16


class Chip(QPushButton):
    """One question. Answered has a bar under its number, marked a flag, not saved a sign."""

    moved = Signal(int)  # to the chip before (-1) or after (1), by arrow keys

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(str(number), parent)
        self.setObjectName(f"question_{number}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._mark = Mark(number, False, False, False, False, False)

    @property
    def mark(self) -> Mark:
        """What the chip shows."""
        return self._mark

    def show_mark(self, mark: Mark) -> None:
        """Show how the question stands; only the current one is a stop of the Tab key."""
        self._mark = mark
        stop = Qt.FocusPolicy.StrongFocus if mark.current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(stop)
        self.setAccessibleName(spoken(mark))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """The number has its room."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move between the chips."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground and border by state, number, bar, badge."""
        mark = self._mark
        with painting(self) as painter:
            rect, radius = QRectF(self.rect()).adjusted(0, px(5), -px(5), 0), px(6)
            word = self._draw_ground(painter, rect, radius)
            painter.setPen(word)
            painter.setFont(self.font())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())
            if mark.begun:
                wide = rect.width() - px(12 if mark.answered else 20)
                bar = QRectF(rect.center().x() - wide / 2, rect.bottom() - px(5), wide, px(2))
                box(painter, bar, px(1), word)
            if mark.unsaved:
                self._draw_badge(painter, "warning", "bad", "on_bad")
            elif mark.marked:
                self._draw_badge(painter, "flag", "warn", "on_warn")
            if self.hasFocus():
                outer = rect.adjusted(-px(2), -px(2), px(2), px(2))
                focus_ring(painter, outer, radius + px(2))

    def _draw_ground(self, painter: QPainter, rect: QRectF, radius: float) -> QColor:
        mark = self._mark
        if mark.current:
            box(painter, rect, radius, colour("accent"))
            return colour("on_accent")
        if mark.unsaved or mark.marked:
            role = "bad" if mark.unsaved else "warn"
            box(painter, rect, radius, colour(f"{role}_ground"), colour(role))
            return colour(role)
        if mark.answered:
            box(painter, rect, radius, colour("accent_ground"))
            return colour("accent_text")
        box(painter, rect, radius, colour("card"), colour("control_border"))
        return colour("muted")

    def _draw_badge(self, painter: QPainter, icon: str, full: str, sign: str) -> None:
        side, inner = px(_BADGE), px(_BADGE - 6)
        disc = QRectF(self.width() - side, 0, side, side)
        box(painter, disc, side / 2, colour(full))
        inset = (side - inner) / 2
        where = QRectF(disc.left() + inset, disc.top() + inset, inner, inner)
        draw_icon(painter, icon, where, colour(sign))


class Overview(QWidget):
    """The chips in rows of whole areas, as even as can be."""

    chosen = Signal(int)  # place from 0

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("overview")
        self.chips: list[Chip] = []
        self._blocks: tuple[int, ...] = ()
        self._only_here = False
        self._letters = 14
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_questions(self, blocks: Sequence[int]) -> None:
        """As many chips as there are questions, in `blocks` of one area each."""
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self._blocks = tuple(blocks)
        self.chips = [Chip(at + 1, self) for at in range(sum(blocks))]
        for at, chip in enumerate(self.chips):
            chip.clicked.connect(lambda _on=False, at=at: self.chosen.emit(at))
            chip.moved.connect(lambda step, at=at: self._focus(at + step))
            chip.show()
        self.set_letters(self._letters)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """How each question stands."""
        self.setAccessibleName(tr("Alla frågor"))
        for chip, mark in zip(self.chips, marks, strict=True):
            chip.show_mark(mark)
        if self._only_here:
            self._lay(self.width())

    def show_only_here(self, *, only: bool) -> None:
        """Where there is little room: only the block one is in."""
        if only != self._only_here:
            self._only_here = only
            self._lay(self.width())
            self.updateGeometry()

    def set_letters(self, pixels: int) -> None:
        """The size of the numbers at 100 %."""
        self._letters = pixels
        for chip in self.chips:
            chip.setFont(sized_font(pixels, 600))
            chip.resize(self._chip())
        self._lay(self.width())
        self.updateGeometry()

    def width_in_rows(self, rows: int) -> int:
        """How wide the overview is when it takes `rows` rows."""
        blocks = max(1, -(-self._shown() // rows))
        return blocks * self._block_width() + (blocks - 1) * self._block_gap()

    def hasHeightForWidth(self) -> bool:
        """More rows when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of as many rows as are needed."""
        rows = max(1, -(-self._shown() // self._blocks_in_row(width)))
        return rows * self._chip().height() + (rows - 1) * px(4)

    def sizeHint(self) -> QSize:
        """Two rows."""
        width = self.width_in_rows(2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One block wide."""
        return QSize(self._block_width(), self._chip().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Into rows."""
        super().resizeEvent(event)
        self._lay(event.size().width())

    def _lay(self, width: int) -> None:
        in_row, here = self._blocks_in_row(width), self._here()
        first, number = 0, 0
        for block, size in enumerate(self._blocks):
            chips = self.chips[first : first + size]
            first += size
            shown = not self._only_here or block == here
            for chip in chips:
                chip.setVisible(shown)
            if shown:
                self._lay_block(chips, *divmod(number, in_row))
                number += 1

    def _lay_block(self, chips: Sequence[Chip], row: int, column: int) -> None:
        side = self._chip()
        left = column * (self._block_width() + self._block_gap())
        for place, chip in enumerate(chips):
            x = left + place * (side.width() + self._gap())
            chip.setGeometry(x, row * (side.height() + px(4)), side.width(), side.height())

    def _here(self) -> int:
        """The block of the current question."""
        at = next((at for at, chip in enumerate(self.chips) if chip.mark.current), 0)
        ends = accumulate(self._blocks)
        return next((block for block, end in enumerate(ends) if at < end), 0)

    def _shown(self) -> int:
        return 1 if self._only_here else len(self._blocks)

    def _blocks_in_row(self, width: int) -> int:
        """Even rows: 8 blocks where 5 fit become 4 and 4."""
        fit = (width + self._block_gap()) // (self._block_width() + self._block_gap())
        rows = max(1, -(-self._shown() // max(1, fit)))
        return max(1, -(-self._shown() // rows))

    def _focus(self, at: int) -> None:
        if 0 <= at < len(self.chips):
            self.chips[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _chip(self) -> QSize:
        """With 5 above and to the right for the badge."""
        side = px(_SIDE[self._letters] + 5)
        return QSize(side, side)

    def _gap(self) -> int:
        return px(2)

    def _block_width(self) -> int:
        largest = max(self._blocks, default=1)
        return largest * self._chip().width() + (largest - 1) * self._gap()

    def _block_gap(self) -> int:
        return px(11)


def spoken(mark: Mark) -> str:
    """The state of a question in words."""
    parts = [tr("Fråga {number}").format(number=mark.number)]
    if mark.current:
        parts.append(tr("här är du"))
    if mark.answered:
        parts.append(tr("besvarad"))
    else:
        parts.append(tr("påbörjad") if mark.begun else tr("obesvarad"))
    if mark.marked:
        parts.append(tr("markerad"))
    if mark.unsaved:
        parts.append(tr("inte sparad"))
    return ", ".join(parts)
