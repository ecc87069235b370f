#!/usr/bin/env python3
"""python3 dev.py run | test | demo | node | bench: sets up what it needs, then does it."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"
LOCK = ROOT / "requirements.lock"
PYTHONS = ((3, 11), (3, 12), (3, 13))

QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

USAGE = """python3 dev.py COMMAND [arguments passed on]

  run     open the desk; without a display: the demo
  test    code order, types and all tests (--keep-going: do not stop at the first failing stage;
          --deep: every property, schedule and kill in its full number, for hours)
  demo    the whole main job through the real window, offscreen; leaves its pictures in out/demo
  node    the regional server
  bench   times and memory, as medians and 95th percentiles
"""


DEEP = {"INTYGA_SCHEDULES": "2000", "INTYGA_EXAMPLES": "10000", "INTYGA_KILLS": "200"}
"""The full numbers of what tests try at random; one set already is left as it is."""


class Stage(NamedTuple):
    """One step of `test`: what it is called and the module that is run."""

    name: str
    command: tuple[str, ...]


class Outcome(NamedTuple):
    """How a stage went: exit code, seconds, the last line it printed."""

    code: int
    seconds: float
    last_line: str


def main(arguments: Sequence[str]) -> int:
    """Do the command in `arguments`; gives the exit code."""
    problem = python_problem(sys.version_info[:2], shutil.which)
    if problem:
        return stop(problem)
    command, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    commands = {act.__name__: act for act in (run, test, demo, node, bench)}
    if command not in commands:
        print(USAGE, end="")
        return 0 if command in ("-h", "--help", "help") else 2
    os.chdir(ROOT)
    keep_bytecode(os.environ)
    return commands[command](rest)


def run(arguments: list[str]) -> int:
    """Open the desk's window, or say that there is no display and do the demo."""
    if not has_display(sys.platform, os.environ):
        say("No display here: the demo does the main job offscreen instead.")
        return demo(arguments)
    set_up({**QT_LIBRARIES, **WINDOW_LIBRARIES})
    return become("-m", "ui", *arguments)


def demo(arguments: list[str]) -> int:
    """Do the main job offscreen; pictures and certificate are left in out/demo."""
    set_up(QT_LIBRARIES)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = [] if "--folder" in arguments else ["--folder", str(Path("out", "demo"))]
    return become("-m", "ui.demo", *folder, *arguments)


def node(arguments: list[str]) -> int:
    """Start the regional server; it needs no Qt."""
    set_up({})
    return become("-m", "app.node", *arguments)


def bench(arguments: list[str]) -> int:
    """Measure; needs the same as the demo."""
    set_up(QT_LIBRARIES)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return become("-m", "tests.bench", *arguments)


def test(arguments: list[str]) -> int:
    """Run the stages in order; what is not ours among `arguments` goes to pytest."""
    set_up(QT_LIBRARIES)
    wish_for_test_programs()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if "--deep" in arguments:
        go_deep(os.environ)
    outcomes: dict[str, Outcome] = {}
    chosen = [a for a in arguments if a not in ("--keep-going", "--deep")]
    compiling = compile_ahead(chosen)
    for stage in stages(chosen):
        say(stage.name)
        if stage.name == "pytest":
            compiling.wait()
        outcomes[stage.name] = watch([str(venv_python()), "-m", *stage.command])
        if outcomes[stage.name].code and "--keep-going" not in arguments:
            break
    compiling.kill()
    print("\n" + summary(outcomes), flush=True)
    return int(any(outcome.code for outcome in outcomes.values()))


def compile_ahead(chosen: list[str]) -> subprocess.Popen[bytes]:
    """Import the tests once, while others look at the code: else each worker compiles it all."""
    command = [str(venv_python()), "-m", "pytest", "--collect-only", "-pno:cacheprovider", *chosen]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def go_deep(environment: MutableMapping[str, str]) -> None:
    """Have the tests try everything in its full number."""
    for name, count in DEEP.items():
        environment.setdefault(name, count)


def stages(pytest_arguments: list[str]) -> list[Stage]:
    """What `test` runs; arguments go to one pytest, else every core is busy while a test waits."""
    workers = str((os.cpu_count() or 1) + 1)
    chosen = pytest_arguments or ["-n", workers, "--dist", "worksteal"]
    return [
        Stage("ruff format", ("ruff", "format", "--check", ".")),
        Stage("ruff check", ("ruff", "check", ".")),
        Stage("mypy", ("mypy",)),
        Stage("pytest", ("pytest", *chosen)),
    ]


def summary(outcomes: Mapping[str, Outcome]) -> str:
    """A line for each stage, then what the last one said last, and at the end what failed."""
    rows = [
        f"{name:<12} {'failed' if outcome.code else 'ok':<7} {outcome.seconds:6.1f} s"
        for name, outcome in outcomes.items()
    ]
    failed = [name for name, outcome in outcomes.items() if outcome.code]
    last = list(outcomes)[-1]
    verdict = [f"Failed: {', '.join(failed)}"] if failed and failed != ["pytest"] else []
    return "\n".join([*rows, outcomes[last].last_line, *verdict])


def watch(command: list[str]) -> Outcome:
    """Run `command`, showing its output as it comes; Ctrl-C reaches it too."""
    colour = {"FORCE_COLOR": "1"} if sys.stdout.isatty() else {}
    started, seen = time.monotonic(), b""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **colour},
    ) as process:
        assert process.stdout is not None
        for piece in iter(partial(os.read, process.stdout.fileno(), 65536), b""):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            seen = (seen + piece)[-4096:]
    lines = seen.decode("utf-8", "replace").strip().splitlines()
    return Outcome(process.returncode, time.monotonic() - started, lines[-1] if lines else "")


# Setting up


def set_up(libraries: Mapping[str, str]) -> None:
    """Make everything ready that a command needs; stops with a sentence where it cannot."""
    if sys.platform == "linux":
        packages = [*packages_for(libraries, can_load), *venv_packages(can_import)]
        if packages and not install(packages):
            raise SystemExit(1)
    make_venv()


def python_problem(version: tuple[int, ...], which: Callable[[str], str | None]) -> str:
    """The sentence for a Python that will not do, with a better one if the machine has it."""
    if version in PYTHONS:
        return ""
    sentence = f"Intyga needs Python 3.11, 3.12 or 3.13; this is {version[0]}.{version[1]}."
    for major, minor in reversed(PYTHONS):
        if which(f"python{major}.{minor}"):
            return f"{sentence} Try: python{major}.{minor} dev.py"
    return sentence


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown; Windows and macOS always have a desktop."""
    shown = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return platform != "linux" or bool(shown)


def packages_for(libraries: Mapping[str, str], loads: Callable[[str], bool]) -> list[str]:
    """The Debian packages that bring those of `libraries` that do not load."""
    return [package for library, package in libraries.items() if not loads(library)]


def venv_packages(imports: Callable[[str], bool]) -> list[str]:
    """Debian keeps part of `venv` in a package of its own."""
    if imports("venv") and imports("ensurepip"):
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def can_load(library: str) -> bool:
    """Whether the dynamic linker finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def can_import(module: str) -> bool:
    """Whether this Python has `module`."""
    return importlib.util.find_spec(module) is not None


def wish_for_test_programs() -> None:
    """Get what only tests use; what cannot be had is skipped there, and says so."""
    if sys.platform == "linux":
        debian = Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")
        packages = test_packages(shutil.which, any(debian))
        if packages:
            install(packages)


def test_packages(which: Callable[[str], str | None], has_postgres: bool) -> list[str]:
    """The Debian packages of the programs that tests start and this machine lacks."""
    browser = which("chromium") or which("google-chrome")
    wanted: dict[str, object] = {"git": which("git"), "chromium": browser, "qpdf": which("qpdf")}
    wanted |= {"poppler-utils": which("pdfinfo"), "libreoffice-calc-nogui": which("soffice")}
    wanted["postgresql"] = has_postgres or which("pg_ctl")
    return [package for package, found in wanted.items() if not found]


def install(packages: list[str]) -> bool:
    """Install Debian packages as root or with sudo; else print the command. Whether it is done."""
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"]
    wanted = [*apt, "install", "-y", "--no-install-recommends", *packages]
    prefix = root_prefix()
    if not shutil.which("apt-get") or prefix is None:
        say(f"Missing on this machine: {' '.join(packages)}. Please run:")
        print(f"sudo apt-get update && sudo apt-get install {' '.join(packages)}", flush=True)
        return False
    say(f"Installing {' '.join(packages)} (apt-get)")
    if not quietly([*prefix, *wanted], show_failure=False):
        quietly([*prefix, *apt, "update"])
        return quietly([*prefix, *wanted])
    return True


def root_prefix() -> list[str] | None:
    """What to put before a command so that it runs as root; None where that needs a password."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and quietly([*sudo, "true"], show_failure=False):
        return [*sudo, *quiet]
    return None


def make_venv() -> None:
    """Bring .venv to what requirements.lock says; does nothing when it is there already."""
    stamp = stamp_text(LOCK.read_bytes(), sys.version_info[:2])
    if venv_python().exists() and STAMP.exists() and STAMP.read_text("utf-8") == stamp:
        return
    if not is_same_python():
        say(f"Making .venv with Python {sys.version.split()[0]}")
        demand([sys.executable, "-m", "venv", "--clear", str(VENV)])
    count = len(locked_names(LOCK.read_text("utf-8").splitlines()))
    say(f"Installing the {count} packages of requirements.lock into .venv (pip)")
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--no-input", "--no-compile"]
    pip += ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    demand([*pip, "-r", str(LOCK)])
    STAMP.write_text(stamp, encoding="utf-8")


def stamp_text(lock: bytes, version: tuple[int, ...]) -> str:
    """What .venv was made from; a change of either brings it up to date."""
    return f"{hashlib.sha256(lock).hexdigest()} Python {version[0]}.{version[1]}\n"


def locked_names(lines: Iterable[str]) -> list[str]:
    """The package names in a lock file."""
    return [line.split("==")[0] for line in lines if "==" in line and line[0].isalnum()]


def is_same_python() -> bool:
    """Whether .venv works and was made with this minor version of Python."""
    if not venv_python().exists():
        return False
    code = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return quietly([str(venv_python()), "-c", code], show_failure=False)


def keep_bytecode(environment: MutableMapping[str, str]) -> None:
    """Compile every module once, into .venv: the tests start some two hundred programs."""
    environment["PYTHONPYCACHEPREFIX"] = str(VENV / "bytecode")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)


def venv_python() -> Path:
    """The interpreter inside .venv."""
    inside = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")
    return VENV / inside


# Running other programs


def become(*arguments: str) -> int:
    """Go on as the .venv's Python with these arguments, so that signals reach it directly.

    Comes back with the exit code only on Windows, which cannot do that.
    """
    command = [str(venv_python()), *arguments]
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def quietly(command: list[str], show_failure: bool = True) -> bool:
    """Run `command` without showing its output, unless it fails. Whether it succeeded."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode and show_failure:
        print(done.stdout.decode("utf-8", "replace"), end="", flush=True)
    return done.returncode == 0


def demand(command: list[str]) -> None:
    """Run `command`, or stop with the command that failed."""
    if not quietly(command):
        raise SystemExit(stop(f"That did not work: {shlex.join(command)}"))


def say(sentence: str) -> None:
    """Tell the person at the terminal, before any output of another program."""
    print(f"* {sentence}", flush=True)


def stop(sentence: str) -> int:
    """Say why it cannot go on; gives the exit code."""
    print(sentence, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
