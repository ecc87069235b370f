"""The versions installed, and the place to bring a package to."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.usecases.library import ProfileLine
from app.usecases.region_protocols import RegionProtocol
from ui.language import tr
from ui.models.protocol_rows import VersionRows
from ui.models.region_words import region_line, region_title
from ui.screens.candidate.whole_label import WholeLabel
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.drop_area import DropArea
from ui.widgets.labels import TextLabel
from ui.widgets.progress import ThinBar
from ui.widgets.table import HairlineTable
from ui.widgets.yielding import yielding

_COLUMNS = (ColumnWidth(190, stretch=True, least=150), ColumnWidth(58), ColumnWidth(112))
_DROP = 154  # the list above takes what is left


class ProtocolList(QWidget):
    """Rows above; below them a package is dropped, and its examination shows how far it is."""

    current_changed = Signal(str)  # hash
    dropped = Signal(object)  # Path
    asked = Signal()
    stopped = Signal()
    sample_asked = Signal()

    def __init__(self, *, is_practice: bool) -> None:
        super().__init__()
        self.model = VersionRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("protocol_table")
        self.table.setModel(self.model)
        self.table.set_columns(_COLUMNS)
        self.drop = DropArea("")
        self.drop.setObjectName("protocol_drop")
        self.drop.button.setObjectName("protocol_choose")
        self.sample = LinkButton("", "download", chevron=False)
        self.sample.setObjectName("protocol_sample")
        self.bar = ThinBar()
        self.stop = QuietButton("", "x")
        self.stop.setObjectName("protocol_stop")
        self._under_way = QWidget()
        self._said = TextLabel("", "small", "muted")
        self.refused = WholeLabel("warn")
        self.refused.setObjectName("protocol_refused")
        self.refused.hide()
        self._build()
        self.setFocusProxy(self.table)
        self.table.current_changed.connect(self._on_current)
        self.drop.dropped.connect(self._on_dropped)
        self.drop.asked.connect(self.asked)
        self.stop.clicked.connect(self.stopped)
        self.sample.clicked.connect(self.sample_asked)
        if not is_practice:
            self.sample.hide()
        self.show_step(None)

    @property
    def current(self) -> str:
        """The hash of the version one is at, "" for none."""
        found = self.table.current_id
        return found if isinstance(found, str) else ""

    @property
    def role(self) -> str:
        """The code of the version one is at, "" for none."""
        return next((row.code for row in self.model.rows if row.hash == self.current), "")

    def show_profiles(self, profiles: tuple[ProfileLine, ...], wanted: str, role: str = "") -> None:
        """The rows anew, at the version wanted, else at the first of its role, else the first."""
        lines = [line for profile in profiles for line in profile.versions]
        self.model.show_rows(lines)
        of_role = next((at for at, line in enumerate(lines) if line.code == role), 0)
        found = self.model.row_of(wanted)
        self.table.choose_row(found if found >= 0 else of_role)

    def show_refused(self, refused: tuple[RegionProtocol, ...]) -> None:
        """What the region published and could not be taken in, and why."""
        said = [f"{region_title(told)}. {region_line(told)}" for told in refused]
        self.refused.setText("\n".join(said))
        self.refused.setVisible(bool(said))

    def show_step(self, step: int | None, steps: int = 4) -> None:
        """How far an examination is; None when there is none under way."""
        self._under_way.setVisible(step is not None)
        self.drop.setEnabled(step is None)
        if step is not None:
            self.bar.show_share(1000 * step // steps)
            self._said.setText(tr("Paketet kontrolleras …"))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.table.setAccessibleName(tr("Protokoll"))
        self.table.set_empty(tr("Inga protokoll här. Läs in ett paket från huvudmannen."))
        self.drop.show_words(
            tr("Släpp ett protokollpaket här"),
            tr("Filen slutar på .intyga-protocol. Inget ändras förrän du säger ja."),
            tr("Välj fil"),
        )
        self.sample.setText(tr("Spara ett exempelpaket att prova med"))
        self.stop.setText(tr("Avbryt"))

    def _on_current(self, found: object) -> None:
        self.current_changed.emit(found if isinstance(found, str) else "")

    def _on_dropped(self, path: Path) -> None:
        if self.drop.isEnabled():
            self.dropped.emit(path)

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.column_gap)
        rows = Card(padded=False)
        rows.body.setContentsMargins(0, m.gap_small, 0, m.gap_small)
        rows.body.addWidget(yielding(self.table, 150), 1)
        column.addWidget(rows, 1)
        column.addWidget(self.refused)
        card = Card()
        self.drop.setFixedHeight(px(_DROP))
        card.body.addWidget(self.drop)
        under_way = QHBoxLayout(self._under_way)
        under_way.setContentsMargins(0, 0, 0, 0)
        said = QVBoxLayout()
        said.addWidget(self._said)
        said.addWidget(self.bar)
        under_way.addLayout(said, 1)
        under_way.addWidget(self.stop)
        card.body.addWidget(self._under_way)
        card.body.addWidget(self.sample)
        column.addWidget(card)
