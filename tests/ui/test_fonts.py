"""Inter in three true weights with figures of one width."""

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.drawing import picture
from ui.fonts import FAMILY, FILES, inter
from ui.paths import FONTS
from ui.theme import font


def test_the_typeface_and_its_licence_lie_side_by_side() -> None:
    assert all((FONTS / name).is_file() for name in FILES)
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL-Inter.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_every_weight_is_a_face_of_its_own(qapp: QApplication, weight: int) -> None:
    found = QFontInfo(inter(14, weight))
    assert (found.family(), found.weight(), found.exactMatch()) == (FAMILY, weight, True)


def test_the_family_holds_no_other_weights(qapp: QApplication) -> None:
    assert set(QFontDatabase.styles(FAMILY)) == {"Regular", "Medium", "SemiBold"}


def test_all_figures_are_equally_wide(qapp: QApplication) -> None:
    widths = {QFontMetricsF(font("body")).horizontalAdvance(figure) for figure in "0123456789"}
    assert len(widths) == 1


def test_figures_stay_equally_wide_in_a_styled_field(qapp: QApplication) -> None:
    field = QLineEdit("111")
    picture(field)
    widths = field.fontMetrics()
    assert widths.horizontalAdvance("1111") == widths.horizontalAdvance("0000")


def test_letters_of_the_names_met_here_are_in_the_typeface(qapp: QApplication) -> None:
    metrics = QFontMetricsF(font("body"))
    assert not [
        c for c in "ÅÄÖåäöéüßøłđžčşğŻźñçŠĄάБж–−·…”’€×Ø°±µ≥✓→" if not metrics.inFontUcs4(ord(c))
    ]
