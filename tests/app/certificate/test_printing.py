"""Printing through `lp`: what the program on PATH is given, and what its answers mean."""

import json
import sys
from pathlib import Path

import pytest

from app.certificate.printing import NoPrinterProgram, PrintFailed, print_pdf, printers

_PROGRAM = """#!{python}
import json, sys, pathlib
pathlib.Path({record!r}).write_text(json.dumps([sys.argv[1:], sys.stdin.read()]))
print({said!r}, file=sys.stderr if {code} else sys.stdout)
sys.exit({code})
"""
_LPSTAT = """#!{python}
import sys
answers = {answers!r}
print(answers[sys.argv[1]])
sys.exit({code})
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, still empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def _install(path: Path, script: str) -> None:
    path.write_text(script)
    path.chmod(0o755)


def _lp(programs: Path, code: int = 0, said: str = "request id is Kontor-7") -> Path:
    record = programs.parent / "record.json"
    values = {"python": sys.executable, "record": str(record), "said": said, "code": code}
    _install(programs / "lp", _PROGRAM.format(**values))
    return record


def _lpstat(programs: Path, names: str, default: str, code: int = 0) -> None:
    answers = {"-e": names, "-d": default}
    script = _LPSTAT.format(python=sys.executable, answers=answers, code=code)
    _install(programs / "lpstat", script)


def test_the_default_printer_gets_the_file_by_pipe_under_its_title(programs: Path) -> None:
    """No copy of a certificate is left in a folder; the scale is kept, so modules stay sharp."""
    record = _lp(programs)
    print_pdf(b"%PDF-1.7 hej", "Bevis 7K3M; rm -rf /")
    arguments, given = json.loads(record.read_text())
    assert arguments[:2] == ["-t", "Bevis 7K3M; rm -rf /"]
    assert arguments[2:] == [
        *("-o", "media=A4"),
        *("-o", "print-scaling=none"),
        *("-o", "sides=one-sided"),
    ]
    assert given == "%PDF-1.7 hej"


def test_a_chosen_printer_is_named(programs: Path) -> None:
    """The destination comes first."""
    record = _lp(programs)
    print_pdf(b"%PDF-", "Bevis", printer="Kontor")
    assert json.loads(record.read_text())[0][:2] == ["-d", "Kontor"]


def test_what_the_printer_program_says_is_passed_on(programs: Path) -> None:
    """PrintFailed carries the program's own words."""
    _lp(programs, code=1, said="lp: Error - scheduler not responding.")
    with pytest.raises(PrintFailed) as failed:
        print_pdf(b"%PDF-", "Bevis")
    assert failed.value.detail == "lp: Error - scheduler not responding."


def test_a_program_that_cannot_run_is_a_failed_print(programs: Path) -> None:
    """Present on PATH but broken."""
    _install(programs / "lp", "#!/no/such/interpreter\n")
    with pytest.raises(PrintFailed):
        print_pdf(b"%PDF-", "Bevis")


@pytest.mark.usefixtures("programs")
def test_without_the_program_nothing_can_be_printed() -> None:
    """Windows, or a computer without a print system."""
    with pytest.raises(NoPrinterProgram):
        print_pdf(b"%PDF-", "Bevis")
    with pytest.raises(NoPrinterProgram):
        printers()


def test_printers_are_listed_with_the_default_first(programs: Path) -> None:
    """The words before the colon are in the user's language."""
    _lpstat(programs, "Lager\nKontor\nVerkstad", "förvald destination: Kontor")
    assert printers() == ("Kontor", "Lager", "Verkstad")


def test_without_a_default_the_system_order_stands(programs: Path) -> None:
    """`lpstat -d` may say that there is none."""
    _lpstat(programs, "Lager\nKontor", "no system default destination")
    assert printers() == ("Lager", "Kontor")


def test_no_printer_is_an_empty_list(programs: Path) -> None:
    """`lpstat -e` fails where none is set up."""
    _lpstat(programs, "lpstat: No destinations added.", "", code=1)
    assert printers() == ()
