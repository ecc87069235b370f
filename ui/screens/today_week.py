"""The week in five towers: done, running, booked."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.usecases.today import WeekDay
from ui.icons import draw_icon
from ui.language import locale, tr
from ui.theme import colour, px, sized_font
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, painting

_MOST = 8


class WeekCard(Card):
    """Week number, how many are done, a tower a day."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("week")
        self._days: tuple[WeekDay, ...] = ()
        self._today = date.min
        self._sum = TextLabel("", "small", "muted")
        self.head.addWidget(self._sum)
        self._towers = _Towers()
        self._legend = _Legend()
        self.body.addWidget(self._towers, 1)
        self.body.addWidget(self._legend)

    def show_week(self, days: Sequence[WeekDay], today: date) -> None:
        """Show a week."""
        self._days, self._today = tuple(days), today
        week = days[0].day.isocalendar().week if days else today.isocalendar().week
        self.set_title(self.tr("Vecka {number}").format(number=week))
        done, total = sum(day.done for day in days), sum(day.total for day in days)
        self._sum.setText(self.tr("{done} av {total} klara").format(done=done, total=total))
        self._towers.show_week(self._days, today)
        self._legend.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._days:
            self.show_week(self._days, self._today)


class _Towers(QWidget):
    """Five days side by side; a piece a case."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[WeekDay, ...] = ()
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_week(self, days: tuple[WeekDay, ...], today: date) -> None:
        """Show these days."""
        self._days, self._today = days, today
        self.setAccessibleName("; ".join(f"{_name(day.day)}: {_count(day)}" for day in days))
        self.update()

    def sizeHint(self) -> QSize:
        """As in the picture."""
        return QSize(px(356), px(188))

    def minimumSizeHint(self) -> QSize:
        """Room for the figures and some pieces."""
        return QSize(px(280), px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Every day."""
        if not self._days:
            return
        gap = px(8)
        wide = (self.width() - gap * (len(self._days) - 1)) / len(self._days)
        with painting(self) as painter:
            for at, day in enumerate(self._days):
                self._draw_day(painter, QRectF(at * (wide + gap), 0, wide, self.height()), day)

    def _draw_day(self, painter: QPainter, place: QRectF, day: WeekDay) -> None:
        is_today = day.day == self._today
        border = colour("accent") if is_today else None
        ground = colour("accent_ground" if is_today else "ground")
        box(painter, place, px(10), ground, border, px(3) / 2)
        centre = int(Qt.AlignmentFlag.AlignCenter)
        painter.setPen(colour("accent_text" if is_today else "muted"))
        painter.setFont(sized_font(12, 600))
        painter.drawText(place.adjusted(0, px(6), 0, 0).toRect(), _TOP, _name(day.day))
        painter.setPen(colour("accent_text" if is_today else "text"))
        painter.setFont(sized_font(20, 600))
        under = QRectF(place.left(), px(24), place.width(), px(28))
        painter.drawText(under, centre, str(day.day.day))
        self._draw_pieces(painter, place, day)
        self._draw_count(painter, place, day, is_today=is_today)

    def _draw_pieces(self, painter: QPainter, place: QRectF, day: WeekDay) -> None:
        pieces = ["ok"] * day.done + ["accent"] * day.running + ["strong_line"] * day.booked
        room = place.height() - px(56 + 30)
        count = min(len(pieces), _MOST, max(1, int(room // px(10))))
        for at, role in enumerate(pieces[:count]):
            bottom = place.bottom() - px(30) - at * px(10)
            piece = QRectF(place.center().x() - px(17), bottom - px(8), px(34), px(8))
            box(painter, piece, px(2), colour(role))

    def _draw_count(
        self, painter: QPainter, place: QRectF, day: WeekDay, *, is_today: bool
    ) -> None:
        words, complete = _count(day) if day.total else "–", 0 < day.total == day.done
        painter.setFont(sized_font(12, 500))
        tint = _tint(complete=complete, is_today=is_today)
        wide = painter.fontMetrics().horizontalAdvance(words)
        mark = px(16) if complete and wide + px(20) < place.width() else 0
        left = place.center().x() - (wide + mark) / 2
        foot = QRectF(left + mark, place.bottom() - px(26), wide + 2, px(22))
        if mark:
            side = px(12)
            top = foot.center().y() - side / 2
            draw_icon(painter, "check", QRectF(left, top, side, side), tint)
        painter.setPen(tint)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignVCenter), words)


class _Legend(QWidget):
    """What the colours mean, in words."""

    def __init__(self) -> None:
        super().__init__()
        self._words = [TextLabel("", "small", "muted") for _ in range(3)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        for role, label in zip(("ok", "accent", "strong_line"), self._words, strict=True):
            row.addWidget(_Patch(role))
            row.addWidget(label)
            row.addSpacing(px(8))
        row.addStretch(1)

    def retranslate(self) -> None:
        """The words in the language in force."""
        words = (self.tr("klar"), self.tr("pågår"), self.tr("bokad"))
        for label, text in zip(self._words, words, strict=True):
            label.setText(text)


class _Patch(QWidget):
    """A small square in a role's colour."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(px(10), px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The square."""
        with painting(self) as painter:
            box(painter, QRectF(self.rect()), px(2), colour(self._role))


_TOP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


def _tint(*, complete: bool, is_today: bool) -> QColor:
    return colour("ok" if complete else "accent_text" if is_today else "muted")


def _name(day: date) -> str:
    return locale().dayName(day.isoweekday(), locale().FormatType.ShortFormat).replace(".", "")[:3]


def _count(day: WeekDay) -> str:
    return tr("{done} av {total}").format(done=day.done, total=day.total)
