"""What the matrix shows: role, department, stage, only those with gaps; remembered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from app.domain.matrix import Matrix, Stage
from app.domain.matrix_summary import RowFilter, departments
from app.settings import MatrixView
from app.usecases.matrix import MatrixRole
from ui.language import language, tr
from ui.models.matrix_words import STAGE_WORDS
from ui.theme import metrics, px
from ui.widgets.buttons import SecondaryButton

_LEAST, _MOST = 6, 190


class MatrixFilters(QWidget):
    """Four controls in a row; `changed` narrows rows, `role_chosen` asks for another matrix."""

    changed = Signal()
    role_chosen = Signal()

    def __init__(self, view: MatrixView, remember: Callable[[MatrixView], object]) -> None:
        super().__init__()
        self._remember, self._wanted = remember, view.code
        self._roles: tuple[MatrixRole, ...] = ()
        self.role, self.department, self.stage = QComboBox(), QComboBox(), QComboBox()
        for combo, name in (
            (self.role, "matrix_role"),
            (self.department, "matrix_department"),
            (self.stage, "matrix_stage"),
        ):
            combo.setObjectName(name)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            combo.setSizeAdjustPolicy(policy)
            combo.setMinimumContentsLength(_LEAST)
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            combo.setMaximumWidth(px(_MOST))
        self.gaps = SecondaryButton("", "flag")
        self.gaps.setObjectName("matrix_only_gaps")
        self.gaps.setCheckable(True)
        self.gaps.setChecked(view.only_gaps)
        self._stage = view.stage
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_small)
        for combo in (self.role, self.department, self.stage):
            row.addWidget(combo, 20)
        row.addWidget(self.gaps)
        self.gaps.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addStretch(1)
        self.role.activated.connect(self._on_role)
        self.department.activated.connect(lambda: self.changed.emit())
        self.stage.activated.connect(self._on_changed)
        self.gaps.toggled.connect(self._on_changed)

    @property
    def code(self) -> str:
        """The profile chosen, "" while there is none."""
        return str(self.role.currentData() or "")

    @property
    def chosen(self) -> RowFilter:
        """What lets rows through."""
        stage = self.stage.currentData()
        return RowFilter(
            str(self.department.currentData() or ""),
            Stage(stage) if stage else None,
            self.gaps.isChecked(),
        )

    def fold(self, *, is_narrow: bool) -> None:
        """Where there is little room, departments are chosen only while one is chosen."""
        is_chosen = bool(self.department.currentData())
        self.department.setVisible(self.department.count() > 2 and (is_chosen or not is_narrow))

    def show_roles(self, roles: Sequence[MatrixRole]) -> None:
        """The roles the company has ordered; the one chosen stays."""
        self._roles = tuple(roles)
        before = self.code or self._wanted
        self.role.clear()
        for one in roles:
            self.role.addItem(one.name.in_language(language()), one.code)
        self.role.setCurrentIndex(max(0, self.role.findData(before)))

    def show_departments(self, matrix: Matrix) -> None:
        """The departments of the people; without any there is nothing to choose."""
        before = self.department.currentData()
        self.department.clear()
        self.department.addItem(tr("Avdelning: alla"), "")
        for name in departments(matrix):
            self.department.addItem(name, name)
        self.department.setCurrentIndex(max(0, self.department.findData(before)))

    def retranslate(self) -> None:
        """Every fixed word."""
        self.role.setAccessibleName(tr("Roll"))
        self.department.setAccessibleName(tr("Avdelning"))
        self.stage.setAccessibleName(tr("Läge"))
        self.gaps.setText(tr("Bara gap"))
        before = self.stage.currentData() or self._stage
        self.stage.clear()
        self.stage.addItem(tr("Läge: alla"), "")
        for stage in Stage:
            self.stage.addItem(tr(STAGE_WORDS[stage]), stage.value)
        self.stage.setCurrentIndex(max(0, self.stage.findData(before)))
        if self.department.count():
            self.department.setItemText(0, tr("Avdelning: alla"))
        self.show_roles(self._roles)

    def _on_role(self) -> None:
        self._keep()
        self.role_chosen.emit()

    def _on_changed(self) -> None:
        self._keep()
        self.changed.emit()

    def _keep(self) -> None:
        stage = str(self.stage.currentData() or "")
        self._stage = stage
        self._remember(MatrixView(self.code, stage, self.gaps.isChecked()))
