"""The whole main job through the real window, against a real node, as a person would do it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.certificate.reading import codes_in_file
from app.seal.trust import Trust
from app.seal.verifying import Answer, verify
from tests.once import once, run_folder

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder the demo leaves, and what it said; once a run, whichever worker wants it."""
    folder = once(run_folder(tmp_path_factory) / "main_job", _play)
    return folder / "demo", (folder / "said").read_text()


def _play(folder: Path) -> None:
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "ui.demo", "--folder", str(folder / "demo")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    (folder / "said").write_text(done.stdout)


def test_the_main_job_ends_in_a_certificate_valid_in_its_region_alone(
    demo: tuple[Path, str],
) -> None:
    """R38 R40: decided, printed, read back; UNKNOWN_ISSUER for whoever pins another root."""
    folder, said = demo
    assert "VALID in its region, UNKNOWN_ISSUER elsewhere" in said
    (code,) = codes_in_file(folder / "kompetensbevis.pdf")
    nobody = Trust.load((bytes(32),))
    from datetime import date

    assert verify(code, nobody, date.today()).answer is Answer.UNKNOWN_ISSUER


def test_every_screen_is_pictured_in_light_and_dark(demo: tuple[Path, str]) -> None:
    """First start to settings, and no picture of something that did not come."""
    folder, _ = demo
    names = {path.stem.split("-", 1)[1] for path in (folder / "pictures").iterdir()}
    assert {"first-start", "unlock", "arrival", "decision", "certificate", "verify"} <= names
    assert {"verify-file", "verify-forged", "verify-suspended", "issued-many"} <= names
    for place in ("today", "people", "certificates", "verify", "sync", "settings"):
        assert {f"{place}-light", f"{place}-dark", f"{place}-small-en"} <= names
    assert "nothing-came" not in names


def test_no_identity_number_leaves_the_encrypted_file(demo: tuple[Path, str]) -> None:
    """I12: not in file names, logs, settings, the node's database or the certificate."""
    folder, said = demo
    assert "198705212382" not in said
    for path in folder.rglob("*"):
        assert "8705212382" not in path.name
        if path.is_file():
            raw = path.read_bytes()
            assert b"8705212382" not in raw, path
            assert b"870521-2382" not in raw, path
