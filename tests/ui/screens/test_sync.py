"""Sync: true words for every state; a run with progress and cancel; automatic, with pauses."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.change import Change, Touched
from app.seal.record_header import RecordType
from app.storage.letting_go import LetGo
from app.sync.node_word import WentBack
from app.sync.run import Progress
from app.usecases.in_file import InFile
from app.usecases.status_acts import Knowing, Known
from app.usecases.syncing import LastTry, Proof, SyncStatus, WaitingRow, WaitReason
from app.workspace import Workspace
from tests.app.sync.region import (
    PERSON,
    Prepared,
    assert_agree,
    copied_laptop,
    copied_node,
    reach,
    write_links,
)
from tests.node_process import NodeProcess
from tests.pages import SyncPage
from tests.seat import Unhurried
from ui.application import Shell
from ui.figures import number
from ui.models.status_words import known_words
from ui.models.sync_rows import content_words
from ui.screens.sync import SyncScreen
from ui.screens.sync_standing import durable_words, let_go_words, went_back_words
from ui.screens.sync_words import headline, last_words, list_age, next_try_words, why_words
from ui.sync_timer import Overdue, SyncTimer

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ENROLLED = SyncStatus(
    node="Nod Jönköping",
    desk="bärbar 07",
    waiting=3,
    certificates_waiting=1,
    changes_waiting=0,
    oldest=NOON - timedelta(hours=2),
    acknowledged=1286,
    refused=0,
    proof=Proof(NOON - timedelta(days=2), 1286, "7C4A19E2B05D"),
    status_date=NOON.date() - timedelta(days=2),
    reason=WaitReason.UNREACHABLE,
    last_try=LastTry(NOON, WaitReason.UNREACHABLE, failures=2),
    rows=(
        WaitingRow(
            "Emma Forsberg",
            "DXHM 7BDN ZBYK 5190 Q",
            (RecordType.DECISION_MADE, RecordType.CERTIFICATE_ISSUED),
            6_200_000,
            NOON - timedelta(hours=2),
        ),
    ),
    unfinished=(),
    lists_refused="",
    running=False,
)
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def node(prepared: Prepared, tmp_path: Path) -> Iterator[NodeProcess]:
    """The region's node, a process of its own."""
    with copied_node(prepared, tmp_path) as running:
        yield running


@pytest.fixture
def laptop(prepared: Prepared, tmp_path: Path) -> Iterator[Workspace]:
    """The enrolled laptop with a case opened and nothing sent; its node cannot be reached."""
    workspace = copied_laptop(prepared, tmp_path)
    reach(workspace, NOWHERE)
    yield workspace
    workspace.close()


@pytest.fixture
def runner(shell: Shell, laptop: Workspace, qtbot: QtBot) -> Iterator[SyncTimer]:
    """The laptop's runner; none of its runs comes by itself while a test looks."""
    clock = laptop.desk.clock
    made = SyncTimer(laptop.syncing, shell.background, shell.status, clock, Unhurried())
    yield made
    made.close()
    qtbot.waitUntil(lambda: shell.background.idle, timeout=120_000)


@pytest.fixture
def screen(runner: SyncTimer, laptop: Workspace, shell: Shell, qtbot: QtBot) -> SyncScreen:
    """The sync screen of the laptop, on view."""
    made = SyncScreen(runner, laptop.bundles, shell.background, laptop.photo_mending)
    qtbot.addWidget(made)
    made.resize(1240, 680)
    made.show()
    qtbot.waitUntil(lambda: shell.background.idle and runner.status is not None, timeout=120_000)
    return made


def test_what_is_only_here_is_said_with_its_age(screen: SyncScreen, laptop: Workspace) -> None:
    """R62."""
    waiting = laptop.syncing.status().waiting
    assert screen.headline.title.text().startswith(f"{waiting} poster finns bara på den här datorn")
    assert screen.figures["waiting"].accessibleName().startswith(f"Väntar: {waiting}")
    rows = range(screen.waiting.rowCount())
    cells = [[screen.waiting.index(row, at).data() for at in range(5)] for row in rows]
    assert any(row[1] == PERSON and row[2] == "person, ärende" for row in cells)


def test_a_list_by_a_root_not_taken_yet_leads_to_settings(screen: SyncScreen) -> None:
    """R43: the region has changed its root while the desk was away."""
    screen.show_status(replace(ENROLLED, lists_refused="E_UNKNOWN_KEY"))
    assert "nya rötter tas emot i Inställningar" in screen._foot.text()
    screen.show_status(replace(ENROLLED, lists_refused="E_ROLLBACK"))
    assert "äldre lista" in screen._foot.text()


def test_a_run_asked_for_sends_everything_and_says_so(
    screen: SyncScreen, shell: Shell, laptop: Workspace, node: NodeProcess, qtbot: QtBot
) -> None:
    reach(laptop, node.address)
    qtbot.keyClick(screen, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "Allt är skickat" in screen.headline.title.text(), timeout=120_000)
    assert_agree(laptop, node)
    assert shell.status.online
    assert shell.status.waiting == 0
    assert screen.now.isVisible()
    assert "kvitterade" in screen.proof._count.text()


def test_what_the_node_s_backup_holds_is_said_beside_what_the_node_holds(
    screen: SyncScreen, laptop: Workspace, node: NodeProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    """R59: stored is not durable, and the screen says which is which; a node set back is told."""
    reach(laptop, node.address)
    run_at(screen, qtbot)
    assert "inte sagt" in screen.proof.durable.text()
    stored = laptop.syncing.status().acknowledged
    node.back_up(tmp_path / "backups")
    run_at(screen, qtbot)
    assert screen.proof.durable.text() == f"{stored} av dem finns även i nodens säkerhetskopia"
    write_links(laptop, 3)
    run_at(screen, qtbot)
    assert screen.proof.durable.text().startswith(f"{stored} av dem")
    assert not screen.proof.went_back.isVisible()
    node.stop()
    node.restore(next((tmp_path / "backups").glob("*.intyga-backup")))
    node.start()
    run_at(screen, qtbot)
    assert screen.proof.went_back.isVisible()
    assert "3 kvitterade poster saknades där och skickas igen" in screen.proof.went_back.text()
    assert_agree(laptop, node)


def run_at(screen: SyncScreen, qtbot: QtBot) -> None:
    """A run by the keyboard, to its end."""
    before = laptop_try(screen)
    qtbot.keyClick(screen, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: laptop_try(screen) not in (before, None), timeout=120_000)


def laptop_try(screen: SyncScreen) -> datetime | None:
    """When the last run on view ended, None while one goes on."""
    status = screen._status
    last = None if status is None or screen._runner.running else status.last_try
    return None if last is None or last.failures else last.at


def test_words_of_durability_are_true_in_every_state() -> None:
    """Nothing is claimed before the node has said it; an old finding goes away by itself."""
    assert durable_words(replace(ENROLLED, proof=None)) == ""
    assert let_go_words(ENROLLED) == ""
    gone = replace(ENROLLED, let_go=LetGo(1203, 4))
    assert let_go_words(gone).startswith(f"{number(1203)} poster från avslutade ärenden")
    assert "andra maskin" in durable_words(replace(ENROLLED, durable=3, durable_by="replica"))
    busy = LastTry(NOON, WaitReason.REFUSED, "too_many", failures=1)
    waits = replace(ENROLLED, reason=WaitReason.REFUSED, last_try=busy)
    assert "mycket att göra" in why_words(waits)
    found = WentBack(NOON, 0)
    assert "Inget härifrån saknades" in went_back_words(
        replace(ENROLLED, went_back=found), NOON.date()
    )
    later = NOON.date() + timedelta(days=15)
    assert went_back_words(replace(ENROLLED, went_back=found), later) == ""


def test_a_run_that_fails_says_why_and_what_is_safe(
    screen: SyncScreen, shell: Shell, qtbot: QtBot
) -> None:
    qtbot.mouseClick(screen.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.errors.isVisible(), timeout=120_000)
    assert "Allt är sparat här" in screen.errors.accessibleName()
    qtbot.waitUntil(lambda: "Noden går inte att nå" in screen.why.why.text(), timeout=120_000)
    assert not shell.status.online
    assert shell.status.waiting > 0


def test_progress_is_shown_and_a_run_can_be_stopped(screen: SyncScreen, runner: SyncTimer) -> None:
    screen._on_running(True)
    screen._on_progress(Progress(1, 3))
    assert screen.progress.isVisible()
    assert (screen.progress.value(), screen.progress.maximum()) == (1, 3)
    assert "1 av 3 skickade" in screen._doing.text()
    screen.stop.click()
    assert runner._stop.is_set()


def test_it_sends_by_itself_once_the_node_is_there(
    runner: SyncTimer, shell: Shell, laptop: Workspace, node: NodeProcess, qtbot: QtBot
) -> None:
    reach(laptop, node.address)
    runner.start()
    qtbot.waitUntil(lambda: runner.next_try is not None, timeout=120_000)
    runner._timer.start(0)
    qtbot.waitUntil(lambda: bool(runner.status and not runner.status.waiting), timeout=120_000)
    assert runner.next_try is None


def test_a_failed_run_of_its_own_is_quiet_and_tried_again(
    runner: SyncTimer, shell: Shell, qtbot: QtBot
) -> None:
    told: list[object] = []
    runner.failed.connect(told.append)
    runner._run()
    qtbot.waitUntil(lambda: shell.background.idle and runner.next_try is not None, timeout=120_000)
    assert told == []


def test_something_signed_is_planned_to_be_sent(
    runner: SyncTimer, shell: Shell, qtbot: QtBot
) -> None:
    runner.on_change(Change(frozenset({Touched.PEOPLE})))
    assert shell.background.idle
    runner.on_change(Change(frozenset({Touched.LOG})))
    qtbot.waitUntil(lambda: runner.next_try is not None, timeout=120_000)


def test_a_locked_desk_sends_nothing_more(runner: SyncTimer, qtbot: QtBot) -> None:
    runner.start()
    qtbot.waitUntil(lambda: runner.next_try is not None, timeout=120_000)
    runner.close()
    assert runner.next_try is None


@pytest.mark.parametrize(
    ("hours", "overdue"),
    [(0, Overdue.NO), (23, Overdue.NO), (24, Overdue.DAY), (167, Overdue.DAY), (168, Overdue.WEEK)],
)
def test_a_day_warns_and_a_week_reminds(runner: SyncTimer, hours: int, overdue: Overdue) -> None:
    """R62."""
    runner.status = replace(ENROLLED, oldest=runner._clock.now() - timedelta(hours=hours))
    assert runner.overdue() is overdue


def test_the_practice_desk_says_that_nothing_is_sent(
    open_desk: Workspace, shell: Shell, qtbot: QtBot
) -> None:
    page = SyncPage(shell, qtbot)
    page.visit()
    assert page.says("Härifrån skickas ingenting")
    assert page.cells("sync_table") == []
    assert not page.sees("sync_now")
    assert page.figure("waiting").startswith("Väntar: 0")
    shell.appearance.set_language("en")
    page.settle()
    assert page.says("Nothing is sent from here")


@pytest.mark.parametrize("reason", list(WaitReason))
def test_every_reason_has_its_words(reason: WaitReason) -> None:
    status = replace(ENROLLED, reason=reason)
    assert why_words(status).endswith(".")


@pytest.mark.parametrize("kind", list(RecordType))
def test_every_record_has_a_word(kind: RecordType) -> None:
    assert content_words(kind)


def test_the_words_are_true_in_every_state() -> None:
    sent = replace(ENROLLED, waiting=0, oldest=None, last_try=LastTry(NOON, WaitReason.NEW_SINCE))
    assert headline(sent, "warn").tone == "ok"
    assert headline(replace(ENROLLED, node=None), "warn").tone == "neutral"
    only_records = replace(ENROLLED, certificates_waiting=0)
    assert headline(only_records, "bad").title.startswith("3 poster finns bara")
    assert "nådde inte fram" in last_words(ENROLLED)
    assert "svarade senast" in last_words(sent)
    assert "inte svarat än" in last_words(replace(ENROLLED, last_try=None, proof=None))
    assert "svarade i en fil" in last_words(replace(ENROLLED, last_try=None))
    carried = replace(ENROLLED, in_file=InFile("ut.intyga", 3, NOON))
    assert headline(carried, "warn").title.startswith("1 bevis har inget kvitto än")
    assert next_try_words(None, running=True, enrolled=True) == "Skickar just nu"
    assert "kl. " in next_try_words(NOON, running=False, enrolled=True)
    assert list_age(None, NOON.date()) == "ingen än"
    assert list_age(NOON.date(), NOON.date()) == "från idag"
    assert list_age(NOON.date() - timedelta(2), NOON.date()) == "2 dagar gammal"


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 ändrat bevis väntar på synk."), (2, "2 ändrade bevis väntar på synk.")],
)
def test_a_withdrawal_made_offline_is_said_to_be_unknown_elsewhere(count: int, said: str) -> None:
    """R43: until the node has it, whoever checks gets the old answer."""
    line = headline(replace(ENROLLED, changes_waiting=count), "warn").line
    assert line.startswith(said)
    assert "gamla svaret" in line
    assert "gamla svaret" not in headline(ENROLLED, "warn").line


def test_who_knows_of_a_change_is_said_in_words_that_stay_true() -> None:
    """R40, R43: waiting, taken, listed, not followed, no node at all: five sentences."""
    said = [known_words(Known(how, NOON)) for how in Knowing]
    assert len(set(said)) == len(Knowing)
    waiting = known_words(Known(Knowing.WAITING, NOON))
    assert waiting == "Väntar på synk sedan mån 4 maj 12:00: noden och andra vet det inte än."
