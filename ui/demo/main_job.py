"""From first start to a certificate that is valid in its region and unknown elsewhere."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.domain.clock import SystemClock
from app.paths import data_folder, settings_file
from app.workspace import Desks, Workspace
from ui.application import Shell, build_window_in
from ui.demo import checking, deciding, group, joining, sitting
from ui.demo.hands import Hands, NothingCame
from ui.demo.region import TrialRegion
from ui.demo.rounds import look_around
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Held:
    """What the demo came to."""

    certificate: Path
    elsewhere: str
    records: int


def do_main_job(folder: Path) -> Held:
    """The whole job in `folder`. Raises NothingCame where it did not go as it should."""
    qInstallMessageHandler(_tell)
    shell = build_window_in(settings_file())
    shell.window.show()
    hands = Hands(shell.window, shell.background, folder / "pictures")
    session = Session(shell, Desks(data_folder(), SystemClock()), SystemClock())
    try:
        with TrialRegion(folder / "node") as region:
            session.start()
            joining.join_region(hands, region)
            joining.unlock(hands, session)
            assert session.workspace is not None
            return _work(hands, shell, session.workspace, folder)
    finally:
        shell.window.close()
        session.close()


def _work(hands: Hands, shell: Shell, desk: Workspace, folder: Path) -> Held:
    joining.sign_secrecy(hands)
    joining.register(hands)
    joining.open_case(hands)
    case_id = joining.case_of(desk)
    joining.arrive(hands)
    sitting.assess_oneself(hands)
    sitting.sit_theory(hands, desk, case_id, joining.SECRET)
    sitting.sit_practical(hands, desk, case_id)
    deciding.decide(hands, joining.SECRET)
    deciding.talk(hands)
    certificate = deciding.issue(hands, desk, case_id, folder)
    deciding.sync(hands, desk)
    checking.verify_here(hands, desk, certificate)
    checking.verify_forged(hands, desk, folder)
    checking.stop_and_lift(hands, desk, joining.SECRET)
    group.work_beside(desk, joining.SECRET, sitting.a_photo())
    group.issue_together(hands, desk, joining.SECRET)
    deciding.sync(hands, desk)
    checking.holds_again(hands, desk)
    look_around(hands, shell.appearance)
    proof = desk.syncing.status().proof
    if proof is None:
        raise NothingCame("the node's word on what it holds")
    return Held(certificate, deciding.verify_elsewhere(folder, certificate), proof.stored)


def _tell(_kind: QtMsgType, _place: QMessageLogContext, words: str) -> None:
    """What Qt says, without what every offscreen window says of itself."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)
