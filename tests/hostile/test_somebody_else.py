"""A second assessor at the same desk: who may begin, rate, stop, sign and issue."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.domain.errors import UserError
from app.domain.ids import IdMaker
from app.seal.keys import SigningKey
from app.seal.vault import Opened, SealMismatch, Vault, WrongSecret, new_entry, open_entry
from app.seal.vault_file import VaultFile
from app.storage.errors import DamagedDatabase
from app.usecases.practical import Seen
from app.usecases.signing import AccreditationExpired, NotAccredited
from app.workspace import Workspace
from tests.desk_work import QUICK, CaseWalk, booked_case, desks, practice_desk, unlock
from tests.factories import FixedClock

PER, OLOF = "Per Nyström", "Olof Hedberg"
Handover = Callable[[Workspace, str], Workspace]


@pytest.fixture
def hand_over(desk_home: Path, clock: FixedClock) -> Iterator[Handover]:
    """Lock the desk and let somebody else unlock it."""
    opened: list[Workspace] = []

    def hand(now: Workspace, to: str) -> Workspace:
        now.close()
        opened.append(practice_desk(desk_home, clock, to))
        return opened[-1]

    yield hand
    for workspace in opened:
        workspace.close()


@pytest.mark.begins_at(Step.PRACTICAL)
def test_another_profile_begins_rates_stops_and_signs_nothing(
    desk: Workspace, hand_over: Handover
) -> None:
    """R1 R6 I8: Per is accredited for other roles; Maria's CNC-1 case is not his to judge."""
    walk = CaseWalk(desk, booked_case(desk)).to(Step.PRACTICAL)
    sitting = desk.practical.start(walk.case_id)
    stop = next(c.id for c in walk.protocol.criteria if c.critical == "stop")
    per = hand_over(desk, PER)
    practical = per.practical
    assert practical.sheet(sitting).incident is not None
    practical.confirm_incident(sitting)
    for act in (
        lambda: practical.observe(sitting, stop, Seen(4, "Såg bra ut.")),
        lambda: practical.safety_stop(sitting, stop, "Stopp.", "Kurs i maskinsäkerhet"),
        lambda: practical.hand_in(sitting),
        lambda: per.decisions.sign(walk.case_id, PRACTICE_PIN),
        lambda: per.cases.open(per.cases.view(walk.case_id).person_id, "CNC-1"),
    ):
        with pytest.raises(UserError):
            act()
    assert not any(
        line.seen.at for area in practical.sheet(sitting).areas for line in area.criteria
    )


@pytest.mark.parametrize("step", [Step.SELF_ASSESSMENT, Step.THEORY, Step.PRACTICAL])
def test_no_part_begins_under_another_or_an_expired_accreditation(
    desk: Workspace, hand_over: Handover, step: Step
) -> None:
    """R1: start needs a valid accreditation for the profile on the day."""
    walk = CaseWalk(desk, booked_case(desk)).to(step)
    for name, refusal in ((PER, NotAccredited), (OLOF, AccreditationExpired)):
        desk = hand_over(desk, name)
        with pytest.raises(refusal):
            getattr(desk, step.value).start(walk.case_id)
        assert desk.cases.view(walk.case_id).sitting_of(step) is None


@pytest.mark.begins_at(Step.THEORY)
def test_somebody_else_may_watch_the_theory_to_its_end(
    desk: Workspace, hand_over: Handover
) -> None:
    """R6: to supervise and hand in is not to score; the record bears the seal of who did it."""
    walk = CaseWalk(desk, booked_case(desk)).to(Step.THEORY)
    sitting = desk.theory.start(walk.case_id)
    questions = desk.theory.paper(sitting).questions
    desk.theory.answer(sitting, questions[0].id, walk.right_answer(questions[0].id))
    per = hand_over(desk, PER)
    assert len(per.theory.paper(sitting).answers) == 1
    per.theory.confirm_incident(sitting)
    per.theory.hand_in(sitting)
    assert per.cases.view(walk.case_id).history[-1].actor == PER
    with pytest.raises(NotAccredited):
        per.decisions.sign(walk.case_id, PRACTICE_PIN)


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_nobody_else_issues_what_was_decided(desk: Workspace, hand_over: Handover) -> None:
    """I8: whose seal is on the certificate was accredited for it that day."""
    walk = CaseWalk(desk, booked_case(desk)).to(Step.CERTIFICATE)
    for name in (PER, OLOF):
        desk = hand_over(desk, name)
        with pytest.raises((NotAccredited, AccreditationExpired)):
            desk.certificates.issue(walk.case_id)
    desk = hand_over(desk, "Maria Sandberg")
    assert desk.certificates.issue(walk.case_id)


def test_a_colleagues_secret_opens_only_their_own_seal(tmp_path: Path) -> None:
    """Keys on the laptop: entries bound to their owner, wherever they are moved in the file."""
    clock, data_key = FixedClock(), b"k" * 32
    ids = [IdMaker(clock)() for _ in range(2)]
    seals = [SigningKey.generate(), SigningKey.generate()]
    secrets = ["123456", "654321"]
    maria, per = (
        new_entry((i, f"Bedömare {i}", ()), Opened(data_key, seal), secret, None, QUICK)
        for i, seal, secret in zip(ids, seals, secrets, strict=True)
    )
    file = VaultFile(tmp_path / "vault.json")
    for entries in (
        (maria, per),
        (msgspec.structs.replace(maria, seal_key=per.seal_key, seal_public=per.seal_public), per),
        (msgspec.structs.replace(per, id=maria.id), msgspec.structs.replace(maria, id=per.id)),
    ):
        file.write(Vault(entries=entries))
        with pytest.raises(WrongSecret):
            file.open(maria.id, secrets[1], None, clock.now())
    with pytest.raises(SealMismatch):
        open_entry(msgspec.structs.replace(maria, seal_public=per.seal_public), secrets[0], None)


def test_the_key_file_of_another_desk_does_not_open_this_one(
    desk_home: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """A swapped vault has another data key: told as damaged, the file is left as it is."""
    other = tmp_path / "other"
    practice_desk(other, clock).close()
    kind = DeskKind.PRACTICE
    before = (desk_home / kind / "desk.db").read_bytes()
    for name in ("vault.json", "pepper"):
        source = other / kind / name
        if source.exists():
            (desk_home / kind / name).write_bytes(source.read_bytes())
    with pytest.raises((DamagedDatabase, WrongSecret)):
        unlock(desks(desk_home, clock), kind, "Maria Sandberg", PRACTICE_PIN)
    assert (desk_home / kind / "desk.db").read_bytes() == before
