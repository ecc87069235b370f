"""A signed file of the auditor's: which kind, in which language, where; then what it states."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.text import Language
from app.usecases.auditing import Format, Manifest
from ui.language import language, tr
from ui.screens.case.scrolled_box import ScrolledBox
from ui.screens.choose_file import save_file
from ui.screens.export_after import ExportAfter
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.segmented import SegmentedChoice

if TYPE_CHECKING:
    from app.usecases.auditing import Audits
    from app.usecases.exports import Exports
    from ui.background import Background

Write = Callable[[Path, Format, Language], Manifest]
_WIDTH = 600


class AuditDesk(Protocol):
    """The use cases of an audit; an open workspace has them."""

    audits: "Audits"
    exports: "Exports"


class SignedFileBox(ScrolledBox):
    """`write` makes the file; `stem` is what it is called without its ending."""

    def __init__(
        self,
        parent: QWidget,
        desk: AuditDesk,
        background: "Background",
        words: tuple[str, str],
        write: Write,
        stem: str,
    ) -> None:
        """`words`: the heading, and what is in the file."""
        act = PrimaryButton(tr("Välj plats och spara"), "download")
        super().__init__(parent, words[0], act, tr("Stäng"))
        self.setObjectName("signed_file_box")
        self._background, self._write, self._stem = background, write, stem
        self._heading = words[0]
        self.kind = SegmentedChoice(
            [("json", "JSON"), ("xlsx", "Excel"), ("csv", "CSV")], tr("Filtyp")
        )
        self.kind.choose("json")
        self.spoken = SegmentedChoice(
            [("sv", "Svenska"), ("en", "English")], tr("Rubrikernas språk")
        )
        self.spoken.choose(language())
        self.after = ExportAfter(desk.exports, background, self)
        self.act.setObjectName("signed_file_save")
        self.act.clicked.connect(self._on_save)
        kind = Field(tr("Filtyp"), self.kind)
        kind.set_hint(tr("JSON är för datorer, Excel och CSV för att läsa."))
        for part in (
            TextLabel(words[1], "body", "muted", wrap=True),
            kind,
            Field(tr("Rubrikernas språk"), self.spoken),
            self.after,
        ):
            self.asked.addWidget(part)
        self.size_at(_WIDTH)
        self.act.setFocus()

    def write(self, path: Path) -> None:
        """Write the file; its rows and its check sum are shown."""
        self.errors.clear()
        self.act.setEnabled(False)
        make, form, spoken = self._write, self.kind.key, self.spoken.key
        self._background.run(
            self,
            lambda: make(path, cast("Format", form), cast("Language", spoken)),
            lambda manifest: self._on_written(path, manifest),
            self._on_refused,
        )

    def _on_save(self) -> None:
        save_file(self, self._heading, f"{self._stem}.{self.kind.key}", self.write)

    def _on_written(self, path: Path, manifest: Manifest) -> None:
        self.act.setEnabled(True)
        self.after.show_written(path, manifest)
        self.grow()

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.show_error(error)


def open_case_file(
    parent: QWidget, desk: AuditDesk, background: "Background", case_id: UUID, serial: str
) -> SignedFileBox:
    """Ask where the whole file of a case is to be; `serial` names it, never a person."""
    audits = desk.audits
    note = tr(
        "Allt som hänt i ärendet: händelser, protokollets version, beslut, bevis och varje "
        "undertecknad post med hash, nyckel och kvitto, så att vem som helst kan pröva dem. "
        "Utan identitetsnummer. Bredvid filen läggs ett signerat följeblad."
    )
    box = SignedFileBox(
        parent,
        desk,
        background,
        (tr("Ärendets akt"), note),
        lambda path, form, spoken: audits.write_case(case_id, path, form, spoken),
        f"{tr('akt')}-{serial}",
    )
    box.open()
    return box
