"""From "change" to signed: the menu, the box of the act, the PIN, and what is said then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.certificate_status import StatusAct
from app.usecases.status_acts import CertificateStanding, Correction
from ui.background import Background
from ui.language import tr
from ui.screens.case.pin_box import PinBox
from ui.screens.case.status_box import Asked, StatusBox
from ui.screens.case.status_meaning import Meaning, meaning
from ui.screens.case.status_menu import StatusMenu

if TYPE_CHECKING:
    from app.usecases.certificate_files import CertificateFiles
    from app.usecases.status_acts import StatusActs


@dataclass(frozen=True, slots=True)
class StatusWork:
    """What the flow works with. `passphrase`: asked for instead of a PIN."""

    acts: "StatusActs"
    background: Background
    passphrase: bool
    files: "CertificateFiles"


class StatusFlow(QObject):
    """One certificate at a time, over the widget it was asked from."""

    changed = Signal(object)  # the id to look at now: the new one's after a replacement

    def __init__(self, host: QWidget, work: StatusWork) -> None:
        super().__init__(host)
        self._host, self._work = host, work

    def begin(self, certificate_id: bytes) -> None:
        """Show what may be done with it."""
        self._with_standing(certificate_id, self._show_menu)

    def ask(self, certificate_id: bytes, act: StatusAct) -> None:
        """Straight to one act, as an offer to undo does; nothing where it is not open."""
        self._with_standing(certificate_id, lambda standing: self._show_box(standing, act))

    def _with_standing(
        self, certificate_id: bytes, then: Callable[[CertificateStanding], object]
    ) -> None:
        acts = self._work.acts
        self._work.background.run(self._host, lambda: acts.standing(certificate_id), then)

    def _show_menu(self, standing: CertificateStanding) -> None:
        menu = StatusMenu(self._host, standing)
        menu.chosen.connect(lambda act: self._show_box(standing, act))
        menu.open()

    def _show_box(self, standing: CertificateStanding, act: StatusAct) -> None:
        if not any(way.act is act and way.hindrance is None for way in standing.ways):
            return
        box = StatusBox(self._host, standing, act)
        box.given.connect(lambda asked: self._sign(box, standing, asked))
        box.open()

    def _sign(self, box: StatusBox, standing: CertificateStanding, asked: Asked) -> None:
        said = meaning(standing, asked.act)
        question = tr("Signera: {act}").format(act=said.act.lower())
        whose = " · ".join(filter(None, (standing.name, standing.number)))
        pin = PinBox(box, question, whose, tr("Signera"), passphrase=self._work.passphrase)

        def done(new: bytes | None) -> None:
            pin.accept()
            box.accept()
            self._say(standing, asked.act, said)
            self.changed.emit(new or standing.id)

        pin.given.connect(
            lambda secret: self._work.background.run(
                self._host, lambda: self._do(standing.id, asked, secret), done, pin.show_wrong
            )
        )
        pin.open()

    def _do(self, certificate_id: bytes, asked: Asked, secret: str) -> bytes | None:
        acts = self._work.acts
        match asked.act:
            case StatusAct.SUSPEND:
                acts.suspend(certificate_id, asked.reason, asked.note, secret)
            case StatusAct.LIFT:
                acts.lift(certificate_id, asked.note, secret)
            case StatusAct.REVOKE:
                acts.revoke(certificate_id, asked.reason, asked.note, secret)
            case StatusAct.VOID:
                acts.void(certificate_id, asked.note, secret)
            case StatusAct.REPLACE:
                correction = Correction(asked.reason, asked.name, asked.note)
                return acts.replace(certificate_id, correction, secret)
        return None

    def _say(self, standing: CertificateStanding, act: StatusAct, said: Meaning) -> None:
        undo = {StatusAct.SUSPEND: StatusAct.LIFT, StatusAct.LIFT: StatusAct.SUSPEND}.get(act)
        window = self._host.window()
        again = None if undo is None else lambda: self.ask(standing.id, undo)
        window.toast(said.done, again)  # type: ignore[attr-defined]
