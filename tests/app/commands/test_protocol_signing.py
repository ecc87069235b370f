"""From an empty folder to a signed, compared and recalled package, by command (R13)."""

import os
import shutil
from pathlib import Path

import pytest

from app import paths
from app.__main__ import main
from app.commands.passphrase import VARIABLE
from app.protocols.package import load_package
from app.protocols.package_file import PackageFile, RecallFile, read_file
from app.protocols.sealed import open_package, open_recall
from app.seal import owner_key
from app.seal.trust import Trust
from app.seal.vault import Cost
from tests.app.commands.command_line import run_app
from tests.app.seal import world as w

PHRASE = "rätt häst batteri"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that cost little to open, and their passphrase at hand."""
    monkeypatch.setattr(owner_key, "Cost", lambda: Cost(memory_kib=64, passes=1, lanes=1))
    monkeypatch.setenv(VARIABLE, PHRASE)


@pytest.fixture
def signed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a package, the owner's and the region's key, the statement, all by command."""
    assert main(["protocol", "create", str(tmp_path / "NY-1"), "--code", "NY-1"]) == 0
    for name in ("owner", "region"):
        assert main(["protocol", "owner-key", str(tmp_path / f"{name}.key")]) == 0
        (tmp_path / f"{name}.hex").write_text(capsys.readouterr().out.split()[-1])
    public = (tmp_path / "owner.hex").read_text()
    who = ["--name", "Huvudmannen", "--scheme", "exempel", "--code", "NY-1", "--public", public]
    key = ["--key", str(tmp_path / "region.key")]
    assert main(["protocol", "owner", str(tmp_path / "owner.cose"), *key, *who]) == 0
    assert main(["protocol", "pack", str(tmp_path / "NY-1"), *_owner(tmp_path)]) == 0
    capsys.readouterr()
    return tmp_path


def test_a_new_package_checks_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "ny")
    assert main(["protocol", "create", folder, "--code", "NY-1", "--owner", 'En "ny": #1']) == 0
    assert main(["protocol", "check", folder]) == 0
    assert "NY-1/1 1.0.0" in capsys.readouterr().out
    made = load_package(Path(folder)).protocol
    assert made.owner == 'En "ny": #1'
    assert "inte en officiell" in made.wording.disclaimer.sv
    assert main(["protocol", "create", folder, "--code", "NY-1"]) == 1
    assert "inte tom" in capsys.readouterr().err


@pytest.mark.parametrize(
    "told", [["--code", "ny 1"], ["--code", "NY-1", "--scheme", "Å"], ["--code", "A" * 13]]
)
def test_a_code_no_desk_would_take_is_refused(told: list[str], tmp_path: Path) -> None:
    assert main(["protocol", "create", str(tmp_path / "ny"), *told]) == 1
    assert not (tmp_path / "ny").exists()


def test_a_folder_of_packages_is_summed_up_in_one_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for code in ("AA-1", "BB-1"):
        main(["protocol", "create", str(tmp_path / code), "--code", code])
    assert main(["protocol", "check", str(tmp_path)]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[-3:]] == [
        "Paket",
        "AA-1",
        "BB-1",
    ]
    (tmp_path / "BB-1" / "texts.yaml").unlink()
    assert main(["protocol", "check", str(tmp_path), "--language", "en"]) == 1
    printed = capsys.readouterr()
    assert "errors: 1" in printed.out
    assert "texts.yaml" in printed.err


def test_one_id_for_two_questions_of_a_scheme_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """I6: what somebody has met is known by scheme and id."""
    for code in ("AA-1", "BB-1"):
        main(["protocol", "create", str(tmp_path / code), "--code", code])
    items = tmp_path / "BB-1" / "items" / "sakerhet.yaml"
    items.write_text(items.read_text("utf-8").replace("key: [c]", "key: [d]"), "utf-8")
    assert main(["protocol", "check", str(tmp_path)]) == 1
    assert "sak-002" in capsys.readouterr().err


def test_the_region_vouches_the_owner_signs_and_the_desk_believes(signed: Path) -> None:
    """R13: the whole chain by command."""
    root = bytes.fromhex((signed / "region.hex").read_text())
    file = read_file(signed / "NY-1-1.0.0.intyga-protocol")
    assert isinstance(file, PackageFile)
    from datetime import date

    assert open_package(file, Trust((root,)), date.today()).owner.name == "Huvudmannen"


def test_a_recall_is_signed_with_its_reason(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from datetime import date

    package = str(signed / "NY-1-1.0.0.intyga-protocol")
    assert main(["protocol", "recall", package, "--reason", "Fel facit", *_owner(signed)]) == 0
    recall = signed / "NY-1-1.0.0.intyga-recall"
    file = read_file(recall)
    assert isinstance(file, RecallFile)
    assert open_recall(file, None, date.today()).claims.reason == "Fel facit"
    assert main(["protocol", "show", str(recall)]) == 0
    assert "Fel facit" in capsys.readouterr().out
    assert main(["protocol", "recall", package, "--reason", " ", *_owner(signed)]) == 1
    assert main(["protocol", "recall", str(recall), "--reason", "x", *_owner(signed)]) == 1


def test_show_says_whether_anybody_was_asked_about_the_owner(
    signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = str(signed / "NY-1-1.0.0.intyga-protocol")
    assert main(["protocol", "show", package]) == 0
    assert "har inte prövats" in capsys.readouterr().out
    for key, code, words in (
        ((signed / "region.hex").read_text(), 0, "Äkta"),
        (w.ROOT.public.hex(), 1, "Ingen betrodd"),
    ):
        trust = tmp_path / key[:8]
        trust.mkdir()
        (trust / "roots.txt").write_text(key)
        assert main(["protocol", "show", package, "--trust", str(trust)]) == code
        printed = capsys.readouterr()
        assert words in printed.out + printed.err


def test_a_wrong_passphrase_or_another_key_signs_nothing(
    signed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (signed / "NY-1-1.0.0.intyga-protocol").unlink()
    pack = ["protocol", "pack", str(signed / "NY-1"), *_owner(signed)]
    monkeypatch.setenv(VARIABLE, "en helt annan fras")
    assert main(pack) == 1
    assert "Fel lösenfras" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, PHRASE)
    other = [str(signed / "region.key") if each.endswith("owner.key") else each for each in pack]
    assert main(other) == 1
    assert "inte den som intyget" in capsys.readouterr().err
    assert not list(signed.glob("*.intyga-protocol"))


def test_a_key_is_never_written_over_and_wants_a_long_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.key"
    assert main(["protocol", "owner-key", str(path)]) == 0
    before = path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert PHRASE.encode() not in before
    assert main(["protocol", "owner-key", str(path)]) == 1
    assert path.read_bytes() == before
    monkeypatch.setenv(VARIABLE, "kort")
    assert main(["protocol", "owner-key", str(tmp_path / "y.key")]) == 1
    assert not (tmp_path / "y.key").exists()


def test_a_passphrase_comes_on_a_file_descriptor(tmp_path: Path) -> None:
    """Never as an argument, which everybody on the machine can read."""
    reading, writing = os.pipe()
    os.write(writing, f"{PHRASE}\n".encode())
    os.close(writing)
    key = ["protocol", "owner-key", str(tmp_path / "x.key"), "--passphrase-fd", str(reading)]
    assert main(key) == 0
    assert owner_key.open_key(tmp_path / "x.key", PHRASE).public


def test_what_differs_is_told_in_both_languages_with_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = paths.protocol_folder() / "CNC-1"
    newer = shutil.copytree(shipped, tmp_path / "newer")
    file = newer / "protocol.yaml"
    text = file.read_text("utf-8").replace("theory_minutes: 60", "theory_minutes: 90")
    file.write_text(text, "utf-8")
    assert main(["protocol", "compare", str(shipped), str(shipped)]) == 0
    assert "Inget skiljer" in capsys.readouterr().out
    assert main(["protocol", "compare", str(shipped), str(newer)]) == 3
    assert "Tid för teori, minuter: 60 → 90" in capsys.readouterr().out
    assert main(["protocol", "compare", str(shipped), str(newer), "--language", "en"]) == 3
    assert "Time for theory, minutes: 60 → 90" in capsys.readouterr().out


def test_a_package_is_compared_with_the_folder_it_was_made_of(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = signed / "NY-1-1.0.0.intyga-protocol"
    assert main(["protocol", "compare", str(package), str(signed / "NY-1")]) == 0
    package.write_bytes(package.read_bytes()[:-1])
    assert main(["protocol", "compare", str(package), str(signed / "NY-1")]) == 1
    assert "inget protokollpaket" in capsys.readouterr().err


def test_it_starts_from_a_shell(tmp_path: Path) -> None:
    ran = run_app("protocol", "create", tmp_path / "ny", "--code", "NY-1", "--language", "en")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "ready to write in" in ran.stdout
    ran = run_app("protocol", "show", tmp_path / "ny")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr


def _owner(folder: Path) -> list[str]:
    keys = ["--key", str(folder / "owner.key"), "--statement", str(folder / "owner.cose")]
    return [*keys, "--out", str(folder)]
