"""What every test gets: a home of its own, no keyring, a clock; desk and PostgreSQL on request."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

from app import log, paths
from app.workspace import Workspace
from tests import postgres
from tests.desk_work import CaseWalk, Enter, Opener, booked_case, desks, practice_desk
from tests.factories import FixedClock
from tests.once import once, run_folder
from tests.stored_homes import StoredHomes
from tests.windows import sweep

if TYPE_CHECKING:
    from tests.app.sync.region import Prepared

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

EXAMPLES = int(os.environ.get("INTYGA_EXAMPLES", "100"))
"""How many examples hypothesis tries of each property; 10 000 for the full count."""

settings.register_profile("person", deadline=None, max_examples=EXAMPLES)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=EXAMPLES,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if IN_CI else "person")


def missing(what: str, remedy: str) -> None:
    """Skip a test for a person who lacks `what`; fail it in CI, where nothing may be lost."""
    sentence = f"{what} is not here: {remedy}"
    if IN_CI:
        pytest.fail(sentence)
    pytest.skip(sentence)


MEMORY = Path("/dev/shm")
"""No test cuts power, so none needs a disk: a fifth of the time was waiting for one."""


def pytest_configure() -> None:
    """The tests' folders lie in memory, where there is room in it."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 << 30:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long goes first, so that no core waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Garbage is looked for among what tests make, never again among all that was imported."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A fresh home for desks, settings and log, so that no test meets a person's own."""
    home = tmp_path / "home"
    monkeypatch.setenv(paths.HOME_VARIABLE, str(home))
    yield home
    log.stop_log()


@pytest.fixture(autouse=True)
def own_windows(own_home: Path) -> Iterator[None]:
    """No window of an earlier test, so that this test's own is the active one."""
    yield
    sweep()


@pytest.fixture
def clock() -> FixedClock:
    """A clock at noon on 4 May 2026, Swedish summer time, that stands still."""
    return FixedClock()


@pytest.fixture(scope="session")
def noon_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a practice desk founded at the clock's noon; copy it, never open it."""
    place = run_folder(tmp_path_factory) / "noon"
    return once(place, lambda home: desks(home, FixedClock()).create_practice())


@pytest.fixture(scope="session")
def homes(noon_home: Path, tmp_path_factory: pytest.TempPathFactory) -> StoredHomes:
    """That home with its first case at any step, each made once a run; copy, never open."""
    return StoredHomes(noon_home, run_folder(tmp_path_factory))


@pytest.fixture(scope="session")
def practice_home(noon_home: Path) -> Path:
    """The home that a test's desk is a copy of."""
    return noon_home


@pytest.fixture
def desk_home(
    request: pytest.FixtureRequest, practice_home: Path, homes: StoredHomes, tmp_path: Path
) -> Path:
    """The test's own copy of the home, its first case where the mark `begins_at` says."""
    mark = request.node.get_closest_marker("begins_at")
    home = practice_home if mark is None else homes.at(*mark.args)
    return shutil.copytree(home, tmp_path / "desks")


@pytest.fixture
def open_desk(desk_home: Path, clock: FixedClock) -> Iterator[Opener]:
    """Opens the practice desk with Maria signed in; again after a close, as a restart would."""
    opened: list[Workspace] = []

    def open_it() -> Workspace:
        opened.append(practice_desk(desk_home, clock))
        return opened[-1]

    yield open_it
    for workspace in opened:
        workspace.close()


@pytest.fixture
def enter(desk_home: Path, clock: FixedClock) -> Iterator[Enter]:
    """Lets somebody in by name, after locking the desk for whoever was there."""
    opened: list[Workspace] = []

    def come_in(name: str) -> Workspace:
        for one in opened:
            one.close()
        opened.append(practice_desk(desk_home, clock, name))
        return opened[-1]

    yield come_in
    for one in opened:
        one.close()


@pytest.fixture
def desk(open_desk: Opener) -> Workspace:
    """The practice desk with Maria signed in."""
    return open_desk()


@pytest.fixture
def walk(desk: Workspace) -> CaseWalk:
    """The first case booked today."""
    return CaseWalk(desk, booked_case(desk))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> "Prepared":
    """A region and a laptop enrolled in it, nothing sent yet; copy them, never open them."""
    from tests.app.sync.region import prepare

    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The SQLAlchemy address of a real PostgreSQL database that only this test has."""
    with postgres.own_database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL, started once for the run; `own_database` of it is for a module's node."""
    binaries = postgres.find_binaries()
    if binaries is None:
        missing("PostgreSQL", "python3 dev.py test installs it, or: apt-get install postgresql")
        return
    with postgres.running_server(binaries) as url:
        yield url
