"""What the room of certificates works with, and handing out many of them from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.settings import CertificateView
from app.usecases.batch import Batch
from app.usecases.certificate_files import CertificateFiles
from app.usecases.certificate_list import CertificateList
from app.usecases.certificates import Certificates
from app.usecases.exports import Exports
from app.usecases.status_acts import StatusActs
from ui.background import Background
from ui.language import tr
from ui.screens.choose_file import choose_folder, save_file


@dataclass(frozen=True, slots=True)
class CertificateWork:
    """The use cases of the room. `view` and `remember`: what the list was last narrowed to.

    `passphrase`: asked for instead of a PIN, on desks that have one.
    """

    certificates: Certificates
    list: CertificateList
    batch: Batch
    exports: Exports
    background: Background
    view: Callable[[], CertificateView]
    remember: Callable[[CertificateView], object]
    passphrase: bool
    status: StatusActs
    files: CertificateFiles


def print_many(parent: QWidget, work: CertificateWork, ids: Sequence[bytes]) -> None:
    """Ask for the printer, print one after the other."""
    from ui.screens.copies_box import PrintManyBox

    box = PrintManyBox(parent, work.batch, work.background, ids)
    box.save_asked.connect(lambda: save_one(parent, work, ids))
    box.open()


def save_one(parent: QWidget, work: CertificateWork, ids: Sequence[bytes]) -> None:
    """Ask for a place, put all pages in one file there."""
    from ui.screens.copies_box import SaveOneBox

    def save(path: Path) -> None:
        SaveOneBox(parent, work.batch, work.background, ids, path).open()

    save_file(parent, tr("Spara som en PDF"), f"{tr('intyga-bevis')}.pdf", save)


def save_each(parent: QWidget, work: CertificateWork, ids: Sequence[bytes]) -> None:
    """Ask for a folder, save each in its own file there."""
    from ui.screens.copies_box import SaveManyBox

    def save(folder: Path) -> None:
        SaveManyBox(parent, work.batch, work.background, ids, folder).open()

    choose_folder(parent, tr("Välj en mapp för filerna"), save)
