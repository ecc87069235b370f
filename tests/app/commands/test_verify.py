"""`verify`: the answer in words, the exit code for scripts, no desk and no network needed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.certificate.page import draw_certificate
from app.commands.layer_wording import FACTS as LAYER_FACTS
from app.commands.layer_wording import FOREIGN, WHY
from app.commands.verdict_wording import ANSWERS, CODES
from app.commands.verify import DIFFERS, EXIT_CODES
from app.domain.foreign_code import ForeignCode
from app.domain.layers import Fact, Why
from app.seal.codes import Code
from app.seal.status import CertificateState, SealStatus, pack_bits
from app.seal.verifying import Answer
from app.sync.trust_folder import STATUS, TRUST_LIST, write_trust
from app.workspace import Workspace
from tests.app.certificate import samples
from tests.app.certificate.genuine import sealed
from tests.app.commands.command_line import run_app
from tests.app.seal import world
from tests.desk_work import CaseWalk, Step, booked_case, practice_desk
from tests.factories import FixedClock

TODAY, NOW = date.today(), datetime.now(UTC)
YESTERDAY, LATER = TODAY - timedelta(days=1), TODAY + timedelta(days=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A region's trust, fresh today."""
    authority = world.window(world.AUTHORITY, "Ackrediteringen", YESTERDAY, LATER)
    node = world.window(world.NODE, "Regional nod", YESTERDAY, LATER)
    listed = world.trust_list(authorities=(authority,), nodes=(node,), issued=NOW)
    write_trust(tmp_path / "trust", world.ROOTS, listed, world.status(issued=NOW))
    return tmp_path / "trust"


@pytest.fixture
def text() -> str:
    """A certificate of today."""
    return world.text(
        world.certificate(issued=TODAY, valid_to=LATER),
        world.accreditation(first_day=YESTERDAY, last_day=LATER),
    )


@pytest.fixture
def practice(desk_home: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A practice desk."""
    workspace = practice_desk(desk_home, clock)
    yield workspace
    workspace.close()


def test_only_a_certificate_in_force_ends_with_zero(folder: Path, text: str) -> None:
    """R40 R41: answer, facts and as-of dates; the exit code 0."""
    done = run_app("verify", text, "--trust", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Äkta och gäller (VALID OK)")
    assert "Anna Söderström" in done.stdout
    assert f"Status per:       {NOW.date()}" in done.stdout
    english = run_app("verify", text, "--trust", folder, "--language", "en")
    assert english.stdout.startswith("Genuine and in force (VALID OK)")


def test_without_trust_nobody_is_believed(text: str) -> None:
    """UNKNOWN_ISSUER says nothing of the person."""
    done = run_app("verify", text)
    assert done.returncode == 6
    assert "UNKNOWN_ISSUER" in done.stdout
    assert "Söderström" not in done.stdout


def test_a_revoked_certificate_and_a_changed_one_are_told_apart(folder: Path, text: str) -> None:
    """5 not in force, 7 not genuine, 4 uncertain without a status list."""
    bits = pack_bits([(world.CLAIMS.status_index, CertificateState.REVOKED)])
    revoked = world.status({world.SEAL.kid: SealStatus(bits=bits)}, issued=NOW)
    (folder / STATUS).write_bytes(revoked)
    assert run_app("verify", text, "--trust", folder).returncode == 5
    (folder / STATUS).unlink()
    assert run_app("verify", text, "--trust", folder).returncode == 4
    last = str(int(text[-1]) ^ 1)
    assert run_app("verify", text[:-1] + last, "--trust", folder).returncode == 7
    assert run_app("verify", "https://example.org/#menu").returncode == 7


def test_a_practice_print_never_passes(practice: Workspace, tmp_path: Path) -> None:
    """From the PDF, with 3; the answer says what it is."""
    case_id = booked_case(practice)
    CaseWalk(practice, case_id).to(Step.CERTIFICATE)
    paper = tmp_path / "bevis.pdf"
    paper.write_bytes(practice.certificates.pdf(practice.certificates.issue(case_id)))
    done = run_app("verify", paper)
    assert done.returncode == 3
    assert "Övningsutskrift" in done.stdout


def test_what_cannot_be_read_is_refused_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    """1 with a sentence and no traceback."""
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.7 torn")
    (folder / TRUST_LIST).write_bytes(b"nonsense")
    for arguments in (
        (tmp_path / "missing.pdf",),
        (torn,),
        ("https://x/v#1", "--trust", folder),
        ("https://x/v#1", "--trust", tmp_path),
    ):
        done = run_app("verify", *arguments)
        assert done.returncode == 1
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr


def test_every_answer_has_words_and_an_exit_code() -> None:
    """Both languages, all states."""
    assert ANSWERS.keys() == EXIT_CODES.keys() == set(Answer)
    assert [answer for answer, code in EXIT_CODES.items() if code == 0] == [Answer.VALID]
    assert CODES.keys() <= set(Code)


def test_a_forged_page_ends_with_eight_and_says_what_differs(tmp_path: Path) -> None:
    """The three layers on the command line; the code's own answer stays beside them."""
    facts = replace(samples.full(), practice=True)
    genuine = sealed(facts)
    paper = tmp_path / "bevis.pdf"
    paper.write_bytes(draw_certificate(genuine))
    done = run_app("verify", paper)
    assert done.returncode == 3
    assert "+ Text: stämmer" in done.stdout
    raised = replace(genuine.areas[0], level=4)
    paper.write_bytes(draw_certificate(replace(genuine, areas=(raised, *genuine.areas[1:]))))
    done = run_app("verify", paper)
    assert done.returncode == DIFFERS
    assert "Säkerhet vid maskin: nivån: Text säger 4, koden säger 3" in done.stdout
    assert "Lita på koden" in done.stdout
    english = run_app("verify", paper, "--language", "en")
    assert "Text says 4, the code 3" in english.stdout


def test_foreign_codes_are_told_apart_on_the_command_line() -> None:
    """7, and what it is instead."""
    done = run_app("verify", "HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5")
    assert done.returncode == 7
    assert "vaccinationsbevis" in done.stdout
    assert "visitkort" in run_app("verify", "BEGIN:VCARD\nN:Ek").stdout


def test_every_layer_has_words() -> None:
    """Both languages, every state, fact and reason."""
    assert set(WHY) == set(Why)
    assert set(LAYER_FACTS) == set(Fact)
    assert set(FOREIGN) == set(ForeignCode)
