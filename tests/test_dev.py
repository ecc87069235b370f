"""dev.py decides rightly what to install, what to make anew and what to say."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import PySide6
import pytest

from tests.sources import ROOT


def load_dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


dev = load_dev()


def nothing_found(program: str) -> None:
    return None


def test_only_missing_libraries_are_installed() -> None:
    wanted = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}
    assert dev.packages_for(wanted, lambda library: True) == []
    assert dev.packages_for(wanted, lambda library: library == "libGL.so.1") == ["libegl1"]


def test_a_library_that_does_not_exist_does_not_load() -> None:
    assert not dev.can_load("libintyga-is-not-a-library.so.9")


@pytest.mark.skipif(sys.platform != "linux", reason="shared libraries of Linux")
def test_every_library_that_qt_links_to_is_provided_for() -> None:
    """Each is on dev.py's lists or comes with the wheel, libc or a package on the lists."""
    platforms = Path(PySide6.__path__[0], "Qt", "plugins", "platforms")
    plugins = [platforms / f"lib{name}.so" for name in ("qoffscreen", "qxcb", "qwayland")]
    linked = {library for plugin in plugins for library in linked_libraries(plugin)}
    brought = r"lib(Qt6\w+|c|m|gcc_s|stdc\+\+|X11|xcb|xcb-util|xcb-shm|xcb-render)\.so\.\d+"
    listed = {**dev.QT_LIBRARIES, **dev.WINDOW_LIBRARIES}
    assert [lib for lib in linked if not re.fullmatch(brought, lib) and lib not in listed] == []


def linked_libraries(file: Path) -> set[str]:
    found = re.findall(rb"\0(lib[\w+.-]+\.so\.\d+)(?=\0)", file.read_bytes())
    return {name.decode() for name in found}


def test_a_missing_venv_module_brings_the_package_of_this_python() -> None:
    assert dev.venv_packages(lambda module: True) == []
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert dev.venv_packages(lambda module: module != "ensurepip") == [package]


def test_tests_bring_the_programs_that_they_start() -> None:
    assert dev.test_packages(lambda program: f"/usr/bin/{program}", False) == []
    missing = ["git", "chromium", "qpdf", "poppler-utils", "libreoffice-calc-nogui"]
    assert dev.test_packages(lambda program: None, True) == missing
    assert dev.test_packages(lambda program: None, False) == [*missing, "postgresql"]


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_the_pythons_of_the_project_are_accepted(version: tuple[int, int]) -> None:
    assert dev.python_problem(version, nothing_found) == ""


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 14)])
def test_another_python_is_refused_in_a_sentence(version: tuple[int, int]) -> None:
    sentence = dev.python_problem(version, nothing_found)
    assert sentence == (
        f"Intyga needs Python 3.11, 3.12 or 3.13; this is {version[0]}.{version[1]}."
    )


def test_a_python_that_would_do_is_named_where_the_machine_has_one() -> None:
    sentence = dev.python_problem((3, 10), lambda name: "/usr/bin/x" if "3.12" in name else None)
    assert sentence.endswith("Try: python3.12 dev.py")


def test_an_old_python_can_read_dev_py_far_enough_to_refuse() -> None:
    """Syntax of 3.7, no import younger than it, so that the sentence comes and not a traceback."""
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 7))
    assert "from __future__ import annotations" in source


def test_dev_py_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    names = {n.names[0].name for n in ast.walk(tree) if isinstance(n, ast.Import)}
    names |= {str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_the_stamp_changes_with_the_lock_and_with_python() -> None:
    stamps = {
        dev.stamp_text(lock, python) for lock in (b"a==1", b"a==2") for python in ((3, 11), (3, 12))
    }
    assert len(stamps) == 4
    assert dev.stamp_text(b"a==1", (3, 11)) in stamps


def test_the_lock_has_hashes_for_every_package_and_no_address() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    names = dev.locked_names(lines)
    assert len(names) == sum(line.endswith("\\") and "==" in line for line in lines)
    assert {"pyside6-essentials", "sqlalchemy", "pytest"} <= set(names)


@pytest.mark.parametrize(
    ("platform", "environment", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_window_is_opened_only_where_there_is_a_display(
    platform: str, environment: dict[str, str], shown: bool
) -> None:
    assert dev.has_display(platform, environment) is shown


def test_modules_are_compiled_once_and_outside_the_tree() -> None:
    surroundings = {"PYTHONDONTWRITEBYTECODE": "1", "HOME": "/home/maria"}
    dev.keep_bytecode(surroundings)
    kept = Path(surroundings.pop("PYTHONPYCACHEPREFIX"))
    assert kept.is_relative_to(dev.VENV)
    assert surroundings == {"HOME": "/home/maria"}


def test_the_stages_go_from_quick_to_slow() -> None:
    names = [stage.name for stage in dev.stages([])]
    assert names == ["ruff format", "ruff check", "mypy", "pytest"]


def test_what_is_asked_of_pytest_replaces_what_it_does_alone() -> None:
    assert dev.stages(["-k", "word"])[-1].command == ("pytest", "-k", "word")
    assert "-n" in dev.stages([])[-1].command


def test_a_deep_run_has_the_full_numbers_but_leaves_what_somebody_chose() -> None:
    environment = {"INTYGA_KILLS": "3"}
    dev.go_deep(environment)
    assert environment == {**dev.DEEP, "INTYGA_KILLS": "3"}


def test_the_last_line_of_the_summary_is_the_last_word_of_pytest() -> None:
    outcomes = {
        "mypy": dev.Outcome(0, 9.5, "Success"),
        "pytest": dev.Outcome(1, 41.0, "== 1 failed, 9 passed =="),
    }
    lines = dev.summary(outcomes).splitlines()
    assert lines[-1] == "== 1 failed, 9 passed =="
    assert [line.split()[:2] for line in lines[:-1]] == [["mypy", "ok"], ["pytest", "failed"]]


def test_the_summary_does_not_end_in_green_when_a_stage_has_failed() -> None:
    outcomes = {
        "mypy": dev.Outcome(1, 9.5, "Found 4 errors"),
        "pytest": dev.Outcome(0, 41.0, "== 9 passed =="),
    }
    assert dev.summary(outcomes).splitlines()[-2:] == ["== 9 passed ==", "Failed: mypy"]


def test_a_stage_shows_its_output_and_keeps_its_last_line(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    script = "import sys; print('first'); print('last'); sys.exit(3)"
    outcome = dev.watch([sys.executable, "-c", script])
    assert (outcome.code, outcome.last_line) == (3, "last")
    assert capfdbinary.readouterr().out.split() == [b"first", b"last"]


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_an_unknown_command_gets_the_list_of_commands(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    for command in ("run", "test", "demo", "node", "bench"):
        assert f"  {command} " in capsys.readouterr().out + dev.USAGE


@pytest.fixture
def folder_with_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH of one empty folder, for a machine that lacks everything."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="apt-get is not on Windows")
def test_without_apt_the_missing_packages_are_named(
    folder_with_only: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not dev.install(["libgl1"])
    assert "sudo apt-get install libgl1" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="apt-get is not on Windows")
def test_the_package_lists_are_fetched_only_when_the_first_try_fails(
    folder_with_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real program in place of apt-get that fails until `update` has run."""
    for program in ("env", "touch", "sh"):
        (folder_with_only / program).symlink_to(str(shutil.which(program, path=os.defpath)))
    calls = folder_with_only / "calls"
    apt = folder_with_only / "apt-get"
    apt.write_text(
        f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> {calls}\n'
        f'case "$*" in *update*) touch {calls}.done;; *) [ -e {calls}.done ];; esac\n'
    )
    apt.chmod(0o755)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    assert dev.install(["libgl1"])
    assert dev.install(["libegl1"])
    made = [line.split() for line in calls.read_text().splitlines()]
    assert [("update" if "update" in call else call[-1]) for call in made] == [
        "libgl1",
        "update",
        "libgl1",
        "libegl1",
    ]
    assert all(c[0] == "noninteractive" and "DPkg::Lock::Timeout=600" in c for c in made)


def test_the_second_time_nothing_is_installed() -> None:
    """The whole way of the command line, in a process of its own, without the network."""
    stamp = dev.stamp_text(dev.LOCK.read_bytes(), sys.version_info[:2])
    if not dev.STAMP.exists() or dev.STAMP.read_text(encoding="utf-8") != stamp:
        pytest.skip("this environment was not made by dev.py from this lock")
    done = subprocess.run(
        [sys.executable, "-c", "import dev; dev.set_up({}); print('ready')"],
        cwd=ROOT,
        env={**os.environ, "PIP_NO_INDEX": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "ready\n", done.stderr


def test_ci_runs_the_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "exec python3 dev.py test" in script.read_text(encoding="utf-8")
    first = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:12]
    assert "    python3 dev.py run" in first
    assert "    python3 dev.py test" in first
