"""PDF to paper through the system's print program `lp` (Linux, macOS)."""

import shutil
import subprocess

from app.domain.errors import UserError

_SECONDS = 30


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
    none, names = _run("lpstat", "-e")
    if none:
        return ()
    default = _run("lpstat", "-d")[1].rpartition(":")[2].strip()
    return tuple(sorted(names.split(), key=lambda name: name != default))


def print_pdf(pdf: bytes, title: str, printer: str | None = None) -> None:
    """Queue the PDF under `title` on `printer`, or on the default one; on A4, not scaled.

    One-sided whatever the printer is set to: what hangs on a wall has its second page beside it.

    Raises NoPrinterProgram, PrintFailed.
    """
    chosen = ("-d", printer) if printer else ()
    options = ("-o", "media=A4", "-o", "print-scaling=none", "-o", "sides=one-sided")
    failed, said = _run("lp", *chosen, "-t", title, *options, pdf=pdf)
    if failed:
        raise PrintFailed(said)


def _run(program: str, *arguments: str, pdf: bytes = b"") -> tuple[bool, str]:
    """Whether it failed, and what it said; the PDF goes in by pipe, so no copy is left behind."""
    found = shutil.which(program)
    if found is None:
        raise NoPrinterProgram
    try:
        done = subprocess.run(
            (found, *arguments), input=pdf, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrintFailed(str(error)) from error
    said = done.stderr if done.returncode else done.stdout
    return done.returncode != 0, said.decode(errors="replace").strip()
