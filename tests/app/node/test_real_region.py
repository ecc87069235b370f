"""A region whose root and authority are elsewhere: files by hand, from key to VALID and back."""

import base64
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import msgspec
import pytest

from app.certificate.signature import check_signature
from app.domain.case import Step
from app.domain.clock import SystemClock
from app.domain.desks import DeskKind, EnrolmentRequest
from app.seal.ceremony import Answers, kid_of, read_requests
from app.seal.owner_key import create_key
from app.seal.paper_certificate import prove_paper_certificate
from app.seal.trust import Trust
from app.seal.verifying import verify
from app.usecases.people import NewPerson
from app.usecases.signing import NotAccredited
from app.usecases.verification import Answer
from app.workspace import Workspace
from tests.app.commands.command_line import run_app
from tests.app.sync.region import NUMBER, PERSON, PHRASE, sync
from tests.desk_work import MARIA, QUICK, CaseWalk, desks, unlock
from tests.node_process import NodeProcess
from tests.programs import Ended

SECRET = {"INTYGA_PASSPHRASE": "nio torra tallar vid sjön"}


class Office:
    """The authority's table: keys, lists and the files that go to the node and back."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir()
        self.folder, self.name = folder, name
        for key in ("root", "authority", "next"):
            create_key(folder / key, SECRET["INTYGA_PASSPHRASE"], QUICK)

    def does(self, *arguments: str | Path) -> str:
        """One command of the office; what it says."""
        done = run_app("authority", *arguments, **SECRET)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def public(self, key: str) -> str:
        """A key's public half in hex."""
        stored = json.loads((self.folder / key).read_bytes())
        return base64.b64decode(stored["public"]).hex()

    def publish(self, node: str) -> None:
        """The first trust list and the root's word on the node."""
        root = ("--key", self.folder / "root")
        named = ("--authority", self.public("authority"), self.name, "--node", node, self.name)
        self.does("trust", self.folder / "list", *root, *named)
        word = ("--node", node, "--name", self.name, "--serial", "1")
        self.does("delegate", self.folder / "word", *root, *word)

    def answer(self, requests: Path, *more: str) -> Path:
        """Sign what is asked."""
        out = self.folder / "answers"
        key = ("--key", self.folder / "authority")
        self.does("answer", requests, out, *key, "--yes", *more)
        return out

    def order(self, seal: str, state: str, serial: int, since: date) -> Path:
        """Sign an order on a seal."""
        out = self.folder / f"order-{serial}"
        key = ("--key", self.folder / "authority", "--serial", str(serial))
        self.does("order", seal, state, out, *key, "--since", since.isoformat())
        return out


def node_says(node: NodeProcess, *arguments: str | Path) -> Ended:
    """One command at the node's folder."""
    return node.says(*arguments)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An authority with a root and a key."""
    return Office(tmp_path / "office", "Ackrediteringsorganet")


@pytest.fixture
def node(office: Office, tmp_path: Path) -> Iterator[NodeProcess]:
    """A node set up by what the office signed, running."""
    made = NodeProcess(tmp_path / "region" / "node")
    public = node_says(made, "--name", "Nod Kronoberg", "--qr-host", "kronoberg.example", "init")
    assert node_says(made, "serve").returncode == 1
    office.publish(public.stdout.strip())
    assert _install(made, office).returncode == 0
    with made:
        yield made


@pytest.fixture
def laptop(node: NodeProcess, tmp_path: Path) -> Iterator[Workspace]:
    """A real desk enrolled at the node, not accredited yet."""
    found = desks(tmp_path / "home", SystemClock())
    compared = found.probe(node.address).root_fingerprint
    found.enrol(EnrolmentRequest(node.address, node.invite(), compared, MARIA, PHRASE))
    opened = unlock(found, DeskKind.REAL, MARIA, PHRASE)
    yield opened
    opened.close()


def test_a_seal_counts_only_once_the_office_has_signed_and_the_desk_has_synced(
    office: Office, node: NodeProcess, laptop: Workspace, tmp_path: Path
) -> None:
    """R1 R2 R40 R43: asked by file, signed elsewhere, VALID; withdrawn, and NOT_ACCREDITED."""
    person = laptop.people.register(NewPerson(PERSON, NUMBER))
    with pytest.raises(NotAccredited):
        laptop.cases.open(person, "CNC-1")
    assert "1 seals, 1 centres" in node_says(node, "requests", tmp_path / "asked").stdout
    answers = office.answer(tmp_path / "asked")
    assert node_says(node, "accept", answers).stdout == "new: 1 seals, 1 centres, 0 orders\n"
    assert node_says(node, "accept", answers).stdout == "new: 0 seals, 0 centres, 0 orders\n"
    assert "0 seals, 0 centres" in node_says(node, "requests", tmp_path / "again").stdout
    sync(laptop)
    case_id = laptop.cases.open(person, "CNC-1")
    CaseWalk(laptop, case_id, PHRASE).to(Step.CERTIFICATE)
    certificate = laptop.certificates.issue(case_id)
    text = laptop.certificates.facts(certificate).qr_text
    sync(laptop)
    assert laptop.verification.check_text(text).answer is Answer.VALID
    signature = check_signature(laptop.certificates.pdf(certificate))
    assert signature.is_whole
    trust = laptop.desk.trust()
    assert prove_paper_certificate(signature.leaf, signature.issuer, trust).assessor == MARIA
    seal = laptop.desk.signer.kid.hex()
    withdrawn = office.order(seal, "withdrawn", 1, date.today())
    assert node_says(node, "accept", withdrawn).stdout == "new: 0 seals, 0 centres, 1 orders\n"
    sync(laptop)
    assert laptop.verification.check_text(text).answer is Answer.NOT_ACCREDITED
    back = office.order(seal, "active", 2, date.today())
    assert "1 orders" in node_says(node, "accept", back).stdout
    assert "0 orders" in node_says(node, "accept", withdrawn).stdout
    sync(laptop)
    assert laptop.verification.check_text(text).answer is Answer.VALID
    for serial, stolen, answer in (
        (3, date.today() + timedelta(days=1), Answer.VALID),
        (4, date.today(), Answer.NOT_ACCREDITED),
    ):
        theft = office.order(seal, "compromised", serial, stolen)
        assert "1 orders" in node_says(node, "accept", theft).stdout
        assert _anybody(node, text) is answer


def _anybody(node: NodeProcess, text: str) -> Answer:
    """The answer by the node's public lists as they are now: the good-list at work."""
    roots = json.loads((node.folder / "keys.json").read_bytes())["roots"]
    with httpx.Client(base_url=node.address, timeout=60) as asking:
        held = asking.get("/trust").content, asking.get("/status/bundle").content
    trust = Trust.load([base64.b64decode(root) for root in roots], *held)
    return verify(text, trust, date.today()).answer


def test_another_office_cannot_speak_for_the_region(
    office: Office, node: NodeProcess, laptop: Workspace, tmp_path: Path
) -> None:
    """R1: statements of a foreign authority, of a forger and of nobody are refused whole."""
    node_says(node, "requests", tmp_path / "asked")
    other = Office(tmp_path / "other", "En annan")
    foreign = other.answer(tmp_path / "asked")
    refused = node_says(node, "accept", foreign)
    assert refused.returncode == 1
    assert "not by an authority" in refused.stderr
    genuine = office.answer(tmp_path / "asked")
    answers = msgspec.json.decode(genuine.read_bytes(), type=Answers)
    flipped = bytes([answers.seals[0][-1] ^ 1])
    forged = Answers("answers", (answers.seals[0][:-1] + flipped,), answers.centres)
    (tmp_path / "forged").write_bytes(msgspec.json.encode(forged))
    assert node_says(node, "accept", tmp_path / "forged").returncode == 1
    assert node_says(node, "accept", tmp_path / "asked").returncode == 1
    assert node_says(node, "accept", tmp_path / "nowhere").returncode == 1
    assert "1 seals, 1 centres" in node_says(node, "requests", tmp_path / "still").stdout
    other.publish(read_requests((tmp_path / "asked").read_bytes(), "asked").node.hex())
    assert _install(node, other).returncode == 1


def test_the_next_trust_list_keeps_drops_and_never_goes_back(
    office: Office, node: NodeProcess, tmp_path: Path
) -> None:
    """R43: serial up by one; a node keeps the newest."""
    first = office.folder / "list"
    second = office.folder / "list-2"
    root = ("--key", office.folder / "root")
    kid = kid_of(bytes.fromhex(office.public("next")))
    named = ("--authority", office.public("next"), "Nästa organ")
    said = office.does("trust", second, *root, "--previous", first, *named)
    assert "nr 2, 2 ackrediterande, 1 noder" in said
    assert _install(node, office, second).returncode == 0
    assert _install(node, office, first).returncode == 1
    third = office.folder / "list-3"
    said = office.does("trust", third, *root, "--previous", second, "--drop", kid)
    assert "nr 3, 1 ackrediterande, 1 noder" in said


def test_what_is_wrong_is_said_in_both_languages(office: Office, tmp_path: Path) -> None:
    """No key, no list, no number: nothing is signed."""
    key = ("--key", str(office.folder / "authority"))
    out = str(tmp_path / "out")
    (tmp_path / "letter").write_text("Hej")
    cases = (
        ("answer", str(tmp_path / "letter"), out, *key, "--yes"),
        ("order", "plomben", "withdrawn", out, "--serial", "1", *key),
        ("trust", out, "--key", str(office.folder / "root"), "--node", "zz", "Nod"),
        ("key", str(office.folder / "root")),
    )
    for arguments in cases:
        said = [
            run_app("authority", *arguments, "--language", language, **SECRET)
            for language in ("sv", "en")
        ]
        assert [done.returncode for done in said] == [1, 1]
        assert said[0].stderr != said[1].stderr
        assert "Traceback" not in said[0].stderr
    assert not (tmp_path / "out").exists()


def test_nothing_is_signed_without_a_yes(
    office: Office, node: NodeProcess, laptop: Workspace, tmp_path: Path
) -> None:
    """A list that was opened by mistake costs nothing."""
    node_says(node, "requests", tmp_path / "asked")
    command = ("answer", tmp_path / "asked", tmp_path / "out", "--key", office.folder / "authority")
    done = run_app("authority", *command, **SECRET)
    assert (done.returncode, done.stderr) == (1, "")
    assert not (tmp_path / "out").exists()
    assert MARIA in done.stdout


def test_a_new_key_is_told_by_its_public_half_and_never_overwrites(tmp_path: Path) -> None:
    """The passphrase stands between a stolen file and the region."""
    made = run_app("authority", "key", tmp_path / "root", **SECRET)
    assert made.returncode == 0
    stored = (tmp_path / "root").read_bytes()
    assert base64.b64decode(json.loads(stored)["public"]).hex() in made.stdout
    assert (tmp_path / "root").stat().st_mode & 0o077 == 0
    assert run_app("authority", "key", tmp_path / "root", **SECRET).returncode == 1
    assert (tmp_path / "root").read_bytes() == stored
    short = run_app("authority", "key", tmp_path / "next", INTYGA_PASSPHRASE="kort")
    assert short.returncode == 1


def test_a_statement_lasts_at_most_its_window(
    office: Office, node: NodeProcess, laptop: Workspace, tmp_path: Path
) -> None:
    """R1: 120 days are the most a seal is accredited for at a time."""
    node_says(node, "requests", tmp_path / "asked")
    key = ("--key", office.folder / "authority", "--yes")
    done = run_app(
        "authority", "answer", tmp_path / "asked", tmp_path / "out", *key, "--days", "200", **SECRET
    )
    assert done.returncode == 1
    answers = office.answer(tmp_path / "asked", "--days", "119")
    node_says(node, "accept", answers)
    sync(laptop)
    last = laptop.assessor.accredited_to
    assert last == date.today() + timedelta(days=119)


def _install(node: NodeProcess, office: Office, trust_list: Path | None = None) -> Ended:
    lists = ("--trust-list", trust_list or office.folder / "list")
    word = ("--delegation", office.folder / "word")
    return node_says(node, "install", "--root", office.public("root"), *lists, *word)
