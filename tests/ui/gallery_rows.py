"""The rows of the pictures, as models for the gallery."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.widgets.cells import CellRole, CellState, matches

Index = QModelIndex | QPersistentModelIndex


NOWHERE = QModelIndex()


BOOKED = [
    (
        "08:00",
        "Johan Ekström",
        "Svetsare MIG/MAG",
        "Beslut och återkoppling",
        CellState("eye", "accent", "Väntar på granskare"),
    ),
    (
        "09:00",
        "Karin Lindqvist",
        "CNC-operatör",
        "Praktiskt prov",
        CellState("dot", "accent", "Pågår"),
    ),
    (
        "12:30",
        "Linnea Wallin",
        "CNC-operatör",
        "Återkoppling",
        CellState("pen", "ok", "Klar att signera"),
    ),
    ("13:15", "Mikael Åberg", "Montör", "Teoriprov", CellState("clock", "neutral", "Bokad")),
    (
        "14:45",
        "Eva Sandberg",
        "Montör",
        "Självskattning",
        CellState("warning", "warn", "Underlag saknas"),
    ),
    (
        "15:30",
        "Lars Fransson",
        "Svetsare MIG/MAG",
        "Omprov, område 5",
        CellState("clock", "neutral", "Bokad"),
    ),
]


class Booked(QAbstractTableModel):
    """The rows of the pictures."""

    heads = ("Tid", "Person", "Roll", "Moment", "Läge")

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return len(BOOKED)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = 0) -> object:
        value = BOOKED[index.row()][index.column()]
        if index.column() == 4:
            return value if role == CellRole.STATE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return value
        if role == CellRole.KEY:
            return index.column() < 2
        if role == CellRole.MATCHES and index.column() == 1:
            return matches(str(value), ["lin"])
        return None


class Areas(QAbstractTableModel):
    """The decision's table with one explained row."""

    heads = ("", "Område", "Teori", "Praktik", "Krav", "Utfall")
    rows = [
        ("1", "Arbetsmiljö och säkerhet", "92 %", "4", "80 % · nivå 3", True),
        ("2", "Ritningsläsning", "78 %", "3", "60 % · nivå 3", True),
        ("3", "Mätteknik", "54 %", "2", "60 % · nivå 3", False),
        ("4", "Material och skärdata", "71 %", "3", "60 % · nivå 2", True),
        ("5", "Uppspänning och verktyg", "83 %", "3", "60 % · nivå 3", True),
    ]
    why = (
        "Teorin gav 54 % av 60 % som krävs. I praktiken nåddes nivå 2 av 3: mikrometern "
        "nollställdes först efter påminnelse, och två av sex mått avvek mer "
        "än 0,01 mm från kontrollmätningen."
    )

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (2, 3, 4):
            return Qt.AlignmentFlag.AlignRight
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = 0) -> object:
        row, column = self.rows[index.row()], index.column()
        if role == CellRole.STATE and column == 5:
            return (
                CellState("check-circle", "ok", "Visat")
                if row[5]
                else CellState("half-circle", "warn", "Ännu ej visat")
            )
        if role == Qt.ItemDataRole.DisplayRole and column < 5:
            return row[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (2, 3, 4):
            return Qt.AlignmentFlag.AlignRight
        if role == CellRole.KEY:
            return column in (1, 2, 3)
        if not row[5]:
            return self._missing(column, role)
        return None

    def _missing(self, column: int, role: int) -> object:
        if role == CellRole.ROW_TONE and column == 0:
            return "warn"
        if role == CellRole.TONE and column in (2, 3):
            return "warn"
        return self.why if role == CellRole.DETAIL and column == 1 else None
