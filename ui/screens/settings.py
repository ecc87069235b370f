"""Language, theme, size, auto-lock; what this is and where its data lies. All at once, live."""

from collections.abc import Sequence

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app import paths
from ui.appearance import Appearance
from ui.screen import Screen
from ui.theme import SCALES, metrics, px
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.segmented import SegmentedChoice

MINUTES = (2, 5, 10, 15, 30, 60)


class SettingsScreen(Screen):
    """Every choice holds at once and is remembered."""

    visited = Signal()  # for a card that is only there when something is wrong

    def __init__(
        self,
        appearance: Appearance,
        about: Sequence[str],
        people: Sequence[QWidget] = (),
        keys: Sequence[QWidget] = (),
    ) -> None:
        """`about`: the version and the licence; `people`: cards of who may do what here.

        `keys`: cards of what keeps the computer's content safe and within reach.
        """
        super().__init__()
        self.setObjectName("settings")
        self._appearance, self._people, self._keys = appearance, tuple(people), tuple(keys)
        self._version, self._licence = about
        self.language = SegmentedChoice([("sv", "Svenska"), ("en", "English")])
        self.theme = SegmentedChoice([("auto", ""), ("light", ""), ("dark", "")])
        self.scale = SegmentedChoice([(str(scale), f"{scale} %") for scale in SCALES])
        self.minutes = QComboBox()
        self._look, self._safety, self._about = Card(" "), Card(" "), Card(" ")
        self._rows: dict[str, tuple[TextLabel, TextLabel]] = {}
        self._facts = Facts()
        self.log = SecondaryButton("", "external")
        self.data = SecondaryButton("", "external")
        self._build()
        self.language.chosen.connect(appearance.set_language)
        self.theme.chosen.connect(appearance.set_theme)
        self.scale.chosen.connect(lambda key: appearance.set_scale(int(key)))
        self.minutes.activated.connect(self._on_minutes)
        self.log.clicked.connect(lambda: _show(str(paths.log_folder())))
        self.data.clicked.connect(lambda: _show(str(paths.data_folder())))
        self._retranslate()

    def refresh(self) -> None:
        """What is chosen now."""
        self.visited.emit()
        settings = self._appearance.settings
        self.language.choose(settings.language)
        self.theme.choose(settings.theme)
        self.scale.choose(str(min(SCALES, key=lambda scale: abs(scale - settings.scale))))
        at = self.minutes.findData(settings.auto_lock_minutes)
        self.minutes.setCurrentIndex(at if at >= 0 else MINUTES.index(10))

    def _on_minutes(self, at: int) -> None:
        self._appearance.change(auto_lock_minutes=int(self.minutes.itemData(at)))

    def _retranslate(self) -> None:
        self.set_title(self.tr("Inställningar"), self.tr("Gäller genast, på den här datorn"))
        self._look.set_title(self.tr("Utseende och språk"))
        self._safety.set_title(self.tr("Säkerhet"))
        self._about.set_title(self.tr("Om Intyga"))
        words = {
            "language": (self.tr("Språk"), self.tr("Hela programmet, genast")),
            "theme": (self.tr("Tema"), self.tr("Ljust, mörkt, eller som datorn")),
            "scale": (self.tr("Storlek"), self.tr("Större text och knappar")),
            "minutes": (
                self.tr("Lås automatiskt efter"),
                self.tr("När ingen rört datorn. Aldrig under ett teoriprov."),
            ),
        }
        for key, (name, line) in words.items():
            self._rows[key][0].setText(name)
            self._rows[key][1].setText(line)
        for choice, name in (
            (self.language, "language"),
            (self.theme, "theme"),
            (self.scale, "scale"),
            (self.minutes, "minutes"),
        ):
            choice.setAccessibleName(words[name][0])
        self.theme.set_words("auto", self.tr("Som datorn"))
        self.theme.set_words("light", self.tr("Ljust"))
        self.theme.set_words("dark", self.tr("Mörkt"))
        for at, minutes in enumerate(MINUTES):
            self.minutes.setItemText(at, self.tr("%n minuter", "", minutes))
        self.log.setText(self.tr("Öppna loggmappen"))
        self.data.setText(self.tr("Öppna datamappen"))
        self._facts.show_rows(
            (
                (self.tr("Version"), self._version),
                (self.tr("Licens"), self._licence),
                (self.tr("Data"), str(paths.data_folder())),
                (self.tr("Logg"), str(paths.log_folder())),
            )
        )

    def _build(self) -> None:
        m = metrics()
        for minutes in MINUTES:
            self.minutes.addItem("", minutes)
        self.minutes.setFixedWidth(px(180))
        for name, part in (
            ("settings_language", self.language),
            ("settings_theme", self.theme),
            ("settings_scale", self.scale),
            ("settings_minutes", self.minutes),
            ("settings_log", self.log),
            ("settings_data", self.data),
        ):
            part.setObjectName(name)
        for at, (key, choice) in enumerate(
            (("language", self.language), ("theme", self.theme), ("scale", self.scale))
        ):
            if at:
                self._look.body.addWidget(Hairline())
            self._look.body.addWidget(self._row(key, choice))
        self._safety.body.addWidget(self._row("minutes", self.minutes))
        self._about.body.addWidget(self._facts)
        buttons = QHBoxLayout()
        buttons.setSpacing(m.gap_small)
        buttons.addWidget(self.log)
        buttons.addWidget(self.data)
        buttons.addStretch(1)
        self._about.body.addLayout(buttons)
        left = stacked(self._look, self._safety, *self._keys, self._about)
        right = stacked(*self._people)
        self.page.addWidget(
            FlowColumns([Column(left, 700, least=560), Column(right, 526, least=420)]), 1
        )

    def _row(self, key: str, choice: QWidget) -> QWidget:
        name, line = TextLabel("", "key"), TextLabel("", "small", "muted", wrap=True)
        self._rows[key] = (name, line)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(name)
        words.addWidget(line)
        row = QWidget()
        inner = QHBoxLayout(row)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(metrics().gap_wide)
        inner.addLayout(words, 1)
        inner.addWidget(choice)
        return row


def _show(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
