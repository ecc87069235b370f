"""PDF to paper through the system's print program `lp` (Linux, macOS)."""

from app.domain.errors import UserError


class NoPrinterProgram(UserError):
    """There is no `lp` on this computer (on Windows ui prints by itself)."""


class PrintFailed(UserError):
    """The print program refused; `detail` is what it said."""

    def __init__(self, detail: str) -> None:
        super().__init__()
        self.detail = detail


def printers() -> tuple[str, ...]:
    """Names of the printers set up, the default one first; empty when there is none.

    Raises NoPrinterProgram.
    """
    raise NotImplementedError


def print_pdf(pdf: bytes, title: str, printer: str | None = None) -> None:
    """Queue the PDF under `title` on `printer`, or on the default one.

    Raises NoPrinterProgram, PrintFailed.
    """
    raise NotImplementedError(pdf, title, printer)
