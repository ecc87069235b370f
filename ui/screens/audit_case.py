"""One case of a sample with its two acts; the samples drawn before."""

from PySide6.QtCore import Signal

from app.usecases.sampled import Draw, SampledCase
from ui.figures import iso_day
from ui.language import language, tr
from ui.models.sample_rows import DrawRows, result_state
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.table import HairlineTable
from ui.widgets.yielding import yielding

_COLUMNS = (
    ColumnWidth(120, stretch=True, least=70),
    ColumnWidth(92, least=76),
    ColumnWidth(160),
)


class SampledCard(Card):
    """What is known of the case; its file is saved from here, the case opened."""

    open_asked = Signal()
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.case: SampledCase | None = None
        self.facts = Facts()
        self._words = TextLabel("", "body", "muted", wrap=True)
        self._words.setObjectName("sampled_words")
        self.save = SecondaryButton("", "download", size="control_main")
        self.save.setObjectName("sampled_save")
        self.save.clicked.connect(self.save_asked)
        self.open = LinkButton()
        self.open.setObjectName("sampled_open")
        self.open.clicked.connect(self.open_asked)
        for part in (self.facts, self._words, self.save, self.open):
            self.body.addWidget(part)

    def show_case(self, case: SampledCase | None) -> None:
        """This one, or what one is to do where none is chosen."""
        self.case = case
        is_open = case is not None and case.case_id is not None
        self.facts.setVisible(is_open)
        self.save.setVisible(is_open)
        self.open.setVisible(is_open)
        self._words.setVisible(not is_open)
        self._words.setText(
            tr("Välj ett ärende i urvalet.")
            if case is None
            else tr("Skyddad person. Akten sparas i ärendet självt, och att den lästes skrivs ned.")
        )
        self.set_title(case.serial if case else tr("Ärendet"))
        if case is not None and case.decided is not None:
            self.facts.show_rows(
                [
                    (tr("Namn"), case.name or ""),
                    (tr("Yrkesroll"), f"{case.role.in_language(language())} · {case.code}"),
                    (tr("Beslutat"), iso_day(case.decided)),
                    (tr("Resultat"), result_state(case.outcome).words),
                ]
            )

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.save.setText(tr("Spara akten …"))
        self.open.setText(tr("Till ärendet"))
        self.show_case(self.case)


class DrawsCard(Card):
    """Seeds used before; Enter or a double click draws by one of them again."""

    chosen = Signal(object)  # Draw

    def __init__(self) -> None:
        super().__init__(" ", padded=False)
        self._model = DrawRows()
        self.table = HairlineTable("row")
        self.table.setObjectName("draws")
        self.table.setModel(self._model)
        self.table.set_columns(_COLUMNS)
        self.table.chosen.connect(self.chosen)
        self.body.addWidget(yielding(self.table, 130), 1)

    def show_draws(self, draws: tuple[Draw, ...]) -> None:
        """These, newest first."""
        self._model.show_rows(draws)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.set_title(tr("Dragna förut"))
        self.table.setAccessibleName(tr("Dragna förut"))
        self.table.set_empty(tr("Inget stickprov är draget här än."))
