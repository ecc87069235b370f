"""Making the desk's recovery code: shown once, printed, and in force when it is on paper."""

from dataclasses import dataclass, field

import msgspec

from app.domain.recovery import RecoveryPaper, RecoveryState
from app.domain.text import Language
from app.seal.recovery import new_recovery_code
from app.seal.vault import Recovery
from app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that is not in force yet; it is nowhere but here."""

    code: str = field(repr=False)
    wrapped: Recovery = field(repr=False)


class RecoveryCodes:
    """One code a desk, whoever made it; a new one takes the place of the one before."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def state(self) -> RecoveryState:
        """Whether there is a code. Raises DamagedVault."""
        kept, others = self._desk.keys.recovery(), len(self._desk.keys.entries()) - 1
        if kept is None:
            return RecoveryState(None, "", others)
        return RecoveryState(kept.made, kept.by, others)

    def make(self, secret: str) -> NewCode:
        """A new code, for whoever gives their own secret; the one before holds until `keep`.

        Takes about a second. Raises WrongSecret, TooManyTries, DamagedVault, VaultNotSaved.
        """
        desk = self._desk
        data_key = desk.keys.open(desk.assessor.id, secret).data_key
        code = new_recovery_code()
        wrapped = desk.keys.wrap_recovery(code, data_key)
        made = desk.clock.now().date()
        named = msgspec.structs.replace(wrapped, made=made, by=desk.assessor.name)
        return NewCode(code, named)

    def keep(self, new: NewCode) -> None:
        """Let the code be the one in force: it is on paper now. Raises VaultNotSaved."""
        self._desk.keys.change(lambda vault: msgspec.structs.replace(vault, recovery=new.wrapped))

    def sheet(self, new: NewCode, language: Language) -> bytes:
        """The paper with the code, as PDF; never written to a file here."""
        from app.certificate.recovery_sheet import draw_recovery

        desk = self._desk
        made = new.wrapped.made or desk.clock.now().date()
        place = (desk.is_practice, desk.name, desk.centre)
        return draw_recovery(RecoveryPaper(language, *place, made, new.wrapped.by, new.code))

    def print(self, new: NewCode, language: Language, printer: str | None = None) -> None:
        """Send the paper to a printer. Raises NoPrinterProgram, PrintFailed."""
        from app.certificate.printing import print_pdf

        print_pdf(self.sheet(new, language), "Intyga", printer)

    def printers(self) -> tuple[str, ...]:
        """The printers of this computer, the default one first. Raises NoPrinterProgram."""
        from app.certificate.printing import printers

        return printers()
